package dev.recsys.hybrid;

import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import dev.recsys.internal.check.Checks;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trains several models on the same data, one after the other, and composes them, with the popularity of items as the
 * fallback. Immutable and thread-safe.
 *
 * @param <D> the data all components learn from
 */
public final class HybridTrainer<D extends Dataset> implements Trainer<D> {
    private final Map<String, Trainer<? super D>> trainers;
    private final Trainer<? super D> fallback;
    private final @Nullable Blend blend; // null to learn it
    private final @Nullable List<String> context;

    private HybridTrainer(Builder<D> builder) {
        this.trainers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.trainers));
        this.fallback = builder.fallback;
        this.blend = builder.blend;
        this.context = builder.context;
    }

    /**
     * A builder of a hybrid that learns from a panel. Its components' scores are calibrated, from their honest scores of the
     * last three steps. Unless a blend is set, it is learned from the same, and the hybrid's scores are probabilities. A panel
     * without two adjacent periods, which does not show what customers take, leaves scores as they are, and gets
     * {@link Blend#equalShares} where none is set. Only a component whose trainer is no
     * {@link dev.recsys.pipeline.HeldOutTrainer}, or has no honest scores, is trained a second time, without a fifth
     * of the customers, and the blend is then learned from these alone.
     *
     * @return an empty builder
     */
    public static Builder<Panel> forPanels() {
        return new Builder<>(true);
    }

    /**
     * A builder of a hybrid that learns from an event log. Unless a blend is set, it is a weighted sum of shares whose weights are
     * learned: all components are trained without the last 15 % of the events (of a log without times, without 15 % of each
     * user's items) first, and the weights taken that rank best by NDCG@10 what users took there. They are those of the best
     * component alone, but for a thousandth of each other, unless a mixture is better by more than its standard error; of a log of
     * which too little can be judged, they are equal. What needs attributes or periods does not compile in it.
     *
     * @return an empty builder
     */
    public static Builder<EventLog> forEvents() {
        return new Builder<>(false);
    }

    @Override
    public HybridRecommender train(D data) {
        Checks.notNull(data, "data");
        return train(data, TrainingListener.none());
    }

    @Override
    public HybridRecommender train(D data, TrainingListener listener) {
        Checks.notNull(data, "data");
        Checks.notNull(listener, "listener");
        HybridRecommender.Builder hybrid;
        if (data instanceof Panel panel && panel.hasTransition()) {
            hybrid = new LearnedBlend<>(trainers, data, listener, blend, context).train();
        } else {
            hybrid = HybridRecommender.builder().blend(blendOfScores(data, listener));
            for (Map.Entry<String, Trainer<? super D>> entry : trainers.entrySet()) {
                hybrid.add(
                        entry.getKey(),
                        LearnedBlend.model(entry.getKey(), entry.getValue().train(data, listener)));
            }
        }
        return hybrid.fallback(LearnedBlend.model("fallback", fallback.train(data, listener)))
                .build();
    }

    /** How scores as they are become one. */
    private Blend blendOfScores(D data, TrainingListener listener) {
        if (blend != null && !(blend instanceof Mixture)) {
            return blend;
        }
        return data instanceof EventLog log ? EventBlend.learn(trainers, log, listener) : Blend.equalShares();
    }

    /**
     * Collects trainers; not thread-safe.
     *
     * @param <D> the data all components learn from
     */
    public static final class Builder<D extends Dataset> {
        private final Map<String, Trainer<? super D>> trainers = new LinkedHashMap<>();
        private Trainer<? super D> fallback = new PopularityTrainer(PopularityConfig.defaults());
        private final boolean isOfPanels;
        private @Nullable Blend blend; // null to learn it
        private @Nullable List<String> context;

        private Builder(boolean isOfPanels) {
            this.isOfPanels = isOfPanels;
        }

        /**
         * Adds a component to train.
         *
         * @param name a name no other component has
         * @param trainer what trains it; its model must be a {@link ScoringModel}
         * @return this
         * @throws IllegalArgumentException if the name is blank, taken or of several lines
         */
        public Builder<D> add(String name, Trainer<? super D> trainer) {
            HybridRecommender.Builder.checkName(name);
            Checks.that(
                    trainers.putIfAbsent(name, Checks.notNull(trainer, "trainer \"" + name + "\"")) == null,
                    "there are two components \"%s\"",
                    name);
            return this;
        }

        /**
         * Sets what trains the fallback; {@link PopularityTrainer} by default.
         *
         * @param trainer the fallback's trainer
         * @return this
         */
        public Builder<D> fallback(Trainer<? super D> trainer) {
            fallback = Checks.notNull(trainer, "fallback");
            return this;
        }

        /**
         * Sets how scores become one, on a panel calibrated probabilities. By default it is learned. Replaces {@link #learnedMixture}. A blend that was learned before belongs to its hybrid and is refused.
         *
         * @param how the blend
         * @return this
         * @throws IllegalArgumentException if the blend was learned
         */
        public Builder<D> blend(Blend how) {
            Checks.that(
                    !(Checks.notNull(how, "blend") instanceof CalibratedStack || how instanceof CalibratedBlend),
                    "a blend that was learned belongs to its hybrid; leave it out to learn one anew");
            blend = how;
            return this;
        }

        /**
         * Learns a mixture instead of the default: the weighted mean of calibrated probabilities whose weights predict best
         * what customers took, for each set of components that may be present.
         *
         * @return this
         * @throws IllegalArgumentException if the hybrid learns from an event log, which does not show what customers did not
         *     take
         */
        public Builder<D> learnedMixture() {
            Checks.that(isOfPanels, "a learned mixture needs a panel");
            blend = new Mixture();
            return this;
        }

        /**
         * Lets the weights of the default blend depend on a context: on how many items the customer holds (none, one, two or
         * three, more), and on the categories of some features, such as activity and segment. What each adds to a weight is
         * shrunk to nothing.
         *
         * @param features names of categorical features that are not protected; possibly none. Not modified.
         * @return this
         * @throws IllegalArgumentException if the hybrid learns from an event log, or {@code features} is or holds null;
         *     when training, if one is unknown, numeric or protected, or there twice
         */
        public Builder<D> learnedByContext(String... features) {
            Checks.that(isOfPanels, "weights that depend on a context need a panel");
            context = Checks.copyOf(Arrays.asList(Checks.notNull(features, "features")), "features");
            return this;
        }

        /**
         * The trainer.
         *
         * @return an immutable trainer
         * @throws IllegalArgumentException if there is no component, or both a blend and a context are set
         */
        public HybridTrainer<D> build() {
            Checks.that(!trainers.isEmpty(), "a hybrid needs at least one component");
            Checks.that(
                    context == null || blend == null,
                    "only the learned blend of the default looks at a context; leave out either the blend or the context");
            return new HybridTrainer<>(this);
        }
    }
}
