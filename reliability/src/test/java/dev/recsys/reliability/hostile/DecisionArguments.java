package dev.recsys.reliability.hostile;

import dev.recsys.RecommendationRequest;
import dev.recsys.data.Item;
import dev.recsys.decision.DecisionRequest;
import dev.recsys.decision.LogDetail;
import dev.recsys.decision.Policy;
import dev.recsys.decision.PolicyBuilder;
import dev.recsys.decision.Value;
import dev.recsys.decision.contact.Contact;
import dev.recsys.decision.rule.Condition;
import dev.recsys.decision.rule.Rule;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Right arguments of the calls that decide. */
final class DecisionArguments {
    private static final String YAML = """
            policy: cards
            version: 1
            rules: [{name: adults, require: {age: {from: 18}}}]
            """;
    private static final String TABLE = """
            | case | age | first | not offered |
            |------|-----|-------|-------------|
            | any  | 30  | fund  |             |
            """;

    private DecisionArguments() {}

    /** The usual values of types. */
    static Map<Class<?>, Supplier<?>> usual() {
        return Map.of(
                Duration.class, () -> Duration.ofDays(1),
                Predicate.class, () -> (Predicate<Object>) value -> true,
                BiPredicate.class, () -> (BiPredicate<Object, Object>) (value, other) -> true,
                BiFunction.class, () -> (BiFunction<Object, Item, Value>) (customer, item) -> Value.ofMargin(1),
                Appendable.class, StringWriter::new,
                InstantSource.class, InstantSource::system,
                DataSource.class, Decisions::dataSource,
                Condition[].class, () -> new Condition[] {Decisions.CONDITION, Decisions.CONDITION});
    }

    /** Those written for a call. */
    static Map<String, Supplier<Object[]>> written(Path folder) {
        Map<String, Supplier<Object[]>> all = new HashMap<>();
        all.put("decision.PolicyBuilder.rules(Collection)", () ->
                new Object[] {List.of(Rule.named("other").require(Decisions.CONDITION))});
        all.put("decision.ItemValues.table(Map)", () -> new Object[] {Map.of("card", Value.ofMargin(3))});
        all.put("decision.DecisionReplay.by(List)", () -> new Object[] {List.of(Decisions.ENGINE)});
        all.put("decision.DecisionReplay.replay(String)", () -> new Object[] {Files.decision(folder)});
        all.put("decision.DecisionEngine.Builder.log(DecisionLog,LogDetail)", () ->
                new Object[] {Files.log(folder), LogDetail.FACTS});
        all.put("decision.DecisionRequest.Builder.contacts(List)", () -> new Object[] {List.of(Decisions.OFFER)});
        all.put("decision.OfferTable.write(Path,Collection,Duration,Appendable)", () -> new Object[] {
            Files.decisions(folder),
            List.of(Decisions.contact("a1", Contact.Kind.ACCEPTED)),
            Duration.ofDays(30),
            new StringWriter()
        });
        all.put("decision.PolicyFile.parse(String,String)", () -> new Object[] {"policy.yaml", YAML});
        all.put("decision.PolicyFile.read(Path)", () -> new Object[] {write(folder, "policy.yaml", YAML)});
        all.put("decision.OffPolicyReplay.read(Path)", () -> new Object[] {Files.explored(folder)});
        all.put("decision.OffPolicyReplay.withAnswers(Collection,Duration)", () ->
                new Object[] {List.of(Decisions.contact("a1", Contact.Kind.ACCEPTED)), Duration.ofDays(30)});
        all.put("decision.PolicyFile.models(Policy,Map)", () -> new Object[] {Decisions.POLICY, Map.of()});
        all.put("decision.PolicyFile.modelFiles(Policy,Path)", () -> new Object[] {Decisions.POLICY, folder});
        all.put("decision.PolicyFile.models(Policy,Path)", () -> new Object[] {Decisions.POLICY, folder});
        all.put("decision.DecisionEngine.Builder.model(String,CustomerPredictor)", () ->
                new Object[] {"churn", Targets.predictor()});
        all.put("decision.DecisionEngine.Builder.models(Map)", () ->
                new Object[] {Map.of("churn", Targets.predictor())});
        all.put("decision.rule.CustomerView.withPredictions(Map)", () -> new Object[] {Map.of("churn", 0.5)});
        all.put("decision.PolicyTest.run(String,String)", () -> new Object[] {"cases.md", TABLE});
        all.put("decision.PolicyTest.run(Path)", () -> new Object[] {write(folder, "cases.md", TABLE)});
        all.put("decision.rule.Rule.Builder.code(String)", () -> new Object[] {"TOO_YOUNG"});
        contacts(all);
        return all;
    }

