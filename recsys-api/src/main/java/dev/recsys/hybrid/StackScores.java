package dev.recsys.hybrid;

import dev.recsys.FallbackLevel;
import dev.recsys.internal.run.ExpLog;
import dev.recsys.internal.run.Workers;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.pipeline.HeldOutScores;
import dev.recsys.pipeline.Scoring;

/**
 * A component's honest scores of the rows a blend is learned from, as log-odds relative to the items' rates. Calibrating
 * replaces them; used by one thread then.
 */
final class StackScores {
    private static final int RANGE = 256; // rows

    private final float[] values; // rows × items
    private final boolean[][] present; // groups × rows

    private StackScores(float[] values, boolean[][] present) {
        this.values = values;
        this.present = present;
    }

    /**
     * A component that can score honestly.
     *
     * @param component the component
     * @param scores its honest scores, in its indexes
     * @param isLined whether its scores are to be corrected by a line
     */
    record Source(Component component, HeldOutScores scores, boolean isLined) {}

    /** Scores all rows. */
    static StackScores of(Source source, StackRows rows, int groups, Workers workers) {
        int items = rows.cells().itemCount();
        float[] values = new float[rows.count() * items];
        boolean[][] present = new boolean[groups][rows.count()];
        Component component = source.component();
        int periods = component.model().needs().historyPeriods();
        workers.forRanges(rows.count(), RANGE, (range, from, to) -> {
            for (int row = from; row < to; row++) {
                KnownCustomer customer = component.known(rows.customer(row, periods));
                Scoring scoring = source.scores().score(rows.user(row), customer);
                if (scoring.level() != FallbackLevel.POPULARITY) {
                    boolean isFinite = fill(source, scoring.scores(), rows, row, values);
                    present[0][row] = isFinite;
                    if (groups > 1) {
                        present[1][row] = isFinite && scoring.levelOfCredit() != FallbackLevel.POPULARITY;
                    }
                }
            }
        });
        return new StackScores(values, present);
    }

    /** Sets a row; false if a score is not finite, as such a component is skipped. */
    private static boolean fill(Source source, double[] scores, StackRows rows, int row, float[] values) {
        int items = rows.cells().itemCount();
        for (double score : scores) {
            if (!Double.isFinite(score)) {
                return false;
            }
        }
        for (int item = 0; item < items; item++) {
            int place = source.component().place(item);
            if (place >= 0) {
                double odds = CalibratedStack.logOdds(source.isLined(), scores[place]);
                values[row * items + item] = (float) (odds - rows.cells().rates()[item]);
            }
        }
        return true;
    }

    /** Whether the component has a level above popularity in a row, for a group's items. */
    boolean isPresent(int group, int row) {
        return present[group][row];
    }

    /** Rows × items. Not to be modified. */
    float[] values() {
        return values;
    }

    /** Corrects a group's items by a line; 0 where the component is not present. */
    void correct(int group, int[] items, double slope, double[] shifts) {
        int rowCount = present[group].length;
        int itemCount = rowCount == 0 ? 0 : values.length / rowCount;
        for (int row = 0; row < rowCount; row++) {
            for (int j = 0; j < items.length; j++) {
                int cell = row * itemCount + items[j];
                values[cell] = present[group][row] ? (float) (slope * values[cell] + shifts[j]) : 0;
            }
        }
    }

    /** The logistic loss of a row's items that are not owned, by the component alone. */
    double loss(StackRows rows, int row, int[] items) {
        ShrunkLogit.Cells cells = rows.cells();
        double loss = 0;
        for (int item : items) {
            int cell = row * cells.itemCount() + item;
            byte label = cells.labels()[cell];
            if (label != ShrunkLogit.Cells.OWNED) {
                double margin = cells.rates()[item] + values[cell];
                loss += ExpLog.softplus(label == ShrunkLogit.Cells.YES ? -margin : margin);
            }
        }
        return loss * cells.weights()[row];
    }
}
