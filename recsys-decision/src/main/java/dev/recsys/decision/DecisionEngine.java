package dev.recsys.decision;

import dev.recsys.Ignored;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Catalogue;
import dev.recsys.decision.CompiledPolicy.CompiledRule;
import dev.recsys.decision.contact.Contact;
import dev.recsys.decision.contact.ContactHistory;
import dev.recsys.decision.contact.ContactMemory;
import dev.recsys.decision.contact.ContactPolicy;
import dev.recsys.decision.log.DecisionLog;
import dev.recsys.decision.rule.Condition;
import dev.recsys.decision.rule.CustomerView;
import dev.recsys.decision.rule.Stage;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.check.Thrown;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.pipeline.ResolvedRequest;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.ScoringModel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a customer is offered: resolves the customer, takes items out by the policy's rules, scores the rest, weighs
 * them by what they are worth, asks the contact policy, gives the places, records the offers as contacts and logs all of it.
 * Immutable but for the memory of contacts and the log it was given; safe for any number of threads.
 *
 * <pre>{@code
 * DecisionEngine engine = DecisionEngine.around(bundle).policy(policy).contacts(contacts).log(log).build();
 * Decision decision = engine.decide(
 *         DecisionRequest.of(RecommendationRequest.forUser("15889").limit(3).build()).channel("app").build());
 * }</pre>
 *
 * <p>Where a part of the bank's own fails, the decision is on the safe side: a rule that throws takes its items out; without
 * the memory of contacts nothing is offered that the contact policy is to decide on. A decision that can't be logged is not
 * made: {@link #decide} throws.
 */
public final class DecisionEngine {
    private static final Exclusion[] NONE = new Exclusion[0];
    private static final double[] NO_DRAW = {1, 0};
    private static final String CAP = ContactPolicy.Block.Code.CAP.name();

    private final Bundle bundle;
    private final CompiledPolicy policy;
    private final String policyText;
    private final @Nullable ContactMemory contacts;
    private final InstantSource clock;
    private final List<DecisionListener> listeners;
    private final @Nullable DecisionLog log;
    private final DecisionWriter writer;

    private DecisionEngine(Builder builder) {
        this.bundle = builder.bundle;
        Policy of = builder.policy;
        this.policy = new CompiledPolicy(of, bundle.vocabulary(), bundle.scoreMeaning());
        this.policyText = of.name() + " " + of.version() + " " + of.hash();
        this.contacts = builder.contacts;
        this.clock = builder.clock;
        this.listeners = List.copyOf(builder.listeners);
        this.log = builder.log;
        this.writer = new DecisionWriter(bundle, builder.detail);
    }

    /**
     * Begins an engine around a model and what is remembered of customers.
     *
     * @param bundle what scores
     * @return a builder of an engine without rules
     * @throws IllegalArgumentException if it is null
     */
    public static Builder around(Bundle bundle) {
        return new Builder(Checks.notNull(bundle, "bundle"));
    }

    /**
     * Begins an engine around a model; requests bring all facts of customers.
     *
     * @param model what scores
     * @return a builder of an engine without rules
     * @throws IllegalArgumentException if it is null
     */
    public static Builder around(ScoringModel model) {
        return new Builder(Bundle.of(Checks.notNull(model, "model")));
    }

    /**
     * Decides.
     *
     * @param request who is to get an offer, where and when
     * @return the decision; without offers where nothing may be offered or is worth it
     * @throws IllegalArgumentException if the request is null, has weights or a deny- or allow-list with items the catalogue does
     *     not have, or is strict and says what the model does not know
     * @throws IllegalStateException if the decision can't be logged
     */
    public Decision decide(DecisionRequest request) {
        Checks.notNull(request, "request");
        long start = System.nanoTime();
        String id = request.id().orElseGet(() -> UUID.randomUUID().toString());
        Instant time = request.time().orElseGet(clock::instant);
        Run run = new Run(request, id, time, null);
        Decision decision = run.decide();
        long nanos = System.nanoTime() - start;
        DecisionLog where = log;
        if (where != null) {
            byte[] json = writer.write(run, decision, nanos);
            where.append(json, 0, json.length);
        }
        for (DecisionListener listener : listeners) {
            try {
                listener.decided(decision, nanos);
            } catch (Throwable e) { // a listener must not end a decision that is made
                Thrown.passFatal(e);
            }
        }
        return decision;
    }

    /** Decides anew what a record says, without recording or logging it; as the log would have it. */
    byte[] remake(Remade remade) {
        DecisionRequest request = remade.request();
        Run run = new Run(request, remade.id(), request.time().orElseThrow(), remade);
        Decision decision = run.decide();
        return writer.write(run, decision, 0);
    }

    private void failed(String part, Throwable failure) {
        Thrown.passFatal(failure);
        for (DecisionListener listener : listeners) {
            try {
                listener.failed(part, failure);
            } catch (Throwable e) {
                Thrown.passFatal(e);
            }
        }
    }

    /**
     * What the engine decides about.
     *
     * @return the catalogue
     */
    public Catalogue catalogue() {
        return bundle.catalogue();
    }

    /**
     * What it decides by.
     *
     * @return the policy
     */
    public Policy policy() {
        return policy.policy();
    }

    /**
     * What scores.
     *
     * @return the model and what is remembered of customers
     */
    public Bundle bundle() {
        return bundle;
    }

    /** Name, version and hash of the policy, as decisions have it. */
    String policyText() {
        return policyText;
    }

    /** One decision in the making. */
    final class Run {
        final DecisionRequest request;
        final String id;
        final Instant time;
        final Candidates candidates = new Candidates(policy);
        final RecommendationRequest asked;
        final ResolvedRequest resolved;
        private final CustomerView view;
        private final KnownCustomer customer;
        private final @Nullable Remade remade; // what a record says, where one is replayed
        private @Nullable ContactHistory history;

        @Nullable
        Scoring scoring;

        Run(DecisionRequest request, String id, Instant time, @Nullable Remade remade) {
            this.remade = remade;
            this.request = request;
            this.id = id;
            this.time = time;
            this.asked = request.recommendation();
            this.resolved = bundle.resolve(asked);
            KnownCustomer logged = remade == null ? null : remade.customer();
            this.customer = logged == null ? resolved.customer() : logged;
            this.view = CustomerView.of(asked.customer(), customer, bundle.vocabulary());
        }

        KnownCustomer customer() {
            return customer;
        }

        /** The contacts the policy looked at, or null if it looked at none. */
        @Nullable
        List<Contact> contactsSeen() {
            ContactHistory known = history;
            return known == null ? null : known.contacts();
        }

        Decision decide() {
            List<Ignored> ignored = ignored();
            double @Nullable [] weights = policy.weights(request.weights(), catalogue());
            applyLists();
            applyRules();
            applyContactPolicy();
            if (candidates.left() > 0) {
                score();
                arbitrate(weights);
                applyScoreRules();
            }
            List<Offer> offers = offers();
            Scoring scored = scoring;
            return new Decision(
                    id,
                    time,
                    asked.customer().id().orElse(null),
                    request.channel(),
                    offers,
                    candidates.exclusions(),
                    bundle.info().modelHash(),
                    policyText,
                    scored == null ? customer().levelByAll() : scored.level(),
                    resolved.freshness(),
                    scored == null ? List.of() : scored.skipped(),
                    ignored);
        }

        /** What the request says in vain. Features that the policy knows are not among it. */
        private List<Ignored> ignored() {
            List<Ignored> all = resolved.ignored();
            if (all.isEmpty()) {
                return all;
            }
            Set<String> facts = policy.policy().facts();
            List<Ignored> rest = all.stream()
                    .filter(part -> part.part() != Ignored.Part.FEATURE || !facts.contains(part.name()))
                    .toList();
            Checks.that(
                    !asked.isStrict() || rest.stream().allMatch(part -> part.part() == Ignored.Part.FEATURE_VALUE),
                    "the request is strict, but the model does not know %s",
                    rest);
            return rest;
        }

        private void applyLists() {
            Catalogue catalogue = catalogue();
            for (String denied : asked.denied()) {
                int item = catalogue.indexOf(denied);
                Checks.that(item >= 0, "the deny-list has item \"%s\", which the catalogue does not have", denied);
                candidates.exclude(item, Stage.REQUEST, Exclusion.DENIED, "request");
            }
            Set<String> only = asked.allowed().orElse(null);
            if (only != null) {
                boolean[] allowed = new boolean[candidates.count()];
                for (String id : only) {
                    int item = catalogue.indexOf(id);
                    Checks.that(item >= 0, "the allow-list has item \"%s\", which the catalogue does not have", id);
                    allowed[item] = true;
                }
                for (int item = 0; item < allowed.length; item++) {
                    if (!allowed[item]) {
                        candidates.exclude(item, Stage.REQUEST, Exclusion.NOT_ALLOWED, "request");
                    }
                }
            }
        }

        private void applyRules() {
            boolean heldOut = asked.ownedIncluded();
            for (CompiledRule rule : policy.rules()) {
                if (!heldOut && rule.rule().stage().compareTo(Stage.ELIGIBILITY) > 0) {
                    excludeHeld();
                    heldOut = true;
                }
                apply(rule);
            }
            if (!heldOut) {
                excludeHeld();
            }
        }

        private void excludeHeld() {
            for (int item : customer().held()) {
                candidates.exclude(item, Stage.APPLICABILITY, Exclusion.HELD, "customer");
            }
        }

        private void apply(CompiledRule rule) {
            Condition[] conditions = rule.conditions();
            int[] items = rule.items();
            if (conditions.length == 1) {
                Exclusion[] out = excluding(rule, conditions[0]);
                for (int i = 0; out.length > 0 && i < items.length; i++) {
                    candidates.exclude(items[i], out[i]);
                }
                return;
            }
            for (int i = 0; i < items.length; i++) {
                if (candidates.isIn(items[i])) {
                    Exclusion[] out = excluding(rule, conditions[i]);
                    if (out.length > 0) {
                        candidates.exclude(items[i], out[i]);
                    }
                }
            }
        }

        /** What the rule says of its items, or nothing if it lets them pass. */
        private Exclusion[] excluding(CompiledRule rule, Condition condition) {
            try {
                return rule.rule().takesOut(condition.test(view)) ? rule.exclusions() : NONE;
            } catch (Throwable e) { // a rule of the bank's own: its items are out
                failed(rule.rule().name(), e);
                return rule.failures();
            }
        }

        private void applyContactPolicy() {
            String id = asked.customer().id().orElse(null);
            List<Contact> given = request.contacts().orElse(null);
            ContactMemory memory = remade == null ? contacts : null;
            if (remade != null && remade.contacts() == Remade.Contacts.UNREADABLE) {
                candidates.excludeAll(Stage.CONTACT, Exclusion.CONTACTS_UNAVAILABLE, "contacts");
                return;
            }
            if (id == null || (given == null && memory == null) || candidates.left() == 0) {
                return;
            }
            ContactPolicy rules = policy.policy().contactPolicy();
            ContactHistory known;
            if (given != null) {
                known = ContactHistory.of(id, given);
            } else {
                try {
                    known = Checks.notNull(
                            Checks.notNull(memory, "contacts").history(id, time.minus(rules.longestWindow())),
                            "history");
                } catch (Throwable e) {
                    failed("contacts", e);
                    candidates.excludeAll(Stage.CONTACT, Exclusion.CONTACTS_UNAVAILABLE, "contacts");
                    return;
                }
            }
            history = known;
            for (int item = 0; item < candidates.count(); item++) {
                if (candidates.isIn(item)) {
                    mayContact(known, item);
                }
            }
        }

        /** Asks the contact policy about an item, and takes it out if the answer is no. */
        private boolean mayContact(ContactHistory known, int item) {
            ContactPolicy.Block block = policy.policy()
                    .contactPolicy()
                    .check(known, policy.item(item).id(), policy.item(item).group(), request.channel(), time);
            if (block != null) {
                candidates.exclude(item, Stage.CONTACT, block.code().name(), block.rule());
            }
            return block == null;
        }

        private void score() {
            double[] scores;
            try {
                Scoring scored = model().score(customer);
                scores = Checks.notNull(scored.scores(), "scores");
                Checks.that(scores.length == candidates.count(), "the model gave %d scores", scores.length);
                scoring = scored;
            } catch (Throwable e) {
                failed("model", e);
                candidates.excludeAll(Stage.ARBITRATION, Exclusion.NOT_SCORED, "model");
                return;
            }
            for (int item = 0; item < scores.length; item++) {
                if (!candidates.isIn(item)) {
                    continue;
                }
                if (Double.isFinite(scores[item])) {
                    candidates.score(item, scores[item]);
                } else {
                    candidates.exclude(item, Stage.ARBITRATION, Exclusion.NOT_SCORED, "model");
                }
            }
        }

        /** What scores; of a hybrid whose record is replayed, without the components that did not take part. */
        private ScoringModel model() {
            Set<String> skipped = remade == null ? Set.of() : remade.skipped();
            return !skipped.isEmpty() && bundle.model() instanceof HybridRecommender hybrid
                    ? hybrid.without(skipped)
                    : bundle.model();
        }

        private void arbitrate(double @Nullable [] weights) {
            Policy rules = policy.policy();
            Value[] table = policy.table();
            for (int item = 0; item < candidates.count(); item++) {
                if (!candidates.isIn(item)) {
                    continue;
                }
                double score = candidates.score(item);
                if (score < rules.minimumScore()) {
                    candidates.exclude(
                            item, Stage.ARBITRATION, Exclusion.SCORE_TOO_LOW, "minimum score " + rules.minimumScore());
                    continue;
                }
                Value value = table != null ? table[item] : value(item);
                if (value == null) {
                    candidates.exclude(item, Stage.ARBITRATION, Exclusion.VALUE_FAILED, "values");
                    continue;
                }
                double weight = weights == null ? 1 : weights[item];
                double worth = score * weight * value.net() * policy.lever(item);
                candidates.worth(item, value, worth);
                boolean isWorthless = rules.hasValues() && !(worth > 0);
                if (isWorthless || worth < rules.minimumWorth() || !Double.isFinite(worth)) {
                    candidates.exclude(
                            item,
                            Stage.ARBITRATION,
                            Exclusion.WORTH_TOO_LOW,
                            isWorthless ? "worth must be above 0" : "minimum worth " + rules.minimumWorth());
                }
            }
        }

        private @Nullable Value value(int item) {
            try {
                return Checks.notNull(policy.policy().values().of(view, policy.item(item)), "value");
            } catch (Throwable e) {
                failed("values", e);
                return null;
            }
        }

        private void applyScoreRules() {
            for (ScoreRule rule : policy.policy().scoreRules()) {
                for (int item = 0; item < candidates.count(); item++) {
                    if (!candidates.isIn(item)) {
                        continue;
                    }
                    String code = rule.code();
                    boolean isOut;
                    try {
                        isOut = rule.takesOut()
                                .test(
                                        view,
                                        new Candidate(
                                                policy.item(item),
                                                candidates.score(item),
                                                candidates.value(item),
                                                candidates.worth(item)));
                    } catch (Throwable e) {
                        failed(rule.name(), e);
                        isOut = true;
                        code = Exclusion.RULE_FAILED;
                    }
                    if (isOut) {
                        candidates.exclude(item, Stage.ARBITRATION, code, rule.name() + " " + rule.version());
                    }
                }
            }
        }

        private List<Offer> offers() {
            Scoring scored = scoring;
            if (scored == null || candidates.left() == 0) {
                return List.of();
            }
            if (remade != null) {
                excludeAsThen(remade);
            }
            Slate slate = slate();
            int[] items = slate.items();
            List<Reason> reasons = reasons(scored, items);
            List<Offer> offers = new ArrayList<>(items.length);
            for (int place = 0; place < items.length; place++) {
                int item = items[place];
                offers.add(new Offer(
                        policy.item(item).id(),
                        candidates.score(item),
                        candidates.worth(item),
                        candidates.value(item),
                        slate.placement(place),
                        slate.propensity(place),
                        reasons.get(place)));
            }
            return offers;
        }

        /** Why the offers are made; where the model fails to say, that it offers them. */
        private List<Reason> reasons(Scoring scored, int[] items) {
            try {
                List<Reason> reasons = scored.reasons(items);
                Checks.that(reasons.size() == items.length, "the model gave %d reasons", reasons.size());
                return Checks.copyOf(reasons, "reasons");
            } catch (Throwable e) {
                failed("model", e);
                return Collections.nCopies(
                        items.length,
                        Reason.of(Reason.COMPONENT, "component", bundle.info().algorithm()));
            }
        }

        /** The places, recorded as contacts; filled anew without what others have offered meanwhile. */
        private Slate slate() {
            double[] draw = policy.policy().exploration().share() > 0
                    ? Draws.of(policy.policy().exploration().seed(), id)
                    : NO_DRAW;
            while (true) {
                Slate slate = new Slate(policy, candidates, asked.limit());
                ContactHistory before = history;
                if (before == null) {
                    slate.fill(item -> true, item -> {}, draw);
                    return slate;
                }
                ContactHistory[] known = {before};
                slate.fill(item -> mayContact(known[0], item), item -> known[0] = known[0].with(contact(item)), draw);
                if (slate.size() == 0
                        || request.isPreview()
                        || request.contacts().isPresent()
                        || areRecorded(slate)) {
                    return slate;
                }
            }
        }

        /** What the outside did to this decision while it was made. */
        private void excludeAsThen(Remade record) {
            if (record.contacts() == Remade.Contacts.UNWRITABLE) {
                candidates.excludeAll(Stage.CONTACT, Exclusion.CONTACTS_UNAVAILABLE, "contacts");
            }
            for (String lost : record.lost()) {
                candidates.exclude(catalogue().indexOf(lost), Stage.CONTACT, CAP, Remade.LOST);
            }
        }

        private Contact contact(int item) {
            return new Contact(
                    id + "/" + policy.item(item).id(),
                    asked.customer().id().orElseThrow(),
                    policy.item(item).id(),
                    policy.item(item).group(),
                    request.channel(),
                    Contact.Kind.OFFER,
                    time);
        }

        /** Records the offers; false if the memory refused one, which is out then. */
        private boolean areRecorded(Slate slate) {
            List<Contact> offers = new ArrayList<>(slate.size());
            for (int place = 0; place < slate.size(); place++) {
                offers.add(contact(slate.item(place)));
            }
            Set<String> recorded;
            try {
                recorded = Checks.notNull(contacts, "contacts")
                        .offer(offers, policy.policy().contactPolicy());
            } catch (Throwable e) {
                failed("contacts", e);
                candidates.excludeAll(Stage.CONTACT, Exclusion.CONTACTS_UNAVAILABLE, "contacts");
                return false;
            }
            boolean all = true;
            for (int place = 0; place < slate.size(); place++) {
                if (!recorded.contains(offers.get(place).id())) {
                    candidates.exclude(slate.item(place), Stage.CONTACT, CAP, Remade.LOST);
                    all = false;
                }
            }
            return all;
        }
    }

    /** Collects an engine's parts; not thread-safe. */
    public static final class Builder {
        private final Bundle bundle;
        private final List<DecisionListener> listeners = new ArrayList<>();
        private Policy policy = Policy.named("none", "1").build();
        private @Nullable ContactMemory contacts;
        private InstantSource clock = InstantSource.system();
        private @Nullable DecisionLog log;
        private LogDetail detail = LogDetail.FACTS;

        private Builder(Bundle bundle) {
            this.bundle = bundle;
        }

        /**
         * Sets what may be offered; anything by default.
         *
         * @param what the policy
         * @return this
         * @throws IllegalArgumentException if it is null
         */
        public Builder policy(Policy what) {
            policy = Checks.notNull(what, "policy");
            return this;
        }

        /**
         * Sets where contacts are remembered; nowhere by default, so that only requests that bring contacts are held to the
         * contact policy.
         *
         * @param memory the memory
         * @return this
         * @throws IllegalArgumentException if it is null
         */
        public Builder contacts(ContactMemory memory) {
            contacts = Checks.notNull(memory, "contacts");
            return this;
        }

        /**
         * Sets what tells the time; the system's clock by default.
         *
         * @param source the clock
         * @return this
         * @throws IllegalArgumentException if it is null
         */
        public Builder clock(InstantSource source) {
            clock = Checks.notNull(source, "clock");
            return this;
        }

        /**
         * Logs every decision; none by default. The engine does not close the log.
         *
         * @param where the log
         * @param customer how much of the customer a record has
         * @return this
         * @throws IllegalArgumentException if an argument is null
         */
        public Builder log(DecisionLog where, LogDetail customer) {
            log = Checks.notNull(where, "log");
            detail = Checks.notNull(customer, "customer");
            return this;
        }

        /**
         * Adds a listener; none by default.
         *
         * @param listener hears of every decision
         * @return this
         * @throws IllegalArgumentException if it is null
         */
        public Builder listener(DecisionListener listener) {
            listeners.add(Checks.notNull(listener, "listener"));
            return this;
        }

        /**
         * The engine.
         *
         * @return an engine, ready
         * @throws IllegalArgumentException if the policy names an item, a group or a feature that neither the recommender nor the
         *     policy's facts have, or has values though the scores are no probabilities
         */
        public DecisionEngine build() {
            return new DecisionEngine(this);
        }
    }
}
