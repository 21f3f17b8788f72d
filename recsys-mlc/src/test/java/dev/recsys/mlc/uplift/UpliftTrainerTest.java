package dev.recsys.mlc.uplift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import dev.recsys.mlc.targets.ColumnContribution;
import dev.recsys.mlc.uplift.UpliftConfig.Learner;
import dev.recsys.mlc.uplift.UpliftFixture.Design;
import dev.recsys.mlc.uplift.UpliftFixture.Drawn;
import dev.recsys.model.ModelFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
class UpliftTrainerTest {
    private static final FeatureTable TABLE =
            UpliftFixture.draw(Design.SLEEPING_DOGS, 4000, 11).table();

    private static UpliftModel train(Learner learner) {
        return new UpliftTrainer(UpliftFixture.config(learner)).train(TABLE, UpliftFixture.RANDOM);
    }

    @ParameterizedTest
    @EnumSource
    void train_everyLearner_ranksByTheEffect(Learner learner) {
        UpliftModel model = train(learner);
        Drawn population = UpliftFixture.draw(Design.SLEEPING_DOGS, 20_000, 12);
        double[] none = new double[0];
        double best = UpliftFixture.truth(population.effects(), population, none)[1];
        double found = UpliftFixture.truth(UpliftFixture.scores(model, population.table()), population, none)[1];
        assertThat(found / best).isGreaterThan(0.6);
        UpliftPrediction moved = model.predict(Map.of("x2", 0.9, "x3", 0.9));
        UpliftPrediction repelled = model.predict(Map.of("x2", -0.9, "x3", -0.9));
        assertThat(moved.uplift()).isGreaterThan(0.03);
        assertThat(repelled.uplift()).isLessThan(-0.02);
        boolean hasBoth = learner != Learner.CLASS_TRANSFORMATION;
        assertThat(moved.treated().isPresent()).isEqualTo(hasBoth);
        if (hasBoth) {
            assertThat(moved.treated().getAsDouble() - moved.control().getAsDouble())
                    .isCloseTo(moved.uplift(), within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource
    void train_confoundedWithPropensities_ranksByTheEffectAndHasItsMean(Learner learner) {
        UpliftModel model = new UpliftTrainer(UpliftFixture.config(learner))
                .train(UpliftFixture.draw(Design.CONFOUNDED, 20_000, 11).table(), UpliftFixture.KNOWN);
        Drawn population = UpliftFixture.draw(Design.CONFOUNDED, 20_000, 12);
        double[] scores = UpliftFixture.scores(model, population.table());
        double[] truth = UpliftFixture.truth(scores, population, new double[0]);
        assertThat(truth[1]).isGreaterThan(0.002);
        assertThat(Arrays.stream(scores).average().orElseThrow()).isCloseTo(truth[0], within(0.03));
    }

    @ParameterizedTest
    @EnumSource
    void explain_everyLearner_sumsToTheUplift(Learner learner) {
        UpliftModel model = train(learner);
        for (int row = 0; row < 50; row++) {
            UpliftExplanation why = model.explain(TABLE, row);
            double sum = why.base()
                    + why.contributions().stream()
                            .mapToDouble(ColumnContribution::value)
                            .sum();
            assertThat(sum).isCloseTo(why.prediction().uplift(), within(1e-6));
            assertThat(why.prediction().uplift())
                    .isEqualTo(model.predictAll(TABLE, 1).uplift(row));
        }
        assertThat(model.explain(Map.of("x2", 0.9)).contributions().get(0).column())
                .isEqualTo("x2");
    }

    @ParameterizedTest
    @EnumSource
    void train_anyThreadCount_givesTheSameModelAndItsFileTheSameAnswers(Learner learner, @TempDir Path folder)
            throws Exception {
        UpliftModel model = train(learner);
        UpliftModel again =
                new UpliftTrainer(UpliftFixture.config(learner).withThreads(1)).train(TABLE, UpliftFixture.RANDOM);
        assertThat(again.info().modelHash()).isEqualTo(model.info().modelHash());
        Path file = folder.resolve("uplift.recsys");
        model.save(file);
        UpliftModel loaded = UpliftModel.load(file);
        assertThat(UpliftFixture.scores(loaded, TABLE)).isEqualTo(UpliftFixture.scores(model, TABLE));
        assertThat(loaded.campaign()).isEqualTo(UpliftFixture.RANDOM);
        assertThat(loaded).hasToString(model.toString());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> UpliftModel.load(file));
    }

    @Test
    void train_protectedColumns_areNotLearnedFromButMustNotTellTreatment() {
        UpliftConfig config = UpliftFixture.config(Learner.TWO_MODELS).withProtectedColumns(List.of("x2"));
        UpliftModel model = new UpliftTrainer(config).train(TABLE, UpliftFixture.RANDOM);
        assertThat(model.columns().names())
                .doesNotContain("x2", "offer", "bought")
                .contains("x3");
        FeatureTable confounded = UpliftFixture.draw(Design.CONFOUNDED, 2000, 5).table();
        UpliftConfig guarded = UpliftFixture.config(Learner.TWO_MODELS)
                .withProtectedColumns(List.of("x0"))
                .withExcluded(List.of("chance"));
        refused(confounded, UpliftFixture.RANDOM, guarded, "attribute \"x0\" tells who was treated");
    }

    @Test
    void train_badCampaigns_areRefused() {
        UpliftConfig config = UpliftFixture.config(Learner.TWO_MODELS);
        refused(TABLE, Campaign.of("bought", "yes", "offers", "sent"), config, "treatment \"offers\" must be a column");
        refused(TABLE, Campaign.of("bought", "si", "offer", "sent"), config, "must be one of its values [no, yes]");
        refused(TABLE, Campaign.of("bought", "yes", "region", "east"), config, "must have two values, but has more");
        refused(TABLE, UpliftFixture.RANDOM.withPropensity("x1"), config, "must be in 0.01..0.99 in every row");
        refused(TABLE, UpliftFixture.RANDOM.withPropensity("region"), config, "must be a column of numbers");
        refused(
                TABLE,
                UpliftFixture.RANDOM,
                config.withExcluded(List.of("age")),
                "excluded must name columns of the table");
        FeatureTable confounded = UpliftFixture.draw(Design.CONFOUNDED, 2000, 5).table();
        Campaign swapped = Campaign.of("bought", "yes", "offer", "sent").withPropensity("low");
        float[] low = new float[2000];
        Arrays.fill(low, 0.3f);
        refused(
                confounded.with(FeatureTable.builder(2000).numeric("low", low).build()),
                swapped,
                config,
                "standard deviations off");
    }

    @Test
    void train_missingOrSingleOutcomes_areRefused() {
        int[] offers = {0, 0, 1, 1};
        refused(small(offers, new int[] {0, 1, -1, 0}), "must have a value in every row, but has none in row 2");
        refused(small(offers, new int[] {0, 1, 1, 1}), "must have both values among the treated rows");
        refused(small(offers, new int[] {0, 0, 0, 0}), "must have two values, but has [no]");
    }

    private static FeatureTable small(int[] offers, int[] bought) {
        return FeatureTable.builder(offers.length)
                .numeric("x", new float[offers.length])
                .categorical("offer", IdIndex.of(List.of("kept", "sent")), offers)
                .categorical("bought", IdIndex.of(List.of("no", "yes")), bought)
                .build();
    }

    private static void refused(FeatureTable table, String why) {
        refused(table, UpliftFixture.RANDOM, UpliftConfig.defaults(), why);
    }

    private static void refused(FeatureTable table, Campaign campaign, UpliftConfig config, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UpliftTrainer(config).train(table, campaign))
                .withMessageContaining(why);
    }

    @Test
    void campaign_oneColumnTwice_isRefused() {
        for (List<String> columns : List.of(List.of("a", "a", ""), List.of("a", "b", "a"), List.of("a", "b", "b"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Campaign(columns.get(0), "1", columns.get(1), "1", columns.get(2)))
                    .withMessageContaining("must be different columns");
        }
    }

    @Test
    void evaluate_heldOutRows_measuresThemAndRefusesConfoundedOnes() {
        UpliftModel model = train(Learner.TWO_MODELS);
        FeatureTable held = UpliftFixture.draw(Design.SLEEPING_DOGS, 4000, 99).table();
        UpliftEvaluator evaluator =
                UpliftEvaluator.defaults().withResamples(200).withThreads(2);
        UpliftFigures figures = evaluator.evaluate(model, held);
        assertThat(figures.rows()).isEqualTo(4000);
        assertThat(figures.qini().low()).isPositive();
        assertThat(figures.policies()).extracting(UpliftFigures.Policy::share).isEqualTo(evaluator.shares());
        FeatureTable confounded =
                UpliftFixture.draw(Design.CONFOUNDED, 4000, 99).table();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> evaluator.evaluate(model, confounded))
                .withMessageContaining("tells who was treated");
        assertThat(evaluator.evaluate(model, confounded, UpliftFixture.KNOWN).treated())
                .isBetween(1500, 2500);
        List<Double> falling = new ArrayList<>(List.of(0.5, 0.2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> evaluator.withShares(falling))
                .withMessageContaining("shares must be ascending");
    }
}
