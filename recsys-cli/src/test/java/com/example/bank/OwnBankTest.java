package com.example.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Panel;
import dev.recsys.data.Period;
import dev.recsys.mlc.MlcTrainer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a bank with names and periods of its own can count on. */
class OwnBankTest {
    @ParameterizedTest
    @EnumSource(Period.class)
    void offers_ofAnyPeriod_followWhatCustomersTake(Period period) {
        Panel panel = OwnBank.panel(period, 1_500);
        assertThat(panel.snapshots()).hasSize(OwnBank.PERIODS);
        Bundle bundle = OwnBank.train(panel);
        assertThat(bundle.recommend(stranger("VISA").build()).itemIds()).startsWith("TRAVEL");
        Recommendations rich =
                bundle.recommend(stranger("GIRO").feature("salary", 75_000).build());
        Recommendations poor =
                bundle.recommend(stranger("GIRO").feature("salary", 25_000).build());
        assertThat(scores(rich).get("VISA")).isGreaterThan(3 * scores(poor).get("VISA"));
        assertThat(bundle.recommend(RecommendationRequest.forUser("K7").build()).itemIds())
                .isNotEmpty()
                .doesNotContain("GIRO");
    }

    @Test
    void credit_ofCustomersWhoDifferInGender_isScoredAlike() {
        Bundle bundle = OwnBank.train(OwnBank.panel(Period.MONTH, 1_500));
        Map<String, Double> men = scores(bundle.recommend(stranger("GIRO")
                .feature("salary", 40_000)
                .feature("gender", "M")
                .build()));
        Map<String, Double> women = scores(bundle.recommend(stranger("GIRO")
                .feature("salary", 40_000)
                .feature("gender", "F")
                .build()));
        assertThat(women.get("PERSONAL_LOAN")).isEqualTo(men.get("PERSONAL_LOAN"));
        assertThat(women.get("MORTGAGE")).isEqualTo(men.get("MORTGAGE"));
    }

    @Test
    void quartersDeclaredAsMonths_areRefusedWithTheRemedy() {
        Panel quarters = OwnBank.panel(Period.QUARTER, 50);
        var months = Panel.builder(quarters.catalogue(), quarters.schema());
        for (var snapshot : quarters.snapshots()) {
            months.row(snapshot.date(), "K1");
        }
        Panel panel = months.build();
        assertThatThrownBy(() -> new MlcTrainer().train(panel))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PanelBuilder.period");
    }

    private static RecommendationRequest.Builder stranger(String... holdings) {
        return RecommendationRequest.anonymous().holdings(List.of(holdings)).limit(12);
    }

    private static Map<String, Double> scores(Recommendations answer) {
        Map<String, Double> scores = new HashMap<>();
        answer.items().forEach(item -> scores.put(item.itemId(), item.score()));
        return scores;
    }
}
