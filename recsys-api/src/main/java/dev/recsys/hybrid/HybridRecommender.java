package dev.recsys.hybrid;

import dev.recsys.Explanation;
import dev.recsys.Explanation.Contribution;
import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.Reason;
import dev.recsys.Recommendations.SkippedComponent;
import dev.recsys.ScoreMeaning;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.memory.MemoryNeeds;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.ScoringModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One recommender of several: scores a customer by each component and blends the scores. A component that throws, scores
 * something that is not finite or not all of its items, or knows nothing of the customer is skipped and named in the answer; if
 * all are, the fallback answers. Whatever a component throws is survived, a {@link StackOverflowError} too, but not other errors of
 * the virtual machine, such as {@link OutOfMemoryError}, nor {@code ThreadDeath}; after an {@link InterruptedException} the thread
 * stays marked as interrupted. Logs name the class and the place of what was thrown, never its message. Immutable and safe
 * for any number of threads.
 *
 * <pre>{@code
 * ScoringModel hybrid = HybridRecommender.builder()
 *         .add("als", als).add("mlc", mlc)
 *         .blend(Blend.reciprocalRankFusion(60))
 *         .fallback(popularity)
 *         .build();
 * }</pre>
 *
 * <p>Components may have been trained on different data: their items and features are matched by id and name. Cost: that
 * of all components, and O(components × items).
 */
public final class HybridRecommender extends ScoringModel {
    /** The algorithm's short name. */
    public static final String ALGORITHM = "hybrid";

    private static final String FALLBACK = "fallback";

    private final List<Component> components;
    private final List<String> names;
    private final @Nullable Component fallback;
    private final Blend blend;
    private final Merging merging;
    private final int[][] groups;
    private final @Nullable Guards guards;
    private final Set<String> leftOut;

    HybridRecommender(
            ModelInfo info,
            Vocabulary vocabulary,
            Map<String, ScoringModel> components,
            @Nullable ScoringModel fallback,
            Blend blend) {
        super(info, vocabulary);
        List<Component> all = new ArrayList<>();
        components.forEach((name, model) -> all.add(new Component(name, model, vocabulary)));
        this.components = List.copyOf(all);
        this.names = all.stream().map(Component::name).toList();
        this.fallback = fallback == null ? null : new Component(FALLBACK, fallback, vocabulary);
        this.blend = blend;
        this.merging = (Merging) blend;
        this.groups = Vocabularies.groups(vocabulary);
        this.guards = null;
        this.leftOut = Set.of();
        if (blend instanceof CalibratedStack stack) {
            stack.checkFits(names, catalogue().ids(), groups.length);
        } else if (blend instanceof CalibratedBlend calibrated) {
            calibrated.lines().checkFits(names, catalogue().ids(), groups.length);
        }
    }

    /** The same hybrid, served in another way. */
    private HybridRecommender(HybridRecommender of, @Nullable Guards guards, Set<String> leftOut) {
        super(of.info(), of.vocabulary());
        this.components = of.components;
        this.names = of.names;
        this.fallback = of.fallback;
        this.blend = of.blend;
        this.merging = of.merging;
        this.groups = of.groups;
        this.guards = guards;
        this.leftOut = leftOut;
    }

