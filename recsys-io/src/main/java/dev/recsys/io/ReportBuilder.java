package dev.recsys.io;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts rows while they are read. */
final class ReportBuilder {
    private static final int SHOWN_CELL = 40;

    private final String source;
    private final Reject.Unit unit;
    private final Tolerance tolerance;
    private final List<Reject> rejects = new ArrayList<>();
    private final Map<String, Map<Reject.Cause, Long>> counts = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private long accepted;
    private long quarantined;

    ReportBuilder(String source, Reject.Unit unit, Tolerance tolerance) {
        this.source = source;
        this.unit = unit;
        this.tolerance = tolerance;
    }

    String source() {
        return source;
    }

    void accept() {
        accepted++;
    }

    void reject(long number, String column, Reject.Cause cause, String reason) {
        quarantined++;
        counts.computeIfAbsent(column, c -> new EnumMap<>(Reject.Cause.class)).merge(cause, 1L, Long::sum);
        if (rejects.size() < tolerance.rejectLimit()) {
            rejects.add(new Reject(unit, number, column, cause, reason));
        }
    }

    long rowsRead() {
        return accepted + quarantined;
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    /**
     * The report.
     *
     * @throws RejectedRowsException if too many rows were rejected
     */
    ReadReport build() {
        List<ReadReport.Tally> tallies = new ArrayList<>();
        counts.forEach((column, byCause) ->
                byCause.forEach((cause, count) -> tallies.add(new ReadReport.Tally(column, cause, count))));
        tallies.sort(Comparator.comparingLong(ReadReport.Tally::count).reversed());
        ReadReport report = new ReadReport(source, accepted, quarantined, rejects, tallies, notes);
        if (quarantined > tolerance.maxRejected() * rowsRead()) {
            throw new RejectedRowsException(report, tolerance.maxRejected());
        }
        return report;
    }

    /** A cell as a reason may show it: quoted, cut, without characters that would break a line of a log. */
    static String shown(char[] buf, int from, int to) {
        int end = Math.min(to, from + SHOWN_CELL);
        StringBuilder text = new StringBuilder("\"");
        for (int i = from; i < end; i++) {
            text.append(Character.isISOControl(buf[i]) ? ' ' : buf[i]);
        }
        return text.append(end < to ? "…\"" : "\"").toString();
    }
}
