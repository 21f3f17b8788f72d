package dev.recsys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecommendationRequestTest {
    private static RecommendationRequest.Builder anyone() {
        return RecommendationRequest.anonymous();
    }

    private static RecommendationRequest.Builder everythingSaid() {
        return RecommendationRequest.forUser("1")
                .holdings(Map.of("a", 0.5))
                .feature("age", 30)
                .feature("city", "north")
                .feature("income", Double.NaN)
                .earlier(
                        2,
                        Facts.builder().holdings(List.of("h")).number("age", 29).build())
                .allow(List.of("b", "a"))
                .deny(List.of("b"))
                .date(LocalDate.of(2016, 5, 31))
                .limit(3)
                .includeOwned()
                .strict();
    }

    @Test
    void build_nothingSaid_hasTheDefaults() {
        RecommendationRequest request = anyone().build();
        assertThat(request.customer().id()).isEmpty();
        assertThat(request.customer().now().isEmpty()).isTrue();
        assertThat(request.customer().earlier()).isEmpty();
        assertThat(request.allowed()).isEmpty();
        assertThat(request.denied()).isEmpty();
        assertThat(request.date()).isEmpty();
        assertThat(request.limit()).isEqualTo(RecommendationRequest.DEFAULT_LIMIT);
        assertThat(request.ownedIncluded()).isFalse();
        assertThat(request.isStrict()).isFalse();
    }

    /** A request had no equality, no accessors of its lists and no JSON. */
    @Test
    void equalsAndJson_everythingSaid_comeBackEqual() {
        RecommendationRequest request = everythingSaid().build();
        assertThat(everythingSaid().build()).isEqualTo(request).hasSameHashCodeAs(request);
        assertThat(request.toBuilder().build()).isEqualTo(request);
        assertThat(RecommendationRequest.fromJson(request.toJson())).isEqualTo(request);
        assertThat(request.allowed()).contains(Set.of("a", "b"));
        assertThat(request.denied()).containsExactly("b");
        assertThat(RecommendationRequest.fromJson("{}")).isEqualTo(anyone().build());
        RecommendationRequest none =
                anyone().allow(List.of()).holdings(List.of()).build();
        assertThat(RecommendationRequest.fromJson(none.toJson()))
                .isEqualTo(none)
                .isNotEqualTo(anyone().build());
    }

    @Test
    void equals_anyOneChange_isAnother() {
        List<RecommendationRequest> all = new ArrayList<>(List.of(
                everythingSaid().build(),
                everythingSaid().holdings(Map.of("a", 0.25)).build(),
                everythingSaid().feature("age", 31).build(),
                everythingSaid().feature("city", "south").build(),
                everythingSaid().feature("income", 5).build(),
                everythingSaid()
                        .earlier(1, Facts.builder().missing("age").build())
                        .build(),
                everythingSaid().allow(List.of("a")).build(),
                everythingSaid().deny(List.of()).build(),
                everythingSaid().date(LocalDate.EPOCH).build(),
                everythingSaid().limit(4).build(),
                RecommendationRequest.forUser("1").build(),
                RecommendationRequest.forUser("1").strict().build(),
                RecommendationRequest.forUser("1").includeOwned().build(),
                anyone().build()));
        assertThat(all).doesNotHaveDuplicates();
        assertThat(all).extracting(RecommendationRequest::toJson).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"limit\":0}",
                "{\"limit\":1.5}",
                "{\"limits\":3}",
                "{\"limit\":3,\"limit\":4}",
                "{\"strict\":\"yes\"}",
                "{\"date\":\"tomorrow\"}",
                "{\"allow\":\"a\"}",
                "{\"allow\":[1]}",
                "{\"customer\":{\"id\":\"\"}}",
                "{\"customer\":{\"name\":\"Ann\"}}",
                "{\"customer\":{\"holdings\":{\"a\":-1}}}",
                "{\"customer\":{\"features\":{\"age\":[3]}}}",
                "{\"customer\":{\"earlier\":[{\"id\":\"1\"}]}}",
                "{} {}"
            })
    void fromJson_notARequest_isRefused(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> RecommendationRequest.fromJson(json));
    }

    @Test
    void fromJson_damaged_doesNotQuoteTheText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecommendationRequest.fromJson("{\"customer\":{\"id\":\"secret\", income}"))
                .withMessageNotContaining("secret")
                .withMessageContaining("line 1");
    }

    @Test
    void holdings_listOrMap_areCopied() {
        Map<String, Double> weights = new LinkedHashMap<>(Map.of("a", 2.0));
        RecommendationRequest.Builder builder = anyone().holdings(weights);
        weights.put("b", Double.NaN);
        RecommendationRequest request = builder.build();
        builder.holdings(List.of("c"));
        assertThat(request.customer().now().holdings()).contains(Map.of("a", 2.0));
        assertThat(anyone().holdings(List.of("b", "a", "b"))
                        .build()
                        .customer()
                        .now()
                        .holdings())
                .contains(Map.of("a", 1.0, "b", 1.0));
    }

    @Test
    void holdings_weightAtTheBorder_isTakenAndOneBeyondIsRefused() {
        double most = 1e12;
        RecommendationRequest request =
                anyone().holdings(Map.of("a", most, "b", Double.MIN_VALUE)).build();
        assertThat(RecommendationRequest.fromJson(request.toJson())).isEqualTo(request);
        double beyond = Math.nextUp(most);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> anyone().holdings(Map.of("a", beyond)))
                .withMessage("weights: that of item a must be at most 1e12, but was " + beyond);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> RecommendationRequest.fromJson(request.toJson().replace(Double.toString(most), "1e20")))
                .withMessageContaining("weights: that of item a must be at most 1e12, but was 1.0E20");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, -0.0, -1})
    void holdings_hostileWeight_isRefused(double weight) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> anyone().holdings(Map.of("a", weight)))
                .withMessage("weights: that of item a must be finite and above 0, but was " + weight);
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
        for (int periods : new int[] {0, -1, 25}) {
            assertThatIllegalArgumentException().isThrownBy(() -> anyone().earlier(periods, Facts.unknown()));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> anyone().feature("age", Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> anyone().feature("city", null));
        assertThatIllegalArgumentException().isThrownBy(() -> anyone().date(null));
        assertThatIllegalArgumentException().isThrownBy(() -> anyone().holdings(Arrays.asList("a", null)));
        assertThat(anyone().limit(Integer.MAX_VALUE).build().limit()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void toString_personalData_isLeftOut() {
        RecommendationRequest request = RecommendationRequest.forUser("1")
                .feature("income", 123_456)
                .feature("city", "north")
                .holdings(List.of("loan"))
                .build();
        assertThat(request).hasToString("RecommendationRequest[user 1, limit 7]");
        assertThat(anyone().build()).hasToString("RecommendationRequest[user anonymous, limit 7]");
        assertThat(request.customer().toString()).doesNotContain("123", "north", "loan", "income");
    }
}
