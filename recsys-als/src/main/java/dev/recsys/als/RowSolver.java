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
    private final AlsConfig config;
    private final Kernels kernels;
    private final Cholesky cholesky;
    private final int rank;
    private final int stride;
    private final float[] template; // α₀·YᵀY, padded
    private final float[] system;
    private final float[] panel;
    private final float[] scaled;
    private final float[] rightSide;
    private final float[] scratch;
    private final float[] solution;
    private float[] dualSystem = new float[0];
    private float[] turned = new float[0];
    private float[] turnedScaled = new float[0];
    private float[] dualVector = new float[0];
    private float[] dualSolution = new float[0];
    private int[] active = new int[0];
    private final float[] inverses; // 1 / (α₀·diagonal + ridge), for the ridge below
    private double inversesRidge = Double.NaN;
    private long primalCount;
    private long dualCount;

    RowSolver(FactorMatrix fixed, double[] gram, double @Nullable [] diagonal, AlsConfig config, Kernels kernels) {
        this.fixed = fixed;
        this.gram = gram;
        this.diagonal = diagonal;
        this.config = config;
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
                template[i * stride + j] = (float) (config.unobservedWeight() * gram[i * rank + j]);
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
        return ReferenceSweeps.ridge(config, size, fixed.rowCount());
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
        double ridge = ridge(to - from);
        double confidences = collectRightSide(rows, from, to);
        boolean solved;
        if (diagonal != null && isDual(rows, from, to)) {
            dualCount++;
            solved = solveDual(rows, from, to, ridge);
        } else {
            primalCount++;
            solved = solvePrimal(rows, from, to, ridge);
        }
        if (!solved || !isFinite(solution)) {
            solveInDoubles(rows, from, to, ridge);
        }
        System.arraycopy(solution, 0, out.block(row), out.at(row), stride);
        // At the minimum the quadratic form is Σc − bᵀx.
        double fitted = 0;
        for (int i = 0; i < rank; i++) {
            fitted += (double) rightSide[i] * solution[i];
        }
        return confidences - fitted;
    }

    /** b = Yₛᵀc; returns Σc. */
    private double collectRightSide(InteractionMatrix rows, int from, int to) {
        Arrays.fill(rightSide, 0);
        double sum = 0;
        for (int cell = from; cell < to; cell++) {
            float c = confidence(rows, cell);
            int column = rows.columnAt(cell);
            sum += c;
            kernels.addScaled(c, fixed.block(column), fixed.at(column), rightSide, 0, stride);
        }
        return sum;
    }

    private float confidence(InteractionMatrix rows, int cell) {
        return (float) (config.alpha() * rows.weightAt(cell));
    }

    private boolean isDual(InteractionMatrix rows, int from, int to) {
        if (dualCost(to - from, rank) >= primalCost(to - from, rank)) {
            return false;
        }
        for (int cell = from; cell < to; cell++) {
            if (confidence(rows, cell) < (float) config.unobservedWeight()) {
                return false;
            }
        }
        return true;
    }

    private boolean solvePrimal(InteractionMatrix rows, int from, int to, double ridge) {
        System.arraycopy(template, 0, system, 0, system.length);
        for (int i = 0; i < rank; i++) {
            system[i * stride + i] += (float) ridge;
        }
        float base = (float) config.unobservedWeight();
        int filled = 0;
        for (int cell = from; cell < to; cell++) {
            float extra = confidence(rows, cell) - base;
            if (extra == 0) {
                continue; // it weighs what an unobserved cell weighs, so it is in the template already
            }
            int column = rows.columnAt(cell);
            float[] block = fixed.block(column);
            int at = fixed.at(column);
            int place = filled * stride;
            for (int i = 0; i < stride; i++) {
                float y = block[at + i];
                panel[place + i] = y;
                scaled[place + i] = extra * y;
            }
            if (++filled == ROWS_A_PASS) {
                kernels.rankUpdate(scaled, 0, panel, 0, filled, system, 0, stride);
                filled = 0;
            }
        }
        kernels.rankUpdate(scaled, 0, panel, 0, filled, system, 0, stride);
        if (!cholesky.factorize(system, rank, stride)) {
            return false;
        }
        System.arraycopy(rightSide, 0, scratch, 0, stride);
        cholesky.solve(system, scratch, solution, rank, stride);
        return true;
    }

    private boolean solveDual(InteractionMatrix rows, int from, int to, double ridge) {
        float base = (float) config.unobservedWeight();
        int size = 0;
        if (active.length < to - from) {
            active = new int[Math.max(16, 2 * (to - from))];
        }
        for (int cell = from; cell < to; cell++) {
            if (confidence(rows, cell) != base) {
                active[size++] = cell;
            }
        }
        invert(ridge);
        // scratch = A₀⁻¹·b, the answer if D were 0
        for (int f = 0; f < stride; f++) {
            scratch[f] = inverses[f] * rightSide[f];
        }
        if (size > 0) {
            int padded = Kernels.stride(size);
            prepareDual(rows, base, size, padded);
            if (!cholesky.factorize(dualSystem, size, padded)) {
                return false;
            }
            cholesky.solve(dualSystem, dualVector, dualSolution, size, padded);
            // x = A₀⁻¹·(b − Yₛᵀ·E·p)
            System.arraycopy(rightSide, 0, scratch, 0, stride);
            for (int s = 0; s < size; s++) {
                int column = rows.columnAt(active[s]);
                float e = (float) Math.sqrt(confidence(rows, active[s]) - base);
                kernels.addScaled(-e * dualSolution[s], fixed.block(column), fixed.at(column), scratch, 0, stride);
            }
            for (int f = 0; f < stride; f++) {
                scratch[f] *= inverses[f];
            }
        }
        System.arraycopy(scratch, 0, solution, 0, stride);
        return true;
    }

    /** A₀⁻¹ for a ridge; rows of one size follow each other's, and without ν all have the same. */
    private void invert(double ridge) {
        if (ridge == inversesRidge) {
            return;
        }
        double[] squares = Checks.notNull(diagonal, "diagonal");
        for (int f = 0; f < rank; f++) {
            inverses[f] = (float) (1 / (config.unobservedWeight() * squares[f] + ridge));
        }
        inversesRidge = ridge;
    }

    /** I + E·M·E into the dual system and E·M·c into the dual vector. */
    private void prepareDual(InteractionMatrix rows, float base, int size, int padded) {
        if (dualSystem.length < padded * padded) {
            dualSystem = new float[padded * padded];
            dualVector = new float[padded];
            dualSolution = new float[padded];
        }
        if (turned.length < rank * padded) {
            turned = new float[rank * padded];
            turnedScaled = new float[rank * padded];
        }
        Arrays.fill(turned, 0, rank * padded, 0);
        for (int s = 0; s < size; s++) {
            int column = rows.columnAt(active[s]);
            float e = (float) Math.sqrt(confidence(rows, active[s]) - base);
            float[] block = fixed.block(column);
            int at = fixed.at(column);
            for (int f = 0; f < rank; f++) {
                turned[f * padded + s] = e * block[at + f];
            }
        }
        Arrays.fill(dualSystem, 0, padded * padded, 0);
        Arrays.fill(dualVector, 0, padded, 0);
        for (int f = 0; f < rank; f++) {
            float inverse = inverses[f];
            int place = f * padded;
            for (int s = 0; s < padded; s++) {
                turnedScaled[place + s] = inverse * turned[place + s];
            }
            kernels.addScaled(scratch[f], turned, place, dualVector, 0, padded);
        }
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

    private void solveInDoubles(InteractionMatrix rows, int from, int to, double ridge) {
        DoubleSolver solver = new DoubleSolver(rank);
        for (double grown = ridge; grown <= 1000 * ridge; grown *= 10) {
            solver.start(gram, config.unobservedWeight(), grown);
            for (int cell = from; cell < to; cell++) {
                int column = rows.columnAt(cell);
                solver.add(
                        fixed.block(column),
                        fixed.at(column),
                        config.alpha() * rows.weightAt(cell),
                        config.unobservedWeight());
            }
            if (solver.solve(solution)) {
                return;
            }
        }
        throw new ArithmeticException("no finite factors");
    }
}
