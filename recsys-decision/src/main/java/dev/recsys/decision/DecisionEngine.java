package dev.recsys.decision;

import dev.recsys.CustomerPredictor;
import dev.recsys.Recommender;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Catalogue;
import dev.recsys.data.Vocabulary;
import dev.recsys.decision.contact.ContactMemory;
import dev.recsys.decision.log.DecisionLog;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.check.Thrown;
import dev.recsys.pipeline.ScoringModel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    private final CandidateSource source;
    private final CompiledPolicy policy;
    private final @Nullable ContactMemory contacts;
    private final InstantSource clock;
    private final List<DecisionListener> listeners;
    private final @Nullable DecisionLog log;
    private final DecisionWriter writer;

    private DecisionEngine(Builder builder) {
        this.source = builder.source;
        this.policy = new CompiledPolicy(
                builder.policy,
                builder.models,
                source.vocabulary(),
                source.recommender().scoreMeaning());
        this.contacts = builder.contacts;
        this.clock = builder.clock;
        this.listeners = List.copyOf(builder.listeners);
        this.log = builder.log;
        this.writer = new DecisionWriter(source, builder.detail);
    }

    /**
     * Begins an engine around a recommender: a {@link Bundle}, a model alone, whose requests bring all facts of customers, or a
     * recommender of the bank's own. Of the last, which is asked for all its items, nothing but the answers is known: rules see
     * what the request says of the customer, and what its answer lacks is out as {@link Exclusion#NOT_RETURNED}.
     *
     * @param recommender what scores
     * @return a builder of an engine without rules
     * @throws IllegalArgumentException if it is null, or has no catalogue or no info
     */
    public static Builder around(Recommender recommender) {
        Checks.notNull(recommender, "recommender");
        if (recommender instanceof Bundle bundle) {
            return new Builder(new BundleSource(bundle));
        }
        return new Builder(
                recommender instanceof ScoringModel model
                        ? new BundleSource(Bundle.of(model))
                        : new RecommenderSource(recommender));
    }

    /**
     * Decides.
     *
     * @param request who is to get an offer, where and when
     * @return the decision; without offers where nothing may be offered or is worth it
     * @throws IllegalArgumentException if the request is null, has weights or a deny- or allow-list with items the catalogue does
     *     not have, is strict and says what the model does not know, brings contacts of another customer or with a time outside the
     *     years 1 to 9999, or, where decisions are logged, has half of a surrogate pair in an id or text
     * @throws IllegalStateException if the decision can't be logged
     */
    public Decision decide(DecisionRequest request) {
        Checks.notNull(request, "request");
        long start = System.nanoTime();
        String id = request.id().orElseGet(() -> UUID.randomUUID().toString());
        Instant time = request.time().orElseGet(clock::instant);
        DecisionRun run = new DecisionRun(source, policy, contacts, request, id, time, null, this::failed);
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
        DecisionRun run = new DecisionRun(
                source, policy, null, request, remade.id(), request.time().orElseThrow(), remade, this::failed);
        Decision decision = run.decide();
        return writer.write(run, decision, 0);
    }

    /**
     * What could have been offered where a record's decision was made, without recording or logging it.
     *
     * @throws IllegalArgumentException if the record says what this engine refuses
     * @throws IllegalStateException if the model, a rule or a model of the policy fails
     */
    OfferOdds odds(Remade remade) {
        DecisionRequest request = remade.request();
        DecisionRun run = new DecisionRun(
                source, policy, null, request, remade.id(), request.time().orElseThrow(), remade, (part, failure) -> {
                    Thrown.passFatal(failure);
                    throw new IllegalStateException(part + " failed: " + Thrown.classAndPlace(failure), failure);
                });
        run.decide();
        return run.odds();
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
        return source.vocabulary().catalogue();
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
     * @return the recommender it was built around; of a model alone, a bundle without a memory
     */
    public Recommender recommender() {
        return source.recommender();
    }

    /** The items, and the features known beside those of requests. */
    Vocabulary vocabulary() {
        return source.vocabulary();
    }

    /** Name, target and hash of each model of the policy. */
    List<String> modelKeys() {
        return policy.models().keys();
    }

    /** Name, version and hash of the policy, as decisions have it. */
    String policyText() {
        return policy.id();
    }

    /** Collects an engine's parts; not thread-safe. */
    public static final class Builder {
        private final CandidateSource source;
        private final List<DecisionListener> listeners = new ArrayList<>();
        private Policy policy = Policy.named("none", "1").build();
        private @Nullable ContactMemory contacts;
        private final Map<String, CustomerPredictor> models = new TreeMap<>();
        private InstantSource clock = InstantSource.system();
        private @Nullable DecisionLog log;
        private LogDetail detail = LogDetail.FACTS;

        private Builder(CandidateSource source) {
            this.source = source;
        }

        /**
         * Sets what may be offered; anything by default.
         *
         * @param policy rules, contact policy, values and places
         * @return this
         * @throws IllegalArgumentException if it is null
         */
        public Builder policy(Policy policy) {
            this.policy = Checks.notNull(policy, "policy");
            return this;
        }

        /**
         * Gives a model of customers that the policy names; in place of any of that name.
         *
         * @param name what the policy calls it
         * @param model predicts something of the customer
         * @return this
         * @throws IllegalArgumentException if the name is blank or the model null
         */
        public Builder model(String name, CustomerPredictor model) {
            models.put(Checks.notBlank(name, "name"), Checks.notNull(model, "model"));
            return this;
        }

        /**
         * Gives models of customers that the policy names, such as those that {@link PolicyFile#models} loads; in place of any of
         * their names.
         *
         * @param byName the models by what the policy calls them
         * @return this
         * @throws IllegalArgumentException if the map is null or has a null or a blank name
         */
        public Builder models(Map<String, CustomerPredictor> byName) {
            Checks.noNulls(byName, "byName")
                    .forEach((name, model) -> model(Checks.notBlank(name, "each name of byName"), model));
            return this;
        }

        /**
         * Sets where contacts are remembered; nowhere by default, so that only requests that bring contacts are held to the
         * contact policy.
         *
         * @param contacts the memory
         * @return this
         * @throws IllegalArgumentException if it is null
         */
        public Builder contacts(ContactMemory contacts) {
            this.contacts = Checks.notNull(contacts, "contacts");
            return this;
        }

        /**
         * Sets what tells the time; the system's clock by default.
         *
         * @param clock what tells the time
         * @return this
         * @throws IllegalArgumentException if it is null
         */
        public Builder clock(InstantSource clock) {
            this.clock = Checks.notNull(clock, "clock");
            return this;
        }

        /**
         * Logs every decision; none by default. The engine does not close the log.
         *
         * @param log the log
         * @param detail how much of the customer a record has
         * @return this
         * @throws IllegalArgumentException if an argument is null
         */
        public Builder log(DecisionLog log, LogDetail detail) {
            this.log = Checks.notNull(log, "log");
            this.detail = Checks.notNull(detail, "detail");
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
         *     policy's facts have, or has values though the scores are no probabilities; if the models given are not those the
         *     policy names; or if one of them looks at what neither the recommender nor the policy's facts know, looks at a
         *     protected feature, or gives no probability where the policy needs one
         */
        public DecisionEngine build() {
            return new DecisionEngine(this);
        }
    }
}
