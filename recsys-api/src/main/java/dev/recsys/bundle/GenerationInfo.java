package dev.recsys.bundle;

import dev.recsys.internal.check.Checks;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a generation says about itself: its manifest.
 *
 * @param id its number and eight random digits, such as {@code 12-3f2a9c01}: the name of its folder, and the stamp of its answers
 * @param number 1 for the first; greater for one saved later, and given to no two that were ever published
 * @param follows the number of the generation that was current when this was saved, or 0: where a rollback leads
 * @param created when it was saved
 * @param libraryVersion the version of this library that saved it
 * @param defaultModel the name of the model that answers unless another is asked for
 * @param policyFile the name of the policy's file, or null if there is no policy
 * @param note what whoever saved it had to say; possibly empty
 * @param files size and hash of every file but the manifest, by name
 */
public record GenerationInfo(
        String id,
        long number,
        long follows,
        Instant created,
        String libraryVersion,
        String defaultModel,
        @Nullable String policyFile,
        String note,
        Map<String, StoredFile> files) {
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,109}");

    /**
     * Checks and copies the values.
     *
     * @param id not blank
     * @param number at least 0
     * @param follows at least 0
     * @param created not null
     * @param libraryVersion not null
     * @param defaultModel not blank; its file is among the files
     * @param policyFile possibly null; otherwise among the files
     * @param note not null
     * @param files copied
     * @throws IllegalArgumentException if a value is not of that kind
     */
    public GenerationInfo {
        Checks.notBlank(id, "id");
        Checks.that(number >= 0, "number must be at least 0, but was %d", number);
        Checks.that(follows >= 0, "follows must be at least 0, but was %d", follows);
        Checks.notNull(created, "created");
        Checks.notNull(libraryVersion, "libraryVersion");
        Checks.notBlank(defaultModel, "defaultModel");
        Checks.notNull(note, "note");
        files = Collections.unmodifiableMap(new TreeMap<>(Checks.noNulls(files, "files")));
        files.keySet()
                .forEach(name -> Checks.that(
                        FILE.matcher(name).matches(), "files must have plain names, but one is called \"%s\"", name));
        Checks.that(
                files.containsKey(defaultModel + ModelFolder.SUFFIX),
                "defaultModel must be among the files of generation %2$s, but was \"%1$s\"",
                defaultModel,
                id);
        Checks.that(
                policyFile == null || files.containsKey(policyFile),
                "policyFile must be among the files of generation %2$s, but was \"%1$s\"",
                policyFile,
                id);
    }

    /**
     * A file of a generation.
     *
     * @param size in bytes
     * @param sha256 64 hexadecimal digits
     */
    public record StoredFile(long size, String sha256) {
        /**
         * Checks the values.
         *
         * @param size at least 0
         * @param sha256 64 hexadecimal digits, in lower case
         * @throws IllegalArgumentException if a value is not of that kind
         */
        public StoredFile {
            Checks.that(size >= 0, "size must be at least 0, but was %d", size);
            Checks.that(
                    Checks.notNull(sha256, "sha256").matches("[0-9a-f]{64}"),
                    "sha256 must be 64 hexadecimal digits, but was \"%s\"",
                    sha256);
        }
    }

    /**
     * The models that recommend.
     *
     * @return their names, in alphabetical order
     */
    public List<String> models() {
        return named(ModelFolder.SUFFIX);
    }

    /**
     * The models of customers that the policy names.
     *
     * @return their names in the policy, in alphabetical order
     */
    public List<String> predictors() {
        return named(PolicyModel.SUFFIX);
    }

    private List<String> named(String suffix) {
        return files.keySet().stream()
                .filter(file -> file.endsWith(suffix))
                .map(file -> file.substring(0, file.length() - suffix.length()))
                .toList();
    }

    /**
     * The file of the policy.
     *
     * @return its name, if there is a policy
     */
    public Optional<String> policy() {
        return Optional.ofNullable(policyFile);
    }
}
