package dev.recsys.mlc.targets;

import dev.recsys.data.FeatureTable;
import dev.recsys.internal.check.Checks;
import dev.recsys.mlc.internal.columns.ColumnWords;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The values of a target, one a row: 1 and 0 for what happened or not, a number of a number, NaN where none is known. For figures of
 * one's own. Thread-safe: no state.
 */
public final class TargetValues {
    private static final Set<Set<String>> PAIRS = Set.of(
            Set.of("0", "1"),
            Set.of("no", "yes"),
            Set.of("n", "y"),
            Set.of("no", "si"),
            Set.of("no", "sí"),
            Set.of("false", "true"),
            Set.of("f", "t"));
    private static final Set<String> POSITIVE = Set.of("1", "yes", "y", "si", "sí", "true", "t");

    private TargetValues() {}

    /**
     * The values of rows to be measured by.
     *
     * @param table rows with the target's column
     * @param target what is asked
     * @return one a row of the table
     * @throws IllegalArgumentException if the column is missing or of another kind, or an argument is null
     */
    public static double[] known(FeatureTable table, Target target) {
        Checks.notNull(table, "table");
        Checks.notNull(target, "target");
        int column = column(table, target);
        if (target.loss() != Target.Loss.LOGISTIC) {
            return numbers(table, column, target);
        }
        String[] words = ColumnWords.of(table, column);
        double[] values = new double[words.length];
        for (int row = 0; row < values.length; row++) {
            boolean positive = target.positive().isEmpty()
                    ? POSITIVE.contains(words[row].toLowerCase(Locale.ROOT))
                    : words[row].equals(target.positive());
            values[row] = words[row].isEmpty() ? Double.NaN : positive ? 1 : 0;
        }
        return values;
    }

    /**
     * The values of rows to learn from, checked as for a training.
     *
     * @param table rows with the target's column
     * @param target what is asked
     * @return one a row of the table
     * @throws IllegalArgumentException if the column is missing or of another kind; it has missing values and the target does not
     *     allow them; it has one value only, has not two values for log-loss or does not say which is positive, or has a value below 0
     *     for a loss that takes none; or an argument is null
     */
    public static double[] of(FeatureTable table, Target target) {
        Checks.notNull(table, "table");
        Checks.notNull(target, "target");
        int column = column(table, target);
        double[] values =
                target.loss() == Target.Loss.LOGISTIC ? binary(table, column, target) : numbers(table, column, target);
        requireKnown(values, target);
        double first = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .findFirst()
                .orElse(0);
        Checks.that(
                Arrays.stream(values).anyMatch(value -> !Double.isNaN(value) && value != first),
                "target \"%s\" must have more than one value, but has the same in every row",
                target.column());
        return values;
    }

    private static int column(FeatureTable table, Target target) {
        int column = table.schema().indexOf(target.column());
        Checks.that(
                column >= 0,
                "target \"%s\" must be a column of the table, which has %s",
                target.column(),
                table.schema().names());
        return column;
    }

    private static void requireKnown(double[] values, Target target) {
        long missing = Arrays.stream(values).filter(Double::isNaN).count();
        if (target.missing() == Target.Missing.REFUSED && missing > 0) {
            int row = 0;
            while (!Double.isNaN(values[row])) {
                row++;
            }
            Checks.that(
                    false,
                    "target \"%s\" must have a value in every row, but has none in %d of %d rows, first in row %d;"
                            + " Missing.LEFT_OUT leaves such rows out",
                    target.column(),
                    missing,
                    values.length,
                    row);
        }
    }

    private static double[] numbers(FeatureTable table, int column, Target target) {
        Checks.that(
                table.schema().isNumeric(column),
                "target \"%s\" must be a column of numbers for loss %s, but holds categories",
                target.column(),
                target.loss());
        boolean positive = target.loss() == Target.Loss.POISSON || target.loss() == Target.Loss.TWEEDIE;
        double[] values = new double[table.rowCount()];
        for (int row = 0; row < values.length; row++) {
            values[row] = table.number(row, column);
            Checks.that(
                    !positive || !(values[row] < 0),
                    "target \"%s\" must have no value below 0 for loss %s, but row %d has %s",
                    target.column(),
                    target.loss(),
                    row,
                    values[row]);
        }
        return values;
    }

    private static double[] binary(FeatureTable table, int column, Target target) {
        String[] words = ColumnWords.of(table, column);
        Set<String> seen = new TreeSet<>();
        for (String word : words) {
            if (!word.isEmpty() && seen.add(word)) {
                Checks.that(
                        seen.size() <= 2,
                        "target \"%s\" must have two values for loss LOGISTIC, but has more: %s",
                        target.column(),
                        seen);
            }
        }
        String positive = positive(seen, target);
        double[] values = new double[words.length];
        for (int row = 0; row < values.length; row++) {
            values[row] = words[row].isEmpty() ? Double.NaN : words[row].equals(positive) ? 1 : 0;
        }
        return values;
    }

    private static String positive(Set<String> seen, Target target) {
        if (!target.positive().isEmpty()) {
            Checks.that(
                    seen.contains(target.positive()),
                    "positive of target \"%s\" must be one of its values %s, but was \"%s\"",
                    target.column(),
                    seen,
                    target.positive());
            return target.positive();
        }
        Set<String> lower = new TreeSet<>();
        seen.forEach(word -> lower.add(word.toLowerCase(Locale.ROOT)));
        boolean clear =
                PAIRS.contains(lower) || (seen.size() == 1 && PAIRS.stream().anyMatch(pair -> pair.containsAll(lower)));
        Checks.that(
                clear,
                "target \"%s\" has the values %s: which of them is positive must be named",
                target.column(),
                seen);
        return seen.stream()
                .filter(word -> POSITIVE.contains(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse("");
    }
}
