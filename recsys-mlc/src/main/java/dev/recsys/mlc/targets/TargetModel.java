package dev.recsys.mlc.targets;

import dev.recsys.CustomerPredictor;
import dev.recsys.ModelInfo;
import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.LoneModel;
import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.internal.columns.MatchedRows;
import dev.recsys.model.ModelFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Predicts targets of customers from their attributes, and says why. Knows no customers. Immutable and thread-safe.
 *
 * <p>A prediction costs O(trees × depth), an explanation O(trees × leaves × depth²).
 */
public final class TargetModel {
    /** The algorithm's short name, as in {@link ModelInfo#algorithm()}. */
    public static final String ALGORITHM = "targets";

    /** How it is written and read. */
    static final LoneModel<TargetModel> FILE = new LoneModel<>(
            ALGORITHM, "targets", (info, sections) -> new TargetModel(info, TargetParts.readFrom(sections)));

    private static final int RANGE = 1024;

    private final ModelInfo info;
    private final TargetParts parts;

    TargetModel(ModelInfo info, TargetParts parts) {
        this.info = info;
        this.parts = parts;
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
     * What the model predicts.
     *
     * @return at least one target, in the order of training
     */
    public List<Target> targets() {
        return parts.targets();
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
     * Predicts a target of one customer.
     *
     * @param target the column of one of {@link #targets}
     * @param attributes numbers of numeric columns, strings of categorical ones, by the column's name; what is left out or null is
     *     missing, and so is a category never seen in training. Not modified.
     * @return the prediction, and which attributes it ignores
     * @throws IllegalArgumentException if there is no such target, a value is of the wrong type or not finite, or an argument is
     *     null
     */
    public TargetPrediction predict(String target, Map<String, ?> attributes) {
        int output = output(target);
        Checks.notNull(attributes, "attributes");
        int[] bins = encode(MatchedRows.row(attributes, parts.vocabulary()));
        return prediction(output, bins, MatchedRows.ignored(attributes, columns()));
    }

    /**
     * One target alone, as decisions weigh offers by it.
     *
     * @param target the column of one of {@link #targets}
     * @return what {@link #predict} gives for it
     * @throws IllegalArgumentException if there is no such target, or it is null
     */
    public CustomerPredictor predictor(String target) {
        int output = output(target);
        Target chosen = targets().get(output);
        return new TargetPredictor(chosen, info.modelHash(), columns(), attributes -> {
            Checks.notNull(attributes, "attributes");
            return chosen.value(raw(output, encode(MatchedRows.row(attributes, parts.vocabulary()))));
        });
    }

    /**
     * Predicts all targets of the rows of a table.
     *
     * @param table rows with all of {@link #columns} of the same kinds, and any others
     * @param threads how many to use, in 1..4096; the result does not depend on it
     * @return the predictions
     * @throws IllegalArgumentException if a column is missing or of another kind, a number is out of range, or the table is null
     */
    public TargetScores predictAll(FeatureTable table, int threads) {
        Checks.notNull(table, "table");
        Checks.inRange(threads, 1, 4096, "threads");
        MatchedRows rows = MatchedRows.of(table, parts.vocabulary());
        int outputs = targets().size();
        double[] raw = new double[Math.multiplyExact(table.rowCount(), outputs)];
        try (Workers workers = Workers.of(ALGORITHM, threads)) {
            workers.forRanges(table.rowCount(), RANGE, (range, from, to) -> {
                double[] margins = new double[outputs];
                int[] bins = new int[columns().size()];
                for (int row = from; row < to; row++) {
                    parts.bins().encode(rows.row(row), bins);
                    parts.scorer().margins(bins, margins);
                    for (int k = 0; k < outputs; k++) {
                        raw[row * outputs + k] = parts.lines().get(k).of(margins[k]);
                    }
                }
            });
        }
        return new TargetScores(targets(), raw, table.rowCount());
    }

    /**
     * Measures predictions against what happened.
     *
     * @param table rows with all of {@link #columns} and the columns of the targets; values that training would not take are left
     *     out
     * @param threads how many to use, in 1..4096; the result does not depend on it
     * @return the figures of each target
     * @throws IllegalArgumentException as in {@link #predictAll}, or if a target's column is missing or of another kind
     */
    public List<TargetFigures> evaluate(FeatureTable table, int threads) {
        TargetScores scores = predictAll(table, threads);
        List<TargetFigures> figures = new ArrayList<>();
        for (int k = 0; k < targets().size(); k++) {
            int output = k;
            double[] predictions = IntStream.range(0, table.rowCount())
                    .mapToDouble(row -> scores.value(row, output))
                    .toArray();
            figures.add(TargetFigures.of(
                    targets().get(k), TargetValues.known(table, targets().get(k)), predictions));
        }
        return List.copyOf(figures);
    }

    /**
     * Says why a target of one customer is foretold as it is.
     *
     * @param target the column of one of {@link #targets}
     * @param attributes as in {@link #predict}. Not modified.
     * @return the exact Shapley value of each attribute (TreeSHAP)
     * @throws IllegalArgumentException as in {@link #predict}
     */
    public TargetExplanation explain(String target, Map<String, ?> attributes) {
        int output = output(target);
        Checks.notNull(attributes, "attributes");
        FeatureRow row = MatchedRows.row(attributes, parts.vocabulary());
        return explain(output, row, MatchedRows.ignored(attributes, columns()));
    }

    /**
     * Says why a target of a table's row is foretold as it is.
     *
     * @param target the column of one of {@link #targets}
     * @param table rows with all of {@link #columns} of the same kinds, and any others
     * @param row in {@code 0..table.rowCount()-1}
     * @return the exact Shapley value of each attribute (TreeSHAP)
     * @throws IllegalArgumentException if there is no such target or row, a column is missing or of another kind, or an argument is
     *     null
     */
    public TargetExplanation explain(String target, FeatureTable table, int row) {
        int output = output(target);
        Checks.notNull(table, "table");
        MatchedRows rows = MatchedRows.of(table, parts.vocabulary());
        Checks.index(row, table.rowCount(), "row");
        return explain(output, rows.row(row), List.of());
    }

    private TargetExplanation explain(int output, FeatureRow row, List<String> ignored) {
        int[] bins = encode(row);
        double[] values = new double[bins.length];
        RawLine line = parts.lines().get(output);
        double base = line.of(parts.scorer().explain(bins, output, values));
        List<ColumnContribution> contributions = new ArrayList<>();
        for (int column = 0; column < values.length; column++) {
            if (values[column] != 0) {
                contributions.add(new ColumnContribution(columns().name(column), line.slope() * values[column]));
            }
        }
        contributions.sort(Comparator.comparingDouble(contribution -> -Math.abs(contribution.value())));
        return new TargetExplanation(prediction(output, bins, ignored), base, contributions);
    }

    /**
     * Which attributes a target's trees learned most from: the share of each in how much all questions lowered the loss. Targets
     * that share trees have one answer. It favours columns of many values.
     *
     * @param target the column of one of {@link #targets}
     * @return shares above 0, greatest first; they sum to 1, and are none where no round was worth keeping
     * @throws IllegalArgumentException if there is no such target, or it is null
     */
    public Map<String, Double> importance(String target) {
        double[] gains = new double[columns().size()];
        parts.scorer().addGains(output(target), gains);
        double sum = 0;
        for (double gain : gains) {
            sum += gain;
        }
        List<Integer> order = new ArrayList<>();
        for (int column = 0; column < gains.length; column++) {
            if (gains[column] > 0) {
                order.add(column);
            }
        }
        order.sort(Comparator.comparingDouble(column -> -gains[column]));
        Map<String, Double> shares = new LinkedHashMap<>();
        for (int column : order) {
            shares.put(columns().name(column), gains[column] / sum);
        }
        return Collections.unmodifiableMap(shares);
    }

    private int output(String target) {
        Checks.notNull(target, "target");
        List<String> names = targets().stream().map(Target::column).toList();
        Checks.that(names.contains(target), "target must be one of %s, but was \"%s\"", names, target);
        return names.indexOf(target);
    }

    private int[] encode(FeatureRow row) {
        int[] bins = new int[columns().size()];
        parts.bins().encode(row, bins);
        return bins;
    }

    private TargetPrediction prediction(int output, int[] bins, List<String> ignored) {
        double raw = raw(output, bins);
        Target target = targets().get(output);
        return new TargetPrediction(target.column(), target.value(raw), raw, ignored);
    }

    private double raw(int output, int[] bins) {
        return parts.lines().get(output).of(parts.scorer().margin(bins, output));
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
    public static TargetModel load(Path path) throws IOException {
        return FILE.load(path);
    }

    @Override
    public String toString() {
        return "TargetModel" + targets().stream().map(Target::column).toList();
    }
}
