package dev.recsys.mlc.scorecard;

import dev.recsys.internal.run.CholeskyFactor;
import dev.recsys.internal.run.ExpLog;
import java.util.Arrays;

/**
 * A logistic regression with an L2 penalty by Newton's method, which is iteratively reweighted least squares. The loss is strictly
 * convex in the weights; a step that would raise it is halved. Sums run over the rows in order, on one thread.
 */
final class LogisticFit {
    private static final int MOST_STEPS = 100;
    private static final int MOST_HALVINGS = 40;
    private static final double LEAST = 1e-12; // the square of a pivot
    private static final double CLOSE = 1e-10; // the greatest change of a weight at the end

    private final byte[][] bins; // columns × rows
    private final double[][] values; // columns × bins
    private final boolean[] outcomes;
    private final double ridge;
    private final int size;
    private double[] weights; // of the columns, and the intercept last

    private LogisticFit(byte[][] bins, double[][] values, boolean[] outcomes, double ridge) {
        this.bins = bins;
        this.values = values;
        this.outcomes = outcomes;
        this.ridge = ridge;
        this.size = values.length + 1;
        this.weights = new double[size];
        int happened = 0;
        for (boolean outcome : outcomes) {
            happened += outcome ? 1 : 0;
        }
        weights[size - 1] = ExpLog.log((double) happened / (outcomes.length - happened));
    }

    /**
     * Fits.
     *
     * @param bins of each column, the bin of each row, unsigned. Not modified.
     * @param values of each column, that of each bin. Not modified.
     * @param outcomes of each row, some of each. Not modified.
     * @param ridge above 0
     * @param check called before each step; may throw
     * @return the weights of the columns, and the intercept last
     */
    static double[] fit(byte[][] bins, double[][] values, boolean[] outcomes, double ridge, Runnable check) {
        LogisticFit fit = new LogisticFit(bins, values, outcomes, ridge);
        for (int step = 0; step < MOST_STEPS; step++) {
            check.run();
            if (fit.step() < CLOSE) {
                break;
            }
        }
        return fit.weights;
    }

    private double margin(double[] of, int row) {
        double sum = of[size - 1];
        for (int column = 0; column < size - 1; column++) {
            sum += of[column] * values[column][bins[column][row] & 0xff];
        }
        return sum;
    }

    private double loss(double[] of) {
        double sum = 0;
        for (int column = 0; column < size - 1; column++) {
            sum += 0.5 * ridge * of[column] * of[column];
        }
        for (int row = 0; row < outcomes.length; row++) {
            double margin = margin(of, row);
            sum += ExpLog.softplus(outcomes[row] ? -margin : margin);
        }
        return sum;
    }

    /** Moves the weights; gives the greatest change of one. */
    private double step() {
        double[] gradient = new double[size];
        double[] hessian = new double[size * size];
        double[] row = new double[size];
        row[size - 1] = 1;
        for (int i = 0; i < outcomes.length; i++) {
            for (int column = 0; column < size - 1; column++) {
                row[column] = values[column][bins[column][i] & 0xff];
            }
            double probability = ExpLog.sigmoid(margin(weights, i));
            double error = probability - (outcomes[i] ? 1 : 0);
            double curvature = probability * (1 - probability);
            for (int a = 0; a < size; a++) {
                gradient[a] += error * row[a];
                double scaled = curvature * row[a];
                for (int b = 0; b <= a; b++) {
                    hessian[a * size + b] += scaled * row[b];
                }
            }
        }
        for (int column = 0; column < size; column++) {
            double penalty =
                    column < size - 1 ? ridge : 1e-9; // the intercept has curvature of its own, but for rounding
            gradient[column] += column < size - 1 ? ridge * weights[column] : 0;
            hessian[column * size + column] += penalty;
        }
        CholeskyFactor.factor(hessian, size, LEAST);
        CholeskyFactor.solve(hessian, gradient, size);
        double before = loss(weights);
        double[] next = new double[size];
        for (double length = 1, halvings = 0; halvings < MOST_HALVINGS; length /= 2, halvings++) {
            double greatest = 0;
            for (int column = 0; column < size; column++) {
                next[column] = weights[column] - length * gradient[column];
                greatest = Math.max(greatest, Math.abs(length * gradient[column]));
            }
            if (loss(next) <= before) {
                weights = Arrays.copyOf(next, size);
                return greatest;
            }
        }
        return 0; // no step lowers the loss: what is left is rounding
    }
}
