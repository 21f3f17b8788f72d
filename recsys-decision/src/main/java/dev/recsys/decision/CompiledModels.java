package dev.recsys.decision;

import dev.recsys.CustomerPredictor;
import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Item;
import dev.recsys.data.Vocabulary;
import dev.recsys.decision.rule.CustomerView;
import dev.recsys.internal.check.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The models of customers that a policy names, checked, and which items each weighs. Immutable and thread-safe. */
final class CompiledModels {
    private static final int[] NONE = new int[0];

    private final String[] names;
    private final CustomerPredictor[] models;
    private final ModelColumns[] columns; // of each model
    private final String[] targets;
    private final String[] hashes;
    private final int[] risks; // of each item: a model, or -1
    private final int[] retentions; // of each item: a model, or -1
    private final double[] kept; // of each item: what a customer who stays is worth
    private final int[][] levers; // of each item: models
    private final List<List<String>> weighing; // of each item: names

    /**
     * Compiles.
     *
     * @throws IllegalArgumentException if the policy names a model that is not given, or one is given that it does not name; if a
     *     model looks at what neither the recommender nor the policy's facts know, or know as another kind, or at a protected
     *     feature; if a risk or retention model gives no probabilities; if an item has two of them; or if a name is that of a feature
     */
    CompiledModels(Policy policy, Map<String, CustomerPredictor> given, Vocabulary vocabulary) {
        Set<String> wanted = policy.models().keySet();
        Checks.that(
                given.keySet().equals(wanted),
                "the engine must be given the models that policy \"%s\" names, %s, but was given %s",
                policy.name(),
                wanted,
                new TreeSet<>(given.keySet()));
        this.names = wanted.toArray(String[]::new); // in alphabetical order
        this.models = Arrays.stream(names).map(given::get).toArray(CustomerPredictor[]::new);
        this.targets = new String[names.length];
        this.hashes = new String[names.length];
        this.columns = new ModelColumns[names.length];
        for (int model = 0; model < names.length; model++) {
            targets[model] = Checks.notBlank(models[model].target(), "the target of model \"" + names[model] + "\"");
            hashes[model] = Checks.notBlank(models[model].modelHash(), "the hash of model \"" + names[model] + "\"");
            check(names[model], models[model].columns(), policy, vocabulary);
            columns[model] = new ModelColumns(models[model].columns(), vocabulary);
        }
        Catalogue catalogue = vocabulary.catalogue();
        int items = catalogue.size();
        this.risks = new int[items];
        this.retentions = new int[items];
        this.kept = new double[items];
        this.levers = new int[items][];
        Arrays.fill(risks, -1);
        Arrays.fill(retentions, -1);
        Arrays.fill(levers, NONE);
        List<List<String>> of = new ArrayList<>();
        for (int item = 0; item < items; item++) {
            of.add(new ArrayList<>());
        }
        policy.modelUses().forEach(use -> compile(use, catalogue, of));
        this.weighing = of.stream().map(List::copyOf).toList();
    }

    private static void check(String name, FeatureSchema columns, Policy policy, Vocabulary vocabulary) {
        FeatureSchema known = vocabulary.schema();
        Checks.that(
                known.indexOf(name) < 0 && !policy.facts().contains(name),
                "a model of the policy must not have the name of a feature, but one is called \"%s\"",
                name);
        for (String column : columns.names()) {
            int place = known.indexOf(column);
            boolean isNumeric = columns.isNumeric(columns.indexOf(column));
            if (place < 0 && isNumeric && ModelColumns.heldItem(column, vocabulary.catalogue()) >= 0) {
                continue;
            }
            Checks.that(
                    place >= 0 || policy.facts().contains(column),
                    "model \"%s\" of the policy looks at \"%s\", which the recommender does not know; if requests bring it, name it in"
                            + " the policy's facts",
                    name,
                    column);
            Checks.that(
                    place < 0 || known.isNumeric(place) == isNumeric,
                    "model \"%s\" of the policy looks at \"%s\" as %s, but the recommender does not",
                    name,
                    column,
                    isNumeric ? "a number" : "a category");
            Checks.that(
                    place < 0 || !known.isProtected(place),
                    "model \"%s\" of the policy looks at \"%s\", which is protected",
                    name,
                    column);
        }
    }

