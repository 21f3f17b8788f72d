package dev.recsys.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recsys.ScoreMeaning;
import dev.recsys.decision.OffPolicyDecisions.Choice;
import dev.recsys.decision.OffPolicyDecisions.LeftOut;
import dev.recsys.decision.contact.Contact;
import dev.recsys.decision.log.LogRecord;
import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks of each decision of a log how likely another engine, with another policy or other models, would have been to make the same
 * offers: what estimates of that engine's worth need (counterfactual evaluation). It sees what the record has of the customer and of
 * contacts. Immutable and thread-safe.
 *
 * <pre>{@code
 * OffPolicyDecisions seen = OffPolicyReplay.of(engine)
 *         .withAnswers(answers, Duration.ofDays(30))
 *         .read(Path.of("decision-log"));
 * }</pre>
 *
 * <p>Chance decides only the last place of an answer. So decisions can be compared where the other engine fills all places before
 * it alike, and draws the last one of those items that the log's policy drew from; the rest is {@link LeftOut#OUT_OF_REACH}. Which
 * decisions these are follows from customer and request, not from the draw, so estimates are without bias for them.
 */
public final class OffPolicyReplay {
    private static final Duration NONE = Duration.ZERO;

    private final DecisionEngine engine;
    private final List<Contact> answers;
    private final Duration within;
    private final @Nullable Policy logged;

    private OffPolicyReplay(DecisionEngine engine, List<Contact> answers, Duration within, @Nullable Policy logged) {
        this.engine = engine;
        this.answers = answers;
        this.within = within;
        this.logged = logged;
    }

    /**
     * A replay by an engine.
     *
     * @param engine decides by the policy and the models to be judged; what it was given as log, contacts and listeners is not used
     * @return a replay without answers
     * @throws IllegalArgumentException if it is null
     */
    public static OffPolicyReplay of(DecisionEngine engine) {
        return new OffPolicyReplay(Checks.notNull(engine, "engine"), List.of(), NONE, null);
    }

    /**
     * The same with answers of customers.
     *
     * @param contacts accepted, refused, bought; an answer belongs to the customer's last offer of the item before it. Other contacts
     *     are ignored.
     * @param window how long after an offer an answer may come
     * @return the changed replay
     * @throws IllegalArgumentException if an argument is or holds null, or {@code window} is negative
     */
    public OffPolicyReplay withAnswers(Collection<Contact> contacts, Duration window) {
        List<Contact> copy = Checks.copyOf(contacts, "contacts");
        Checks.that(!Checks.notNull(window, "window").isNegative(), "window must not be negative, but was %s", window);
        return new OffPolicyReplay(engine, copy, window, logged);
    }

    /**
     * The same, knowing by which policy the log's decisions were made. Only then can a policy with cool-downs or caps be judged: a
     * record has contacts as far back as the policy of its decision counts them.
     *
     * @param policy the policy
     * @return the changed replay
     * @throws IllegalArgumentException if it is null
     */
    public OffPolicyReplay withLoggedPolicy(Policy policy) {
        return new OffPolicyReplay(engine, answers, within, Checks.notNull(policy, "policy"));
    }

    /**
     * Reads a log and asks the engine about each of its decisions.
     *
     * @param log the folder of the log; a broken log is refused. It is read twice.
     * @return the decisions that can be compared, and how many can't
     * @throws IOException if the log can't be read or is broken
     * @throws IllegalArgumentException if the log has no decision, an offer of it lacks a propensity above 0, a place but the last
     *     one was drawn by chance, every offer was certain, so that nothing can be said of another policy, or {@code log} is null
     */
    public OffPolicyDecisions read(Path log) throws IOException {
        Reading reading = new Reading(JoinedAnswers.of(log, answers, within));
        JoinedAnswers.read(log, reading::take);
        long decisions = reading.choices.size()
                + reading.leftOut.values().stream().mapToLong(count -> count).sum();
        Checks.that(decisions > 0, "there is no decision in the log %s", log);
        Checks.that(
                reading.explores,
                "the log %s has no exploration: each of its offers was certain (propensity 1), so what another policy would have"
                        + " brought can't be estimated; let the policy that decides explore",
                log);
        return new OffPolicyDecisions(reading.choices, reading.leftOut, reading.firstFailure, reading.isModelled);
    }

