package dev.recsys.popularity;

import dev.recsys.check.Checks;

/**
 * Options of {@link PopularityTrainer}.
 *
 * @param periods how many of a panel's last steps count, at least 1; 3 by default, since what is taken changes
 *     with the season and products come and go
 */
public record PopularityConfig(int periods) {
    /**
     * Checks the values.
     *
     * @param periods at least 1
     * @throws IllegalArgumentException if {@code periods} is below 1
     */
    public PopularityConfig {
        Checks.atLeast(periods, 1, "periods");
    }

    /**
     * The defaults.
     *
     * @return 3 periods
     */
    public static PopularityConfig defaults() {
        return new PopularityConfig(3);
    }
}
