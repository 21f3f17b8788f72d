package dev.recsys.decision;

import dev.recsys.decision.Offer.Placement;
import dev.recsys.decision.rule.Stage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Gives the places of an answer to candidates, one after the other: an item fixed there, one that must stand no lower, else the
 * one of the greatest worth. The last place may explore. Group limits and the contact policy are asked at each place, as they
 * count the places before. For one request and thread.
 */
final class Slate {
    private final CompiledPolicy policy;
    private final Candidates candidates;
    private final int[] ranked;
    private final boolean[] placed; // of each item
    private final int[] ofGroup; // how many of each group are placed
    private final int[] items;
    private final Placement[] placements;
    private final double[] propensities;
    private int[] choices = {}; // what could stand at the last place, where it explores
    private int best; // of the choices
    private int size;

    Slate(CompiledPolicy policy, Candidates candidates, int limit) {
        this.policy = policy;
        this.candidates = candidates;
        this.ranked = candidates.ranked();
        this.placed = new boolean[candidates.count()];
        this.ofGroup = new int[policy.groupCount()];
        int places = Math.min(limit, ranked.length);
        this.items = new int[places];
        this.placements = new Placement[places];
        this.propensities = new double[places];
    }

    /**
     * Fills the places.
     *
     * @param mayContact whether an item may be offered after those placed so far; takes it out if not
     * @param chosen told of each item that got a place, in order
     * @param draw a number in 0..1, uniform over decisions, and another: whether to explore, and what
     */
    void fill(IntPredicate mayContact, java.util.function.IntConsumer chosen, double[] draw) {
        double share = policy.policy().exploration().share();
        for (int place = 0; place < items.length; place++) {
            int item = fixedAt(place, mayContact);
            Placement placement = Placement.FIXED;
            if (item < 0) {
                item = boostedAt(place, mayContact);
                placement = Placement.BOOSTED;
            }
            double propensity = 1;
            if (item < 0) {
                item = next(mayContact);
                placement = Placement.RANKED;
                if (item >= 0 && share > 0 && place == items.length - 1) {
                    int[] admissible = admissible(mayContact);
                    choices = admissible;
                    best = item;
                    if (draw[0] < share) {
                        item = admissible[(int) Math.min(admissible.length - 1L, (long) (draw[1] * admissible.length))];
                        placement = Placement.EXPLORED;
                    }
                    propensity = oddsOf(item);
                }
            }
            if (item < 0) {
                return; // nothing is left
            }
            placed[item] = true;
            ofGroup[policy.group(item)]++;
            items[size] = item;
            placements[size] = placement;
            propensities[size++] = propensity;
            chosen.accept(item);
        }
    }

    private double oddsOf(int item) {
        double share = policy.policy().exploration().share();
        return Math.min(1, share / choices.length + (item == best ? 1 - share : 0));
    }

    /** How likely each item was to get the last place that is filled, given those before; empty where none is. */
    Map<Integer, Double> odds() {
        if (size == 0 || choices.length == 0) {
            return size == 0 ? Map.of() : Map.of(items[size - 1], 1.0);
        }
        Map<Integer, Double> odds = new HashMap<>();
        for (int item : choices) {
            odds.put(item, oddsOf(item));
        }
        return odds;
    }

    private int fixedAt(int place, IntPredicate mayContact) {
        int item = policy.fixed(place);
        return item >= 0 && isFree(item) && mayContact.test(item) ? item : -1;
    }

    /** The best of the items that must stand here at the latest; the place of their own comes by rank if it is higher. */
    private int boostedAt(int place, IntPredicate mayContact) {
        if (!policy.hasBoosts()) {
            return -1;
        }
        for (int item : ranked) {
            if (policy.boost(item) <= place && isFree(item) && mayContact.test(item)) {
                return item;
            }
        }
        return -1;
    }

    private int next(IntPredicate mayContact) {
        for (int item : ranked) {
            if (isFree(item) && !isReserved(item) && mayContact.test(item)) {
                return item;
            }
        }
        return -1;
    }

    private int[] admissible(IntPredicate mayContact) {
        return Arrays.stream(ranked)
                .filter(item -> isFree(item) && !isReserved(item) && mayContact.test(item))
                .toArray();
    }

    /** Whether an item waits for a place of its own further down. */
    private boolean isReserved(int item) {
        for (int place = size; place < items.length; place++) {
            if (policy.fixed(place) == item) {
                return true;
            }
        }
        return false;
    }

    private boolean isFree(int item) {
        if (placed[item] || !candidates.isIn(item)) {
            return false;
        }
        int group = policy.group(item);
        if (ofGroup[group] < policy.groupLimit(group)) {
            return true;
        }
        candidates.exclude(
                item, Stage.DIVERSITY, Exclusion.GROUP_FULL, "at most " + policy.groupLimit(group) + " of the group");
        return false;
    }

    int size() {
        return size;
    }

    int[] items() {
        return Arrays.copyOf(items, size);
    }

    int item(int place) {
        return items[place];
    }

    Placement placement(int place) {
        return placements[place];
    }

    double propensity(int place) {
        return propensities[place];
    }
}
