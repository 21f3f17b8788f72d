package dev.recsys.eval;

import dev.recsys.internal.check.Checks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was found of the users of one group. Immutable and thread-safe.
 *
 * @param users how many there are
 * @param adders how many of them added something
 * @param metrics means by key, as in {@link ModelReport#metrics}; a mean over nobody is left out
 * @param intervals how sure the means are, by key
 * @param offerRates the share of the users whom an item is offered to, by item, in the order of the catalogue; only items offered
 *     to somebody of any group
 */
public record GroupReport(
        int users,
        int adders,
        Map<String, Double> metrics,
        Map<String, Interval> intervals,
        Map<String, Double> offerRates) {
    /**
     * Checks and copies.
     *
     * @param users at least 0
     * @param adders in 0..users
     * @param metrics copied
     * @param intervals copied
     * @param offerRates copied
     * @throws IllegalArgumentException if a count is out of its range, or {@code metrics}, {@code intervals} or
     *     {@code offerRates} is or holds null
     */
    public GroupReport {
        Checks.atLeast(users, 0, "users");
        Checks.that(adders >= 0 && adders <= users, "adders must be in 0..users, %s, but was %s", users, adders);
        Checks.noNulls(metrics, "metrics");
        Checks.noNulls(intervals, "intervals");
        Checks.noNulls(offerRates, "offerRates");
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
        offerRates = Collections.unmodifiableMap(new LinkedHashMap<>(offerRates));
    }
}
