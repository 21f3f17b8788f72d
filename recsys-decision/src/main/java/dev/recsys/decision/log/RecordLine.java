package dev.recsys.decision.log;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of a record's line stand.
 *
 * @param number the record's number
 * @param time from and to where
 * @param previous where the hash of the line before begins
 * @param body where the body begins; it ends where the tail begins
 */
record RecordLine(long number, int time, int timeEnd, int previous, int body) {
    /** The parts, or null if this is no record's line. Its hash is not looked at. */
    static @Nullable RecordLine parse(byte[] line, int from, int to) {
        long number = LineFormat.numberOf(line, from, to);
        if (number < 1) {
            return null;
        }
        int at = from + LineFormat.NUMBER.length + Long.toString(number).length();
        if (!LineFormat.startsWith(line, at, to, LineFormat.TIME)) {
            return null;
        }
        int time = at + LineFormat.TIME.length;
        int timeEnd = time;
        while (timeEnd < to && line[timeEnd] != '"') {
            timeEnd++;
        }
        if (!LineFormat.startsWith(line, timeEnd, to, LineFormat.PREVIOUS)) {
            return null;
        }
        int previous = timeEnd + LineFormat.PREVIOUS.length;
        int after = previous + LineFormat.HASH_DIGITS;
        if (!LineFormat.startsWith(line, after, to, LineFormat.BODY)) {
            return null;
        }
        int body = after + LineFormat.BODY.length;
        return body < to - LineFormat.TAIL ? new RecordLine(number, time, timeEnd, previous, body) : null;
    }

    /** The record, or null if its time is none. */
    @Nullable
    LogRecord record(byte[] line, int to, Path file, long lineNumber) {
        Instant written;
        try {
            written = Instant.parse(LineFormat.text(line, time, timeEnd));
        } catch (DateTimeException e) {
            return null;
        }
        return new LogRecord(
                number,
                written,
                LineFormat.text(line, previous, previous + LineFormat.HASH_DIGITS),
                LineFormat.hashOf(line, to),
                LineFormat.text(line, body, to - LineFormat.TAIL),
                file,
                lineNumber);
    }
}
