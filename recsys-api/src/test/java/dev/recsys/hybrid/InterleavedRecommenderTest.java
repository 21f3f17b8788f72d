package dev.recsys.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.Explanation;
import dev.recsys.FallbackLevel;
import dev.recsys.Ignored;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommendations.SkippedComponent;
import dev.recsys.Recommender;
import dev.recsys.data.Catalogue;
import dev.recsys.data.IdIndex;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Vocabulary;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.pipeline.Scoring;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Recommenders taken in turns, compared with what is worked out by hand. */
class InterleavedRecommenderTest {
    private static final List<String> ITEMS = List.of("a", "b", "c", "d", "e", "f");

    /** Ranks the items given first, the rest after them. */
    private static FixedModel ranking(String reason, FallbackLevel level, String order) {
        Object[] scores = new Object[2 * ITEMS.size()];
        for (int i = 0; i < ITEMS.size(); i++) {
            int rank = order.indexOf(ITEMS.get(i));
            scores[2 * i] = ITEMS.get(i);
            scores[2 * i + 1] = rank < 0 ? -i : 100 - rank;
        }
        return FixedModel.of(reason, level, scores);
    }

    private static PrecomputedRecommender offline(String... items) {
        return PrecomputedRecommender.withPopular(Catalogue.of(ITEMS), List.of("f"))
                .add("ann", List.of(items))
                .build();
    }

    private static RecommendationRequest.Builder ann() {
        return RecommendationRequest.forUser("ann");
    }

    /** As a service does: two models online, the lists of a nightly batch as the third. */
    private static InterleavedRecommender.Builder service() {
        return InterleavedRecommender.builder()
                .add("mlc", ranking("m", FallbackLevel.KNOWN_USER, "abcdef"))
                .add("segments", ranking("s", FallbackLevel.KNOWN_USER, "bafedc"))
                .add("offline", offline("a", "c", "e"));
    }

    @Test
    void recommend_threeRecommenders_takesTurnsWithoutRepeating() {
        Recommendations answer = service().build().recommend(ann().limit(5).build());
        // mlc: a; segments: b; offline: a is placed, so c; mlc: b and c are placed, so d; segments: a is placed, so f.
        assertThat(answer.itemIds()).containsExactly("a", "b", "c", "d", "f");
        for (int place = 1; place <= 5; place++) {
            assertThat(answer.items().get(place - 1).score()).isEqualTo(1.0 / place);
        }
        assertThat(answer.items().stream()
                        .map(item -> item.contributions().keySet().iterator().next()))
                .containsExactly("mlc", "segments", "offline", "mlc", "segments");
        assertThat(answer.items().get(1).reason()).isEqualTo(Reason.of("s"));
        assertThat(answer.level()).isEqualTo(FallbackLevel.KNOWN_USER);
        assertThat(answer.skipped()).isEmpty();
    }

    @Test
    void recommend_ownedOrDenied_areDroppedBeforeTheCut() {
        InterleavedRecommender service = service().build();
        // Without b: mlc a; segments f, since a is placed; offline c; mlc d; segments e.
        assertThat(service.recommend(ann().holdings(List.of("b")).limit(4).build())
                        .itemIds())
                .containsExactly("a", "f", "c", "d");
        assertThat(service.recommend(ann().deny(List.of("a", "b")).limit(2).build())
                        .itemIds())
                .containsExactly("c", "d");
        assertThat(service.recommend(ann().allow(List.of("d", "f")).build()).itemIds())
                .containsExactly("d", "f");
    }

    /** A list made last night does not know what the customer took this morning. */
    @Test
    void recommend_memoryKnowsWhatAPartDoesNot_leavesItOut() {
        InteractionMatrix held = InteractionMatrix.builder(1, 6).add(0, 0, 1).build();
        CustomerMemory memory = CustomerMemory.ofHoldings(IdIndex.of(List.of("ann")), Catalogue.of(ITEMS), held);
        InterleavedRecommender service = service().memory(memory).build();
        assertThat(service.recommend(ann().limit(3).build()).itemIds()).containsExactly("b", "f", "c");
        assertThat(service.recommend(ann().includeOwned().build()).itemIds()).endsWith("a");
    }

    /** The few items that are asked for are enough to answer as if all were. */
    @Test
    void recommend_anyLimitAndLists_cutsTheOneRanking() {
        InterleavedRecommender service = service().build();
        for (List<String> held : List.of(List.<String>of(), List.of("b"), List.of("a", "c"))) {
            List<String> all = service.recommend(ann().holdings(held).build()).itemIds();
            for (int limit = 1; limit < 6; limit++) {
                for (List<String> denied : List.of(List.<String>of(), List.of("a"), List.of("f", "d"))) {
                    assertThat(service.recommend(ann().holdings(held)
                                            .limit(limit)
                                            .deny(denied)
                                            .build())
                                    .itemIds())
                            .isEqualTo(all.stream()
                                    .filter(id -> !denied.contains(id))
                                    .limit(limit)
                                    .toList());
                }
            }
        }
    }

