package dev.recsys.hybrid;

import dev.recsys.internal.run.CholeskyFactor;
import dev.recsys.internal.run.ExpLog;
import dev.recsys.internal.run.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Logistic regression that is pulled towards a prior: logit p = rate + offset of the item + Σ weight · column, over the cells
 * of rows × items that are not owned, with ½ · strength · (weight − prior)² for each weight and ½ · strength · offset² for
 * each item. Newton's method; the offsets, each met by the cells of its item alone, are eliminated by the Schur complement.
 * The same bits at any thread count.
 */
final class ShrunkLogit {
    private static final int STEPS = 15;
    private static final int RANGE = 2048; // rows summed up together
    private static final double LEAST = 1e-12; // the square of a pivot
    private static final double STILL = 1e-10; // a step below it ends the search

    private final Cells cells;
    private final Workers workers;

    /**
     * What the rows did.
     *
     * @param itemCount items a row
     * @param labels rows × items: one of the constants below
     * @param weights one a row
     * @param rates one an item, in log-odds
     */
    @SuppressWarnings("ArrayRecordComponent") // package-private, never compared
    record Cells(int itemCount, byte[] labels, float[] weights, double[] rates) {
        static final byte NO = 0;
        static final byte YES = 1;
        static final byte OWNED = 2;
    }

    /**
     * A column with its weight's prior.
     *
     * @param values rows × items, or null for 1 everywhere
     * @param prior where the weight is pulled to
     * @param strength how strongly
     * @param isFree whether the weight may be negative
     * @param only the rows in which it is not 0 everywhere, or null for all
     */
    @SuppressWarnings("ArrayRecordComponent") // package-private, never compared
    record Column(float @Nullable [] values, double prior, double strength, boolean isFree, boolean @Nullable [] only) {
        Column(float @Nullable [] values, double prior, double strength, boolean isFree) {
            this(values, prior, strength, isFree, null);
        }

        /** The value of a cell, which is of a row. */
        double value(int row, int cell) {
            if (only != null && !only[row]) {
                return 0;
            }
            return values == null ? 1 : values[cell];
        }
    }

    /**
     * What was found.
     *
     * @param weights one a column
     * @param offsets one of the items asked for
     */
    @SuppressWarnings("ArrayRecordComponent") // package-private, never compared
    record Fit(double[] weights, double[] offsets) {}

    ShrunkLogit(Cells cells, Workers workers) {
        this.cells = cells;
        this.workers = workers;
    }

