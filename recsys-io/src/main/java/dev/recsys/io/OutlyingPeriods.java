package dev.recsys.io;

import dev.recsys.data.Panel;
import dev.recsys.data.Period;
import dev.recsys.data.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds periods that a wrong date or a part of a delivery brings about. A period is outlying if
 *
 * <ul>
 *   <li>it has fewer than {@link #THIN} of the customers of an earlier one: a panel may grow from small beginnings by any
 *       factor, shrink slowly, and lack periods; or
 *   <li>more than {@link #FAR} periods without data lie between it and the rest of the panel, and it has fewer than half
 *       of the customers of the largest period.
 * </ul>
 */
final class OutlyingPeriods {
    private static final double THIN = 0.05;
    private static final int FAR = 24;

    private OutlyingPeriods() {}

    /** A sentence on each outlying period, with its date and row count, in order of time. */
    static List<String> of(Panel panel) {
        List<Snapshot> all = panel.snapshots();
        List<String> sentences = new ArrayList<>();
        if (all.isEmpty()) {
            return sentences;
        }
        int largest = 0;
        for (int i = 1; i < all.size(); i++) {
            largest = all.get(i).rowCount() > all.get(largest).rowCount() ? i : largest;
        }
        int first = largest;
        while (first > 0 && gap(all, first) <= FAR) {
            first--;
        }
        int last = largest + 1;
        while (last < all.size() && gap(all, last) <= FAR) {
            last++;
        }
        Snapshot earlier = all.get(0);
        for (int i = 0; i < all.size(); i++) {
            Snapshot period = all.get(i);
            boolean far = i < first || i >= last;
            if (far && 2L * period.rowCount() < all.get(largest).rowCount()) {
                sentences.add(String.format(
                        Locale.ROOT,
                        "the %s of %s (%s) lies far %s the others, %s to %s",
                        word(panel.period()),
                        period.date(),
                        rows(period),
                        i < first ? "before" : "after",
                        all.get(first).date(),
                        all.get(last - 1).date()));
            } else if (period.rowCount() < THIN * earlier.rowCount()) {
                sentences.add(String.format(
                        Locale.ROOT,
                        "the %s of %s (%s) has fewer than %.0f %% of the customers of %s (%s)",
                        word(panel.period()),
                        period.date(),
                        rows(period),
                        100 * THIN,
                        earlier.date(),
                        rows(earlier)));
            }
            earlier = period.rowCount() > earlier.rowCount() ? period : earlier;
        }
        return sentences;
    }

    /** How many periods lack before a snapshot. */
    private static int gap(List<Snapshot> all, int index) {
        return all.get(index).periodIndex() - all.get(index - 1).periodIndex() - 1;
    }

    private static String word(Period period) {
        return period.name().toLowerCase(Locale.ROOT);
    }

    private static String rows(Snapshot snapshot) {
        return snapshot.rowCount() == 1 ? "1 row" : String.format(Locale.ROOT, "%,d rows", snapshot.rowCount());
    }
}
