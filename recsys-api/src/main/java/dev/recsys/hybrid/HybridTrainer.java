package dev.recsys.hybrid;

import dev.recsys.Recommender;
import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.check.Checks;
import dev.recsys.data.Dataset;
import dev.recsys.data.Panel;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Trains several recommenders on the same data, one after the other, and composes them, with the popularity of items as
 * the fallback. Immutable and thread-safe.
 */
public final class HybridTrainer implements Trainer {
    private final Map<String, Trainer> trainers;
    private final Trainer fallback;
    private final Blend blend;
    private final boolean learned;

    private HybridTrainer(Builder builder) {
        this.trainers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.trainers));
        this.fallback = builder.fallback;
        this.blend = builder.blend;
        this.learned = builder.learned;
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
    public HybridRecommender train(Dataset data) {
        return train(data, TrainingListener.none());
    }

    @Override
    public HybridRecommender train(Dataset data, TrainingListener listener) {
        Blend how = learned ? learnedFrom(data, listener) : blend;
        HybridRecommender.Builder hybrid = HybridRecommender.builder().blend(how);
        components(data, listener).forEach(hybrid::add);
        return hybrid.fallback(fallback.train(data, listener)).build();
    }

    private Blend learnedFrom(Dataset data, TrainingListener listener) {
        Checks.that(data instanceof Panel, "a blend is learned from a panel, but the data is an event log");
        Panel panel = (Panel) data;
        Checks.atLeast(panel.snapshots().size(), 2, "the number of snapshots to learn a blend from");
        return BlendLearner.learn(
                components(BlendLearner.taught(panel), listener), BlendLearner.leftOut(panel), listener);
    }

    private Map<String, Recommender> components(Dataset data, TrainingListener listener) {
        Map<String, Recommender> components = new LinkedHashMap<>();
        trainers.forEach((name, trainer) -> components.put(name, trainer.train(data, listener)));
        return components;
    }

    /** Collects trainers; not thread-safe. */
    public static final class Builder {
        private final Map<String, Trainer> trainers = new LinkedHashMap<>();
        private Trainer fallback = new PopularityTrainer(PopularityConfig.defaults());
        private Blend blend = Blend.defaults();
        private boolean learned;

        private Builder() {}

        /**
         * Adds a component to train.
         *
         * @param name a name no other component has
         * @param trainer what trains it
         * @return this
         * @throws IllegalArgumentException if the name is blank, taken or of several lines
         */
        public Builder add(String name, Trainer trainer) {
            Checks.that(
                    Checks.notBlank(name, "component name").indexOf('\n') < 0,
                    "a component name must be one line, but was \"%s\"",
                    name);
            Checks.that(
                    trainers.putIfAbsent(name, Checks.notNull(trainer, name)) == null,
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
        public Builder fallback(Trainer trainer) {
            fallback = Checks.notNull(trainer, "fallback");
            return this;
        }

        /**
         * Sets how answers become one; {@link Blend#defaults} by default.
         *
         * @param how the blend
         * @return this
         */
        public Builder blend(Blend how) {
            blend = Checks.notNull(how, "blend");
            learned = false;
            return this;
        }

        /**
         * Learns the weights of a {@link Blend#weightedSum weighted sum} of {@link Blend.Normalization#SHARE shares} from
         * the data, in place of a blend that is given. The components are trained without a fifth of the customers, chosen
         * by their ids; the weights are those under which the sum of shares, read as a probability, best foretells what
         * these customers added in the last month; then the components are trained on everybody. The weights are above 0
         * and add up to 1; all are equal where those left out teach nothing.
         *
         * <p>A customer about whom a component knows nothing or fails isn't asked further. The weights depend on the data
         * and the components alone.
         *
         * <p><b>Needs</b> a panel of at least two snapshots, else training ends with an {@link IllegalArgumentException}.
         * <b>Cost:</b> one more training of each component but the fallback, on four fifths of the customers.
         * <b>Source:</b> linear opinion pools, fitted by expectation maximisation (Dempster, Laird and Rubin, 1977).
         *
         * @return this
         */
        public Builder learnedBlend() {
            learned = true;
            return this;
        }

        /**
         * The trainer.
         *
         * @return an immutable trainer
         * @throws IllegalArgumentException if there is no component
         */
        public HybridTrainer build() {
            Checks.that(!trainers.isEmpty(), "a hybrid needs at least one component");
            return new HybridTrainer(this);
        }
    }
}
