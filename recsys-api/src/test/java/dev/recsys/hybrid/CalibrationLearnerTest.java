package dev.recsys.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.PanelCustomers;
import dev.recsys.RecommendationRequest;
import dev.recsys.RecommendedItem;
import dev.recsys.TrainingListener;
import dev.recsys.data.Panel;
import dev.recsys.hybrid.MadeModel.MadeTrainer;
import dev.recsys.hybrid.MadeModel.Rule;
import dev.recsys.hybrid.ShrunkLogit.Cells;
import dev.recsys.internal.run.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class CalibrationLearnerTest {
    private static final Panel PANEL = StackBank.panel(4000, 1);
    private static final Panel STRANGERS = StackBank.panel(4000, 2);
    private static final int ITEMS = StackBank.ITEMS.size();

    /** In the order of the probability of each item, and said to be it, but crooked: too even, and in waves. */
    private static final Rule CROOKED = (customer, item) -> {
        double odds = logOdds(StackBank.TRUTH.score(customer, item));
        return sigmoid(0.4 * odds + 0.3 * Math.sin(odds) - 0.5);
    };

    private static double logOdds(double p) {
        return Math.log(p / (1 - p));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static HybridRecommender train(Panel panel, Rule rule) {
        return HybridTrainer.forPanels()
                .add("x", StackBank.calibrated(rule))
                .build()
                .train(panel);
    }

    private static CalibratedStack stack(HybridRecommender hybrid) {
        return (CalibratedStack) hybrid.blend();
    }

    /** The same hybrid without its calibration. */
    private static HybridRecommender bare(HybridRecommender hybrid) {
        HybridRecommender.Builder builder = HybridRecommender.builder();
        hybrid.components().forEach(builder::add);
        return builder.learned(new CalibratedStack(stack(hybrid).numbers()), hybrid.vocabulary(), Map.of())
                .build();
    }

    /** What customers of January do not hold: item and score, best first. */
    private static List<List<RecommendedItem>> answers(HybridRecommender hybrid, Panel panel) {
        PanelCustomers customers = PanelCustomers.at(panel, StackBank.JANUARY);
        List<List<RecommendedItem>> answers = new ArrayList<>();
        for (int row = 0; row < 500; row++) {
            answers.add(hybrid.recommend(customers.request(row).limit(ITEMS).build())
                    .items());
        }
        return answers;
    }

    /** The mean distance of scores from the true probabilities. */
    private static double error(HybridRecommender hybrid) {
        HybridRecommender truth = bare(train(PANEL, StackBank.TRUTH));
        List<List<RecommendedItem>> told = answers(hybrid, STRANGERS);
        List<List<RecommendedItem>> right = answers(truth, STRANGERS);
        double error = 0;
        for (int i = 0; i < told.size(); i++) {
            for (RecommendedItem item : told.get(i)) {
                double p = right.get(i).stream()
                        .filter(other -> other.itemId().equals(item.itemId()))
                        .findFirst()
                        .orElseThrow()
                        .score();
                error += Math.abs(item.score() - p) / told.size();
            }
        }
        return error;
    }

    @Test
    void train_crookedScores_areStraightenedInTheSameRanking() {
        HybridRecommender hybrid = train(PANEL, CROOKED);
        assertThat(stack(hybrid).calibration().isNone()).isFalse();
        assertThat(hybrid.info().notes()).containsEntry("blend, items calibrated", "4");
        assertThat(error(hybrid)).isLessThan(0.4 * error(bare(hybrid)));
        List<List<RecommendedItem>> before = answers(bare(hybrid), STRANGERS);
        List<List<RecommendedItem>> after = answers(hybrid, STRANGERS);
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i).stream().map(RecommendedItem::itemId))
                    .containsExactlyElementsOf(
                            before.get(i).stream().map(RecommendedItem::itemId).toList());
        }
    }

    @Test
    void recommend_calibrated_contributionsSumToTheScore() {
        HybridRecommender hybrid = train(PANEL, CROOKED);
        PanelCustomers customers = PanelCustomers.at(STRANGERS, StackBank.FEBRUARY);
        for (int row = 0; row < 200; row++) {
            for (RecommendedItem item : hybrid.recommend(
                            customers.request(row).limit(ITEMS).includeOwned().build())
                    .items()) {
                double sum = item.contributions().values().stream()
                        .mapToDouble(part -> part)
                        .sum();
                assertThat(sum).isCloseTo(item.score(), within(1e-14));
                assertThat(item.score()).isBetween(0.0, 1.0);
            }
        }
    }

    @Test
    void recommend_protectedFeature_neverReachesCreditItems() {
        Rule bold =
                (customer, item) -> item < 2 && customer.features().code(1) == 1 ? 0.9 : CROOKED.score(customer, item);
        HybridRecommender hybrid = train(PANEL, bold);
        assertThat(stack(hybrid).calibration().corrects(2)).isTrue();
        boolean differs = false;
        for (double wealth = -3; wealth < 3; wealth += 0.05) {
            Map<String, Double> a = scores(hybrid, wealth, "a");
            Map<String, Double> b = scores(hybrid, wealth, "b");
            assertThat(a.get("loan")).isEqualTo(b.get("loan"));
            assertThat(a.get("overdraft")).isEqualTo(b.get("overdraft"));
            differs |= !a.get("card").equals(b.get("card"));
        }
        assertThat(differs).isTrue();
    }

    private static Map<String, Double> scores(HybridRecommender hybrid, double wealth, String gender) {
        return hybrid
                .recommend(RecommendationRequest.anonymous()
                        .feature("wealth", wealth)
                        .feature("gender", gender)
                        .limit(ITEMS)
                        .build())
                .items()
                .stream()
                .collect(java.util.stream.Collectors.toMap(RecommendedItem::itemId, RecommendedItem::score));
    }

    /** What customers said of other items, and what they took of them, changes nothing for an item. */
    @Test
    void learn_otherItemsScoresChange_leavesTheKnotsOfCreditItems() {
        BlendCalibration plain = stack(train(PANEL, CROOKED)).calibration();
        BlendCalibration changed = stack(
                        train(PANEL, (customer, item) -> item < 2 ? 0.5 : CROOKED.score(customer, item)))
                .calibration();
        for (int item = 2; item < ITEMS; item++) {
            assertThat(plain.corrects(item)).isTrue();
            for (double odds = -6; odds < 6; odds += 0.01) {
                assertThat(changed.correctLogOdds(item, odds)).isEqualTo(plain.correctLogOdds(item, odds));
            }
        }
    }

    private static float[] margins(StackRows rows, IntToDoubleFunction ofRow) {
        float[] margins = new float[rows.count() * ITEMS];
        for (int row = 0; row < rows.count(); row++) {
            Arrays.fill(margins, row * ITEMS, (row + 1) * ITEMS, (float) ofRow.applyAsDouble(row));
        }
        return margins;
    }

    private static BlendCalibration learn(StackRows rows, float[] margins, int threads) {
        try (Workers workers = Workers.of("test", threads)) {
            return new CalibrationLearner(rows, List.of(), new int[0][0], workers).learn(margins);
        }
    }

    @Test
    void learn_twoScores_isTheShareOfEach() {
        StackRows rows = StackRows.draw(PANEL, user -> true);
        IntToDoubleFunction margin = row -> rows.customer(row, 0).features().number(0) > 0 ? -1 : -3;
        BlendCalibration calibration = learn(rows, margins(rows, margin), 2);
        double[][] sums = new double[2][3]; // by score: expected, added, weight of those who do not hold the account
        Cells cells = rows.cells();
        for (int row = 0; row < rows.count(); row++) {
            byte label = cells.labels()[row * ITEMS];
            if (label != Cells.OWNED) {
                double[] sum = sums[margin.applyAsDouble(row) == -1 ? 1 : 0];
                sum[0] += cells.weights()[row] * sigmoid(margin.applyAsDouble(row));
                sum[1] += label == Cells.YES ? cells.weights()[row] : 0;
                sum[2] += cells.weights()[row];
            }
        }
        assertThat(calibration.counts()[0]).isEqualTo(2);
        for (int score = 0; score < 2; score++) {
            double[] sum = sums[score];
            double share = sum[0] / sum[2] * (sum[1] + 1) / (sum[0] + 1);
            assertThat(calibration.from()[score]).isEqualTo(score == 0 ? -3 : -1, within(1e-9));
            assertThat(calibration.to()[score]).isEqualTo(logOdds(share), within(1e-9));
            assertThat(share).isEqualTo(sum[1] / sum[2], within(0.01));
        }
    }

    @Test
    void learn_sharesFallWithTheScore_isOneKnot() {
        StackRows rows = StackRows.draw(PANEL, user -> true);
        // Account and loan are taken by the wealthy, and this says the contrary.
        BlendCalibration calibration = learn(
                rows,
                margins(
                        rows,
                        row -> -2 - Math.tanh(rows.customer(row, 0).features().number(0))),
                1);
        assertThat(calibration.counts()[0]).isEqualTo(1);
        assertThat(calibration.counts()[1]).isGreaterThan(5);
    }

    @Test
    void learn_constantScores_isOneKnotOrNone() {
        StackRows rows = StackRows.draw(PANEL, user -> true);
        BlendCalibration calibration = learn(rows, margins(rows, row -> -4), 1);
        assertThat(calibration.counts()).containsOnly(1);
        assertThat(learn(rows, margins(rows, row -> Double.NaN), 1).isNone()).isTrue();
        StackRows few = StackRows.draw(StackBank.panel(60, 1), user -> true);
        assertThat(learn(few, margins(few, row -> -4), 1).isNone()).isTrue();
    }

    @Test
    void learn_scoresThatAreRight_gainsNothingToKeep() {
        int kept = 0;
        for (int seed = 1; seed <= 10; seed++) {
            for (int knots : stack(train(StackBank.panel(2000, seed), StackBank.TRUTH))
                    .calibration()
                    .counts()) {
                kept += knots > 0 ? 1 : 0;
            }
        }
        assertThat(kept).isLessThan(14); // of 40; corrections of noise lose more often than not
    }

    @Test
    void learn_anyThreads_givesTheSameBits() {
        StackRows rows = StackRows.draw(PANEL, user -> true);
        float[] margins = margins(
                rows, row -> -1.5 + 0.3 * rows.customer(row, 0).features().number(0));
        BlendCalibration one = learn(rows, margins, 1);
        assertThat(one.isNone()).isFalse();
        for (int threads : new int[] {2, 5}) {
            BlendCalibration other = learn(rows, margins, threads);
            assertThat(other.counts()).isEqualTo(one.counts());
            assertThat(other.from()).isEqualTo(one.from());
            assertThat(other.to()).isEqualTo(one.to());
        }
    }

    @Test
    void margins_ofHonestScores_areWhatIsServed() {
        MadeTrainer order = StackBank.ranking(StackBank.ORDER);
        MadeTrainer crooked = StackBank.calibrated(CROOKED);
        List<StackScores.Source> sources = new ArrayList<>();
        for (MadeTrainer trainer : List.of(order, crooked)) {
            var fitted = trainer.trainHeldOut(PANEL, TrainingListener.none());
            Component component = new Component("x" + sources.size(), fitted.model(), PANEL.vocabulary());
            sources.add(new StackScores.Source(component, fitted.heldOut(), !trainer.isCalibrated()));
        }
        StackRows rows = StackRows.draw(PANEL, user -> true);
        try (Workers workers = Workers.of("test", 1)) {
            StackLearner learner = new StackLearner(sources, rows, PANEL.vocabulary(), workers, (step, steps) -> {});
            CalibratedStack stack = learner.learn(ContextCells.of(List.of(), PANEL.vocabulary()));
            float[] margins = learner.calibrator().margins(stack);
            HybridRecommender.Builder hybrid = HybridRecommender.builder();
            sources.forEach(source ->
                    hybrid.add(source.component().name(), source.component().model()));
            HybridRecommender bare = hybrid.learned(new CalibratedStack(stack.numbers()), PANEL.vocabulary(), Map.of())
                    .build();
            for (int row = 0; row < rows.count(); row += 7) {
                double[] served = bare.score(rows.customer(row, 0)).scores();
                for (int item = 0; item < ITEMS; item++) {
                    assertThat(sigmoid(margins[row * ITEMS + item])).isEqualTo(served[item], within(1e-6));
                }
            }
        }
    }
}
