package dev.recsys.decision.log;

import dev.recsys.internal.check.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Whether a log is whole, and where it ends. A value.
 *
 * <p>A changed, dropped, repeated or reordered line or file is found as long as whoever changed it did not compute all later
 * hashes anew: a hash is not a signature. Records cut off at the end are found by the log's file {@code head}, which the same
 * hand may have changed; only a {@link DecisionLog#head} kept in another place shows both.
 *
 * @param files files of the log, whole or in part
 * @param records records that verified, from the first on
 * @param end the last of them
 * @param endFile the name of the file it stands in; empty if there is none
 * @param endLine its line in the file, from 2; 0 if there is none
 * @param tornBytes bytes of a record that was being written when the process was killed, or is right now; 0 for none
 * @param fault the first broken place in words: file, line, record, what is wrong; null if the log is whole
 */
public record LogCheck(
        long files,
        long records,
        LogHead end,
        String endFile,
        long endLine,
        long tornBytes,
        @Nullable String fault) {
    /**
     * Checks the values.
     *
     * @param files at least 0
     * @param records at least 0
     * @param end not null
     * @param endFile not null
     * @param endLine at least 0
     * @param tornBytes at least 0
     * @param fault null or a sentence
     * @throws IllegalArgumentException if a value is null or negative
     */
    public LogCheck {
        Checks.that(files >= 0, "files must be at least 0, but was %d", files);
        Checks.that(records >= 0, "records must be at least 0, but was %d", records);
        Checks.notNull(end, "end");
        Checks.notNull(endFile, "endFile");
        Checks.that(endLine >= 0, "endLine must be at least 0, but was %d", endLine);
        Checks.that(tornBytes >= 0, "tornBytes must be at least 0, but was %d", tornBytes);
    }

    /**
     * Whether nothing is wrong. A torn end is not: it is what a killed process leaves.
     *
     * @return whether there is no {@link #fault}
     */
    public boolean isSound() {
        return fault == null;
    }
}
