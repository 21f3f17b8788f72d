package dev.recsys.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.data.HoldingMatrix;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import dev.recsys.data.Transition;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holdings, additions and removals of 100,000 customers against the published rates; tolerances are relative. */
class SyntheticBankDynamicsTest {
    private static final int ITEMS = 24;

    /** Held in the last month (%), additions per 1000 non-owner months, removals per 100 owner months. */
    private static final Map<String, double[]> PUBLISHED = Map.ofEntries(
            Map.entry("cco", new double[] {60.29, 16.08, 1.07}),
            Map.entry("recibo", new double[] {12.14, 13.86, 8.35}),
            Map.entry("ctop", new double[] {10.80, 0.351, 0.59}),
            Map.entry("ecue", new double[] {8.14, 2.27, 1.05}),
            Map.entry("cno", new double[] {7.84, 3.18, 2.31}),
            Map.entry("nom_pens", new double[] {5.67, 7.10, 10.04}),
            Map.entry("nomina", new double[] {5.19, 6.15, 9.35}),
            Map.entry("reca", new double[] {4.89, 0.769, 0.002}),
            Map.entry("tjcr", new double[] {3.74, 5.71, 12.32}),
            Map.entry("ctpp", new double[] {3.57, 0.199, 0.96}),
            Map.entry("dela", new double[] {3.35, 1.04, 3.34}),
            Map.entry("valo", new double[] {2.30, 0.392, 1.15}),
            Map.entry("fond", new double[] {1.58, 0.297, 1.23}),
            Map.entry("ctma", new double[] {0.87, 0.546, 8.04}));

    private static Panel panel;
    private static final long[] ADDED = new long[ITEMS];
    private static final long[] AGAIN = new long[ITEMS];
    private static final long[] REMOVED = new long[ITEMS];
    private static final long[] OWNED = new long[ITEMS];
    private static final long[] NOT_OWNED = new long[ITEMS];
    private static final long[][] TOGETHER = new long[ITEMS][ITEMS];
    private static final long[][] BY_MONTH = new long[ITEMS][17];
    private static final long[][] BY_ACTIVITY = new long[2][2];
    private static long pairs;
    private static long adders;

    @BeforeAll
    static void count() {
        panel = SyntheticBank.builder().customers(100_000).seed(11).build().toPanel();
        int active = panel.schema().indexOf("ind_actividad_cliente");
        for (int month = 1; month < 17; month++) {
            Transition step = panel.transition(month);
            for (int pair = 0; pair < step.pairCount(); pair++) {
                int[] added = step.added(pair);
                pairs++;
                adders += added.length > 0 ? 1 : 0;
                int activity = step.before().features().code(step.rowBefore(pair), active);
                if (activity >= 0) {
                    BY_ACTIVITY[activity][0] += added.length > 0 ? 1 : 0;
                    BY_ACTIVITY[activity][1]++;
                }
                for (int item : added) {
                    ADDED[item]++;
                    BY_MONTH[item][month]++;
                    AGAIN[item] += step.isReactivation(pair, item) ? 1 : 0;
                    for (int other : added) {
                        TOGETHER[item][other]++;
                    }
                }
                countRemovals(step, pair);
            }
        }
    }

    private static void countRemovals(Transition step, int pair) {
        HoldingMatrix before = step.before().holdings();
        HoldingMatrix after = step.after().holdings();
        for (int item = 0; item < ITEMS; item++) {
            if (before.holds(step.rowBefore(pair), item)) {
                OWNED[item]++;
                REMOVED[item] += after.holds(step.rowAfter(pair), item) ? 0 : 1;
            } else {
                NOT_OWNED[item]++;
            }
        }
    }

    private static int item(String id) {
        return panel.items().indexOf(id);
    }

    @Test
    void holdings_inTheLastMonth_haveThePublishedShares() {
        Snapshot last = panel.last();
        PUBLISHED.forEach((id, rates) -> {
            int held = 0;
            for (int row = 0; row < last.rowCount(); row++) {
                held += last.holdings().holds(row, item(id)) ? 1 : 0;
            }
            double share = 100.0 * held / last.rowCount();
            assertThat(share / rates[0]).as("held %s", id).isCloseTo(1, within(0.12));
        });
    }