    /**
     * A builder.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Scoring score(KnownCustomer customer) {
        Checks.notNull(customer, "customer");
        @Nullable ComponentScores[] scores = new ComponentScores[components.size()];
        List<SkippedComponent> skipped = new ArrayList<>();
        FallbackLevel best = FallbackLevel.POPULARITY;
        Guards all = guards;
        Outcome[] outcomes = all == null ? null : all.ask(customer);
        for (int place = 0; place < scores.length; place++) {
            Component component = components.get(place);
            Outcome outcome = outcomes == null ? ask(component, customer) : outcomes[place];
            ComponentScores answer = outcome.knowingOrSkip(component.name(), skipped);
            scores[place] = answer;
            if (answer != null && answer.level().compareTo(best) < 0) {
                best = answer.level();
            }
        }
        if (best == FallbackLevel.POPULARITY) {
            return fallback(customer, skipped);
        }
        BlendInput input = new BlendInput(names, scores, customer, groups, () -> fallbackScores(customer, skipped));
        return new HybridScoring(input, merging, catalogue().size(), best, skipped, guards);
    }

    private Outcome ask(Component component, KnownCustomer customer) {
        return leftOut.contains(component.name())
                ? Outcome.of(new Fault(Fault.Kind.NOT_BEGUN, "is left out"))
                : component.ask(customer);
    }

    private Scoring fallback(KnownCustomer customer, List<SkippedComponent> skipped) {
        return new FallbackScoring(
                fallbackScores(customer, skipped), catalogue().size(), skipped, guards);
    }

    private @Nullable ComponentScores fallbackScores(KnownCustomer customer, List<SkippedComponent> skipped) {
        Component last = fallback;
        if (last == null) {
            return null;
        }
        Guards all = guards;
        Outcome outcome = all == null ? ask(last, customer) : all.askFallback(last, customer);
        return outcome.orSkip(last.name(), skipped);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The contributions are what each component put into the score, and each part is the explanation of a component's own
     * score, left out where the component fails to give one. The base of a learned blend is the item's rate,
     * and what its calibration changed.
     *
     * @throws IllegalArgumentException if {@code customer} is null or {@code item} out of range
     */
    @Override
    public Explanation explain(KnownCustomer customer, int item) {
        Checks.notNull(customer, "customer");
        Checks.index(item, catalogue().size(), "item");
        Scoring scoring = score(customer);
        Map<String, Double> shares = scoring.contributions(item);
        Map<String, Explanation> parts = new LinkedHashMap<>();
        List<Contribution> contributions = new ArrayList<>();
        for (Component component : components) {
            int place = component.place(item);
            if (place >= 0 && shares.containsKey(component.name())) {
                Explanation part = component.explanation(customer, place);
                if (part != null) {
                    parts.put(component.name(), part);
                }
                contributions.add(contribution(component.name(), shares.get(component.name())));
            }
        }
        double score = scoring.scores()[item];
        Component last = fallback;
        if (last != null && scoring instanceof FallbackScoring answer && answer.knows(item)) {
            Explanation part = last.explanation(customer, last.place(item));
            if (part != null) {
                parts.put(last.name(), part);
            }
            contributions.add(contribution(last.name(), score));
        }
        double base = shares.getOrDefault(CalibratedStack.BASE, 0.0);
        contributions.sort(Comparator.comparingDouble(c -> -Math.abs(c.value())));
        return new Explanation(catalogue().id(item), score, Explanation.Unit.SCORE, base, contributions, parts);
    }

    private static Contribution contribution(String component, double value) {
        return new Contribution(
                Reason.of(Reason.COMPONENT, "component", component), value, Explanation.Audience.CUSTOMER);
    }

    @Override
    public boolean mayBlock() {
        return models().anyMatch(ScoringModel::mayBlock);
    }

    @Override
    public MemoryNeeds needs() {
        return models().map(ScoringModel::needs).reduce(MemoryNeeds.holdings(), MemoryNeeds::and);
    }

    /** The models of the components and of the fallback. */
    private Stream<ScoringModel> models() {
        return Stream.concat(components.stream(), Stream.ofNullable(fallback)).map(Component::model);
    }

    /**
     * What the scores say.
     *
     * @return {@link ScoreMeaning#PROBABILITY} for a learned blend, for a weighted mean or a cascade of calibrated
     *     probabilities, and for a weighted sum of probabilities as they are whose
     *     weights sum to 1, as long as all components take part; else {@link ScoreMeaning#RANKING}
     */
    @Override
    public ScoreMeaning scoreMeaning() {
        boolean isProbability = blend instanceof CalibratedBlend calibrated
                ? calibrated.isProbability()
                : blend instanceof CalibratedStack || isMixture();
        return isProbability ? ScoreMeaning.PROBABILITY : ScoreMeaning.RANKING;
    }

    private boolean isMixture() {
        return blend instanceof WeightedSum sum
                && sum.isMixture(names)
                && components.stream().allMatch(c -> c.model().scoreMeaning() == ScoreMeaning.PROBABILITY);
    }

    /**
     * This hybrid with a time budget and a breaker for each component: one that takes too long is skipped and named as one that
     * fails is, and one that fails too often in a row rests, until one request tries it again. While nothing fails, answers are
     * the same to the bit. An answer takes at most the budget once for each component that is asked for scores and once for each
     * that is asked for reasons, besides the blend; a fallback that is no {@link dev.recsys.popularity.PopularityModel} counts as
     * a component. A thread that is interrupted gets, at once, an answer of what is there, and stays marked as interrupted.
     *
     * <p>Components that {@linkplain ScoringModel#mayBlock may block} are asked on daemon threads, which end by themselves when
     * they were idle for some seconds: nothing is to be closed. Whatever a component throws there is survived, errors of the
     * virtual machine too. A component that hangs is interrupted; if it goes on it keeps its thread, at most {@link
     * GuardConfig#threads} of them. A component that only computes, as this project's own do, is asked on the calling thread,
     * with a breaker and without a budget. An explanation is no answer: the components explain on the calling thread, for as long
     * as they take.
     *
     * <p>Model, info and hash stay the same. What is saved is the hybrid alone, so guard it anew after loading. A virtual machine
     * that has just started is slow: let it answer some requests before it serves, or allow more time.
     *
     * @param config budget, failures, rest and threads
     * @return the guarded hybrid, with counters of its own
     * @throws IllegalArgumentException if {@code config} is null
     */
    public HybridRecommender guarded(GuardConfig config) {
        return guarded(config, System::nanoTime);
    }

