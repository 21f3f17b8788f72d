package dev.recsys.decision;

import dev.recsys.internal.check.Checks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A node of YAML 1.2, of which JSON is a part, that knows its file, line and rule; what it refuses names all three. */
final class YamlNode {
    private static final int MOST_CHARACTERS = 1 << 22;
    private static final int DEEPEST = 50; // an alias may stand within what it stands for

    private final String file;
    private final String rule; // such as: , rule "age"
    private final Node node;
    private final int depth;

    private YamlNode(String file, String rule, Node node, int depth) {
        this.file = file;
        this.rule = rule;
        this.node = node;
        this.depth = depth;
    }

    /**
     * Parses a text.
     *
     * @throws IllegalArgumentException if it is not YAML, or empty
     */
    static YamlNode parse(String file, String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(MOST_CHARACTERS)
                .setMaxAliasesForCollections(20)
                .build();
        try {
            Node root = new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() -> new IllegalArgumentException(file + " is empty"));
            return new YamlNode(file, "", root, 0);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new IllegalArgumentException(file + ", line " + line + ": " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(file + " is not YAML: " + e.getMessage(), e);
        }
    }

    /** The same node as a part of a rule. */
    YamlNode inRule(String name) {
        return new YamlNode(file, ", rule \"" + name + "\"", node, depth);
    }

    private YamlNode child(Node of) {
        if (depth == DEEPEST) {
            throw refuse("there must be at most " + DEEPEST + " levels");
        }
        return new YamlNode(file, rule, of, depth + 1);
    }

    /** A refusal at this node. */
    IllegalArgumentException refuse(String sentence) {
        int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        return new IllegalArgumentException(file + ", line " + line + rule + ": " + sentence);
    }

    /** Runs what may refuse a value, with the place in what it throws. */
    <T> T at(java.util.function.Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            if (message.startsWith(file + ", line ")) {
                throw e;
            }
            IllegalArgumentException placed = refuse(message);
            placed.initCause(e);
            throw placed;
        }
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isSequence() {
        return node instanceof SequenceNode;
    }

    /** The entries of a mapping, in order. */
    Map<String, YamlNode> entries() {
        if (!(node instanceof MappingNode mapping)) {
            throw refuse("there must be a mapping, such as {name: value}");
        }
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = child(tuple.getKeyNode()).text();
            if (entries.put(key, child(tuple.getValueNode())) != null) {
                throw child(tuple.getKeyNode()).refuse("the key \"" + key + "\" is there twice");
            }
        }
        return entries;
    }

    /** The entries of a mapping that may have some keys only. */
    Map<String, YamlNode> entries(Set<String> known) {
        Map<String, YamlNode> entries = entries();
        entries.forEach((key, value) -> {
            if (!known.contains(key)) {
                throw value.refuse("there is no key \"" + key + "\"; there are "
                        + known.stream().sorted().toList());
            }
        });
        return entries;
    }

    /** The value of a key that must be there. */
    YamlNode needed(Map<String, YamlNode> entries, String key) {
        YamlNode value = entries.get(key);
        if (value == null) {
            throw refuse("the key \"" + key + "\" is missing");
        }
        return value;
    }

    /** The members of a sequence. */
    List<YamlNode> members() {
        if (!(node instanceof SequenceNode sequence)) {
            throw refuse("there must be a list, such as [a, b]");
        }
        List<YamlNode> members = new ArrayList<>();
        sequence.getValue().forEach(member -> members.add(child(member)));
        return members;
    }

    /** The text of a scalar, as it is written. */
    String text() {
        if (!(node instanceof ScalarNode scalar)) {
            throw refuse("there must be one value");
        }
        return scalar.getValue();
    }

    /** The texts of a sequence. */
    String[] texts() {
        return members().stream().map(YamlNode::text).toArray(String[]::new);
    }

    double number() {
        String text = text();
        try {
            double number = Double.parseDouble(text);
            Checks.that(Double.isFinite(number), "not finite");
            return number;
        } catch (IllegalArgumentException e) {
            throw refuse("there must be a number, but was \"" + text + "\"");
        }
    }

    int integer() {
        String text = text();
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw refuse("there must be a whole number, but was \"" + text + "\"");
        }
    }

    long wide() {
        String text = text();
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw refuse("there must be a whole number, but was \"" + text + "\"");
        }
    }

    /** One of the constants of an enum, in lower or upper case. */
    <E extends Enum<E>> E constant(Class<E> type) {
        String text = text();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        throw refuse("there must be one of " + List.of(type.getEnumConstants()) + ", but was \"" + text + "\"");
    }
}
