package dev.recsys.eval;

import dev.recsys.internal.check.Checks;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the first k offers earn: the sum of the margins of those the user took, whose mean is the expected margin of a user. In
 * the unit of the margins. An item without a margin earns nothing; an empty truth and an empty ranking score 0.
 *
 * @param k how many offers count, at least 1
 * @param margins what an item earns once it is taken, by item id; may be negative
 */
public record MarginAtK(int k, Map<String, Double> margins) implements Metric {
    /**
     * Checks and copies.
     *
     * @param k at least 1
     * @param margins copied, finite
     * @throws IllegalArgumentException if {@code k} is below 1, or {@code margins} is or holds null or has a margin that is
     *     not finite
     */
    public MarginAtK {
        Checks.atLeast(k, 1, "k");
        Checks.noNulls(margins, "margins");
        margins.forEach((item, margin) ->
                Checks.that(Double.isFinite(margin), "margins of \"%s\" must be finite, but was %s", item, margin));
        margins = Collections.unmodifiableMap(new TreeMap<>(margins));
    }

    /**
     * Expected margin at k.
     *
     * @param k how many offers count, at least 1
     * @param margins by item id. Not modified.
     * @return the metric
     * @throws IllegalArgumentException if {@code k} is below 1, or {@code margins} is or holds null or has a margin that is
     *     not finite
     */
    public static MarginAtK of(int k, Map<String, Double> margins) {
        return new MarginAtK(k, margins);
    }

    @Override
    public String name() {
        return "margin@" + k;
    }

    @Override
    public double score(List<String> ranked, Set<String> truth) {
        boolean[] hits = Hits.of(ranked, truth, k);
        double sum = 0;
        for (int place = 0; place < hits.length; place++) {
            sum += hits[place] ? margins.getOrDefault(ranked.get(place), 0.0) : 0;
        }
        return sum;
    }
}
