package dev.recsys.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.Explanation;
import dev.recsys.FallbackLevel;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.data.Catalogue;
import dev.recsys.data.EventLog;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Item;
import dev.recsys.internal.run.Workers;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import dev.recsys.testkit.SmallBank;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureFactorTrainerTest {
    private static final FeatureFactorConfig SMALL = FeatureFactorConfig.defaults()
            .withFactors(5)
            .withRegularization(0.2)
            .withFrequencyExponent(0.5)
            .withAlpha(0.7)
            .withUnobservedWeight(0.4)
            .withThreads(2);

    /** Rows of which each has attribute 0 and some of the others, so many in all. */
    private static int[][] attributes(int rows, int count, SplittableRandom random) {
        int[][] all = new int[rows][];
        for (int row = 0; row < rows; row++) {
            all[row] =
                    random.ints(random.nextInt(3), 1, count).distinct().sorted().toArray();
            int[] withFirst = new int[all[row].length + 1];
            System.arraycopy(all[row], 0, withFirst, 1, all[row].length);
            all[row] = withFirst;
        }
        return all;
    }

    private static double[][] dense(int[][] rows, int count) {
        double[][] dense = new double[rows.length][count];
        for (int row = 0; row < rows.length; row++) {
            for (int attribute : rows[row]) {
                dense[row][attribute] = 1;
            }
        }
        return dense;
    }

    private static double[][] dense(float[] values, int size) {
        double[][] dense = new double[values.length / size][size];
        for (int i = 0; i < values.length; i++) {
            dense[i / size][i % size] = values[i];
        }
        return dense;
    }

    /** The tuned sweeps and their reference on the same start; the last user and two items have no cells. */
    private static final class Twins {
        final FeatureFactorSweeps tuned;
        final PlainFeatureFactors plain;

        Twins(int users, int items, FeatureFactorConfig config) {
            SplittableRandom random = new SplittableRandom(11);
            double[][] weights = new double[users][items];
            InteractionMatrix.Builder cells = InteractionMatrix.builder(users, items);
            for (int user = 0; user < users - 1; user++) {
                for (int i = 0; i < 1 + user % 5; i++) {
                    int item = 2 + random.nextInt(items - 2);
                    if (weights[user][item] == 0) {
                        weights[user][item] = 1 + random.nextInt(3);
                        cells.add(user, item, weights[user][item]);
                    }
                }
            }
            int[][] ofUsers = attributes(users, 7, random);
            int[][] ofItems = attributes(items, 6, random);
            tuned = new FeatureFactorSweeps(
                    cells.build(), AttributeRows.of(ofUsers, 7), AttributeRows.of(ofItems, 6), config);
            plain = new PlainFeatureFactors(
                    weights,
                    dense(ofUsers, 7),
                    dense(ofItems, 6),
                    dense(tuned.items().vectors(), config.factors()),
                    config);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 13, 65})
    void run_anyFactors_agreesWithAPlainReference(int factors) {
        Twins twins = new Twins(40, 23, SMALL.withFactors(factors));
        try (Workers workers = Workers.of("test", 2)) {
            for (int sweep = 0; sweep < 3; sweep++) {
                twins.tuned.run(workers);
                assertClose(twins.tuned.users().vectors(), twins.plain.users, factors);
                assertClose(twins.tuned.users().attributeVectors(), twins.plain.ofUsers, factors);
                assertClose(twins.tuned.items().attributeVectors(), twins.plain.ofItems, factors);
                twins.plain.sweep();
            }
        }
    }

    private static void assertClose(float[] found, double[][] expected, int size) {
        assertThat(found).hasSize(expected.length * size);
        for (int i = 0; i < found.length; i++) {
            assertThat((double) found[i]).isCloseTo(expected[i / size][i % size], within(1e-4));
        }
    }

    @Test
    void sweep_objective_neverRises() {
        PlainFeatureFactors plain = new Twins(40, 23, SMALL).plain;
        double before = plain.objective();
        double first = before;
        for (int sweep = 0; sweep < 10; sweep++) {
            plain.sweep();
            assertThat(plain.objective()).isLessThanOrEqualTo(before * (1 + 1e-12));
            before = plain.objective();
        }
        assertThat(before).isLessThan(0.99 * first);
    }

    /** Two tastes: red and blue items; nobody had r9 and b9. */
    private static EventLog colours() {
        EventLog.Builder log = EventLog.builder();
        SplittableRandom random = new SplittableRandom(5);
        for (int user = 0; user < 60; user++) {
            for (int i = 0; i < 4; i++) {
                log.add("u" + user, (user % 2 == 0 ? "r" : "b") + random.nextInt(8), 1, Instant.EPOCH);
            }
        }
        List<Item> items = new ArrayList<>();
        for (int item = 0; item < 10; item++) {
            items.add(Item.of("r" + item).withAttribute("words", item == 9 ? "red" : "red|thing " + item));
            items.add(Item.of("b" + item).withGroup("blues").withLabel("blue " + item));
        }
        return log.build().declared(Catalogue.ofItems(items));
    }

    @Test
    void recommend_coldItems_goToTheirTaste() {
        FeatureFactorModel model = new FeatureFactorTrainer(SMALL).train(colours());
        assertThat(model.info().notes()).containsEntry("itemAttributes", "2");
        for (String taste : List.of("r", "b")) {
            Recommendations answer = model.recommend(RecommendationRequest.anonymous()
                    .holdings(List.of(taste + 1, taste + 2))
                    .limit(20)
                    .build());
            List<String> ids = answer.itemIds();
            String other = taste.equals("r") ? "b9" : "r9";
            assertThat(ids.indexOf(taste + 9)).isBetween(0, 8);
            assertThat(ids.indexOf(other)).isGreaterThan(ids.indexOf(taste + 9) + 3);
        }
    }

    @Test
    void recommend_heldColdItem_speaksForItsTaste() {
        FeatureFactorModel model = new FeatureFactorTrainer(SMALL).train(colours());
        List<String> ids = model.recommend(RecommendationRequest.anonymous()
                        .holdings(List.of("r9"))
                        .limit(8)
                        .build())
                .itemIds();
        assertThat(ids).allMatch(id -> id.startsWith("r"));
    }

    /** Customers of the south hold other products than those of the north, which holdings alone can't say of a new one. */
    @Test
    void recommend_newCustomer_isRankedByFeatures() {
        FeatureFactorModel model = new FeatureFactorTrainer().train(SmallBank.panel(300));
        Recommendations north = ask(model, "north");
        Recommendations south = ask(model, "south");
        assertThat(north.level()).isEqualTo(FallbackLevel.FEATURES);
        assertThat(scores(north)).isNotEqualTo(scores(south));
        RecommendationRequest unknown = RecommendationRequest.anonymous().build();
        assertThat(model.recommend(unknown).level()).isEqualTo(FallbackLevel.POPULARITY);
        RecommendationRequest aged =
                RecommendationRequest.anonymous().feature("age", 40).build();
        assertThat(scores(model.recommend(aged))).isEqualTo(scores(model.recommend(unknown)));
    }

    private static Recommendations ask(FeatureFactorModel model, String city) {
        return model.recommend(
                RecommendationRequest.anonymous().feature("city", city).build());
    }

    private static List<Double> scores(Recommendations answer) {
        return answer.items().stream().map(RecommendedItem::score).toList();
    }

    @Test
    void explain_protectedFeature_isForAuditorsAndNeverOfCredit() {
        FeatureFactorModel model = new FeatureFactorTrainer().train(SmallBank.panel(300));
        RecommendationRequest request = RecommendationRequest.anonymous()
                .feature("age", 40)
                .feature("city", "south")
                .build();
        int told = 0;
        for (String item : SmallBank.PRODUCTS) {
            Explanation explanation = model.explain(request, item);
            boolean aged = explanation.contributions().stream()
                    .anyMatch(one -> "age".equals(one.about().arguments().get("feature")));
            assertThat(aged && SmallBank.CREDIT.contains(item)).isFalse();
            assertThat(explanation.forCustomer().contributions())
                    .noneMatch(one -> "age".equals(one.about().arguments().get("feature")));
            told += aged ? 1 : 0;
        }
        assertThat(told).isPositive();
    }

    @Test
    void train_weightsFarBeyondTheRegularization_areRefused() {
        EventLog.Builder log = EventLog.builder();
        for (int user = 0; user < 9; user++) {
            log.add("u" + user, "i" + user % 4, EventLog.MOST_WEIGHT, Instant.EPOCH);
        }
        FeatureFactorConfig wild = SMALL.withAlpha(1e6).withRegularization(1e-6).withSmoothing(1e-6);
        assertThatIllegalStateException()
                .isThrownBy(() -> new FeatureFactorTrainer(wild).train(log.build()))
                .withMessageContaining("regularization");
    }

    @Test
    void recommend_greatWeights_getFiniteScores() {
        FeatureFactorModel model = new FeatureFactorTrainer(SMALL).train(colours());
        RecommendationRequest request = RecommendationRequest.anonymous()
                .holdings(Map.of("r1", EventLog.MOST_WEIGHT, "b1", 1e-30))
                .build();
        assertThat(scores(model.recommend(request))).isNotEmpty().allMatch(Double::isFinite);
    }

    @Test
    void read_damagedSections_areRefused() {
        FeatureFactorModel model = new FeatureFactorTrainer().train(SmallBank.panel(60));
        FeatureFactorCodec codec = new FeatureFactorCodec();
        for (String name : List.of("items", "attributes", "openAttributes", "features.edges")) {
            for (float[] other :
                    List.of(new float[] {1, 2, 3}, new float[] {Float.NaN}, new float[] {Float.MAX_VALUE})) {
                assertRefused(
                        codec, model, name, Sections.builder().put(name, other).build());
            }
        }
        for (int[] other : List.of(new int[] {-1}, new int[] {3, 3}, new int[] {99})) {
            for (String name : List.of("unseen", "rule", "features.edgeCounts")) {
                assertRefused(
                        codec, model, name, Sections.builder().put(name, other).build());
            }
        }
        for (double[] other : List.of(new double[] {0, 1, 1}, new double[] {1, 0, 1}, new double[] {1, 1, 3})) {
            assertRefused(
                    codec, model, "loss", Sections.builder().put("loss", other).build());
        }
        float[] edges = new float[] {1, 1};
        assertRefused(
                codec,
                model,
                "features.edges",
                Sections.builder().put("features.edges", edges).build());
    }

    private static void assertRefused(FeatureFactorCodec codec, FeatureFactorModel model, String name, Sections other) {
        Sections damaged = Sections.builder()
                .putAll("", codec.write(model).without(name))
                .putAll("", other)
                .build();
        assertThatThrownBy(() -> codec.read(model.info(), damaged))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(name);
    }

    @Test
    void solve_symmetricSystem_agreesWithElimination() {
        double[][] system = {{4, 1, 0.5}, {1, 3, -1}, {0.5, -1, 5}};
        Cholesky cholesky = new Cholesky(3);
        cholesky.set(new double[] {3, 0, 0, 1, 2, 0, 0.5, -1, 4}, 1);
        cholesky.factor();
        double[] side = {1, -2, 3};
        cholesky.solve(side);
        double[] expected = PlainFeatureFactors.solved(
                Arrays.stream(system).map(double[]::clone).toArray(double[][]::new), new double[] {1, -2, 3});
        assertThat(side).containsExactly(expected, within(1e-12));
    }
}
