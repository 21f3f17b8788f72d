package dev.recsys.decision;

import dev.recsys.CustomerPredictor;
import dev.recsys.bundle.Predictors;
import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds the models that a policy names: beside its file, or where a generation keeps them. Thread-safe: no state. */
final class PolicyModels {
    private PolicyModels() {}

    /** The file of each model. A model without one is refused, as only an application could bring it. */
    static Map<String, Path> files(Policy policy, Path folder) {
        Map<String, Path> files = new TreeMap<>();
        policy.models().forEach((name, reference) -> {
            Checks.that(
                    !fileOf(reference).isBlank(),
                    "model \"%s\" of policy \"%s\" must name a file, but was \"%s\"",
                    name,
                    policy.name(),
                    reference);
            files.put(name, folder.resolve(fileOf(reference)));
        });
        return files;
    }

    /** The models of files, but for those that name none. */
    static Map<String, CustomerPredictor> load(Policy policy, Path folder) throws IOException {
        Map<String, CustomerPredictor> models = new TreeMap<>();
        for (Map.Entry<String, String> model : policy.models().entrySet()) {
            if (!model.getValue().isEmpty()) {
                models.put(model.getKey(), load(model.getKey(), model.getValue(), folder));
            }
        }
        return models;
    }

    private static CustomerPredictor load(String name, String reference, Path folder) throws IOException {
        try {
            return Predictors.load(folder.resolve(Checks.notBlank(fileOf(reference), "file")), targetOf(reference));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("model \"" + name + "\" of the policy: " + e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new IOException("model \"" + name + "\" of the policy: there is no file " + e.getMessage(), e);
        }
    }

    /** Of models loaded before the targets that the policy names: just these models, and no others. */
    static Map<String, CustomerPredictor> choose(Policy policy, Map<String, List<CustomerPredictor>> loaded) {
        Set<String> wanted = policy.models().keySet();
        Checks.that(
                loaded.keySet().equals(wanted),
                "policy \"%s\" names the models %s, but there are %s beside it",
                policy.name(),
                wanted,
                new TreeMap<>(loaded).keySet());
        Map<String, CustomerPredictor> models = new TreeMap<>();
        policy.models()
                .forEach((name, reference) ->
                        models.put(name, choose(name, targetOf(reference), Checks.copyOf(loaded.get(name), "loaded"))));
        return models;
    }

    private static CustomerPredictor choose(String name, String target, List<CustomerPredictor> all) {
        List<String> targets = all.stream().map(CustomerPredictor::target).toList();
        if (target.isEmpty() && all.size() == 1) {
            return all.get(0);
        }
        Checks.that(
                targets.contains(target),
                "model \"%s\" of the policy: target must be one of %s, but was %s",
                name,
                targets,
                target.isEmpty() ? "not named" : '"' + target + '"');
        return all.get(targets.indexOf(target));
    }

    private static String fileOf(String reference) {
        int mark = reference.lastIndexOf('#');
        return mark < 0 ? reference : reference.substring(0, mark);
    }

    private static String targetOf(String reference) {
        int mark = reference.lastIndexOf('#');
        return mark < 0 ? "" : reference.substring(mark + 1);
    }
}
