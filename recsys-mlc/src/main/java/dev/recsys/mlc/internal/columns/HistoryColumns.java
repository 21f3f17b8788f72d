package dev.recsys.mlc.internal.columns;

import dev.recsys.Reason;
import dev.recsys.data.Catalogue;
import dev.recsys.data.HoldingHistory;
import dev.recsys.data.Transition;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.Arrays;
import java.util.List;

/**
 * What the periods before say of each product, in one column a product: since when it is held or not. One scale leads from
 * never held, over dropped long ago, dropped last period and taken last period, to held in all periods known: a tree cuts out
 * with one question who owns the product, who ever did, how long ago it was dropped and how long it has been held. 0 stands
 * for a customer of whom no period is known; where training knew of none, there are no columns. Immutable and thread-safe.
 */
final class HistoryColumns {
    private static final int RECENT = 3; // periods

    private final int depth; // the most periods looked back
    private final int itemCount;

    private HistoryColumns(int depth, int itemCount) {
        this.depth = depth;
        this.itemCount = itemCount;
    }

    /** Columns as deep as training knows, and no deeper than asked for. */
    static HistoryColumns learn(List<Transition> transitions, int itemCount, int periods) {
        int deepest = 0;
        for (Transition transition : transitions) {
            int reach = Math.min(periods, transition.periodsBefore());
            for (int pair = 0; pair < transition.pairCount() && deepest < reach; pair++) {
                HoldingHistory history = transition.history(pair, reach);
                for (int period = deepest + 1; period <= reach; period++) {
                    deepest = history.isKnown(period) ? period : deepest;
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

    /** What a column is about, counted from the first of these. */
    Reason about(int column, Catalogue catalogue) {
        return Reason.of(Reason.SINCE_WHEN, "item", catalogue.id(column));
    }

    /** One more than the greatest bin of a column. */
    int binCount() {
        return 2 * depth + 3;
    }

    /** Whether a bin says that the product is held or was. */
    boolean isTold(int bin) {
        return bin > 1;
    }

    /** A reason for the customer, of a bin that {@link #isTold}. */
    Reason reason(int column, int bin, int item, Catalogue catalogue) {
        boolean isItself = column == item;
        if (bin <= depth + 1) {
            return isItself
                    ? Reason.of(Reason.HELD_THIS_BEFORE)
                    : Reason.of(Reason.HELD_BEFORE, "item", catalogue.id(column));
        }
        boolean recently = bin <= depth + 1 + Math.min(RECENT, depth); // beyond: held in all periods known
        return Reason.of(recently ? Reason.TOOK_LATELY : Reason.HOLDS, "item", catalogue.id(column));
    }

    /**
     * Encodes a customer.
     *
     * @param history the periods before, possibly deeper than {@link #depth}
     * @param held item indexes held now. Not modified.
     * @param out gets one bin a column from {@code first} on. Modified.
     */
    void encode(HoldingHistory history, int[] held, int[] out, int first) {
        if (depth == 0) {
            return;
        }
        int periods = Math.min(depth, history.periodCount());
        int earliest = 0;
        for (int period = 1; period <= periods; period++) {
            earliest = history.isKnown(period) ? period : earliest;
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
            for (int period = 1; period <= earliest; period++) {
                if (!history.isKnown(period)) {
                    continue;
                }
                int then = history.word(period, word);
                for (int bits = (then ^ later[word]) & ~changed; bits != 0; bits &= bits - 1) {
                    int bit = Integer.numberOfTrailingZeros(bits);
                    boolean taken = (later[word] >>> bit & 1) != 0;
                    out[first + 32 * word + bit] = taken ? depth + 1 + period : depth + 2 - period;
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
        if (depth.length != 1 || depth[0] < 0 || depth[0] > HoldingHistory.MAX_PERIODS) {
            throw new ModelFormatException("section \"binner/history\" must hold a depth in 0.."
                    + HoldingHistory.MAX_PERIODS + ", but holds " + Arrays.toString(depth));
        }
        return new HistoryColumns(depth[0], itemCount);
    }
}
