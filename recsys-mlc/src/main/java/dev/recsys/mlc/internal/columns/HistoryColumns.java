package dev.recsys.mlc.internal.columns;

import dev.recsys.data.HoldingMonths;
import dev.recsys.data.Transition;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.Arrays;
import java.util.List;

/**
 * What the months before say of each product, in one column a product: since when it is held or not. One scale leads from
 * never held, over dropped long ago, dropped last month and taken last month, to held in all months known: a tree cuts out
 * with one question who owns the product, who ever did, how long ago it was dropped and how long it has been held. 0 stands
 * for a customer of whom no month is known; where training knew of none, there are no columns. Immutable and thread-safe.
 */
final class HistoryColumns {
    private static final int LATELY = 3; // months

    private final int depth; // months looked back at the most
    private final int itemCount;

    private HistoryColumns(int depth, int itemCount) {
        this.depth = depth;
        this.itemCount = itemCount;
    }

    /** Columns as deep as training knows, and no deeper than asked for. */
    static HistoryColumns learn(List<Transition> transitions, int itemCount, int months) {
        int deepest = 0;
        for (Transition transition : transitions) {
            int reach = Math.min(months, transition.monthsBefore());
            for (int pair = 0; pair < transition.pairCount() && deepest < reach; pair++) {
                HoldingMonths history = transition.history(pair, reach);
                for (int month = deepest + 1; month <= reach; month++) {
                    deepest = history.isKnown(month) ? month : deepest;
                }
            }
        }
        return new HistoryColumns(deepest, itemCount);
    }

    int depth() {
        return depth;
    }

    int columnCount() {
        return depth == 0 ? 0 : itemCount;
    }

    /** What a column is called, counted from the first of these. */
    String name(int column, List<String> items) {
        return items.get(column) + ", since when";
    }

    /** One more than the greatest bin of a column. */
    int binCount() {
        return 2 * depth + 3;
    }

    /** Whether a bin tells that the product is held or was. */
    boolean isTold(int bin) {
        return bin > 1;
    }

    /** A reason for the customer, of a bin that {@link #isTold}. */
    String inWords(int column, int bin, int item, List<String> items) {
        String product = column == item ? "it" : items.get(column);
        if (bin <= depth + 1) {
            return "because you held " + product + " before";
        }
        boolean lately = bin <= depth + 1 + Math.min(LATELY, depth); // beyond: held in all months known
        return (lately ? "because you took " : "because you hold ") + product + (lately ? " lately" : "");
    }

    /**
     * Encodes a customer.
     *
     * @param history the months before, possibly deeper than {@link #depth}
     * @param held item indexes held now. Not modified.
     * @param out gets one bin a column from {@code first} on. Modified.
     */
    void encode(HoldingMonths history, int[] held, int[] out, int first) {
        if (depth == 0) {
            return;
        }
        int months = Math.min(depth, history.monthCount());
        int earliest = 0;
        for (int month = 1; month <= months; month++) {
            earliest = history.isKnown(month) ? month : earliest;
        }
        Arrays.fill(out, first, first + itemCount, earliest == 0 ? 0 : 1);
        if (earliest == 0) {
            return;
        }
        int[] later = new int[(itemCount + 31) >>> 5];
        for (int item : held) {
            out[first + item] = 2 * depth + 2;
            later[item >>> 5] |= 1 << item;
        }
        for (int word = 0; word < later.length; word++) {
            int changed = 0;
            for (int month = 1; month <= earliest; month++) {
                if (!history.isKnown(month)) {
                    continue;
                }
                int then = history.word(month, word);
                for (int bits = (then ^ later[word]) & ~changed; bits != 0; bits &= bits - 1) {
                    int bit = Integer.numberOfTrailingZeros(bits);
                    boolean taken = (later[word] >>> bit & 1) != 0;
                    out[first + 32 * word + bit] = taken ? depth + 1 + month : depth + 2 - month;
                }
                changed |= then ^ later[word];
                later[word] = then;
            }
        }
    }

    void writeTo(Sections.Builder out) {
        out.put("binner/history", new int[] {depth});
    }

    static HistoryColumns readFrom(Sections in, int itemCount) throws ModelFormatException {
        int[] depth = in.ints("binner/history");
        if (depth.length != 1 || depth[0] < 0 || depth[0] > HoldingMonths.MOST) {
            throw new ModelFormatException("section \"binner/history\" must hold a depth in 0.." + HoldingMonths.MOST
                    + ", but holds " + Arrays.toString(depth));
        }
        return new HistoryColumns(depth[0], itemCount);
    }
}
