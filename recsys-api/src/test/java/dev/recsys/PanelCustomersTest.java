package dev.recsys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PanelCustomersTest {
    private static final LocalDate JANUARY = LocalDate.of(2020, 1, 28);

    private static Panel panel() {
        FeatureSchema schema =
                FeatureSchema.builder().numeric("age").categorical("city").build();
        PanelBuilder panel = Panel.builder(List.of("a", "b"), schema);
        panel.row(JANUARY, "1").number("age", 30).category("city", "north").holds("a");
        panel.row(JANUARY.plusMonths(2), "1").number("age", 31).holds("a").holds("b");
        panel.row(JANUARY.plusMonths(3), "1").number("age", 99);
        return panel.build();
    }

    @Test
    void customer_earlierPeriods_areKnownAndGapsUnknown() {
        PanelCustomers march = PanelCustomers.at(panel(), LocalDate.of(2020, 3, 1));
        Customer expected = Customer.builder("1")
                .holdings(Map.of("a", 1.0, "b", 0.5))
                .number("age", 31)
                .now(Facts.builder()
                        .holdings(Map.of("a", 1.0, "b", 0.5))
                        .number("age", 31)
                        .missing("city")
                        .build())
                .earlier(
                        2,
                        Facts.builder()
                                .holdings(List.of("a"))
                                .number("age", 30)
                                .category("city", "north")
                                .build())
                .build();
        assertThat(march.customer(0)).isEqualTo(expected);
        assertThat(march.request(0).build())
                .isEqualTo(RecommendationRequest.forCustomer(expected)
                        .date(JANUARY.plusMonths(2))
                        .build());
    }

    @Test
    void at_periodWithoutSnapshot_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PanelCustomers.at(panel(), LocalDate.of(2020, 2, 28)))
                .withMessageContaining("the panel has no snapshot of 2020-02-28; it has [2020-01-28");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PanelCustomers.at(panel(), JANUARY).customer(1));
    }
}
