package dev.recsys.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.RecommendationRequest;
import dev.recsys.ScoreMeaning;
import dev.recsys.decision.Offer.Placement;
import dev.recsys.decision.rule.Condition;
import dev.recsys.decision.rule.ItemCondition;
import dev.recsys.decision.rule.ItemSelector;
import dev.recsys.decision.rule.ReadyRules;
import dev.recsys.decision.rule.Rule;
import dev.recsys.decision.rule.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which items a decision takes out, and in which places it puts the rest. */
class DecisionEngineTest {
    private static final String NOBODY = "nobody";

    private static DecisionRequest request(double age, double income, List<String> holdings) {
        return DecisionRequest.of(RecommendationRequest.forUser(NOBODY)
                        .feature("age", age)
                        .feature("income", income)
                        .feature("city", "north")
                        .holdings(holdings)
                        .build())
                .id("d1")
                .build();
    }

    private static DecisionRequest adult() {
        return request(40, 2000, List.of());
    }

    private static DecisionEngine engine(Policy.Builder policy) {
        return DecisionEngine.around(TableModel.ofProbabilities())
                .policy(policy.build())
                .build();
    }

    private static Policy.Builder policy() {
        return Policy.named("test", "1");
    }

    private static Exclusion out(Decision decision, String item) {
        return decision.exclusion(item).orElseThrow();
    }

    @Test
    void decide_withoutPolicy_ranksAsTheRecommenderDoes() {
        DecisionRequest asked = request(40, 2000, List.of("card"));
        DecisionEngine engine =
                DecisionEngine.around(TableModel.ofProbabilities()).build();
        Decision decision = engine.decide(asked);
        assertThat(decision.itemIds())
                .isEqualTo(
                        engine.recommender().recommend(asked.recommendation()).itemIds())
                .containsExactly("account", "gold", "loan", "fund", "bond");
        assertThat(decision.excluded())
                .containsExactly(new Exclusion("card", Stage.APPLICABILITY, Exclusion.HELD, "customer"));
        assertThat(decision.offers()).allMatch(offer -> offer.propensity() == 1 && offer.worth() == offer.score());
    }

    @Test
    void decide_aRuleOfEachStage_takesItsItemsOutWithItsCode() {
        DecisionEngine engine = engine(policy().facts("deceased", "riskBand")
                .rule(ReadyRules.age("age", 18, 75, ItemSelector.credit()))
                .rule(ReadyRules.incompatible(ItemSelector.items("gold"), "card"))
                .rule(ReadyRules.needs(ItemSelector.groups("investments"), "account"))
                .rule(ReadyRules.riskBand("riskBand", "risk"))
                .rule(ReadyRules.affordability("income", "minimumIncome"))
                .rule(ReadyRules.deceased("deceased", "S")));
        RecommendationRequest young = RecommendationRequest.forUser(NOBODY)
                .feature("age", 17)
                .feature("income", 500)
                .feature("deceased", "N")
                .feature("riskBand", 2)
                .holdings(List.of("card", "account"))
                .build();
        Decision decision = engine.decide(DecisionRequest.of(young).build());
        assertThat(out(decision, "loan")).isEqualTo(new Exclusion("loan", Stage.ELIGIBILITY, "AGE", "age 1"));
        assertThat(out(decision, "gold").code()).isEqualTo("INCOMPATIBLE");
        assertThat(out(decision, "fund"))
                .isEqualTo(new Exclusion("fund", Stage.SUITABILITY, "RISK_BAND", "risk-band 1"));
        assertThat(out(decision, "card").code()).isEqualTo(Exclusion.HELD);
        assertThat(decision.itemIds()).containsExactly("bond");
        assertThat(decision.ignored()).isEmpty();

        Decision dead = engine.decide(
                DecisionRequest.of(young.toBuilder().feature("deceased", "S").build())
                        .build());
        assertThat(dead.offers()).isEmpty();
        assertThat(dead.excluded()).hasSize(6).allMatch(why -> why.stage() == Stage.ELIGIBILITY);
        Decision withoutAccount = engine.decide(DecisionRequest.of(
                        young.toBuilder().holdings(List.of()).feature("age", 30).build())
                .build());
        assertThat(out(withoutAccount, "bond").code()).isEqualTo("NEEDS");
        assertThat(out(withoutAccount, "loan").code()).isEqualTo("AFFORDABILITY");
        assertThat(withoutAccount.itemIds()).containsExactly("account", "card", "gold");
    }

