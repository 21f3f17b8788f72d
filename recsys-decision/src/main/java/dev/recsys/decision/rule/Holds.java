package dev.recsys.decision.rule;

import dev.recsys.internal.check.Checks;
import java.util.Set;

/** What the customer holds: any, or all, of some items. */
record Holds(Set<String> items, boolean all) implements Condition {
    Holds {
        Checks.that(!items.isEmpty(), "itemIds must not be empty");
        items = Set.copyOf(items);
    }

    @Override
    public Truth test(CustomerView customer) {
        Checks.notNull(customer, "customer");
        if (!customer.areHoldingsKnown()) {
            return Truth.UNKNOWN;
        }
        for (String item : items) {
            if (customer.holds(item) != all) {
                return Truth.of(!all);
            }
        }
        return Truth.of(all);
    }

    @Override
    public String text() {
        return (all ? "holds all of " : "holds any of ")
                + items.stream().sorted().toList();
    }
}
