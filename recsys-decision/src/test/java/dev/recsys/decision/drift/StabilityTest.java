package dev.recsys.decision.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StabilityTest {
    private static FeatureTable numbers(float... values) {
        return FeatureTable.builder(values.length).numeric("points", values).build();
    }

    @Test
    void of_tenRows_isTheHandComputation() {
        // Deciles of the reference are 1 to 9 and all but the first and last bin hold one row. Later, all ten are 10.
        FeatureTable reference = numbers(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        FeatureTable later = numbers(10, 10, 10, 10, 10, 10, 10, 10, 10, 10);
        // Ten bins are filled: half a row is added to each of them, so shares are out of 15.
        double psi = 9 * (0.5 / 15 - 1.5 / 15) * Math.log(0.5 / 1.5) + (10.5 / 15 - 1.5 / 15) * Math.log(10.5 / 1.5);
        Stability found = Stability.of(reference, later).get(0);
        assertThat(found.column()).isEqualTo("points");
        assertThat(found.psi()).isCloseTo(psi, within(1e-12));
        assertThat(found.byChance()).isCloseTo(9 * (0.1 + 0.1), within(1e-12));
        assertThat(Stability.of(reference, reference).get(0).psi()).isZero();
    }

    @Test
    void of_randomNumbers_isWhatCountingSays() {
        Random random = new Random(3);
        for (int round = 0; round < 100; round++) {
            float[] before = values(random, 5 + random.nextInt(300), 0);
            float[] after = values(random, 5 + random.nextInt(300), random.nextInt(3));
            assertThat(Stability.of(numbers(before), numbers(after)).get(0).psi())
                    .as("round %d", round)
                    .isCloseTo(counted(before, after), within(1e-9));
        }
    }

    private static float[] values(Random random, int size, int shift) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextInt(8) == 0 ? Float.NaN : shift + random.nextInt(40) / 4f;
        }
        values[0] = shift;
        return values;
    }

    private static double counted(float[] before, float[] after) {
        float[] known = new float[before.length];
        int count = 0;
        for (float value : before) {
            if (!Float.isNaN(value)) {
                known[count++] = value;
            }
        }
        float[] sorted = Arrays.copyOf(known, count);
        Arrays.sort(sorted);
        TreeSet<Float> edges = new TreeSet<>();
        for (int decile = 1; decile < 10; decile++) {
            edges.add(sorted[decile * (count - 1) / 10]);
        }
        double[][] shares = new double[2][edges.size() + 2];
        int place = 0;
        for (float[] values : List.of(before, after)) {
            for (float value : values) {
                int bin = Float.isNaN(value) ? 0 : 1 + edges.headSet(value).size();
                shares[place][bin]++;
            }
            place++;
        }
        int filled = 0;
        for (int bin = 0; bin < shares[0].length; bin++) {
            filled += shares[0][bin] + shares[1][bin] > 0 ? 1 : 0;
        }
        double psi = 0;
        for (int bin = 0; bin < shares[0].length; bin++) {
            if (shares[0][bin] + shares[1][bin] > 0) {
                double p = (shares[0][bin] + 0.5) / (before.length + 0.5 * filled);
                double q = (shares[1][bin] + 0.5) / (after.length + 0.5 * filled);
                psi += (q - p) * Math.log(q / p);
            }
        }
        return psi;
    }

    @Test
    void of_categories_countsEach() {
        IdIndex jobs = IdIndex.of(List.of("a", "b"));
        int[] codes = new int[100];
        int[] others = new int[100];
        for (int row = 0; row < 100; row++) {
            codes[row] = row < 50 ? 0 : 1;
            others[row] = row < 80 ? 0 : 1;
        }
        FeatureTable reference =
                FeatureTable.builder(100).categorical("job", jobs, codes).build();
        FeatureTable later =
                FeatureTable.builder(100).categorical("job", jobs, others).build();
        double psi = (80.5 - 50.5) / 101 * Math.log(80.5 / 50.5) + (20.5 - 50.5) / 101 * Math.log(20.5 / 50.5);
        assertThat(Stability.of(reference, later).get(0).psi()).isCloseTo(psi, within(1e-12));
    }

    @Test
    void of_tablesThatDoNotFit_areRefused() {
        FeatureTable other =
                FeatureTable.builder(1).numeric("age", new float[] {1}).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stability.of(other, numbers(1)))
                .withMessageContaining("later must have the column \"age\" of reference");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stability.of(other, numbers()))
                .withMessageContaining("later must have a row");
    }
}
