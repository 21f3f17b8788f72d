package dev.recsys.data;

import dev.recsys.internal.check.Checks;

/**
 * One feature of a customer: its name, kind and role.
 *
 * @param name the name in data, requests and files; not blank
 * @param kind whether it holds numbers or categories
 * @param label what people call it in reasons; the name by default
 * @param role whether it is protected
 */
public record Feature(String name, Kind kind, String label, Role role) {
    /** What a feature holds. */
    public enum Kind {
        /** A float, or missing. */
        NUMERIC,
        /** One of a dictionary's values, or missing. */
        CATEGORICAL
    }

    /** Where a feature may be used. */
    public enum Role {
        /** Everywhere. */
        OPEN,
        /** Never for the score of a credit item, nor as a reason: sex, age, nationality and the like. */
        PROTECTED
    }

    /**
     * Checks the values.
     *
     * @param name not blank
     * @param kind not null
     * @param label not blank
     * @param role not null
     * @throws IllegalArgumentException if a value is null or blank
     */
    public Feature {
        Checks.notBlank(name, "feature name");
        Checks.notNull(kind, "kind");
        Checks.notBlank(label, "label of feature " + name);
        Checks.notNull(role, "role");
    }

    /** All values; a panel's hash is over these words, so they stay as they are. */
    @Override
    public String toString() {
        return "Feature[name=" + name + ", kind=" + kind + ", label=" + label + ", role=" + role + "]";
    }

    /**
     * An open feature that holds numbers, labelled by its name.
     *
     * @param name the name
     * @return the feature
     * @throws IllegalArgumentException if the name is blank
     */
    public static Feature numeric(String name) {
        return new Feature(name, Kind.NUMERIC, name, Role.OPEN);
    }

    /**
     * An open feature that holds categories, labelled by its name.
     *
     * @param name the name
     * @return the feature
     * @throws IllegalArgumentException if the name is blank
     */
    public static Feature categorical(String name) {
        return new Feature(name, Kind.CATEGORICAL, name, Role.OPEN);
    }

    /**
     * The same feature with another label.
     *
     * @param newLabel what people call it
     * @return the changed feature
     * @throws IllegalArgumentException if the label is blank
     */
    public Feature withLabel(String newLabel) {
        return new Feature(name, kind, newLabel, role);
    }

    /**
     * The same feature, protected.
     *
     * @return the changed feature
     */
    public Feature asProtected() {
        return new Feature(name, kind, label, Role.PROTECTED);
    }

    /**
     * Whether the feature is protected.
     *
     * @return true if its role is {@link Role#PROTECTED}
     */
    public boolean isProtected() {
        return role == Role.PROTECTED;
    }
}
