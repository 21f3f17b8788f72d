package dev.recsys.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Estimates from synthetic logs, where the truth is known by adding up. */
class OffPolicyReportTest {
    private static final int PLACES = 5;
    private static final int OFFERS = 3;
    private static final double[][] REWARDS = new double[PLACES][OFFERS]; // the probability that an offer is taken
    private static final double[][] LOGGING = new double[PLACES][OFFERS];
    private static final double[][] TARGET = new double[PLACES][OFFERS];

    static {
        Random random = new Random(7);
        for (int place = 0; place < PLACES; place++) {
            double logging = 0;
            double target = 0;
            for (int offer = 0; offer < OFFERS; offer++) {
                REWARDS[place][offer] = 0.05 + 0.6 * random.nextDouble();
                LOGGING[place][offer] = 0.2 + random.nextDouble();
                TARGET[place][offer] = 0.05 + REWARDS[place][offer] * REWARDS[place][offer];
                logging += LOGGING[place][offer];
                target += TARGET[place][offer];
            }
            for (int offer = 0; offer < OFFERS; offer++) {
                LOGGING[place][offer] /= logging;
                TARGET[place][offer] /= target;
            }
        }
    }

    private static double value(double[][] policy) {
        double value = 0;
        for (int place = 0; place < PLACES; place++) {
            for (int offer = 0; offer < OFFERS; offer++) {
                value += policy[place][offer] * REWARDS[place][offer] / PLACES;
            }
        }
        return value;
    }

    /** Decisions of the logging policy, with factors on what the log and the model of rewards say. */
    private static List<LoggedDecision> log(int count, long seed, double[][] propensities, double modelFactor) {
        Random random = new Random(seed);
        List<LoggedDecision> log = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int place = random.nextInt(PLACES);
            double draw = random.nextDouble();
            int offer = 0;
            while (offer < OFFERS - 1 && draw >= LOGGING[place][offer]) {
                draw -= LOGGING[place][offer++];
            }
            double modelled = 0;
            for (int other = 0; other < OFFERS; other++) {
                modelled += TARGET[place][other] * REWARDS[place][other] * modelFactor;
            }
            log.add(new LoggedDecision(
                    random.nextDouble() < REWARDS[place][offer] ? 1 : 0,
                    propensities[place][offer],
                    TARGET[place][offer],
                    REWARDS[place][offer] * modelFactor,
                    modelled));
        }
        return log;
    }

    private static int held(Function<OffPolicyReport, OffPolicyReport.Value> estimate) {
        int held = 0;
        for (int run = 0; run < 300; run++) {
            OffPolicyReport.Value value = estimate.apply(OffPolicyReport.of(log(1000, 100 + run, LOGGING, 0.8)));
            held += value.low() <= value(TARGET) && value(TARGET) <= value.high() ? 1 : 0;
        }
        return held;
    }

    @Test
    void estimates_ofAKnownPolicy_findItsValue() {
        assertThat(Math.abs(value(TARGET) - value(LOGGING))).isGreaterThan(0.05);
        OffPolicyReport report = OffPolicyReport.of(log(200_000, 1, LOGGING, 1));
        for (OffPolicyReport.Value estimate :
                List.of(report.inversePropensity(), report.selfNormalised(), report.doublyRobust())) {
            assertThat(estimate.standardError()).isLessThan(0.005);
            assertThat(estimate.mean()).isEqualTo(value(TARGET), within(4 * estimate.standardError()));
        }
        assertThat(report.doublyRobust().standardError())
                .isLessThan(report.inversePropensity().standardError());
        assertThat(report.selfNormalised().standardError())
                .isLessThan(report.inversePropensity().standardError());
        assertThat(report.effectiveDecisions()).isBetween(20_000.0, 200_000.0);
    }

    @Test
    void intervals_inManyLogs_holdTheTruthAbout95TimesOf100() {
        assertThat(held(OffPolicyReport::inversePropensity)).isBetween(272, 297);
        assertThat(held(OffPolicyReport::selfNormalised)).isBetween(272, 297);
        assertThat(held(OffPolicyReport::doublyRobust)).isBetween(272, 297);
    }

    @Test
    void doublyRobust_eitherPropensitiesOrModelWrong_isRight() {
        double[][] wrong = new double[PLACES][OFFERS];
        for (int place = 0; place < PLACES; place++) {
            for (int offer = 0; offer < OFFERS; offer++) {
                wrong[place][offer] = Math.min(1, LOGGING[place][offer] * 1.5);
            }
        }
        OffPolicyReport wrongPropensities = OffPolicyReport.of(log(200_000, 2, wrong, 1));
        assertThat(wrongPropensities.doublyRobust().mean()).isEqualTo(value(TARGET), within(0.01));
        assertThat(Math.abs(wrongPropensities.inversePropensity().mean() - value(TARGET)))
                .isGreaterThan(0.05);
        OffPolicyReport wrongModel = OffPolicyReport.of(log(200_000, 3, LOGGING, 0.3));
        assertThat(wrongModel.doublyRobust().mean()).isEqualTo(value(TARGET), within(0.01));
    }

    @Test
    void estimates_threeDecisions_areThoseByHand() {
        OffPolicyReport report = OffPolicyReport.of(List.of(
                LoggedDecision.of(1, 0.5, 1), // w = 2
                LoggedDecision.of(0, 0.25, 1), // w = 4
                LoggedDecision.of(5, 0.5, 0)));
        assertThat(report.inversePropensity().mean()).isEqualTo(2 / 3.0);
        assertThat(report.selfNormalised().mean()).isEqualTo(2 / 6.0);
        assertThat(report.doublyRobust()).isEqualTo(report.inversePropensity());
        assertThat(report.effectiveDecisions()).isEqualTo(36 / 20.0);
        assertThat(report.greatestWeight()).isEqualTo(4);
        double v = 1 / 3.0;
        assertThat(report.selfNormalised().standardError())
                .isEqualTo(Math.sqrt(4 * (1 - v) * (1 - v) + 16 * v * v) / 6, within(1e-15));
    }

    @Test
    void estimates_nothingInCommon_areNotMadeUp() {
        OffPolicyReport report = OffPolicyReport.of(List.of(LoggedDecision.of(1, 0.5, 0)));
        assertThat(report.effectiveDecisions()).isZero();
        assertThat(report.selfNormalised().mean()).isNaN();
        assertThatThrownBy(() -> LoggedDecision.of(1, 0, 1))
                .hasMessage("propensity must be above 0 and at most 1, but was 0.0");
        assertThatThrownBy(() -> OffPolicyReport.of(List.of())).hasMessageContaining("log must not be empty");
    }
}
