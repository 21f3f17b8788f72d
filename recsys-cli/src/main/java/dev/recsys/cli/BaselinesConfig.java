package dev.recsys.cli;

import dev.recsys.baselines.BprConfig;
import dev.recsys.baselines.EaseConfig;
import dev.recsys.baselines.FeatureFactorConfig;
import dev.recsys.baselines.MarkovConfig;
import dev.recsys.baselines.NeighbourConfig;
import dev.recsys.baselines.RandomConfig;
import dev.recsys.baselines.ShareConfig;
import dev.recsys.baselines.SlimConfig;
import dev.recsys.baselines.UserNeighbourConfig;
import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;

/**
 * The options of the baselines.
 *
 * @param share popularity; the name of the model says what is counted
 * @param neighbours item–item neighbours; the name of the model says the similarity
 * @param userNeighbours user–user neighbours
 * @param ease EASE
 * @param slim SLIM
 * @param bpr Bayesian personalised ranking
 * @param featureFactors factors of attributes
 * @param markov last item to next
 * @param random random
 */
public record BaselinesConfig(
        @Option(what = "Popularity; the model's name says what is counted.")
        ShareConfig share,

        @Option(what = "Item-item neighbours; the model's name says the similarity.")
        NeighbourConfig neighbours,

        @Option(what = "User-user neighbours.") UserNeighbourConfig userNeighbours,
        @Option(what = "EASE.") EaseConfig ease,
        @Option(what = "SLIM.") SlimConfig slim,
        @Option(what = "Bayesian personalised ranking.") BprConfig bpr,
        @Option(what = "Factors of attributes.") FeatureFactorConfig featureFactors,
        @Option(what = "Last item to next.") MarkovConfig markov,
        @Option(what = "Random.") RandomConfig random) {
    /**
     * Checks the values.
     *
     * @param share not null
     * @param neighbours not null
     * @param userNeighbours not null
     * @param ease not null
     * @param slim not null
     * @param bpr not null
     * @param featureFactors not null
     * @param markov not null
     * @param random not null
     * @throws IllegalArgumentException if a value is null
     */
    public BaselinesConfig {
        Options.check(
                BaselinesConfig.class,
                share,
                neighbours,
                userNeighbours,
                ease,
                slim,
                bpr,
                featureFactors,
                markov,
                random);
    }

    BaselinesConfig withSeed(long seed) {
        return new BaselinesConfig(
                share,
                neighbours,
                userNeighbours.withSeed(seed),
                ease,
                slim,
                bpr.withSeed(seed),
                featureFactors.withSeed(seed),
                markov,
                random.withSeed(seed));
    }

    BaselinesConfig withThreads(int threads) {
        return new BaselinesConfig(
                share,
                neighbours.withThreads(threads),
                userNeighbours,
                ease.withThreads(threads),
                slim.withThreads(threads),
                bpr,
                featureFactors.withThreads(threads),
                markov.withThreads(threads),
                random);
    }
}
