package dev.recsys.report;

import dev.recsys.internal.check.Checks;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A question about customers: how a feature is distributed, all together or by the values of another. Immutable and thread-safe.
 *
 * @param feature what to look at
 * @param by a categorical feature that divides the customers, or null to look at all together
 */
public record FeatureView(String feature, @Nullable String by) {
    /**
     * Checks.
     *
     * @param feature not blank
     * @param by not blank where there is one
     * @throws IllegalArgumentException if a name is blank
     */
    public FeatureView {
        Checks.notBlank(feature, "feature");
        if (by != null) {
            Checks.notBlank(by, "by");
        }
    }

    /**
     * A look at a feature over all customers.
     *
     * @param feature what to look at
     * @return the question
     * @throws IllegalArgumentException if the name is blank
     */
    public static FeatureView of(String feature) {
        return new FeatureView(feature, null);
    }

    /**
     * A look at the same feature by the values of another.
     *
     * @param other a categorical feature
     * @return the question
     * @throws IllegalArgumentException if the name is blank
     */
    public FeatureView by(String other) {
        return new FeatureView(feature, Checks.notBlank(other, "other"));
    }

    /**
     * What divides the customers.
     *
     * @return a feature, or nothing
     */
    public Optional<String> division() {
        return Optional.ofNullable(by);
    }
}
