package dev.recsys.io;

import dev.recsys.internal.check.Checks;
import java.nio.file.Path;

/**
 * Reads {@code train_ver2.csv} and reports what became of each row. {@link SantanderPanel#read} is the short form.
 *
 * <pre>{@code
 * PanelRead read = SantanderReader.builder()
 *         .progress((rows, fraction) -> log.info("{} rows, {} %", rows, Math.round(100 * fraction)))
 *         .read(Path.of("train_ver2.csv.gz"));
 * }</pre>
 *
 * <p><b>The file</b> is plain, gzip, or zip of exactly one file, recognised by its first bytes. Checksums and sizes of packed
 * data are verified to their end; a damaged or inconsistent archive is refused. The text is UTF-8,
 * Latin-1 or windows-1252, even mixed: a byte that is not UTF-8 is taken as windows-1252. A byte order mark, LF, CR and
 * CRLF are fine. Columns come in any order, rows too; columns besides {@link SantanderSchema#columns()} are ignored and
 * noted.
 *
 * <p><b>Cleaned silently:</b> blanks around a cell; empty and {@code NA} cells, which are missing, and not held where
 * the cell is a product flag; {@code 1.0} for {@code 1} in ids, flags and categories; dates written Y-m-d or m/d/Y;
 * {@code -999999} in {@code antiguedad}, which is missing and counted in a note; {@code fecha_alta} later than the row's
 * date, which is kept and counted in a note.
 *
 * <p><b>Quarantined,</b> each with line, column and reason: a number, date or flag that cannot be read; an
 * {@code age} outside 0..200, {@code antiguedad} outside 0..2400 or {@code renta} outside 0..1e12; a missing date or
 * customer; a date before 1900 or after 2199; a second row of a customer in a month, the first being kept; a wrong number of
 * fields; a quote that is not closed on its line, after which reading goes on at the next line; a row of more than 131,072
 * characters, a field of more than 65,536, an id or category of more than 1,000.
 *
 * <p><b>Refused</b> unless allowed: a file of which more than 5 % of the rows are quarantined ({@link Builder#maxRejected});
 * and a panel with an outlying month ({@link Builder#allowOutlyingPeriods}). Outlying is a month with fewer than 5 % of the
 * customers of an earlier one, and one with more than 24 empty months between it and the others that has fewer than half of
 * the customers of the largest. A panel may grow from any small beginning, shrink by and by, and lack months.
 *
 * <p>Time is linear in the unpacked text, whatever it holds; memory depends on the rows accepted.
 */
public final class SantanderReader {
    private SantanderReader() {}

    /**
     * A builder that ends in {@link Builder#read}.
     *
     * @return a builder with all defaults
     */
    public static Builder builder() {
        return new Builder();
    }

    /** How to read; not thread-safe, may read any number of files one after the other. */
    public static final class Builder {
        private ReadProgress progress = ReadProgress.none();
        private Tolerance tolerance = Tolerance.defaults();

        private Builder() {}

        /**
         * Sets the listener of the progress of reading.
         *
         * @param listener called every 65,536 rows; default: none
         * @return this
         */
        public Builder progress(ReadProgress listener) {
            progress = Checks.notNull(listener, "progress");
            return this;
        }

        /**
         * How many rejects the report keeps; all are counted.
         *
         * @param limit at least 0; default 1000
         * @return this
         * @throws IllegalArgumentException if the limit is negative
         */
        public Builder rejectLimit(int limit) {
            tolerance = tolerance.withRejectLimit(limit);
            return this;
        }

        /**
         * Which share of the rows may be rejected before the source as a whole is refused.
         *
         * @param share in 0..1; default 0.05
         * @return this
         * @throws IllegalArgumentException if the share is out of range
         */
        public Builder maxRejected(double share) {
            tolerance = tolerance.withMaxRejected(share);
            return this;
        }

        /**
         * Takes panels with periods that are refused otherwise: far away from the others in time, as wrong dates bring
         * about, or with far fewer customers than one before, as in a part of a delivery. A note of the report names
         * them.
         *
         * @return this
         */
        public Builder allowOutlyingPeriods() {
            tolerance = tolerance.withAnyPeriods();
            return this;
        }

        /**
         * Reads a file.
         *
         * @param path the file, in any file system
         * @return the panel of all rows accepted, possibly none, and the report
         * @throws IllegalArgumentException if the file is empty, damaged, or a zip of no or several files, its header
         *     lacks a column or has one twice, or a period is outlying
         * @throws RejectedRowsException if more rows are rejected than {@link #maxRejected} allows
         * @throws java.io.UncheckedIOException if the file cannot be read
         */
        public PanelRead read(Path path) {
            ReportBuilder report =
                    new ReportBuilder(Checks.notNull(path, "path").toString(), Reject.Unit.LINE, tolerance);
            PanelSink sink = new PanelSink(SantanderSchema.layout(), report);
            new CsvTable(report, sink, ',', CsvScanner.LineBreaks.REFUSED, progress).read(path, null);
            return sink.build(tolerance.periods());
        }
    }
}
