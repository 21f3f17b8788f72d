package dev.recsys.decision;

import dev.recsys.data.Catalogue;
import dev.recsys.data.Item;
import dev.recsys.decision.rule.CustomerView;
import dev.recsys.internal.check.Checks;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What each item is worth to the bank with a customer: a table, or a function of the bank's own. Immutable and thread-safe. */
public final class ItemValues {
    private static final ItemValues ONE = of("none", (customer, item) -> Value.ofMargin(1));

    private final String text;
    private final @Nullable Map<String, Value> table;
    private final BiFunction<CustomerView, Item, Value> function;

    private ItemValues(
            String text, @Nullable Map<String, Value> table, BiFunction<CustomerView, Item, Value> function) {
        this.text = text;
        this.table = table;
        this.function = function;
    }

    /** Every item is worth one: the score alone decides. */
    static ItemValues none() {
        return ONE;
    }

    /**
     * A table, the same for all customers.
     *
     * @param values by item id; every item of the catalogue must be there, and no other
     * @return the values
     * @throws IllegalArgumentException if the table is empty, is null or holds null
     */
    public static ItemValues table(Map<String, Value> values) {
        Map<String, Value> table = new TreeMap<>(Checks.noNulls(values, "values"));
        Checks.that(!table.isEmpty(), "values must not be empty");
        return new ItemValues(
                "table " + table,
                table,
                (customer, item) -> Checks.notNull(table.get(item.id()), "the value of item " + item.id()));
    }

    /**
     * A function. An item for which it throws is not offered.
     *
     * @param text its name and version, so that a change of the function changes the policy's hash
     * @param function the value of an item with a customer; must be thread-safe, and give the same answer to the same customer
     *     and item
     * @return the values
     * @throws IllegalArgumentException if the text is blank or the function null
     */
    public static ItemValues of(String text, BiFunction<CustomerView, Item, Value> function) {
        return new ItemValues(Checks.notBlank(text, "text"), null, Checks.notNull(function, "function"));
    }

    /**
     * What it is.
     *
     * @return the table, or the function's name and version
     */
    public String text() {
        return text;
    }

    /**
     * The table.
     *
     * @return values by item id; empty for a function
     */
    public Map<String, Value> byItem() {
        return table == null ? Map.of() : Collections.unmodifiableMap(table);
    }

    /** The value of an item with a customer. */
    Value of(CustomerView customer, Item item) {
        return Checks.notNull(function.apply(customer, item), "value");
    }

    /** A table's values in the catalogue's order, refused unless each item has one; null for a function. */
    Value @Nullable [] of(Catalogue catalogue) {
        Map<String, Value> byId = table;
        if (byId == null) {
            return null;
        }
        Value[] values = new Value[catalogue.size()];
        byId.forEach((id, value) -> {
            int item = catalogue.indexOf(id);
            Checks.that(item >= 0, "the table of values has item \"%s\", which the catalogue has not", id);
            Checks.that(values[item] == null, "the table of values has item \"%s\" twice, by id and by alias", id);
            values[item] = value;
        });
        for (int item = 0; item < values.length; item++) {
            Checks.that(values[item] != null, "the table of values lacks item \"%s\"", catalogue.id(item));
        }
        return values;
    }

    @Override
    public String toString() {
        return "ItemValues[" + text + "]";
    }
}
