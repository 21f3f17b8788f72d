package dev.recsys.als.internal.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.als.internal.kernel.FactorMatrix;
import dev.recsys.als.internal.kernel.KernelSets;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.internal.run.Workers;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class HalfSweepTest {
    /** Even users have even items, odd users odd ones. */
    private static InteractionMatrix matrix() {
        SplittableRandom random = new SplittableRandom(4);
        InteractionMatrix.Builder matrix = InteractionMatrix.builder(90, 80);
        for (int user = 0; user < 90; user++) {
            for (int item = user % 2; item < 80; item += 2) {
                if (random.nextInt(5) == 0) {
                    matrix.add(user, item, 1 + random.nextInt(2));
                }
            }
        }
        return matrix.build();
    }

    @Test
    void solve_someRows_areThoseOfTheNormalEquationsAndOthersStay() throws Exception {
        int rank = 9;
        InteractionMatrix rows = matrix();
        AlsLoss loss = new AlsLoss(0.2, 1.5, 0.3, 0.1, 0.5);
        FactorMatrix fixed = RandomStart.floats(rows.columnCount(), rank, 1);
        FactorMatrix solved = RandomStart.floats(rows.rowCount(), rank, 2);
        FactorMatrix before = RandomStart.floats(rows.rowCount(), rank, 2);
        Targets ofColumns = RandomSettings.targets(new SplittableRandom(3));
        Targets ofRows = RandomSettings.targets(new SplittableRandom(4));
        BitSet which = new BitSet();
        which.set(3);
        which.set(17, 30);
        try (Workers workers = Workers.of("test", 2)) {
            HalfSweep.solve(rows, which, fixed, solved, loss, ofColumns, ofRows, KernelSets.vector(), workers);
        }
        double[] factors = new double[fixed.rowCount() * rank];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = fixed.get(i / rank, i % rank);
        }
        DMatrixRMaj gram = NormalEquations.gram(factors, fixed.rowCount(), rank);
        NormalEquations equations = new NormalEquations(rank, loss);
        double[] expected = new double[rank];
        for (int row = 0; row < rows.rowCount(); row++) {
            if (which.get(row)) {
                assertThat(equations.prepare(
                                gram,
                                factors,
                                fixed.rowCount(),
                                rows.columnsOf(row),
                                rows.weightsOf(row),
                                ofColumns,
                                ofRows.of(row)))
                        .isTrue();
                equations.solve(expected, 0);
            }
            for (int f = 0; f < rank; f++) {
                double value = solved.get(row, f);
                assertThat(value).isCloseTo(which.get(row) ? expected[f] : before.get(row, f), within(1e-4));
                assertThat(which.get(row) || value == before.get(row, f)).isTrue();
            }
        }
    }
}
