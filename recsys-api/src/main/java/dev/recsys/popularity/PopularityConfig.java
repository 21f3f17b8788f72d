package dev.recsys.popularity;

import dev.recsys.check.Checks;

/**
 * Options of {@link PopularityTrainer}.
 *
 * @param months how many of a panel's last monthly steps count, at least 1; 3 by default, since what is taken changes
 *     with the season and products come and go
 */
public record PopularityConfig(int months) {
    /**
     * Checks and copies.
     *
     * @param months as the component
     * @throws IllegalArgumentException if {@code months} is below 1
     */
    public PopularityConfig {
        Checks.atLeast(months, 1, "months");
    }

    /**
     * The defaults.
     *
     * @return 3 months
     */
    public static PopularityConfig defaults() {
        return new PopularityConfig(3);
    }
}
