package dev.recsys.io;

import dev.recsys.io.Reject.Cause;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows cell by cell: {@link #header} once, then for each row {@link #begin}, a {@link #cell} for each field, and
 * {@link #end}; or no {@code end}, where the row turns out to be broken. The first fault of a row decides.
 */
abstract class RowSink {
    /** The most characters of an id or category. */
    static final int MAX_TEXT = 1000;

    protected final ReportBuilder report;
    protected List<String> names = List.of();
    private @Nullable Cause cause;
    private String column = "";
    private String reason = "";
    private long number;

    RowSink(ReportBuilder report) {
        this.report = report;
    }

    /** The columns that the source must or may have. */
    abstract List<String> knownColumns();

    /**
     * Takes the names of the fields.
     *
     * @throws IllegalArgumentException if a column is missing or there twice
     */
    abstract void header(List<String> fields);

    /** Begins the row of a line or row number. */
    void begin(long place) {
        number = place;
        cause = null;
    }

    /** Takes a field's characters. {@code buf} is valid only during the call. Not modified. */
    abstract void cell(int field, char[] buf, int from, int to);

    /** Ends the row, which is counted as accepted or as quarantined. */
    final void end() {
        if (cause == null) {
            commit();
        }
        if (cause == null) {
            report.accept();
        } else {
            report.reject(number, column, cause, reason);
        }
    }

    /** Keeps the row, or calls {@link #fail}. */
    abstract void commit();

    final boolean failed() {
        return cause != null;
    }

    final void fail(String atColumn, Cause why, String inWords) {
        if (cause == null) {
            cause = why;
            column = atColumn;
            reason = inWords;
        }
    }

    final void failTooLong(String atColumn, String what, int length) {
        fail(
                atColumn,
                Cause.TOO_LONG,
                String.format(Locale.ROOT, "%s has %,d characters, but may have %,d at most", what, length, MAX_TEXT));
    }

    final void failReading(String atColumn, Cause why, String as, char[] buf, int from, int to) {
        if (cause == null) {
            fail(atColumn, why, "cannot read " + ReportBuilder.shown(buf, from, to) + " as " + as);
        }
    }
}
