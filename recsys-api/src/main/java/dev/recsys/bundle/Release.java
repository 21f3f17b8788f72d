package dev.recsys.bundle;

import dev.recsys.data.Dataset;
import dev.recsys.internal.check.Checks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a generation is made of: one or more named models, one of which answers by default, and possibly a policy. Immutable.
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
    private final String note;

    private Release(
            String defaultModel, Map<String, Bundle> bundles, @Nullable String policyFile, String policy, String note) {
        this.defaultModel = defaultModel;
        this.bundles = bundles;
        this.policyFile = policyFile;
        this.policy = policy;
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
        return new Release(name, Map.of(name, Checks.notNull(bundle, "bundle")), null, "", "");
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
        return new Release(defaultModel, Map.copyOf(more), policyFile, policy, note);
    }

    /**
     * The same release with a policy in place of any other. Here it is a text; whether it can be read is not checked.
     *
     * @param file the name of its file: letters, digits, dots, dashes and underscores, at most 100
     * @param text its content
     * @return the changed release
     * @throws IllegalArgumentException if the name is not of that form or that of another file, or if {@code text} is null
     */
    public Release withPolicy(String file, String text) {
        Checks.notNull(file, "policy file");
        Checks.that(
                FILE.matcher(file).matches()
                        && !file.endsWith(ModelFolder.SUFFIX)
                        && !file.startsWith(GenerationFolder.MANIFEST_STEM),
                "a policy's file has a name of letters, digits, dots, dashes and underscores, at most 100, that is not one of a"
                        + " model or a manifest, but was \"%s\"",
                file);
        return new Release(defaultModel, bundles, file, Checks.notNull(text, "text"), note);
    }

    /**
     * The same release without a policy.
     *
     * @return the changed release
     */
    public Release withoutPolicy() {
        return new Release(defaultModel, bundles, null, "", note);
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
        return new Release(defaultModel, bundles, policyFile, policy, note);
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
        return new Release(defaultModel, Map.copyOf(fresh), policyFile, policy, note);
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
