package dev.recsys.decision;

import dev.recsys.decision.contact.ContactPolicy;
import dev.recsys.decision.rule.Rule;
import dev.recsys.internal.check.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects the parts of a {@link Policy}; not thread-safe. */
public final class PolicyBuilder {
    final String name;
    final String version;
    final Set<String> facts = new TreeSet<>();
    final List<Rule> rules = new ArrayList<>();
    final List<ScoreRule> scoreRules = new ArrayList<>();
    private final Set<String> ruleNames = new HashSet<>();
    final Map<String, Double> levers = new TreeMap<>();
    final Map<String, Integer> groupLimits = new TreeMap<>();
    final Map<Integer, String> fixed = new TreeMap<>();
    final Map<String, Integer> boosted = new TreeMap<>();
    final Map<String, String> models = new TreeMap<>();
    final List<ModelUse> modelUses = new ArrayList<>();
    ContactPolicy contactPolicy = ContactPolicy.none();
    ItemValues values = ItemValues.none();
    boolean hasValues;
    double minimumScore = Double.NEGATIVE_INFINITY;
    double minimumWorth = Double.NEGATIVE_INFINITY;
    Exploration exploration = Exploration.none();

    PolicyBuilder(String name, String version) {
        this.name = name;
        this.version = version;
    }

    /**
     * Names features that requests bring and the model does not know. A rule on any other unknown feature is refused.
     *
     * @param names the features
     * @return this
     * @throws IllegalArgumentException if a name is blank or null
     */
    public PolicyBuilder facts(String... names) {
        for (String fact : Checks.copyOf(Arrays.asList(Checks.notNull(names, "names")), "names")) {
            facts.add(Checks.notBlank(fact, "each of names"));
        }
        return this;
    }

    /**
     * Adds a rule before scoring. Of several rules that take an item out, the first of the earliest stage is named.
     *
     * @param rule the rule
     * @return this
     * @throws IllegalArgumentException if it is null, or there is one of that name
     */
    public PolicyBuilder rule(Rule rule) {
        Checks.notNull(rule, "rule");
        checkNew(rule.name());
        rules.add(rule);
        return this;
    }

    /**
     * Adds a rule after scoring.
     *
     * @param rule the rule
     * @return this
     * @throws IllegalArgumentException if it is null, or there is one of that name
     */
    public PolicyBuilder rule(ScoreRule rule) {
        Checks.notNull(rule, "rule");
        checkNew(rule.name());
        scoreRules.add(rule);
        return this;
    }

    /**
     * Adds rules before scoring.
     *
     * @param rules the rules
     * @return this
     * @throws IllegalArgumentException if one is null, or there are two of one name
     */
    public PolicyBuilder rules(Collection<Rule> rules) {
        Checks.noNulls(rules, "rules").forEach(this::rule);
        return this;
    }

    private void checkNew(String ruleName) {
        Checks.that(ruleNames.add(ruleName), "there are two rules \"%s\"", ruleName);
    }

    /**
     * Sets when and how often a customer may be contacted; always by default.
     *
     * @param contactPolicy cool-downs and caps
     * @return this
     * @throws IllegalArgumentException if it is null
     */
    public PolicyBuilder contactPolicy(ContactPolicy contactPolicy) {
        this.contactPolicy = Checks.notNull(contactPolicy, "contactPolicy");
        return this;
    }

    /**
     * Sets what items are worth; scores must be probabilities then. An item whose value is not above 0 is not offered.
     *
     * @param values a table or a function
     * @return this
     * @throws IllegalArgumentException if it is null
     */
    public PolicyBuilder values(ItemValues values) {
        this.values = Checks.notNull(values, "values");
        hasValues = true;
        return this;
    }

    /**
     * Lifts or lowers an item by a factor.
     *
     * @param itemId the item
     * @param factor finite, at least 0
     * @return this
     * @throws IllegalArgumentException if the id is blank or the factor out of range
     */
    public PolicyBuilder lever(String itemId, double factor) {
        levers.put(Checks.notBlank(itemId, "itemId"), Checks.notNegative(factor, "factor"));
        return this;
    }

