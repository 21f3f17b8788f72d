package dev.recsys.report;

import java.util.Arrays;

/**
 * How long products are held after customers are seen to add them: the share still held after so many periods, by the
 * product-limit estimator (Kaplan and Meier, 1958), which counts those still held when last seen for as long as they were seen.
 */
final class HoldingTimes {
    private static final int MOST = 60; // periods
    private static final long MOST_CELLS = 256L << 20;

    private final int items;
    private final byte[] ages; // users × items: periods since the addition, 0 if it was not seen
    private final long[][] seen;
    private final long[][] ended;

    HoldingTimes(int users, int items) {
        this.items = items;
        boolean kept = (long) users * items <= MOST_CELLS;
        ages = new byte[kept ? users * items : 0];
        seen = new long[kept ? items : 0][MOST + 1];
        ended = new long[kept ? items : 0][MOST + 1];
    }

    /** A step of a customer who holds an item before it or after it. */
    void see(int user, int item, boolean held, boolean holds) {
        if (ages.length == 0) {
            return;
        }
        int cell = user * items + item;
        int age = ages[cell];
        if (!held) {
            ages[cell] = 1;
        } else if (age > 0) {
            seen[item][age]++;
            ended[item][age] += holds ? 0 : 1;
            ages[cell] = (byte) (!holds ? 0 : Math.min(age + 1, MOST));
        }
    }

    /** A customer is not there any more: what becomes of the holdings is not known. */
    void lose(int user) {
        if (ages.length > 0) {
            Arrays.fill(ages, user * items, (user + 1) * items, (byte) 0);
        }
    }

    void forget() {
        Arrays.fill(ages, (byte) 0);
    }

    /** The share of an item's additions that is still held after some periods, NaN where too few were seen that long. */
    double share(int item, int periods) {
        if (ages.length == 0 || periods > MOST) {
            return Double.NaN;
        }
        double share = 1;
        for (int age = 1; age <= periods; age++) {
            if (seen[item][age] < 20) {
                return Double.NaN;
            }
            share *= 1 - (double) ended[item][age] / seen[item][age];
        }
        return share;
    }
}
