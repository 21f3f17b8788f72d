package dev.recsys.io;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.stream.Collectors;

/** More rows of a source could not be read than its reader allows: most likely it is not what the reader takes it for. */
public final class RejectedRowsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 3;

    private final transient ReadReport report;

    RejectedRowsException(ReadReport report, double allowed) {
        super(sentence(report, allowed));
        this.report = report;
    }

    private static String sentence(ReadReport report, double allowed) {
        String reasons = report.tallies().stream()
                .limit(SHOWN)
                .map(ReadReport.Tally::toString)
                .collect(Collectors.joining("; "));
        int more = report.tallies().size() - SHOWN;
        return String.format(
                        Locale.ROOT,
                        "%s: %,d of %,d rows (%.1f %%) could not be read, more than the %s %% that maxRejected allows: ",
                        report.source(),
                        report.quarantined(),
                        report.rowsRead(),
                        100.0 * report.quarantined() / report.rowsRead(),
                        BigDecimal.valueOf(allowed)
                                .movePointRight(2)
                                .stripTrailingZeros()
                                .toPlainString())
                + reasons
                + (more > 0 ? "; and " + more + " more" : "")
                + (report.rejects().isEmpty()
                        ? ""
                        : "; the first: " + report.rejects().get(0));
    }

    /**
     * What became of the rows.
     *
     * @return the report of the whole source
     */
    public ReadReport report() {
        return report;
    }
}
