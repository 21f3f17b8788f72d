package dev.recsys.eval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Weights of users in samples, counted four to a word. */
class SampleWeightsTest {
    private static final int SAMPLES = 128;

    @Test
    void sums_moreUsersThanALaneHolds_areThoseOfTheWeights() {
        SampleWeights drawn = new SampleWeights(SAMPLES, 2);
        double[] weights = new double[SAMPLES];
        double[] all = new double[SAMPLES];
        double[] even = new double[SAMPLES];
        int users = 20_001;
        for (int user = 0; user < users; user++) {
            drawn.draw(user * 977L);
            drawn.unpack(weights);
            drawn.count(0);
            if (user % 2 == 0) {
                drawn.count(1);
            }
            for (int sample = 0; sample < SAMPLES; sample++) {
                all[sample] += weights[sample];
                even[sample] += user % 2 == 0 ? weights[sample] : 0;
            }
        }
        assertThat(drawn.sums(0)).isEqualTo(all);
        assertThat(drawn.sums(1)).isEqualTo(even);
        for (double sum : all) {
            assertThat(sum / users)
                    .as("a mean of 1, within six standard errors")
                    .isBetween(0.957, 1.043);
        }
    }

    @Test
    void weights_drawn_areOfAPoissonDistribution() {
        SampleWeights drawn = new SampleWeights(SAMPLES, 1);
        double[] weights = new double[SAMPLES];
        int[] counts = new int[13];
        for (int user = 0; user < 10_000; user++) {
            drawn.draw(-user * 31L);
            drawn.unpack(weights);
            for (double weight : weights) {
                counts[(int) weight]++;
            }
        }
        double probability = Math.exp(-1);
        for (int weight = 0; weight < 5; weight++) {
            double expected = 1.28e6 * probability;
            assertThat((double) counts[weight]).isBetween(expected - 6e3, expected + 6e3);
            probability /= weight + 1;
        }
    }
}
