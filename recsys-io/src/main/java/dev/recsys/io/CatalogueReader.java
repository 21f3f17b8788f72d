package dev.recsys.io;

import dev.recsys.data.Catalogue;
import dev.recsys.data.Item;
import dev.recsys.internal.check.Checks;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is known of items from a CSV file with a header, one row an item, to be joined to events by
 * {@link dev.recsys.data.EventLog#declared}.
 *
 * <pre>{@code
 * Catalogue items = CatalogueReader.read(Path.of("items.csv"));
 * EventLog log = EventReader.read(Path.of("events.csv")).declared(items);
 * }</pre>
 *
 * <p><b>Columns.</b> The first one holds ids, unless {@link Builder#id} names another. {@code label} and {@code group} are the
 * {@linkplain Item item's}, {@code credit} is 1 where the bank lends money by it and 0 or empty elsewhere. Every other column
 * with a name is an attribute, {@code alias} another name of the item. An attribute may have several values, separated by
 * {@code |}; values are text, so that each different number is a category.
 *
 * <p><b>The file</b> is plain, gzip, or zip of exactly one file, recognised by its first bytes. What separates its fields is found
 * among comma, semicolon, tab and bar, unless {@link Builder#separator} names it; a file whose attributes have several values
 * should be separated by a comma or name it. <b>Missing</b> is an empty cell, one of blanks, {@code NA}, {@code NaN} and {@code
 * null} in any case: the item lacks the attribute. Words for missing values are ids like others.
 *
 * <p><b>Refused,</b> each with line, column and reason: an id that is missing or that another row has; a {@code credit} other than 0
 * or 1; a wrong number of fields; a broken quote; a row of more than 131,072 characters, a field of more than 65,536, an id or
 * value of more than 1,000. A role that gets lost is worse than a file that must be mended, so one such row refuses the
 * file unless {@link Builder#maxRejected} allows more.
 *
 * <p><b>Memory:</b> the file is read once; about a hundred bytes a value.
 */
public final class CatalogueReader {
    private CatalogueReader() {}

    /**
     * Reads a file whose first column holds ids.
     *
     * @param path the file, in any file system
     * @return the items in the order of their rows, at least one
     * @throws IllegalArgumentException if the file is empty, damaged, or a zip of no or several files, it has no item, its header
     *     has a column twice, a row is at fault, or an alias is the id or alias of another item
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public static Catalogue read(Path path) {
        return builder().read(path).catalogue();
    }

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
        private String id = "";
        private @Nullable Character separator;
        private @Nullable Charset charset;
        private ReadProgress progress = ReadProgress.none();
        private Tolerance tolerance = Tolerance.defaults().withMaxRejected(0);

        private Builder() {}

        /**
         * Names the column of ids.
         *
         * @param column its name; default: that of the first column
         * @return this
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder id(String column) {
            id = Checks.notBlank(column, "id");
            return this;
        }

        /**
         * What stands between two fields.
         *
         * @param character any character but a quote and those that end a line; default: found from the file
         * @return this
         * @throws IllegalArgumentException if the character is a quote or ends a line
         */
        public Builder separator(char character) {
            separator = CsvTable.checkedSeparator(character);
            return this;
        }

        /**
         * How the text is encoded.
         *
         * @param encoding the encoding, what cannot be decoded becoming U+FFFD; default UTF-8, with windows-1252 for
         *     bytes that are not UTF-8
         * @return this
         */
        public Builder charset(Charset encoding) {
            charset = Checks.notNull(encoding, "charset");
            return this;
        }

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
         * @param share in 0..1; default 0
         * @return this
         * @throws IllegalArgumentException if the share is out of range
         */
        public Builder maxRejected(double share) {
            tolerance = tolerance.withMaxRejected(share);
            return this;
        }

        /**
         * Reads a file.
         *
         * @param path the file, in any file system
         * @return the items accepted, at least one, in the order of their rows, and the report
         * @throws IllegalArgumentException if the file is empty, damaged, or a zip of no or several files, it has no item, its
         *     header lacks the column of ids or has a column twice, or an alias is the id or alias of another item
         * @throws RejectedRowsException if more rows are rejected than {@link #maxRejected} allows
         * @throws java.io.UncheckedIOException if the file cannot be read
         */
        public CatalogueRead read(Path path) {
            ReportBuilder report =
                    new ReportBuilder(Checks.notNull(path, "path").toString(), Reject.Unit.LINE, tolerance);
            CatalogueSink sink = new CatalogueSink(id, report);
            new CsvTable(report, sink, separator, CsvScanner.LineBreaks.ALLOWED, progress).read(path, charset);
            return sink.build();
        }
    }
}
