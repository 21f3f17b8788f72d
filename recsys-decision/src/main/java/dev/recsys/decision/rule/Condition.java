package dev.recsys.decision.rule;

import dev.recsys.internal.check.Checks;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a rule asks of a customer. A fact that is unknown makes a condition {@link Truth#UNKNOWN}, unless the rest decides.
 * Immutable and thread-safe.
 *
 * <pre>{@code
 * Condition.all(Condition.atLeast("age", 18), Condition.in("country", "ES", "PT"))
 * }</pre>
 */
public sealed interface Condition permits Between, OneOf, Holds, Joined, Not, Free {
    /**
     * Whether it holds.
     *
     * @param customer the customer
     * @return the truth
     * @throws IllegalArgumentException if {@code customer} is null
     */
    Truth test(CustomerView customer);

    /**
     * The condition in words, for the log and for people.
     *
     * @return one line
     */
    String text();

    /**
     * The features it looks at, so that a policy that names one nobody gives is refused.
     *
     * @return names; none for a condition in Java
     */
    default Set<String> features() {
        return Set.of();
    }

    /**
     * The items it looks at, so that a policy that names one nobody has is refused.
     *
     * @return ids
     */
    default Set<String> items() {
        return Set.of();
    }

    /**
     * The feature is a number of at least a bound.
     *
     * @param feature its name
     * @param least the bound, inclusive
     * @return the condition
     * @throws IllegalArgumentException if the name is blank or the bound not finite
     */
    static Condition atLeast(String feature, double least) {
        return new Between(
                feature, Checks.inRange(least, -Double.MAX_VALUE, Double.MAX_VALUE, "least"), Double.MAX_VALUE);
    }

    /**
     * The feature is a number of at most a bound.
     *
     * @param feature its name
     * @param most the bound, inclusive
     * @return the condition
     * @throws IllegalArgumentException if the name is blank or the bound not finite
     */
    static Condition atMost(String feature, double most) {
        return new Between(
                feature, -Double.MAX_VALUE, Checks.inRange(most, -Double.MAX_VALUE, Double.MAX_VALUE, "most"));
    }

    /**
     * The feature is a number between two bounds.
     *
     * @param feature its name
     * @param least the lower bound, inclusive
     * @param most the upper bound, inclusive
     * @return the condition
     * @throws IllegalArgumentException if the name is blank, a bound is not finite or the lower is above the upper
     */
    static Condition between(String feature, double least, double most) {
        return new Between(feature, least, most);
    }

    /**
     * The feature is one of some categories.
     *
     * @param feature its name
     * @param values the categories
     * @return the condition
     * @throws IllegalArgumentException if the name is blank, or there is no value or a null
     */
    static Condition in(String feature, String... values) {
        return new OneOf(feature, Set.copyOf(Checks.copyOf(Arrays.asList(Checks.notNull(values, "values")), "values")));
    }

    /**
     * The customer holds at least one of some items.
     *
     * @param itemIds the items
     * @return the condition; unknown where holdings are unknown
     * @throws IllegalArgumentException if there is no item, or a null
     */
    static Condition holdsAny(Collection<String> itemIds) {
        return new Holds(new TreeSet<>(Checks.copyOf(itemIds, "itemIds")), false);
    }

    /**
     * The customer holds all of some items.
     *
     * @param itemIds the items
     * @return the condition; unknown where holdings are unknown
     * @throws IllegalArgumentException if there is no item, or a null
     */
    static Condition holdsAll(Collection<String> itemIds) {
        return new Holds(new TreeSet<>(Checks.copyOf(itemIds, "itemIds")), true);
    }

    /**
     * All of some conditions hold.
     *
     * @param conditions at least one
     * @return false if one is false, else unknown if one is unknown, else true
     * @throws IllegalArgumentException if there is none, or a null
     */
    static Condition all(Condition... conditions) {
        return new Joined(Checks.copyOf(Arrays.asList(Checks.notNull(conditions, "conditions")), "conditions"), true);
    }

    /**
     * At least one of some conditions holds.
     *
     * @param conditions at least one
     * @return true if one is true, else unknown if one is unknown, else false
     * @throws IllegalArgumentException if there is none, or a null
     */
    static Condition any(Condition... conditions) {
        return new Joined(Checks.copyOf(Arrays.asList(Checks.notNull(conditions, "conditions")), "conditions"), false);
    }

    /**
     * A condition does not hold.
     *
     * @param condition the condition
     * @return the opposite; unknown stays unknown
     * @throws IllegalArgumentException if it is null
     */
    static Condition not(Condition condition) {
        return new Not(Checks.notNull(condition, "condition"));
    }

    /**
     * A condition in Java. If it throws, the rule takes its items out.
     *
     * @param text what it asks, in words
     * @param predicate the question; must be thread-safe, and give the same answer to the same customer
     * @return the condition
     * @throws IllegalArgumentException if the text is blank or the predicate null
     */
    static Condition of(String text, Predicate<CustomerView> predicate) {
        return new Free(Checks.notBlank(text, "text"), Checks.notNull(predicate, "predicate"));
    }
}
