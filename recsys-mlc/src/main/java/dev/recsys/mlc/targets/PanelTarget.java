package dev.recsys.mlc.targets;

import dev.recsys.internal.check.Checks;

/**
 * Something that customers of a panel do after a cut-off, or not. It is asked of those alone who can do it.
 *
 * @param kind what they do
 * @param name the item or the column it is about; empty where it is about none
 * @param value of {@link Kind#ACTIVITY_LOST} the category of active customers; else empty
 * @param quiet of {@link Kind#FIRST_ADDITION} how many periods without an addition go before; else 0
 */
public record PanelTarget(Kind kind, String name, String value, int quiet) {
    /** What customers do. */
    public enum Kind {
        /** Takes an item not held at the cut-off. */
        ADDITION,
        /** Gives up an item held at the cut-off. */
        REMOVAL,
        /** Holds something at the cut-off, and nothing later. */
        ALL_REMOVED,
        /** Is active at the cut-off by a column, and not later. */
        ACTIVITY_LOST,
        /** Added nothing for some periods up to the cut-off, and takes any item later. */
        FIRST_ADDITION
    }

    private static final int MOST_QUIET = 60;

    /**
     * Checks the values.
     *
     * @param kind not null
     * @param name not blank for {@link Kind#ADDITION}, {@link Kind#REMOVAL} and {@link Kind#ACTIVITY_LOST}, else empty
     * @param value not blank for {@link Kind#ACTIVITY_LOST}, else empty
     * @param quiet in 1..60 for {@link Kind#FIRST_ADDITION}, else 0
     * @throws IllegalArgumentException if a value is null or contradicts the kind
     */
    public PanelTarget {
        Checks.notNull(kind, "kind");
        Checks.notNull(name, "name");
        Checks.notNull(value, "value");
        boolean isNamed = kind == Kind.ADDITION || kind == Kind.REMOVAL || kind == Kind.ACTIVITY_LOST;
        if (isNamed) {
            Checks.notBlank(name, "name");
        } else {
            Checks.that(name.isEmpty(), "name must be empty for %s, but was \"%s\"", kind, name);
        }
        if (kind == Kind.ACTIVITY_LOST) {
            Checks.notBlank(value, "value");
        } else {
            Checks.that(value.isEmpty(), "value must be empty for %s, but was \"%s\"", kind, value);
        }
        if (kind == Kind.FIRST_ADDITION) {
            Checks.inRange(quiet, 1, MOST_QUIET, "quiet");
        } else {
            Checks.that(quiet == 0, "quiet must be 0 for %s, but was %s", kind, quiet);
        }
    }

    /**
     * Takes an item; asked of those who do not hold it.
     *
     * @param item its id
     * @return the target
     * @throws IllegalArgumentException if it is blank
     */
    public static PanelTarget addition(String item) {
        return new PanelTarget(Kind.ADDITION, Checks.notBlank(item, "item"), "", 0);
    }

    /**
     * Gives up an item; asked of those who hold it.
     *
     * @param item its id
     * @return the target
     * @throws IllegalArgumentException if it is blank
     */
    public static PanelTarget removal(String item) {
        return new PanelTarget(Kind.REMOVAL, Checks.notBlank(item, "item"), "", 0);
    }

    /**
     * Gives up everything; asked of those who hold something.
     *
     * @return the target
     */
    public static PanelTarget allRemoved() {
        return new PanelTarget(Kind.ALL_REMOVED, "", "", 0);
    }

    /**
     * Is active no longer; asked of those who are.
     *
     * @param column a categorical feature
     * @param active its value for active customers
     * @return the target
     * @throws IllegalArgumentException if a text is blank
     */
    public static PanelTarget activityLost(String column, String active) {
        return new PanelTarget(
                Kind.ACTIVITY_LOST, Checks.notBlank(column, "column"), Checks.notBlank(active, "active"), 0);
    }

    /**
     * Takes any item; asked of those who have a row in each of some periods before and added nothing in them.
     *
     * @param quiet how many periods, in 1..60
     * @return the target
     * @throws IllegalArgumentException if it is out of range
     */
    public static PanelTarget firstAddition(int quiet) {
        return new PanelTarget(Kind.FIRST_ADDITION, "", "", quiet);
    }

    /** The label's column, such as {@code removal card}. */
    String column() {
        return switch (kind) {
            case ADDITION -> "addition " + name;
            case REMOVAL -> "removal " + name;
            case ALL_REMOVED -> "all removed";
            case ACTIVITY_LOST -> "lost " + name;
            case FIRST_ADDITION -> "first addition after " + quiet;
        };
    }

    /** Whether it is something the customer had and has no longer. */
    boolean isLoss() {
        return kind == Kind.REMOVAL || kind == Kind.ALL_REMOVED || kind == Kind.ACTIVITY_LOST;
    }

    /**
     * The binary target of the label's column, known of those it is asked of.
     *
     * @return the target
     */
    public Target target() {
        return Target.binary(column()).withMissing(Target.Missing.LEFT_OUT);
    }
}
