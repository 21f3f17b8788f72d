package dev.recsys.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.Ignored;
import dev.recsys.ModelInfo;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.data.Catalogue;
import dev.recsys.decision.ReplayResult.Outcome;
import dev.recsys.decision.log.DecisionLog;
import dev.recsys.decision.log.LogConfig;
import dev.recsys.decision.log.LogReader;
import dev.recsys.decision.log.LogRecord;
import dev.recsys.decision.rule.Condition;
import dev.recsys.decision.rule.ItemSelector;
import dev.recsys.decision.rule.ReadyRules;
import dev.recsys.decision.rule.Rule;
import dev.recsys.decision.rule.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Decisions around a recommender of the bank's own, of which nothing is known but its answers. */
class OwnRecommenderTest {
    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));

    private static DecisionRequest.Builder request(RecommendationRequest.Builder asked) {
        return DecisionRequest.of(asked.build());
    }

    private static RecommendationRequest.Builder regular() {
        return RecommendationRequest.forUser("regular").feature("age", 40).holdings(List.of("card"));
    }

    private static Policy policy() {
        return Policy.named("own", "1")
                .facts("age", "deceased")
                .rule(ReadyRules.age("age", 18, 75, ItemSelector.credit()))
                .rule(Rule.named("alive").allowUnknown().exclude(Condition.in("deceased", "yes")))
                .lever("fund", 1.25)
                .explore(new Exploration(.5, 3))
                .build();
    }

    @Test
    void decide_anyRecommender_offersWhatItReturnsWithItsScoresAndReasons() {
        OwnRecommender own = new OwnRecommender("g1");
        DecisionEngine engine = DecisionEngine.around(own).build();
        assertThat(engine.recommender()).isSameAs(own);
        Decision decision = engine.decide(request(regular().limit(2)).build());
        List<RecommendedItem> answer = own.recommend(regular().build()).items();
        assertThat(decision.itemIds()).containsExactly("gold", "loan");
        for (int place = 0; place < 2; place++) {
            Offer offer = decision.offers().get(place);
            assertThat(offer.itemId()).isEqualTo(answer.get(place).itemId());
            assertThat(offer.score()).isEqualTo(answer.get(place).score());
            assertThat(offer.reason()).isEqualTo(Reason.of(Reason.POPULAR));
        }
        assertThat(decision.model()).isEqualTo("g1");
        assertThat(decision.excluded())
                .containsExactly(
                        new Exclusion("account", Stage.ARBITRATION, Exclusion.NOT_RETURNED, "model"),
                        new Exclusion("card", Stage.APPLICABILITY, Exclusion.HELD, "customer"),
                        new Exclusion("bond", Stage.ARBITRATION, Exclusion.NOT_RETURNED, "model"));
        Decision withOwned =
                engine.decide(request(regular().limit(2).includeOwned()).build());
        assertThat(withOwned.itemIds()).containsExactly("account", "card");
        Decision listed =
                engine.decide(request(regular().allow(List.of("loan", "fund")).deny(List.of("fund")))
                        .build());
        assertThat(listed.itemIds()).containsExactly("loan");
    }

    @Test
    void decide_rules_seeWhatTheRequestSaysAndNothingElse() {
        DecisionEngine engine =
                DecisionEngine.around(new OwnRecommender("g1")).policy(policy()).build();
        Decision unknown =
                engine.decide(request(RecommendationRequest.forUser("regular")).build());
        assertThat(unknown.exclusion("loan").orElseThrow().code()).isEqualTo("AGE");
        assertThat(engine.decide(request(regular()).build()).itemIds()).contains("loan");
        Decision dead =
                engine.decide(request(regular().feature("deceased", "yes")).build());
        assertThat(dead.offers()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DecisionEngine.around(new OwnRecommender("g1"))
                        .policy(Policy.named("p", "1")
                                .rule(ReadyRules.age("age", 18, 75, ItemSelector.credit()))
                                .build())
                        .build())
                .withMessageContaining("name it in the policy's facts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DecisionEngine.around(new OwnRecommender("g1"))
                        .policy(Policy.named("p", "1")
                                .values(ItemValues.table(Map.of("loan", Value.ofMargin(1))))
                                .build())
                        .build())
                .withMessageContaining("probabilities");
    }

    @Test
    void decide_whatNeitherRecommenderNorPolicyKnows_isIgnoredAndRefusedByAStrictRequest() {
        DecisionEngine engine =
                DecisionEngine.around(new OwnRecommender("g1")).policy(policy()).build();
        RecommendationRequest.Builder odd =
                regular().feature("deceased", "no").feature("loyalty", 1).feature("shoes", 43);
        assertThat(engine.decide(request(odd).build()).ignored())
                .containsExactly(new Ignored(Ignored.Part.FEATURE, "shoes"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.decide(request(odd.strict()).build()))
                .withMessageContaining("shoes");
        assertThat(engine.decide(request(regular().feature("deceased", "no").strict())
                                .build())
                        .offers())
                .isNotEmpty();
    }

    @TempDir
    private Path folder;

    private List<String> logged(LogDetail detail) throws Exception {
        try (DecisionLog log = DecisionLog.open(folder, LogConfig.defaults())) {
            DecisionEngine engine = DecisionEngine.around(new OwnRecommender("g1"))
                    .policy(policy())
                    .clock(NOW)
                    .log(log, detail)
                    .build();
            for (int i = 0; i < 60; i++) {
                RecommendationRequest.Builder asked = RecommendationRequest.forUser(i % 4 == 0 ? "regular" : "user" + i)
                        .limit(3);
                if (i % 3 == 0) {
                    asked.feature("age", 16 + i).feature("loyalty", i / 70.0);
                }
                DecisionRequest.Builder decided = request(asked).id("d" + i);
                engine.decide((i % 5 == 0 ? decided.weight("fund", 2.5) : decided).build());
            }
        }
        List<String> records = new ArrayList<>();
        try (LogReader reader = LogReader.open(folder)) {
            for (Optional<LogRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                records.add(next.get().body());
            }
        }
        assertThat(records).hasSize(60);
        return records;
    }

    private static ReplayResult replay(String record, OwnRecommender recommender) {
        DecisionEngine engine =
                DecisionEngine.around(recommender).policy(policy()).build();
        return DecisionReplay.by(List.of(engine)).replay(record);
    }

    @Test
    void replay_theSameRecommender_isTheSameToTheBit() throws Exception {
        for (String record : logged(LogDetail.FACTS)) {
            assertThat(replay(record, new OwnRecommender("g1")).differences()).isEmpty();
            assertThat(replay(record, new OwnRecommender("g2")).outcome()).isEqualTo(Outcome.NOT_POSSIBLE);
            OwnRecommender changed = new OwnRecommender("g1") {
                @Override
                public Recommendations recommend(RecommendationRequest request) {
                    Recommendations answer = super.recommend(request);
                    RecommendedItem last = answer.items().get(answer.items().size() - 1);
                    List<RecommendedItem> items = new ArrayList<>(answer.items());
                    items.set(
                            items.size() - 1,
                            new RecommendedItem(
                                    last.itemId(), Math.nextUp(last.score()), last.reason(), last.contributions()));
                    return with(answer, items);
                }
            };
            assertThat(replay(record, changed).outcome()).isEqualTo(Outcome.DIFFERENT);
        }
    }

    @Test
    void replay_onlyTheHashIsLogged_isPossibleWhereNothingWasSaid() throws Exception {
        List<String> records = logged(LogDetail.HASH);
        for (int i = 0; i < records.size(); i++) {
            assertThat(replay(records.get(i), new OwnRecommender("g1")).outcome())
                    .isEqualTo(i % 3 == 0 ? Outcome.NOT_POSSIBLE : Outcome.SAME);
        }
    }

    private static Recommendations with(Recommendations answer, List<RecommendedItem> items) {
        return new Recommendations(
                answer.customerId(),
                items,
                answer.model(),
                answer.generation(),
                answer.level(),
                answer.freshness(),
                answer.skipped(),
                answer.ignored());
    }

    private static Recommendations answer(RecommendedItem... items) {
        return with(new OwnRecommender("g1").recommend(regular().build()), Arrays.asList(items));
    }

    private static RecommendedItem item(String id, double score) {
        return new RecommendedItem(id, score, Reason.of(Reason.POPULAR), Map.of());
    }

    /** What a recommender does that breaks its contract. */
    static Stream<Named<Supplier<@Nullable Recommendations>>> breaches() {
        return Stream.of(
                Named.of("null", () -> null),
                Named.of("an unknown item", () -> answer(item("account", 1), item("no such item", .5))),
                Named.of("an item twice", () -> answer(item("account", 1), item("account", 1))),
                Named.of("a score that is not finite", () -> answer(item("account", Double.NaN))),
                Named.of("an exception", () -> {
                    throw new IllegalStateException("no connection");
                }),
                Named.of("an error", () -> {
                    throw new StackOverflowError();
                }),
                Named.of("a checked exception", () -> {
                    pass(new IOException("no file"), RuntimeException.class);
                    return null;
                }));
    }

    /** Throws a checked exception past the compiler. */
    @SuppressWarnings({"unchecked", "UnusedVariable"}) // the class names the type to the compiler
    private static <E extends Throwable> void pass(Throwable thrown, Class<E> as) throws E {
        throw (E) thrown;
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void decide_recommenderBreaksItsContract_offersNothingAndSaysWhy(Supplier<@Nullable Recommendations> breach) {
        List<String> heard = new ArrayList<>();
        DecisionEngine engine = DecisionEngine.around(new OwnRecommender("g1") {
                    @Override
                    public Recommendations recommend(RecommendationRequest request) {
                        return breach.get();
                    }
                })
                .listener(new DecisionListener() {
                    @Override
                    public void decided(Decision decision, long nanos) {}

                    @Override
                    public void failed(String part, Throwable failure) {
                        heard.add(part);
                    }
                })
                .build();
        Decision decision = engine.decide(request(regular().strict()).build());
        assertThat(decision.offers()).isEmpty();
        assertThat(decision.excluded()).hasSize(6);
        assertThat(decision.exclusion("account").orElseThrow())
                .isEqualTo(new Exclusion("account", Stage.ARBITRATION, Exclusion.NOT_SCORED, "model"));
        assertThat(decision.exclusion("card").orElseThrow().code()).isEqualTo(Exclusion.HELD);
        assertThat(decision.model()).isEqualTo("g1");
        assertThat(heard).containsExactly("model");
    }

    @Test
    void decide_errorOfTheVirtualMachine_isPassedOn() {
        DecisionEngine engine = DecisionEngine.around(new OwnRecommender("g1") {
                    @Override
                    public Recommendations recommend(RecommendationRequest request) {
                        throw new OutOfMemoryError("planted");
                    }
                })
                .build();
        assertThatThrownBy(() -> engine.decide(request(regular()).build())).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void around_recommenderWithoutCatalogueOrInfo_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DecisionEngine.around(new OwnRecommender("g1") {
                    @Override
                    public @Nullable Catalogue catalogue() {
                        return null;
                    }
                }))
                .withMessageContaining("the recommender's catalogue");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DecisionEngine.around(new OwnRecommender("g1") {
                    @Override
                    public ModelInfo info() {
                        return null;
                    }
                }))
                .withMessageContaining("the recommender's info");
    }
}
