package dev.recsys;

/** What an answer could be built on, from the best to the last resort. */
public enum FallbackLevel {
    /** A user the model was trained on, with what the model remembers or with fresher facts from the request. */
    KNOWN_USER,
    /** A user the model never saw, by the holdings in the request. */
    HOLDINGS,
    /** A user the model never saw, by the features in the request. */
    FEATURES,
    /** Nothing is known of the user: what most users take. */
    POPULARITY
}