    /** The same by another clock, in nanoseconds of any origin. */
    HybridRecommender guarded(GuardConfig config, LongSupplier clock) {
        Checks.notNull(config, "config");
        return new HybridRecommender(this, new Guards(components, fallback, config, clock), leftOut);
    }

    /**
     * The same hybrid, unguarded, that leaves components out as if they had failed: to make an answer again in which they did.
     *
     * @param names of components; {@code fallback} is that of the fallback
     * @return the hybrid that answers by the rest
     * @throws IllegalArgumentException if {@code names} is or holds null, or there is no such component
     */
    public HybridRecommender without(Set<String> names) {
        for (String name : Checks.noNulls(names, "names")) {
            Checks.that(
                    this.names.contains(name) || name.equals(FALLBACK),
                    "names must be of components, but has \"%s\"",
                    name);
        }
        return new HybridRecommender(this, null, Set.copyOf(names));
    }

    /**
     * How the components have done since they are guarded, by name in order; of the fallback too if it is guarded, as
     * {@code fallback}.
     *
     * @return a snapshot; empty if this hybrid is not guarded
     */
    public Map<String, ComponentHealth> health() {
        Guards all = guards;
        return all == null ? Map.of() : all.health();
    }

    /**
     * The components by name, in order.
     *
     * @return an unmodifiable map
     */
    public Map<String, ScoringModel> components() {
        Map<String, ScoringModel> models = new LinkedHashMap<>();
        components.forEach(component -> models.put(component.name(), component.model()));
        return Collections.unmodifiableMap(models);
    }

    /**
     * What answers where no component can.
     *
     * @return the fallback, if there is one
     */
    public Optional<ScoringModel> fallback() {
        return Optional.ofNullable(fallback).map(Component::model);
    }

    /**
     * How the components' scores become one.
     *
     * @return the blend
     */
    public Blend blend() {
        return blend;
    }

    /** Collects components; not thread-safe. */
    public static final class Builder {
        private final Map<String, ScoringModel> components = new LinkedHashMap<>();
        private @Nullable ScoringModel fallback;
        private Blend blend = Blend.equalShares();
        private @Nullable Vocabulary vocabulary;
        private Map<String, String> notes = Map.of();

        private Builder() {}

        /** Sets a blend that was learned, the vocabulary it was learned in, and what was found. */
        Builder learned(Blend how, Vocabulary of, Map<String, String> found) {
            blend = how;
            vocabulary = of;
            notes = found;
            return this;
        }

        /**
         * Adds a component.
         *
         * @param name a name no other component has, for contributions, weights and skips
         * @param component any model
         * @return this
         * @throws IllegalArgumentException if the name is blank, taken or of several lines
         */
        public Builder add(String name, ScoringModel component) {
            checkName(name);
            Checks.that(
                    components.putIfAbsent(name, Checks.notNull(component, "component \"" + name + "\"")) == null,
                    "there are two components \"%s\"",
                    name);
            return this;
        }

        static void checkName(String name) {
            Checks.that(
                    Checks.notBlank(name, "component name").indexOf('\n') < 0,
                    "a component name must be one line, but was \"%s\"",
                    name);
        }

        /**
         * Sets what answers where no component can; without one such an answer is empty.
         *
         * @param model usually a {@link dev.recsys.popularity.PopularityModel}
         * @return this
         */
        public Builder fallback(ScoringModel model) {
            fallback = Checks.notNull(model, "fallback");
            return this;
        }

        /**
         * Sets how scores become one; {@link Blend#equalShares} by default.
         *
         * @param how the blend
         * @return this
         */
        public Builder blend(Blend how) {
            blend = Checks.notNull(how, "blend");
            return this;
        }

        /**
         * The hybrid.
         *
         * @return an immutable recommender
         * @throws IllegalArgumentException if there is no component, or two disagree on the role of an item or a
         *     feature
         */
        public HybridRecommender build() {
            Checks.that(!components.isEmpty(), "a hybrid needs at least one component");
            List<ScoringModel> all = new ArrayList<>(components.values());
            if (fallback != null) {
                all.add(fallback);
            }
            Vocabulary union = vocabulary == null ? Vocabularies.union(all) : vocabulary;
            return new HybridRecommender(
                    HybridInfo.of(components, fallback, blend, notes), union, components, fallback, blend);
        }
    }
}
