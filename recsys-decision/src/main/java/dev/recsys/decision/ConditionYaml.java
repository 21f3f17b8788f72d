package dev.recsys.decision;

import dev.recsys.decision.rule.Condition;
import dev.recsys.decision.rule.ItemCondition;
import dev.recsys.decision.rule.ItemSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Conditions and selectors of a policy file. */
final class ConditionYaml {
    private static final Set<String> NUMBER = Set.of("from", "to");
    private static final Map<String, String> OF_ITEM =
            Map.of("fromItem", "fromItem", "toItem", "toItem", "inItem", "inItem");

    private ConditionYaml() {}

    /** Whether a condition compares with an attribute of the item. */
    static boolean isOfItem(YamlNode node) {
        Map<String, YamlNode> entries = node.entries();
        return entries.size() == 1
                && entries.values().iterator().next().isMapping()
                && entries.values().iterator().next().entries().keySet().stream()
                        .anyMatch(OF_ITEM::containsKey);
    }

    /** {@code {income: {fromItem: minimumIncome}}}. */
    static ItemCondition ofItem(YamlNode node) {
        Map.Entry<String, YamlNode> entry = node.entries().entrySet().iterator().next();
        Map<String, YamlNode> spec = entry.getValue().entries(OF_ITEM.keySet());
        if (spec.size() != 1) {
            throw entry.getValue().refuse("there must be one of fromItem, toItem and inItem");
        }
        Map.Entry<String, YamlNode> one = spec.entrySet().iterator().next();
        String attribute = one.getValue().text();
        return switch (one.getKey()) {
            case "fromItem" -> ItemCondition.atLeast(entry.getKey(), attribute);
            case "toItem" -> ItemCondition.atMost(entry.getKey(), attribute);
            default -> ItemCondition.among(entry.getKey(), attribute);
        };
    }

    /** A mapping whose entries must all hold. */
    static Condition condition(YamlNode node) {
        List<Condition> parts = new ArrayList<>();
        node.entries().forEach((key, value) -> parts.add(value.at(() -> condition(key, value))));
        if (parts.isEmpty()) {
            throw node.refuse("there must be a condition, such as {age: {from: 18}}");
        }
        return parts.size() == 1 ? parts.get(0) : Condition.all(parts.toArray(Condition[]::new));
    }

    private static Condition condition(String key, YamlNode value) {
        return switch (key) {
            case "all" -> Condition.all(conditions(value));
            case "any" -> Condition.any(conditions(value));
            case "not" -> Condition.not(condition(value));
            case "holdsAny" -> Condition.holdsAny(List.of(value.texts()));
            case "holdsAll" -> Condition.holdsAll(List.of(value.texts()));
            default -> ofFeature(key, value);
        };
    }

    private static Condition[] conditions(YamlNode value) {
        return value.members().stream().map(ConditionYaml::condition).toArray(Condition[]::new);
    }

    private static Condition ofFeature(String feature, YamlNode value) {
        if (value.isSequence()) {
            return Condition.in(feature, value.texts());
        }
        Map<String, YamlNode> spec = value.entries(NUMBER);
        if (spec.isEmpty()) {
            throw value.refuse("there must be a list of categories, or {from: number, to: number}");
        }
        if (!spec.containsKey("to")) {
            return Condition.atLeast(feature, value.needed(spec, "from").number());
        }
        if (!spec.containsKey("from")) {
            return Condition.atMost(feature, value.needed(spec, "to").number());
        }
        return Condition.between(
                feature,
                value.needed(spec, "from").number(),
                value.needed(spec, "to").number());
    }

    /** {@code all}, {@code credit}, {@code [ids]}, {@code {groups: […]}}, {@code {attribute: name, is: value}}. */
    static ItemSelector items(YamlNode node) {
        if (node.isSequence()) {
            return node.at(() -> ItemSelector.items(node.texts()));
        }
        if (!node.isMapping()) {
            return switch (node.text()) {
                case "all" -> ItemSelector.all();
                case "credit" -> ItemSelector.credit();
                default ->
                    throw node.refuse(
                            "items must be all, credit, a list of ids, {groups: [a]} or {attribute: a}, but was \""
                                    + node.text() + "\"");
            };
        }
        Map<String, YamlNode> entries = node.entries(Set.of("groups", "attribute", "is"));
        YamlNode groups = entries.get("groups");
        if (groups != null) {
            if (entries.size() > 1) {
                throw node.refuse("items must be selected by groups or by an attribute, not both");
            }
            return groups.at(() -> ItemSelector.groups(groups.texts()));
        }
        String attribute = node.needed(entries, "attribute").text();
        YamlNode value = entries.get("is");
        return node.at(() ->
                value == null ? ItemSelector.attribute(attribute) : ItemSelector.attribute(attribute, value.text()));
    }
}
