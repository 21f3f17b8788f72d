package dev.recsys.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommendations.SkippedComponent;
import dev.recsys.RecommendedItem;
import dev.recsys.Recommender;
import dev.recsys.data.IdIndex;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HybridRecommenderTest {
    /** Always answers the same, whatever the request's rules. */
    private record Stub(List<String> catalogue, Supplier<Recommendations> answer) implements Recommender {
        @Override
        public Recommendations recommend(RecommendationRequest request) {
            return answer.get();
        }

        @Override
        public IdIndex items() {
            return IdIndex.of(catalogue);
        }

        @Override
        public ModelInfo info() {
            String hash = "hash of " + catalogue;
            return new ModelInfo("stub", hash, "{}", "", null, 1, 1, "1", "17", Instant.EPOCH, 1, Map.of());
        }
    }

    private static Recommendations answer(FallbackLevel level, List<String> ids) {
        List<RecommendedItem> items = IntStream.range(0, ids.size())
                .mapToObj(i -> new RecommendedItem(ids.get(i), ids.size() - (double) i, "stub", Map.of()))
                .toList();
        return new Recommendations(items, "stub", "", level, List.of());
    }

    private static Recommender stub(FallbackLevel level, String... ids) {
        return new Stub(List.of(ids), () -> answer(level, List.of(ids)));
    }

    private static Recommender knowing(String... ids) {
        return stub(FallbackLevel.KNOWN_USER, ids);
    }

    private static Recommender failing() {
        return new Stub(List.of("f"), () -> {
            throw new IllegalStateException("secret of user 1");
        });
    }

    private static HybridRecommender.Builder hybrid(String name, Recommender component) {
        return HybridRecommender.builder().add(name, component).blend(Blend.cascade());
    }

    private static RecommendationRequest request() {
        return RecommendationRequest.forUser("1").build();
    }

    @Test
    void recommend_componentThrows_isSkippedAndNamed() {
        HybridRecommender hybrid =
                hybrid("bad", failing()).add("good", knowing("a", "b")).build();
        for (int i = 0; i < 2; i++) {
            Recommendations answer = hybrid.recommend(request());
            assertThat(answer.itemIds()).containsExactly("a", "b");
            assertThat(answer.level()).isEqualTo(FallbackLevel.KNOWN_USER);
            assertThat(answer.skipped())
                    .containsExactly(new SkippedComponent("bad", "failed with IllegalStateException"));
        }
    }

    @Test
    void recommend_componentAnswersNaNOrNull_isSkipped() {
        Recommender nan = new Stub(List.of("a"), () -> {
            RecommendedItem item = new RecommendedItem("a", Double.NaN, "", Map.of());
            return new Recommendations(List.of(item), "stub", "", FallbackLevel.KNOWN_USER, List.of());
        });
        Recommendations answer = hybrid("nan", nan)
                .add("null", new Stub(List.of("n"), () -> null))
                .add("good", knowing("b"))
                .build()
                .recommend(request());
        assertThat(answer.itemIds()).containsExactly("b");
        assertThat(answer.skipped()).extracting(SkippedComponent::component).containsExactly("nan", "null");
    }

    @Test
    void recommend_componentKnowsNothing_isSkippedAndTheBestLevelTold() {
        Recommendations answer = hybrid("popular", stub(FallbackLevel.POPULARITY, "p"))
                .add("features", stub(FallbackLevel.FEATURES, "b"))
                .add("holdings", stub(FallbackLevel.HOLDINGS, "a"))
                .build()
                .recommend(request());
        assertThat(answer.itemIds()).containsExactly("b", "a");
        assertThat(answer.level()).isEqualTo(FallbackLevel.HOLDINGS);
        assertThat(answer.skipped()).containsExactly(new SkippedComponent("popular", "knows nothing of the user"));
    }

    @Test
    void recommend_allSkipped_fallsBack() {
        HybridRecommender.Builder builder =
                hybrid("bad", failing()).add("popular", stub(FallbackLevel.POPULARITY, "p"));
        Recommendations empty = builder.build().recommend(request());
        assertThat(empty.items()).isEmpty();
        assertThat(empty.level()).isEqualTo(FallbackLevel.POPULARITY);
        Recommendations answer = builder.fallback(stub(FallbackLevel.POPULARITY, "x", "y"))
                .build()
                .recommend(request());
        assertThat(answer.itemIds()).containsExactly("x", "y");
        assertThat(answer.level()).isEqualTo(FallbackLevel.POPULARITY);
        assertThat(answer.skipped()).extracting(SkippedComponent::component).containsExactly("bad", "popular");
        Recommendations none = builder.fallback(failing()).build().recommend(request());
        assertThat(none.items()).isEmpty();
        assertThat(none.skipped())
                .extracting(SkippedComponent::component)
                .containsExactly("bad", "popular", "fallback");
    }

    @Test
    void recommend_componentIgnoresTheRules_theyAreKeptAllTheSame() {
        for (Recommender careless : new Recommender[] {
            knowing("a", "b", "c", "d", "e"), stub(FallbackLevel.POPULARITY, "a", "b", "c", "d", "e")
        }) {
            HybridRecommender hybrid =
                    hybrid("one", careless).fallback(careless).build();
            RecommendationRequest.Builder owner =
                    RecommendationRequest.forUser("1").holdings(List.of("a"));
            assertThat(hybrid.recommend(owner.build()).itemIds()).containsExactly("b", "c", "d", "e");
            assertThat(hybrid.recommend(owner.deny(List.of("b")).limit(2).build())
                            .itemIds())
                    .containsExactly("c", "d");
            assertThat(hybrid.recommend(owner.allow(List.of("b", "d")).build()).itemIds())
                    .containsExactly("d");
            assertThat(hybrid.recommend(owner.allow(List.of("a")).includeOwned().build())
                            .itemIds())
                    .containsExactly("a");
        }
    }

    @Test
    void recommend_knownUserWithNothingLeft_isEmptyAtThatLevel() {
        Recommendations answer = hybrid("one", knowing("a"))
                .fallback(stub(FallbackLevel.POPULARITY, "x"))
                .build()
                .recommend(RecommendationRequest.forUser("1").deny(List.of("a")).build());
        assertThat(answer.items()).isEmpty();
        assertThat(answer.level()).isEqualTo(FallbackLevel.KNOWN_USER);
    }

    @Test
    void items_differentCatalogues_areTheUnionInOrder() {
        HybridRecommender hybrid = hybrid("one", knowing("b", "a"))
                .add("two", knowing("a", "c"))
                .fallback(stub(FallbackLevel.POPULARITY, "d", "b"))
                .blend(Blend.reciprocalRankFusion(60))
                .build();
        assertThat(hybrid.items().ids()).containsExactly("b", "a", "c", "d");
        assertThat(hybrid.recommend(request()).itemIds()).containsExactly("a", "b", "c");
    }

    @Test
    void recommend_ties_standInTheOrderOfTheCatalogue() {
        HybridRecommender hybrid = hybrid("one", knowing("b", "a"))
                .add("two", knowing("a", "b"))
                .blend(Blend.reciprocalRankFusion(60))
                .build();
        assertThat(hybrid.recommend(request()).itemIds()).containsExactly("b", "a");
    }

    @Test
    void recommend_nestedHybrid_isOneComponent() {
        HybridRecommender inner =
                hybrid("bad", failing()).add("good", knowing("a")).build();
        HybridRecommender lost = hybrid("bad", failing()).build();
        Recommendations answer =
                hybrid("inner", inner).add("lost", lost).build().recommend(request());
        assertThat(answer.itemIds()).containsExactly("a");
        assertThat(answer.items().get(0).contributions().keySet()).containsExactly("inner");
        assertThat(answer.skipped()).containsExactly(new SkippedComponent("lost", "knows nothing of the user"));
    }

    private static Recommender scoring(String... idsAndScores) {
        List<RecommendedItem> items = IntStream.range(0, idsAndScores.length / 2)
                .mapToObj(i -> new RecommendedItem(
                        idsAndScores[2 * i], Double.parseDouble(idsAndScores[2 * i + 1]), "", Map.of()))
                .toList();
        List<String> ids =
                items.stream().map(RecommendedItem::itemId).distinct().toList();
        return new Stub(ids, () -> new Recommendations(items, "stub", "", FallbackLevel.KNOWN_USER, List.of()));
    }

    @Test
    void recommend_componentOutOfOrder_isPutInOrder() {
        Recommender unsorted = scoring("a", "1e-320", "b", "5", "c", "1e300", "d", "5");
        for (Blend blend : List.of(
                Blend.defaults(),
                Blend.weightedSum(Map.of(), Blend.Normalization.MIN_MAX),
                Blend.reciprocalRankFusion(60),
                Blend.roundRobin(),
                Blend.cascade())) {
            Recommendations answer =
                    hybrid("one", unsorted).blend(blend).build().recommend(request());
            assertThat(answer.itemIds()).as("by %s", blend).startsWith("c", "b", "d");
            assertThat(answer.skipped()).isEmpty();
        }
    }

    @Test
    void recommend_blendThrows_fallsBackAndNamesTheComponent() {
        // An item told twice has twice the greatest double.
        Recommender twice = scoring("a", "2", "a", "2", "b", "1");
        Blend overflowing = Blend.weightedSum(Map.of("twice", Double.MAX_VALUE), Blend.Normalization.MIN_MAX);
        HybridRecommender.Builder builder = HybridRecommender.builder()
                .add("good", knowing("c"))
                .add("twice", twice)
                .blend(overflowing);
        Recommendations empty = builder.build().recommend(request());
        assertThat(empty.items()).isEmpty();
        assertThat(empty.level()).isEqualTo(FallbackLevel.POPULARITY);
        Recommendations answer = builder.fallback(stub(FallbackLevel.POPULARITY, "x", "y"))
                .build()
                .recommend(request());
        assertThat(answer.itemIds()).containsExactly("x", "y");
        assertThat(answer.level()).isEqualTo(FallbackLevel.POPULARITY);
        assertThat(answer.skipped())
                .containsExactly(
                        new SkippedComponent("twice", "can't be blended: failed with IllegalArgumentException"));
    }

    @Test
    void recommend_blendThrowsOnlyTogether_fallsBackAndNamesTheBlend() {
        Map<String, Double> weights = Map.of("one", Double.MAX_VALUE / 2, "two", Double.MAX_VALUE / 2);
        Recommendations answer = hybrid("one", scoring("a", "2", "a", "2", "b", "1"))
                .add("two", scoring("a", "1"))
                .blend(Blend.weightedSum(weights, Blend.Normalization.MIN_MAX))
                .fallback(stub(FallbackLevel.POPULARITY, "x"))
                .build()
                .recommend(request());
        assertThat(answer.itemIds()).containsExactly("x");
        assertThat(answer.skipped())
                .containsExactly(new SkippedComponent("blend", "failed with IllegalArgumentException"));
    }

    /** A large catalogue in an order of its own; scores fall slowly or fast. */
    private record Large(int stride, boolean fast) implements Recommender {
        private static final int SIZE = 3_000;

        @Override
        public Recommendations recommend(RecommendationRequest request) {
            List<RecommendedItem> best = IntStream.range(0, Math.min(SIZE, request.limit()))
                    .mapToObj(place -> new RecommendedItem(
                            "i" + place * stride % SIZE,
                            fast ? Math.exp(-place / 300.0) : 1.0 / (place + 1),
                            "",
                            Map.of()))
                    .toList();
            return new Recommendations(best, "large", "", FallbackLevel.KNOWN_USER, List.of());
        }

        @Override
        public IdIndex items() {
            return IdIndex.of(
                    IntStream.range(0, SIZE).mapToObj(item -> "i" + item).toList());
        }

        @Override
        public ModelInfo info() {
            return new ModelInfo("large", "", "{}", "", null, 1, 1, "1", "17", Instant.EPOCH, 1, Map.of());
        }
    }

    @Test
    void recommend_largeCatalogue_shorterAnswersBeginLongerOnes() {
        for (Blend blend : List.of(
                Blend.defaults(),
                Blend.weightedSum(Map.of(), Blend.Normalization.MIN_MAX),
                Blend.reciprocalRankFusion(60),
                Blend.roundRobin())) {
            HybridRecommender hybrid = HybridRecommender.builder()
                    .add("one", new Large(1, false))
                    .add("two", new Large(1_291, true))
                    .blend(blend)
                    .build();
            List<String> longest = ids(hybrid, 1_000);
            assertThat(longest).hasSize(1_000);
            for (int limit = 1; limit < 1_000; limit += limit < 30 ? 1 : 97) {
                assertThat(ids(hybrid, limit))
                        .as("limit %d by %s", limit, blend)
                        .isEqualTo(longest.subList(0, limit));
            }
            assertThat(ids(hybrid, 3_000)).hasSize(3_000);
        }
    }

    private static List<String> ids(Recommender recommender, int limit) {
        return recommender
                .recommend(RecommendationRequest.forUser("1").limit(limit).build())
                .itemIds();
    }

    @Test
    void info_otherOrderBlendFallbackOrName_isAnotherHash() {
        Recommender one = knowing("a");
        Recommender two = knowing("b");
        assertThat(List.of(
                        hybrid("x", one).add("y", two).build().info().modelHash(),
                        hybrid("y", two).add("x", one).build().info().modelHash(),
                        hybrid("x", two).add("y", one).build().info().modelHash(),
                        hybrid("x", one).add("z", two).build().info().modelHash(),
                        hybrid("x", one)
                                .add("y", two)
                                .fallback(one)
                                .build()
                                .info()
                                .modelHash(),
                        hybrid("x", one)
                                .add("y", two)
                                .blend(Blend.roundRobin())
                                .build()
                                .info()
                                .modelHash()))
                .doesNotHaveDuplicates();
        HybridRecommender hybrid = hybrid("x", one).add("y", two).build();
        assertThat(hybrid.recommend(request()).generation())
                .isEqualTo(hybrid.info().modelHash());
        assertThat(hybrid.recommend(request()).model()).isEqualTo("hybrid");
        assertThat(hybrid.components().keySet()).containsExactly("x", "y");
        assertThat(hybrid.fallback()).isEmpty();
    }

    @Test
    void builder_noComponentOrBadName_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HybridRecommender.builder().build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HybridTrainer.builder().build());
        for (String name : new String[] {null, "", " ", "x", "two\nlines"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> hybrid("x", knowing("a")).add(name, knowing("b")));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HybridTrainer.builder()
                            .add("x", (data, listener) -> knowing("a"))
                            .add(name, (data, listener) -> knowing("b")));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> hybrid("x", null));
    }
}
