package dev.recsys.decision;

import dev.recsys.data.Item;
import dev.recsys.decision.rule.CustomerView;
import dev.recsys.internal.check.Checks;
import java.util.Map;

/**
 * What each item is worth to the bank with a customer: a table, or a function of the bank's own. Must be thread-safe and give
 * the same answer to the same customer and item; an item for which it throws is not offered.
 */
@FunctionalInterface
public interface ItemValues {
    /**
     * The value of an item.
     *
     * @param customer the customer
     * @param item the item
     * @return its value
     */
    Value of(CustomerView customer, Item item);

    /**
     * What it is, for the policy's hash: a function's name and version.
     *
     * @return one line
     */
    default String text() {
        return "values in Java";
    }

    /**
     * A table, the same for all customers.
     *
     * @param values by item id; every item of the catalogue must be there, and no other
     * @return the values
     * @throws IllegalArgumentException if the table is empty, is null or holds null
     */
    static ItemValues table(Map<String, Value> values) {
        return new ValueTable(Checks.noNulls(values, "values"));
    }

    /**
     * A function under a name.
     *
     * @param text its name and version, so that a change of the function changes the policy's hash
     * @param function the function
     * @return the values
     * @throws IllegalArgumentException if the text is blank or the function null
     */
    static ItemValues of(String text, ItemValues function) {
        return new NamedValues(Checks.notBlank(text, "text"), Checks.notNull(function, "function"));
    }
}
