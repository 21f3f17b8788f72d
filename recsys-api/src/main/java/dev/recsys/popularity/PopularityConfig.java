package dev.recsys.popularity;

import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;

/**
 * Options of {@link PopularityTrainer}.
 *
 * @param periods how many of a panel's last steps count; few, since what is taken changes with the season and products
 *     come and go
 */
public record PopularityConfig(
        @Option(value = "3", min = 1, max = 1000, what = "How many of a panel's last steps count.")
        int periods) {
    /**
     * Checks the values.
     *
     * @param periods in 1..1000
     * @throws IllegalArgumentException if {@code periods} is out of range
     */
    public PopularityConfig {
        Options.check(PopularityConfig.class, periods);
    }

    /**
     * The defaults.
     *
     * @return the options
     */
    public static PopularityConfig defaults() {
        return Options.defaults(PopularityConfig.class);
    }
}
