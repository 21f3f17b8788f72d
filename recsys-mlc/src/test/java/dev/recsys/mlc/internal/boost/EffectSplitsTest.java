package dev.recsys.mlc.internal.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.mlc.internal.columns.BinMatrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EffectSplitsTest {
    private static final int ROWS = 400;
    private static final int LEAST = 10;

    private final SplittableRandom random = new SplittableRandom(3);
    private final boolean[] outcomes = new boolean[ROWS];
    private final boolean[] treated = new boolean[ROWS];
    private final float[] weights = new float[ROWS];
    private final EffectRows rows = new EffectRows(outcomes, treated, weights);

    private BinMatrix draw(int bins, boolean isCategorical, IntPredicate isMoved) {
        int[][] cells = new int[ROWS][1];
        for (int row = 0; row < ROWS; row++) {
            cells[row][0] = random.nextInt(bins);
            treated[row] = random.nextBoolean();
            weights[row] = 0.5f + random.nextInt(4) / 2f;
            double rate = 0.3 + (treated[row] && isMoved.test(cells[row][0]) ? 0.5 : 0);
            outcomes[row] = random.nextDouble() < rate;
        }
        return BinMatrix.of(cells, new boolean[] {isCategorical});
    }

    private double worth(IntPredicate isIn) {
        double[] all = new double[2];
        double[] yes = new double[2];
        int[] counts = new int[2];
        for (int row = 0; row < ROWS; row++) {
            if (isIn.test(row)) {
                int arm = treated[row] ? 1 : 0;
                counts[arm]++;
                all[arm] += weights[row];
                yes[arm] += outcomes[row] ? weights[row] : 0;
            }
        }
        if (counts[0] < LEAST || counts[1] < LEAST) {
            return Double.NEGATIVE_INFINITY;
        }
        double effect = yes[1] / all[1] - yes[0] / all[0];
        return (all[0] + all[1]) / 2 * effect * effect;
    }

    private double gain(IntPredicate isLeft) {
        return worth(isLeft) + worth(isLeft.negate()) - worth(row -> true);
    }

    private Split best(BinMatrix matrix) {
        int[] all = IntStream.range(0, ROWS).toArray();
        return new EffectSplits(matrix, rows, LEAST).best(all, new int[] {0});
    }

    @Test
    void best_ofNumbersWithMissingOnes_isThatOfAllEdgesTriedOneByOne() {
        for (int repeat = 0; repeat < 20; repeat++) {
            int edge = 2 + repeat % 5;
            BinMatrix matrix = draw(8, false, bin -> bin >= edge || (bin == 0 && edge % 2 == 0));
            double most = 0;
            for (int last = 1; last < 7; last++) {
                int to = last;
                most = Math.max(most, gain(row -> matrix.bin(row, 0) >= 1 && matrix.bin(row, 0) <= to));
                most = Math.max(most, gain(row -> matrix.bin(row, 0) <= to));
            }
            Split split = best(matrix);
            assertThat(split.gain()).isCloseTo(most, within(1e-9));
            assertThat(gain(row -> Split.contains(split.left(), 0, matrix.bin(row, 0))))
                    .isCloseTo(most, within(1e-9));
        }
    }

    @Test
    void best_ofCategories_partsThoseMovedFromTheOthers() {
        BinMatrix matrix = draw(5, true, bin -> bin == 1 || bin == 4);
        Split split = best(matrix);
        assertThat(Arrays.stream(new int[] {0, 2, 3}).filter(bin -> Split.contains(split.left(), 0, bin)))
                .containsExactly(0, 2, 3);
        assertThat(Split.contains(split.left(), 0, 1)).isFalse();
        assertThat(Split.contains(split.left(), 0, 4)).isFalse();
        assertThat(gain(row -> Split.contains(split.left(), 0, matrix.bin(row, 0))))
                .isCloseTo(split.gain(), within(1e-9));
    }

    @Test
    void best_tooFewRowsOfAnArm_isNone() {
        BinMatrix matrix = draw(4, false, bin -> bin > 2);
        int[] few = IntStream.range(0, ROWS).filter(row -> !treated[row]).toArray();
        assertThat(new EffectSplits(matrix, rows, LEAST).best(few, new int[] {0}))
                .isNull();
    }
}
