package dev.recsys.internal.options;

import com.fasterxml.jackson.core.JsonProcessingException;
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
            if (!within) {
                throw new IllegalArgumentException(name + " must be " + allowed(component) + ", but was " + given);
            }
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
        return filled(type, null, null);
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
        return (C) filled(config.getClass(), config, kind);
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

    private static String allowed(RecordComponent component) {
        String range = range(component);
        return isWhole(component) ? range : range.isEmpty() ? "finite" : "finite and " + range;
    }

    /** What is given, with the defaults it lacks; those that depend on the data if the kind is known. */
    private static <C> C filled(Class<C> type, @Nullable Object given, @Nullable Kind kind) {
        RecordComponent[] components = COMPONENTS.get(type);
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            RecordComponent component = components[i];
            Object value = given == null ? null : Components.value(component, given);
            if (component.getType().isRecord()) {
                value = filled(component.getType(), value, kind);
            } else if (value == null) {
                value = byDefault(component, kind);
            }
            values[i] = value;
        }
        return Components.create(type, components, values);
    }

    /** The default of an option, or null if it depends on the data and their kind is not known. */
    private static @Nullable Object byDefault(RecordComponent component, @Nullable Kind kind) {
        Option option = option(component);
        if (!dependsOnData(option)) {
            return parsed(component, option.value());
        }
        return kind == null ? null : parsed(component, kind == Kind.PANEL ? option.panel() : option.events());
    }

    private static Object parsed(RecordComponent component, String text) {
        String value = text.equals(Option.PROCESSORS)
                ? Integer.toString(Runtime.getRuntime().availableProcessors())
                : text;
        try {
            Object parsed = Components.parse(component, value);
            return parsed != null ? parsed : ConfigJson.parse(value, component.getGenericType());
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "option \"" + component.getName() + "\" has a default that can't be read: " + text, e);
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
