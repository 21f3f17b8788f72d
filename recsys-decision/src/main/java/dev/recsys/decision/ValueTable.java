package dev.recsys.decision;

import dev.recsys.data.Catalogue;
import dev.recsys.data.Item;
import dev.recsys.decision.rule.CustomerView;
import dev.recsys.internal.check.Checks;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Values that are the same for all customers. */
record ValueTable(Map<String, Value> values) implements ItemValues {
    ValueTable {
        Checks.that(!values.isEmpty(), "values must not be empty");
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    @Override
    public Value of(CustomerView customer, Item item) {
        return Checks.notNull(values.get(item.id()), "the value of item " + item.id());
    }

    /** The values in the catalogue's order; refused unless each item has one. */
    Value[] of(Catalogue catalogue) {
        Value[] table = new Value[catalogue.size()];
        values.forEach((id, value) -> {
            int item = catalogue.indexOf(id);
            Checks.that(item >= 0, "the table of values has item \"%s\", which the catalogue has not", id);
            Checks.that(table[item] == null, "the table of values has item \"%s\" twice, by id and by alias", id);
            table[item] = value;
        });
        for (int item = 0; item < table.length; item++) {
            Checks.that(table[item] != null, "the table of values lacks item \"%s\"", catalogue.id(item));
        }
        return table;
    }

    @Override
    public String text() {
        return "table " + values;
    }
}
