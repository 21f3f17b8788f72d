package dev.recsys.io;

import dev.recsys.internal.check.Checks;

/** What a reader puts up with: how many rejects it keeps, which share of rows it may reject, and odd periods. */
record Tolerance(int rejectLimit, double maxRejected, Periods periods) {
    /** Whether periods that look like wrong dates or parts of a delivery are refused. */
    enum Periods {
        CHECKED,
        ANY
    }

    static Tolerance defaults() {
        return new Tolerance(1000, 0.05, Periods.CHECKED);
    }

    Tolerance withRejectLimit(int limit) {
        return new Tolerance(Checks.atLeast(limit, 0, "rejectLimit"), maxRejected, periods);
    }

    Tolerance withMaxRejected(double share) {
        return new Tolerance(rejectLimit, Checks.inRange(share, 0, 1, "maxRejected"), periods);
    }

    Tolerance withAnyPeriods() {
        return new Tolerance(rejectLimit, maxRejected, Periods.ANY);
    }
}
