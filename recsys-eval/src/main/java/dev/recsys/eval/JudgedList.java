package dev.recsys.eval;

import dev.recsys.RecommendedItem;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.Set;

/**
 * The items of an answer, compared with a truth once for all metrics: {@link Hits} reads from it what it would count otherwise.
 * Immutable.
 */
final class JudgedList extends AbstractList<String> implements RandomAccess {
    private final String[] items;
    private final Set<String> truth;
    private final boolean[] isTrue; // by place
    private final boolean[] hits; // true, and not higher up already
    private final boolean isHit;

    private JudgedList(String[] items, Set<String> truth) {
        this.items = items;
        this.truth = truth;
        this.isTrue = new boolean[items.length];
        this.hits = new boolean[items.length];
        boolean any = false;
        for (int place = 0; place < items.length && !truth.isEmpty(); place++) {
            isTrue[place] = truth.contains(items[place]);
            hits[place] = isTrue[place] && indexOf(items[place]) == place;
            any |= hits[place];
        }
        this.isHit = any;
    }

    static JudgedList of(List<RecommendedItem> answer, Set<String> truth) {
        String[] items = new String[answer.size()];
        for (int place = 0; place < items.length; place++) {
            items[place] = answer.get(place).itemId();
        }
        return new JudgedList(items, truth);
    }

    /** Whether it was compared with this very truth. */
    boolean isJudgedBy(Set<String> other) {
        return truth == other;
    }

    /** Whether the item of a place is true, higher up already or not. */
    boolean isTrue(int place) {
        return isTrue[place];
    }

    /** Whether any place is a hit. */
    boolean isHit() {
        return isHit;
    }

    /** By place, true items that do not stand higher up already. Not to be modified. */
    boolean[] hits() {
        return hits;
    }

    @Override
    public String get(int place) {
        return items[place];
    }

    @Override
    public int size() {
        return items.length;
    }

    @Override
    public int indexOf(Object item) {
        for (int place = 0; place < items.length; place++) {
            if (items[place].equals(item)) {
                return place;
            }
        }
        return -1;
    }
}