    @Test
    void decide_factUnknown_takesItemsOutUnlessAllowed() {
        Rule rule = ReadyRules.age("age", 18, 75, ItemSelector.credit());
        Rule lenient = Rule.named("lenient")
                .items(ItemSelector.credit())
                .allowUnknown()
                .require(Condition.atLeast("age", 18));
        DecisionRequest unknown =
                DecisionRequest.of(RecommendationRequest.anonymous().build()).build();
        assertThat(engine(policy().rule(rule)).decide(unknown).itemIds()).doesNotContain("loan");
        assertThat(engine(policy().rule(lenient)).decide(unknown).itemIds()).contains("loan");
    }

    @Test
    void build_policyNamesWhatNobodyHas_isRefusedWithTheRule() {
        assertThatThrownBy(() -> engine(policy().rule(ReadyRules.deceased("deceased", "S"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rule \"deceased\" looks at feature \"deceased\"")
                .hasMessageContaining("policy's facts");
        assertThatThrownBy(() -> engine(policy().rule(ReadyRules.age("age", 1, 2, ItemSelector.items("lona")))))
                .hasMessageContaining("rule \"age\": the catalogue has no item \"lona\"");
        assertThatThrownBy(() -> engine(policy().rule(ReadyRules.age("age", 1, 2, ItemSelector.groups("lones")))))
                .hasMessageContaining("no group \"lones\"");
        assertThatThrownBy(() -> engine(policy().rule(ReadyRules.incompatible(ItemSelector.all(), "platinum"))))
                .hasMessageContaining("item \"platinum\"");
        assertThatThrownBy(() -> engine(policy().rule(Rule.named("r")
                        .items(ItemSelector.items("card"))
                        .require(ItemCondition.atLeast("age", "risk")))))
                .hasMessageContaining("rule \"r\": item \"card\" has no attribute \"risk\"");
        assertThatThrownBy(() -> engine(policy().lever("lona", 2))).hasMessageContaining("lona");
        assertThatThrownBy(() -> engine(policy().fix(1, "lona"))).hasMessageContaining("lona");
        assertThatThrownBy(() -> engine(policy().boost("lona", 1))).hasMessageContaining("lona");
        assertThatThrownBy(() -> engine(policy().groupLimit("lones", 1))).hasMessageContaining("lones");
        assertThatThrownBy(() -> engine(policy().values(ItemValues.table(Map.of("card", Value.ofMargin(1))))))
                .hasMessageContaining("lacks item \"account\"");
        assertThatThrownBy(() -> policy().rule(ReadyRules.deceased("a", "b")).rule(ReadyRules.deceased("c", "d")))
                .hasMessageContaining("two rules \"deceased\"");
    }

    @Test
    void decide_aTableOfMargins_changesTheOffersAsComputedByHand() {
        Map<String, Value> margins = new LinkedHashMap<>();
        margins.put("account", new Value(10, 0, 1)); // .5 × 9 = 4.5
        margins.put("card", new Value(40, 5, 1)); // .4 × 34 = 13.6
        margins.put("gold", new Value(100, 20, 1)); // .3 × 79 × 0.5 (lever) = 11.85
        margins.put("loan", new Value(500, 350, 1)); // .2 × 149 = 29.8
        margins.put("fund", new Value(200, 0, 1)); // .1 × 199 × 2 (context) = 39.8
        margins.put("bond", new Value(5, 0, 5)); // 0: nothing is left
        DecisionEngine engine =
                engine(policy().values(ItemValues.table(margins)).lever("gold", .5));
        Decision decision = engine.decide(
                DecisionRequest.of(adult().recommendation()).weight("fund", 2).build());
        assertThat(decision.itemIds()).containsExactly("fund", "loan", "card", "gold", "account");
        assertThat(decision.offers())
                .extracting(Offer::worth)
                .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b), Double.class)
                .containsExactly(39.8, 29.8, 13.6, 11.85, 4.5);
        assertThat(out(decision, "bond"))
                .isEqualTo(new Exclusion("bond", Stage.ARBITRATION, Exclusion.WORTH_TOO_LOW, "worth must be above 0"));
        assertThatThrownBy(() -> engine.decide(DecisionRequest.of(adult().recommendation())
                        .weight("lona", 2)
                        .build()))
                .hasMessageContaining("lona");
    }

    @Test
    void build_valuesButScoresThatOnlyRank_isRefused() {
        TableModel ranking = new TableModel(ScoreMeaning.RANKING, 5, 4, 3, 2, 1, 0);
        assertThatThrownBy(() -> DecisionEngine.around(ranking)
                        .policy(policy().values(ItemValues.of("flat 1", (customer, item) -> Value.ofMargin(2)))
                                .build())
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("probabilities");
    }

    @Test
    void decide_minima_leadToFewerOffersAndToNone() {
        assertThat(engine(policy().minimumScore(.25)).decide(adult()).itemIds())
                .containsExactly("account", "card", "gold");
        Decision none = engine(policy().minimumWorth(.6)).decide(adult());
        assertThat(none.offers()).isEmpty();
        assertThat(none.excluded()).hasSize(6).allMatch(why -> why.code().equals(Exclusion.WORTH_TOO_LOW));
    }

    @Test
    void decide_places_areFixedBoostedAndLimitedByGroup() {
        Decision decision = engine(policy().fix(2, "bond").boost("loan", 3).groupLimit("cards", 1))
                .decide(adult());
        assertThat(decision.itemIds()).containsExactly("account", "bond", "loan", "card", "fund");
        assertThat(decision.offers())
                .extracting(Offer::placement)
                .containsExactly(
                        Placement.RANKED, Placement.FIXED, Placement.BOOSTED, Placement.RANKED, Placement.RANKED);
        assertThat(out(decision, "gold").code()).isEqualTo(Exclusion.GROUP_FULL);
        // An item that is better than its boost stands where its worth puts it; a fixed one that is out leaves its
        // place.
        Decision held = engine(policy().fix(1, "bond").boost("card", 4)).decide(request(40, 2000, List.of("bond")));
        assertThat(held.itemIds()).containsExactly("account", "card", "gold", "loan", "fund");
        assertThat(held.offers()).allMatch(offer -> offer.placement() == Placement.RANKED);
    }

    @Test
    void decide_exploration_drawsTheLastPlaceAsItsPropensitiesSay() {
        DecisionEngine engine = engine(policy().explore(new Exploration(.3, 7)));
        RecommendationRequest two =
                adult().recommendation().toBuilder().limit(2).build();
        Map<String, Integer> counts = new HashMap<>();
        Map<String, Double> propensities = new HashMap<>();
        int runs = 20_000;
        for (int i = 0; i < runs; i++) {
            Decision decision =
                    engine.decide(DecisionRequest.of(two).id("d" + i).build());
            assertThat(decision.offers().get(0).itemId()).isEqualTo("account");
            Offer last = decision.offers().get(1);
            counts.merge(last.itemId(), 1, Integer::sum);
            propensities.put(last.itemId(), last.propensity());
            if (i < 100) {
                assertThat(engine.decide(DecisionRequest.of(two).id("d" + i).build())
                                .offers())
                        .isEqualTo(decision.offers());
            }
        }
        assertThat(propensities.get("card")).isCloseTo(.7 + .3 / 5, within(1e-12));
        assertThat(propensities.get("bond")).isCloseTo(.3 / 5, within(1e-12));
        // Four standard deviations of a share of .06 in 20,000 are .0067.
        propensities.forEach((item, propensity) ->
                assertThat(counts.get(item) / (double) runs).as(item).isCloseTo(propensity, within(.0125)));
        assertThat(counts).hasSize(5);
    }

    @Test
    void decide_aPartOfTheBankFails_isOnTheSafeSideAndHeard() {
        List<String> heard = new ArrayList<>();
        DecisionListener listener = new DecisionListener() {
            @Override
            public void decided(Decision decision, long nanos) {
                throw new IllegalStateException("listener");
            }

            @Override
            public void failed(String part, Throwable failure) {
                heard.add(part + " " + failure.getClass().getSimpleName());
            }
        };
        DecisionEngine engine = DecisionEngine.around(TableModel.ofProbabilities())
                .policy(policy().rule(Rule.named("broken")
                                .items(ItemSelector.credit())
                                .exclude(Condition.of("breaks", customer -> {
                                    throw new AssertionError();
                                })))
                        .rule(new ScoreRule("also-broken", "1", "X", (customer, candidate) -> {
                            if (candidate.item().id().equals("fund")) {
                                throw new IllegalStateException();
                            }
                            return candidate.item().id().equals("gold");
                        }))
                        .values(ItemValues.of("v1", (customer, item) -> {
                            if (item.id().equals("bond")) {
                                throw new StackOverflowError();
                            }
                            return Value.ofMargin(1);
                        }))
                        .build())
                .listener(listener)
                .build();
        Decision decision = engine.decide(adult());
        assertThat(decision.itemIds()).containsExactly("account", "card");
        assertThat(out(decision, "loan").code()).isEqualTo(Exclusion.RULE_FAILED);
        assertThat(out(decision, "fund").code()).isEqualTo(Exclusion.RULE_FAILED);
        assertThat(out(decision, "gold").code()).isEqualTo("X");
        assertThat(out(decision, "bond").code()).isEqualTo(Exclusion.VALUE_FAILED);
        assertThat(heard)
                .containsExactlyInAnyOrder(
                        "broken AssertionError", "also-broken IllegalStateException", "values StackOverflowError");
    }

    @Test
    void decide_aModelThatFails_offersNothing() {
        TableModel broken = new TableModel(ScoreMeaning.RANKING, .5, Double.NaN, .3);
        Decision wrongLength = DecisionEngine.around(broken).build().decide(adult());
        assertThat(wrongLength.offers()).isEmpty();
        TableModel notFinite =
                new TableModel(ScoreMeaning.RANKING, .5, Double.NaN, .3, Double.POSITIVE_INFINITY, .1, .05);
        Decision finite = DecisionEngine.around(notFinite).build().decide(adult());
        assertThat(finite.itemIds()).containsExactly("account", "gold", "fund", "bond");
        assertThat(out(finite, "loan").code()).isEqualTo(Exclusion.NOT_SCORED);
    }

    @Test
    void decide_lists_takeOutAndUnknownNamesAreRefused() {
        DecisionEngine engine =
                DecisionEngine.around(TableModel.ofProbabilities()).build();
        RecommendationRequest.Builder asked = RecommendationRequest.forUser(NOBODY)
                .allow(List.of("card", "loan", "fund"))
                .deny(List.of("fund"));
        Decision decision = engine.decide(DecisionRequest.of(asked.build()).build());
        assertThat(decision.itemIds()).containsExactly("card", "loan");
        assertThat(out(decision, "fund").code()).isEqualTo(Exclusion.DENIED);
        assertThat(out(decision, "bond").code()).isEqualTo(Exclusion.NOT_ALLOWED);
        assertThatThrownBy(() -> engine.decide(
                        DecisionRequest.of(asked.deny(List.of("fnud")).build()).build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fnud");
    }
}
