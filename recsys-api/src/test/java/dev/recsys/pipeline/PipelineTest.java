package dev.recsys.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.Explanation;
import dev.recsys.FallbackLevel;
import dev.recsys.Ignored;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommendations.Freshness;
import dev.recsys.Recommendations.SkippedComponent;
import dev.recsys.RecommendedItem;
import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Panel;
import dev.recsys.data.Period;
import dev.recsys.data.Vocabulary;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.memory.MemoryNeeds;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One request's way through resolving, scoring, rules and ranking. */
class PipelineTest {
    private static final LocalDate MARCH = LocalDate.of(2020, 3, 31);
    private static final FeatureSchema SCHEMA =
            FeatureSchema.builder().categorical("city").build();
    private static final Vocabulary VOCABULARY =
            new Vocabulary(Catalogue.of(List.of("a", "b", "c", "d")), SCHEMA, List.of(IdIndex.of(List.of("north"))));

    private static MadeUpModel model(@Nullable LocalDate lastDate, @Nullable Period period) {
        return new MadeUpModel(VOCABULARY, lastDate, period, 0);
    }

    private static List<String> items(RecommendationRequest.Builder request) {
        return model(MARCH, Period.MONTH).recommend(request.build()).itemIds();
    }

    private static RecommendationRequest.Builder holder(String... items) {
        return RecommendationRequest.anonymous().holdings(List.of(items));
    }

    @Test
    void answer_anyRequest_saysWhatItRestsOn() {
        Recommendations answer = model(MARCH, Period.MONTH)
                .recommend(RecommendationRequest.forUser("u")
                        .holdings(List.of("b"))
                        .limit(2)
                        .build());
        // b adds 7, 10, 2 and 5 to the places 0, 1, 2 and 3.
        assertThat(answer.itemIds()).containsExactly("d", "a");
        assertThat(answer.items()).extracting(RecommendedItem::score).containsExactly(8.0, 7.0);
        assertThat(answer.items().get(1).reason()).isEqualTo(Reason.of(Reason.HOLDS, "item", "0"));
        assertThat(answer.items().get(1).contributions()).isEqualTo(Map.of("made-up", 7.0));
        assertThat(answer.customer()).contains("u");
        assertThat(answer.model()).isEqualTo("made-up");
        assertThat(answer.generation()).isEqualTo("a hash");
        assertThat(answer.level()).isEqualTo(FallbackLevel.HOLDINGS);
        assertThat(answer.skipped()).isEmpty();
        assertThat(answer.ignored()).isEmpty();
    }

    @Test
    void answer_rules_barWhatTheySay() {
        assertThat(items(RecommendationRequest.anonymous())).containsExactly("d", "c", "b", "a");
        assertThat(items(holder("d"))).doesNotContain("d").hasSize(3);
        assertThat(items(holder("d").includeOwned())).contains("d").hasSize(4);
        assertThat(items(RecommendationRequest.anonymous().allow(List.of("a", "c"))))
                .containsExactly("c", "a");
        assertThat(items(RecommendationRequest.anonymous().allow(List.of()))).isEmpty();
        assertThat(items(RecommendationRequest.anonymous().deny(List.of("a", "c"))))
                .containsExactly("d", "b");
        assertThat(items(holder("b").allow(List.of("a", "b", "c")).deny(List.of("c"))))
                .containsExactly("a");
        assertThat(items(holder("b").allow(List.of("b", "c")).includeOwned())).containsExactlyInAnyOrder("b", "c");
        assertThat(items(holder("b").deny(List.of("c")).includeOwned())).containsExactlyInAnyOrder("a", "b", "d");
        assertThat(items(RecommendationRequest.anonymous().limit(1))).containsExactly("d");
        assertThat(items(RecommendationRequest.anonymous().limit(Integer.MAX_VALUE)))
                .hasSize(4);
    }

    @Test
    void answer_catalogueWithoutItems_isEmpty() {
        MadeUpModel nothing = new MadeUpModel(Vocabulary.of(Catalogue.of(List.of())), null, null, 0);
        assertThat(nothing.recommend(RecommendationRequest.anonymous().build()).items())
                .isEmpty();
    }

    @Test
    void answer_unknownNames_areListedOrRefusedByAStrictRequest() {
        RecommendationRequest.Builder unknown =
                holder("x").allow(List.of("a", "y")).deny(List.of("z")).feature("age", 3);
        Recommendations answer = model(null, null).recommend(unknown.build());
        assertThat(answer.itemIds()).containsExactly("a");
        assertThat(answer.ignored())
                .containsExactly(
                        new Ignored(Ignored.Part.HOLDING, "x"),
                        new Ignored(Ignored.Part.FEATURE, "age"),
                        new Ignored(Ignored.Part.ALLOW, "y"),
                        new Ignored(Ignored.Part.DENY, "z"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> items(unknown.strict()))
                .withMessageStartingWith("the request is strict, but the model does not know [")
                .withMessageContainingAll("x", "age", "y", "z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> items(
                        RecommendationRequest.anonymous().deny(List.of("z")).strict()));
    }