    @Test
    void recommend_partFailsOrKnowsNothing_isLeftOutAndNamed() {
        InterleavedRecommender service = service()
                .add(
                        "broken",
                        new FixedModel(
                                FallbackLevel.KNOWN_USER, Vocabulary.of(Catalogue.of(ITEMS)), new double[0], "x") {
                            @Override
                            public Scoring score(KnownCustomer customer) {
                                throw new IllegalStateException("planted");
                            }
                        })
                .add("popular", ranking("p", FallbackLevel.POPULARITY, "fedcba"))
                .build();
        Recommendations answer = service.recommend(ann().limit(5).build());
        assertThat(answer.itemIds()).containsExactly("a", "b", "c", "d", "f");
        assertThat(answer.skipped()).hasSize(2);
        assertThat(answer.skipped().get(0).component()).isEqualTo("broken");
        assertThat(answer.skipped().get(0).cause()).startsWith("failed with ");
        assertThat(answer.skipped().get(1)).isEqualTo(new SkippedComponent("popular", "knows nothing of the customer"));

        Recommender onlyPopular = InterleavedRecommender.builder()
                .add("popular", ranking("p", FallbackLevel.POPULARITY, "fe"))
                .add("offline", offline("a"))
                .build();
        Recommendations stranger =
                onlyPopular.recommend(RecommendationRequest.forUser("bob").build());
        assertThat(stranger.itemIds()).startsWith("f", "e");
        assertThat(stranger.level()).isEqualTo(FallbackLevel.POPULARITY);
    }

    /** Credit items: 2 of 6. They take turns among themselves, scaled by 1 ÷ 3; the others by 2 ÷ 3. */
    @Test
    void recommend_creditItems_takeTurnsAmongThemselves() {
        Catalogue catalogue = Catalogue.builder().items(ITEMS).credit("a", "d").build();
        Recommender one = PrecomputedRecommender.withPopular(catalogue, List.of())
                .add("ann", List.of("b", "c", "a", "d"))
                .build();
        Recommender two = PrecomputedRecommender.withPopular(catalogue, List.of())
                .add("ann", List.of("d", "e", "b"))
                .build();
        Recommendations answer = InterleavedRecommender.builder()
                .add("one", one)
                .add("two", two)
                .build()
                .recommend(ann().build());
        // Credit: a 1/3, d 1/6. Others: b 2/3, e 1/3, c 2/9. Equal scores stand in the order of the catalogue.
        assertThat(answer.itemIds()).containsExactly("b", "a", "e", "c", "d");
        double[] scores = {2.0 / 3, 1.0 / 3, 1.0 / 3, 2.0 / 9, 1.0 / 6};
        for (int place = 0; place < scores.length; place++) {
            assertThat(answer.items().get(place).score()).isCloseTo(scores[place], Offset.offset(1e-12));
        }
    }

    @Test
    void recommend_whatEveryPartIgnores_isIgnored() {
        assertThat(service()
                        .build()
                        .recommend(ann().feature("age", 3).deny(List.of("x")).build())
                        .ignored())
                .containsExactly(new Ignored(Ignored.Part.FEATURE, "age"), new Ignored(Ignored.Part.DENY, "x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> service()
                        .build()
                        .recommend(ann().feature("age", 3).strict().build()))
                .withMessageContaining("age");
    }

    @Test
    void explain_item_namesWhoPlacedIt() {
        InterleavedRecommender service = service().build();
        Explanation explanation = service.explain(ann().build(), "b");
        assertThat(explanation.score()).isEqualTo(.5);
        assertThat(explanation.rawScore()).isEqualTo(.5);
        assertThat(explanation.parts()).containsOnlyKeys("segments");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> service.explain(ann().build(), "x"))
                .withMessageContaining("\"x\"");
        InterleavedRecommender few =
                InterleavedRecommender.builder().add("offline", offline("a")).build();
        assertThat(few.explain(ann().build(), "b").score()).isZero();
    }

    @Test
    void build_partsThatDoNotFit_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InterleavedRecommender.builder().build())
                .withMessageContaining("recommenders must not be empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> service().add("mlc", offline("a")))
                .withMessageContaining("\"mlc\" is taken");
        Recommender credit = PrecomputedRecommender.withPopular(
                        Catalogue.builder().items(ITEMS).credit("a").build(), List.of())
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> service().add("other", credit).build())
                .withMessageContaining("\"a\" is credit");
    }
}
