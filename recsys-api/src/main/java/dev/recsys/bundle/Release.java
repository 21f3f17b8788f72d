package dev.recsys.bundle;

import dev.recsys.CustomerPredictor;
import dev.recsys.data.Dataset;
import dev.recsys.internal.check.Checks;
import dev.recsys.model.ModelFormatException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a generation is made of: one or more named models, one of which answers by default, and possibly a policy with
 * the models of customers that it names. Immutable.
 *
 * <pre>{@code
 * Release release = Release.of("hybrid", bundle).withPolicy("policy.yaml", text).withNote("November");
 * GenerationInfo saved = ModelStore.at(folder).save(release);
 * }</pre>
 */
public final class Release {
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final int MAX_NOTE = 1_000;

    private final String defaultModel;
    private final Map<String, Bundle> bundles;
    private final @Nullable String policyFile;
    private final String policy;
    private final Map<String, PolicyModel> policyModels;
    private final String note;

    private Release(
            String defaultModel,
            Map<String, Bundle> bundles,
            @Nullable String policyFile,
            String policy,
            Map<String, PolicyModel> policyModels,
            String note) {
        this.defaultModel = defaultModel;
        this.bundles = bundles;
        this.policyFile = policyFile;
        this.policy = policy;
        this.policyModels = policyModels;
        this.note = note;
    }

    /**
     * A release of one model.
     *
     * @param name letters, digits, dots, dashes and underscores, at most 100
     * @param bundle the model, with or without a memory
     * @return the release
     * @throws IllegalArgumentException if the name is not of that form or {@code bundle} is null
     */
    public static Release of(String name, Bundle bundle) {
        ModelFolder.requireName(name);
        return new Release(name, Map.of(name, Checks.notNull(bundle, "bundle")), null, "", Map.of(), "");
    }

    /**
     * The same release with one model more, or another model of a name.
     *
     * @param name letters, digits, dots, dashes and underscores, at most 100
     * @param bundle the model, with or without a memory
     * @return the changed release
     * @throws IllegalArgumentException if the name is not of that form or {@code bundle} is null
     */
    public Release with(String name, Bundle bundle) {
        ModelFolder.requireName(name);
        Map<String, Bundle> more = new TreeMap<>(bundles);
        more.put(name, Checks.notNull(bundle, "bundle"));
        return new Release(defaultModel, Map.copyOf(more), policyFile, policy, policyModels, note);
    }

    /**
     * The same release with a policy in place of any other, and without models of customers. Here a policy is a text; whether it
     * can be read is not checked.
     *
     * @param file the name of its file: letters, digits, dots, dashes and underscores, at most 100
     * @param text its content
     * @return the changed release
     * @throws IllegalArgumentException if the name is not of that form or that of another file, or if {@code text} is null
     */
    public Release withPolicy(String file, String text) {
        return new Release(defaultModel, bundles, policyFile(file), Checks.notNull(text, "text"), Map.of(), note);
    }

    /**
     * The same release with a policy and the models of customers that it names, in place of any others. The files are read here;
     * what becomes of them later does not matter.
     *
     * @param file the name of its file, as {@link #withPolicy(String, String)} takes it
     * @param text its content
     * @param models the file of each model by the name that the policy gives it: letters, digits, dots, dashes and underscores, at
     *     most 100
     * @return the changed release
     * @throws NoSuchFileException if there is no such file
     * @throws ModelFormatException if a file is damaged, or no {@link dev.recsys.model.PredictorCodec} on the class path reads its
     *     algorithm
     * @throws IOException if a file can't be read
     * @throws IllegalArgumentException if a name is not of its form, or an argument is or holds null
     */
    public Release withPolicy(String file, String text, Map<String, Path> models) throws IOException {
        Map<String, PolicyModel> read = new TreeMap<>();
        for (Map.Entry<String, Path> model : Checks.noNulls(models, "models").entrySet()) {
            Checks.that(
                    ModelFolder.isName(model.getKey()),
                    "models must have names of letters, digits, dots, dashes and underscores, at most 100, but one is called"
                            + " \"%s\"",
                    model.getKey());
            read.put(model.getKey(), PolicyModel.read(model.getValue()));
        }
        return withPolicy(file, text).withPolicyModels(read);
    }

