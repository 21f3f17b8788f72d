package dev.recsys.mlc.uplift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpliftCurveTest {
    private static final String TREATED = "TCTTCCTCTC";
    private static final String OUTCOMES = "1010010100";
    private static final double[] FALLING = {.9, .8, .7, .6, .5, .4, .3, .2, .1, 0};

    private static CampaignRows rows(double[] propensities) {
        boolean[] treated = new boolean[10];
        boolean[] outcomes = new boolean[10];
        for (int row = 0; row < 10; row++) {
            treated[row] = TREATED.charAt(row) == 'T';
            outcomes[row] = OUTCOMES.charAt(row) == '1';
        }
        return new CampaignRows(outcomes, treated, propensities, true);
    }

    private static double[] halves() {
        double[] halves = new double[10];
        Arrays.fill(halves, 0.5);
        return halves;
    }

    private static UpliftFigures figures(double[] scores, double[] propensities) {
        return UpliftEvaluator.defaults()
                .withShares(List.of(0.3, 0.5))
                .withResamples(50)
                .withThreads(2)
                .figures(scores, rows(propensities));
    }

    @Test
    void figures_ofTenRows_areThoseWorkedOutByHand() {
        UpliftFigures figures = figures(FALLING, halves());
        // After rows 1 to 10, R1 N1 R0 N0: 1100 1101 2201 2301 2302 2313 2413 2424 2524 2525.
        double[] qini = {0, 1 / 5., 1 / 5., 2 / 5., 2 / 5., 2 / 5., 1 / 5., 2 / 15., 0, -1 / 10., 0};
        double[] gain = {0, 1 / 10., 1 / 5., 3 / 10., 4 / 15., 1 / 3., 1 / 5., 7 / 60., 0, -9 / 100., 0};
        for (int row = 0; row <= 10; row++) {
            UpliftFigures.Point point = figures.curve().get(2 * row);
            assertThat(point.share()).isCloseTo(row / 10., within(1e-15));
            assertThat(point.qini()).as("qini after %s", row).isCloseTo(qini[row], within(1e-14));
            assertThat(point.gain()).as("gain after %s", row).isCloseTo(gain[row], within(1e-14));
        }
        assertThat(figures.curve().get(5).qini()).isCloseTo((1 / 5. + 2 / 5.) / 2, within(1e-14));
        assertThat(figures.effect().value()).isCloseTo(2 / 5. - 2 / 5., within(1e-14));
        assertThat(figures.qini().value()).isCloseTo(11 / 60., within(1e-14));
        assertThat(figures.auuc().value()).isCloseTo(Arrays.stream(gain).sum() / 10, within(1e-14));
        UpliftFigures.Policy top = figures.policies().get(0);
        assertThat(top.rate().value()).isCloseTo(0.3 * 1 + 0.7 * 2 / 4, within(1e-14));
        assertThat(top.overNone().value()).isCloseTo(0.3, within(1e-14));
        assertThat(top.overAll().value()).isCloseTo(-0.7 * (0 / 3. - 2 / 4.), within(1e-14));
        assertThat(figures.treated()).isEqualTo(5);
    }

    @Test
    void figures_rowsOfOneScore_comeInTogether() {
        UpliftFigures same = figures(new double[10], halves());
        assertThat(same.qini().value()).isCloseTo(0, within(1e-15));
        assertThat(same.auuc().value()).isCloseTo(0, within(1e-15));
        assertThat(same.policies().get(0).rate().value()).isCloseTo(0.4, within(1e-15));
        // Rows 1 to 4, 5 and 6, 7 to 10: corners at .4 and .6 only.
        UpliftFigures three = figures(new double[] {3, 3, 3, 3, 2, 2, 1, 1, 1, 1}, halves());
        double area = 0.4 * (2 / 5.) / 2 + 0.2 * (2 / 5. + 1 / 5.) / 2 + 0.4 * (1 / 5.) / 2;
        assertThat(three.qini().value()).isCloseTo(area, within(1e-14));
        // Half of the rows: those of the first score, and one treated by lot of a control pair, one of them with the
        // outcome.
        assertThat(three.policies().get(1).overNone().value()).isCloseTo(0.5 * (2 / 3. - 0.5 / 2), within(1e-14));
    }

    @Test
    void figures_ofPropensities_weighRowsByOneOverTheirChance() {
        double[] chances = halves();
        chances[0] = 0.2; // treated, with the outcome: stands for 5
        chances[5] = 0.75; // control, with the outcome: stands for 4
        UpliftFigures figures = figures(FALLING, chances);
        assertThat(figures.effect().value()).isCloseTo((5 + 2) / (5 + 8.) - (4 + 2) / (4 + 8.), within(1e-14));
        double treated = (5 + 2) / (5 + 2 + 2.);
        assertThat(figures.policies().get(1).overNone().value()).isCloseTo(0.5 * treated, within(1e-14));
    }

    @Test
    void figures_anyThreadCount_areTheSame() {
        UpliftEvaluator evaluator = UpliftEvaluator.defaults().withResamples(50);
        CampaignRows rows = rows(halves());
        assertThat(evaluator.withThreads(4).figures(FALLING, rows))
                .isEqualTo(evaluator.withThreads(1).figures(FALLING, rows));
    }

    @Test
    void z_knownConfidences_areTheNormalQuantiles() {
        assertThat(Resampling.z(0.95)).isCloseTo(1.959963984540054, within(1e-9));
        assertThat(Resampling.z(0.5)).isCloseTo(0.6744897501960817, within(1e-9));
    }
}
