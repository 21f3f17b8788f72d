package dev.recsys.mlc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.RecommendationRequest;
import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.mlc.options.Objective;
import dev.recsys.mlc.options.Stopping;
import dev.recsys.mlc.options.Trees;
import dev.recsys.testkit.SmallBank;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoppingTest {
    private static final int TREES = 12;

    private static ConfigFixture small() {
        return ConfigFixture.defaults()
                .rounds(TREES)
                .maxLeaves(4)
                .learningRate(0.2)
                .columnSample(1)
                .stopping(Stopping.By.LAST_PERIOD);
    }

    /**
     * Monthly steps of other customers each, so that a row of a month tells nothing of another month's.
     *
     * @param sizes how many customers each step has. Not modified.
     * @param takers of each step the city whose customers take card and fund, of the two there are; none if empty. Not modified.
     */
    private static Panel steps(int[] sizes, String... takers) {
        PanelBuilder panel =
                Panel.builder(BankFixture.catalogue(List.of("fund")), BankFixture.schema(List.of("income")));
        for (int step = 0; step < sizes.length; step++) {
            for (int customer = 0; customer < sizes[step]; customer++) {
                String user = "step " + step + " customer " + customer;
                String city = customer % 2 == 0 ? "north" : "south";
                panel.row(SmallBank.month(step), user).category("city", city);
                panel.row(SmallBank.month(step + 1), user).category("city", city);
                // Some of the others take one too.
                if (city.equals(takers[step]) || (customer % 10 == 3 && !takers[step].isEmpty())) {
                    panel.holds(customer % 4 < 2 ? "card" : "fund");
                }
            }
        }
        return panel.build();
    }

    private static Map<String, String> notes(MlcConfig config, Panel panel) {
        return new MlcTrainer(config).train(panel).info().notes();
    }

    private static String same(int rounds, int models) {
        return String.join(", ", Collections.nCopies(models, Integer.toString(rounds)));
    }

    @Test
    void train_lastMonthAgainstTheEarlierOnes_learnsNothing() {
        // Were the last month learned from, it would outweigh the others.
        Panel panel = steps(new int[] {100, 100, 800}, "north", "north", "south");
        for (Trees.Structure structure : Trees.Structure.values()) {
            for (int models = 1; models <= 3; models += 2) {
                MlcConfig config = small().structure(structure).models(models).build();
                assertThat(notes(config, panel))
                        .containsEntry("stopping of products", "last period")
                        .containsEntry("rounds of products", same(0, models))
                        .containsEntry("stopping of products protected", "last period")
                        .containsEntry("rounds of products protected", same(0, models));
                MlcConfig byCustomers =
                        ConfigFixture.of(config).stopping(Stopping.By.CUSTOMERS).build();
                assertThat(notes(byCustomers, panel))
                        .containsEntry("stopping of products", models == 1 ? "none" : "customers left out")
                        .doesNotContainEntry("rounds of products", same(0, models));
            }
        }
        MlcConfig softmax = small().objective(Objective.SOFTMAX).build();
        assertThat(notes(softmax, panel))
                .containsEntry("stopping of adding at all", "last period")
                .containsEntry("rounds of adding at all", same(0, 5))
                .containsEntry("rounds of adding at all protected", same(0, 5));
    }

    @Test
    void train_lastMonthLikeTheEarlierOnes_learnsFromAll() {
        Panel panel = steps(new int[] {200, 200, 200}, "north", "north", "north");
        MlcModel model = new MlcTrainer(small().models(1).build()).train(panel);
        assertThat(model.info().notes())
                .containsEntry("stopping of products", "last period")
                .containsEntry("rounds of products", Integer.toString(TREES));
        double north = score(model, "north");
        assertThat(north).isGreaterThan(0.3); // half of them
        assertThat(score(model, "south")).isLessThan(north / 4);
    }

    private static double score(MlcModel model, String city) {
        return model.recommend(RecommendationRequest.anonymous()
                        .holdings(List.of())
                        .feature("city", city)
                        .allow(List.of("card"))
                        .build())
                .items()
                .get(0)
                .score();
    }

    @Test
    void train_oneMonthlyStep_leavesCustomersOutAndSaysSo() {
        Panel panel = SmallBank.panel(300);
        for (int models = 1; models <= 3; models += 2) {
            MlcConfig config = small().models(models).periods(1).build();
            MlcModel model = new MlcTrainer(config).train(panel);
            String customers = models == 1 ? "none" : "customers left out";
            assertThat(model.info().notes())
                    .containsEntry("stopping of products", customers + ": no period before the last to learn from");
            MlcModel expected = new MlcTrainer(ConfigFixture.of(config)
                            .stopping(Stopping.By.CUSTOMERS)
                            .build())
                    .train(panel);
            assertThat(expected.info().notes()).containsEntry("stopping of products", customers);
            assertThat(model.info().modelHash()).isEqualTo(expected.info().modelHash());
        }
    }

    @Test
    void train_nobodyAddsInTheLastMonth_leavesCustomersOutWhereOnlyAddersTell() {
        Panel panel = steps(new int[] {200, 200, 200}, "north", "north", "");
        assertThat(notes(small().objective(Objective.SOFTMAX).build(), panel))
                .containsEntry("stopping of products", "customers left out: nobody to stop by in the last period")
                .containsEntry("stopping of adding at all", "last period");
    }

    @Test
    void train_progress_countsTheDecidingModelToo() {
        for (Objective objective : Objective.values()) {
            List<TrainingProgress> told = new ArrayList<>();
            TrainingListener listener = told::add;
            new MlcTrainer(small().objective(objective).models(2).build()).train(SmallBank.panel(300), listener);
            // Two groups where the protected age is known, one where features are unknown.
            int less = 2 * 2 + 2;
            int models = 2 * 3 * (objective == Objective.SOFTMAX ? 2 : 1) + less;
            assertThat(told.stream().map(TrainingProgress::step))
                    .isEqualTo(IntStream.rangeClosed(1, models).boxed().toList());
            assertThat(told).allMatch(step -> step.totalSteps() == models);
            assertThat(told.get(0).objective()).isPositive(); // of the last month
            assertThat(told.get(1).objective()).isNaN();
        }
    }

    @Test
    void train_everyKind_isTheSameAtAnyThreadCountAndInAFile() throws Exception {
        Set<String> hashes = new HashSet<>();
        int kinds = 0;
        for (Objective objective : Objective.values()) {
            for (Trees.Structure structure : Trees.Structure.values()) {
                for (Stopping.By stopping : Stopping.By.values()) {
                    for (List<String> credit : List.of(List.<String>of(), List.of("card", "fund"))) {
                        Panel panel = BankFixture.withRoles(300, List.of("income"), credit);
                        MlcConfig config = small().objective(objective)
                                .structure(structure)
                                .stopping(stopping)
                                .rounds(60)
                                .earlyStoppingRounds(2)
                                .models(2)
                                .threads(1)
                                .build();
                        MlcModel model = new MlcTrainer(config).train(panel);
                        hashes.add(model.info().modelHash());
                        kinds++;
                        for (int threads : new int[] {2, 3, 7}) {
                            assertThat(new MlcTrainer(ConfigFixture.of(config)
                                                    .threads(threads)
                                                    .build())
                                            .train(panel)
                                            .info()
                                            .modelHash())
                                    .isEqualTo(model.info().modelHash());
                        }
                        isKept(model);
                    }
                }
            }
        }
        assertThat(hashes).hasSize(kinds); // each option tells
    }

    private static void isKept(MlcModel model) throws Exception {
        MlcCodec codec = new MlcCodec();
        MlcModel read = (MlcModel) codec.read(model.info(), codec.write(model));
        assertThat(codec.write(read).hash()).isEqualTo(model.info().modelHash());
        for (int age : new int[] {18, 40, 77}) {
            RecommendationRequest request = RecommendationRequest.anonymous()
                    .holdings(List.of("account"))
                    .feature("age", age)
                    .feature("income", 20_000)
                    .includeOwned()
                    .build();
            // Records of doubles compare them by their bits.
            assertThat(read.recommend(request)).isEqualTo(model.recommend(request));
            assertThat(read.explain(request, "fund")).isEqualTo(model.explain(request, "fund"));
        }
        assertThat(read.importance()).isEqualTo(model.importance());
    }
}
