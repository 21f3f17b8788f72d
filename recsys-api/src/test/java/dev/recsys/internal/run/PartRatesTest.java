package dev.recsys.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartRatesTest {
    private static final List<String> ITEMS = List.of("often", "once", "never");

    private static Panel panel() {
        Random random = new Random(5);
        PanelBuilder panel = Panel.builder(ITEMS, FeatureSchema.empty());
        for (int user = 0; user < 300; user++) {
            boolean held = false;
            for (int month = 1; month <= 4; month++) {
                panel.row(LocalDate.of(2020, month, 28), "u" + user);
                held |= random.nextInt(10) < 2;
                if (held) {
                    panel.holds("often");
                }
                if (user == 17 && month == 4) {
                    panel.holds("once");
                }
            }
        }
        return panel.build();
    }

    @Test
    void without_anyPart_isTheRateOfTheOtherCustomers() {
        Panel panel = panel();
        PartRates rates = PartRates.of(panel, 2);
        for (int part = 0; part < PartRates.PARTS; part++) {
            int left = part;
            double[] others = ItemPopularity.rates(panel.keepUsers(user -> PartRates.partOf(user) != left), 2);
            assertThat(rates.without(part)[0]).isEqualTo(others[0]);
            assertThat(rates.without(part)[2]).isZero();
        }
    }

    @Test
    void without_theOnlyAddition_countsHalfOfIt() {
        Panel panel = panel();
        PartRates rates = PartRates.of(panel, 2);
        int part = PartRates.partOf(panel.users().indexOf("u17"));
        int others = 0;
        for (int user = 0; user < 300; user++) {
            others += PartRates.partOf(user) == part ? 0 : 1;
        }
        assertThat(others).isBetween(200, 270);
        assertThat(rates.without(part)[1]).isEqualTo(0.5 / (2 * others));
        assertThat(rates.without((part + 1) % PartRates.PARTS)[1]).isGreaterThan(0.5 / (2 * others));
    }
}
