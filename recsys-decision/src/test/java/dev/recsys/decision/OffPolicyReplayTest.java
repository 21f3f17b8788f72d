package dev.recsys.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.RecommendationRequest;
import dev.recsys.ScoreMeaning;
import dev.recsys.decision.OffPolicyDecisions.Choice;
import dev.recsys.decision.OffPolicyDecisions.LeftOut;
import dev.recsys.decision.contact.Contact;
import dev.recsys.decision.contact.ContactPolicy;
import dev.recsys.decision.contact.InMemoryContacts;
import dev.recsys.decision.log.DecisionLog;
import dev.recsys.decision.log.LogConfig;
import dev.recsys.decision.rule.Condition;
import dev.recsys.decision.rule.Rule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights of logged decisions under another policy, by hand; and which decisions and logs say nothing of it. */
class OffPolicyReplayTest {
    private static final Instant MONDAY = Instant.parse("2026-11-16T12:00:00Z");
    private static final int DECISIONS = 200;

    @TempDir
    private Path folder;

    /** Each decision's last place is drawn from what may stand there in half of the cases. */
    private static PolicyBuilder exploring() {
        return Policy.named("logged", "1").explore(new Exploration(.5, 7));
    }

    private static DecisionEngine.Builder engine(PolicyBuilder policy) {
        return DecisionEngine.around(TableModel.ofProbabilities()).policy(policy.build());
    }

    private static DecisionRequest.Builder request(int number, int limit) {
        return DecisionRequest.of(RecommendationRequest.forUser("u" + number)
                        .feature("age", 20 + number % 50)
                        .holdings(List.of())
                        .limit(limit)
                        .build())
                .id("d" + number)
                .time(MONDAY);
    }

    private void log(DecisionEngine.Builder engine, int limit) throws IOException {
        try (DecisionLog log = DecisionLog.open(folder.resolve("log"), LogConfig.defaults())) {
            DecisionEngine logging = engine.log(log, LogDetail.FACTS).build();
            for (int number = 0; number < DECISIONS; number++) {
                logging.decide(request(number, limit).build());
            }
        }
    }

    private OffPolicyDecisions seen(DecisionEngine.Builder by) throws IOException {
        return OffPolicyReplay.of(by.build()).read(folder.resolve("log"));
    }

    @Test
    void read_sameEngine_weighsEachDecisionOne() throws IOException {
        log(engine(exploring()), 2);
        OffPolicyDecisions seen = seen(engine(exploring()));
        assertThat(seen.leftOut()).isEmpty();
        assertThat(seen.choices())
                .hasSize(DECISIONS)
                .allSatisfy(choice -> assertThat(choice.targetProbability()).isEqualTo(choice.propensity()));
        // Behind the account, five items are left: .5 / 5 each, and .5 more for the card.
        assertThat(seen.choices().stream().map(Choice::propensity).distinct()).containsExactlyInAnyOrder(.6, .1);
    }

    @Test
    void read_otherPolicy_weighsByBothAndModelsByItsScores() throws IOException {
        log(engine(exploring()), 1);
        OffPolicyDecisions seen =
                seen(engine(Policy.named("other", "1").lever("loan", 100).explore(new Exploration(.12, 1))));
        assertThat(seen.isModelled()).isTrue();
        // Of six items .12 / 6 each, and .88 more for the loan; scores .5, .4, .3, .2, .1, .05
        double expected = .02 * (.5 + .4 + .3 + .2 + .1 + .05) + .88 * .2;
        assertThat(seen.choices())
                .hasSize(DECISIONS)
                .allSatisfy(choice -> assertThat(choice.modelledValue()).isCloseTo(expected, within(1e-12)))
                .anySatisfy(choice -> {
                    assertThat(choice.modelledReward()).isEqualTo(.2);
                    assertThat(choice.propensity()).isEqualTo(.5 / 6);
                    assertThat(choice.targetProbability()).isCloseTo(.9, within(1e-12));
                })
                .anySatisfy(choice -> {
                    assertThat(choice.modelledReward()).isEqualTo(.5);
                    assertThat(choice.propensity()).isEqualTo(.5 / 6 + .5);
                    assertThat(choice.targetProbability()).isCloseTo(.02, within(1e-12));
                });
    }

