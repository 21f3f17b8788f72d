package dev.recsys.decision;

import dev.recsys.CustomerPredictor;
import dev.recsys.ScoreMeaning;
import dev.recsys.data.Catalogue;
import dev.recsys.data.Item;
import dev.recsys.data.Vocabulary;
import dev.recsys.decision.rule.Condition;
import dev.recsys.decision.rule.Rule;
import dev.recsys.decision.rule.Stage;
import dev.recsys.internal.check.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A policy in the indexes of a recommender's catalogue, all its names checked. Immutable and thread-safe. */
final class CompiledPolicy {
    private final Policy policy;
    private final Item[] items;
    private final List<CompiledRule> rules;
    private final double[] levers;
    private final Value @Nullable [] table;
    private final CompiledModels models;
    private final int[] groups; // of each item
    private final int[] groupLimits; // of each group
    private final int[] fixed; // item of each place, from 0; -1 for none
    private final int[] boosts; // place of each item, from 0; MAX_VALUE for none

    /**
     * A rule in the catalogue's indexes.
     *
     * @param rule the rule
     * @param items what it is about, ascending
     * @param conditions one for all items, or one an item
     * @param exclusions one an item
     * @param failures one an item
     */
    @SuppressWarnings("ArrayRecordComponent") // package-private, never compared
    record CompiledRule(Rule rule, int[] items, Condition[] conditions, Exclusion[] exclusions, Exclusion[] failures) {}

    /**
     * Compiles.
     *
     * @throws IllegalArgumentException as {@link CompiledModels}, or if the policy names an item, a group or a feature that neither the recommender nor
     *     {@link Policy#facts} have, or has values though the scores are no probabilities
     */
    CompiledPolicy(
            Policy policy, Map<String, CustomerPredictor> predictors, Vocabulary vocabulary, ScoreMeaning meaning) {
        this.policy = policy;
        Catalogue catalogue = vocabulary.catalogue();
        this.items = catalogue.items().toArray(Item[]::new);
        Checks.that(
                !policy.hasValues() || meaning == ScoreMeaning.PROBABILITY,
                "policy \"%s\" has values, so the recommender must give probabilities, but its scores only rank",
                policy.name());
        this.models = new CompiledModels(policy, predictors, vocabulary);
        Set<String> features = new TreeSet<>(vocabulary.schema().names());
        features.addAll(policy.facts());
        features.addAll(policy.models().keySet());
        this.rules = policy.rules().stream()
                .sorted(Comparator.comparing(Rule::stage))
                .map(rule -> compile(rule, catalogue, features))
                .toList();
        this.levers = new double[items.length];
        Arrays.fill(levers, 1);
        policy.levers().forEach((id, factor) -> levers[index(catalogue, id, "the levers")] = factor);
        this.table = policy.values().of(catalogue);
        List<String> names =
                Arrays.stream(items).map(Item::group).distinct().sorted().toList();
        this.groups = Arrays.stream(items)
                .mapToInt(item -> names.indexOf(item.group()))
                .toArray();
        this.groupLimits = new int[names.size()];
        Arrays.fill(groupLimits, Integer.MAX_VALUE);
        policy.groupLimits().forEach((group, most) -> {
            int place = names.indexOf(group);
            Checks.that(place >= 0, "the catalogue has no group \"%s\", which the group limits name", group);
            groupLimits[place] = most;
        });
        this.fixed = new int[items.length];
        Arrays.fill(fixed, -1);
        policy.fixed().forEach((place, id) -> {
            int item = index(catalogue, id, "the fixed places");
            if (place <= fixed.length) { // no answer has more places than there are items
                fixed[place - 1] = item;
            }
        });
        this.boosts = new int[items.length];
        Arrays.fill(boosts, Integer.MAX_VALUE);
        policy.boosted().forEach((id, place) -> boosts[index(catalogue, id, "the boosted items")] = place - 1);
    }

    private static int index(Catalogue catalogue, String id, String where) {
        int item = catalogue.indexOf(id);
        Checks.that(item >= 0, "the catalogue has no item \"%s\", which %s name", id, where);
        return item;
    }

    private static CompiledRule compile(Rule rule, Catalogue catalogue, Set<String> features) {
        BitSet about;
        try {
            about = rule.items().of(catalogue);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("rule \"" + rule.name() + "\": " + e.getMessage(), e);
        }
        int[] items = about.stream().toArray();
        List<Condition> conditions = new ArrayList<>();
        Exclusion[] exclusions = new Exclusion[items.length];
        Exclusion[] failures = new Exclusion[items.length];
        String says = rule.name() + " " + rule.version();
        for (int i = 0; i < items.length; i++) {
            Item item = catalogue.item(items[i]);
            exclusions[i] = new Exclusion(item.id(), rule.stage(), rule.code(), says);
            failures[i] = new Exclusion(item.id(), rule.stage(), Exclusion.RULE_FAILED, says);
            if (i == 0 || !rule.isSameForAllItems()) {
                Condition condition = rule.condition(item);
                check(rule, condition, catalogue, features);
                conditions.add(condition);
            }
        }
        return new CompiledRule(rule, items, conditions.toArray(Condition[]::new), exclusions, failures);
    }

    private static void check(Rule rule, Condition condition, Catalogue catalogue, Set<String> features) {
        for (String feature : condition.features()) {
            Checks.that(
                    features.contains(feature),
                    "rule \"%s\" looks at feature \"%s\", which the model does not know; if requests bring it, name it in"
                            + " the policy's facts",
                    rule.name(),
                    feature);
        }
        for (String item : condition.items()) {
            Checks.that(
                    catalogue.indexOf(item) >= 0,
                    "rule \"%s\" looks at item \"%s\", which the catalogue does not have",
                    rule.name(),
                    item);
        }
    }

    Policy policy() {
        return policy;
    }

    /** Name, version and hash, as decisions have it. */
    String id() {
        return policy.name() + " " + policy.version() + " " + policy.hash();
    }

    int itemCount() {
        return items.length;
    }

    Item item(int item) {
        return items[item];
    }

    /** The rules before scoring, by stage, then as the policy has them. */
    List<CompiledRule> rules() {
        return rules;
    }

    /** The models of customers. */
    CompiledModels models() {
        return models;
    }

    double lever(int item) {
        return levers[item];
    }

    /** The values of all items if they are the same for all customers, else null. */
    Value @Nullable [] table() {
        return table;
    }

    int group(int item) {
        return groups[item];
    }

    int groupCount() {
        return groupLimits.length;
    }

    int groupLimit(int group) {
        return groupLimits[group];
    }

    /** The item a place belongs to, or -1. Places from 0. */
    int fixed(int place) {
        return place < fixed.length ? fixed[place] : -1;
    }

    /** The place an item stands no lower than, from 0; {@link Integer#MAX_VALUE} for none. */
    int boost(int item) {
        return boosts[item];
    }

    boolean hasBoosts() {
        return !policy.boosted().isEmpty();
    }

    /** The context weights of a request, an item each; null if all are 1. */
    double @Nullable [] weights(Map<String, Double> byId, Catalogue catalogue) {
        if (byId.isEmpty()) {
            return null;
        }
        double[] weights = new double[items.length];
        Arrays.fill(weights, 1);
        byId.forEach((id, weight) -> weights[index(catalogue, id, "the request's weights")] = weight);
        return weights;
    }

    /** An exclusion of this policy. */
    Exclusion exclusion(int item, Stage stage, String code, String rule) {
        return new Exclusion(items[item].id(), stage, code, rule);
    }
}