    /** New shops and postcodes come every day; a strict request is about what the caller writes. */
    @Test
    void answer_strictRequestWithANewValue_isAnswered() {
        Recommendations answer = model(null, null)
                .recommend(RecommendationRequest.anonymous()
                        .feature("city", "west")
                        .strict()
                        .build());
        assertThat(answer.items()).hasSize(4);
        assertThat(answer.ignored()).containsExactly(new Ignored(Ignored.Part.FEATURE_VALUE, "city"));
    }

    @Test
    void freshness_ofARequestWithADate_countsPeriods() {
        RecommendationRequest.Builder may = RecommendationRequest.anonymous().date(LocalDate.of(2020, 9, 30));
        assertThat(freshness(MARCH, Period.MONTH, may)).isEqualTo(Freshness.of(MARCH, 6));
        assertThat(freshness(MARCH, Period.QUARTER, may)).isEqualTo(Freshness.of(MARCH, 2));
        // What has no period is counted by months.
        assertThat(freshness(MARCH, null, may)).isEqualTo(Freshness.of(MARCH, 6));
        assertThat(freshness(null, null, may)).isEqualTo(Freshness.of(null, 0));
        assertThat(freshness(MARCH, Period.MONTH, RecommendationRequest.anonymous()))
                .isEqualTo(Freshness.of(MARCH, 0));
        assertThat(freshness(
                        MARCH, Period.MONTH, RecommendationRequest.anonymous().date(MARCH.minusYears(1))))
                .isEqualTo(Freshness.of(MARCH, 0));
    }

    private static Freshness freshness(
            @Nullable LocalDate lastDate, @Nullable Period period, RecommendationRequest.Builder request) {
        return model(lastDate, period).recommend(request.build()).freshness();
    }

    @Test
    void answer_withAMemory_isThatOfTheRememberedCustomer() {
        MadeUpModel model = model(MARCH, Period.MONTH);
        Panel panel = Panel.builder(VOCABULARY.catalogue(), FeatureSchema.empty())
                .row(MARCH, "u")
                .holds("b")
                .build();
        Pipeline pipeline = new Pipeline(model, CustomerMemory.of(panel, MemoryNeeds.holdings()));
        RecommendationRequest request = RecommendationRequest.forUser("u").build();
        Recommendations answer = pipeline.answer(request);
        assertThat(answer.itemIds()).containsExactly("d", "a", "c");
        assertThat(answer.level()).isEqualTo(FallbackLevel.KNOWN_USER);
        assertThat(model.recommend(request).itemIds()).containsExactly("d", "c", "b", "a");
        assertThat(pipeline.explain(request, "d").score()).isEqualTo(8);
        assertThat(model.explain(request, "d").score()).isEqualTo(3);
    }

    @Test
    void explain_item_hasItsScore() {
        Explanation explanation = model(null, null).explain(holder("b").build(), "a");
        assertThat(explanation).isEqualTo(new Explanation("a", 7, Explanation.Unit.SCORE, 7, List.of(), Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model(null, null).explain(holder("b").build(), "x"))
                .withMessage("itemId must be an item the model knows, but was \"x\"");
    }

    @Test
    void answer_contributionsAndSkippedComponents_arePassedOn() {
        MadeUpModel model = new MadeUpModel(VOCABULARY, null, null, 0) {
            @Override
            public Scoring score(KnownCustomer customer) {
                Scoring plain = super.score(customer);
                return new Scoring() {
                    @Override
                    public FallbackLevel level() {
                        return plain.level();
                    }

                    @Override
                    public double[] scores() {
                        return plain.scores();
                    }

                    @Override
                    public Reason reason(int item) {
                        return plain.reason(item);
                    }

                    @Override
                    public Map<String, Double> contributions(int item) {
                        return Map.of("part", (double) item);
                    }

                    @Override
                    public List<SkippedComponent> skipped() {
                        return List.of(new SkippedComponent("other", "planted"));
                    }
                };
            }
        };
        Recommendations answer =
                model.recommend(RecommendationRequest.anonymous().limit(1).build());
        assertThat(answer.items().get(0).contributions()).isEqualTo(Map.of("part", 3.0));
        assertThat(answer.skipped()).containsExactly(new SkippedComponent("other", "planted"));
        assertThat(answer.level()).isEqualTo(FallbackLevel.POPULARITY);
    }
}
