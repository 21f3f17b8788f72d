package dev.recsys.decision.rule;

import dev.recsys.internal.check.Checks;
import java.util.function.Predicate;

/** A condition in Java. */
record Free(String text, Predicate<CustomerView> predicate) implements Condition {
    @Override
    public Truth test(CustomerView customer) {
        Checks.notNull(customer, "customer");
        return Truth.of(predicate.test(customer));
    }
}
