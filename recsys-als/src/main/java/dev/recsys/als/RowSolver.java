package dev.recsys.als;

import dev.recsys.check.Checks;
import dev.recsys.data.InteractionMatrix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Solves for the factors of one row, by the cheaper of two exact ways. With S the row's columns, c its confidences, D = c −
 * α₀ and A₀ = α₀·YᵀY + r·I:
 *
 * <ul>
 *   <li><b>primal</b>: (A₀ + YₛᵀDYₛ)·x = Yₛᵀc, a rank × rank system;
 *   <li><b>dual</b>, where YᵀY is diagonal and D ≥ 0: with M = Yₛ·A₀⁻¹·Yₛᵀ and E = D^½, (I + E·M·E)·p = E·M·c is |S| × |S|,
 *       and x = A₀⁻¹·Yₛᵀ·(c − E·p) (the Woodbury identity).
 * </ul>
 *
 * <p>A system that floats can't solve is solved again in double precision; one that doubles can't solve gets ten times the
 * ridge, up to a hundred times, before the row is given up. Holds workspace: one thread at a time.
 */
final class RowSolver {
    private static final int ROWS_A_PASS = 64;

    private final FactorMatrix fixed;
    private final double[] gram; // YᵀY, rank × rank
    private final double @Nullable [] diagonal; // of YᵀY, if it is diagonal
    private final AlsLoss loss;
    private final Kernels kernels;
    private final Cholesky cholesky;
    private final int rank;
    private final int stride;
    private final float[] template; // α₀·YᵀY, padded
    private final float[] system;
    private float[] panel; // gathered factors, one row a column of the row solved
    private final float[] scaled;
    private final float[] rightSide;
    private final float[] scratch;
    private final float[] solution;
    private float[] dualSystem = new float[0];
    private float[] turned = new float[0];
    private float[] turnedScaled = new float[0];
    private float[] dualVector = new float[0];
    private float[] dualSolution = new float[0];
    private int[] columns = new int[0];
    private float[] weights = new float[0];
    private float[] confidence = new float[0]; // c
    private float[] extra = new float[0]; // D
    private float[] roots = new float[0]; // E
    private final float[] inverses; // 1 / (α₀·diagonal + ridge), for the ridge below
    private double inversesRidge = Double.NaN;
    private long primalCount;
    private long dualCount;

    RowSolver(FactorMatrix fixed, double[] gram, double @Nullable [] diagonal, AlsLoss loss, Kernels kernels) {
        this.fixed = fixed;
        this.gram = gram;
        this.diagonal = diagonal;
        this.loss = loss;
        this.kernels = kernels;
        this.cholesky = new Cholesky(kernels);
        this.rank = fixed.rank();
        this.stride = fixed.stride();
        this.template = new float[stride * stride];
        this.system = new float[stride * stride];
        this.panel = new float[ROWS_A_PASS * stride];
        this.scaled = new float[ROWS_A_PASS * stride];
        this.rightSide = new float[stride];
        this.scratch = new float[stride];
        this.solution = new float[stride];
        this.inverses = new float[stride];
        for (int i = 0; i < rank; i++) {
            for (int j = 0; j < rank; j++) {
                template[i * stride + j] = (float) (loss.unobservedWeight() * gram[i * rank + j]);
            }
        }
    }

    /** Multiply-adds of the primal for a row of a size. */
    static double primalCost(int size, int rank) {
        double f = rank;
        return size * f * f / 2 + f * f * f / 6 + 3 * f * f;
    }

    /** Multiply-adds of the dual for a row of a size; the turned panel is filled float by float, which counts four. */
    static double dualCost(int size, int rank) {
        double s = size;
        double padded = Kernels.stride(size);
        return padded * padded * rank / 2 + s * s * s / 6 + 8 * s * rank;
    }

    private double ridge(int size) {
        return loss.ridge(size, fixed.rowCount());
    }

    long primalCount() {
        return primalCount;
    }

    long dualCount() {
        return dualCount;
    }

