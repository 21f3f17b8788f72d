package dev.recsys.mlc.uplift;

import dev.recsys.internal.check.Checks;
import java.util.List;

/**
 * Which columns of a table say who was treated and what came of it. Both must have two values and one in every row: a row whose
 * outcome is not known may be missing because of the treatment, so none is left out silently.
 *
 * @param outcome the column of what happened
 * @param positive its value that says it happened
 * @param treatment the column of who was treated
 * @param treated its value of those who were; all others are the control
 * @param propensity a column of the known chances of each row to be treated, in 0.01..0.99; empty where treatment was given at random,
 *     with the same chance for all
 */
public record Campaign(String outcome, String positive, String treatment, String treated, String propensity) {
    /**
     * Checks the values.
     *
     * @param outcome not blank
     * @param positive not blank
     * @param treatment not blank
     * @param treated not blank
     * @param propensity not null
     * @throws IllegalArgumentException if one is blank or null, or a column has two roles
     */
    public Campaign {
        Checks.notBlank(outcome, "outcome");
        Checks.notBlank(positive, "positive");
        Checks.notBlank(treatment, "treatment");
        Checks.notBlank(treated, "treated");
        Checks.notNull(propensity, "propensity");
        Checks.that(
                !outcome.equals(treatment) && !propensity.equals(outcome) && !propensity.equals(treatment),
                "outcome, treatment and propensity must be different columns, but were \"%s\", \"%s\" and \"%s\"",
                outcome,
                treatment,
                propensity);
    }

    /**
     * A campaign whose treatment was given at random, with the same chance for all.
     *
     * @param outcome the column of what happened, not blank
     * @param positive its value that says it happened, not blank
     * @param treatment the column of who was treated, not blank
     * @param treated its value of those who were, not blank
     * @return the campaign
     * @throws IllegalArgumentException if one is blank or null, or both columns are the same
     */
    public static Campaign of(String outcome, String positive, String treatment, String treated) {
        return new Campaign(outcome, positive, treatment, treated, "");
    }

    /**
     * The same with another {@link #propensity}.
     *
     * @param propensity a column of numbers, or empty
     * @return the campaign
     * @throws IllegalArgumentException if it is null or a column of the campaign already
     */
    public Campaign withPropensity(String propensity) {
        return new Campaign(outcome, positive, treatment, treated, propensity);
    }

    boolean hasPropensity() {
        return !propensity.isEmpty();
    }

    /** Its columns, none of which is an attribute. */
    List<String> columns() {
        return hasPropensity() ? List.of(outcome, treatment, propensity) : List.of(outcome, treatment);
    }
}
