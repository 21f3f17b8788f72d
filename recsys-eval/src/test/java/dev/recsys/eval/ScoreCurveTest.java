package dev.recsys.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreCurveTest {
    private static ScoreCurve curve(double[] positives, double... negatives) {
        ScoreCurve curve = new ScoreCurve(positives);
        Arrays.stream(negatives).forEach(curve::addNegative);
        return curve;
    }

    @Test
    void auc_fiveCases_countsWinsAndHalfATie() {
        // 0.9 beats all three; 0.4 loses, ties and wins.
        ScoreCurve curve = curve(new double[] {0.9, 0.4}, 0.5, 0.4, 0.1);
        assertThat(curve.auc()).isEqualTo(4.5 / 6);
        assertThat(curve.f1AtHalf()).isEqualTo(2.0 / (1 + 1 + 2));
        // From 0.9 on: one hit and no false alarm; from 0.4 on: two and two, which is no better.
        assertThat(curve.bestF1()).containsExactly(2.0 / 3, 0.9);
    }

    @Test
    void auc_endsOfTheScale_areExact() {
        assertThat(curve(new double[] {1}, 0).auc()).isEqualTo(1);
        assertThat(curve(new double[] {0}, 1).auc()).isZero();
        assertThat(curve(new double[] {-0.0}, 0.0).auc()).isEqualTo(0.5);
        double least = Double.NEGATIVE_INFINITY;
        ScoreCurve absent = curve(new double[] {least, least}, least, 0.5);
        assertThat(absent.auc()).isEqualTo(0.25);
        assertThat(absent.f1AtHalf()).isZero();
        assertThat(absent.bestF1()).containsExactly(4.0 / 6, least);
        assertThat(curve(new double[] {0.5}, 0.49).f1AtHalf()).isEqualTo(1);
        assertThat(curve(new double[] {0.5}).isComplete()).isFalse();
        assertThat(curve(new double[0], 0.5).isComplete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void figures_randomScoresWithTies_equalThePlainDefinition(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] positives =
                random.doubles(50).map(d -> Math.round(d * 30) / 30.0).toArray();
        double[] negatives =
                random.doubles(400).map(d -> Math.round(d * d * 30) / 30.0).toArray();
        double wins = 0;
        for (double positive : positives) {
            for (double negative : negatives) {
                wins += positive > negative ? 1 : positive == negative ? 0.5 : 0;
            }
        }
        ScoreCurve curve = curve(positives, negatives);
        assertThat(curve.auc()).isCloseTo(wins / (50 * 400), within(1e-14));
        double best = 0;
        for (int threshold = 0; threshold <= 30; threshold++) {
            best = Math.max(best, f1(positives, negatives, threshold / 30.0));
        }
        assertThat(curve.f1AtHalf()).isCloseTo(f1(positives, negatives, 0.5), within(1e-14));
        assertThat(curve.bestF1()[0]).isCloseTo(best, within(1e-14));
        assertThat(f1(positives, negatives, curve.bestF1()[1])).isCloseTo(best, within(1e-14));
    }

    @Test
    void points_smallCase_areHandComputed() {
        // By score: one who added, one who did not, two tied of each kind, one who did not.
        ScoreCurve curve = curve(new double[] {0.9, 0.5}, 0.7, 0.5, 0.1);
        assertThat(curve.points())
                .containsExactly(
                        new OperatingPoint(0, 0, 1),
                        new OperatingPoint(0.5, 0, 1),
                        new OperatingPoint(0.5, 1 / 3.0, 0.5),
                        new OperatingPoint(1, 2 / 3.0, 0.5),
                        new OperatingPoint(1, 1, 0.4));
    }

    @Test
    void points_manyScores_areFewAndKeepTheArea() {
        SplittableRandom random = new SplittableRandom(7);
        double[] positives = random.doubles(3000).map(Math::sqrt).toArray();
        ScoreCurve curve = curve(positives, random.doubles(9000).toArray());
        List<OperatingPoint> points = curve.points();
        double area = 0;
        for (int i = 1; i < points.size(); i++) {
            OperatingPoint before = points.get(i - 1);
            OperatingPoint point = points.get(i);
            assertThat(point.recall()).isGreaterThanOrEqualTo(before.recall());
            area += (point.falsePositiveRate() - before.falsePositiveRate()) * (point.recall() + before.recall()) / 2;
        }
        assertThat(points).hasSizeLessThanOrEqualTo(52);
        assertThat(area).isCloseTo(curve.auc(), within(0.002));
    }

    private static double f1(double[] positives, double[] negatives, double threshold) {
        double hits = Arrays.stream(positives).filter(s -> s >= threshold).count();
        double offers =
                hits + Arrays.stream(negatives).filter(s -> s >= threshold).count();
        double precision = hits / offers;
        double recall = hits / positives.length;
        return hits == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }
}