    /**
     * Offers nothing of a lower score.
     *
     * @param minimumScore a finite number, inclusive
     * @return this
     * @throws IllegalArgumentException if it is not finite
     */
    public PolicyBuilder minimumScore(double minimumScore) {
        this.minimumScore = Checks.inRange(minimumScore, -Double.MAX_VALUE, Double.MAX_VALUE, "minimumScore");
        return this;
    }

    /**
     * Offers nothing of a lower worth.
     *
     * @param minimumWorth a finite number, inclusive
     * @return this
     * @throws IllegalArgumentException if it is not finite
     */
    public PolicyBuilder minimumWorth(double minimumWorth) {
        this.minimumWorth = Checks.inRange(minimumWorth, -Double.MAX_VALUE, Double.MAX_VALUE, "minimumWorth");
        return this;
    }

    /**
     * Offers at most some items of a group in one answer.
     *
     * @param group a group of the catalogue
     * @param most at least 0
     * @return this
     * @throws IllegalArgumentException if the group is null or the number negative
     */
    public PolicyBuilder groupLimit(String group, int most) {
        groupLimits.put(Checks.notNull(group, "group"), Checks.atLeast(most, 0, "most"));
        return this;
    }

    /**
     * Keeps a place for an item: it stands there if nothing takes it out.
     *
     * @param place from 1
     * @param itemId the item
     * @return this
     * @throws IllegalArgumentException if the place is below 1 or taken, or the item blank or placed already
     */
    public PolicyBuilder fix(int place, String itemId) {
        Checks.atLeast(place, 1, "place");
        checkUnplaced(itemId);
        Checks.that(fixed.putIfAbsent(place, itemId) == null, "place %d is fixed twice", place);
        return this;
    }

    /**
     * Lets an item stand no lower than a place, if nothing takes it out.
     *
     * @param itemId the item
     * @param place from 1
     * @return this
     * @throws IllegalArgumentException if the place is below 1, or the item blank or placed already
     */
    public PolicyBuilder boost(String itemId, int place) {
        Checks.atLeast(place, 1, "place");
        checkUnplaced(itemId);
        boosted.put(itemId, place);
        return this;
    }

    private void checkUnplaced(String itemId) {
        Checks.notBlank(itemId, "itemId");
        Checks.that(
                !boosted.containsKey(itemId) && !fixed.containsValue(itemId),
                "itemId must have one place, but \"%s\" has one already",
                itemId);
    }

    /**
     * Explores at the last place of some answers.
     *
     * @param exploration the share and the seed
     * @return this
     * @throws IllegalArgumentException if it is null
     */
    public PolicyBuilder explore(Exploration exploration) {
        this.exploration = Checks.notNull(exploration, "exploration");
        return this;
    }

    /**
     * Names a model of customers, for {@link #use} and for rules, which see its prediction as a number of that name. Each model is
     * asked once for a decision.
     *
     * @param modelName what the policy calls it
     * @param file the model's file and behind {@code #} its target, for {@link PolicyFile#models}; empty where the application brings
     *     the model
     * @return this
     * @throws IllegalArgumentException if the name is blank or there is one of that name, or the file is null
     */
    public PolicyBuilder model(String modelName, String file) {
        Checks.notBlank(modelName, "modelName");
        Checks.that(
                models.putIfAbsent(modelName, Checks.notNull(file, "file")) == null,
                "there are two models \"%s\"",
                modelName);
        return this;
    }

    /**
     * Lets a model weigh items. An item has at most one risk and one retention model; its levers multiply.
     *
     * @param use the use
     * @return this
     * @throws IllegalArgumentException if it is null
     */
    public PolicyBuilder use(ModelUse use) {
        modelUses.add(Checks.notNull(use, "use"));
        return this;
    }

    /**
     * The policy.
     *
     * @return an immutable value
     * @throws IllegalArgumentException if a use names a model that the policy does not name, or is of risk or retention and there
     *     are no values
     */
    public Policy build() {
        for (ModelUse use : modelUses) {
            Checks.that(
                    models.containsKey(use.model()),
                    "model uses must name one of the models %s, but one names \"%s\"",
                    models.keySet(),
                    use.model());
            Checks.that(
                    hasValues || use.kind() == ModelUse.Kind.LEVER,
                    "the %s of model \"%s\" changes what items are worth, so the policy must have values",
                    use.kind(),
                    use.model());
        }
        return new Policy(this);
    }
}
