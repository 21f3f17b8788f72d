package dev.recsys.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.eval.Reliability.Decile;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ReliabilityTest {
    private static final Offset<Double> UNIT = within(1e-12);

    @Test
    void reliability_twentyCustomers_areTwoADecile() {
        // Decile d has the scores 0.02 · 2d + 0.01 and 0.02 · (2d + 1) + 0.01; the second of each of the last three
        // adds.
        ReliabilityTally tally = new ReliabilityTally();
        for (int i = 0; i < 20; i++) {
            tally.add(0.02 * i + 0.01, i % 2 == 1 && i > 14);
        }
        Reliability reliability = tally.reliability();
        double error = 0;
        for (int d = 0; d < 10; d++) {
            Decile decile = reliability.deciles().get(d);
            assertThat(decile.customers()).isEqualTo(2);
            assertThat(decile.meanScore()).isEqualTo(0.04 * d + 0.02, UNIT);
            assertThat(decile.additionShare()).isEqualTo(d > 6 ? 0.5 : 0);
            error += Math.abs(0.04 * d + 0.02 - (d > 6 ? 0.5 : 0)) / 10;
        }
        assertThat(reliability.expectedError()).isEqualTo(error, UNIT);
        // 0.02 + … + 0.26 in the first seven, 0.5 − 0.30, 0.5 − 0.34, 0.5 − 0.38 in the others.
        assertThat(error).isEqualTo((0.98 + 0.2 + 0.16 + 0.12) / 10, UNIT);
    }

    @Test
    void reliability_equalScores_stayInTheDecileOfTheirMiddle() {
        ReliabilityTally tally = new ReliabilityTally();
        for (int i = 0; i < 6; i++) {
            tally.add(0.01, i == 0);
        }
        for (int i = 0; i < 4; i++) {
            tally.add(0.5, i < 3);
        }
        // The middle of the six stands at 3 tenths, that of the four at 8.
        Reliability reliability = tally.reliability();
        assertThat(reliability.deciles().get(3).customers()).isEqualTo(6);
        assertThat(reliability.deciles().get(3).meanScore()).isEqualTo(0.01, UNIT);
        assertThat(reliability.deciles().get(3).additionShare()).isEqualTo(1.0 / 6);
        assertThat(reliability.deciles().get(8)).isEqualTo(new Decile(4, 0.5, 0.75, 1.5 / 8)); // of four, 2 ± 0.75
        assertThat(reliability.deciles().stream().mapToLong(Decile::customers).sum())
                .isEqualTo(10);
        assertThat(reliability.expectedError()).isEqualTo(0.6 * (1.0 / 6 - 0.01) + 0.4 * 0.25, UNIT);
    }

    @Test
    void reliability_endsOfTheScale_areExact() {
        ReliabilityTally tally = new ReliabilityTally();
        tally.add(0, false);
        tally.add(Double.NEGATIVE_INFINITY, false);
        tally.add(1, true);
        tally.add(2, true);
        assertThat(tally.reliability().expectedError()).isZero();
        assertThat(new ReliabilityTally().reliability().deciles()).isEmpty();
        assertThat(Reliability.none().expectedError()).isNaN();
    }

    @Test
    void reliability_manyScores_isThatOfSortingThem() {
        SplittableRandom random = new SplittableRandom(3);
        int count = 20_000;
        List<double[]> cases = new ArrayList<>();
        ReliabilityTally tally = new ReliabilityTally();
        for (int i = 0; i < count; i++) {
            double p = Math.exp(-12 * random.nextDouble());
            double taken = random.nextDouble() < 2 * p / (1 + p) ? 1 : 0;
            cases.add(new double[] {p, taken});
        }
        cases.forEach(c -> tally.add(c[0], c[1] == 1));
        double expected = tally.reliability().expectedError();
        Collections.shuffle(cases, new java.util.Random(1));
        ReliabilityTally shuffled = new ReliabilityTally();
        cases.forEach(c -> shuffled.add(c[0], c[1] == 1));
        assertThat(shuffled.reliability()).isEqualTo(tally.reliability());
        cases.sort((a, b) -> Double.compare(a[0], b[0]));
        double error = 0;
        for (int d = 0; d < 10; d++) {
            double gap = 0;
            for (double[] each : cases.subList(count / 10 * d, count / 10 * (d + 1))) {
                gap += each[0] - each[1];
            }
            error += Math.abs(gap) / count;
        }
        assertThat(error).isGreaterThan(0.02);
        assertThat(expected).isCloseTo(error, within(0.0005));
    }

    /** 2²³ customers of score 1 in one decile are as many units as a long holds. */
    @Test
    void reliability_tenMillionCertainCustomers_doNotOverflow() {
        ReliabilityTally tally = new ReliabilityTally();
        for (int i = 0; i < 10_000_000; i++) {
            tally.add(1, i % 4 > 0);
        }
        Reliability reliability = tally.reliability();
        Decile decile = reliability.deciles().get(5);
        assertThat(decile.customers()).isEqualTo(10_000_000);
        assertThat(decile.meanScore()).isEqualTo(1);
        assertThat(reliability.expectedError()).isEqualTo(0.25);
    }

    @Test
    void tally_ofAll_isThatOfAllCustomersTogether() {
        SplittableRandom random = new SplittableRandom(9);
        List<ReliabilityTally> parts = List.of(new ReliabilityTally(), new ReliabilityTally(), new ReliabilityTally());
        ReliabilityTally whole = new ReliabilityTally();
        for (int i = 0; i < 3000; i++) {
            double score = random.nextDouble();
            boolean taken = random.nextDouble() < score;
            parts.get(random.nextInt(3)).add(score, taken);
            whole.add(score, taken);
        }
        assertThat(ReliabilityTally.ofAll(parts).reliability()).isEqualTo(whole.reliability());
    }

    @Test
    void wideSums_randomNumbers_areThoseOfBigIntegers() {
        SplittableRandom random = new SplittableRandom(4);
        WideSums sums = new WideSums(2);
        WideSums added = new WideSums(1);
        BigInteger expected = BigInteger.ZERO;
        for (int i = 0; i < 1000; i++) {
            long number = random.nextLong() >>> (1 + random.nextInt(62));
            sums.add(1, number);
            added.addAll(0, sums, 1);
            expected = expected.add(BigInteger.valueOf(number));
        }
        assertThat(expected.bitLength()).isGreaterThan(64); // more than a long holds
        assertThat(sums.get(1)).isEqualTo(expected.doubleValue(), within(expected.doubleValue() * 0x1p-52));
        assertThat(sums.get(0)).isZero();
        assertThat(added.get(0)).isGreaterThan(sums.get(1));
    }

    @Test
    void reliability_badValues_areRefused() {
        assertThatThrownBy(() -> new Reliability(List.of(new Decile(1, 0.5, 0.5, 0))))
                .hasMessage("there must be 10 deciles or none, but there are 1");
        assertThatThrownBy(() -> new Decile(-1, 0.5, 0.5, 0)).hasMessage("customers must be at least 0, but was -1");
        assertThatThrownBy(() -> new Decile(1, 1.5, 0.5, 0)).hasMessageContaining("meanScore");
        assertThatThrownBy(() -> new Decile(1, 0.5, Double.NaN, 0)).hasMessageContaining("additionShare");
        assertThatThrownBy(() -> new Decile(1, 0.5, 0.5, -0.1)).hasMessageContaining("chanceGap");
    }

    @Test
    void chanceError_oneCustomerADecile_isHandComputed() {
        ReliabilityTally tally = new ReliabilityTally();
        double error = 0;
        for (int i = 0; i < 10; i++) {
            double p = 0.1 * i + 0.05;
            tally.add(p, true);
            error += 2 * p * (1 - p) / 10; // 1 − p away with probability p, p away with 1 − p
        }
        assertThat(tally.reliability().chanceError()).isEqualTo(error, UNIT);
        assertThat(Reliability.none().chanceError()).isNaN();
    }

    /** What the scores themselves say, drawn a thousand times, shows on average the error by chance. */
    @Test
    void chanceError_additionsDrawnFromTheScores_isTheirMeanError() {
        SplittableRandom random = new SplittableRandom(5);
        double[] scores = random.doubles(3000).map(u -> Math.exp(-8 * u)).toArray();
        double sum = 0;
        double squares = 0;
        double told = 0;
        for (int draw = 0; draw < 1000; draw++) {
            ReliabilityTally tally = new ReliabilityTally();
            for (double score : scores) {
                tally.add(score, random.nextDouble() < score);
            }
            double error = tally.reliability().expectedError();
            sum += error;
            squares += error * error;
            told = tally.reliability().chanceError(); // the same in each draw
        }
        double mean = sum / 1000;
        double standardError = Math.sqrt((squares / 1000 - mean * mean) / 1000);
        assertThat(standardError).isLessThan(0.02 * mean);
        assertThat(told).isCloseTo(mean, within(4 * standardError));
    }
}
