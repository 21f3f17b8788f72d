package dev.recsys.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.Explanation;
import dev.recsys.FallbackLevel;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommendations.SkippedComponent;
import dev.recsys.Trainer;
import dev.recsys.data.Catalogue;
import dev.recsys.data.Feature;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Panel;
import dev.recsys.data.Vocabulary;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.ScoringModel;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HybridRecommenderTest {
    private static FixedModel stub(FallbackLevel level, String... ids) {
        Object[] idsAndScores = IntStream.range(0, 2 * ids.length)
                .mapToObj(i -> i % 2 == 0 ? ids[i / 2] : (Object) (ids.length - i / 2.0 + 0.5))
                .toArray();
        return FixedModel.of("stub", level, idsAndScores);
    }

    private static FixedModel knowing(String... ids) {
        return stub(FallbackLevel.KNOWN_USER, ids);
    }

    private static ScoringModel failing() {
        return new FixedModel(
                FallbackLevel.KNOWN_USER, Vocabulary.of(Catalogue.of(List.of("f"))), new double[1], "stub") {
            @Override
            public Scoring score(KnownCustomer customer) {
                throw new IllegalStateException("secret of user 1");
            }
        };
    }

    private static HybridRecommender.Builder hybrid(String name, ScoringModel component) {
        return HybridRecommender.builder().add(name, component).blend(Blend.cascade());
    }

    private static RecommendationRequest request() {
        return RecommendationRequest.forUser("1").build();
    }

    @Test
    void recommend_componentThrows_isSkippedAndNamed() {
        HybridRecommender hybrid =
                hybrid("good", knowing("a", "b")).add("bad", failing()).build();
        for (int i = 0; i < 2; i++) {
            Recommendations answer = hybrid.recommend(request());
            assertThat(answer.itemIds()).startsWith("a", "b");
            assertThat(answer.level()).isEqualTo(FallbackLevel.KNOWN_USER);
            assertThat(answer.skipped())
                    .containsExactly(new SkippedComponent("bad", "failed with IllegalStateException"));
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Fails where it scores, or where it gives reasons and explanations. */
    private static ScoringModel failing(Throwable thrown, boolean atScores) {
        double[] scores = {9, 8};
        return new FixedModel(FallbackLevel.KNOWN_USER, Vocabulary.of(Catalogue.of(List.of("a", "b"))), scores, "x") {
            @Override
            public Scoring score(KnownCustomer customer) {
                if (atScores) {
                    HybridRecommenderTest.<RuntimeException>sneak(thrown);
                }
                return Scoring.of(FallbackLevel.KNOWN_USER, scores, item -> {
                    HybridRecommenderTest.<RuntimeException>sneak(thrown);
                    return null;
                });
            }

            @Override
            public Explanation explain(KnownCustomer customer, int item) {
                HybridRecommenderTest.<RuntimeException>sneak(thrown);
                return super.explain(customer, item);
            }
        };
    }

    @Test
    void recommend_componentThrowsAnythingThatIsNotFatal_isSkippedAndNamed() {
        for (Throwable thrown : List.of(
                new StackOverflowError(),
                new NoClassDefFoundError("planted"),
                new ExceptionInInitializerError("planted"),
                new AssertionError("planted"),
                new java.io.IOException("sneaked"),
                new Throwable("bare"))) {
            String name = thrown.getClass().getSimpleName();
            Recommendations answer = hybrid("bad", failing(thrown, true))
                    .add("good", knowing("a", "b"))
                    .fallback(failing(thrown, true))
                    .build()
                    .recommend(request());
            assertThat(answer.itemIds()).containsExactly("a", "b");
            assertThat(answer.skipped()).containsExactly(new SkippedComponent("bad", "failed with " + name));

            HybridRecommender speechless = hybrid("bad", failing(thrown, false)).build();
            assertThat(speechless.recommend(request()).items())
                    .extracting(item -> item.reason().code())
                    .containsExactly(Reason.COMPONENT, Reason.COMPONENT);
            assertThat(speechless.explain(request(), "a").parts()).isEmpty();
        }
    }

    @Test
    void recommend_componentIsInterrupted_isSkippedAndTheThreadStaysMarked() {
        Recommendations answer = hybrid("bad", failing(new InterruptedException(), true))
                .add("good", knowing("a"))
                .build()
                .recommend(request());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer.itemIds()).contains("a");
    }

    @Test
    void recommend_componentMeetsAFatalError_throwsIt() {
        OutOfMemoryError fatal = new OutOfMemoryError("planted");
        HybridRecommender hybrid = hybrid("bad", failing(fatal, true)).build();
        assertThatThrownBy(() -> hybrid.recommend(request())).isSameAs(fatal);
    }

    @Test
    void recommend_componentScoresTooManyOrTooFewItems_isSkippedAndNamed() {
        for (int length : new int[] {0, 1, 3}) {
            ScoringModel wrong = new FixedModel(
                    FallbackLevel.KNOWN_USER,
                    Vocabulary.of(Catalogue.of(List.of("a", "b"))),
                    new double[length],
                    "wrong");
            Recommendations answer =
                    hybrid("bad", wrong).add("good", knowing("a", "b")).build().recommend(request());
            assertThat(answer.itemIds()).containsExactly("a", "b");
            assertThat(answer.skipped())
                    .containsExactly(new SkippedComponent("bad", "gave " + length + " scores for 2 items"));
        }
    }

    @Test
    void recommend_componentScoresNaN_isSkipped() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            Recommendations answer = hybrid("bad", FixedModel.of("stub", FallbackLevel.KNOWN_USER, "b", 1, "a", bad))
                    .add("good", knowing("a"))
                    .build()
                    .recommend(request());
            assertThat(answer.itemIds()).startsWith("a");
            assertThat(answer.skipped())
                    .containsExactly(new SkippedComponent("bad", "gave a score that is not finite"));
        }
    }

    @Test
    void recommend_componentKnowsNothing_isSkippedAndTheBestLevelIsTold() {
        Recommendations answer = hybrid("popular", stub(FallbackLevel.POPULARITY, "p"))
                .add("features", stub(FallbackLevel.FEATURES, "b"))
                .add("holdings", stub(FallbackLevel.HOLDINGS, "a"))
                .build()
                .recommend(request());
        assertThat(answer.itemIds()).containsExactly("b", "a", "p");
        assertThat(answer.level()).isEqualTo(FallbackLevel.HOLDINGS);
        assertThat(answer.skipped()).containsExactly(new SkippedComponent("popular", "knows nothing of the customer"));
    }

    @Test
    void recommend_allSkipped_fallsBack() {
        HybridRecommender.Builder builder =
                hybrid("bad", failing()).add("popular", stub(FallbackLevel.POPULARITY, "p"));
        Recommendations empty = builder.build().recommend(request());
        assertThat(empty.items()).isEmpty();
        assertThat(empty.level()).isEqualTo(FallbackLevel.POPULARITY);
        HybridRecommender hybrid =
                builder.fallback(stub(FallbackLevel.POPULARITY, "x", "y")).build();
        Recommendations answer = hybrid.recommend(request());
        assertThat(answer.itemIds()).startsWith("x", "y");
        assertThat(answer.level()).isEqualTo(FallbackLevel.POPULARITY);
        assertThat(answer.skipped()).extracting(SkippedComponent::component).containsExactly("bad", "popular");
        Explanation explanation = hybrid.explain(request(), "x");
        assertThat(explanation.score()).isEqualTo(answer.items().get(0).score());
        assertThat(explanation.parts().get("fallback").rawScore()).isEqualTo(explanation.score());
    }

    @Test
    void recommend_fallbackFails_isEmptyAndNamed() {
        for (ScoringModel bad :
                List.of(failing(), FixedModel.of("stub", FallbackLevel.POPULARITY, "a", 1, "b", Double.NaN))) {
            Recommendations none =
                    hybrid("bad", failing()).fallback(bad).build().recommend(request());
            assertThat(none.items()).isEmpty();
            assertThat(none.skipped()).extracting(SkippedComponent::component).containsExactly("bad", "fallback");
        }
    }

    /** A component that offered owned products once got them through. */
    @Test
    void recommend_componentOffersOwnedProducts_theyAreLeftOut() {
        for (FixedModel careless :
                List.of(knowing("a", "b", "c", "d", "e"), stub(FallbackLevel.POPULARITY, "a", "b", "c", "d", "e"))) {
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
    void recommend_knownCustomerWithNothingLeft_isEmptyAtThatLevel() {
        Recommendations answer = hybrid("one", knowing("a"))
                .build()
                .recommend(RecommendationRequest.forUser("1").deny(List.of("a")).build());
        assertThat(answer.items()).isEmpty();
        assertThat(answer.level()).isEqualTo(FallbackLevel.KNOWN_USER);
    }

    @Test
    void catalogue_differentCatalogues_isTheUnionInOrder() {
        HybridRecommender hybrid = hybrid("one", knowing("b", "a"))
                .add("two", knowing("a", "c"))
                .fallback(stub(FallbackLevel.POPULARITY, "d", "b"))
                .blend(Blend.reciprocalRankFusion(60))
                .build();
        assertThat(hybrid.catalogue().ids().ids()).containsExactly("b", "a", "c", "d");
        assertThat(hybrid.recommend(request()).itemIds()).containsExactly("a", "b", "c", "d");
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
                hybrid("good", knowing("a")).add("bad", failing()).build();
        HybridRecommender lost = hybrid("bad", failing()).build();
        Recommendations answer =
                hybrid("inner", inner).add("lost", lost).build().recommend(request());
        assertThat(answer.itemIds()).startsWith("a");
        assertThat(answer.items().get(0).contributions().keySet()).containsExactly("inner");
        assertThat(answer.skipped()).containsExactly(new SkippedComponent("lost", "knows nothing of the customer"));
    }

    @Test
    void build_componentsDisagreeOnRoles_isRefused() {
        Vocabulary plain = vocabulary(Catalogue.of(List.of("loan")), Feature.numeric("age"));
        Vocabulary credit =
                vocabulary(Catalogue.builder().item("loan").credit("loan").build(), Feature.numeric("age"));
        Vocabulary guarded =
                vocabulary(Catalogue.of(List.of("loan")), Feature.numeric("age").asProtected());
        for (Vocabulary other : List.of(credit, guarded)) {
            HybridRecommender.Builder builder =
                    hybrid("one", scoringOver(plain)).add("two", scoringOver(other));
            assertThatIllegalArgumentException()
                    .isThrownBy(builder::build)
                    .withMessageContaining("the components disagree on")
                    .withMessageContaining("declare it alike for all");
        }
    }

    private static Vocabulary vocabulary(Catalogue catalogue, Feature feature) {
        return new Vocabulary(catalogue, FeatureSchema.of(List.of(feature)), List.of(IdIndex.of(List.of())));
    }

    private static FixedModel scoringOver(Vocabulary vocabulary) {
        return new FixedModel(
                FallbackLevel.KNOWN_USER,
                vocabulary,
                new double[vocabulary.catalogue().size()],
                "stub");
    }

    @Test
    void info_otherOrderBlendFallbackOrName_isAnotherHash() {
        FixedModel one = knowing("a");
        FixedModel two = knowing("b");
        assertThat(List.of(
                        hash(hybrid("x", one).add("y", two)),
                        hash(hybrid("y", two).add("x", one)),
                        hash(hybrid("x", two).add("y", one)),
                        hash(hybrid("x", one).add("z", two)),
                        hash(hybrid("x", one).add("y", two).fallback(one)),
                        hash(hybrid("x", one).add("y", two).blend(Blend.roundRobin()))))
                .doesNotHaveDuplicates();
        HybridRecommender hybrid = hybrid("x", one).add("y", two).build();
        assertThat(hybrid.recommend(request()).generation())
                .isEqualTo(hybrid.info().modelHash());
        assertThat(hybrid.recommend(request()).model()).isEqualTo("hybrid");
        assertThat(hybrid.components().keySet()).containsExactly("x", "y");
        assertThat(hybrid.fallback()).isEmpty();
    }

    private static String hash(HybridRecommender.Builder builder) {
        return builder.build().info().modelHash();
    }

    @Test
    void builder_noComponentOrBadName_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HybridRecommender.builder().build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HybridTrainer.forPanels().build());
        Trainer<Panel> trainer = (panel, listener) -> knowing("a");
        for (String name : new String[] {null, "", " ", "x", "two\nlines"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> hybrid("x", knowing("a")).add(name, knowing("b")));
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> HybridTrainer.forPanels().add("x", trainer).add(name, trainer));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> hybrid("x", null));
    }

    @Test
    void explain_blend_hasThePartsThatTookPart() {
        HybridRecommender hybrid = hybrid("one", knowing("a", "b"))
                .add("two", knowing("b", "c"))
                .add("lost", failing())
                .build();
        Map<String, Explanation> parts = hybrid.explain(request(), "c").parts();
        assertThat(parts.keySet()).containsExactly("two");
        assertThat(hybrid.explain(request(), "b").parts().keySet()).containsExactly("one", "two");
    }

    @Test
    void info_lastDate_isTheLatestOfComponentsAndFallback() {
        LocalDate march = LocalDate.of(2020, 3, 31);
        FixedModel undated = knowing("a", "b");
        FixedModel older = undated.dated(march.minusMonths(1));
        FixedModel newer = undated.dated(march);
        assertThat(hybrid("one", older).add("two", newer).build().info().lastDate())
                .isEqualTo(march);
        assertThat(hybrid("one", newer).add("two", older).build().info().lastDate())
                .isEqualTo(march);
        assertThat(hybrid("one", older).fallback(newer).build().info().lastDate())
                .isEqualTo(march);
        assertThat(hybrid("one", undated).fallback(newer).build().info().lastDate())
                .isEqualTo(march);
        assertThat(hybrid("one", newer).fallback(older).build().info().lastDate())
                .isEqualTo(march);
        assertThat(hybrid("one", newer).fallback(undated).build().info().lastDate())
                .isEqualTo(march);
        assertThat(hybrid("one", undated).fallback(undated).build().info().lastDate())
                .isNull();
    }
}
