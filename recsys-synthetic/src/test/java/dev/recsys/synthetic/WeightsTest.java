package dev.recsys.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsTest {
    /** Sums of doubles depend on how they are grouped, so the borders tell whether they were added one by one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 17, 52, 1_000, 20_000})
    void pick_onTheBorders_followsSumsFromLeftToRight(int count) {
        SplittableRandom random = new SplittableRandom(7);
        double[] weights = random.doubles(count).toArray();
        double[] sums = weights.clone();
        for (int i = 1; i < count; i++) {
            sums[i] = sums[i - 1] + weights[i];
        }
        Weights drawn = new Weights(weights);
        for (int i = 0; i < count - 1; i++) {
            double uniform = sums[i] / sums[count - 1];
            int expected = uniform * sums[count - 1] < sums[i] ? i : i + 1;
            assertThat(drawn.pick(uniform)).as("the place at border %d", i).isEqualTo(expected);
        }
        assertThat(drawn.pick(0)).isZero();
        assertThat(drawn.pick(Math.nextDown(1.0))).isEqualTo(count - 1);
    }
}
