package dev.recsys.report;

import java.util.Arrays;

/** How often each item is offered to each group of customers, and how many customers are offered nothing. */
final class OfferCounts {
    private final long[][] offers; // groups × items
    private final long[] without; // by group

    OfferCounts(int groups, int items) {
        offers = new long[groups][items];
        without = new long[groups];
    }

    /** Counts an offer of an item; of one the catalogue lacks (below 0) nothing. */
    void offer(int group, int item) {
        if (item >= 0) {
            offers[group][item]++;
        }
    }

    /** Counts a customer who is offered nothing. */
    void nothing(int group) {
        without[group]++;
    }

    long offers(int group, int item) {
        return offers[group][item];
    }

    /** The offers of an item to all groups. */
    long ofItem(int item) {
        return Arrays.stream(offers).mapToLong(counts -> counts[item]).sum();
    }

    /** The offers of all items to a group. */
    long ofGroup(int group) {
        return Arrays.stream(offers[group]).sum();
    }

    long all() {
        return Arrays.stream(offers).flatMapToLong(Arrays::stream).sum();
    }

    long without(int group) {
        return without[group];
    }
}
