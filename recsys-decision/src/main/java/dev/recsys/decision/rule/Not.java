package dev.recsys.decision.rule;

import dev.recsys.internal.check.Checks;
import java.util.Set;

/** The opposite of a condition. */
record Not(Condition condition) implements Condition {
    @Override
    public Truth test(CustomerView customer) {
        Checks.notNull(customer, "customer");
        return switch (condition.test(customer)) {
            case TRUE -> Truth.FALSE;
            case FALSE -> Truth.TRUE;
            case UNKNOWN -> Truth.UNKNOWN;
        };
    }

    @Override
    public String text() {
        return "not " + condition.text();
    }

    @Override
    public Set<String> features() {
        return condition.features();
    }

    @Override
    public Set<String> items() {
        return condition.items();
    }
}
