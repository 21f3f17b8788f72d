package dev.recsys.eval.search;

import dev.recsys.eval.Interval;
import dev.recsys.internal.check.Checks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One configuration, measured after training with one share of the resource. Immutable and thread-safe.
 *
 * @param number of the configuration, from 1 in the order of the draws
 * @param rung the round of the search, from 1
 * @param share of the resource that was trained with, above 0 and at most 1: of the customers, or of the model's effort
 * @param effort where the resource is the model's effort: what its options were set to, by path; empty where it is customers
 * @param options what was drawn, by path, each value as JSON
 * @param value the metric's mean over the splits of the validation; NaN if the trial failed
 * @param interval how sure the value is, as {@link Validation} says; null if the trial failed
 * @param failure why the configuration was refused or its training failed; empty if it did not
 * @param seconds how long the trial took
 */
public record SearchTrial(
        int number,
        int rung,
        double share,
        Map<String, Integer> effort,
        Map<String, String> options,
        double value,
        @Nullable Interval interval,
        String failure,
        double seconds) {
    /**
     * Checks and copies.
     *
     * @param number at least 1
     * @param rung at least 1
     * @param share in 0..1
     * @param effort copied, each at least 1
     * @param options copied
     * @param value finite, or NaN
     * @param interval possibly null
     * @param failure not null
     * @param seconds at least 0
     * @throws IllegalArgumentException if {@code effort}, {@code options} or {@code failure} is null, a number is out of range, or the trial has
     *     both a value and a failure or neither
     */
    public SearchTrial {
        Checks.atLeast(number, 1, "number");
        Checks.atLeast(rung, 1, "rung");
        Checks.inRange(share, 0, 1, "share");
        effort = Collections.unmodifiableMap(new LinkedHashMap<>(Checks.noNulls(effort, "effort")));
        effort.forEach((path, limit) -> Checks.atLeast(limit, 1, "effort of " + path));
        options = Collections.unmodifiableMap(new LinkedHashMap<>(Checks.noNulls(options, "options")));
        Checks.notNull(failure, "failure");
        Checks.that(!Double.isInfinite(value), "value must be finite or NaN, but was %s", value);
        Checks.that(
                Double.isNaN(value) != failure.isEmpty(),
                "value must be NaN where there is a failure and nowhere else, but was %s with the failure \"%s\"",
                value,
                failure);
        Checks.notNegative(seconds, "seconds");
    }

    /**
     * Whether there is no value.
     *
     * @return whether the configuration was refused or its training failed
     */
    public boolean isFailed() {
        return !failure.isEmpty();
    }
}
