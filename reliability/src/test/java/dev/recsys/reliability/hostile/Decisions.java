package dev.recsys.reliability.hostile;

import dev.recsys.PanelCustomers;
import dev.recsys.RecommendationRequest;
import dev.recsys.decision.Candidate;
import dev.recsys.decision.Decision;
import dev.recsys.decision.DecisionEngine;
import dev.recsys.decision.DecisionReplay;
import dev.recsys.decision.DecisionRequest;
import dev.recsys.decision.Exclusion;
import dev.recsys.decision.Exploration;
import dev.recsys.decision.ItemValues;
import dev.recsys.decision.LogDetail;
import dev.recsys.decision.ModelUse;
import dev.recsys.decision.OffPolicyDecisions;
import dev.recsys.decision.OffPolicyReplay;
import dev.recsys.decision.Offer;
import dev.recsys.decision.Policy;
import dev.recsys.decision.PolicyTest;
import dev.recsys.decision.Prediction;
import dev.recsys.decision.ReplayResult;
import dev.recsys.decision.ScoreRule;
import dev.recsys.decision.Value;
import dev.recsys.decision.contact.Contact;
import dev.recsys.decision.contact.ContactHistory;
import dev.recsys.decision.contact.ContactMemory;
import dev.recsys.decision.contact.ContactPolicy;
import dev.recsys.decision.contact.InMemoryContacts;
import dev.recsys.decision.contact.JdbcContacts;
import dev.recsys.decision.contact.RequestContacts;
import dev.recsys.decision.monitor.DecisionSummary;
import dev.recsys.decision.rule.Condition;
import dev.recsys.decision.rule.CustomerView;
import dev.recsys.decision.rule.ItemCondition;
import dev.recsys.decision.rule.ItemSelector;
import dev.recsys.decision.rule.Rule;
import dev.recsys.decision.rule.Stage;
import dev.recsys.decision.rule.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** Rules, contacts, policies, engines and what they decide, of the small bank. */
final class Decisions {
    static final String CUSTOMER = "someone";
    static final Instant NOW = Instant.parse("2020-05-01T12:00:00Z");

    static final Contact OFFER = contact("o1", Contact.Kind.OFFER);
    static final Contact REFUSED = contact("o2", Contact.Kind.REFUSED);
    static final ContactHistory HISTORY = ContactHistory.of(CUSTOMER, List.of(REFUSED));

    private static final ContactPolicy.CoolDown COOL_DOWN =
            ContactPolicy.CoolDown.of(Contact.Kind.REFUSED, ContactPolicy.Scope.ITEM, Duration.ofDays(30));
    private static final ContactPolicy.Cap CAP = ContactPolicy.Cap.of(ContactPolicy.Scope.ITEM, 3, Duration.ofDays(7));
    static final ContactPolicy CONTACT_POLICY =
            ContactPolicy.builder("1").coolDown(COOL_DOWN).cap(CAP).build();

    static final Condition CONDITION = Condition.atLeast("age", 18);
    private static final List<Condition> CONDITIONS = List.of(
            CONDITION,
            Condition.in("city", "north"),
            Condition.holdsAny(List.of("card")),
            Condition.all(CONDITION, Condition.holdsAll(List.of("card"))),
            Condition.not(CONDITION),
            Condition.of("named", customer -> customer.id().isPresent()));

    private static final Rule RULE = Rule.named("adults").require(CONDITION);
    private static final ScoreRule SCORE_RULE =
            new ScoreRule("low", "1", "LOW", (customer, candidate) -> candidate.score() < 0);
    static final Policy POLICY = Policy.named("cards", "1")
            .rule(RULE)
            .rule(SCORE_RULE)
            .contactPolicy(CONTACT_POLICY)
            .fix(1, "fund")
            .build();

    static final Policy EXPLORING =
            Policy.named("exploring", "1").explore(new Exploration(1, 1)).build();

    static final DecisionEngine ENGINE = engine().contacts(memory()).build();
    static final DecisionRequest REQUEST = DecisionRequest.of(known())
            .id("d1")
            .channel("app")
            .time(NOW)
            .weight("fund", 2)
            .build();
    private static final Decision DECISION = ENGINE.decide(REQUEST);

    static final CustomerView VIEW =
            CustomerView.of(known().customer(), Fixtures.customer(), Fixtures.PANEL.vocabulary());

