package dev.recsys.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.data.FeatureTable;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Attributes of all rows against the published shares of the file; tolerances in shares of rows unless stated. */
@Tag("slow")
class SyntheticBankMarginalsTest {
    private static final double[] ROWS = {
        625457, 627394, 629209, 630367, 631957, 632110, 829817, 843201, 865440, 892251, 906109, 912021, 916269, 920904,
        925076, 928274, 931453
    };

    private static Panel panel;

    @BeforeAll
    static void generate() {
        panel = SyntheticBank.builder().customers(60_000).seed(3).build().toPanel();
    }

    private static Map<String, Double> shares(String column) {
        Map<String, Double> counts = new HashMap<>();
        for (Snapshot snapshot : panel.snapshots()) {
            FeatureTable table = snapshot.features();
            int place = panel.schema().indexOf(column);
            for (int row = 0; row < snapshot.rowCount(); row++) {
                int code = table.code(row, place);
                counts.merge(code < 0 ? "" : table.dictionary(place).id(code), 1.0 / panel.rowCount(), Double::sum);
            }
        }
        return counts;
    }

    private static float[] sorted(String column) {
        float[] all = new float[(int) panel.rowCount()];
        int count = 0;
        for (Snapshot snapshot : panel.snapshots()) {
            for (int row = 0; row < snapshot.rowCount(); row++) {
                float value = snapshot.features().number(row, panel.schema().indexOf(column));
                if (!Float.isNaN(value)) {
                    all[count++] = value;
                }
            }
        }
        float[] known = Arrays.copyOf(all, count);
        Arrays.sort(known);
        return known;
    }

    private static double quantile(float[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))];
    }

    @Test
    void months_ofSeventeen_haveThePublishedRows() {
        assertThat(panel.users().size()).isEqualTo(60_000);
        assertThat(panel.snapshots()).hasSize(17);
        for (int month = 0; month < 17; month++) {
            double published = ROWS[month] / 956_645;
            assertThat(panel.snapshots().get(month).rowCount() / 60_000.0)
                    .as("rows a customer in month %d", month)
                    .isCloseTo(published, within(0.008));
        }
    }

    @Test
    void age_peaksAtTwentyToTwentyFour() {
        float[] ages = sorted("age");
        double peak = 0;
        double hump = 0;
        double mean = 0;
        for (float age : ages) {
            peak += age >= 20 && age <= 24 ? 1.0 / ages.length : 0;
            hump += age >= 35 && age < 55 ? 1.0 / ages.length : 0;
            mean += age / ages.length;
        }
        assertThat(peak).isCloseTo(0.246, within(0.015));
        assertThat(hump).isCloseTo(0.388, within(0.02));
        assertThat(mean).isCloseTo(40.2, within(0.7));
        assertThat(quantile(ages, 0.5)).isCloseTo(39, within(1.0));
    }

    @Test
    void seniority_hasThePublishedQuantiles() {
        float[] months = sorted("antiguedad");
        assertThat(quantile(months, 0.05)).isCloseTo(6, within(5.0));
        assertThat(quantile(months, 0.25)).isCloseTo(22, within(6.0));
        assertThat(quantile(months, 0.50)).isCloseTo(53, within(10.0));
        assertThat(quantile(months, 0.75)).isCloseTo(133, within(8.0));
        assertThat(quantile(months, 0.95)).isCloseTo(205, within(6.0));
        assertThat(months[months.length - 1]).isLessThanOrEqualTo(256);
    }

    @Test
    void income_hasThePublishedQuantilesWithinTenPercent() {
        float[] income = sorted("renta");
        double[] at = {0.05, 0.25, 0.50, 0.75, 0.95, 0.99};
        double[] published = {40_000, 68_500, 101_500, 155_500, 310_000, 556_000};
        for (int i = 0; i < at.length; i++) {
            assertThat(quantile(income, at[i]) / published[i])
                    .as("quantile %s", at[i])
                    .isCloseTo(1, within(0.10));
        }
        assertThat(1 - income.length / (double) panel.rowCount()).as("missing").isCloseTo(0.205, within(0.02));
    }

    @Test
    void categories_haveThePublishedShares() {
        assertThat(shares("segmento").get("02 - PARTICULARES")).isCloseTo(0.583, within(0.015));
        assertThat(shares("segmento").get("03 - UNIVERSITARIO")).isCloseTo(0.362, within(0.015));
        assertThat(shares("segmento").get("01 - TOP")).isCloseTo(0.041, within(0.006));
        assertThat(shares("segmento").get("")).isCloseTo(0.0139, within(0.004));
        assertThat(shares("ind_actividad_cliente").get("0")).isCloseTo(0.541, within(0.015));
        assertThat(shares("sexo").get("V")).isCloseTo(0.544, within(0.015));
        assertThat(shares("sexo").get("")).isCloseTo(0.002, within(0.001));
        assertThat(shares("canal_entrada").get("KHE")).isCloseTo(0.297, within(0.015));
        assertThat(shares("canal_entrada").get("KAT")).isCloseTo(0.239, within(0.015));
        assertThat(shares("canal_entrada").get("KFC")).isCloseTo(0.227, within(0.015));
        assertThat(shares("cod_prov").get("28")).isCloseTo(0.318, within(0.012));
        assertThat(shares("cod_prov").get("8")).isCloseTo(0.095, within(0.008));
        assertThat(shares("nomprov").get("CORUÑA, A")).isCloseTo(0.031, within(0.005));
        assertThat(shares("cod_prov").get("")).isCloseTo(0.0069, within(0.002));
        assertThat(shares("indrel_1mes").get("")).isCloseTo(0.011, within(0.003));
        assertThat(shares("pais_residencia").get("ES")).isCloseTo(0.993, within(0.004));
        assertThat(shares("ind_empleado").get("N")).isCloseTo(0.997, within(0.003));
        assertThat(shares("conyuemp").get("")).isGreaterThan(0.999);
    }

    @Test
    void income_ofACustomer_neverChangesOnceKnown() {
        Map<Integer, Float> known = new HashMap<>();
        int renta = panel.schema().indexOf("renta");
        for (Snapshot snapshot : panel.snapshots()) {
            for (int row = 0; row < snapshot.rowCount(); row++) {
                float income = snapshot.features().number(row, renta);
                Float before = Float.isNaN(income) ? null : known.put(snapshot.user(row), income);
                assertThat(before == null || before == income).isTrue();
            }
        }
        assertThat(known).hasSizeGreaterThan(40_000);
    }

    @Test
    void gaps_areFew() {
        int[] rows = new int[panel.users().size()];
        int[] first = new int[rows.length];
        int[] last = new int[rows.length];
        Arrays.fill(first, -1);
        for (int month = 0; month < 17; month++) {
            Snapshot snapshot = panel.snapshots().get(month);
            for (int row = 0; row < snapshot.rowCount(); row++) {
                int user = snapshot.user(row);
                first[user] = first[user] < 0 ? month : first[user];
                last[user] = month;
                rows[user]++;
            }
        }
        double gaps = 0;
        double all = 0;
        for (int user = 0; user < rows.length; user++) {
            gaps += rows[user] < last[user] - first[user] + 1 ? 1 : 0;
            all += rows[user] == 17 ? 1 : 0;
        }
        assertThat(gaps / rows.length).isCloseTo(8_018 / 956_645.0, within(0.003));
        assertThat(all / rows.length).isCloseTo(605_464 / 956_645.0, within(0.02));
    }
}
