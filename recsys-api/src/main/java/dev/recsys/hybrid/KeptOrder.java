package dev.recsys.hybrid;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Keeps a customer's ranking while scores are corrected: neighbours in the ranking whose corrected scores contradict it get
 * their mean (pool adjacent violators, Ayer et al. 1955), the lower ranked a hair less. A customer's items compete for
 * one place, which corrections of single items do not know of: taken as they are they cost ranking. Credit items are
 * pooled among themselves and the others fitted in between, so that what is protected reaches no credit item. Thread-safe:
 * no state.
 */
final class KeptOrder {
    private static final int FEW = 64; // items, sorted by insertion
    private static final double HAIR = 0x1p-44;
    private static final double CREDIT_HAIR = 0x1p-30; // leaves room for thousands of other items in between

    private KeptOrder() {}

    /**
     * Keeps the ranking of the items a customer does not hold; an item held stays between its neighbours of its group.
     *
     * @param scores what ranks the items. Not modified.
     * @param corrected the corrected scores, in 0..1. Modified: in the order of {@code scores}, equal scores by index.
     * @param groups all items, or those that are not credit and those that are. Not modified.
     * @param isCorrected whether a group was corrected; the scores of another stay as they are. Not modified.
     * @param isHeld whether the customer holds an item
     */
    static void keep(double[] scores, double[] corrected, int[][] groups, boolean[] isCorrected, IntPredicate isHeld) {
        boolean[] held = new boolean[scores.length];
        boolean[] isCredit = new boolean[scores.length];
        for (int item = 0; item < held.length; item++) {
            held[item] = isHeld.test(item);
        }
        if (groups.length > 1) {
            for (int item : groups[1]) {
                isCredit[item] = true;
            }
        }
        int[] ranked = ranked(scores);
        if (groups.length > 1 && isCorrected[1]) {
            int[] credit = pick(ranked, isCredit, true);
            pool(credit, corrected, held);
            separate(credit, corrected);
        }
        if (isCorrected[0]) {
            pool(groups.length > 1 ? pick(ranked, isCredit, false) : ranked, corrected, held);
            fitIn(ranked, corrected, isCredit, held);
        }
    }

    /** Items by score, the greatest first, equal scores by index. */
    private static int[] ranked(double[] scores) {
        if (scores.length > FEW) {
            return IntStream.range(0, scores.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer item) -> -scores[item])) // stable
                    .mapToInt(item -> item)
                    .toArray();
        }
        int[] ranked = new int[scores.length];
        for (int item = 0; item < ranked.length; item++) {
            int place = item;
            for (; place > 0 && scores[ranked[place - 1]] < scores[item]; place--) {
                ranked[place] = ranked[place - 1];
            }
            ranked[place] = item;
        }
        return ranked;
    }

    /** Those of some items that are in a set, or that are not. */
    private static int[] pick(int[] items, boolean[] set, boolean isIn) {
        int[] picked = new int[items.length];
        int count = 0;
        for (int item : items) {
            if (set[item] == isIn) {
                picked[count++] = item;
            }
        }
        return Arrays.copyOf(picked, count);
    }

    /** Makes the scores of a group not rise along its ranking; an item held takes what its neighbours leave. */
    private static void pool(int[] ranked, double[] scores, boolean[] held) {
        int[] free = pick(ranked, held, false);
        double[] means = new double[free.length];
        int[] counts = new int[free.length];
        int pools = 0;
        for (int item : free) {
            means[pools] = scores[item];
            counts[pools++] = 1;
            while (pools > 1 && means[pools - 2] < means[pools - 1]) {
                int both = counts[pools - 2] + counts[pools - 1];
                means[pools - 2] += (means[pools - 1] - means[pools - 2]) * counts[pools - 1] / both;
                counts[pools - 2] = both;
                pools--;
            }
        }
        int next = 0;
        for (int pool = 0; pool < pools; pool++) {
            for (int i = 0; i < counts[pool]; i++) {
                scores[free[next++]] = means[pool];
            }
        }
        double below = 0;
        for (int place = ranked.length - 1; place >= 0; place--) {
            int item = ranked[place];
            scores[item] = held[item] ? Math.max(scores[item], below) : scores[item];
            below = scores[item];
        }
        double above = 1;
        for (int item : ranked) {
            scores[item] = Math.min(scores[item], above);
            above = held[item] ? above : scores[item];
        }
    }

    /** Makes scores that do not rise fall, each by a hair at least. */
    private static void separate(int[] ranked, double[] scores) {
        for (int place = 1; place < ranked.length; place++) {
            double most = scores[ranked[place - 1]] * (1 - CREDIT_HAIR);
            scores[ranked[place]] = Math.min(scores[ranked[place]], most);
        }
    }

    /**
     * Fits the items that are not credit in between: below all that rank above them, and above all that rank below. Credit
     * items held don't count.
     */
    private static void fitIn(int[] ranked, double[] scores, boolean[] isCredit, boolean[] held) {
        double most = Double.POSITIVE_INFINITY;
        for (int item : ranked) {
            if (!isCredit[item]) {
                scores[item] = Math.min(scores[item], most);
            }
            most = isCredit[item] && held[item] ? most : scores[item] * (1 - HAIR);
        }
        double least = 0;
        for (int place = ranked.length - 1; place >= 0; place--) {
            int item = ranked[place];
            if (!isCredit[item]) {
                scores[item] = Math.max(scores[item], least);
            }
            least = isCredit[item] && held[item] ? least : Math.min(1, scores[item] * (1 + HAIR));
        }
    }
}
