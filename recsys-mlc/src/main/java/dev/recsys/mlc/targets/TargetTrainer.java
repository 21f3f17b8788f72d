package dev.recsys.mlc.targets;

import dev.recsys.TrainingListener;
import dev.recsys.data.FeatureTable;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.LoneModel;
import dev.recsys.internal.run.HeapRoom;
import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.internal.columns.BinMatrix;
import dev.recsys.mlc.internal.columns.LearnedTable;
import dev.recsys.mlc.internal.columns.TableBins;
import dev.recsys.mlc.internal.score.MarginScorer;
import dev.recsys.mlc.options.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learns a bank's own targets from any table of attributes, by boosted trees: no products and no periods are needed.
 *
 * <pre>{@code
 * TargetModel model = new TargetTrainer().train(table, List.of(Target.binary("left", "yes")));
 * double risk = model.predict("left", Map.of("tenure", 14, "channel", "branch")).value();
 * }</pre>
 *
 * <p>Columns are cut into bins once for all targets; a missing value has a bin of its own, and a category that training never saw
 * is missing. A target is learned from the rows in which it is known, as if the table had no others; where binary
 * targets share trees, as {@link Trees.Structure} says, from the rows in which one of them is known. Of
 * these rows some are held out to stop by, as {@link TargetStopping} says. Columns that are protected, by the configuration or by
 * the table's schema, are never seen; other columns may be proxies for them, so run a fairness audit.
 *
 * <p>The model is the same for any number of threads and Java version.
 *
 * <p><b>Cost:</b> O(targets × rounds × columns × rows known); about rows · (columns + 40 · targets + 60) bytes beside the table, and
 * where targets are missing, for each thread a group's rows · (columns + 60).
 * Thread-safe: each training has its own state.
 */
public final class TargetTrainer {
    private static final String TASK = TargetModel.ALGORITHM;

    private final TargetConfig config;

    /** A trainer with the default options. */
    public TargetTrainer() {
        this(TargetConfig.defaults());
    }

    /**
     * A trainer of a configuration.
     *
     * @param config the options
     * @throws IllegalArgumentException if it is null
     */
    public TargetTrainer(TargetConfig config) {
        this.config = Checks.notNull(config, "config");
    }

    /**
     * Learns without telling anyone of its progress.
     *
     * @param table the rows
     * @param targets columns of the table. Not modified.
     * @return the model
     * @throws IllegalArgumentException as {@link #train(FeatureTable, List, TrainingListener)}
     */
    public TargetModel train(FeatureTable table, List<Target> targets) {
        return train(table, targets, TrainingListener.none());
    }

    /**
     * Learns.
     *
     * @param table the rows
     * @param targets columns of the table, at least one, each once. Not modified.
     * @param listener told of each fit; may cancel
     * @return the model
     * @throws IllegalArgumentException if a column named is not there; a target has missing values and does not allow them, has one
     *     value only, has not two values for log-loss or does not say which is positive, or has a value below 0 for a loss that
     *     takes none; no column is left to learn from; a column that predictions rise or fall with is no number or not used; the
     *     columns that order rows have missing values or are alike in all rows; there are more than 16,777,215 rows; or an argument is null
     * @throws IllegalStateException if the heap has no room
     * @throws dev.recsys.TrainingCancelledException if the listener cancels or the thread is interrupted
     */
    public TargetModel train(FeatureTable table, List<Target> targets, TrainingListener listener) {
        Checks.notNull(table, "table");
        List<Target> wanted = Checks.copyOf(targets, "targets");
        Checks.notNull(listener, "listener");
        long start = System.nanoTime();
        requireDistinct(wanted);
        List<double[]> values =
                wanted.stream().map(target -> TargetValues.of(table, target)).toList();
        ChosenColumns columns = ChosenColumns.of(table, wanted, config);
        GroupFits fits = new GroupFits(table, wanted, values, config, listener, start);
        requireRoom(table.rowCount(), columns.table().schema().size(), wanted.size(), fits.copiedRows());
        HeldRows.requireOrder(table, config.stopping());
        Map<String, String> notes = new TreeMap<>();
        notes.put("columns", Integer.toString(columns.table().schema().size()));
        notes.put("protected", String.join(", ", columns.guarded()));
        try (Workers workers = Workers.of(TASK, config.threads());
                Workers alone = Workers.of(TASK, 1)) {
            listener.checkCancelled(TASK);
            TableBins bins = TableBins.learn(columns.table(), config.columns().maxBins());
            BinMatrix matrix = bins.encode(columns.table(), workers);
            List<TargetGroup.Learned> learned = fits.train(matrix, columns.directions(), workers, alone);
            List<MarginScorer.Fit> forests = new ArrayList<>();
            RawLine[] lines = new RawLine[wanted.size()];
            for (int g = 0; g < learned.size(); g++) {
                int[] places = fits.groups().get(g).places();
                forests.add(new MarginScorer.Fit(places, learned.get(g).rounds()));
                for (int k = 0; k < places.length; k++) {
                    lines[places[k]] = learned.get(g).lines().get(k);
                    notes.put(
                            "target " + wanted.get(places[k]).column(),
                            learned.get(g).note());
                }
            }
            TargetParts parts = new TargetParts(
                    wanted, LearnedTable.vocabulary(columns.table()), bins, MarginScorer.of(forests), List.of(lines));
            return new TargetModel(LoneModel.info(TASK, parts.sections(), config, table, notes, start), parts);
        }
    }

    private static void requireDistinct(List<Target> targets) {
        Checks.that(!targets.isEmpty(), "targets must have at least one, but was empty");
        List<String> names = targets.stream().map(Target::column).toList();
        Checks.that(
                names.stream().distinct().count() == names.size(),
                "targets must have a column once, but were of %s",
                names);
    }

    private static void requireRoom(int rows, int columns, int targets, long copied) {
        Checks.that(
                rows <= BinMatrix.MOST_ROWS, "table must have at most %d rows, but has %d", BinMatrix.MOST_ROWS, rows);
        HeapRoom.require(
                rows * (columns + 40L * targets + 60) + copied * (columns + 60L),
                TASK,
                "fewer rows",
                "%d rows, %d columns and %d targets",
                rows,
                columns,
                targets);
    }
}
