package dev.recsys.io;

import dev.recsys.data.EventLog;
import dev.recsys.internal.check.Checks;
import dev.recsys.io.Reject.Cause;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;

/** Builds an event log from rows of cells. */
final class EventSink extends RowSink {
    private final EventLayout layout;
    private final EventLog.Builder log = EventLog.builder();
    private int userField;
    private int itemField;
    private int weightField;
    private int timeField;

    // The row at hand.
    private String user = "";
    private String item = "";
    private double weight = 1;
    private long second;

    EventSink(EventLayout layout, ReportBuilder report) {
        super(report);
        this.layout = layout;
        Checks.that(
                new HashSet<>(layout.columns()).size() == 4,
                "user, item, weight and time must be four columns, but were %s",
                layout.columns());
    }

    @Override
    List<String> knownColumns() {
        return layout.columns();
    }

    @Override
    void header(List<String> fields) {
        Header header = new Header(fields, layout.required(), layout.columns(), report);
        userField = header.field(layout.user());
        itemField = header.field(layout.item());
        weightField = header.field(layout.weight().name());
        timeField = header.field(layout.time().name());
    }

    @Override
    void cell(int field, char[] buf, int from, int to) {
        if ((field != userField && field != itemField && field != weightField && field != timeField) || failed()) {
            return;
        }
        int start = Cells.skipBlanks(buf, from, to);
        int end = Cells.dropBlanks(buf, start, to);
        if (field == userField) {
            user = id(layout.user(), "user", buf, start, end);
        } else if (field == itemField) {
            item = id(layout.item(), "item", buf, start, end);
        } else if (field == weightField) {
            weight(buf, start, end);
        } else {
            time(buf, start, end);
        }
    }

    private String id(String column, String what, char[] buf, int from, int to) {
        if (from == to) {
            fail(column, Cause.MISSING, "the " + what + "'s id is missing");
        } else if (to - from > MAX_TEXT) {
            failTooLong(column, "the " + what + "'s id", to - from);
            return "";
        }
        return new String(buf, from, to - from);
    }

    private void weight(char[] buf, int from, int to) {
        String column = layout.weight().name();
        if (from == to) {
            fail(column, Cause.MISSING, "the weight is missing");
            return;
        }
        weight = Cells.number(buf, from, to);
        if (Double.isNaN(weight)) {
            failReading(column, Cause.NOT_A_NUMBER, "a number", buf, from, to);
        } else if (!((float) weight > 0) || weight > EventLog.MOST_WEIGHT) {
            fail(
                    column,
                    Cause.OUT_OF_RANGE,
                    "must be above 0 and at most 1e12, but was " + ReportBuilder.shown(buf, from, to));
        }
    }

    private void time(char[] buf, int from, int to) {
        String column = layout.time().name();
        if (from == to) {
            fail(column, Cause.MISSING, "the time is missing");
            return;
        }
        second = Times.epochSecond(buf, from, to);
        if (second == Times.NO_TIME) {
            failReading(column, Cause.NOT_A_DATE, "a date or time", buf, from, to);
        }
    }

    @Override
    void commit() {
        log.add(user, item, weight, Instant.ofEpochSecond(second));
    }

    /**
     * The log.
     *
     * @throws RejectedRowsException if too many rows were rejected
     */
    EventRead build() {
        ReadReport told = report.build();
        return new EventRead(log.build(), told);
    }
}
