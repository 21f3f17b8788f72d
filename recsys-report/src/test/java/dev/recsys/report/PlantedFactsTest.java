package dev.recsys.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.ModelInfo;
import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.popularity.PopularityTrainer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was planted in the data is said in the report, and nothing of the kind where it was not. */
class PlantedFactsTest {
    private static final int CUSTOMERS = 120;
    private static final String HOSTILE = "<script>alert(1)</script>";

    /** Customers of two towns; each adds a card in one of the months, and a fund in one of those before the last. */
    static Panel panel(LocalDate lastFund) {
        Catalogue catalogue = Catalogue.builder()
                .items(List.of("account", "card", "fund"))
                .label("card", HOSTILE)
                .build();
        FeatureSchema schema =
                FeatureSchema.builder().categorical("town").numeric("age").build();
        PanelBuilder builder = Panel.builder(catalogue, schema);
        for (int month = 1; month <= 8; month++) {
            LocalDate date = LocalDate.of(2020, month, 28);
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                List<String> held = new ArrayList<>(List.of("account"));
                if (customer % 8 < month) {
                    held.add("card");
                }
                LocalDate bought = LocalDate.of(2020, 1 + customer % 8, 28);
                if (!bought.isAfter(date) && !bought.isAfter(lastFund)) {
                    held.add("fund");
                }
                builder.row(date, "c" + customer)
                        .category("town", customer % 3 == 0 ? "north" : "south")
                        .number("age", 20 + customer % 40);
                held.forEach(builder::holds);
            }
        }
        return builder.build();
    }

    @Test
    void product_stopsInMay_isSaid() {
        Report report = Report.builder(Locale.ENGLISH)
                .data(panel(LocalDate.of(2020, 4, 28)))
                .build();
        assertThat(report.toJson()).contains("Nobody added fund from 2020-05 on, after 45 additions before.");
        assertThat(Report.builder(Locale.ENGLISH)
                        .data(panel(LocalDate.of(2020, 8, 28)))
                        .build()
                        .toJson())
                .doesNotContain("Nobody added");
    }

    @Test
    void group_neverOffered_isSaid() {
        Panel panel = panel(LocalDate.of(2020, 8, 28));
        OfferTally nobody = new OfferTally(panel, "town");
        OfferTally noFund = new OfferTally(panel, "town");
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            boolean north = customer % 3 == 0;
            nobody.add("c" + customer, north ? List.of() : List.of("card", "fund"));
            noFund.add("c" + customer, north ? List.of("card") : List.of("card", "fund"));
        }
        assertThat(offers(nobody)).contains("Nobody of the group north (40 customers) gets an offer.");
        assertThat(offers(noFund))
                .contains("Every group gets offers. Nobody of the group north is offered fund, which 66.7% of all")
                .contains("Products nobody is offered: 1 (account).");
    }

    @Test
    void policy_thatKeepsAProductFromAGroup_isSaid() {
        Panel panel = panel(LocalDate.of(2020, 8, 28));
        Map<String, Double> values = Map.of("card", 10.0, "fund", 4.0, "account", 0.0);
        PolicyTally tally = new PolicyTally(new OfferTally(panel, "town"), "hybrid", "spring 2", values);
        Map<String, Double> before = new LinkedHashMap<>();
        before.put("card", 0.5);
        before.put("fund", 0.25);
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            boolean north = customer % 3 == 0;
            Map<String, Double> left = north ? Map.of("card", 0.5) : before;
            Map<String, String> codes =
                    north ? Map.of("fund", "NO_FUNDS_HERE", "account", "HELD") : Map.of("account", "HELD");
            tally.add("c" + customer, before, left, codes);
        }
        Report report = Report.builder(Locale.ENGLISH).policy(tally).build();
        assertThat(report.toJson())
                .contains("The policy spring 2 keeps 200 of 240 offers (83.3%).")
                .contains("NO_FUNDS_HERE takes out most: 40 offers, most often of fund (40).")
                .contains("2 codes exclude products, offered before or not; HELD most often, 120 times.")
                .contains("[\"NO_FUNDS_HERE\",\"fund\",40.0,40.0]")
                .contains("[\"HELD\",\"account\",0.0,120.0]")
                .contains("Nobody of the group north is offered fund, which 66.7% of all")
                .contains(
                        "Of the offers to the group north, the policy keeps least: 50%; of those to the group south most:"
                                + " 100%.")
                .contains("[\"north\",40.0,80.0,40.0,0.0,0.0,240.0,200.0]")
                .contains("The offers are expected to earn 720 before the policy and 680 after it, 5.67 per customer")
                .doesNotContain("No policy was applied");
        assertThat(offers(tally.offers())).contains("No policy was applied").doesNotContain("NO_FUNDS_HERE");
    }

    @Test
    void policy_ofADecision_standsOnTheCardOfItsModelOnly() {
        Panel panel = panel(LocalDate.of(2020, 8, 28));
        PolicyTally tally = new PolicyTally(new OfferTally(panel, null), "hybrid", "spring 2", Map.of());
        tally.add("c0", Map.of("card", 0.5), Map.of("fund", 0.2), Map.of("card", "TOO_YOUNG"));
        for (int customer = 1; customer < 9; customer++) {
            tally.add("c" + customer, Map.of("card", 0.5), Map.of(), Map.of());
        }
        ModelInfo info = new PopularityTrainer().train(panel).info();
        Report report = Report.builder(Locale.ENGLISH)
                .policy(tally)
                .model("hybrid", info)
                .model("popularity", info)
                .build();
        assertThat(report.modelCards().get("hybrid"))
                .contains("| policy | spring 2: 9 offers before, 1 after; taken out: TOO\\_YOUNG 1. |");
        assertThat(report.modelCards().get("popularity")).doesNotContain("| policy |");
        assertThat(report.toJson())
                .contains("[\"behind better ones\",8.0]")
                .contains("[\"new\",1.0]")
                .contains("[\"taken out by TOO_YOUNG\",1.0]")
                .doesNotContain("expected to earn");
        Report without = Report.builder(Locale.ENGLISH)
                .offers(tally.offers())
                .model("hybrid", info)
                .build();
        assertThat(without.modelCards().get("hybrid")).contains("| policy | none was applied to its offers |");
    }

    private static String offers(OfferTally tally) {
        return Report.builder(Locale.ENGLISH).offers(tally).build().toJson();
    }

    @Test
    void labels_hostile_areEscapedInEveryLanguage() {
        for (String language : List.of("en", "es", "ru")) {
            Report report = Report.builder(Locale.forLanguageTag(language))
                    .data(panel(LocalDate.of(2020, 4, 28)))
                    .read(960, Map.of("<b>cause</b>", 3L))
                    .build();
            assertThat(report.toHtml())
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                    .doesNotContain(HOSTILE)
                    .doesNotContain("<b>cause")
                    .doesNotContain("http://www.w3.org/2000/svg\" onload")
                    .doesNotContainPattern("(src|href)=\"(https?:)?//")
                    .contains("<html lang=\"" + language + "\">");
            assertThat(report.toJson()).contains(HOSTILE);
        }
    }

    @Test
    void facts_ofTheLastMonth_areCounted() {
        String json = Report.builder(Locale.ENGLISH)
                .data(panel(LocalDate.of(2020, 4, 28)))
                .views(List.of(FeatureView.of("age").by("town"), FeatureView.of("unknown")))
                .build()
                .toJson();
        assertThat(json)
                .contains("In 2020-08 there are 120 customers, against 120 in 2020-01; 120 appear in all.")
                .contains("Most customers hold account (100%); of those shown, fund is held least (50%).")
                .contains("In 2020-08, customers added 15 products, most often " + HOSTILE + " (15).")
                .contains("[\"fund\",15.0,15.0,15.0,0.0,0.0,0.0,0.0]")
                .contains("All 2 features are complete.")
                .contains("Median of age by town: south");
    }
}
