package dev.recsys.eval.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.internal.check.Checks;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** One option and the values it may get. Immutable. */
final class Dimension {
    private static final MathContext DIGITS = new MathContext(4);
    private static final double WHOLE = 1L << 53;

    private final String path;
    private final List<JsonNode> choices; // empty for a range
    private final double from;
    private final double to;
    private final boolean whole;
    private final boolean log;

    private Dimension(String path, List<JsonNode> choices, double from, double to, boolean whole, boolean log) {
        this.path = path;
        this.choices = List.copyOf(choices);
        this.from = from;
        this.to = to;
        this.whole = whole;
        this.log = log;
    }

    /** Reads a list of values, a range, or one value. */
    static Dimension of(String path, Class<?> type, JsonNode said) {
        if (said.isObject()) {
            return range(path, type, (ObjectNode) said);
        }
        List<JsonNode> choices = new ArrayList<>();
        if (said.isArray()) {
            said.forEach(choices::add);
        } else {
            choices.add(said);
        }
        Checks.that(!choices.isEmpty(), "space: %s must have at least one value", path);
        Checks.that(Set.copyOf(choices).size() == choices.size(), "space: %s must not have a value twice", path);
        return new Dimension(path, choices, 0, 0, false, false);
    }

    private static Dimension range(String path, Class<?> type, ObjectNode said) {
        for (Iterator<String> names = said.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            Checks.that(
                    Set.of("from", "to", "scale").contains(name),
                    "space: %s is an option, whose range has from, to and scale, but has \"%s\"",
                    path,
                    name);
        }
        boolean whole = type == int.class || type == long.class || type == Integer.class || type == Long.class;
        Checks.that(
                whole || type == double.class || type == Double.class,
                "space: %s is no number and can have no range; list its values",
                path);
        double from = number(path, "from", said, whole);
        double to = number(path, "to", said, whole);
        Checks.that(from < to, "space: %s must have from below to, but has %s and %s", path, from, to);
        String scale = said.path("scale").asText("linear");
        Checks.that(
                scale.equals("linear") || scale.equals("log"),
                "space: the scale of %s must be linear or log, but was %s",
                path,
                scale);
        Checks.that(scale.equals("linear") || from > 0, "space: %s must have from above 0 on a log scale", path);
        return new Dimension(path, List.of(), from, to, whole, scale.equals("log"));
    }

    private static double number(String path, String name, ObjectNode said, boolean whole) {
        JsonNode node = said.path(name);
        double value = node.isNumber() ? node.doubleValue() : Double.NaN;
        Checks.that(Double.isFinite(value), "space: %s must have a number as %s", path, name);
        Checks.that(
                !whole || (value == Math.rint(value) && Math.abs(value) < WHOLE),
                "space: %s must have a whole number as %s, but has %s",
                path,
                name,
                node);
        return value;
    }

    String path() {
        return path;
    }

    /** The values that say whether the option takes all: the choices, or both ends of the range. */
    List<JsonNode> extremes() {
        return choices.isEmpty() ? List.of(node(from), node(to)) : choices;
    }

    JsonNode draw(Random random) {
        if (!choices.isEmpty()) {
            return choices.get(random.nextInt(choices.size()));
        }
        double top = whole ? to + 1 : to;
        double at = random.nextDouble();
        double drawn = log
                ? StrictMath.exp(StrictMath.log(from) + at * (StrictMath.log(top) - StrictMath.log(from)))
                : from + at * (top - from);
        double value = whole
                ? Math.floor(drawn)
                : BigDecimal.valueOf(drawn).round(DIGITS).doubleValue();
        return node(Math.max(from, Math.min(to, value)));
    }

    private JsonNode node(double value) {
        return whole ? LongNode.valueOf((long) value) : DoubleNode.valueOf(value);
    }
}