    /** One pass over a log. */
    private final class Reading {
        private final JoinedAnswers joined;
        private final List<Choice> choices = new ArrayList<>();
        private final Map<LeftOut, Long> leftOut = new EnumMap<>(LeftOut.class);
        private final boolean isModelled = engine.recommender().scoreMeaning() == ScoreMeaning.PROBABILITY;
        private final @Nullable String loggedText;
        private String firstFailure = "";
        private boolean explores;

        Reading(JoinedAnswers joined) {
            this.joined = joined;
            Policy policy = logged;
            this.loggedText = policy == null ? null : policy.name() + " " + policy.version() + " " + policy.hash();
        }

        void take(LogRecord record, JsonNode json) {
            JsonNode decision = json.path("decision");
            if (!decision.isObject()) {
                return; // a record of the bank's own
            }
            LoggedOffers offers = LoggedOffers.of(record.number(), json);
            explores |= offers.propensity() < 1;
            LeftOut reason = unusable(json);
            if (reason == null) {
                reason = compare(record.number(), json, offers);
            }
            if (reason != null) {
                leftOut.merge(reason, 1L, Long::sum);
            }
        }

        private @Nullable LeftOut unusable(JsonNode json) {
            if (json.path("preview").asBoolean()) {
                return LeftOut.PREVIEW;
            }
            if (!JoinedAnswers.isAnswerable(json)) {
                return LeftOut.ANONYMOUS;
            }
            if (!json.path("customer").isObject()) {
                return LeftOut.NO_FACTS;
            }
            for (JsonNode out : json.path("decision").path("excluded")) {
                if (out.path("rule").asText().equals(Remade.LOST)
                        || out.path("code").asText().equals(Exclusion.CONTACTS_UNAVAILABLE)) {
                    return LeftOut.CONTACTS_FAILED;
                }
            }
            return areContactsKnown(json) ? null : LeftOut.CONTACTS_UNKNOWN;
        }

        private boolean areContactsKnown(JsonNode json) {
            Duration needed = engine.policy().contactPolicy().longestWindow();
            Policy by = logged;
            return needed.isZero()
                    || (by != null
                            && json.hasNonNull("contacts")
                            && json.path("decision").path("policy").asText().equals(loggedText)
                            && by.contactPolicy().longestWindow().compareTo(needed) >= 0);
        }

        private @Nullable LeftOut compare(long record, JsonNode json, LoggedOffers offers) {
            OfferOdds odds;
            try {
                odds = engine.odds(asked(json));
            } catch (IllegalArgumentException | IllegalStateException | DateTimeException e) {
                firstFailure = firstFailure.isEmpty() ? "record " + record + ": " + e.getMessage() : firstFailure;
                return LeftOut.NOT_REPLAYABLE;
            }
            if (!odds.before().equals(offers.before())
                    || !offers.choices().containsAll(odds.last().keySet())
                    || odds.last().isEmpty() != offers.items().isEmpty()) {
                return LeftOut.OUT_OF_REACH;
            }
            JsonNode decision = json.path("decision");
            String customer = decision.path("user").asText();
            long taken = offers.items().stream()
                    .map(item -> joined.answer(customer, record, item))
                    .filter(answer -> answer != null && answer.kind() != Contact.Kind.REFUSED)
                    .count();
            String last = offers.last();
            choices.add(new Choice(
                    decision.path("id").asText(),
                    customer,
                    taken,
                    offers.propensity(),
                    last.isEmpty() ? 1 : Math.min(1, odds.last().getOrDefault(last, 0.0)),
                    isModelled ? odds.expectedWith(last) : 0,
                    isModelled ? odds.expected() : 0));
            return null;
        }

        /** The record's request; which components were out is known of the model that decided, and of no other. */
        private Remade asked(JsonNode json) {
            Remade all = Remade.of(json, engine.vocabulary());
            boolean isSame = engine.recommender()
                    .info()
                    .modelHash()
                    .equals(json.path("decision").path("model").asText());
            Set<String> skipped = isSame ? all.skipped() : new HashSet<>();
            return new Remade(all.id(), all.request(), all.customer(), Set.of(), Remade.Contacts.ANSWERED, skipped);
        }
    }
}
