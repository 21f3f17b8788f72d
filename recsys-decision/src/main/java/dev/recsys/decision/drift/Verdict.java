package dev.recsys.decision.drift;

/** What a drift report advises, from the least to the most. */
public enum Verdict {
    /** Nothing has changed beyond chance and the usual ageing. */
    QUIET,
    /** Something has changed that people should look at, mostly in the data. */
    WATCH,
    /** The model answers for a world that is gone: train it again. */
    RETRAIN;

    /** The stronger of two. */
    Verdict or(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
