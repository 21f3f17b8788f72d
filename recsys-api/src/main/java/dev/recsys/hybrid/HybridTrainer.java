package dev.recsys.hybrid;

import dev.recsys.Recommender;
import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.check.Checks;
import dev.recsys.data.Dataset;
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

    private HybridTrainer(Builder builder) {
        this.trainers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.trainers));
        this.fallback = builder.fallback;
        this.blend = builder.blend;
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
        HybridRecommender.Builder hybrid = HybridRecommender.builder().blend(blend);
        for (Map.Entry<String, Trainer> entry : trainers.entrySet()) {
            Recommender component = entry.getValue().train(data, listener);
            hybrid.add(entry.getKey(), component);
        }
        return hybrid.fallback(fallback.train(data, listener)).build();
    }

    /** Collects trainers; not thread-safe. */
    public static final class Builder {
        private final Map<String, Trainer> trainers = new LinkedHashMap<>();
        private Trainer fallback = new PopularityTrainer(PopularityConfig.defaults());
        private Blend blend = Blend.defaults();

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
