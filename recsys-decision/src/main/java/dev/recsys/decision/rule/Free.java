package dev.recsys.decision.rule;

import java.util.function.Predicate;

/** A condition in Java. */
record Free(String text, Predicate<CustomerView> predicate) implements Condition {
    @Override
    public Truth test(CustomerView customer) {
        return Truth.of(predicate.test(customer));
    }
}
