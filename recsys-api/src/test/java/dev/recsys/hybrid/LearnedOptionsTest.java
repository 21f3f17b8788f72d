package dev.recsys.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.RecommendationRequest;
import dev.recsys.RecommendedItem;
import dev.recsys.ScoreMeaning;
import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.hybrid.CalibratedStack.Numbers;
import dev.recsys.model.Sections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The learned mixture, and weights that depend on a context. */
class LearnedOptionsTest {
    private static final Panel PANEL = StackBank.panel(4000, 1);

    private static HybridTrainer.Builder<Panel> trainer() {
        return HybridTrainer.forPanels()
                .add("noise", StackBank.calibrated(StackBank.NOISE))
                .add("truth", StackBank.calibrated(StackBank.TRUTH));
    }

    @Test
    void mixture_uselessComponent_getsHardlyAnyShare() throws Exception {
        HybridRecommender hybrid = trainer().learnedMixture().build().train(PANEL);
        CalibratedBlend blend = (CalibratedBlend) hybrid.blend();
        Numbers numbers = blend.lines().numbers();
        for (int group = 0; group < 2; group++) {
            double noise = numbers.weight(2, group, 0);
            double truth = numbers.weight(2, group, 1);
            assertThat(noise).isBetween(0.0, 0.03);
            assertThat(noise + truth).isCloseTo(1, within(1e-12));
        }
        assertThat(hybrid.scoreMeaning()).isEqualTo(ScoreMeaning.PROBABILITY);
        String text = BlendJson.write(blend);
        Sections written = StackSections.of(blend);
        Blend read = BlendJson.read(text, StackSections.read(written, List.of("noise", "truth"), PANEL.vocabulary()));
        assertThat(BlendJson.write(read)).isEqualTo(text);
        assertThat(StackSections.of(read).hash()).isEqualTo(written.hash());
        for (RecommendedItem item : hybrid.recommend(RecommendationRequest.anonymous()
                        .feature("wealth", 1)
                        .feature("gender", "a")
                        .build())
                .items()) {
            assertThat(item.contributions().values().stream()
                            .mapToDouble(part -> part)
                            .sum())
                    .isCloseTo(item.score(), within(1e-14));
        }
    }

    /** Customers of a region take items as the first component says, those of the other as the second. */
    private static Panel regions() {
        Random random = new Random(5);
        FeatureSchema schema =
                FeatureSchema.builder().numeric("wealth").categorical("region").build();
        PanelBuilder panel = Panel.builder(Catalogue.of(List.of("a", "b")), schema);
        for (int c = 0; c < 6000; c++) {
            double wealth = (float) random.nextGaussian();
            boolean north = c % 2 == 0;
            boolean[] held = new boolean[2];
            for (int month = 0; month < 2; month++) {
                panel.row(month == 0 ? StackBank.JANUARY : StackBank.FEBRUARY, "c" + c)
                        .number("wealth", wealth)
                        .category("region", north ? "north" : "south");
                for (int item = 0; item < 2; item++) {
                    held[item] |= month == 1 && random.nextDouble() < chance(wealth, north);
                    if (held[item]) {
                        panel.holds(item);
                    }
                }
            }
        }
        return panel.build();
    }

    private static double chance(double wealth, boolean north) {
        return 1 / (1 + Math.exp(2 - (north ? 1.5 : -1.5) * wealth));
    }

    private static HybridTrainer.Builder<Panel> ofRegions() {
        return HybridTrainer.forPanels()
                .add(
                        "north",
                        StackBank.calibrated(
                                (customer, item) -> chance(customer.features().number(0), true)))
                .add(
                        "south",
                        StackBank.calibrated(
                                (customer, item) -> chance(customer.features().number(0), false)));
    }

    private static double error(HybridRecommender hybrid) {
        double error = 0;
        for (double wealth : new double[] {-1.5, -0.5, 0.5, 1.5}) {
            for (String region : List.of("north", "south")) {
                for (RecommendedItem item : hybrid.recommend(RecommendationRequest.anonymous()
                                .holdings(List.of())
                                .feature("wealth", wealth)
                                .feature("region", region)
                                .build())
                        .items()) {
                    error += Math.abs(item.score() - chance(wealth, region.equals("north")));
                }
            }
        }
        return error;
    }

    @Test
    void context_componentsGoodInOneRegionEach_areHeardThere() throws Exception {
        Panel panel = regions();
        HybridRecommender gated = ofRegions().learnedByContext("region").build().train(panel);
        assertThat(error(gated)).isLessThan(error(ofRegions().build().train(panel)) / 2);
        CalibratedStack stack = (CalibratedStack) gated.blend();
        Sections written = StackSections.of(stack);
        CalibratedStack read = StackSections.read(written, List.of("north", "south"), panel.vocabulary());
        assertThat(StackSections.of(read).hash()).isEqualTo(written.hash());
        assertThat(read.numbers().gates()).isEqualTo(stack.numbers().gates()).hasSize(3 * 6 * 2);
    }

    @Test
    void context_featuresThatCanNotBeOne_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer().learnedByContext("region").build().train(PANEL))
                .withMessage("the context names the feature \"region\", which the data does not have");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer().learnedByContext("wealth").build().train(PANEL))
                .withMessage("a feature of the context must be categorical, but \"wealth\" is numeric");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer().learnedByContext("gender").build().train(PANEL))
                .withMessage("a feature of the context must not be protected, but \"gender\" is");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ofRegions().learnedByContext("region", "region").build().train(regions()))
                .withMessage("the context names a feature twice");
    }

    @Test
    void builder_contradictions_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer().learnedByContext().learnedMixture().build())
                .withMessageStartingWith("only the learned blend of the default looks at a context");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HybridTrainer.forEvents().learnedMixture())
                .withMessage("a learned mixture needs a panel");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HybridTrainer.forEvents().learnedByContext())
                .withMessage("weights that depend on a context need a panel");
    }
}
