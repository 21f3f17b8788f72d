package dev.recsys.decision.rule;

import dev.recsys.internal.check.Checks;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Several conditions: all, or any, of them. */
record Joined(List<Condition> parts, boolean all) implements Condition {
    Joined {
        Checks.that(!parts.isEmpty(), "conditions must not be empty");
    }

    @Override
    public Truth test(CustomerView customer) {
        Checks.notNull(customer, "customer");
        Truth decides = Truth.of(!all);
        Truth found = Truth.of(all);
        for (Condition part : parts) {
            Truth truth = part.test(customer);
            if (truth == decides) {
                return decides;
            }
            if (truth == Truth.UNKNOWN) {
                found = Truth.UNKNOWN;
            }
        }
        return found;
    }

    @Override
    public String text() {
        return parts.stream().map(Condition::text).collect(Collectors.joining(all ? " and " : " or ", "(", ")"));
    }

    @Override
    public Set<String> features() {
        Set<String> features = new TreeSet<>();
        parts.forEach(part -> features.addAll(part.features()));
        return features;
    }

    @Override
    public Set<String> items() {
        Set<String> items = new TreeSet<>();
        parts.forEach(part -> items.addAll(part.items()));
        return items;
    }
}
