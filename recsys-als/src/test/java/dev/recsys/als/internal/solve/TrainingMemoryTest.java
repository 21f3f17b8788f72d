package dev.recsys.als.internal.solve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrainingMemoryTest {
    private static SweepSettings settings(int rank, SolverKind solver) {
        return new SweepSettings(rank, new AlsLoss(0, 1, 1, 0.03, 1), Targets.ONE, solver, 42);
    }

    private static long bytes(
            long users, long items, long cells, SweepSettings settings, boolean weighted, int threads) {
        return TrainingMemory.of(users, items, cells, settings, weighted, threads)
                .bytes();
    }

    @Test
    void remedy_greatestPart_isTold() {
        SweepSettings tuned = settings(64, SolverKind.TUNED);
        assertThat(TrainingMemory.of(100, 50, 1000, tuned, false, 4096).remedy())
                .isEqualTo("fewer threads");
        assertThat(TrainingMemory.of(1_000_000, 50, 1_000_000, tuned, false, 4).remedy())
                .isEqualTo("fewer factors");
        assertThat(TrainingMemory.of(100, 50, 1L << 40, tuned, false, 4).remedy())
                .isEqualTo("less data");
    }

    @Test
    void bytes_byHand_isTheSum() {
        SweepSettings tuned = settings(20, SolverKind.TUNED);
        long transposed = 8 * 1000 + 4 * 50;
        long model = ((2 * 20 + 32) * 4 + 24) * 50;
        long workspace = (24 * 32 * 32 + (1 << 20)) * 3 + 48 * 20 * 20;
        assertThat(bytes(100, 50, 1000, tuned, false, 3))
                .isEqualTo(transposed + (4 * 32 + 24) * 150 + model + workspace);
        assertThat(bytes(100, 50, 1000, tuned, true, 3))
                .isEqualTo(transposed + 16 * 1000 + 4 * 100 + (4 * 32 + 24) * 150 + model + workspace);
        assertThat(bytes(100, 50, 1000, settings(20, SolverKind.REFERENCE), false, 3))
                .isEqualTo(transposed + 8 * 20 * 150 + model + workspace);
        assertThat(bytes(8192, 24, 1000, settings(8, SolverKind.TUNED), false, 3))
                .isEqualTo(8 * 1000 + 4 * 24 + 16 * 8192 + (2 + 24 + 4) * 8L * 24 * 24 * 26);
    }

    @Test
    void bytes_pastTwoToThe31_doesNotWrap() {
        assertThat(bytes(
                        Integer.MAX_VALUE,
                        Integer.MAX_VALUE,
                        Integer.MAX_VALUE,
                        settings(4096, SolverKind.TUNED),
                        false,
                        1))
                .isGreaterThan(4L * 4096 * 2 * Integer.MAX_VALUE);
    }
}
