package dev.recsys.hybrid;

import java.util.BitSet;

/** Several rankings taken in turns: the first of each, then the second of each, and so on, items already placed left out. */
final class Turns {
    private Turns() {}

    /** Takes the items as they are placed. */
    @FunctionalInterface
    interface Taker {
        /** Takes an item by the ranking that places it; places from 1. */
        void take(int ranking, int item, int place);
    }

    /** Places all items. The rankings are item indexes, best first; not modified. */
    static void take(int[][] rankings, Taker taker) {
        int[] next = new int[rankings.length];
        BitSet placed = new BitSet();
        int place = 0;
        boolean more = true;
        while (more) {
            more = false;
            for (int ranking = 0; ranking < rankings.length; ranking++) {
                int[] items = rankings[ranking];
                while (next[ranking] < items.length && placed.get(items[next[ranking]])) {
                    next[ranking]++;
                }
                if (next[ranking] < items.length) {
                    int item = items[next[ranking]++];
                    placed.set(item);
                    taker.take(ranking, item, ++place);
                    more = true;
                }
            }
        }
    }
}
