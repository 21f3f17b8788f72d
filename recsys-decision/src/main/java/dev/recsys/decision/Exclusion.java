package dev.recsys.decision;

import dev.recsys.decision.rule.Stage;
import dev.recsys.internal.check.Checks;

/**
 * Why an item was not offered.
 *
 * @param itemId the item
 * @param stage the step that took it out; later steps did not look at it
 * @param code the reason, such as {@code TOO_YOUNG}
 * @param rule what says so: a rule's name and version, or the part of the policy
 */
public record Exclusion(String itemId, Stage stage, String code, String rule) {
    /** The deny-list of the request has the item. */
    public static final String DENIED = "DENIED";
    /** The allow-list of the request lacks the item. */
    public static final String NOT_ALLOWED = "NOT_ALLOWED";
    /** The customer holds the item. */
    public static final String HELD = "HELD";
    /** A rule threw, so its items are out. */
    public static final String RULE_FAILED = "RULE_FAILED";
    /** The memory of contacts did not answer, so that nothing may be offered. */
    public static final String CONTACTS_UNAVAILABLE = "CONTACTS_UNAVAILABLE";
    /** The recommender did not give the item a finite score. */
    public static final String NOT_SCORED = "NOT_SCORED";
    /** The answer of a recommender of the bank's own lacks the item: the customer owns it, or it is not recommended. */
    public static final String NOT_RETURNED = "NOT_RETURNED";
    /** The function of values threw, or gave nothing. */
    public static final String VALUE_FAILED = "VALUE_FAILED";
    /** A model of customers that weighs the item failed. */
    public static final String MODEL_FAILED = "MODEL_FAILED";
    /** The score is below the policy's minimum. */
    public static final String SCORE_TOO_LOW = "SCORE_TOO_LOW";
    /** The worth is not above 0, or below the policy's minimum. */
    public static final String WORTH_TOO_LOW = "WORTH_TOO_LOW";
    /** The answer has as many items of the group as the policy permits. */
    public static final String GROUP_FULL = "GROUP_FULL";

    /**
     * Checks the values.
     *
     * @param itemId not blank
     * @param stage not null
     * @param code not blank
     * @param rule not null
     * @throws IllegalArgumentException if a text is blank or a value null
     */
    public Exclusion {
        Checks.notBlank(itemId, "itemId");
        Checks.notNull(stage, "stage");
        Checks.notBlank(code, "code");
        Checks.notNull(rule, "rule");
    }
}
