package dev.recsys.hybrid;

import dev.recsys.hybrid.CalibratedStack.Numbers;
import dev.recsys.hybrid.ShrunkLogit.Cells;
import dev.recsys.internal.run.CustomerParts;
import dev.recsys.internal.run.ExpLog;
import dev.recsys.internal.run.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Fits a {@link BlendCalibration} to the blend of honest scores. An item's customers, by score, are cut into pieces with equally
 * many additions expected; each becomes a knot, from the mean probability to the share that added, and pieces whose shares do
 * not rise are merged (isotonic regression). Kept only where it gains log-loss on customers left out; any gain will do, as
 * {@link KeptOrder} lets no ranking be lost for it. The same bits at any thread count. For one call.
 */
final class CalibrationLearner {
    private static final int ADDITIONS = 10; // of a piece, expected and seen on average
    private static final double PRIOR = 1; // additions, as many as expected, that each piece is given besides
    private static final double MOST_SHARE = 1 - 1e-6;
    private static final int PARTS = 3;
    private static final long SEED = 44;
    private static final int RANGE = 1024; // rows

    private final StackRows rows;
    private final List<StackScores> scores; // of the components, calibrated
    private final int[][] present; // groups × rows: the sets of components
    private final Workers workers;

    CalibrationLearner(StackRows rows, List<StackScores> scores, int[][] present, Workers workers) {
        this.rows = rows;
        this.scores = scores;
        this.present = present;
        this.workers = workers;
    }

    /** What a piece sums up. */
    private record Piece(double expected, double added, double weight) {
        Piece plus(Piece other) {
            return new Piece(expected + other.expected, added + other.added, weight + other.weight);
        }

        double from() {
            return logOdds(expected / weight);
        }

        double to() {
            return logOdds(Math.min(MOST_SHARE, expected / weight * (added + PRIOR) / (expected + PRIOR)));
        }

        boolean risesFrom(Piece before) {
            return from() > before.from() && to() > before.to();
        }

        private static double logOdds(double p) {
            return ExpLog.log(p / (1 - p));
        }
    }

    /** Learns. */
    BlendCalibration learn(CalibratedStack stack) {
        return learn(margins(stack));
    }

    /**
     * Learns.
     *
     * @param margins rows × items: the blend's log-odds, NaN where no component is present. Not modified.
     */
    BlendCalibration learn(float[] margins) {
        int items = rows.cells().itemCount();
        BlendCalibration[] single = new BlendCalibration[items];
        workers.forRanges(items, 1, (range, from, to) -> {
            for (int item = from; item < to; item++) {
                single[item] = learn(margins, item);
            }
        });
        return joined(single);
    }

    /** What the blend makes of each row's honest scores, as it is served. */
    float[] margins(CalibratedStack stack) {
        Numbers numbers = stack.numbers();
        int items = numbers.itemCount();
        float[] margins = new float[rows.count() * items];
        workers.forRanges(rows.count(), RANGE, (range, from, to) -> {
            for (int row = from; row < to; row++) {
                boolean hasContext = numbers.context().count() > 0;
                int[] cells = hasContext ? numbers.context().of(rows.customer(row, 0)) : new int[0];
                for (int group = 0; group < numbers.groups().length; group++) {
                    int place = stack.placeOf(present[group][row]);
                    double[] weights = new double[place < 0 ? 0 : numbers.componentCount()];
                    for (int component = 0; component < weights.length; component++) {
                        weights[component] =
                                numbers.weight(place, group, component) * stack.factor(place, group, component, cells);
                    }
                    for (int item : numbers.groups()[group]) {
                        double margin = place < 0
                                ? Double.NaN
                                : numbers.rates()[item] + numbers.offsets()[place * items + item];
                        for (int component = 0; component < weights.length; component++) {
                            margin += weights[component] * scores.get(component).values()[row * items + item];
                        }
                        margins[row * items + item] = (float) margin;
                    }
                }
            }
        });
        return margins;
    }

