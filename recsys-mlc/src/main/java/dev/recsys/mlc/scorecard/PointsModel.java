package dev.recsys.mlc.scorecard;

import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.internal.check.Checks;
import dev.recsys.mlc.targets.Target;
import dev.recsys.mlc.targets.TargetValues;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Gives customers points for how probable a binary target is, and says what cost them points. Immutable and thread-safe. */
public sealed interface PointsModel permits TargetPoints, Scorecard {
    /**
     * What is foretold.
     *
     * @return a binary target
     */
    Target target();

    /**
     * How a probability becomes points.
     *
     * @return the scale
     */
    PointsScale scale();

    /**
     * The attributes the model looks at: no protected ones.
     *
     * @return names and kinds
     */
    FeatureSchema columns();

    /**
     * The same with a bank's own codes and sentences for attributes; those without one go by their name. They are not saved.
     *
     * @param codes at most one a column of {@link #columns}. Not modified.
     * @return a model with these codes only
     * @throws IllegalArgumentException if a column has two or is none the model looks at, or the list is or holds null
     */
    PointsModel withReasonCodes(List<ReasonCode> codes);

    /**
     * The points of one customer.
     *
     * @param attributes numbers of numeric columns, strings of categorical ones, by the column's name; what is left out or null is
     *     missing. Not modified.
     * @return the points and their parts
     * @throws IllegalArgumentException if a value is of the wrong type or not finite, or an argument is null
     */
    PointsScore score(Map<String, ?> attributes);

    /**
     * The points of a table's row.
     *
     * @param table rows with all of {@link #columns} of the same kinds, and any others
     * @param row in {@code 0..table.rowCount()-1}
     * @return the points and their parts
     * @throws IllegalArgumentException if there is no such row, a column is missing or of another kind, or the table is null
     */
    PointsScore score(FeatureTable table, int row);

    /**
     * The points of all rows of a table, without their parts.
     *
     * @param table rows with all of {@link #columns} of the same kinds, and any others
     * @param threads how many to use, in 1..4096; the result does not depend on it
     * @return the points
     * @throws IllegalArgumentException if a column is missing or of another kind, a number is out of range, or the table is null
     */
    PointsTable scoreAll(FeatureTable table, int threads);

    /**
     * Measures the points against what happened.
     *
     * @param table rows with all of {@link #columns} and the target's column; rows without a value of it are left out
     * @param threads how many to use, in 1..4096; the result does not depend on it
     * @return the figures
     * @throws IllegalArgumentException as in {@link #scoreAll}, or if the target's column is missing, or only one value occurred
     */
    default ScoreFigures evaluate(FeatureTable table, int threads) {
        PointsTable scored = scoreAll(table, threads);
        double[] values = TargetValues.known(Checks.notNull(table, "table"), target());
        int[] rows = IntStream.range(0, values.length)
                .filter(row -> !Double.isNaN(values[row]))
                .toArray();
        boolean isPositiveBad = scale().bad() == PointsScale.Bad.POSITIVE;
        boolean[] isBad = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            isBad[i] = (values[rows[i]] == 1) == isPositiveBad;
        }
        return ScoreFigures.of(
                Arrays.stream(rows).mapToDouble(scored::points).toArray(),
                Arrays.stream(rows)
                        .mapToDouble(scored::probability)
                        .map(probability -> isPositiveBad ? probability : 1 - probability)
                        .toArray(),
                isBad);
    }
}
