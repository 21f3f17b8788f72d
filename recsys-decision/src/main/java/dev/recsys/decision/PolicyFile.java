package dev.recsys.decision;

import dev.recsys.CustomerPredictor;
import dev.recsys.decision.contact.Contact;
import dev.recsys.decision.contact.ContactPolicy;
import dev.recsys.decision.contact.ContactPolicyBuilder;
import dev.recsys.decision.rule.Rule;
import dev.recsys.decision.rule.Stage;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a policy that people of the business edit, as YAML 1.2 or JSON. What is wrong is refused with file, line and rule.
 *
 * <pre>{@code
 * policy: cards
 * version: 2026-11
 * facts: [deceased]                       # features that requests bring and the model does not know
 * rules:
 *   - name: adults-only
 *     version: 2                          # 1 by default
 *     stage: eligibility                  # or applicability, suitability
 *     code: TOO_YOUNG                     # the name in upper case by default
 *     items: credit                       # or all, [ids], {groups: [cards]}, {attribute: risk}, {attribute: risk, is: high}
 *     require: {age: {from: 18, to: 75}}  # or exclude: …
 *   - name: affordable
 *     stage: suitability
 *     items: {attribute: minimumIncome}
 *     require: {income: {fromItem: minimumIncome}}   # or toItem, inItem
 *   - name: no-second-card
 *     exclude: {any: [{holdsAny: [card]}, {city: [north, south]}, {not: {holdsAll: [account]}}]}
 *     unknown: allow                      # exclude by default
 * contact:
 *   coolDowns: [{after: refused, per: item, days: 90}]
 *   caps: [{most: 3, per: all, days: 7, channel: mail}]
 * values: {card: {margin: 40, loss: 5, contactCost: 1}}
 * levers: {gold: 0.5}
 * models: {churn: left.recsys, default: risk.recsys#default}   # files beside the policy; behind # the target
 * modelUses:
 *   - {use: risk, model: default, items: credit}
 *   - {use: retention, model: churn, items: {groups: [savings]}, value: 120}
 *   - {use: lever, model: churn, items: [account]}
 * minimumScore: 0.001
 * minimumWorth: 1
 * groupLimits: {cards: 1}
 * places: {1: account}
 * boosts: {loan: 3}
 * exploration: {share: 0.02, seed: 7}
 * }</pre>
 *
 * <p>Thread-safe: no state.
 */
public final class PolicyFile {
    private static final Set<String> KEYS = Set.of(
            "policy",
            "version",
            "facts",
            "rules",
            "contact",
            "values",
            "levers",
            "minimumScore",
            "minimumWorth",
            "groupLimits",
            "places",
            "boosts",
            "exploration",
            "models",
            "modelUses");
    private static final Set<String> RULE_KEYS =
            Set.of("name", "version", "stage", "code", "items", "require", "exclude", "unknown");

    private PolicyFile() {}

    /**
     * Reads a file.
     *
     * @param file the file, in UTF-8
     * @return the policy
     * @throws IOException if it can't be read
     * @throws IllegalArgumentException if something in it is wrong; the message has file, line and rule
     */
    public static Policy read(Path file) throws IOException {
        Checks.notNull(file, "file");
        return parse(String.valueOf(file.getFileName()), TextFile.read(file));
    }

    /**
     * Reads a text.
     *
     * @param name what errors call the text, such as the name of its file
     * @param text YAML or JSON
     * @return the policy
     * @throws IllegalArgumentException if something in it is wrong; the message has name, line and rule
     */
    public static Policy parse(String name, String text) {
        YamlNode root = YamlNode.parse(Checks.notBlank(name, "name"), Checks.notNull(text, "text"));
        Map<String, YamlNode> all = root.entries(KEYS);
        PolicyBuilder policy = root.at(() -> Policy.named(
                root.needed(all, "policy").text(), root.needed(all, "version").text()));
        all.forEach((key, node) -> node.at(() -> {
            read(key, node, policy);
            return policy;
        }));
        return root.at(policy::build);
    }

    /**
     * Loads the models a policy names.
     *
     * @param policy the policy
     * @param folder where files that are not absolute are, such as that of the policy's file
     * @return the models by their names in the policy, for {@link DecisionEngine.Builder#models}; without those that name no file
     * @throws IOException if one can't be read or is damaged
     * @throws IllegalArgumentException if a model has no such target, or several and the policy names none, or an argument is null
     */
    public static Map<String, CustomerPredictor> models(Policy policy, Path folder) throws IOException {
        Checks.notNull(policy, "policy");
        Checks.notNull(folder, "folder");
        return PolicyModels.load(policy, folder);
    }

    /**
     * Chooses the models a policy names of those that a generation has, each by the target that the policy names.
     *
     * @param policy the policy
     * @param loaded what each model predicts, by the policy's names, such as {@code Generation.predictors()}
     * @return the models by their names in the policy, for {@link DecisionEngine.Builder#models}
     * @throws IllegalArgumentException if the models are not just those the policy names, a model has no such target, or several and
     *     the policy names none, or an argument is or holds null
     */
    public static Map<String, CustomerPredictor> models(Policy policy, Map<String, List<CustomerPredictor>> loaded) {
        return PolicyModels.choose(Checks.notNull(policy, "policy"), Checks.noNulls(loaded, "loaded"));
    }

    /**
     * Where the files of the models are that a policy names.
     *
     * @param policy the policy
     * @param folder where files that are not absolute are, such as that of the policy's file
     * @return the file of each model by its name in the policy, whether or not there is one, for {@code Release.withPolicy}
     * @throws IllegalArgumentException if a model names no file, or an argument is null
     */
    public static Map<String, Path> modelFiles(Policy policy, Path folder) {
        return PolicyModels.files(Checks.notNull(policy, "policy"), Checks.notNull(folder, "folder"));
    }

    private static void read(String key, YamlNode node, PolicyBuilder policy) {
        switch (key) {
            case "facts" -> policy.facts(node.texts());
            case "rules" -> node.members().forEach(rule -> rule.at(() -> policy.rule(rule(rule))));
            case "contact" -> policy.contactPolicy(contacts(node));
            case "values" -> policy.values(ItemValues.table(values(node)));
            case "levers" -> node.entries().forEach((item, n) -> n.at(() -> policy.lever(item, n.number())));
            case "minimumScore" -> policy.minimumScore(node.number());
            case "minimumWorth" -> policy.minimumWorth(node.number());
            case "groupLimits" ->
                node.entries().forEach((group, n) -> n.at(() -> policy.groupLimit(group, n.integer())));
            case "places" -> node.entries().forEach((place, n) -> n.at(() -> policy.fix(place(place, n), n.text())));
            case "boosts" -> node.entries().forEach((item, n) -> n.at(() -> policy.boost(item, n.integer())));
            case "models" -> node.entries().forEach((name, n) -> n.at(() -> policy.model(name, n.text())));
            case "modelUses" -> node.members().forEach(use -> use.at(() -> policy.use(modelUse(use))));
            case "exploration" -> policy.explore(exploration(node));
            default -> {
                // policy and version
            }
        }
    }

    private static int place(String text, YamlNode node) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw node.refuse("a place must be a whole number, but was \"" + text + "\"");
        }
    }

    private static Rule rule(YamlNode unnamed) {
        String name = unnamed.needed(unnamed.entries(), "name").text();
        YamlNode node = unnamed.inRule(name);
        Map<String, YamlNode> entries = node.entries(RULE_KEYS);
        return node.at(() -> {
            Rule.Builder rule = Rule.named(name);
            entries.forEach((key, value) -> value.at(() -> {
                switch (key) {
                    case "version" -> rule.version(value.text());
                    case "stage" -> rule.stage(value.constant(Stage.class));
                    case "code" -> rule.code(value.text());
                    case "items" -> rule.items(ConditionYaml.items(value));
                    case "unknown" -> unknown(value, rule);
                    default -> {
                        // the name, and the condition, which ends the rule
                    }
                }
                return rule;
            }));
            YamlNode required = entries.get("require");
            YamlNode excluded = entries.get("exclude");
            if (required != null && excluded == null) {
                return ConditionYaml.isOfItem(required)
                        ? rule.require(ConditionYaml.ofItem(required))
                        : rule.require(ConditionYaml.condition(required));
            }
            if (excluded != null && required == null) {
                return ConditionYaml.isOfItem(excluded)
                        ? rule.exclude(ConditionYaml.ofItem(excluded))
                        : rule.exclude(ConditionYaml.condition(excluded));
            }
            throw node.refuse("there must be either require or exclude");
        });
    }

    private static void unknown(YamlNode node, Rule.Builder rule) {
        switch (node.text()) {
            case "allow" -> rule.allowUnknown();
            case "exclude" -> {
                // the default
            }
            default -> throw node.refuse("unknown must be allow or exclude, but was \"" + node.text() + "\"");
        }
    }

    private static ContactPolicy contacts(YamlNode node) {
        Map<String, YamlNode> entries = node.entries(Set.of("version", "coolDowns", "caps"));
        YamlNode version = entries.get("version");
        ContactPolicyBuilder policy = ContactPolicy.builder(version == null ? "1" : version.text());
        YamlNode coolDowns = entries.get("coolDowns");
        if (coolDowns != null) {
            coolDowns.members().forEach(n -> n.at(() -> policy.coolDown(coolDown(n))));
        }
        YamlNode caps = entries.get("caps");
        if (caps != null) {
            caps.members().forEach(n -> n.at(() -> policy.cap(cap(n))));
        }
        return policy.build();
    }

    private static ContactPolicy.CoolDown coolDown(YamlNode node) {
        Map<String, YamlNode> entries = node.entries(Set.of("after", "per", "days", "name", "channel"));
        ContactPolicy.CoolDown rule = ContactPolicy.CoolDown.of(
                node.needed(entries, "after").constant(Contact.Kind.class),
                node.needed(entries, "per").constant(ContactPolicy.Scope.class),
                Duration.ofDays(node.needed(entries, "days").integer()));
        YamlNode name = entries.get("name");
        YamlNode channel = entries.get("channel");
        rule = name == null ? rule : rule.withName(name.text());
        return channel == null ? rule : rule.withChannel(channel.text());
    }

    private static ContactPolicy.Cap cap(YamlNode node) {
        Map<String, YamlNode> entries = node.entries(Set.of("most", "per", "days", "name", "channel"));
        ContactPolicy.Cap rule = ContactPolicy.Cap.of(
                node.needed(entries, "per").constant(ContactPolicy.Scope.class),
                node.needed(entries, "most").integer(),
                Duration.ofDays(node.needed(entries, "days").integer()));
        YamlNode name = entries.get("name");
        YamlNode channel = entries.get("channel");
        rule = name == null ? rule : rule.withName(name.text());
        return channel == null ? rule : rule.withChannel(channel.text());
    }

    private static Map<String, Value> values(YamlNode node) {
        Map<String, Value> values = new LinkedHashMap<>();
        node.entries().forEach((item, n) -> {
            Map<String, YamlNode> parts = n.entries(Set.of("margin", "loss", "contactCost"));
            values.put(
                    item,
                    n.at(() -> new Value(
                            n.needed(parts, "margin").number(),
                            parts.containsKey("loss") ? parts.get("loss").number() : 0,
                            parts.containsKey("contactCost")
                                    ? parts.get("contactCost").number()
                                    : 0)));
        });
        return values;
    }

    private static ModelUse modelUse(YamlNode node) {
        Map<String, YamlNode> parts = node.entries(Set.of("use", "model", "items", "value"));
        YamlNode value = parts.get("value");
        return new ModelUse(
                node.needed(parts, "use").constant(ModelUse.Kind.class),
                node.needed(parts, "model").text(),
                ConditionYaml.items(node.needed(parts, "items")),
                value == null ? 0 : value.number());
    }

    private static Exploration exploration(YamlNode node) {
        Map<String, YamlNode> parts = node.entries(Set.of("share", "seed"));
        return new Exploration(
                node.needed(parts, "share").number(), node.needed(parts, "seed").wide());
    }
}