    /**
     * Fits. A weight that would be negative is fixed at 0, the most negative first, and the search begins anew.
     *
     * @param rows row numbers. Not modified.
     * @param items item indexes. Not modified.
     * @param columns the columns
     * @param offsetStrength how strongly offsets are pulled to 0
     */
    Fit fit(int[] rows, int[] items, List<Column> columns, double offsetStrength) {
        List<Integer> chosen = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            chosen.add(column);
        }
        while (true) {
            Column[] used = chosen.stream().map(columns::get).toArray(Column[]::new);
            Fit fit = search(rows, items, used, offsetStrength);
            int worst = -1;
            for (int place = 0; place < used.length; place++) {
                double weight = fit.weights()[place];
                if (!used[place].isFree() && weight < 0 && (worst < 0 || weight < fit.weights()[worst])) {
                    worst = place;
                }
            }
            if (worst < 0) {
                double[] all = new double[columns.size()];
                for (int place = 0; place < used.length; place++) {
                    all[chosen.get(place)] = fit.weights()[place];
                }
                return new Fit(all, fit.offsets());
            }
            chosen.remove(worst);
        }
    }

    private Fit search(int[] rows, int[] items, Column[] columns, double offsetStrength) {
        double[] weights = Arrays.stream(columns).mapToDouble(Column::prior).toArray();
        double[] offsets = new double[items.length];
        for (int step = 0; step < STEPS; step++) {
            Sums sums = sums(rows, items, columns, weights, offsets);
            sums.addPenalties(columns, weights, offsets, offsetStrength);
            double[] moves = sums.moves();
            double longest = 0;
            double[] offsetMoves = new double[items.length];
            for (int j = 0; j < items.length; j++) {
                double move = sums.offsetGradients[j];
                for (int f = 0; f < moves.length; f++) {
                    move -= moves[f] * sums.mixed[f][j];
                }
                offsetMoves[j] = move / sums.offsetCurves[j];
                longest = Math.max(longest, Math.abs(offsetMoves[j]));
            }
            for (double move : moves) {
                longest = Math.max(longest, Math.abs(move));
            }
            // A step longer than 1 may leave the region the expansion is good for.
            double shorten = longest > 1 ? 1 / longest : 1;
            for (int f = 0; f < moves.length; f++) {
                weights[f] -= shorten * moves[f];
            }
            for (int j = 0; j < items.length; j++) {
                offsets[j] -= shorten * offsetMoves[j];
            }
            if (longest < STILL) {
                break;
            }
        }
        return new Fit(weights, offsets);
    }

    private Sums sums(int[] rows, int[] items, Column[] columns, double[] weights, double[] offsets) {
        Sums[] parts = new Sums[(rows.length + RANGE - 1) / RANGE];
        workers.forRanges(rows.length, RANGE, (range, from, to) -> {
            Sums part = new Sums(columns.length, items.length);
            double[] x = new double[columns.length];
            int[] seen = new int[columns.length];
            for (int i = from; i < to; i++) {
                int count = seen(columns, rows[i], seen);
                double rowWeight = cells.weights()[rows[i]];
                int start = rows[i] * cells.itemCount();
                for (int j = 0; j < items.length; j++) {
                    int cell = start + items[j];
                    byte label = cells.labels()[cell];
                    if (label == Cells.OWNED) {
                        continue;
                    }
                    double z = cells.rates()[items[j]] + offsets[j];
                    for (int s = 0; s < count; s++) {
                        float[] values = columns[seen[s]].values();
                        x[s] = values == null ? 1 : values[cell];
                        z += weights[seen[s]] * x[s];
                    }
                    double p = ExpLog.sigmoid(z);
                    part.add(j, x, seen, count, rowWeight * (p - label), rowWeight * p * (1 - p));
                }
            }
            parts[range] = part;
        });
        Sums total = new Sums(columns.length, items.length);
        for (Sums part : parts) {
            total.add(part);
        }
        return total;
    }

    /** Lists the columns that are not 0 in a row, ascending; gives their number. */
    private static int seen(Column[] columns, int row, int[] seen) {
        int count = 0;
        for (int f = 0; f < columns.length; f++) {
            boolean[] only = columns[f].only();
            if (only == null || only[row]) {
                seen[count++] = f;
            }
        }
        return count;
    }

    /** First and second derivatives of the loss. */
    private static final class Sums {
        final double[] gradients;
        final double[][] curves; // lower triangle
        final double[] offsetGradients;
        final double[] offsetCurves;
        final double[][] mixed; // columns × items

        Sums(int columns, int items) {
            gradients = new double[columns];
            curves = new double[columns][columns];
            offsetGradients = new double[items];
            offsetCurves = new double[items];
            mixed = new double[columns][items];
        }

        /** Adds a cell of item {@code j}: the values {@code x} of the first {@code count} columns that {@code seen} names. */
        void add(int j, double[] x, int[] seen, int count, double error, double curve) {
            offsetGradients[j] += error;
            offsetCurves[j] += curve;
            for (int s = 0; s < count; s++) {
                int f = seen[s];
                double bent = curve * x[s];
                gradients[f] += error * x[s];
                mixed[f][j] += bent;
                for (int t = 0; t <= s; t++) {
                    curves[f][seen[t]] += bent * x[t];
                }
            }
        }

        void add(Sums part) {
            add(gradients, part.gradients);
            add(offsetGradients, part.offsetGradients);
            add(offsetCurves, part.offsetCurves);
            for (int f = 0; f < gradients.length; f++) {
                add(curves[f], part.curves[f]);
                add(mixed[f], part.mixed[f]);
            }
        }

        private static void add(double[] to, double[] part) {
            for (int i = 0; i < to.length; i++) {
                to[i] += part[i];
            }
        }

        void addPenalties(Column[] columns, double[] weights, double[] offsets, double offsetStrength) {
            for (int f = 0; f < weights.length; f++) {
                gradients[f] += columns[f].strength() * (weights[f] - columns[f].prior());
                curves[f][f] += columns[f].strength();
            }
            for (int j = 0; j < offsets.length; j++) {
                offsetGradients[j] += offsetStrength * offsets[j];
                offsetCurves[j] += offsetStrength;
            }
        }

        /** The full step of the weights: the Schur complement of the offsets, solved by Cholesky. */
        double[] moves() {
            int n = gradients.length;
            double[] lower = new double[n * n];
            double[] moves = new double[n];
            for (int f = 0; f < n; f++) {
                moves[f] = gradients[f];
                for (int j = 0; j < offsetCurves.length; j++) {
                    moves[f] -= mixed[f][j] * offsetGradients[j] / offsetCurves[j];
                }
                for (int g = 0; g <= f; g++) {
                    double sum = curves[f][g];
                    for (int j = 0; j < offsetCurves.length; j++) {
                        sum -= mixed[f][j] * mixed[g][j] / offsetCurves[j];
                    }
                    lower[f * n + g] = sum;
                }
            }
            // Positive but for rounding: the penalty keeps the matrix from being singular.
            CholeskyFactor.factor(lower, n, LEAST);
            CholeskyFactor.solve(lower, moves, n);
            return moves;
        }
    }
}
