package dev.recsys.io;

import dev.recsys.internal.check.Checks;
import java.util.List;
import java.util.Locale;

/**
 * What became of the rows of one source: how many were taken, which were not, and what was noticed. Always
 * {@code accepted() + quarantined() == rowsRead()}. Immutable and thread-safe.
 */
public final class ReadReport {
    private final String source;
    private final long accepted;
    private final long quarantined;
    private final List<Reject> rejects;
    private final List<Tally> tallies;
    private final List<String> notes;

    ReadReport(
            String source,
            long accepted,
            long quarantined,
            List<Reject> rejects,
            List<Tally> tallies,
            List<String> notes) {
        this.source = source;
        this.accepted = accepted;
        this.quarantined = quarantined;
        this.rejects = List.copyOf(rejects);
        this.tallies = List.copyOf(tallies);
        this.notes = List.copyOf(notes);
    }

    /**
     * How many rows were quarantined for one kind of fault in one column.
     *
     * @param column the column, or empty for faults of the row as a whole
     * @param cause the kind of fault
     * @param count how many rows, at least 1
     */
    public record Tally(String column, Reject.Cause cause, long count) {
        /**
         * Checks the values.
         *
         * @param column possibly empty
         * @param cause not null
         * @param count how often
         * @throws IllegalArgumentException if a value is null
         */
        public Tally {
            Checks.notNull(column, "column");
            Checks.notNull(cause, "cause");
        }

        @Override
        public String toString() {
            String words = String.format(Locale.ROOT, "%,d %s", count, cause);
            return column.isEmpty() ? words : "column \"" + column + "\": " + words;
        }
    }

    /**
     * What was read.
     *
     * @return the file, or the word "query"
     */
    public String source() {
        return source;
    }

    /**
     * How many rows the source has, header and empty lines apart.
     *
     * @return the count
     */
    public long rowsRead() {
        return accepted + quarantined;
    }

    /**
     * How many rows were taken.
     *
     * @return the count
     */
    public long accepted() {
        return accepted;
    }

    /**
     * How many rows were left out for a fault.
     *
     * @return the count
     */
    public long quarantined() {
        return quarantined;
    }

    /**
     * The rows left out, in order, up to the reader's limit.
     *
     * @return an unmodifiable list
     */
    public List<Reject> rejects() {
        return rejects;
    }

    /**
     * All rows left out, counted by column and kind of fault, the most frequent first; no limit applies.
     *
     * @return an unmodifiable list
     */
    public List<Tally> tallies() {
        return tallies;
    }

    /**
     * What was noticed and is no fault: columns ignored, sentinels read as missing, and the like.
     *
     * @return an unmodifiable list of sentences
     */
    public List<String> notes() {
        return notes;
    }

    /**
     * A summary for people: the counts, the kinds of faults, the first ten rejects and the notes. Holds ids and cells
     * at fault; where these must not go into a log, use {@link #tallies()}.
     *
     * @return one or more lines
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %,d rows read, %,d accepted, %,d quarantined",
                source,
                rowsRead(),
                accepted,
                quarantined));
        tallies.forEach(tally -> text.append("\n  ").append(tally));
        rejects.stream().limit(10).forEach(reject -> text.append("\n  ").append(reject));
        if (quarantined > 10) {
            text.append(String.format(Locale.ROOT, "\n  and %,d more", quarantined - Math.min(10, rejects.size())));
        }
        notes.forEach(note -> text.append("\n  note: ").append(note));
        return text.toString();
    }
}
