package dev.recsys.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Average precision, log-loss and Brier score against their definitions on random cases with ties. */
class LossTallyTest {
    @Test
    void averagePrecision_randomCasesWithTies_isTheSumOverThresholds() {
        Random random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            int size = 2 + random.nextInt(20);
            double[] scores =
                    random.doubles(size).map(x -> Math.rint(x * 5) / 5).toArray();
            boolean[] isTrue = new boolean[size];
            for (int j = 0; j < size; j++) {
                isTrue[j] = random.nextBoolean();
            }
            isTrue[0] = true;
            ScoreCurve curve = new ScoreCurve(IntStream.range(0, size)
                    .filter(j -> isTrue[j])
                    .mapToDouble(j -> scores[j])
                    .toArray());
            IntStream.range(0, size).filter(j -> !isTrue[j]).forEach(j -> curve.addNegative(scores[j]));
            assertThat(curve.averagePrecision())
                    .as("case %d", i)
                    .isEqualTo(byDefinition(scores, isTrue), within(1e-12));
        }
    }

    private static double byDefinition(double[] scores, boolean[] isTrue) {
        double[] thresholds = Arrays.stream(scores).distinct().sorted().toArray();
        long all = IntStream.range(0, scores.length).filter(j -> isTrue[j]).count();
        double sum = 0;
        double recallBefore = 0;
        for (int t = thresholds.length - 1; t >= 0; t--) {
            double threshold = thresholds[t];
            long taken =
                    Arrays.stream(scores).filter(score -> score >= threshold).count();
            long hits = IntStream.range(0, scores.length)
                    .filter(j -> isTrue[j] && scores[j] >= threshold)
                    .count();
            double recall = (double) hits / all;
            sum += (recall - recallBefore) * hits / taken;
            recallBefore = recall;
        }
        return sum;
    }

    @Test
    void losses_threeCells_areThoseByHand() {
        LossTally tally = new LossTally();
        tally.add(0.8, true);
        tally.add(0.3, false);
        tally.add(0.5, true);
        assertThat(tally.logLoss()).isEqualTo(-(Math.log(0.8) + Math.log(0.7) + Math.log(0.5)) / 3, within(1e-9));
        assertThat(tally.brier()).isEqualTo((0.04 + 0.09 + 0.25) / 3, within(1e-9));
    }

    @Test
    void losses_certainAndWrong_areFinite() {
        LossTally tally = new LossTally();
        tally.add(Double.NEGATIVE_INFINITY, true);
        assertThat(tally.logLoss()).isEqualTo(50 * Math.log(2), within(1e-6));
        assertThat(tally.brier()).isEqualTo(1);
        assertThat(new LossTally().logLoss()).isNaN();
    }
}
