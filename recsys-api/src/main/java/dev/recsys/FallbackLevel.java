package dev.recsys;

/** How much an answer could be built on, from the most to nothing. */
public enum FallbackLevel {
    /** A customer the memory knows, with what it remembers or with fresher facts from the request. */
    KNOWN_USER,
    /** An unknown customer, by the holdings in the request. */
    HOLDINGS,
    /** An unknown customer, by the features in the request. */
    FEATURES,
    /** Nothing is known of the customer: what most customers take. */
    POPULARITY
}
