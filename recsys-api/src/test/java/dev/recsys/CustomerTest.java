package dev.recsys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CustomerTest {
    private static Customer.Builder ann() {
        return Customer.builder("ann")
                .holdings(Map.of("account", 0.1, "card", 1e-30))
                .number("age", 35)
                .category("city", "Málaga \"\n")
                .number("income", Double.NaN)
                .earlier(3, Facts.builder().holdings(List.of()).missing("age").build());
    }

    @Test
    void json_anyCustomer_comesBackEqual() {
        for (Customer customer : List.of(
                ann().build(),
                Customer.anonymous().build(),
                Customer.builder("1").holdings(List.of()).build(),
                Customer.anonymous().number("x", -0.0).build())) {
            Customer again = Customer.fromJson(customer.toJson());
            assertThat(again).isEqualTo(customer).hasSameHashCodeAs(customer);
            assertThat(again.toBuilder().build()).isEqualTo(customer);
        }
        assertThat(Customer.fromJson("{\"holdings\":[\"card\"]}"))
                .isEqualTo(Customer.anonymous().holdings(List.of("card")).build());
    }

    @Test
    void facts_unknownMissingAndKnown_differ() {
        Facts facts = ann().build().now();
        assertThat(facts.isKnown("income")).isTrue();
        assertThat(facts.isMissing("income")).isTrue();
        assertThat(facts.isKnown("shoe size")).isFalse();
        assertThat(facts.number("age")).isEqualTo(35);
        assertThat(facts.category("age")).isNull();
        assertThat(facts.number("city")).isNaN();
        assertThat(facts.featureNames()).containsExactly("age", "city", "income");
        assertThat(Facts.unknown().holdings()).isEmpty();
        assertThat(Facts.builder().holdings(List.of()).build())
                .as("holds nothing, which is known")
                .isNotEqualTo(Facts.unknown());
    }

    @Test
    void earlier_periodsOfWhichNothingIsKnown_countAsUnknown() {
        Customer customer = ann().build();
        assertThat(customer.earlier()).hasSize(3);
        assertThat(customer.earlier().get(0).isEmpty()).isTrue();
        assertThat(ann().earlier(7, Facts.unknown()).build()).isEqualTo(customer);
    }

    @Test
    void justJoined_differsFromAnUnknownHistory() {
        Customer joined =
                Customer.builder("eve").holdings(List.of()).justJoined().build();
        Customer unknown = Customer.builder("eve").holdings(List.of()).build();
        assertThat(joined.hasJustJoined()).isTrue();
        assertThat(unknown.hasJustJoined()).isFalse();
        assertThat(joined).isNotEqualTo(unknown);
        assertThat(joined.toJson()).contains("\"earlier\":[]");
        assertThat(Customer.fromJson(joined.toJson())).isEqualTo(joined);
        assertThat(Customer.fromJson(unknown.toJson())).isEqualTo(unknown);
        assertThat(joined.toBuilder().build()).isEqualTo(joined);
        assertThatThrownBy(() -> ann().justJoined().build())
                .hasMessage("a customer who has just joined has no facts of earlier periods");
    }

    @Test
    void toString_personalData_isLeftOut() {
        assertThat(ann().build()).hasToString("Customer[ann, Facts[2 holdings, 3 features], 3 earlier periods]");
    }
}
