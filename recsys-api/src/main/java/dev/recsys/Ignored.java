package dev.recsys;

import dev.recsys.internal.check.Checks;

/**
 * Something a request says that had no effect on the answer, since the model does not know it.
 *
 * @param part where the request says it
 * @param name the item's id or the feature's name; never a value
 */
public record Ignored(Part part, String name) {
    /** A part of a request. */
    public enum Part {
        /** An unknown item among the customer's holdings. */
        HOLDING,
        /** An unknown item on the allow-list. */
        ALLOW,
        /** An unknown item on the deny-list. */
        DENY,
        /** A feature the model does not know. */
        FEATURE,
        /** A number given for a categorical feature, or a category for a numeric one. */
        FEATURE_KIND,
        /** A category's value that training never saw; it counts as missing. A strict request accepts it. */
        FEATURE_VALUE
    }

    /**
     * Checks the values.
     *
     * @param part not null
     * @param name not null
     * @throws IllegalArgumentException if a value is null
     */
    public Ignored {
        Checks.notNull(part, "part");
        Checks.notNull(name, "name");
    }
}
