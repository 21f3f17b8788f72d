package dev.recsys.decision;

import java.util.List;
import java.util.Map;

/**
 * What an engine could have offered in one place: certain items, and at the last place one drawn by chance.
 *
 * @param before the items before the last place, in their order
 * @param last how likely each item was to get the last place; sums to 1, and is empty where nothing is offered
 * @param scores the scores of all these items
 */
record OfferOdds(List<String> before, Map<String, Double> last, Map<String, Double> scores) {
    static final OfferOdds NONE = new OfferOdds(List.of(), Map.of(), Map.of());

    /** The scores of the certain items and the mean of those at the last place: how many offers are taken, if scores are probabilities. */
    double expected() {
        double sum = certain();
        for (Map.Entry<String, Double> item : last.entrySet()) {
            sum += item.getValue() * scores.getOrDefault(item.getKey(), 0.0);
        }
        return sum;
    }

    /** The scores of the certain items, and of an item at the last place. */
    double expectedWith(String item) {
        return certain() + scores.getOrDefault(item, 0.0);
    }

    private double certain() {
        double sum = 0;
        for (String item : before) {
            sum += scores.getOrDefault(item, 0.0);
        }
        return sum;
    }
}