    @Test
    void additions_ofEachItem_haveThePublishedRate() {
        PUBLISHED.forEach((id, rates) -> {
            double rate = 1000.0 * ADDED[item(id)] / NOT_OWNED[item(id)];
            assertThat(rate / rates[1]).as("added %s", id).isCloseTo(1, within(rates[1] < 0.5 ? 0.2 : 0.12));
        });
    }

    @Test
    void removals_ofEachItem_haveThePublishedRate() {
        PUBLISHED.forEach((id, rates) -> {
            double rate = 100.0 * REMOVED[item(id)] / OWNED[item(id)];
            assertThat(rate).as("removed %s", id).isCloseTo(rates[2], within(0.15 * rates[2] + 0.005));
        });
    }

    @Test
    void adders_areThePublishedShareOfPairs_andMostlyActive() {
        assertThat(100.0 * adders / pairs).isCloseTo(3.52, within(0.2));
        assertThat(panel.last()
                        .features()
                        .dictionary(panel.schema().indexOf("ind_actividad_cliente"))
                        .id(0))
                .isEqualTo("0");
        assertThat(1000.0 * BY_ACTIVITY[0][0] / BY_ACTIVITY[0][1]).isCloseTo(6.7, within(1.5));
        assertThat(1000.0 * BY_ACTIVITY[1][0] / BY_ACTIVITY[1][1]).isCloseTo(68.5, within(5.0));
    }

    @Test
    void numberOfItems_inTheLastMonth_isRoughlyAsPublished() {
        double[] published = {25.22, 48.63, 12.94, 5.13, 3.09, 1.94, 1.36, 0.90, 0.48};
        double[] shares = new double[ITEMS + 1];
        Snapshot last = panel.last();
        for (int row = 0; row < last.rowCount(); row++) {
            shares[last.holdings().count(row)] += 100.0 / last.rowCount();
        }
        for (int count = 0; count < published.length; count++) {
            assertThat(shares[count])
                    .as("holders of %d items", count)
                    .isCloseTo(published[count], within(0.1 * published[count] + 0.5));
        }
    }

    @Test
    void salaryAndPension_comeTogether() {
        int nomina = item("nomina");
        int pension = item("nom_pens");
        assertThat((double) TOGETHER[nomina][pension] / ADDED[nomina]).isGreaterThan(0.95);
        assertThat((double) TOGETHER[pension][nomina] / ADDED[pension]).isBetween(0.8, 0.99);
    }

    @Test
    void payrollAccount_oftenBringsTheSalary() {
        int account = item("cno");
        assertThat((double) TOGETHER[account][item("nom_pens")] / ADDED[account])
                .isCloseTo(0.44, within(0.06));
        assertThat((double) TOGETHER[account][item("nomina")] / ADDED[account]).isCloseTo(0.42, within(0.08));
    }

    @Test
    void additions_ofFlickeringItems_areMostlyReactivations() {
        for (String id : new String[] {"recibo", "nomina", "nom_pens", "tjcr"}) {
            assertThat((double) AGAIN[item(id)] / ADDED[item(id)]).as(id).isGreaterThan(0.5);
        }
        assertThat((double) AGAIN[item("ecue")] / ADDED[item("ecue")]).isLessThan(0.1);
    }

    @Test
    void deposits_ofShortAndMiddleTerm_areNotTakenAfterDecember2015() {
        for (int month = 12; month < 17; month++) {
            assertThat(BY_MONTH[item("deco")][month]).isZero();
            assertThat(BY_MONTH[item("deme")][month]).isZero();
        }
        assertThat(BY_MONTH[item("deco")][1]).isPositive();
    }

    @Test
    void seasons_peakWhereTheFileDoes() {
        long[] taxes = BY_MONTH[item("reca")];
        assertThat(taxes[5]).isGreaterThan(3 * taxes[6]);
        long[] accounts = BY_MONTH[item("cco")];
        assertThat(accounts[5]).isGreaterThan(2 * accounts[4]);
        assertThat(accounts[11]).isGreaterThan(3 * accounts[10] / 2);
    }
}
