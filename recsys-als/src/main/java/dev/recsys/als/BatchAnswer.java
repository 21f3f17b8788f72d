package dev.recsys.als;

import dev.recsys.FallbackLevel;
import dev.recsys.check.Checks;
import dev.recsys.data.IdIndex;
import java.util.AbstractList;
import java.util.List;

/**
 * One user's ranked items out of {@link AlsModel#recommendAll}. Ids are decoded when asked for. Immutable and thread-safe;
 * 12 bytes an item.
 */
public final class BatchAnswer {
    private final String userId;
    private final FallbackLevel level;
    private final IdIndex catalogue;
    private final int[] items;
    private final double[] scores;

    /** Takes the arrays over. */
    BatchAnswer(String userId, FallbackLevel level, IdIndex catalogue, int[] items, double[] scores) {
        this.userId = userId;
        this.level = level;
        this.catalogue = catalogue;
        this.items = items;
        this.scores = scores;
    }

    /** The same for another user. */
    BatchAnswer forUser(String otherId) {
        return new BatchAnswer(otherId, level, catalogue, items, scores);
    }

    /**
     * Whom it is for.
     *
     * @return the user's id
     */
    public String userId() {
        return userId;
    }

    /**
     * What it was built on.
     *
     * @return {@link FallbackLevel#POPULARITY} for a user without remembered holdings, else
     *     {@link FallbackLevel#KNOWN_USER}
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
     * An item by its place in the catalogue.
     *
     * @param place in {@code 0..size()-1}, best first
     * @return the item's index in {@link AlsModel#items()}
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
        return "BatchAnswer[user " + userId + ", " + items.length + " items]";
    }
}
