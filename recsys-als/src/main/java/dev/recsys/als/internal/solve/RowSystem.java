package dev.recsys.als.internal.solve;

import dev.recsys.als.internal.kernel.FactorMatrix;
import dev.recsys.data.InteractionMatrix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The system of one row that is being solved, (A₀ + YₛᵀDYₛ)·x = Yₛᵀ(c·t): S the row's columns, c its confidences, t their targets,
 * D = c − α₀ and A₀ = α₀·YᵀY + ridge·I. Read in by one of the {@code read} methods, which overwrite the row before. One thread at a time.
 */
final class RowSystem {
    private final FactorMatrix fixed;
    private final double[] gram; // YᵀY, rank × rank
    private final double @Nullable [] diagonal; // of YᵀY, if it is diagonal
    private final AlsLoss loss;
    private final Targets ofColumns;
    private final Targets ofRows;
    private final float[] right;
    private final float[] shifted; // A₀, where it is diagonal, for the ridge below
    private final float[] inverses; // 1 / shifted
    private double shiftedRidge = Double.NaN;
    private int size;
    private double ridge;
    private double rowTarget = 1;
    private double constant;
    private boolean lighter;
    private int[] columns = new int[0];
    private float[] weights = new float[0];
    private float[] pull = new float[0];
    private float[] extra = new float[0];

    /** Targets belong to items, which are either the columns or the rows. */
    RowSystem(
            FactorMatrix fixed,
            double[] gram,
            double @Nullable [] diagonal,
            AlsLoss loss,
            Targets ofColumns,
            Targets ofRows) {
        this.fixed = fixed;
        this.gram = gram;
        this.diagonal = diagonal;
        this.loss = loss;
        this.ofColumns = ofColumns;
        this.ofRows = ofRows;
        this.right = new float[fixed.stride()];
        this.shifted = new float[fixed.stride()];
        this.inverses = new float[fixed.stride()];
    }

    /** Reads a row of a matrix. */
    void read(InteractionMatrix rows, int row) {
        grow(rows.rowSize(row));
        rowTarget = ofRows.of(row);
        prepare(rows.copyRow(row, columns, weights));
    }

    /** Reads a row that is in no matrix. Neither array is modified. */
    void read(int[] held, float[] w, int count) {
        grow(count);
        System.arraycopy(held, 0, columns, 0, count);
        System.arraycopy(w, 0, weights, 0, count);
        prepare(count);
    }

    private void grow(int count) {
        if (columns.length < count) {
            columns = new int[2 * count];
            weights = new float[2 * count];
            pull = new float[2 * count];
            extra = new float[2 * count];
        }
    }

    private void prepare(int count) {
        size = count;
        ridge = loss.ridge(count, fixed.rowCount(), rowTarget);
        float unobserved = (float) loss.unobservedWeight();
        double sum = 0;
        boolean anyLighter = false;
        for (int s = 0; s < count; s++) {
            float c = (float) loss.confidence(weights[s]);
            double target = target(s);
            pull[s] = (float) (c * target);
            extra[s] = c - unobserved;
            anyLighter |= c < unobserved;
            sum += c * target * target;
        }
        constant = sum;
        lighter = anyLighter;
        Arrays.fill(right, 0);
    }

    private double target(int s) {
        return ofColumns.of(columns[s]) * rowTarget;
    }

    int rank() {
        return fixed.rank();
    }

    int stride() {
        return fixed.stride();
    }

    /** |S|. */
    int size() {
        return size;
    }

    double ridge() {
        return ridge;
    }

    double[] gram() {
        return gram;
    }

    boolean isDiagonal() {
        return diagonal != null;
    }

    AlsLoss loss() {
        return loss;
    }

    /** Σ c·t². */
    double constant() {
        return constant;
    }

    /** Whether D has a negative element: the row has a cell that weighs less than an unobserved one. */
    boolean isLighter() {
        return lighter;
    }

    /** c·t, {@link #size} elements; overwritten by the next row. */
    float[] pull() {
        return pull;
    }

    /** D, {@link #size} elements; overwritten by the next row. */
    float[] extra() {
        return extra;
    }

    /** Where a solver puts Yₛᵀ(c·t), padded with 0; 0 at first. */
    float[] right() {
        return right;
    }

    /** A₀, where it is diagonal, padded with 0. */
    float[] shifted() {
        shift();
        return shifted;
    }

    /** 1 ÷ A₀, where it is diagonal, padded with 0. */
    float[] inverses() {
        shift();
        return inverses;
    }

    /** Rows of one size have the same ridge, and without ν all have. */
    private void shift() {
        if (ridge == shiftedRidge || diagonal == null) {
            return;
        }
        for (int f = 0; f < rank(); f++) {
            double value = loss.unobservedWeight() * diagonal[f] + ridge;
            shifted[f] = (float) value;
            inverses[f] = (float) (1 / value);
        }
        shiftedRidge = ridge;
    }

    /** The factors of {@code count} of the row's columns, not to be modified. {@code panel} is modified. */
    void gather(int first, int count, float[][] panel) {
        for (int k = 0; k < count; k++) {
            panel[k] = fixed.row(columns[first + k]);
        }
    }

    /** Solves in double precision; returns whether the solution is finite. {@code x} is modified. */
    boolean solveInDoubles(float[] x) {
        DoubleSolver solver = new DoubleSolver(rank());
        for (int attempt = 0; attempt < DoubleSolver.ATTEMPTS; attempt++) {
            solver.start(gram, loss.unobservedWeight(), solver.ridge(attempt, ridge));
            for (int s = 0; s < size; s++) {
                int column = columns[s];
                double c = loss.confidence(weights[s]);
                solver.add(fixed.row(column), c, target(s), loss.unobservedWeight());
            }
            if (solver.solve(x)) {
                return true;
            }
        }
        return false;
    }
}
