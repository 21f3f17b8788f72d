package dev.recsys.mlc.targets;

import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.data.FeatureTable;
import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.internal.columns.BinMatrix;
import dev.recsys.mlc.targets.TargetGroups.Together;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Trains groups of targets, each from its own rows, as if the table had no others. A group that takes more than an even share of the
 * time has all threads; the others are trained side by side. For one call.
 */
final class GroupFits {
    private final FeatureTable table;
    private final List<Target> targets;
    private final List<double[]> values;
    private final TargetConfig config;
    private final List<Together> groups;
    private final TrainingListener listener;
    private final long start;
    private int done;

    /**
     * What to train.
     *
     * @param table the rows
     * @param targets what is foretold
     * @param values of each target, one a row
     * @param config the options
     * @param listener told of each group
     * @param start when the training began, in nanoseconds
     */
    GroupFits(
            FeatureTable table,
            List<Target> targets,
            List<double[]> values,
            TargetConfig config,
            TrainingListener listener,
            long start) {
        this.table = table;
        this.targets = targets;
        this.values = values;
        this.config = config;
        this.groups = TargetGroups.of(targets, values, config);
        this.listener = listener;
        this.start = start;
    }

    List<Together> groups() {
        return groups;
    }

    /** The most rows that are copied at a time, to stand side by side. */
    long copiedRows() {
        return groups.stream()
                .mapToLong(group -> group.rows().length)
                .filter(rows -> rows < table.rowCount())
                .map(rows -> -rows)
                .sorted()
                .limit(config.threads())
                .map(rows -> -rows)
                .sum();
    }

    /** The groups' models, in their order. */
    List<TargetGroup.Learned> train(BinMatrix matrix, byte[] directions, Workers workers, Workers alone) {
        long[] work = groups.stream()
                .mapToLong(group -> group.rows().length * (group.places().length + 1L))
                .toArray();
        int[] order = IntStream.range(0, work.length)
                .boxed()
                .sorted(Comparator.comparingLong(g -> -work[g]))
                .mapToInt(g -> g)
                .toArray();
        TargetGroup.Learned[] learned = new TargetGroup.Learned[work.length];
        long rest = Arrays.stream(work).sum();
        int first = 0;
        for (; first < order.length && work[order[first]] * workers.threads() > rest; first++) {
            int group = order[first];
            learned[group] = train(groups.get(group), matrix, directions, workers, alone);
            rest -= work[group];
        }
        int[] others = Arrays.copyOfRange(order, first, order.length);
        workers.forRanges(others.length, 1, (range, place, end) -> {
            int group = others[place];
            learned[group] = train(groups.get(group), matrix, directions, alone, alone);
        });
        return List.of(learned);
    }

    private TargetGroup.Learned train(
            Together group, BinMatrix matrix, byte[] directions, Workers workers, Workers alone) {
        int[] rows = group.rows();
        List<Target> some = Arrays.stream(group.places()).mapToObj(targets::get).toList();
        List<double[]> own = Arrays.stream(group.places())
                .mapToObj(place -> pick(values.get(place), rows))
                .toList();
        boolean[] held = HeldRows.of(table, rows, config.stopping(), config.seed());
        TargetGroup.Learned learned = new TargetGroup(some, own, held, config)
                .train(rows.length == matrix.rowCount() ? matrix : matrix.pickRows(rows), directions, workers, alone);
        report(learned.heldLoss());
        return learned;
    }

    private synchronized void report(double heldLoss) {
        done++;
        double seconds = (System.nanoTime() - start) / 1e9;
        listener.report(new TrainingProgress(TargetModel.ALGORITHM, done, groups.size(), heldLoss, seconds));
    }

    private static double[] pick(double[] from, int[] rows) {
        double[] picked = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = from[rows[i]];
        }
        return picked;
    }
}
