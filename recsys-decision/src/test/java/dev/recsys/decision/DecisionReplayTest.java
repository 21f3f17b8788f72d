package dev.recsys.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.Facts;
import dev.recsys.RecommendationRequest;
import dev.recsys.ScoreMeaning;
import dev.recsys.TrainingListener;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.decision.ReplayResult.Outcome;
import dev.recsys.decision.contact.Contact;
import dev.recsys.decision.contact.ContactHistory;
import dev.recsys.decision.contact.ContactMemory;
import dev.recsys.decision.contact.ContactPolicy;
import dev.recsys.decision.contact.InMemoryContacts;
import dev.recsys.decision.log.DecisionLog;
import dev.recsys.decision.log.LogConfig;
import dev.recsys.decision.log.LogReader;
import dev.recsys.decision.log.LogRecord;
import dev.recsys.decision.rule.Condition;
import dev.recsys.decision.rule.ItemSelector;
import dev.recsys.decision.rule.ReadyRules;
import dev.recsys.decision.rule.Rule;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.testkit.SmallBank;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log says of a decision is enough to make it again, bit for bit, and a change is seen. */
class DecisionReplayTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Panel PANEL = SmallBank.panel(300);
    private static final Bundle BUNDLE = Bundle.of(
                    new PopularityTrainer(PopularityConfig.defaults()).train(PANEL, TrainingListener.none()))
            .remembering(PANEL);

    @TempDir
    private Path folder;

    private static Policy policy(double adult) {
        return Policy.named("small", "1")
                .facts("age", "city")
                .rule(ReadyRules.age("age", adult, 100, ItemSelector.credit()))
                .rule(Rule.named("south").allowUnknown().exclude(Condition.in("city", "south")))
                .contactPolicy(ContactPolicy.builder("c1")
                        .cap(ContactPolicy.Cap.of(ContactPolicy.Scope.ALL, 5, Duration.ofDays(7)))
                        .build())
                .lever("card", 1.5)
                .explore(new Exploration(.5, 3))
                .build();
    }

    private static List<DecisionRequest> requests() {
        List<DecisionRequest> requests = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            RecommendationRequest.Builder asked =
                    RecommendationRequest.forUser(SmallBank.customerId(i % 150)).limit(3);
            if (i % 3 == 0) {
                asked.feature("age", 17 + i % 5)
                        .earlier(1, Facts.builder().holdings(List.of("card")).build());
            }
            DecisionRequest.Builder request =
                    DecisionRequest.of(asked.build()).id("d" + i).channel(i % 2 == 0 ? "app" : "mail");
            requests.add((i % 7 == 0 ? request.weight("fund", 2.5) : request).build());
        }
        return requests;
    }

    private List<LogRecord> logged(DecisionEngine.Builder engine, LogDetail detail, List<DecisionRequest> requests)
            throws Exception {
        try (DecisionLog log = DecisionLog.open(folder, LogConfig.defaults())) {
            DecisionEngine deciding =
                    engine.clock(InstantSource.fixed(NOW)).log(log, detail).build();
            requests.forEach(deciding::decide);
        }
        List<LogRecord> records = new ArrayList<>();
        try (LogReader reader = LogReader.open(folder)) {
            for (Optional<LogRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                records.add(next.get());
            }
            assertThat(reader.check().isSound()).isTrue();
        }
        assertThat(records).hasSize(requests.size());
        return records;
    }

    @Test
    void replay_sameModelAndPolicy_isTheSameWhateverIsRememberedToday() throws Exception {
        DecisionEngine.Builder engine =
                DecisionEngine.around(BUNDLE).policy(policy(18)).contacts(InMemoryContacts.of(Duration.ofDays(30)));
        List<LogRecord> records = logged(engine, LogDetail.FACTS, requests());
        Bundle forgetful = BUNDLE.withoutMemory();
        DecisionReplay replay = DecisionReplay.by(
                List.of(DecisionEngine.around(forgetful).policy(policy(18)).build()));
        int capped = 0;
        for (LogRecord record : records) {
            assertThat(replay.replay(record.body()).differences()).isEmpty();
            capped += record.body().contains("\"CAP\"") ? 1 : 0;
        }
        assertThat(capped).isPositive();
    }

    @Test
    void replay_onlyTheHashIsLogged_needsTheSameMemory() throws Exception {
        DecisionEngine.Builder engine = DecisionEngine.around(BUNDLE).policy(policy(18));
        List<LogRecord> records = logged(engine, LogDetail.HASH, requests());
        DecisionEngine same = DecisionEngine.around(BUNDLE).policy(policy(18)).build();
        DecisionEngine newer = DecisionEngine.around(BUNDLE.remembering(PANEL.through(SmallBank.month(2))))
                .policy(policy(18))
                .build();
        int changed = 0;
        for (int i = 0; i < records.size(); i++) {
            String body = records.get(i).body();
            assertThat(body).doesNotContain("\"age\"");
            Outcome outcome = DecisionReplay.by(List.of(same)).replay(body).outcome();
            // A request that brought facts can't be replayed without them.
            assertThat(outcome).isEqualTo(i % 3 == 0 ? Outcome.NOT_POSSIBLE : Outcome.SAME);
            ReplayResult other = DecisionReplay.by(List.of(newer)).replay(body);
            changed += other.outcome() == Outcome.NOT_POSSIBLE ? 1 : 0;
            assertThat(other.outcome()).isNotEqualTo(Outcome.DIFFERENT);
        }
        assertThat(changed).isGreaterThan(100);
    }

    @Test
    void replay_somethingDiffers_isNamed() throws Exception {
        DecisionEngine.Builder engine = DecisionEngine.around(BUNDLE).policy(policy(18));
        List<LogRecord> records = logged(engine, LogDetail.FACTS, requests());
        DecisionReplay replay = DecisionReplay.by(
                List.of(DecisionEngine.around(BUNDLE).policy(policy(18)).build()));
        String body = records.get(1).body();
        assertThat(replay.replay(body.replace("\"propensity\":1.0", "\"propensity\":0.5"))
                        .differences())
                .anySatisfy(
                        text -> assertThat(text).startsWith("decision.offers[").endsWith(".propensity: 0.5 → 1.0"));
        assertThat(replay.replay(body.replaceFirst("\"score\":(\\d)", "\"score\":9$1"))
                        .outcome())
                .isEqualTo(Outcome.DIFFERENT);
        DecisionReplay otherPolicy = DecisionReplay.by(
                List.of(DecisionEngine.around(BUNDLE).policy(policy(21)).build()));
        assertThat(otherPolicy.replay(body).differences())
                .singleElement()
                .asString()
                .contains("policy small 1");
        assertThat(replay.replay("{}").outcome()).isEqualTo(Outcome.NOT_POSSIBLE);
        assertThat(replay.replay("no").outcome()).isEqualTo(Outcome.NOT_POSSIBLE);
    }

    @Test
    void replay_modelsOfThePolicy_areTheSameToTheBitOrNamed() throws Exception {
        FeatureSchema columns = FeatureSchema.builder().numeric("tenure").build();
        ToDoubleFunction<Map<String, ?>> byAge =
                attributes -> attributes.get("tenure") instanceof Double tenure ? 1 / (4 + tenure / 3) : .1;
        Policy policy = Policy.named("small", "1")
                .facts("tenure")
                .model("churn", "")
                .rule(Rule.named("staying").items(ItemSelector.credit()).require(Condition.atMost("churn", .2)))
                .use(ModelUse.lever("churn", ItemSelector.items("card")))
                .build();
        DecisionEngine.Builder engine = DecisionEngine.around(BUNDLE)
                .policy(policy)
                .model("churn", new FixedPredictor(columns, true, "h1", byAge));
        List<DecisionRequest> requests = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            RecommendationRequest.Builder asked =
                    RecommendationRequest.forUser(SmallBank.customerId(i)).limit(3);
            requests.add(DecisionRequest.of((i % 3 == 0 ? asked : asked.feature("tenure", i)).build())
                    .id("d" + i)
                    .build());
        }
        List<LogRecord> records = logged(engine, LogDetail.FACTS, requests);
        DecisionReplay replay = DecisionReplay.by(List.of(engine.build()));
        int cut = 0;
        for (LogRecord record : records) {
            assertThat(replay.replay(record.body()).differences()).isEmpty();
            cut += record.body().contains("staying 1") ? 1 : 0;
        }
        assertThat(cut).isBetween(1, records.size() - 1);
        String body = records.get(0).body();
        assertThat(body)
                .contains(
                        "\"predictions\":[{\"model\":\"churn\",\"target\":\"happened\",\"hash\":\"h1\",\"value\":0.1}]");
        assertThat(replay.replay(body.replace("\"value\":0.1}]", "\"value\":0.16}]"))
                        .differences())
                .singleElement()
                .asString()
                .startsWith("decision.predictions[0].value: 0.16");
        DecisionEngine retrained = DecisionEngine.around(BUNDLE)
                .policy(policy)
                .model("churn", new FixedPredictor(columns, true, "h2", byAge))
                .build();
        ReplayResult other = DecisionReplay.by(List.of(retrained)).replay(body);
        assertThat(other.outcome()).isEqualTo(Outcome.NOT_POSSIBLE);
        assertThat(other.differences())
                .containsExactly("no engine of that policy has the models [churn of happened h1]");
    }

    /** Fails to be read, or to be written, or loses the second offer of each answer to another instance. */
    private static final class Rival implements ContactMemory {
        private final InMemoryContacts own = InMemoryContacts.of(Duration.ofDays(30));
        private final int failing;

        Rival(int failing) {
            this.failing = failing;
        }

        @Override
        public ContactHistory history(String customerId, Instant since) {
            if (failing == 1) {
                throw new IllegalStateException("down");
            }
            return own.history(customerId, since);
        }

        @Override
        public boolean record(Contact contact) {
            return own.record(contact);
        }

        @Override
        public Set<String> offer(List<Contact> offers, ContactPolicy policy) {
            if (failing == 2) {
                throw new AssertionError("down");
            }
            List<Contact> kept = new ArrayList<>(offers);
            if (kept.size() == 3) {
                kept.remove(1);
            }
            return own.offer(kept, policy);
        }

        @Override
        public int forget(String customerId) {
            return own.forget(customerId);
        }
    }

    @Test
    void replay_theOutsideFailedOrWasFaster_isTheSame() throws Exception {
        Path root = folder;
        for (int failing = 0; failing < 3; failing++) {
            List<DecisionRequest> some = requests().subList(failing * 60, failing * 60 + 60);
            folder = root.resolve("log" + failing);
            List<LogRecord> records = logged(
                    DecisionEngine.around(BUNDLE).policy(policy(18)).contacts(new Rival(failing)),
                    LogDetail.FACTS,
                    some);
            DecisionReplay replay = DecisionReplay.by(
                    List.of(DecisionEngine.around(BUNDLE).policy(policy(18)).build()));
            String sign = failing == 0 ? Remade.LOST : Exclusion.CONTACTS_UNAVAILABLE;
            assertThat(records).anyMatch(record -> record.body().contains(sign));
            for (LogRecord record : records) {
                assertThat(replay.replay(record.body()).differences()).as(sign).isEmpty();
            }
        }
    }

    /** Fails for every second request while it is live. */
    private static final class Flaky extends ScoringModel {
        private final TableModel sound = TableModel.ofProbabilities();
        private final AtomicInteger asked = new AtomicInteger();
        private final boolean isLive;

        Flaky(boolean isLive) {
            super(TableModel.ofProbabilities().info(), TableModel.VOCABULARY);
            this.isLive = isLive;
        }

        @Override
        public Scoring score(KnownCustomer customer) {
            if (isLive && asked.getAndIncrement() % 2 == 0) {
                throw new IllegalStateException("down");
            }
            return sound.score(customer);
        }
    }

    private static Bundle hybrid(boolean isLive) {
        return Bundle.of(HybridRecommender.builder()
                .add("sound", new TableModel(ScoreMeaning.RANKING, .1, .2, .3, .4, .5, .6))
                .add("flaky", new Flaky(isLive))
                .build());
    }

    @Test
    void replay_aComponentThatFailedThen_isTheSameWithoutIt() throws Exception {
        List<DecisionRequest> some = requests().subList(0, 20).stream()
                .map(request -> DecisionRequest.of(RecommendationRequest.forUser("u")
                                .holdings(List.of("card"))
                                .build())
                        .id(request.id().orElseThrow())
                        .build())
                .toList();
        List<LogRecord> records = logged(DecisionEngine.around(hybrid(true)), LogDetail.FACTS, some);
        DecisionReplay replay =
                DecisionReplay.by(List.of(DecisionEngine.around(hybrid(false)).build()));
        int failed = 0;
        for (LogRecord record : records) {
            assertThat(replay.replay(record.body()).differences()).isEmpty();
            failed += record.body().contains("failed with IllegalStateException") ? 1 : 0;
        }
        assertThat(failed).isEqualTo(10);
    }

    @Test
    void decide_againUnderTheSameId_offersTheSameAndCountsOnce() {
        Policy once = Policy.named("once", "1")
                .contactPolicy(ContactPolicy.builder("c")
                        .coolDown(ContactPolicy.CoolDown.of(
                                Contact.Kind.OFFER, ContactPolicy.Scope.ITEM, Duration.ofDays(30)))
                        .build())
                .build();
        InMemoryContacts contacts = InMemoryContacts.of(Duration.ofDays(40));
        DecisionEngine engine = DecisionEngine.around(TableModel.ofProbabilities())
                .policy(once)
                .contacts(contacts)
                .build();
        RecommendationRequest two = RecommendationRequest.forUser("u").limit(2).build();
        DecisionRequest first = DecisionRequest.of(two).id("first").build();
        assertThat(engine.decide(first).itemIds()).containsExactly("account", "card");
        assertThat(engine.decide(first).itemIds()).containsExactly("account", "card");
        assertThat(contacts.history("u", Instant.EPOCH).contacts()).hasSize(2);
        assertThat(engine.decide(DecisionRequest.of(two).id("second").build()).itemIds())
                .containsExactly("gold", "loan");
    }
}
