package dev.recsys.decision.rule;

import dev.recsys.internal.check.Checks;
import java.util.Set;

/** A number between two bounds, both inclusive. */
record Between(String feature, double least, double most) implements Condition {
    Between {
        Checks.notBlank(feature, "feature");
        Checks.that(
                least <= most && least >= -Double.MAX_VALUE && most <= Double.MAX_VALUE,
                "least and most of %s must be finite and in order, but were %s and %s",
                feature,
                least,
                most);
    }

    @Override
    public Truth test(CustomerView customer) {
        Checks.notNull(customer, "customer");
        double value = customer.number(feature);
        return Double.isNaN(value) ? Truth.UNKNOWN : Truth.of(value >= least && value <= most);
    }

    @Override
    public String text() {
        if (most == Double.MAX_VALUE) {
            return feature + " >= " + least;
        }
        return least == -Double.MAX_VALUE ? feature + " <= " + most : feature + " in " + least + ".." + most;
    }

    @Override
    public Set<String> features() {
        return Set.of(feature);
    }
}
