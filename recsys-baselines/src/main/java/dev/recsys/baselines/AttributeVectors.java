package dev.recsys.baselines;

import dev.recsys.internal.run.Workers;
import java.util.Arrays;

/**
 * Finds the vectors of attributes whose sums come closest to rows' vectors: the least Σ weight · |row − Σ its attributes'|² +
 * ridge · Σ |attribute's|², one factor at a time by conjugate gradients with a diagonal preconditioner (Hestenes and Stiefel
 * 1952), from the vectors found before. An iteration costs O(attributes of all rows) a factor.
 */
final class AttributeVectors {
    private static final int MOST_ITERATIONS = 200;
    private static final double TOLERANCE = 1e-7; // of the residual, relative to the right side

    private final AttributeRows rows;
    private final double[] weights; // one a row; 0 for rows that do not count
    private final double ridge;
    private final double[] diagonal;

    /** Weights are kept, not copied. */
    AttributeVectors(AttributeRows rows, double[] weights, double ridge) {
        this.rows = rows;
        this.weights = weights;
        this.ridge = ridge;
        this.diagonal = new double[rows.count()];
        for (int attribute = 0; attribute < diagonal.length; attribute++) {
            diagonal[attribute] = ridge;
        }
        for (int row = 0; row < rows.rowCount(); row++) {
            for (int place = rows.start(row); place < rows.start(row + 1); place++) {
                diagonal[rows.at(place)] += weights[row];
            }
        }
    }

    /** From rows × size targets; attributes × size vectors are where it starts and what is found. Modified: vectors. */
    void fit(float[] targets, int size, float[] vectors, Workers workers) {
        workers.forRanges(size, 1, (range, from, to) -> fit(targets, size, from, vectors));
    }

    private void fit(float[] targets, int size, int factor, float[] vectors) {
        double[] side = new double[rows.count()];
        double[] solution = new double[rows.count()];
        for (int row = 0; row < rows.rowCount(); row++) {
            double value = weights[row] * targets[row * size + factor];
            for (int place = rows.start(row); place < rows.start(row + 1) && value != 0; place++) {
                side[rows.at(place)] += value;
            }
        }
        for (int attribute = 0; attribute < solution.length; attribute++) {
            solution[attribute] = vectors[attribute * size + factor];
        }
        solve(side, solution);
        for (int attribute = 0; attribute < solution.length; attribute++) {
            vectors[attribute * size + factor] = (float) solution[attribute];
        }
    }

    private void solve(double[] side, double[] solution) {
        double[] product = new double[side.length];
        multiply(solution, product);
        double[] residual = new double[side.length];
        double[] direction = new double[side.length];
        double norm = 0;
        for (int i = 0; i < side.length; i++) {
            residual[i] = side[i] - product[i];
            direction[i] = residual[i] / diagonal[i];
            norm += side[i] * side[i] / diagonal[i];
        }
        double rest = dot(residual, direction);
        double enough = TOLERANCE * TOLERANCE * norm;
        for (int iteration = 0; iteration < MOST_ITERATIONS && rest > enough; iteration++) {
            multiply(direction, product);
            double step = rest / dot(direction, product);
            double next = 0;
            for (int i = 0; i < side.length; i++) {
                solution[i] += step * direction[i];
                residual[i] -= step * product[i];
                next += residual[i] * residual[i] / diagonal[i];
            }
            for (int i = 0; i < side.length; i++) {
                direction[i] = residual[i] / diagonal[i] + next / rest * direction[i];
            }
            rest = next;
        }
    }

    /** The normal equations' matrix times a vector. Modified: product. */
    private void multiply(double[] vector, double[] product) {
        for (int i = 0; i < vector.length; i++) {
            product[i] = ridge * vector[i];
        }
        for (int row = 0; row < rows.rowCount(); row++) {
            if (weights[row] != 0) {
                double sum = 0;
                for (int place = rows.start(row); place < rows.start(row + 1); place++) {
                    sum += vector[rows.at(place)];
                }
                sum *= weights[row];
                for (int place = rows.start(row); place < rows.start(row + 1); place++) {
                    product[rows.at(place)] += sum;
                }
            }
        }
    }

    private static double dot(double[] first, double[] second) {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += first[i] * second[i];
        }
        return sum;
    }

    /** The sum of a row's attributes' vectors. Modified: sum. */
    static void sum(AttributeRows rows, int row, float[] vectors, double[] sum) {
        Arrays.fill(sum, 0);
        for (int place = rows.start(row); place < rows.start(row + 1); place++) {
            int offset = rows.at(place) * sum.length;
            for (int f = 0; f < sum.length; f++) {
                sum[f] += vectors[offset + f];
            }
        }
    }
}