    private void compile(ModelUse use, Catalogue catalogue, List<List<String>> weighing) {
        int model = Arrays.binarySearch(names, use.model());
        Checks.that(
                use.kind() == ModelUse.Kind.LEVER || models[model].isProbability(),
                "the %s of the policy must be a probability, but model \"%s\" predicts another number",
                use.kind(),
                use.model());
        use.items().of(catalogue).stream().forEach(item -> {
            switch (use.kind()) {
                case RISK -> risks[item] = only(risks[item], model, use, catalogue.item(item));
                case RETENTION -> {
                    retentions[item] = only(retentions[item], model, use, catalogue.item(item));
                    kept[item] = use.value();
                }
                case LEVER -> {
                    levers[item] = Arrays.copyOf(levers[item], levers[item].length + 1);
                    levers[item][levers[item].length - 1] = model;
                }
            }
            if (!weighing.get(item).contains(use.model())) {
                weighing.get(item).add(use.model());
            }
        });
    }

    private static int only(int there, int model, ModelUse use, Item item) {
        Checks.that(there < 0, "item \"%s\" must have at most one model of %s, but has two", item.id(), use.kind());
        return model;
    }

    boolean isEmpty() {
        return names.length == 0;
    }

    /** Name, target and hash of each model. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (int model = 0; model < names.length; model++) {
            keys.add(Prediction.key(names[model], targets[model], hashes[model]));
        }
        return keys;
    }

    /**
     * Asks each model once.
     *
     * @param failed told of a model that throws or gives no number it may give, whose prediction is NaN
     */
    List<Prediction> predict(CustomerView customer, BiConsumer<String, Throwable> failed) {
        List<Prediction> all = new ArrayList<>(names.length);
        for (int model = 0; model < names.length; model++) {
            double value;
            try {
                value = models[model].predict(columns[model].of(customer));
                boolean isSound = models[model].isProbability() ? value >= 0 && value <= 1 : Double.isFinite(value);
                Checks.that(isSound, "model \"%s\" predicted %s", names[model], value);
            } catch (Throwable e) { // what needs it is out
                failed.accept("model " + names[model], e);
                value = Double.NaN;
            }
            all.add(new Prediction(names[model], targets[model], hashes[model], value));
        }
        return all;
    }

    /** The names of the models that weigh an item. */
    List<String> weighing(int item) {
        return weighing.get(item);
    }

    /** The first model that weighs an item and failed, or -1. */
    int failedOf(int item, List<Prediction> predictions) {
        for (String name : weighing.get(item)) {
            int model = Arrays.binarySearch(names, name);
            if (Double.isNaN(predictions.get(model).value())) {
                return model;
            }
        }
        for (int model : levers[item]) {
            if (predictions.get(model).value() < 0) {
                return model;
            }
        }
        return -1;
    }

    String name(int model) {
        return names[model];
    }

    /**
     * An item's value with its risk and retention.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    Value weigh(int item, Value value, List<Prediction> predictions) {
        int risk = risks[item];
        int retention = retentions[item];
        if (risk < 0 && retention < 0) {
            return value;
        }
        double margin = value.margin();
        if (retention >= 0) {
            margin += predictions.get(retention).value() * kept[item];
        }
        if (risk < 0) {
            return new Value(margin, value.loss(), value.contactCost());
        }
        double chance = predictions.get(risk).value();
        return new Value(margin * (1 - chance), value.loss() * chance, value.contactCost());
    }

    /** The product of an item's levers by models; 1 without one. */
    double lever(int item, List<Prediction> predictions) {
        double product = 1;
        for (int model : levers[item]) {
            product *= predictions.get(model).value();
        }
        return product;
    }
}