    /** A calibration of one item alone, without knots where nothing is gained. */
    private BlendCalibration learn(float[] margins, int item) {
        int[] sorted = sorted(margins, item);
        double gained = 0;
        for (int part = 0; part < PARTS; part++) {
            int left = part;
            IntPredicate isLeft = row -> CustomerParts.partOf(rows.user(row), PARTS, SEED) == left;
            BlendCalibration others = fit(
                    margins, item, Arrays.stream(sorted).filter(isLeft.negate()).toArray());
            for (int row : sorted) {
                gained += isLeft.test(row) ? gain(margins, item, row, others) : 0;
            }
        }
        return gained > 0 ? fit(margins, item, sorted) : BlendCalibration.none(1);
    }

    /** The rows that count for an item, by score. */
    private int[] sorted(float[] margins, int item) {
        Cells cells = rows.cells();
        long[] keys = new long[rows.count()];
        int count = 0;
        for (int row = 0; row < keys.length; row++) {
            int cell = row * cells.itemCount() + item;
            if (cells.labels()[cell] != Cells.OWNED && !Float.isNaN(margins[cell])) {
                int bits = Float.floatToIntBits(margins[cell] + 0f);
                keys[count++] = (long) (bits ^ (bits >> 31 & 0x7fffffff)) << 32 | row; // in the order of the floats
            }
        }
        Arrays.sort(keys, 0, count);
        return Arrays.stream(keys, 0, count).mapToInt(key -> (int) key).toArray();
    }

    private double gain(float[] margins, int item, int row, BlendCalibration calibration) {
        int cell = row * rows.cells().itemCount() + item;
        double sign = rows.cells().labels()[cell] == Cells.YES ? -1 : 1;
        double before = margins[cell];
        double after = calibration.correctLogOdds(0, before);
        return rows.cells().weights()[row] * (ExpLog.softplus(sign * before) - ExpLog.softplus(sign * after));
    }

    /** The calibration by some rows, sorted by score. */
    private BlendCalibration fit(float[] margins, int item, int[] sorted) {
        Piece all = new Piece(0, 0, 0);
        for (int row : sorted) {
            all = all.plus(piece(margins, item, row));
        }
        int pieces = (int) (Math.min(all.expected(), all.added()) / ADDITIONS);
        if (pieces < 2) {
            return BlendCalibration.none(1);
        }
        List<Piece> rising = new ArrayList<>();
        Piece current = new Piece(0, 0, 0);
        double seen = 0;
        int cut = 1;
        for (int i = 0; i < sorted.length; i++) {
            Piece added = piece(margins, item, sorted[i]);
            current = current.plus(added);
            seen += added.expected();
            boolean isLast = i == sorted.length - 1;
            if (isLast || (seen >= all.expected() * cut / pieces && differ(margins, item, sorted[i], sorted[i + 1]))) {
                append(rising, current);
                current = new Piece(0, 0, 0);
                while (seen >= all.expected() * cut / pieces) {
                    cut++;
                }
            }
        }
        double[] from = rising.stream().mapToDouble(Piece::from).toArray();
        double[] to = rising.stream().mapToDouble(Piece::to).toArray();
        return new BlendCalibration(new int[] {from.length}, from, to);
    }

    private boolean differ(float[] margins, int item, int row, int other) {
        int items = rows.cells().itemCount();
        return margins[row * items + item] != margins[other * items + item];
    }

    private Piece piece(float[] margins, int item, int row) {
        Cells cells = rows.cells();
        int cell = row * cells.itemCount() + item;
        double weight = cells.weights()[row];
        double added = cells.labels()[cell] == Cells.YES ? weight : 0;
        return new Piece(weight * ExpLog.sigmoid(margins[cell]), added, weight);
    }

    /** Appends a piece, merged with those before it until the shares rise. */
    private static void append(List<Piece> rising, Piece piece) {
        Piece merged = piece;
        while (!rising.isEmpty() && !merged.risesFrom(rising.get(rising.size() - 1))) {
            merged = rising.remove(rising.size() - 1).plus(merged);
        }
        rising.add(merged);
    }

    private static BlendCalibration joined(BlendCalibration[] single) {
        int[] counts = Arrays.stream(single).mapToInt(each -> each.counts()[0]).toArray();
        return new BlendCalibration(
                counts,
                Arrays.stream(single)
                        .flatMapToDouble(each -> Arrays.stream(each.from()))
                        .toArray(),
                Arrays.stream(single)
                        .flatMapToDouble(each -> Arrays.stream(each.to()))
                        .toArray());
    }
}
