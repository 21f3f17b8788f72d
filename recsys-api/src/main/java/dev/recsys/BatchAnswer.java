package dev.recsys;

import dev.recsys.data.Catalogue;
import dev.recsys.internal.check.Checks;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One customer's ranked items in a batch. Ids are decoded when asked for. Immutable and thread-safe; 12 bytes an item.
 */
public final class BatchAnswer {
    private final @Nullable String userId;
    private final FallbackLevel level;
    private final Catalogue catalogue;
    private final int[] items;
    private final double[] scores;
    private final List<Reason> reasons; // one an item, or none at all

    /**
     * An answer of arrays.
     *
     * @param userId whom it is for, or null for an anonymous customer
     * @param level what it was built on
     * @param catalogue the items
     * @param items item indexes, best first. Not modified, kept.
     * @param scores one an item. Not modified, kept.
     * @param reasons one an item, or none at all
     * @throws IllegalArgumentException if there is not one score an item, or neither one reason an item nor none, or an
     *     argument but {@code userId} is null
     */
    public BatchAnswer(
            @Nullable String userId,
            FallbackLevel level,
            Catalogue catalogue,
            int[] items,
            double[] scores,
            List<Reason> reasons) {
        Checks.notNull(level, "level");
        Checks.notNull(catalogue, "catalogue");
        Checks.notNull(items, "items");
        Checks.notNull(scores, "scores");
        Checks.notNull(reasons, "reasons");
        Checks.that(items.length == scores.length, "%d items have %d scores", items.length, scores.length);
        Checks.that(
                reasons.isEmpty() || reasons.size() == items.length,
                "%d items have %d reasons",
                items.length,
                reasons.size());
        this.userId = userId;
        this.level = level;
        this.catalogue = catalogue;
        this.items = items;
        this.scores = scores;
        this.reasons = List.copyOf(reasons);
    }

    /**
     * Whom it is for.
     *
     * @return the id, or empty for an anonymous customer
     */
    public Optional<String> userId() {
        return Optional.ofNullable(userId);
    }

    /**
     * What it was built on.
     *
     * @return the level
     */
    public FallbackLevel level() {
        return level;
    }

    /**
     * How many items there are.
     *
     * @return at most the request's limit
     */
    public int size() {
        return items.length;
    }

    /**
     * An item by its index in the catalogue.
     *
     * @param place in {@code 0..size()-1}, best first
     * @return the item's index in {@link Recommender#catalogue()}
     * @throws IllegalArgumentException if the place is out of range
     */
    public int itemIndex(int place) {
        return items[Checks.index(place, items.length, "place")];
    }

    /**
     * An item's id.
     *
     * @param place in {@code 0..size()-1}, best first
     * @return the id
     * @throws IllegalArgumentException if the place is out of range
     */
    public String itemId(int place) {
        return catalogue.id(itemIndex(place));
    }

    /**
     * An item's score.
     *
     * @param place in {@code 0..size()-1}, best first
     * @return a finite number
     * @throws IllegalArgumentException if the place is out of range
     */
    public double score(int place) {
        return scores[Checks.index(place, scores.length, "place")];
    }

    /**
     * Why an item is offered.
     *
     * @param place in {@code 0..size()-1}, best first
     * @return the reason, or empty if the batch asked for none
     * @throws IllegalArgumentException if the place is out of range
     */
    public Optional<Reason> reason(int place) {
        Checks.index(place, items.length, "place");
        return reasons.isEmpty() ? Optional.empty() : Optional.of(reasons.get(place));
    }

    /**
     * All ids.
     *
     * @return item ids, best first; a view that decodes on demand
     */
    public List<String> itemIds() {
        return new AbstractList<>() {
            @Override
            public String get(int place) {
                return itemId(place);
            }

            @Override
            public int size() {
                return items.length;
            }
        };
    }

    @Override
    public String toString() {
        return "BatchAnswer[" + (userId == null ? "anonymous" : userId) + ", " + items.length + " items]";
    }
}