    @Test
    void read_answers_countOffersTaken() throws IOException {
        log(engine(exploring()), 2);
        List<Contact> answers = List.of(
                answer("a", "u3", "account", Contact.Kind.ACCEPTED, 1),
                answer("b", "u4", "account", Contact.Kind.REFUSED, 1),
                answer("c", "u5", "account", Contact.Kind.PURCHASE, 31));
        OffPolicyDecisions seen = OffPolicyReplay.of(engine(exploring()).build())
                .withAnswers(answers, Duration.ofDays(30))
                .read(folder.resolve("log"));
        assertThat(seen.choices().stream().mapToDouble(Choice::reward).sum()).isEqualTo(1);
        assertThat(seen.choices().get(3).reward()).isEqualTo(1);
    }

    private static Contact answer(String id, String user, String item, Contact.Kind kind, int days) {
        return new Contact(id, user, item, "", "", kind, MONDAY.plus(Duration.ofDays(days)));
    }

    @Test
    void read_whatTheLogCouldNotOffer_isOutOfReach() throws IOException {
        log(engine(exploring().rule(Rule.named("old").allowUnknown().require(Condition.atLeast("age", 40)))), 2);
        // Younger customers got nothing; another first place was never given.
        OffPolicyDecisions open = seen(engine(exploring()));
        assertThat(open.leftOut()).containsExactlyEntriesOf(Map.of(LeftOut.OUT_OF_REACH, 80L));
        assertThat(open.choices()).hasSize(120);
        assertThat(open.decisions()).isEqualTo(DECISIONS);
        OffPolicyDecisions first = seen(engine(exploring().lever("loan", 100)));
        assertThat(first.leftOut()).containsExactlyEntriesOf(Map.of(LeftOut.OUT_OF_REACH, 200L));
        // Who may be offered nothing is offered nothing by both, for certain.
        OffPolicyDecisions same =
                seen(engine(exploring().rule(Rule.named("old").allowUnknown().require(Condition.atLeast("age", 40)))));
        assertThat(same.choices()).hasSize(DECISIONS);
        assertThat(same.choices().get(0)).isEqualTo(new Choice("d0", "u0", 0, 1, 1, 0, 0));
    }

    @Test
    void read_otherScoresWithoutMeaning_modelsNothing() throws IOException {
        log(engine(exploring()), 1);
        OffPolicyDecisions seen = seen(DecisionEngine.around(new TableModel(ScoreMeaning.RANKING, 1, 2, 3, 4, 5, 6)));
        assertThat(seen.isModelled()).isFalse();
        assertThat(seen.choices()).allSatisfy(choice -> {
            assertThat(choice.modelledValue()).isZero();
            assertThat(choice.targetProbability()).isIn(0.0, 1.0);
        });
        assertThat(seen.choices())
                .anySatisfy(choice -> assertThat(choice.targetProbability()).isEqualTo(1));
    }

