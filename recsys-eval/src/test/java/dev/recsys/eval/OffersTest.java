package dev.recsys.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.Recommender;
import dev.recsys.TrainingListener;
import dev.recsys.data.EventLog;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OffersTest {
    private static final Offset<Double> ROUNDING = within(1e-12);

    @Test
    void figures_ofAPlannedRanking_areThoseByHand() {
        // Known in February: a is held by u1, b by u2, c by u1 in January, e by u4. u1, u2, u3 are asked.
        EvaluationReport report = Evaluator.of(MapAtK.of(2))
                .evaluate(
                        Fixtures.ranking("model", "a", "d", "c"), TimeSplit.at(Fixtures.threeMonths(), Fixtures.MARCH));
        Map<String, Double> figures = report.model("model").metrics();
        // u1 holds a and gets d and c; u2 and u3 get a and d: a twice, c once, d three times.
        assertThat(figures.get("coverage@2/offers")).isEqualTo(3 / 5.0);
        assertThat(figures.get("gini@2/offers"))
                .isEqualTo((-4 * 0 + -2 * 0 + 0 * 1 + 2 * 2 + 4 * 3) / (5.0 * 6), ROUNDING);
    }

    @Test
    void gini_oneItemAlone_isNearOneAndAllEqual_isZero() {
        assertThat(Offers.gini(new long[] {0, 0, 0, 8})).isEqualTo(0.75, ROUNDING);
        assertThat(Offers.gini(new long[] {3, 3, 3})).isZero();
    }

    @Test
    void agreement_ofTwoModels_isTheMeanShareInCommon() {
        Map<String, Recommender> models = new LinkedHashMap<>();
        models.put("one", Fixtures.ranking("one", "a", "b", "c"));
        models.put("two", Fixtures.ranking("two", "a", "d", "e"));
        EvaluationReport report = Evaluator.of(MapAtK.of(2))
                .evaluate(models, TimeSplit.at(Fixtures.threeMonths(), Fixtures.MARCH), TrainingListener.none());
        // u1 holds a: {b, c} and {d, e}; u2 holds b: {a, c} and {a, d}; u3 holds nothing: {a, b} and {a, d}.
        assertThat(report.comparisons()).hasSize(1);
        assertThat(report.comparisons().get(0).agreement()).isEqualTo((0 + 1 / 3.0 + 1 / 3.0) / 3, ROUNDING);
    }

    @Test
    void popularityNoveltyDiversityAndSerendipity_ofALog_areThoseByHand() {
        EventLog.Builder log = EventLog.builder();
        Instant day = Instant.parse("2020-01-01T00:00:00Z");
        for (String pair : List.of("u a", "v a", "v b", "w b", "w a", "w c")) {
            log.add(pair.substring(0, 1), pair.substring(2), 1, day);
        }
        log.add("u", "c", 1, day.plusSeconds(86_400));
        EvaluationReport report = Evaluator.of(HitRateAtK.of(2))
                .evaluate(Fixtures.ranking("model", "a", "b", "c"), TimeSplit.at(log.build(), day.plusSeconds(86_400)));
        Map<String, Double> figures = report.model("model").metrics();
        // u gets b and c, v gets c, w nothing; a has 3 of 3 users, b 2, c 1.
        double log2 = Math.log(2);
        assertThat(figures.get("popularity@2/offers")).isEqualTo((2 + 1 + 1) / 3.0 / 3, ROUNDING);
        assertThat(figures.get("novelty@2/offers"))
                .isEqualTo((Math.log(4 / 3.0) + 2 * Math.log(4 / 2.0)) / log2 / 3, ROUNDING);
        // Only u has two offers; b and c have w of {v, w} and {w} in common.
        assertThat(figures.get("diversity@2/offers")).isEqualTo(1 - 1 / Math.sqrt(2), ROUNDING);
        // c is not among the two most held items, a and b; one hit in two places of three users.
        assertThat(figures.get("serendipity@2/offers")).isEqualTo(1 / 2.0 / 3, ROUNDING);
    }
}
