package dev.recsys.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.CustomerPredictor;
import dev.recsys.RecommendationRequest;
import dev.recsys.ScoreMeaning;
import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Vocabulary;
import dev.recsys.decision.rule.Condition;
import dev.recsys.decision.rule.ItemSelector;
import dev.recsys.decision.rule.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What models of customers do to the order of offers, by numbers worked out by hand, and which are refused. */
class ModelsInArbitrationTest {
    private static final FeatureSchema AGE_AND_CITY =
            FeatureSchema.builder().numeric("age").categorical("city").build();

    private static Map<String, Value> values() {
        Map<String, Value> values = new HashMap<>();
        for (String id : List.of("account", "card", "gold", "loan", "fund", "bond")) {
            values.put(id, Value.ofMargin(10));
        }
        values.put("loan", new Value(400, 1000, 20));
        return values;
    }

    private static PolicyBuilder policy() {
        return Policy.named("test", "1").values(ItemValues.table(values()));
    }

    private static DecisionEngine engine(PolicyBuilder policy, Map<String, CustomerPredictor> models) {
        return DecisionEngine.around(TableModel.ofProbabilities())
                .policy(policy.build())
                .models(models)
                .build();
    }

    private static Decision decide(DecisionEngine engine) {
        return engine.decide(request());
    }

    private static DecisionRequest request() {
        return DecisionRequest.of(RecommendationRequest.forUser("nobody")
                        .feature("age", 40)
                        .feature("city", "north")
                        .holdings(List.of())
                        .build())
                .id("d1")
                .build();
    }