    @Test
    void read_logWithoutExplorationOrPropensities_isRefused() throws IOException {
        log(engine(Policy.named("logged", "1")), 1);
        assertThatThrownBy(() -> seen(engine(exploring())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no exploration: each of its offers was certain (propensity 1)");
        for (String propensity : List.of("", ",\"propensity\":0", ",\"propensity\":1.5", ",\"propensity\":\"1\"")) {
            Path log = folder.resolve("log" + propensity.hashCode());
            append(log, "[{\"item\":\"card\"" + propensity + "}]");
            assertThatThrownBy(() ->
                            OffPolicyReplay.of(engine(exploring()).build()).read(log))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("record 1, offer \"card\": propensity must be above 0 and at most 1, but was "
                            + (propensity.isEmpty() ? "missing" : propensity.substring(14)));
        }
        Path early = folder.resolve("early");
        append(early, "[{\"item\":\"card\",\"propensity\":0.5},{\"item\":\"gold\",\"propensity\":1}]");
        assertThatThrownBy(() -> OffPolicyReplay.of(engine(exploring()).build()).read(early))
                .hasMessageContaining("only the last place of an answer may be drawn by chance");
        Path empty = folder.resolve("empty");
        try (DecisionLog log = DecisionLog.open(empty, LogConfig.defaults())) {
            log.append("{\"note\":\"a record of the bank's own\"}");
        }
        assertThatThrownBy(() -> OffPolicyReplay.of(engine(exploring()).build()).read(empty))
                .hasMessageContaining("there is no decision in the log");
    }

    private static void append(Path folder, String offers) throws IOException {
        try (DecisionLog log = DecisionLog.open(folder, LogConfig.defaults())) {
            log.append("{\"decision\":{\"id\":\"d\",\"time\":\"2026-11-16T12:00:00Z\",\"user\":\"u\",\"offers\":"
                    + offers + "},\"request\":{\"limit\":1}}");
        }
    }

    @Test
    void read_whatSaysNothing_isLeftOutByItsReason() throws IOException {
        try (DecisionLog log = DecisionLog.open(folder.resolve("log"), LogConfig.defaults())) {
            DecisionEngine facts = engine(exploring()).log(log, LogDetail.FACTS).build();
            facts.decide(request(1, 1).build());
            facts.decide(request(2, 1).preview().build());
            facts.decide(DecisionRequest.of(
                            RecommendationRequest.anonymous().limit(1).build())
                    .id("d3")
                    .build());
            engine(exploring())
                    .log(log, LogDetail.HASH)
                    .build()
                    .decide(request(4, 1).build());
            for (int number = 5; number < 30; number++) {
                facts.decide(request(number, 1).build());
            }
        }
        OffPolicyDecisions seen = seen(engine(exploring()));
        assertThat(seen.leftOut())
                .containsOnly(
                        Map.entry(LeftOut.PREVIEW, 1L),
                        Map.entry(LeftOut.ANONYMOUS, 1L),
                        Map.entry(LeftOut.NO_FACTS, 1L));
        OffPolicyDecisions failing =
                seen(engine(exploring().model("churn", "")).model("churn", FixedPredictor.number(Double.NaN)));
        assertThat(failing.leftOut()).containsEntry(LeftOut.NOT_REPLAYABLE, 26L);
        assertThat(failing.firstFailure()).startsWith("record 1: model churn failed");
    }

    @Test
    void read_contacts_areKnownAsFarBackAsTheLoggedPolicyCounts() throws IOException {
        ContactPolicy week = ContactPolicy.builder("1")
                .cap(ContactPolicy.Cap.of(ContactPolicy.Scope.ALL, 3, Duration.ofDays(7)))
                .build();
        ContactPolicy month = ContactPolicy.builder("2")
                .coolDown(ContactPolicy.CoolDown.of(Contact.Kind.OFFER, ContactPolicy.Scope.ITEM, Duration.ofDays(30)))
                .build();
        PolicyBuilder logged = exploring().contactPolicy(week);
        InMemoryContacts contacts = InMemoryContacts.of(Duration.ofDays(60));
        contacts.record(new Contact("c", "u1", "card", "", "", Contact.Kind.OFFER, MONDAY.minusSeconds(60)));
        log(engine(logged).contacts(contacts), 1);
        OffPolicyReplay capped = OffPolicyReplay.of(
                engine(Policy.named("other", "1").contactPolicy(week)).build());
        assertThat(capped.read(folder.resolve("log")).leftOut())
                .containsOnly(Map.entry(LeftOut.CONTACTS_UNKNOWN, 200L));
        assertThat(capped.withLoggedPolicy(logged.build())
                        .read(folder.resolve("log"))
                        .leftOut())
                .isEmpty();
        assertThat(capped.withLoggedPolicy(
                                Policy.named("some", "1").contactPolicy(week).build())
                        .read(folder.resolve("log"))
                        .leftOut())
                .containsOnly(Map.entry(LeftOut.CONTACTS_UNKNOWN, 200L));
        assertThat(OffPolicyReplay.of(engine(Policy.named("other", "1").contactPolicy(month))
                                .build())
                        .withLoggedPolicy(logged.build())
                        .read(folder.resolve("log"))
                        .leftOut())
                .containsOnly(Map.entry(LeftOut.CONTACTS_UNKNOWN, 200L));
    }
}
