package dev.recsys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of a customer in one period. */
class FactsTest {
    private static Facts.Builder facts() {
        return Facts.builder().holdings(List.of("card")).number("age", 30).category("city", "north");
    }

    @Test
    void equals_anyOneChange_isAnother() {
        Facts facts = facts().build();
        assertThat(facts().build()).isEqualTo(facts).hasSameHashCodeAs(facts);
        assertThat(facts.toBuilder().build()).isEqualTo(facts);
        List<Facts> all = List.of(
                facts,
                facts().number("age", 31).build(),
                facts().missing("age").build(),
                facts().category("city", "south").build(),
                facts().holdings(List.of()).build(),
                facts().holdings(Map.of("card", 2.0)).build(),
                Facts.builder().number("age", 30).category("city", "north").build(),
                Facts.unknown());
        assertThat(all).doesNotHaveDuplicates();
        assertThat(facts)
                .doesNotHaveSameHashCodeAs(facts().number("age", 31).build())
                .doesNotHaveSameHashCodeAs(facts().holdings(List.of()).build());
        assertThat(facts).isNotEqualTo("facts");
    }

    @Test
    void isEmpty_anythingKnown_isFalse() {
        assertThat(Facts.unknown().isEmpty()).isTrue();
        assertThat(Facts.builder().build()).isSameAs(Facts.unknown());
        assertThat(Facts.builder().holdings(List.of()).build().isEmpty()).isFalse();
        assertThat(Facts.builder().missing("age").build().isEmpty()).isFalse();
    }

    @Test
    void toBuilder_changed_leavesTheFacts() {
        Facts facts = facts().build();
        facts.toBuilder().missing("age").holdings(List.of("loan")).build();
        assertThat(facts).isEqualTo(facts().build());
        Map<String, Double> held = facts.holdings().orElseThrow();
        assertThat(held).isUnmodifiable();
        assertThat(facts.featureNames()).isUnmodifiable();
    }

    @Test
    void number_minusZeroOrNaN_isZeroOrMissing() {
        Facts zero = Facts.builder().number("x", -0.0).number("y", Double.NaN).build();
        assertThat(1 / zero.number("x")).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(zero.isMissing("y")).isTrue();
        assertThat(zero.isMissing("x")).isFalse();
        assertThat(zero).isEqualTo(Facts.builder().number("x", 0).missing("y").build());
    }

    @Test
    void toString_facts_countsThem() {
        assertThat(facts().build()).hasToString("Facts[1 holdings, 2 features]");
        assertThat(Facts.unknown()).hasToString("Facts[holdings unknown, 0 features]");
    }

    @Test
    void holdings_idsThatAreNone_areRefused() {
        for (String bad : Arrays.asList(null, "")) {
            Map<String, Double> weights = new LinkedHashMap<>();
            weights.put(bad, 1.0);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Facts.builder().holdings(weights));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Facts.builder().holdings(Arrays.asList(bad)));
        }
        Map<String, Double> noWeight = new LinkedHashMap<>();
        noWeight.put("card", null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Facts.builder().holdings(noWeight))
                .withMessageContaining("weight");
    }

    /** What a caller sends is named, never quoted. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"holdings\":5} | \"holdings\" must be an array of items or an object of weights",
                "{\"holdings\":[5]} | an entry of \"holdings\" must be a string",
                "{\"holdings\":{\"card\":\"much\"}} | the value of \"card\" must be a number",
                "{\"features\":[]} | \"features\" must be an object",
                "{\"features\":{\"age\":true}} | the value of \"age\" must be a number",
                "{\"earlier\":5} | \"earlier\" must be an array",
                "{\"earlier\":[5]} | an earlier period must be a JSON object",
                "{\"id\":5} | id must be a string",
                "{\"name\":\"ann\"} | a customer has no field \"name\"; it has [earlier, features, holdings, id]",
                "[] | a customer must be a JSON object",
                "{ | a customer must be a JSON object, but is not JSON at line 1, column 2"
            })
    void fromJson_wrongShape_namesTheField(String json, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Customer.fromJson(json))
                .withMessage(message);
    }

    @Test
    void fromJson_absentOrNull_isUnknown() {
        assertThat(Customer.fromJson("{\"id\":null,\"features\":{\"age\":null}}"))
                .isEqualTo(Customer.anonymous().number("age", Double.NaN).build());
        assertThat(Customer.fromJson("{\"earlier\":null}"))
                .isEqualTo(Customer.anonymous().build());
    }
}
