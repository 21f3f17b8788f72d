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
 * A fit that leaves the best component only as far as it gains on customers it was not fitted on: the gain in log-loss over the
 * best alone, of thirds of the customers by fits of the other two, is divided by its standard error to t, and weights and
 * offsets are drawn to the best alone by the factor 1 − 1 ÷ t², 0 where t is below 1 (James and Stein 1961, positive part). The
 * same bits at any thread count.
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
     */
    Fit fit(int[] learned, int[] items, List<Column> columns, int best, double offsetStrength) {
        double kept = kept(gains(learned, items, columns, best, offsetStrength));
        double[] weights = new double[columns.size()];
        double[] offsets = new double[items.length];
        weights[best] = 1;
        if (kept > 0) {
            Fit whole = logit.fit(learned, items, columns, offsetStrength);
            for (int f = 0; f < weights.length; f++) {
                weights[f] += kept * (whole.weights()[f] - weights[f]);
            }
            for (int j = 0; j < offsets.length; j++) {
                offsets[j] = kept * whole.offsets()[j];
            }
        }
        return new Fit(weights, offsets);
    }

    /** The share of what was fitted that the gains bear out. */
    static double kept(double[] gains) {
        double sum = 0;
        for (double gain : gains) {
            sum += gain;
        }
        double mean = sum / gains.length;
        double squares = 0;
        for (double gain : gains) {
            squares += (gain - mean) * (gain - mean);
        }
        return sum > 0 ? Math.max(0, 1 - squares / (sum * sum)) : 0;
    }

    /** What each row gains in log-loss by a fit without its part. */
    private double[] gains(int[] learned, int[] items, List<Column> columns, int best, double offsetStrength) {
        double[] gains = new double[learned.length];
        for (int part = 0; part < PARTS; part++) {
            int left = part;
            int[] places = IntStream.range(0, learned.length)
                    .filter(i -> CustomerParts.partOf(rows.user(learned[i]), PARTS, SEED) == left)
                    .toArray();
            int[] others = IntStream.of(learned)
                    .filter(row -> CustomerParts.partOf(rows.user(row), PARTS, SEED) != left)
                    .toArray();
            Fit fit = logit.fit(others, items, columns, offsetStrength);
            workers.forRanges(places.length, RANGE, (range, from, to) -> {
                for (int i = from; i < to; i++) {
                    gains[places[i]] = gain(learned[places[i]], items, columns, best, fit);
                }
            });
        }
        return gains;
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