    private static final OffPolicyDecisions.Choice CHOICE =
            new OffPolicyDecisions.Choice("d1", CUSTOMER, 1, .5, .25, .1, .2);

    private static final DataSource DATABASE = database();

    private Decisions() {}

    /** Values, which no call changes. */
    static List<Object> values() {
        return List.of(
                POLICY,
                ENGINE,
                REQUEST,
                DECISION,
                DECISION.offers().get(0),
                new Exclusion("card", Stage.REQUEST, Exclusion.DENIED, "request"),
                Value.ofMargin(3),
                ItemValues.table(Map.of("card", Value.ofMargin(3))),
                new Candidate(Fixtures.PANEL.catalogue().item(0), 0.5, Value.ofMargin(1), 0.5),
                SCORE_RULE,
                ModelUse.lever("churn", ItemSelector.all()),
                ModelUse.Kind.RISK,
                new Prediction("churn", "left", "abc", 0.5),
                Exploration.none(),
                LogDetail.FACTS,
                Offer.Placement.RANKED,
                PolicyTest.of(ENGINE, Fixtures.LAST),
                new PolicyTest.Result(1, List.of()),
                DecisionReplay.by(List.of(ENGINE)),
                OffPolicyReplay.of(ENGINE),
                CHOICE,
                new OffPolicyDecisions(List.of(CHOICE), Map.of(OffPolicyDecisions.LeftOut.PREVIEW, 1L), "", true),
                OffPolicyDecisions.LeftOut.OUT_OF_REACH,
                new ReplayResult("d1", ReplayResult.Outcome.SAME, List.of()),
                ReplayResult.Outcome.SAME,
                new DecisionSummary.Offers(1, 0.5),
                new DecisionSummary().counts());
    }

    /** Values of rules and contacts, which no call changes. */
    static List<Object> rulesAndContacts() {
        List<Object> all = new ArrayList<>(CONDITIONS);
        all.addAll(List.of(
                RULE,
                Rule.named("means").require(ItemCondition.atLeast("income", "minimumIncome")),
                ItemCondition.of("any", (customer, item) -> true),
                ItemCondition.atLeast("income", "minimumIncome"),
                ItemSelector.all(),
                ItemSelector.items("card"),
                ItemSelector.groups("cards"),
                ItemSelector.credit(),
                VIEW,
                Stage.ELIGIBILITY,
                Truth.TRUE,
                OFFER,
                Contact.Kind.OFFER,
                HISTORY,
                CONTACT_POLICY,
                COOL_DOWN,
                CAP,
                ContactPolicy.Scope.ITEM,
                new ContactPolicy.Block(ContactPolicy.Block.Code.CAP, "at most 3", NOW),
                ContactPolicy.Block.Code.CAP));
        return all;
    }

    /** What a call changes. */
    static List<Supplier<?>> changing() {
        return List.of(
                () -> Policy.named("cards", "1"),
                Decisions::engine,
                () -> DecisionRequest.of(known()),
                () -> Rule.named("adults"),
                () -> ContactPolicy.builder("1"),
                Decisions::memory,
                () -> RequestContacts.of(CUSTOMER, List.of(REFUSED)),
                Decisions::jdbc,
                DecisionSummary::new);
    }

    static DecisionEngine.Builder engine() {
        return DecisionEngine.around(Fixtures.BUNDLE).policy(POLICY).clock(() -> NOW);
    }

    /** A source of connections to a database in memory, without tables. */
    static DataSource dataSource() {
        return DATABASE;
    }

    static Contact contact(String id, Contact.Kind kind) {
        return new Contact(id, CUSTOMER, "card", "", "app", kind, NOW.minus(Duration.ofDays(40)));
    }

    private static ContactMemory memory() {
        return InMemoryContacts.of(Duration.ofDays(400), () -> NOW);
    }

    private static JdbcContacts jdbc() {
        JdbcContacts contacts = JdbcContacts.of(DATABASE);
        contacts.migrate();
        return contacts;
    }

    private static DataSource database() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:contacts;DB_CLOSE_DELAY=-1");
        return source;
    }

    private static RecommendationRequest known() {
        return RecommendationRequest.forCustomer(
                        PanelCustomers.at(Fixtures.PANEL, Fixtures.LAST).customer(0))
                .limit(3)
                .build();
    }
}
