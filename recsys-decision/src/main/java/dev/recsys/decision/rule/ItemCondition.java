package dev.recsys.decision.rule;

import dev.recsys.data.Item;
import dev.recsys.internal.check.Checks;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * What a rule asks of a customer, differently for each item: it is bound to the item once, when the policy meets the
 * catalogue. Immutable and thread-safe.
 */
public sealed interface ItemCondition permits Bound {
    /**
     * The condition for an item.
     *
     * @param item one of the items the rule is about
     * @return the condition on the customer
     * @throws IllegalArgumentException if {@code item} is null or lacks an attribute the condition needs
     */
    Condition bind(Item item);

    /**
     * The condition in words.
     *
     * @return one line
     */
    String text();

    /**
     * The customer's number is at least the item's attribute: income and {@code minimumIncome}, risk band and {@code risk}.
     *
     * @param feature the customer's feature
     * @param attribute the item's attribute, a number
     * @return the condition
     * @throws IllegalArgumentException if a name is blank
     */
    static ItemCondition atLeast(String feature, String attribute) {
        checkNames(feature, attribute);
        return new Bound(
                feature + " >= the item's " + attribute, item -> Condition.atLeast(feature, number(item, attribute)));
    }

    /**
     * The customer's number is at most the item's attribute: age and {@code greatestAge}.
     *
     * @param feature the customer's feature
     * @param attribute the item's attribute, a number
     * @return the condition
     * @throws IllegalArgumentException if a name is blank
     */
    static ItemCondition atMost(String feature, String attribute) {
        checkNames(feature, attribute);
        return new Bound(
                feature + " <= the item's " + attribute, item -> Condition.atMost(feature, number(item, attribute)));
    }

    /**
     * The customer's category is among those of the item's attribute: a client class and {@code classes}.
     *
     * @param feature the customer's feature
     * @param attribute the item's attribute, categories separated by commas
     * @return the condition
     * @throws IllegalArgumentException if a name is blank
     */
    static ItemCondition among(String feature, String attribute) {
        checkNames(feature, attribute);
        return new Bound(feature + " among the item's " + attribute, item -> {
            Set<String> values = new TreeSet<>();
            Arrays.stream(value(item, attribute).split(",")).map(String::strip).forEach(values::add);
            return Condition.in(feature, values.toArray(String[]::new));
        });
    }

    /**
     * A condition in Java. If it throws, the rule takes the item out.
     *
     * @param text what it asks, in words
     * @param predicate the question; must be thread-safe, and give the same answer to the same customer and item
     * @return the condition
     * @throws IllegalArgumentException if the text is blank or the predicate null
     */
    static ItemCondition of(String text, BiPredicate<CustomerView, Item> predicate) {
        Checks.notBlank(text, "text");
        Checks.notNull(predicate, "predicate");
        return new Bound(text, item -> Condition.of(text, customer -> predicate.test(customer, item)));
    }

    private static void checkNames(String feature, String attribute) {
        Checks.notBlank(feature, "feature");
        Checks.notBlank(attribute, "attribute");
    }

    private static String value(Item item, String attribute) {
        String value = item.attributes().get(attribute);
        Checks.that(value != null, "item \"%s\" has no attribute \"%s\"", item.id(), attribute);
        return Checks.notNull(value, attribute);
    }

    private static double number(Item item, String attribute) {
        String value = value(item, attribute);
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "attribute \"" + attribute + "\" of item \"" + item.id() + "\" must be a number, but was \"" + value
                            + "\"",
                    e);
        }
    }
}
