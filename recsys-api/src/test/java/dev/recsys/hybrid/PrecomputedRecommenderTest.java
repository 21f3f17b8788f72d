package dev.recsys.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.BatchAnswer;
import dev.recsys.BatchRequest;
import dev.recsys.FallbackLevel;
import dev.recsys.Ignored;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.data.Catalogue;
import dev.recsys.data.IdIndex;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.memory.CustomerMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Answers from rankings made before. */
class PrecomputedRecommenderTest {
    private static final Catalogue CATALOGUE = Catalogue.of(List.of("a", "b", "c", "d"));

    private static PrecomputedRecommender.Builder lists() {
        return PrecomputedRecommender.withPopular(CATALOGUE, List.of("d", "a"));
    }

    private static RecommendationRequest.Builder of(String user) {
        return RecommendationRequest.forUser(user);
    }

    private static BatchAnswer answer(String user, double[] scores, int... items) {
        return new BatchAnswer(user, FallbackLevel.KNOWN_USER, CATALOGUE, items, scores, List.of());
    }

    @Test
    void recommend_customerWithARanking_getsItWithoutWhatIsOwnedOrDenied() {
        PrecomputedRecommender recommender =
                lists().add("ann", List.of("c", "b", "a")).build();
        Recommendations answer = recommender.recommend(of("ann").build());
        assertThat(answer.items()).containsExactly(item("c", 1.0), item("b", 1.0 / 2), item("a", 1.0 / 3));
        assertThat(answer.level()).isEqualTo(FallbackLevel.KNOWN_USER);
        assertThat(ids(recommender, of("ann").limit(2))).containsExactly("c", "b");
        assertThat(ids(recommender, of("ann").holdings(List.of("c")))).containsExactly("b", "a");
        assertThat(ids(
                        recommender,
                        of("ann").holdings(List.of("c")).includeOwned().limit(1)))
                .containsExactly("c");
        assertThat(ids(recommender, of("ann").deny(List.of("b")).limit(2))).containsExactly("c", "a");
        assertThat(ids(recommender, of("ann").allow(List.of("a", "d")))).containsExactly("a");
        assertThat(recommender.recommend(of("ann").feature("age", 3).build()).ignored())
                .containsExactly(new Ignored(Ignored.Part.FEATURE, "age"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recommender.recommend(
                        of("ann").feature("age", 3).strict().build()))
                .withMessageContaining("age");
    }

    private static RecommendedItem item(String id, double score) {
        return new RecommendedItem(
                id, score, Reason.of(Reason.COMPONENT, "component", "precomputed"), Map.of("precomputed", score));
    }

    private static List<String> ids(PrecomputedRecommender recommender, RecommendationRequest.Builder request) {
        return recommender.recommend(request.build()).itemIds();
    }

    @Test
    void recommend_customerWithout_getsThePopularListOrTheFallback() {
        Recommendations popular = lists().build().recommend(of("bob").build());
        assertThat(popular.itemIds()).containsExactly("d", "a");
        assertThat(popular.level()).isEqualTo(FallbackLevel.POPULARITY);
        assertThat(popular.items().get(0).reason()).isEqualTo(Reason.of(Reason.POPULAR));

        FixedModel other = FixedModel.of("why", FallbackLevel.FEATURES, "a", 4, "b", 3, "c", 2, "d", 1);
        PrecomputedRecommender recommender = PrecomputedRecommender.withFallback(other)
                .add("ann", List.of("c"))
                .build();
        Recommendations answer = recommender.recommend(of("bob").limit(2).build());
        assertThat(answer.items())
                .isEqualTo(other.recommend(of("bob").limit(2).build()).items());
        assertThat(answer.level()).isEqualTo(FallbackLevel.FEATURES);
        assertThat(answer.model()).isEqualTo("precomputed");
        assertThat(answer.generation()).isEqualTo(recommender.info().modelHash());
        assertThat(ids(recommender, of("ann"))).containsExactly("c");
        assertThat(recommender.explain(of("bob").build(), "b").score()).isEqualTo(3);
        assertThat(recommender.explain(of("ann").build(), "c").score()).isEqualTo(1);
        assertThat(recommender.explain(of("ann").build(), "b").score()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recommender.explain(of("ann").build(), "no such"))
                .withMessageContaining("no such");
    }

    @Test
    void recommend_memoryKnowsMoreThanTheRanking_leavesOutWhatIsOwnedSince() {
        InteractionMatrix held =
                InteractionMatrix.builder(2, 4).add(0, 2, 1).add(1, 0, 1).build();
        CustomerMemory memory = CustomerMemory.ofHoldings(IdIndex.of(List.of("ann", "bob")), CATALOGUE, held);
        FixedModel other = FixedModel.of("why", FallbackLevel.FEATURES, "a", 4, "b", 3, "c", 2, "d", 1);
        PrecomputedRecommender recommender = PrecomputedRecommender.withFallback(other)
                .memory(memory)
                .add("ann", List.of("c", "b"))
                .build();
        assertThat(ids(recommender, of("ann"))).containsExactly("b");
        assertThat(ids(recommender, of("bob").limit(2))).containsExactly("b", "c");
        assertThat(ids(recommender, of("bob").limit(2).holdings(List.of()))).containsExactly("a", "b");
    }

    @Test
    void add_answersOfABatch_keepsScoresReasonsAndOrder() {
        FixedModel other = FixedModel.of("why", FallbackLevel.HOLDINGS, "a", 1, "b", 3, "c", 3, "d", 2);
        PrecomputedRecommender.Builder builder = PrecomputedRecommender.withFallback(other);
        other.recommendAll(BatchRequest.forUsers(List.of("ann", "bob")).limit(3).withReasons(), builder::add);
        PrecomputedRecommender recommender = builder.build();
        assertThat(recommender.customers().ids()).containsExactly("ann", "bob");
        List<BatchAnswer> all = new ArrayList<>();
        recommender.recommendAll(BatchRequest.forAllCustomers().withReasons(), all::add);
        assertThat(all).hasSize(2);
        assertThat(all.get(1).itemIds()).containsExactly("b", "c", "d");
        assertThat(all.get(1).score(2)).isEqualTo(2);
        assertThat(all.get(1).reason(0)).contains(Reason.of("why"));
        assertThat(all.get(1).level()).isEqualTo(FallbackLevel.HOLDINGS);
    }

    /** Scores that were rounded may be equal in an order that is not the catalogue's. */
    @Test
    void add_equalScoresOutOfOrder_areLoweredByTheLeast() {
        PrecomputedRecommender recommender = lists().add(answer("ann", new double[] {.5, .5, .5, .5}, 2, 0, 1, 3))
                .build();
        Recommendations answer = recommender.recommend(of("ann").build());
        assertThat(answer.itemIds()).containsExactly("c", "a", "b", "d");
        assertThat(answer.items().stream().map(RecommendedItem::score))
                .containsExactly(.5, Math.nextDown(.5), Math.nextDown(.5), Math.nextDown(.5));
    }

    @Test
    void add_whatIsNoRanking_isRefused() {
        assertRefused(lists -> lists.add("ann", List.of("a", "x")), "\"x\"");
        assertRefused(lists -> lists.add("ann", List.of("a", "a")), "\"a\" is there twice");
        assertRefused(lists -> lists.add("ann", List.of()).add("ann", List.of("a")), "\"ann\" has one already");
        assertRefused(lists -> lists.add(" ", List.of("a")), "userId");
        assertRefused(lists -> lists.add(answer("ann", new double[] {1, 2}, 0, 1)), "must not rise");
        assertRefused(lists -> lists.add(answer("ann", new double[] {Double.NaN}, 0)), "must be finite");
        assertRefused(
                lists -> lists.add(new BatchAnswer(
                        null, FallbackLevel.POPULARITY, CATALOGUE, new int[0], new double[0], List.of())),
                "answer must be of a customer");
    }

    private static void assertRefused(Consumer<PrecomputedRecommender.Builder> adding, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> adding.accept(lists()))
                .withMessageContaining(message);
    }

    @Test
    void info_differentRankings_haveDifferentHashes() {
        String one = lists().add("ann", List.of("a", "b")).build().info().modelHash();
        assertThat(lists().add("ann", List.of("a", "b")).build().info().modelHash())
                .isEqualTo(one);
        assertThat(lists().add("ann", List.of("b", "a")).build().info().modelHash())
                .isNotEqualTo(one);
        assertThat(PrecomputedRecommender.withPopular(CATALOGUE, List.of("d"))
                        .add("ann", List.of("a", "b"))
                        .build()
                        .info()
                        .modelHash())
                .isNotEqualTo(one);
    }
}
