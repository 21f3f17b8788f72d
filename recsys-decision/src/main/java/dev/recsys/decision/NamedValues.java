package dev.recsys.decision;

import dev.recsys.data.Item;
import dev.recsys.decision.rule.CustomerView;

/** Values by a function that has a name. */
record NamedValues(String text, ItemValues function) implements ItemValues {
    @Override
    public Value of(CustomerView customer, Item item) {
        return function.of(customer, item);
    }
}
