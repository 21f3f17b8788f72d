package dev.recsys.decision.rule;

import dev.recsys.internal.check.Checks;
import java.util.Set;
import java.util.TreeSet;

/** A category that is one of some. */
record OneOf(String feature, Set<String> values) implements Condition {
    OneOf {
        Checks.notBlank(feature, "feature");
        Checks.that(!values.isEmpty(), "the values of %s must not be empty", feature);
    }

    @Override
    public Truth test(CustomerView customer) {
        Checks.notNull(customer, "customer");
        String value = customer.category(feature);
        return value == null ? Truth.UNKNOWN : Truth.of(values.contains(value));
    }

    @Override
    public String text() {
        return feature + " in " + new TreeSet<>(values);
    }

    @Override
    public Set<String> features() {
        return Set.of(feature);
    }
}