    /**
     * Solves for a row.
     *
     * @param rows the matrix
     * @param row the row
     * @param out gets the factors. Modified.
     * @return the row's part of the objective: Σ over S of c·(1 − x·y)² + α₀ · Σ over the rest of (x·y)² + ridge · |x|²
     * @throws ArithmeticException if no way leads to finite factors
     */
    double solve(InteractionMatrix rows, int row, FactorMatrix out) {
        int from = rows.rowStart(row);
        int to = rows.rowStart(row + 1);
        if (from == to) {
            Arrays.fill(out.block(row), out.at(row), out.at(row) + stride, 0);
            return 0;
        }
        int size = to - from;
        if (columns.length < size) {
            columns = new int[2 * size];
            weights = new float[2 * size];
        }
        for (int s = 0; s < size; s++) {
            columns[s] = rows.columnAt(from + s);
            weights[s] = rows.weightAt(from + s);
        }
        double part = solve(columns, weights, size);
        System.arraycopy(solution, 0, out.block(row), out.at(row), stride);
        return part;
    }

    /**
     * Solves for a row outside of any matrix; {@link #solution} then has the factors.
     *
     * @param held the row's columns. Not modified.
     * @param w their weights. Not modified.
     * @param size how many of both count
     * @return as above
     * @throws ArithmeticException if no way leads to finite factors
     */
    double solve(int[] held, float[] w, int size) {
        double ridge = ridge(size);
        double confidences = readConfidences(w, size);
        Arrays.fill(rightSide, 0);
        boolean solved;
        if (diagonal != null && isDual(size)) {
            dualCount++;
            solved = solveDual(held, size, ridge);
        } else {
            primalCount++;
            solved = solvePrimal(held, size, ridge);
        }
        if (!solved || !isFinite(solution)) {
            solveInDoubles(held, w, size, ridge);
        }
        // At the minimum the quadratic form is Σc − bᵀx.
        double fitted = 0;
        for (int i = 0; i < rank; i++) {
            fitted += (double) rightSide[i] * solution[i];
        }
        return confidences - fitted;
    }

    /** The factors solved last, padded with 0; overwritten by the next. */
    float[] solution() {
        return solution;
    }

    /** Fills c and D = c − α₀; returns Σc. */
    private double readConfidences(float[] w, int size) {
        if (confidence.length < size) {
            confidence = new float[2 * size];
            extra = new float[2 * size];
        }
        double sum = 0;
        for (int s = 0; s < size; s++) {
            float c = (float) loss.confidence(w[s]);
            confidence[s] = c;
            extra[s] = c - (float) loss.unobservedWeight();
            sum += c;
        }
        return sum;
    }

