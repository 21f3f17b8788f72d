package dev.recsys.mlc.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreFiguresTest {
    private static final double CLOSE = 1e-12;

    @Test
    void of_tenRows_isTheHandComputation() {
        // points 1..10, bad are those of 1, 2 and 4
        double[] points = {3, 1, 2, 4, 5, 6, 7, 8, 9, 10};
        boolean[] isBad = {false, true, true, true, false, false, false, false, false, false};
        double[] probabilities = {0.5, 0.9, 0.8, 0.4, 0.3, 0.2, 0.1, 0.1, 0.1, 0.1};
        ScoreFigures figures = ScoreFigures.of(points, probabilities, isBad);
        // Of 3 · 7 pairs all are in order but that of 4 (bad) and 3 (good).
        assertThat(figures.auc()).isCloseTo(20.0 / 21, within(CLOSE));
        assertThat(figures.gini()).isCloseTo(19.0 / 21, within(CLOSE));
        // At most 4 points: all bads, one of seven goods.
        assertThat(figures.ks()).isCloseTo(6.0 / 7, within(CLOSE));
        double logs = Math.log(0.9)
                + Math.log(0.8)
                + Math.log(0.4)
                + Math.log(0.5)
                + Math.log(0.7)
                + Math.log(0.8)
                + 4 * Math.log(0.9);
        assertThat(figures.logLoss()).isCloseTo(-logs / 10, within(CLOSE));
        assertThat(figures.deciles()).hasSize(10);
        assertThat(figures.deciles().get(0)).isEqualTo(new ScoreFigures.Decile(1, 1, 1, 1, 1, 0.9, 1 / 0.3, 1.0 / 3));
        assertThat(figures.deciles().get(2).lift()).isZero();
        assertThat(figures.deciles().get(3).gain()).isCloseTo(1, within(CLOSE));
    }

    @Test
    void of_ties_areShared() {
        // Three rows of one score reach over the border at row 1: the first decile gets a third of their bads.
        double[] points = {5, 5, 5, 6, 7, 8, 9, 10, 11, 12};
        boolean[] isBad = {true, true, false, false, false, false, false, false, false, false};
        ScoreFigures figures = ScoreFigures.of(points, new double[10], isBad);
        for (int decile = 0; decile < 3; decile++) {
            assertThat(figures.deciles().get(decile).bads()).isCloseTo(2.0 / 3, within(CLOSE));
            assertThat(figures.deciles().get(decile).lift()).isCloseTo(10.0 / 3, within(CLOSE));
        }
        assertThat(figures.auc()).isCloseTo((2 * 7 + 2 * 0.5) / 16, within(CLOSE));
        assertThat(figures.ks()).isCloseTo(1 - 1.0 / 8, within(CLOSE));
    }

    @Test
    void of_randomRows_isWhatCountingSays() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            int rows = 2 + random.nextInt(60);
            double[] points = new double[rows];
            double[] probabilities = new double[rows];
            boolean[] isBad = new boolean[rows];
            for (int row = 0; row < rows; row++) {
                points[row] = random.nextInt(12);
                probabilities[row] = random.nextDouble();
                isBad[row] = random.nextInt(3) == 0;
            }
            isBad[0] = true;
            isBad[1] = false;
            ScoreFigures figures = ScoreFigures.of(points, probabilities, isBad);
            assertThat(figures.auc()).as("round %d", round).isCloseTo(auc(points, isBad), within(CLOSE));
            assertThat(figures.ks()).as("round %d", round).isCloseTo(ks(points, isBad), within(CLOSE));
            double bads = 0;
            for (int decile = 0; decile < 10; decile++) {
                double[] counted = decile(points, probabilities, isBad, decile);
                bads += counted[0];
                ScoreFigures.Decile found = figures.deciles().get(decile);
                assertThat(found.bads()).as("round %d", round).isCloseTo(counted[0], within(1e-9));
                assertThat(found.expectedRate()).isCloseTo(counted[1] / (rows / 10.0), within(1e-9));
                assertThat(found.lift())
                        .isCloseTo(counted[0] / (rows / 10.0) / ((double) figures.bads() / rows), within(1e-9));
                assertThat(found.gain()).isCloseTo(bads / figures.bads(), within(1e-9));
            }
        }
    }

    private static double auc(double[] points, boolean[] isBad) {
        double wins = 0;
        double pairs = 0;
        for (int bad = 0; bad < points.length; bad++) {
            for (int good = 0; good < points.length; good++) {
                if (isBad[bad] && !isBad[good]) {
                    pairs++;
                    wins += points[bad] < points[good] ? 1 : points[bad] == points[good] ? 0.5 : 0;
                }
            }
        }
        return wins / pairs;
    }

    private static double ks(double[] points, boolean[] isBad) {
        double greatest = 0;
        for (double limit : points) {
            double[] below = new double[2];
            double[] all = new double[2];
            for (int row = 0; row < points.length; row++) {
                int kind = isBad[row] ? 1 : 0;
                all[kind]++;
                below[kind] += points[row] <= limit ? 1 : 0;
            }
            greatest = Math.max(greatest, Math.abs(below[1] / all[1] - below[0] / all[0]));
        }
        return greatest;
    }

    /** Bads and probabilities of a decile: each row lies anywhere in its tie alike. */
    private static double[] decile(double[] points, double[] probabilities, boolean[] isBad, int decile) {
        double from = decile * points.length / 10.0;
        double to = (decile + 1) * points.length / 10.0;
        double[] sums = new double[2];
        for (int row = 0; row < points.length; row++) {
            double less = 0;
            double same = 0;
            for (double other : points) {
                less += other < points[row] ? 1 : 0;
                same += other == points[row] ? 1 : 0;
            }
            double share = Math.max(0, Math.min(to, less + same) - Math.max(from, less)) / same;
            sums[0] += isBad[row] ? share : 0;
            sums[1] += share * probabilities[row];
        }
        return sums;
    }

    @Test
    void of_wrongValues_areRefused() {
        double[] two = {1, 2};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoreFigures.of(two, two, new boolean[] {true, false}))
                .withMessageContaining("each of badProbabilities");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoreFigures.of(two, new double[2], new boolean[2]))
                .withMessageContaining("0 of 2 rows are bad");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoreFigures.of(two, new double[2], new boolean[3]))
                .withMessageContaining("must be of one length");
    }
}
