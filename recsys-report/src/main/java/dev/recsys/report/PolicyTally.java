package dev.recsys.report;

import dev.recsys.internal.check.Checks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a policy leaves of the offers to the customers of a panel's last snapshot: by product and by group of customers,
 * what it takes out and by which code, and what the offers are expected to earn. Not thread-safe.
 */
public final class PolicyTally {
    private final OfferTally offers;
    private final String model;
    private final String policy;
    private final boolean hasValues;
    private final double[] values; // by item
    private final OfferCounts after;
    private final Map<String, OfferCounts> out = new TreeMap<>(); // offers taken out, by code
    private final Map<String, OfferCounts> excluded = new TreeMap<>(); // offered before or not, by code
    private final OfferCounts passed; // offers that others came before
    private final OfferCounts added;
    private final double[][] marginBefore; // groups × items
    private final double[][] marginAfter;
    private final Set<String> examples;
    private final Map<String, Shown> shown = new LinkedHashMap<>();

    /** What a policy made of the offers to a customer who is shown whole. */
    private record Shown(List<String> after, Map<String, String> codes) {}

    /**
     * A tally without customers.
     *
     * @param offers the tally of the offers before the policy; empty, as each customer is counted there too
     * @param model whose offers they are, by its name in the evaluation
     * @param policy what it is called
     * @param values what each item is worth if it is taken, by id, in one unit of money; empty where the policy says nothing of it
     * @throws IllegalArgumentException if a text is blank, an argument is null, a value is not finite or of an item that the panel
     *     does not know, or the tally of offers has customers
     */
    public PolicyTally(OfferTally offers, String model, String policy, Map<String, Double> values) {
        this.offers = Checks.notNull(offers, "offers");
        Checks.that(offers.customers() == 0, "offers must be empty, but has %s customers", offers.customers());
        this.model = Checks.notBlank(model, "model");
        this.policy = Checks.notBlank(policy, "policy");
        this.hasValues = !Checks.noNulls(values, "values").isEmpty();
        this.values = new double[offers.panel().catalogue().size()];
        values.forEach((id, value) -> {
            Checks.that(item(id) >= 0, "values has item %s, which the panel lacks", id);
            this.values[item(id)] = Checks.inRange(value, -Double.MAX_VALUE, Double.MAX_VALUE, "each of values");
        });
        this.after = counts();
        this.passed = counts();
        this.added = counts();
        this.marginBefore = new double[offers.groupCount()][this.values.length];
        this.marginAfter = new double[offers.groupCount()][this.values.length];
        this.examples = Set.copyOf(offers.examples());
    }

    private OfferCounts counts() {
        return new OfferCounts(offers.groupCount(), offers.panel().catalogue().size());
    }

    /**
     * Counts a customer, in the tally of offers too.
     *
     * @param customerId of the last snapshot; another counts as one whose group is unknown
     * @param before what is offered without the policy: scores by item, best first
     * @param left what the policy offers: scores by item, best first
     * @param codes why it does not offer others: codes by item
     * @throws IllegalArgumentException if {@code customerId} or a map is or holds null
     */
    public void add(
            String customerId, Map<String, Double> before, Map<String, Double> left, Map<String, String> codes) {
        Checks.notNull(customerId, "customerId");
        Checks.noNulls(before, "before");
        Checks.noNulls(left, "left");
        Checks.noNulls(codes, "codes");
        offers.add(customerId, List.copyOf(before.keySet()));
        int group = offers.groupOf(customerId);
        if (left.isEmpty()) {
            after.nothing(group);
        }
        left.forEach((id, score) -> {
            after.offer(group, item(id));
            earn(marginAfter[group], id, score);
            if (!before.containsKey(id)) {
                added.offer(group, item(id));
            }
        });
        before.forEach((id, score) -> {
            earn(marginBefore[group], id, score);
            String code = codes.get(id);
            if (code != null) {
                out.computeIfAbsent(code, key -> counts()).offer(group, item(id));
            } else if (!left.containsKey(id)) {
                passed.offer(group, item(id));
            }
        });
        codes.forEach(
                (id, code) -> excluded.computeIfAbsent(code, key -> counts()).offer(group, item(id)));
        if (examples.contains(customerId)) {
            shown.put(customerId, new Shown(List.copyOf(left.keySet()), Map.copyOf(codes)));
        }
    }

    private int item(String id) {
        return offers.panel().catalogue().indexOf(id);
    }

    private void earn(double[] ofItems, String id, double score) {
        int item = item(id);
        if (item >= 0) {
            ofItems[item] += score * values[item];
        }
    }

    OfferTally offers() {
        return offers;
    }

    String model() {
        return model;
    }

    String policy() {
        return policy;
    }

    boolean hasValues() {
        return hasValues;
    }

    /** The offers that the policy leaves or makes. */
    OfferCounts after() {
        return after;
    }

    /** The offers taken out, by code. */
    Map<String, OfferCounts> out() {
        return out;
    }

    /** All exclusions, of what was offered before or not, by code. */
    Map<String, OfferCounts> excluded() {
        return excluded;
    }

    /** Offers that no code takes out, but others come before. */
    OfferCounts passed() {
        return passed;
    }

    /** Offers that were none before. */
    OfferCounts added() {
        return added;
    }

    double marginBefore(int group, int item) {
        return marginBefore[group][item];
    }

    double marginAfter(int group, int item) {
        return marginAfter[group][item];
    }

    /** The place of an item in the offers that the policy leaves a customer shown whole, from 1; 0 if it is none of them. */
    int placeAfter(@Nullable String customerId, String item) {
        Shown left = customerId == null ? null : shown.get(customerId);
        return left == null ? 0 : left.after.indexOf(item) + 1;
    }

    /** Why an item is not offered to a customer shown whole; empty where nothing takes it out. */
    String codeOf(@Nullable String customerId, String item) {
        Shown left = customerId == null ? null : shown.get(customerId);
        return left == null ? "" : left.codes.getOrDefault(item, "");
    }
}
