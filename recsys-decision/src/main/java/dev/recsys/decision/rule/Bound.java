package dev.recsys.decision.rule;

import dev.recsys.data.Item;
import dev.recsys.internal.check.Checks;
import java.util.function.Function;

/** A condition that an item completes. */
record Bound(String text, Function<Item, Condition> binding) implements ItemCondition {
    @Override
    public Condition bind(Item item) {
        return binding.apply(Checks.notNull(item, "item"));
    }
}