    /** The same release with models of customers in place of any others. */
    Release withPolicyModels(Map<String, PolicyModel> models) {
        return new Release(defaultModel, bundles, policyFile, policy, Map.copyOf(models), note);
    }

    private static String policyFile(String file) {
        Checks.notNull(file, "policy file");
        Checks.that(
                FILE.matcher(file).matches()
                        && !file.endsWith(ModelFolder.SUFFIX)
                        && !file.endsWith(PolicyModel.SUFFIX)
                        && !file.startsWith(GenerationFolder.MANIFEST_STEM),
                "a policy's file has a name of letters, digits, dots, dashes and underscores, at most 100, that is not one of a"
                        + " model or a manifest, but was \"%s\"",
                file);
        return file;
    }

    /**
     * The same release without a policy and without models of customers.
     *
     * @return the changed release
     */
    public Release withoutPolicy() {
        return new Release(defaultModel, bundles, null, "", Map.of(), note);
    }

    /**
     * The same release with a note, such as who made it for what.
     *
     * @param note at most 1,000 characters
     * @return the changed release
     * @throws IllegalArgumentException if it is null or longer
     */
    public Release withNote(String note) {
        Checks.notNull(note, "note");
        Checks.that(note.length() <= MAX_NOTE, "note must have at most %d characters", MAX_NOTE);
        return new Release(defaultModel, bundles, policyFile, policy, policyModels, note);
    }

    /**
     * The same models, those with a memory remembering the customers of other data: of a newer snapshot, without training.
     *
     * @param data a panel or an event log
     * @return the changed release; O(rows) a model
     * @throws IllegalArgumentException if {@code data} is null, or no model has a memory
     */
    public Release remembering(Dataset data) {
        Checks.notNull(data, "data");
        Checks.that(
                bundles.values().stream().anyMatch(bundle -> bundle.memory().isPresent()),
                "no model of the release has a memory that could be refreshed");
        Map<String, Bundle> fresh = new TreeMap<>();
        bundles.forEach(
                (name, bundle) -> fresh.put(name, bundle.memory().isPresent() ? bundle.remembering(data) : bundle));
        return new Release(defaultModel, Map.copyOf(fresh), policyFile, policy, policyModels, note);
    }

    /**
     * Which model answers by default.
     *
     * @return its name
     */
    public String defaultModel() {
        return defaultModel;
    }

    /**
     * The models.
     *
     * @return by name, in alphabetical order; a copy
     */
    public Map<String, Bundle> bundles() {
        return new LinkedHashMap<>(new TreeMap<>(bundles));
    }

    /**
     * The name of the policy's file.
     *
     * @return the name, if there is a policy
     */
    public Optional<String> policyFile() {
        return Optional.ofNullable(policyFile);
    }

    /**
     * The policy.
     *
     * @return its text, if there is one
     */
    public Optional<String> policy() {
        return policyFile == null ? Optional.empty() : Optional.of(policy);
    }

    /**
     * The models of customers that the policy names, as {@code dev.recsys.decision.PolicyFile.models} takes them.
     *
     * @return what each predicts, by the policy's names in alphabetical order; a copy
     */
    public Map<String, List<CustomerPredictor>> predictors() {
        return predictors(policyModels);
    }

    static Map<String, List<CustomerPredictor>> predictors(Map<String, PolicyModel> models) {
        Map<String, List<CustomerPredictor>> all = new TreeMap<>();
        models.forEach((name, model) -> all.put(name, model.predictors()));
        return all;
    }

    /** The models of customers, by name. */
    Map<String, PolicyModel> policyModels() {
        return policyModels;
    }

    /**
     * The note.
     *
     * @return possibly empty
     */
    public String note() {
        return note;
    }

    @Override
    public String toString() {
        return "Release[" + String.join(", ", new TreeMap<>(bundles).keySet()) + "; " + defaultModel + " by default"
                + (policyFile == null ? "" : ", " + policyFile) + "]";
    }
}
