package dev.recsys.decision.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.decision.drift.Distribution.Comparison;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Index and test against values worked out by hand. */
class DistributionTest {
    @Test
    void categories_ofTwoSamples_haveTheIndexAndTheTestWorkedOutByHand() {
        Comparison found = Distribution.ofCategories(Map.of("a", 60, "b", 40), 0)
                .compare(Distribution.ofCategories(Map.of("a", 40, "b", 60), 0));
        // Shares with half a count more: 60.5 / 101 and 40.5 / 101.
        assertThat(found.psi()).isCloseTo(2 * (20.0 / 101) * Math.log(60.5 / 40.5), within(1e-12));
        assertThat(found.noise()).isCloseTo(0.02, within(1e-12));
        // 50 expected in each of four cells, each off by 10: 4 * 100 / 50 = 8.
        assertThat(found.chance()).isCloseTo(Tails.chiSquare(8, 1), within(1e-15));
        assertThat(found.distance()).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void categories_missingAndRare_areBinsOfTheirOwn() {
        Comparison found = Distribution.ofCategories(Map.of("a", 90, "b", 1, "c", 2), 7)
                .compare(Distribution.ofCategories(Map.of("a", 80, "d", 3), 17));
        // Bins: missing 7 and 17, a 90 and 80, the rare ones together 3 and 3.
        double psi = (17.5 - 7.5) / 101.5 * Math.log(17.5 / 7.5) + (80.5 - 90.5) / 101.5 * Math.log(80.5 / 90.5);
        assertThat(found.psi()).isCloseTo(psi, within(1e-12));
        assertThat(found.chance()).isCloseTo(Tails.chiSquare(2 * 25 / 12.0 + 2 * 25 / 85.0, 2), within(1e-12));
    }

    @Test
    void numbers_ofTwoSamples_haveTheDistanceWorkedOutByHand() {
        Comparison found = Distribution.ofNumbers(new float[] {1, 2, 3, Float.NaN})
                .compare(Distribution.ofNumbers(new float[] {2, 4, 4, 5}));
        // Missing first: 1/4 against 0; after 1 2/4 against 0; after 2 3/4 against 1/4; after 3 all against 1/4.
        assertThat(found.distance()).isCloseTo(0.75, within(1e-12));
        assertThat(found.chance()).isCloseTo(Tails.kolmogorov(0.75, 4, 4), within(1e-15));
    }

    @Test
    void numbers_shiftedByADecile_haveTheIndexOfTheirBins() {
        float[] before = new float[1000];
        float[] after = new float[1000];
        for (int i = 0; i < 1000; i++) {
            before[i] = i;
            after[i] = i + 100;
        }
        Comparison found = Distribution.ofNumbers(before).compare(Distribution.ofNumbers(after));
        // One decile empties into the last: (0.1)(ln of 100.5 / 0.5) and (0.1) ln 2, but for the smoothing.
        assertThat(found.psi()).isCloseTo(0.1 * Math.log(201) + 0.1 * Math.log(2), within(0.01));
        assertThat(found.distance()).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void samples_ofOneDistribution_haveAnIndexOfNoise() {
        SplittableRandom random = new SplittableRandom(5);
        double sum = 0;
        int significant = 0;
        for (int trial = 0; trial < 400; trial++) {
            float[][] two = new float[2][500];
            for (float[] one : two) {
                for (int i = 0; i < one.length; i++) {
                    one[i] = (float) random.nextDouble();
                }
            }
            Comparison found = Distribution.ofNumbers(two[0]).compare(Distribution.ofNumbers(two[1]));
            sum += found.psi() / found.noise();
            significant += found.chance() < 0.05 ? 1 : 0;
        }
        assertThat(sum / 400).isCloseTo(1, within(0.1));
        assertThat(significant / 400.0).isCloseTo(0.05, within(0.03));
    }

    @Test
    void columns_withoutRowsOrValues_doNotDiffer() {
        Distribution none = Distribution.ofNumbers(new float[0]);
        assertThat(none.compare(Distribution.ofNumbers(new float[] {1}))).isEqualTo(new Comparison(0, 0, 0, 1));
        Comparison missing = Distribution.ofNumbers(new float[] {Float.NaN, Float.NaN})
                .compare(Distribution.ofNumbers(new float[] {Float.NaN}));
        assertThat(missing.psi()).isZero();
        assertThat(missing.chance()).isEqualTo(1);
    }
}
