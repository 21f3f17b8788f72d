package dev.recsys.report;

import java.util.List;
import java.util.Map;

/**
 * Items in the plane that keeps most of their similarity: the first two principal coordinates of the matrix of cosines (Gower, 1966),
 * by power iteration. Immutable.
 */
final class ItemPlane {
    private static final int STEPS = 500;

    private final double[][] axes;
    private final double[] shares;

    private ItemPlane(double[][] axes, double[] shares) {
        this.axes = axes;
        this.shares = shares;
    }

    static ItemPlane of(List<String> items, Map<String, Map<String, Double>> cosines) {
        int count = items.size();
        double[][] gram = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                gram[i][j] = i == j
                        ? 1
                        : cosines.getOrDefault(items.get(i), Map.of()).getOrDefault(items.get(j), 0.0);
            }
        }
        center(gram);
        double trace = 0;
        for (int i = 0; i < count; i++) {
            trace += gram[i][i];
        }
        double[][] axes = new double[2][count];
        double[] shares = new double[2];
        for (int axis = 0; axis < 2; axis++) {
            double[] vector = new double[count];
            double value = largest(gram, vector, axis);
            shares[axis] = trace > 0 ? Math.max(0, value) / trace : 0;
            for (int i = 0; i < count; i++) {
                axes[axis][i] = vector[i] * Math.sqrt(Math.max(0, value));
                for (int j = 0; j < count; j++) {
                    gram[i][j] -= value * vector[i] * vector[j];
                }
            }
        }
        return new ItemPlane(axes, shares);
    }

    /** Means of rows and columns become 0. Modified. */
    private static void center(double[][] gram) {
        int count = gram.length;
        double[] means = new double[count];
        double all = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                means[i] += gram[i][j] / count;
            }
            all += means[i] / count;
        }
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                gram[i][j] += all - means[i] - means[j];
            }
        }
    }

    /** The largest eigenvalue and, into {@code vector}, its unit eigenvector. Modified: the vector. */
    private static double largest(double[][] gram, double[] vector, int axis) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] = 1.0 / (i + 1 + axis) + (i % 2 == 0 ? 0.5 : -0.5);
        }
        double length = 0;
        for (int step = 0; step < STEPS; step++) {
            double[] next = new double[vector.length];
            double squares = 0;
            for (int i = 0; i < next.length; i++) {
                for (int j = 0; j < next.length; j++) {
                    next[i] += gram[i][j] * vector[j];
                }
                squares += next[i] * next[i];
            }
            length = Math.sqrt(squares);
            if (!(length > 1e-12)) {
                return 0;
            }
            for (int i = 0; i < next.length; i++) {
                vector[i] = next[i] / length;
            }
        }
        return length;
    }

    double x(int item) {
        return axes[0][item];
    }

    double y(int item) {
        return axes[1][item];
    }

    /** The share of the variance along an axis. */
    double share(int axis) {
        return shares[axis];
    }
}
