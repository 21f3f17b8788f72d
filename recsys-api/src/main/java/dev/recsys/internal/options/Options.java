package dev.recsys.internal.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.internal.check.Checks;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Configuration records whose components are annotated with {@link Option}: their defaults, checks and descriptions. Thread-safe:
 * no state.
 */
public final class Options {
    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            return type.getRecordComponents();
        }
    };

    private Options() {}

    /** The kinds of data that some defaults depend on. */
    public enum Kind {
        /** A bank's panel of snapshots. */
        PANEL,
        /** A shop's event log. */
        EVENTS;

        /**
         * The kind of some data.
         *
         * @param data a panel or an event log
         * @return its kind
         */
        public static Kind of(Dataset data) {
            return data instanceof EventLog ? EVENTS : PANEL;
        }
    }

    /**
     * A described option.
     *
     * @param path its name in JSON, such as {@code loss.alpha}
     * @param byDefault its default, such as {@code 0.03 for a panel, 0 for events}
     * @param range the allowed values, such as {@code at least 1}; empty if all are
     * @param what what it does
     */
    public record Line(String path, String byDefault, String range, String what) {}

    /**
     * Refuses values outside their options' ranges. To be called from the record's constructor.
     *
     * @param type the record
     * @param values the components' values, all, in their order. Not modified.
     * @throws IllegalArgumentException if a value is null, out of range or not finite
     */
    public static void check(Class<? extends Record> type, @Nullable Object... values) {
        RecordComponent[] components = COMPONENTS.get(type);
        Checks.that(
                components.length == values.length,
                "%s has %d options, but %d values were given",
                type.getSimpleName(),
                components.length,
                values.length);
        for (int i = 0; i < values.length; i++) {
            check(components[i], values[i]);
        }
    }

    private static void check(RecordComponent component, @Nullable Object value) {
        Option option = option(component);
        String name = component.getName();
        if (value == null && dependsOnData(option)) {
            return;
        }
        Object given = Checks.notNull(value, name);
        if (given instanceof Number number) {
            double real = number.doubleValue();
            boolean within = real >= option.min()
                    && (real > option.above() || Double.isInfinite(option.above()))
                    && real <= option.max()
                    && Double.isFinite(real);
            String range = range(component);
            String allowed = isWhole(component) ? range : range.isEmpty() ? "finite" : "finite and " + range;
            Checks.that(within, "%s must be %s, but was %s", name, allowed, given);
        } else if (given instanceof String text) {
            Checks.notBlank(text, name);
        }
    }

    /**
     * The defaults. Options whose default depends on the data are {@code null}.
     *
     * @param <C> the record
     * @param type the record
     * @return a record of defaults
     */
    public static <C extends Record> C defaults(Class<C> type) {
        return ConfigJson.fromTree(filled(type, ConfigJson.emptyTree(), null), type);
    }

    /**
     * A configuration with the options filled in that are {@code null} since their default depends on the data.
     *
     * @param <C> the record
     * @param config the configuration
     * @param kind the kind of data
     * @return one without {@code null}
     */
    @SuppressWarnings("unchecked")
    public static <C extends Record> C resolved(C config, Kind kind) {
        return (C) ConfigJson.fromTree(filled(config.getClass(), ConfigJson.toTree(config), kind), config.getClass());
    }

    /**
     * Describes all options, those of nested records in their place.
     *
     * @param type the record
     * @return a line an option
     */
    public static List<Line> describe(Class<? extends Record> type) {
        List<Line> lines = new ArrayList<>();
        describe(type, "", lines);
        return List.copyOf(lines);
    }

    private static void describe(Class<?> type, String prefix, List<Line> lines) {
        for (RecordComponent component : COMPONENTS.get(type)) {
            String path = prefix + component.getName();
            if (component.getType().isRecord()) {
                describe(component.getType(), path + ".", lines);
                continue;
            }
            Option option = option(component);
            String byDefault = dependsOnData(option)
                    ? option.panel() + " for a panel, " + option.events() + " for events"
                    : option.value().equals(Option.PROCESSORS) ? "all processors" : option.value();
            lines.add(new Line(path, byDefault, range(component), option.what()));
        }
    }

    /** Adds the defaults a tree lacks; those that depend on the data if the kind is known. */
    private static ObjectNode filled(Class<?> type, ObjectNode tree, @Nullable Kind kind) {
        for (RecordComponent component : COMPONENTS.get(type)) {
            String name = component.getName();
            JsonNode given = tree.get(name);
            if (component.getType().isRecord()) {
                ObjectNode inner = given instanceof ObjectNode object ? object : ConfigJson.emptyTree();
                tree.set(name, filled(component.getType(), inner, kind));
            } else if (given == null) {
                Option option = option(component);
                if (!dependsOnData(option)) {
                    tree.set(name, node(component, option.value()));
                } else if (kind != null) {
                    tree.set(name, node(component, kind == Kind.PANEL ? option.panel() : option.events()));
                }
            }
        }
        return tree;
    }

    private static JsonNode node(RecordComponent component, String text) {
        if (component.getType().isEnum() || component.getType() == String.class) {
            return TextNode.valueOf(text);
        }
        if (text.equals(Option.PROCESSORS)) {
            return IntNode.valueOf(Runtime.getRuntime().availableProcessors());
        }
        try {
            return ConfigJson.parse(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "option \"" + component.getName() + "\" has a default that is no JSON: " + text, e);
        }
    }

    private static Option option(RecordComponent component) {
        Option option = component.getAnnotation(Option.class);
        if (option == null) {
            throw new IllegalArgumentException("component \"" + component.getName() + "\" of "
                    + component.getDeclaringRecord().getSimpleName() + " has no @Option");
        }
        return option;
    }

    private static boolean dependsOnData(Option option) {
        return !option.panel().isEmpty();
    }

    private static boolean isWhole(RecordComponent component) {
        Class<?> type = component.getType();
        return type == int.class || type == long.class || type == Integer.class || type == Long.class;
    }

    private static String range(RecordComponent component) {
        Class<?> type = component.getType();
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .collect(Collectors.joining(" or "));
        }
        if (type == boolean.class) {
            return "true or false";
        }
        Option option = option(component);
        boolean hasMax = !Double.isInfinite(option.max());
        if (!Double.isInfinite(option.min())) {
            return hasMax ? "in " + text(option.min()) + ".." + text(option.max()) : "at least " + text(option.min());
        }
        if (!Double.isInfinite(option.above())) {
            return "above " + text(option.above()) + (hasMax ? " and at most " + text(option.max()) : "");
        }
        return hasMax ? "at most " + text(option.max()) : "";
    }

    private static String text(double bound) {
        return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
    }
}
