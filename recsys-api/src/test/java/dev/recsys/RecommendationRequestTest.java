package dev.recsys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecommendationRequestTest {
    private static RecommendationRequest.Builder anyone() {
        return RecommendationRequest.anonymous();
    }

    @Test
    void build_nothingSaid_hasTheDefaults() {
        RecommendationRequest request = anyone().build();
        assertThat(request.userId()).isEmpty();
        assertThat(request.holdings()).isEmpty();
        assertThat(request.features().has("age")).isFalse();
        assertThat(request.isRestricted()).isFalse();
        assertThat(request.permits("anything")).isTrue();
        assertThat(request.date()).isEmpty();
        assertThat(request.limit()).isEqualTo(RecommendationRequest.DEFAULT_LIMIT);
        assertThat(request.ownedIncluded()).isFalse();
    }

    @Test
    void withLimit_everythingSaid_changesNothingElse() {
        RecommendationRequest request = RecommendationRequest.forUser("1")
                .holdings(Map.of("a", 0.5))
                .feature("age", 30)
                .feature("city", "north")
                .history(HoldingHistory.builder().month(List.of("h")).build())
                .featuresBefore(UserFeatures.of(Map.of("age", 29.0), Map.of()))
                .allow(List.of("a", "b"))
                .deny(List.of("b"))
                .date(LocalDate.EPOCH)
                .limit(3)
                .includeOwned()
                .build();
        assertThat(request.withLimit(3)).isSameAs(request);
        RecommendationRequest wider = request.withLimit(9);
        assertThat(wider.limit()).isEqualTo(9);
        assertThat(wider.userId()).contains("1");
        assertThat(wider.holdings()).contains(Map.of("a", 0.5));
        assertThat(wider.history().orElseThrow().held(1)).contains(List.of("h"));
        assertThat(wider.features().number("age")).isEqualTo(30);
        assertThat(wider.features().category("city")).isEqualTo("north");
        assertThat(wider.featuresBefore().orElseThrow().number("age")).isEqualTo(29);
        assertThat(wider.permits("a")).isTrue();
        assertThat(wider.permits("b")).isFalse();
        assertThat(wider.permits("c")).isFalse();
        assertThat(wider.date()).contains(LocalDate.EPOCH);
        assertThat(wider.ownedIncluded()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> request.withLimit(0));
    }

    @Test
    void permits_denyAndAllow_denyGoesFirst() {
        RecommendationRequest denied = anyone().deny(List.of("a")).build();
        assertThat(denied.isRestricted()).isTrue();
        assertThat(denied.permits("a")).isFalse();
        assertThat(denied.permits("b")).isTrue();
        RecommendationRequest nothing = anyone().allow(List.of()).build();
        assertThat(nothing.isRestricted()).isTrue();
        assertThat(nothing.permits("a")).isFalse();
        assertThat(anyone().allow(List.of("a", "a")).build().permits("a")).isTrue();
    }

    @Test
    void holdings_listOrMap_areCopied() {
        assertThat(anyone().holdings(List.of("b", "a", "b")).build().holdings()).contains(Map.of("a", 1.0, "b", 1.0));
        assertThat(anyone().holdings(List.of()).build().holdings()).contains(Map.of());
        Map<String, Double> weights = new LinkedHashMap<>(Map.of("a", 2.0));
        RecommendationRequest.Builder builder = anyone().holdings(weights);
        weights.put("b", Double.NaN);
        RecommendationRequest request = builder.build();
        builder.holdings(List.of("c"));
        assertThat(request.holdings()).contains(Map.of("a", 2.0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, -0.0, -1})
    void holdings_hostileWeight_isRefused(double weight) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> anyone().holdings(Map.of("a", weight)))
                .withMessage("the weight of item a must be finite and above 0, but was " + weight);
    }

    @Test
    void builder_hostileValues_areRefused() {
        for (String blank : Arrays.asList(null, "", " ")) {
            assertThatIllegalArgumentException().isThrownBy(() -> RecommendationRequest.forUser(blank));
            assertThatIllegalArgumentException().isThrownBy(() -> anyone().feature(blank, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> anyone().feature(blank, "x"));
        }
        for (int limit : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException().isThrownBy(() -> anyone().limit(limit));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> anyone().feature("age", Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> anyone().feature("age", Double.NEGATIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> anyone().feature("city", null));
        assertThatIllegalArgumentException().isThrownBy(() -> anyone().features(null));
        assertThatIllegalArgumentException().isThrownBy(() -> anyone().date(null));
        assertThatIllegalArgumentException().isThrownBy(() -> anyone().holdings(Arrays.asList("a", null)));
        assertThat(anyone().limit(Integer.MAX_VALUE).build().limit()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void features_allAfterSome_replaceThem() {
        UserFeatures all = UserFeatures.of(Map.of("income", 5.0), Map.of());
        RecommendationRequest request = anyone().feature("age", 1).features(all).build();
        assertThat(request.features()).isSameAs(all);
    }

    @Test
    void features_conflicting_areRefusedByBuild() {
        UserFeatures all = UserFeatures.of(Map.of(), Map.of());
        assertThatIllegalArgumentException()
                .isThrownBy(anyone().features(all).feature("age", 1)::build)
                .withMessageContaining("last");
        assertThatIllegalArgumentException()
                .isThrownBy(anyone().feature("age", 1).feature("age", "old")::build)
                .withMessage("age is given as a number and as a category");
    }

    @Test
    void toString_personalData_isLeftOut() {
        String text = RecommendationRequest.forUser("1")
                .feature("income", 123_456)
                .holdings(List.of("loan"))
                .build()
                .toString();
        assertThat(text).isEqualTo("RecommendationRequest[user 1, limit 7]");
        assertThat(anyone().build()).hasToString("RecommendationRequest[user anonymous, limit 7]");
    }
}