    private static void contacts(Map<String, Supplier<Object[]>> all) {
        String room = "decision.contact.";
        all.put(room + "Contact.Kind.of(String)", () -> new Object[] {"OFFER"});
        all.put(room + "ContactHistory.of(String,Collection)", DecisionArguments::ofCustomer);
        all.put(room + "RequestContacts.of(String,Collection)", DecisionArguments::ofCustomer);
        all.put(room + "ContactPolicy.check(ContactHistory,String,String,String,Instant)", () ->
                new Object[] {Decisions.HISTORY, "card", "", "app", Decisions.NOW});
        for (String memory : List.of("ContactMemory", "InMemoryContacts", "RequestContacts", "JdbcContacts")) {
            all.put(room + memory + ".history(String,Instant)", () -> new Object[] {Decisions.CUSTOMER, Decisions.NOW});
            all.put(room + memory + ".forget(String)", () -> new Object[] {Decisions.CUSTOMER});
            all.put(room + memory + ".record(Contact)", () -> new Object[] {Decisions.OFFER});
            all.put(room + memory + ".offer(List,ContactPolicy)", () ->
                    new Object[] {List.of(Decisions.OFFER), Decisions.CONTACT_POLICY});
        }
    }

    private static Object[] ofCustomer() {
        return new Object[] {Decisions.CUSTOMER, List.of(Decisions.REFUSED)};
    }

    /** Requests and policies that are strangers to the engine they are given to. */
    static List<Named> strangers() {
        return List.of(
                new Named(
                        "a policy of unknown items",
                        policy().lever("no item", 2).build()),
                new Named(
                        "a policy of unknown facts",
                        policy().rule(Rule.named("r").require(Condition.atLeast("no feature", 1)))
                                .build()),
                new Named(
                        "a policy of a last place",
                        policy().fix(Integer.MAX_VALUE, "card").build()),
                new Named(
                        "a policy of a greatest lever",
                        policy().lever("fund", Double.MAX_VALUE).build()),
                new Named(
                        "a request weighing an unknown item",
                        request().weight("no item", 1).build()),
                new Named(
                        "a request of a greatest weight",
                        request().weight("fund", Double.MAX_VALUE).build()),
                new Named(
                        "a request of the first time",
                        request().time(Instant.MIN).build()),
                new Named(
                        "a request of the last time",
                        request().time(Instant.MAX).build()),
                new Named(
                        "a request with another's contacts",
                        request().contacts(List.of(Decisions.OFFER)).build()),
                new Named(
                        "a request with contacts at the first time",
                        request().time(Instant.MIN).contacts(List.of()).build()),
                new Named(
                        "a request of a broken channel",
                        request().channel("\ud800").build()),
                new Named(
                        "a request of a long id", request().id("x".repeat(100)).build()),
                new Named(
                        "a contact of another",
                        new Contact("o1", "\ud83d\ude00", "card", "", "", Contact.Kind.PURCHASE, Decisions.NOW)));
    }

    private static PolicyBuilder policy() {
        return Policy.named("strange", "1");
    }

    private static DecisionRequest.Builder request() {
        return DecisionRequest.of(RecommendationRequest.forUser("\ud800").build());
    }

    private static Path write(Path folder, String name, String text) {
        try {
            return java.nio.file.Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
