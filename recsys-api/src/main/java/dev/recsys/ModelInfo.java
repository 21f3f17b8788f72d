package dev.recsys;

import dev.recsys.data.Period;
import dev.recsys.internal.check.Checks;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a model is and where it came from.
 *
 * @param algorithm the algorithm's short name, such as {@code "als"}
 * @param modelHash a SHA-256 over everything that decides the model's answers, in hexadecimal; equal hashes mean equal
 *     answers
 * @param config the trainer's configuration as JSON
 * @param dataHash the {@link dev.recsys.data.Dataset#contentHash} of the training data
 * @param lastDate the date of the last data learned from, or null where it has none
 * @param period the step of the panel learned from, or null for an event log
 * @param userCount users in the training data
 * @param itemCount items in the catalogue
 * @param libraryVersion the version of this library that trained the model
 * @param javaVersion the Java version it was trained on
 * @param trainedAt when the training ended
 * @param trainMillis how long it took, in milliseconds
 * @param notes what the trainer found (regime chosen, iterations run, ...), by name
 */
public record ModelInfo(
        String algorithm,
        String modelHash,
        String config,
        String dataHash,
        @Nullable LocalDate lastDate,
        @Nullable Period period,
        int userCount,
        int itemCount,
        String libraryVersion,
        String javaVersion,
        Instant trainedAt,
        long trainMillis,
        Map<String, String> notes) {
    /**
     * Checks and copies the values.
     *
     * @param algorithm not blank
     * @param modelHash not null
     * @param config not null
     * @param dataHash not null
     * @param lastDate possibly null
     * @param period possibly null
     * @param userCount at least 0
     * @param itemCount at least 0
     * @param libraryVersion not null
     * @param javaVersion not null
     * @param trainedAt not null
     * @param trainMillis any
     * @param notes copied
     * @throws IllegalArgumentException if a string is null, the algorithm blank or a count negative
     */
    public ModelInfo {
        Checks.notBlank(algorithm, "algorithm");
        Checks.notNull(modelHash, "modelHash");
        Checks.notNull(config, "config");
        Checks.notNull(dataHash, "dataHash");
        Checks.atLeast(userCount, 0, "userCount");
        Checks.atLeast(itemCount, 0, "itemCount");
        Checks.notNull(libraryVersion, "libraryVersion");
        Checks.notNull(javaVersion, "javaVersion");
        Checks.notNull(trainedAt, "trainedAt");
        notes = Collections.unmodifiableMap(new TreeMap<>(Checks.noNulls(notes, "notes")));
    }

    /**
     * The date of the last data learned from.
     *
     * @return the date, or empty where the data has none
     */
    public Optional<LocalDate> lastSnapshot() {
        return Optional.ofNullable(lastDate);
    }
}
