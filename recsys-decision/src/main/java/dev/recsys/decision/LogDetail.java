package dev.recsys.decision;

/** How much of the customer a log record has. */
public enum LogDetail {
    /** All that was known, so that a decision can be replayed whatever is remembered today. */
    FACTS,
    /**
     * The customer's id and a SHA-256 over all that was known. A replay needs the same memory of customers, and can't replay
     * requests that brought facts.
     */
    HASH
}
