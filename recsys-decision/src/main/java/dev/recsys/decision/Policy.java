package dev.recsys.decision;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recsys.decision.contact.ContactPolicy;
import dev.recsys.decision.rule.Rule;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.check.Sha256;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a bank may offer to whom, when, and in which order: rules, contact policy, values, levers and places. Names of items,
 * groups and features are checked when the policy meets a recommender. Immutable and thread-safe; the builder is not.
 *
 * <pre>{@code
 * Policy.named("cards", "2026-11")
 *         .rule(ReadyRules.age("age", 18, 75, ItemSelector.credit()))
 *         .values(ItemValues.table(margins))
 *         .minimumScore(0.001)
 *         .build()
 * }</pre>
 */
public final class Policy {
    private final String name;
    private final String version;
    private final Set<String> facts;
    private final List<Rule> rules;
    private final List<ScoreRule> scoreRules;
    private final ContactPolicy contactPolicy;
    private final ItemValues values;
    private final boolean hasValues;
    private final Map<String, Double> levers;
    private final double minimumScore;
    private final double minimumWorth;
    private final Map<String, Integer> groupLimits;
    private final Map<Integer, String> fixed;
    private final Map<String, Integer> boosted;
    private final Exploration exploration;
    private final Map<String, String> models;
    private final List<ModelUse> modelUses;
    private final String hash;

    Policy(PolicyBuilder builder) {
        this.name = builder.name;
        this.version = builder.version;
        this.facts = Collections.unmodifiableSet(new TreeSet<>(builder.facts));
        this.rules = List.copyOf(builder.rules);
        this.scoreRules = List.copyOf(builder.scoreRules);
        this.contactPolicy = builder.contactPolicy;
        this.values = builder.values;
        this.hasValues = builder.hasValues;
        this.levers = Collections.unmodifiableMap(new TreeMap<>(builder.levers));
        this.minimumScore = builder.minimumScore;
        this.minimumWorth = builder.minimumWorth;
        this.groupLimits = Collections.unmodifiableMap(new TreeMap<>(builder.groupLimits));
        this.fixed = Collections.unmodifiableMap(new TreeMap<>(builder.fixed));
        this.boosted = Collections.unmodifiableMap(new TreeMap<>(builder.boosted));
        this.exploration = builder.exploration;
        this.models = Collections.unmodifiableMap(new TreeMap<>(builder.models));
        this.modelUses = List.copyOf(builder.modelUses);
        this.hash = sha256(text());
    }

    /**
     * Begins a policy.
     *
     * @param name what it is called
     * @param version as given by whoever changes it
     * @return a builder of a policy without rules, which offers by score alone
     * @throws IllegalArgumentException if a text is blank
     */
    public static PolicyBuilder named(String name, String version) {
        return new PolicyBuilder(Checks.notBlank(name, "name"), Checks.notBlank(version, "version"));
    }

    /**
     * What it is called.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The version of its author.
     *
     * @return the version
     */
    public String version() {
        return version;
    }

    /**
     * What decides: a SHA-256 over {@link #text}.
     *
     * @return 64 hexadecimal digits
     */
    public String hash() {
        return hash;
    }

    /**
     * Features that requests bring and the model does not know.
     *
     * @return names in alphabetical order
     */
    public Set<String> facts() {
        return facts;
    }

    /**
     * The rules before scoring, in order.
     *
     * @return the rules
     */
    public List<Rule> rules() {
        return rules;
    }

    /**
     * The rules after scoring, in order.
     *
     * @return the rules
     */
    public List<ScoreRule> scoreRules() {
        return scoreRules;
    }

    /**
     * When and how often a customer may be contacted.
     *
     * @return the contact policy
     */
    public ContactPolicy contactPolicy() {
        return contactPolicy;
    }

    /**
     * What items are worth.
     *
     * @return the values; 1 net for each item unless set
     */
    public ItemValues values() {
        return values;
    }

    /** Whether worth means money, so that scores must be probabilities. */
    boolean hasValues() {
        return hasValues;
    }

    /**
     * Factors by which the business lifts or lowers items.
     *
     * @return by item id; 1 for all others
     */
    public Map<String, Double> levers() {
        return levers;
    }

    /**
     * The least score to offer.
     *
     * @return negative infinity unless set
     */
    public double minimumScore() {
        return minimumScore;
    }

    /**
     * The least worth to offer.
     *
     * @return negative infinity unless set
     */
    public double minimumWorth() {
        return minimumWorth;
    }

    /**
     * The most offers of a group in one answer.
     *
     * @return by group
     */
    public Map<String, Integer> groupLimits() {
        return groupLimits;
    }

    /**
     * Places that belong to an item.
     *
     * @return item ids by place, from 1
     */
    public Map<Integer, String> fixed() {
        return fixed;
    }

    /**
     * Items that stand no lower than a place.
     *
     * @return places, from 1, by item id
     */
    public Map<String, Integer> boosted() {
        return boosted;
    }

    /**
     * How often the last place explores.
     *
     * @return the exploration
     */
    public Exploration exploration() {
        return exploration;
    }

    /**
     * The models of customers that rules and {@link #modelUses} name.
     *
     * @return by name in alphabetical order, the file and behind {@code #} the target as the policy's author gave them; empty where
     *     the application brings the model
     */
    public Map<String, String> models() {
        return models;
    }

    /**
     * How models weigh items.
     *
     * @return the uses, in order
     */
    public List<ModelUse> modelUses() {
        return modelUses;
    }

    /**
     * All of the policy in words, a line each part.
     *
     * @return text; equal for equal policies, as far as functions in Java say what they do
     */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("policy ").append(name).append(' ').append(version).append('\n');
        text.append("facts ").append(facts).append('\n');
        rules.forEach(rule -> text.append("rule ").append(rule.text()).append('\n'));
        scoreRules.forEach(rule -> text.append("score rule ")
                .append(rule.name())
                .append(' ')
                .append(rule.version())
                .append(' ')
                .append(rule.code())
                .append('\n'));
        text.append("contact ")
                .append(contactPolicy.version())
                .append(contactPolicy.coolDowns())
                .append(contactPolicy.caps())
                .append('\n');
        text.append("values ").append(hasValues ? values.text() : "none").append('\n');
        text.append("levers ").append(levers).append('\n');
        text.append("minimum score ").append(minimumScore).append('\n');
        text.append("minimum worth ").append(minimumWorth).append('\n');
        text.append("group limits ").append(groupLimits).append('\n');
        text.append("fixed ").append(fixed).append('\n');
        text.append("boosted ").append(boosted).append('\n');
        text.append("exploration ").append(exploration).append('\n');
        if (!models.isEmpty()) { // a policy without models keeps the hash it had before there were any
            text.append("models ").append(models.keySet()).append('\n');
            modelUses.forEach(
                    use -> text.append("model use ").append(use.text()).append('\n'));
        }
        return text.toString();
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(Sha256.digest().digest(text.getBytes(UTF_8)));
    }

    @Override
    public String toString() {
        return "Policy[" + name + " " + version + ", " + rules.size() + " rules]";
    }
}
