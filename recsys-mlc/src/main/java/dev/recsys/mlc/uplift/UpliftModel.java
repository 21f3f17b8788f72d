package dev.recsys.mlc.uplift;

import dev.recsys.ModelInfo;
import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.LoneModel;
import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.internal.columns.MatchedRows;
import dev.recsys.mlc.targets.ColumnContribution;
import dev.recsys.model.ModelFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Predicts how far a treatment moves customers, from their attributes, and says why. Knows no customers. Immutable and thread-safe.
 *
 * <p>A prediction costs O(trees × depth), an explanation O(trees × leaves × depth²).
 */
public final class UpliftModel {
    /** The algorithm's short name, as in {@link ModelInfo#algorithm()}. */
    public static final String ALGORITHM = "uplift";

    private static final LoneModel<UpliftModel> FILE = new LoneModel<>(
            ALGORITHM, "uplift", (info, sections) -> new UpliftModel(info, UpliftParts.readFrom(sections)));
    private static final int RANGE = 1024;

    private final ModelInfo info;
    private final UpliftParts parts;
    private final UpliftScale scale;
    private final int outputs;

    UpliftModel(ModelInfo info, UpliftParts parts) {
        this.info = info;
        this.parts = parts;
        this.scale = new UpliftScale(parts.learner());
        this.outputs = UpliftParts.outputs(parts.learner());
    }

    /**
     * Where the model came from.
     *
     * @return its provenance
     */
    public ModelInfo info() {
        return info;
    }

    /**
     * What it was learned from.
     *
     * @return the columns of treatment and outcome
     */
    public Campaign campaign() {
        return parts.campaign();
    }

    /**
     * The attributes the model looks at: no protected ones.
     *
     * @return names and kinds
     */
    public FeatureSchema columns() {
        return parts.vocabulary().schema();
    }

    /**
     * Predicts the uplift of one customer.
     *
     * @param attributes numbers of numeric columns, strings of categorical ones, by the column's name; what is left out or null is
     *     missing, and so is a category never seen in training. Not modified.
     * @return the prediction, and which attributes it ignores
     * @throws IllegalArgumentException if a value is of the wrong type or not finite, or the attributes are null
     */
    public UpliftPrediction predict(Map<String, ?> attributes) {
        Checks.notNull(attributes, "attributes");
        int[] bins = encode(MatchedRows.row(attributes, parts.vocabulary()));
        return prediction(bins, MatchedRows.ignored(attributes, columns()));
    }

    /**
     * Predicts the uplift of the rows of a table.
     *
     * @param table rows with all of {@link #columns} of the same kinds, and any others
     * @param threads how many to use, in 1..4096; the result does not depend on it
     * @return the predictions
     * @throws IllegalArgumentException if a column is missing or of another kind, a number is out of range, or the table is null
     */
    public UpliftScores predictAll(FeatureTable table, int threads) {
        Checks.notNull(table, "table");
        Checks.inRange(threads, 1, 4096, "threads");
        MatchedRows rows = MatchedRows.of(table, parts.vocabulary());
        double[] margins = new double[Math.multiplyExact(table.rowCount(), outputs)];
        try (Workers workers = Workers.of(ALGORITHM, threads)) {
            workers.forRanges(table.rowCount(), RANGE, (range, from, to) -> {
                double[] some = new double[outputs];
                int[] bins = new int[columns().size()];
                for (int row = from; row < to; row++) {
                    parts.bins().encode(rows.row(row), bins);
                    parts.scorer().margins(bins, some);
                    System.arraycopy(some, 0, margins, row * outputs, outputs);
                }
            });
        }
        return new UpliftScores(scale, margins, outputs, table.rowCount());
    }

    /**
     * Says why the uplift of one customer is what it is. Each output's exact Shapley values (TreeSHAP), of its log-odds for boosted trees,
     * are scaled by the slope of the line from the expected probability to the customer's (the rescale rule of Shrikumar et al.,
     * "Learning important features through propagating activation differences", 2017), and those of the control subtracted. So they
     * add up to the uplift itself. For uplift trees they are exact Shapley values of it.
     *
     * @param attributes as in {@link #predict}. Not modified.
     * @return what each attribute adds to the uplift
     * @throws IllegalArgumentException as in {@link #predict}
     */
    public UpliftExplanation explain(Map<String, ?> attributes) {
        Checks.notNull(attributes, "attributes");
        FeatureRow row = MatchedRows.row(attributes, parts.vocabulary());
        return explain(row, MatchedRows.ignored(attributes, columns()));
    }

    /**
     * Says why the uplift of a table's row is what it is, as {@link #explain(Map)}.
     *
     * @param table rows with all of {@link #columns} of the same kinds, and any others
     * @param row in {@code 0..table.rowCount()-1}
     * @return what each attribute adds to the uplift
     * @throws IllegalArgumentException if there is no such row, a column is missing or of another kind, or the table is null
     */
    public UpliftExplanation explain(FeatureTable table, int row) {
        Checks.notNull(table, "table");
        Checks.index(row, table.rowCount(), "row of table");
        return explain(MatchedRows.of(table, parts.vocabulary()).row(row), List.of());
    }

    private UpliftExplanation explain(FeatureRow row, List<String> ignored) {
        int[] bins = encode(row);
        double[] sums = new double[bins.length];
        double[] bases = new double[outputs];
        for (int output = 0; output < outputs; output++) {
            double[] values = new double[bins.length];
            bases[output] = parts.scorer().explain(bins, output, values);
            double margin = bases[output];
            for (double value : values) {
                margin += value;
            }
            double slope = scale.factor(output) * scale.slope(bases[output], margin);
            for (int column = 0; column < values.length; column++) {
                sums[column] += slope * values[column];
            }
        }
        List<ColumnContribution> contributions = new ArrayList<>();
        for (int column = 0; column < sums.length; column++) {
            if (sums[column] != 0) {
                contributions.add(new ColumnContribution(columns().name(column), sums[column]));
            }
        }
        contributions.sort(Comparator.comparingDouble(contribution -> -Math.abs(contribution.value())));
        return new UpliftExplanation(prediction(bins, ignored), scale.uplift(bases), contributions);
    }

    private int[] encode(FeatureRow row) {
        int[] bins = new int[columns().size()];
        parts.bins().encode(row, bins);
        return bins;
    }

    private UpliftPrediction prediction(int[] bins, List<String> ignored) {
        double[] margins = new double[outputs];
        parts.scorer().margins(bins, margins);
        UpliftScores one = new UpliftScores(scale, margins, outputs, 1);
        return new UpliftPrediction(one.uplift(0), one.treated(0), one.control(0), ignored);
    }

    /**
     * Writes the model to a file, in place of any of that name: wholly or not at all.
     *
     * @param path the file; its folder must exist
     * @throws IOException if it can't be written
     * @throws IllegalArgumentException if the path is null
     */
    public void save(Path path) throws IOException {
        FILE.save(path, info, parts.sections());
    }

    /**
     * Reads a model that {@link #save} wrote, verified whole.
     *
     * @param path the file
     * @return a model that answers like the one saved
     * @throws ModelFormatException if the file is none of this library's, damaged, or holds another algorithm's model
     * @throws IOException if it can't be read
     * @throws IllegalArgumentException if the path is null
     */
    public static UpliftModel load(Path path) throws IOException {
        return FILE.load(path);
    }

    @Override
    public String toString() {
        return "UpliftModel[" + parts.learner() + ", " + campaign().outcome() + " by "
                + campaign().treatment() + "]";
    }
}
