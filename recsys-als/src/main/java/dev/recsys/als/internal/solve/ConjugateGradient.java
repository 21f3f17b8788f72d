package dev.recsys.als.internal.solve;

import dev.recsys.als.internal.kernel.Kernels;
import java.util.Arrays;

/**
 * Solves (A₀ + YₛᵀDYₛ)·x = Yₛᵀc by conjugate gradients where A₀ is diagonal, with A₀ as the preconditioner: what is left is
 * the identity and a matrix of rank |S|, so that two or three steps suffice (Hestenes and Stiefel, 1952). A step costs
 * 2·|S|·rank; nothing costs rank². It starts at 0, so that an answer depends on the row alone and not on the sweep before.
 *
 * <p>Where D ≥ 0, rᵀA₀⁻¹r bounds what the objective at x is above its minimum, which says when to stop. Holds workspace: one
 * thread at a time.
 */
final class ConjugateGradient {
    /** How near a solution has to come to the exact one. */
    enum Accuracy {
        /** To 0.1 % of what a row has to gain; the next sweep moves it more. */
        SWEEP(1e-3f, 1),
        /** As near as floats come. */
        FLOAT(1e-10f, 3);

        /** The bound on what is left to gain, as a share of what was gained, at which to stop. */
        final float tolerance;

        /** Steps needed, compared with those of a sweep. */
        final double effort;

        Accuracy(float tolerance, double effort) {
            this.tolerance = tolerance;
            this.effort = effort;
        }
    }

    private static final int MOST_STEPS = 32;
    private static final int PASS_FLOATS = 1 << 12; // 16 KiB: the second pass over a row finds it in the first cache
    private static final int CHUNK_FLOATS = 1 << 17; // 512 KiB: later steps find the rows in the second

    private final Kernels kernels;
    private final float tolerance;
    private final int stride;
    private final int rowsAPass;
    private final int rowsAChunk;
    private final float[] residual;
    private final float[] direction;
    private final float[] product;
    private final float[] scratch;
    private float[][] panel = new float[0][]; // the row's factors, one after the other

    ConjugateGradient(Kernels kernels, int stride, Accuracy accuracy) {
        this.kernels = kernels;
        this.tolerance = accuracy.tolerance;
        this.stride = stride;
        this.rowsAPass = Math.max(4, PASS_FLOATS / stride);
        this.rowsAChunk = Math.max(4, CHUNK_FLOATS / stride);
        this.residual = new float[stride];
        this.direction = new float[stride];
        this.product = new float[stride];
        this.scratch = new float[rowsAPass * Kernels.STRIPES];
    }

    /** Multiply-adds for a row; what is done row by row and factor by factor outside of the sums is counted in. */
    static double cost(int size, int rank, Accuracy accuracy) {
        return accuracy.effort * (size * (16.0 * rank + 200) + 64.0 * rank);
    }

    /** Solves; false if the system is not positive definite in floating point. {@code x} is modified. */
    boolean solve(RowSystem row, float[] x) {
        float[] right = row.right();
        float[] diagonal = row.shifted();
        float[] inverses = row.inverses();
        addRight(row);
        Arrays.fill(x, 0, stride, 0);
        System.arraycopy(right, 0, residual, 0, stride);
        multiply(inverses, right, direction);
        float bound = kernels.dot(residual, 0, direction, 0, stride); // rᵀA₀⁻¹r
        float gained = 0;
        for (int step = 1; step <= MOST_STEPS && bound > tolerance * gained; step++) {
            multiply(diagonal, direction, product);
            addExtra(row);
            float curvature = kernels.dot(direction, 0, product, 0, stride);
            if (!(curvature > 0)) {
                return false;
            }
            float length = bound / curvature;
            gained += length * bound;
            add(length, direction, x);
            add(-length, product, residual);
            multiply(inverses, residual, product);
            float next = kernels.dot(residual, 0, product, 0, stride);
            float turn = next / bound;
            conjugate(turn, direction, product);
            bound = next;
        }
        return true;
    }

    // The loops stand in methods of their own, which are compiled soon and once: in solve, each would have all of it
    // compiled anew.

    private static void multiply(float[] left, float[] right, float[] product) {
        for (int f = 0; f < product.length; f++) {
            product[f] = left[f] * right[f];
        }
    }

    private static void add(float scale, float[] direction, float[] sum) {
        for (int f = 0; f < direction.length; f++) {
            sum[f] = Math.fma(scale, direction[f], sum[f]);
        }
    }

    private static void conjugate(float scale, float[] direction, float[] towards) {
        for (int f = 0; f < direction.length; f++) {
            direction[f] = Math.fma(scale, direction[f], towards[f]);
        }
    }

    /** What is left of Yₛᵀc − (A₀ + YₛᵀDYₛ)·x after the last solve, padded with 0; overwritten by the next. */
    float[] residual() {
        return residual;
    }

    /** Yₛᵀc; what it gathers last, {@link #addExtra} finds again. */
    private void addRight(RowSystem row) {
        for (int first = 0; first < row.size(); first += rowsAChunk) {
            int count = gather(row, first);
            kernels.addRows(row.pull(), first, panel, 0, count, row.right(), stride);
        }
    }

    /** Adds YₛᵀDYₛ times the direction to the product. */
    private void addExtra(RowSystem row) {
        for (int first = 0; first < row.size(); first += rowsAChunk) {
            int count = row.size() > rowsAChunk ? gather(row, first) : row.size();
            for (int from = 0; from < count; from += rowsAPass) {
                int rows = Math.min(rowsAPass, count - from);
                kernels.addProjections(
                        row.extra(), first + from, panel, from, rows, direction, scratch, product, stride);
            }
        }
    }

    private int gather(RowSystem row, int first) {
        int count = Math.min(rowsAChunk, row.size() - first);
        if (panel.length < count) {
            panel = new float[Math.min(rowsAChunk, 2 * count)][stride];
        }
        row.gather(first, count, panel);
        return count;
    }
}
