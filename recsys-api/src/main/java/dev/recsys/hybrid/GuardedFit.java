package dev.recsys.hybrid;

import dev.recsys.hybrid.ShrunkLogit.Cells;
import dev.recsys.hybrid.ShrunkLogit.Column;
import dev.recsys.hybrid.ShrunkLogit.Fit;
import dev.recsys.internal.run.CustomerParts;
import dev.recsys.internal.run.ExpLog;
import dev.recsys.internal.run.Workers;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A fit that leaves the best component only if that gains on customers it was not fitted on: the gain in log-loss over the best
 * alone, of each third of the customers by a fit of the other two, must be more than its standard error. Else the best component
 * stands alone. The same bits at any thread count. For one call.
 */
final class GuardedFit {
    private static final int PARTS = 3;
    private static final long SEED = 43;
    private static final int RANGE = 1024; // rows

    private final StackRows rows;
    private final ShrunkLogit logit;
    private final Workers workers;

    GuardedFit(StackRows rows, ShrunkLogit logit, Workers workers) {
        this.rows = rows;
        this.logit = logit;
        this.workers = workers;
    }

    /**
     * Fits.
     *
     * @param learned row numbers. Not modified.
     * @param items item indexes. Not modified.
     * @param columns the columns
     * @param best the column of the best component
     * @param offsetStrength how strongly offsets are pulled to 0
     * @param gained what each row, also one that is not learned from, gains in other groups of items, which counts too.
     *     Modified: what it gains in these items is added.
     */
    Fit fit(int[] learned, int[] items, List<Column> columns, int best, double offsetStrength, double[] gained) {
        addGains(learned, items, columns, best, offsetStrength, gained);
        if (isGain(IntStream.of(learned).mapToDouble(row -> gained[row]).toArray())) {
            return logit.fit(learned, items, columns, offsetStrength);
        }
        double[] weights = new double[columns.size()];
        weights[best] = 1;
        return new Fit(weights, new double[items.length]);
    }

    /** Whether the sum of some gains is above its standard error. */
    static boolean isGain(double[] gains) {
        double sum = 0;
        for (double gain : gains) {
            sum += gain;
        }
        double mean = sum / gains.length;
        double squares = 0;
        for (double gain : gains) {
            squares += (gain - mean) * (gain - mean);
        }
        return sum > 0 && sum * sum > squares;
    }

    /** Adds what each row gains in log-loss by a fit without its part. */
    private void addGains(
            int[] learned, int[] items, List<Column> columns, int best, double offsetStrength, double[] gained) {
        for (int part = 0; part < PARTS; part++) {
            int left = part;
            int[] tested = IntStream.of(learned)
                    .filter(row -> CustomerParts.partOf(rows.user(row), PARTS, SEED) == left)
                    .toArray();
            int[] others = IntStream.of(learned)
                    .filter(row -> CustomerParts.partOf(rows.user(row), PARTS, SEED) != left)
                    .toArray();
            Fit fit = logit.fit(others, items, columns, offsetStrength);
            workers.forRanges(tested.length, RANGE, (range, from, to) -> {
                for (int i = from; i < to; i++) {
                    gained[tested[i]] += gain(tested[i], items, columns, best, fit);
                }
            });
        }
    }

    private double gain(int row, int[] items, List<Column> columns, int best, Fit fit) {
        Cells cells = rows.cells();
        double gain = 0;
        for (int j = 0; j < items.length; j++) {
            int cell = row * cells.itemCount() + items[j];
            byte label = cells.labels()[cell];
            if (label == Cells.OWNED) {
                continue;
            }
            double alone = cells.rates()[items[j]] + columns.get(best).value(row, cell);
            double blended = cells.rates()[items[j]] + fit.offsets()[j];
            for (int f = 0; f < columns.size(); f++) {
                blended += fit.weights()[f] * columns.get(f).value(row, cell);
            }
            double sign = label == Cells.YES ? -1 : 1;
            gain += ExpLog.softplus(sign * alone) - ExpLog.softplus(sign * blended);
        }
        return gain * cells.weights()[row];
    }
}
