package dev.recsys.als.internal.solve;

import dev.recsys.als.internal.kernel.Kernels;
import java.util.Arrays;

/**
 * Solves (A₀ + YₛᵀDYₛ)·x = Yₛᵀc by conjugate gradients where A₀ is diagonal, with A₀ as the preconditioner: what is left is
 * the identity and a matrix of rank |S|, so that two or three steps suffice (Hestenes and Stiefel, 1952). A step costs
 * 2·|S|·rank; nothing costs rank². A sweep starts a row where the sweep before left it, which saves most of the steps; else it
 * starts at 0, so that an answer depends on the row alone.
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

    private final Kernels kernels;
    private final float tolerance;
    private final int stride;
    private final int rowsAPass;
    private final float[] residual;
    private final float[] direction;
    private final float[] product;
    private final float[] scratch;
    private float[][] panel = new float[0][]; // the factors of the row's columns
    private double fitted;

    ConjugateGradient(Kernels kernels, int stride, Accuracy accuracy) {
        this.kernels = kernels;
        this.tolerance = accuracy.tolerance;
        this.stride = stride;
        this.rowsAPass = Math.max(4, PASS_FLOATS / stride);
        this.residual = new float[stride];
        this.direction = new float[stride];
        this.product = new float[stride];
        this.scratch = new float[rowsAPass * Kernels.STRIPES];
    }

    /** Multiply-adds for a row; what is done row by row and factor by factor outside of the sums is counted in. */
    static double cost(int size, int rank, Accuracy accuracy) {
        return accuracy.effort * (size * (16.0 * rank + 200) + 64.0 * rank);
    }

    /** Solves from 0; false if the system is not positive definite in floating point. {@code x} is modified. */
    boolean solve(RowSystem row, float[] x) {
        gather(row);
        Arrays.fill(x, 0, stride, 0);
        for (int from = 0; from < row.size(); from += rowsAPass) {
            int count = Math.min(rowsAPass, row.size() - from);
            kernels.addRows(row.pull(), from, panel, from, count, row.right(), stride);
        }
        System.arraycopy(row.right(), 0, residual, 0, stride);
        fitted = 0;
        return iterate(row, x);
    }

    /** Solves from where x is; else as above. {@code x} is modified. */
    boolean improve(RowSystem row, float[] x) {
        gather(row);
        multiplyNegated(row.shifted(), x, residual);
        double drawn = 0; // b·x
        for (int from = 0; from < row.size(); from += rowsAPass) {
            int count = Math.min(rowsAPass, row.size() - from);
            kernels.project(panel, from, count, x, scratch, stride);
            drawn += pull(row, from, count);
            kernels.addRows(scratch, 0, panel, from, count, residual, stride);
        }
        fitted = drawn + kernels.dot(x, 0, residual, 0, stride);
        return iterate(row, x);
    }

    /** Steps from x and its residual. */
    private boolean iterate(RowSystem row, float[] x) {
        float[] diagonal = row.shifted();
        float[] inverses = row.inverses();
        multiply(inverses, residual, direction);
        float bound = kernels.dot(residual, 0, direction, 0, stride); // rᵀA₀⁻¹r
        // One step in any case: rows left as they are hold up all others, though little is to be gained in each.
        for (int step = 1; step <= MOST_STEPS && bound > (step == 1 ? 0 : tolerance * fitted); step++) {
            multiply(diagonal, direction, product);
            addExtra(row);
            float curvature = kernels.dot(direction, 0, product, 0, stride);
            if (!(curvature > 0)) {
                return false;
            }
            float length = bound / curvature;
            fitted += (double) length * bound;
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

    /** What the solution takes off the objective at 0: xᵀ(b + r). */
    double fitted() {
        return fitted;
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

    private static void multiplyNegated(float[] left, float[] right, float[] product) {
        for (int f = 0; f < product.length; f++) {
            product[f] = -left[f] * right[f];
        }
    }

    /** Turns the fits of some columns into what they pull with, c·t − D·fit; returns their part of b·x. */
    private double pull(RowSystem row, int from, int count) {
        float[] pull = row.pull();
        float[] extra = row.extra();
        double drawn = 0;
        for (int k = 0; k < count; k++) {
            float fit = scratch[k];
            drawn += (double) pull[from + k] * fit;
            scratch[k] = Math.fma(-extra[from + k], fit, pull[from + k]);
        }
        return drawn;
    }

    /** Adds YₛᵀDYₛ times the direction to the product. */
    private void addExtra(RowSystem row) {
        for (int from = 0; from < row.size(); from += rowsAPass) {
            int count = Math.min(rowsAPass, row.size() - from);
            kernels.addProjections(row.extra(), from, panel, from, count, direction, scratch, product, stride);
        }
    }

    private void gather(RowSystem row) {
        if (panel.length < row.size()) {
            panel = new float[2 * row.size()][];
        }
        row.gather(0, row.size(), panel);
    }
}