    private boolean isDual(int size) {
        if (dualCost(size, rank) >= primalCost(size, rank)) {
            return false;
        }
        for (int s = 0; s < size; s++) {
            if (extra[s] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Copies the factors of some of the row's columns to the panel, one after the other. */
    private void gather(int[] held, int first, int count) {
        if (panel.length < count * stride) {
            panel = new float[2 * count * stride];
        }
        for (int k = 0; k < count; k++) {
            int column = held[first + k];
            System.arraycopy(fixed.block(column), fixed.at(column), panel, k * stride, stride);
        }
    }

    private boolean solvePrimal(int[] held, int size, double ridge) {
        System.arraycopy(template, 0, system, 0, system.length);
        for (int i = 0; i < rank; i++) {
            system[i * stride + i] += (float) ridge;
        }
        for (int first = 0; first < size; first += ROWS_A_PASS) {
            int count = Math.min(ROWS_A_PASS, size - first);
            gather(held, first, count);
            kernels.addRows(confidence, first, panel, count, rightSide, stride);
            boolean heavier = false;
            for (int k = 0; k < count; k++) {
                float d = extra[first + k];
                heavier |= d != 0;
                int place = k * stride;
                for (int i = 0; i < stride; i++) {
                    scaled[place + i] = d * panel[place + i];
                }
            }
            if (heavier) { // else all weigh what an unobserved cell weighs, and are in the template already
                kernels.rankUpdate(scaled, 0, panel, 0, count, system, 0, stride);
            }
        }
        if (!cholesky.factorize(system, rank, stride)) {
            return false;
        }
        System.arraycopy(rightSide, 0, scratch, 0, stride);
        cholesky.solve(system, scratch, solution, rank, stride);
        return true;
    }

    private boolean solveDual(int[] held, int size, double ridge) {
        gather(held, 0, size);
        kernels.addRows(confidence, 0, panel, size, rightSide, stride);
        invert(ridge);
        // scratch = A₀⁻¹·b, the answer if D were 0
        for (int f = 0; f < stride; f++) {
            scratch[f] = inverses[f] * rightSide[f];
        }
        int padded = Kernels.stride(size);
        prepareDual(size, padded);
        if (!cholesky.factorize(dualSystem, size, padded)) {
            return false;
        }
        cholesky.solve(dualSystem, dualVector, dualSolution, size, padded);
        // x = A₀⁻¹·(b − Yₛᵀ·E·p)
        for (int s = 0; s < size; s++) {
            dualSolution[s] *= -roots[s];
        }
        System.arraycopy(rightSide, 0, scratch, 0, stride);
        kernels.addRows(dualSolution, 0, panel, size, scratch, stride);
        for (int f = 0; f < stride; f++) {
            solution[f] = scratch[f] * inverses[f];
        }
        return true;
    }

    /** A₀⁻¹ for a ridge; rows of one size follow each other's, and without ν all have the same. */
    private void invert(double ridge) {
        if (ridge == inversesRidge) {
            return;
        }
        double[] squares = Checks.notNull(diagonal, "diagonal");
        for (int f = 0; f < rank; f++) {
            inverses[f] = (float) (1 / (loss.unobservedWeight() * squares[f] + ridge));
        }
        inversesRidge = ridge;
    }

    /** I + E·M·E into the dual system and E·M·c into the dual vector. */
    private void prepareDual(int size, int padded) {
        if (dualSystem.length < padded * padded) {
            dualSystem = new float[padded * padded];
            dualVector = new float[padded];
            dualSolution = new float[padded];
            roots = new float[padded];
            turned = new float[rank * padded];
            turnedScaled = new float[rank * padded];
        }
        for (int s = 0; s < size; s++) {
            roots[s] = (float) Math.sqrt(extra[s]);
        }
        for (int f = 0; f < rank; f++) {
            int place = f * padded;
            float inverse = inverses[f];
            for (int s = 0; s < size; s++) {
                float value = roots[s] * panel[s * stride + f];
                turned[place + s] = value;
                turnedScaled[place + s] = inverse * value;
            }
            for (int s = size; s < padded; s++) {
                turned[place + s] = 0;
                turnedScaled[place + s] = 0;
            }
        }
        Arrays.fill(dualVector, 0, padded, 0);
        kernels.addRows(scratch, 0, turned, rank, dualVector, padded);
        Arrays.fill(dualSystem, 0, padded * padded, 0);
        kernels.rankUpdate(turnedScaled, 0, turned, 0, rank, dualSystem, 0, padded);
        for (int s = 0; s < size; s++) {
            dualSystem[s * padded + s] += 1;
        }
    }

    private static boolean isFinite(float[] values) {
        float sum = 0;
        for (float value : values) {
            sum += 0 * value; // NaN for NaN and infinities
        }
        return sum == 0;
    }

    private void solveInDoubles(int[] held, float[] w, int size, double ridge) {
        DoubleSolver solver = new DoubleSolver(rank);
        for (double grown = ridge; grown <= 1000 * ridge; grown *= 10) {
            solver.start(gram, loss.unobservedWeight(), grown);
            for (int s = 0; s < size; s++) {
                solver.add(fixed.block(held[s]), fixed.at(held[s]), loss.confidence(w[s]), loss.unobservedWeight());
            }
            if (solver.solve(solution)) {
                return;
            }
        }
        throw new ArithmeticException("no finite factors");
    }
}