    private static Offer offer(Decision decision, String item) {
        return decision.offers().stream()
                .filter(offer -> offer.itemId().equals(item))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void risk_quarter_takesAQuarterOfTheMarginAndOfTheLoss() {
        PolicyBuilder policy = policy().model("default", "").use(ModelUse.risk("default", ItemSelector.credit()));
        Decision decision = decide(engine(policy, Map.of("default", FixedPredictor.of(.125))));
        // 400 · 7/8 − 1000 · 1/8 − 20 = 205; worth .2 · 205 = 41, the first; an account 5
        assertThat(decision.itemIds()).startsWith("loan", "account");
        assertThat(offer(decision, "loan").value()).isEqualTo(new Value(350, 125, 20));
        assertThat(offer(decision, "loan").worth()).isEqualTo(.2 * 205);
        assertThat(offer(decision, "loan").models()).containsExactly("default");
        assertThat(offer(decision, "account").worth()).isEqualTo(5);
        assertThat(offer(decision, "account").models()).isEmpty();
        assertThat(decision.predictions()).containsExactly(new Prediction("default", "happened", "h0.125", .125));
        assertThat(decision.toJson())
                .contains(
                        "\"predictions\":[{\"model\":\"default\",\"target\":\"happened\",\"hash\":\"h0.125\",\"value\":0.125}]");
    }

    @Test
    void risk_greaterThanTheMarginBears_takesTheItemOutAndNamesTheModel() {
        PolicyBuilder policy = policy().model("default", "").use(ModelUse.risk("default", ItemSelector.credit()));
        Decision decision = decide(engine(policy, Map.of("default", FixedPredictor.of(.5))));
        Exclusion out = decision.exclusion("loan").orElseThrow(); // 200 − 500 − 20
        assertThat(out.code()).isEqualTo(Exclusion.WORTH_TOO_LOW);
        assertThat(out.rule()).isEqualTo("worth must be above 0, weighed by model default");
    }

    @Test
    void retention_andLever_liftWhatTheyAreOf() {
        PolicyBuilder policy = policy().model("churn", "")
                .model("answer", "")
                .use(ModelUse.retention("churn", ItemSelector.groups("investments"), 320))
                .use(ModelUse.lever("answer", ItemSelector.items("card", "bond")))
                .lever("bond", 4);
        Decision decision =
                decide(engine(policy, Map.of("churn", FixedPredictor.of(.25), "answer", FixedPredictor.number(1.5))));
        // fund: .1 · (10 + 80) = 9; bond: .05 · 90 · 4 · 1.5 = 27; card: .4 · 10 · 1.5 = 6
        assertThat(offer(decision, "fund").worth()).isEqualTo(.1 * 90);
        assertThat(offer(decision, "bond").worth()).isEqualTo(.05 * 90 * 4 * 1.5);
        assertThat(offer(decision, "card").worth()).isEqualTo(.4 * 10 * 1.5);
        assertThat(offer(decision, "bond").models()).containsExactly("churn", "answer");
        assertThat(decision.itemIds()).endsWith("account", "gold"); // 5 and 3
    }

    @Test
    void rule_onAModel_cutsOffAndAFailureIsUnknown() {
        PolicyBuilder policy = policy().model("churn", "")
                .rule(Rule.named("staying").items(ItemSelector.items("card")).require(Condition.atMost("churn", .3)))
                .use(ModelUse.lever("churn", ItemSelector.items("gold")));
        assertThat(decide(engine(policy, Map.of("churn", FixedPredictor.of(.25))))
                        .itemIds())
                .contains("card", "gold");
        Decision leaving = decide(engine(policy, Map.of("churn", FixedPredictor.of(.35))));
        assertThat(leaving.exclusion("card").orElseThrow().rule()).isEqualTo("staying 1");
        for (double wrong : new double[] {Double.NaN, 1.5, -.1}) {
            List<String> failed = new ArrayList<>();
            Decision broken = DecisionEngine.around(TableModel.ofProbabilities())
                    .policy(policy.build())
                    .model("churn", FixedPredictor.of(wrong))
                    .listener(new DecisionListener() {
                        @Override
                        public void decided(Decision decision, long nanos) {}

                        @Override
                        public void failed(String part, Throwable failure) {
                            failed.add(part);
                        }
                    })
                    .build()
                    .decide(request());
            assertThat(broken.exclusion("card")).isPresent();
            assertThat(broken.exclusion("gold").orElseThrow())
                    .extracting(Exclusion::code, Exclusion::rule)
                    .containsExactly(Exclusion.MODEL_FAILED, "model churn");
            assertThat(broken.itemIds()).contains("account");
            assertThat(failed).containsExactly("model churn");
            assertThat(broken.toJson()).contains("\"value\":null");
        }
    }

    @Test
    void lever_belowNought_takesItsItemsOut() {
        PolicyBuilder policy = policy().model("spend", "").use(ModelUse.lever("spend", ItemSelector.items("gold")));
        Decision decision = decide(engine(policy, Map.of("spend", FixedPredictor.number(-2))));
        assertThat(decision.exclusion("gold").orElseThrow().code()).isEqualTo(Exclusion.MODEL_FAILED);
    }

    @Test
    void model_isAskedOnceWithWhatIsKnown_andARequestCannotSayItsPrediction() {
        Map<String, Object> seen = new HashMap<>();
        FixedPredictor churn = new FixedPredictor(AGE_AND_CITY, true, "h", attributes -> {
            seen.putAll(attributes);
            return .9;
        });
        PolicyBuilder policy = policy().model("churn", "")
                .rule(Rule.named("staying").require(Condition.atMost("churn", .3)))
                .use(ModelUse.lever("churn", ItemSelector.all()));
        DecisionEngine engine = engine(policy, Map.of("churn", churn));
        Decision decision = engine.decide(DecisionRequest.of(RecommendationRequest.anonymous()
                        .feature("city", "north")
                        .feature("churn", .1)
                        .build())
                .build());
        assertThat(churn.asked).hasValue(1);
        assertThat(seen).isEqualTo(Map.of("city", "north")); // the age is left to the model as missing
        assertThat(decision.offers()).isEmpty();
    }

    @Test
    void decide_policyWithoutModels_saysNothingOfThem() {
        Decision decision = decide(engine(policy(), Map.of()));
        assertThat(decision.toJson()).doesNotContain("predictions").doesNotContain("models");
        assertThat(policy().build().text()).doesNotContain("model");
    }

    @Test
    void model_ofHoldings_seesWhatIsHeldAndNotWhatARequestSaysOfIt() {
        List<Map<String, ?>> seen = new ArrayList<>();
        FeatureSchema columns = FeatureSchema.builder()
                .numeric(CustomerPredictor.HOLDS + "card")
                .numeric(CustomerPredictor.HOLDS + "fund")
                .build();
        FixedPredictor churn = new FixedPredictor(columns, true, "h", attributes -> {
            seen.add(attributes);
            return .5;
        });
        DecisionEngine engine = engine(policy().model("churn", ""), Map.of("churn", churn));
        engine.decide(DecisionRequest.of(RecommendationRequest.anonymous()
                        .holdings(List.of("card"))
                        .feature("holds fund", 1)
                        .build())
                .build());
        engine.decide(
                DecisionRequest.of(RecommendationRequest.anonymous().build()).build());
        assertThat(seen).isEqualTo(List.of(Map.of("holds card", 1.0, "holds fund", 0.0), Map.of()));
    }

    @Test
    void build_modelsThatDoNotFit_areRefused() {
        PolicyBuilder policy = policy().model("churn", "");
        assertThatThrownBy(() -> engine(policy, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the engine must be given the models that policy \"test\" names, [churn], but was given []");
        FixedPredictor fits = FixedPredictor.of(.5);
        assertThatThrownBy(() -> engine(policy, Map.of("churn", fits, "other", fits)))
                .hasMessageContaining("was given [churn, other]");
        FixedPredictor strange =
                new FixedPredictor(FeatureSchema.builder().numeric("tenure").build(), true, "h", a -> .5);
        assertThatThrownBy(() -> engine(policy, Map.of("churn", strange)))
                .hasMessageContaining(
                        "model \"churn\" of the policy looks at \"tenure\", which the recommender does not know");
        assertThat(decide(engine(policy().model("churn", "").facts("tenure"), Map.of("churn", strange)))
                        .offers())
                .hasSize(5); // the loan is worth 400 − 1000 − 20
        FixedPredictor kind =
                new FixedPredictor(FeatureSchema.builder().numeric("city").build(), true, "h", a -> .5);
        assertThatThrownBy(() -> engine(policy, Map.of("churn", kind)))
                .hasMessageContaining("looks at \"city\" as a number, but the recommender does not");
        assertThatThrownBy(() -> engine(policy().model("age", ""), Map.of("age", fits)))
                .hasMessageContaining("must not have the name of a feature, but one is called \"age\"");
        FixedPredictor number = FixedPredictor.number(3);
        assertThatThrownBy(() -> engine(
                        policy().model("spend", "").use(ModelUse.risk("spend", ItemSelector.all())),
                        Map.of("spend", number)))
                .hasMessageContaining("the RISK of the policy must be a probability, but model \"spend\"");
        assertThatThrownBy(() -> engine(
                        policy().model("a", "")
                                .use(ModelUse.risk("a", ItemSelector.all()))
                                .use(ModelUse.risk("a", ItemSelector.items("card"))),
                        Map.of("a", fits)))
                .hasMessage("item \"card\" must have at most one model of RISK, but has two");
    }

    @Test
    void build_protectedFeature_isRefused() {
        Vocabulary guarded = new Vocabulary(
                Catalogue.of(List.of("card")),
                FeatureSchema.builder().numeric("age").protect("age").build(),
                List.of(IdIndex.of(List.of())));
        FixedPredictor byAge =
                new FixedPredictor(FeatureSchema.builder().numeric("age").build(), true, "h", a -> .5);
        Policy policy = Policy.named("test", "1").model("churn", "").build();
        assertThatThrownBy(() -> new CompiledPolicy(policy, Map.of("churn", byAge), guarded, ScoreMeaning.PROBABILITY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("model \"churn\" of the policy looks at \"age\", which is protected");
    }

    @Test
    void policy_unknownModelOrNoValues_isRefused() {
        assertThatThrownBy(() -> policy().model("churn", "")
                        .use(ModelUse.lever("chrun", ItemSelector.all()))
                        .build())
                .hasMessage("model uses must name one of the models [churn], but one names \"chrun\"");
        assertThatThrownBy(() -> Policy.named("test", "1")
                        .model("churn", "")
                        .use(ModelUse.risk("churn", ItemSelector.all()))
                        .build())
                .hasMessage("the RISK of model \"churn\" changes what items are worth, so the policy must have values");
        assertThatThrownBy(() -> policy().model("churn", "").model("churn", ""))
                .hasMessage("there are two models \"churn\"");
        assertThatThrownBy(() -> new ModelUse(ModelUse.Kind.LEVER, "churn", ItemSelector.all(), 3))
                .hasMessage("value is for RETENTION alone and else 0, but was 3.0");
        assertThatThrownBy(() -> ModelUse.retention("churn", ItemSelector.all(), 0))
                .hasMessage("value must be above 0 and at most 1e15, but was 0.0");
    }

    @Test
    void policyFile_modelUses_areReadAndChangeTheHash() {
        String text = """
                policy: loans
                version: 1
                models: {churn: left.recsys#left, default: ""}
                values: {card: {margin: 4}}
                modelUses:
                  - {use: risk, model: default, items: credit}
                  - {use: retention, model: churn, items: [card], value: 120}
                """;
        Policy policy = PolicyFile.parse("p.yaml", text);
        assertThat(policy.models()).isEqualTo(Map.of("churn", "left.recsys#left", "default", ""));
        assertThat(policy.modelUses())
                .extracting(ModelUse::kind, ModelUse::model, ModelUse::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(ModelUse.Kind.RISK, "default", 0.0),
                        org.assertj.core.groups.Tuple.tuple(ModelUse.Kind.RETENTION, "churn", 120.0));
        assertThat(policy.hash())
                .isNotEqualTo(
                        PolicyFile.parse("p.yaml", text.replace("120", "121")).hash());
        assertThatThrownBy(() -> PolicyFile.parse("p.yaml", text.replace("use: risk", "use: risky")))
                .hasMessageStartingWith("p.yaml, line 6: there must be one of [RISK, RETENTION, LEVER]");
        assertThatThrownBy(() -> PolicyFile.parse("p.yaml", text.replace("model: default", "model: defaults")))
                .hasMessageContaining(
                        "model uses must name one of the models [churn, default], but one names \"defaults\"");
    }
}
