package dev.recsys.decision.log;

import dev.recsys.internal.check.Sha256;
import java.io.Closeable;
import java.io.IOException;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Reads a file of a log line by line, and verifies that each follows the one before. For one thread. */
final class FileScan implements Closeable {
    private static final String CHANGED = "changed: its hash does not fit its content";

    private final LogFile file;
    private final LineInput input;
    private final MessageDigest digest = Sha256.digest();
    private final byte[] hash = new byte[LineFormat.HASH_DIGITS];
    private @Nullable FileHeader header;
    private @Nullable RecordLine record;
    private @Nullable String fault;
    private long number;
    private long records;
    private long tornBytes;
    private long missingTo;

    FileScan(LogFile file) throws IOException {
        this.file = file;
        this.input = new LineInput(file.path());
    }

    /**
     * Reads the first line.
     *
     * @param before the last line of the file before; null to believe what this file says of it
     * @return whether there is one and it is sound; otherwise {@link #fault} or {@link #tornBytes}
     */
    boolean begin(@Nullable LogHead before) throws IOException {
        if (!readLine()) {
            return false;
        }
        byte[] line = input.bytes();
        FileHeader found = FileHeader.parse(line, input.from(), input.to());
        if (found == null) {
            boolean isRecord = RecordLine.parse(line, input.from(), input.to()) != null;
            return refuse(isRecord ? "the file's first line, which names the file before, is dropped" : CHANGED);
        }
        if (!LineFormat.hasRightHash(line, input.from(), input.to(), digest)) {
            return refuse(CHANGED);
        }
        if (!found.fileName().equals(file.name())) {
            return refuse("renamed: by its first line this is " + found.fileName());
        }
        if (before != null && found.last() > before.number()) {
            missingTo = found.last();
            return refuse(missing(before.number() + 1, found.last()) + " from the end of the file before");
        }
        if (before != null
                && !(found.last() == before.number() && found.previous().equals(before.hash()))) {
            return refuse("the file does not follow the end of the file before, which was changed");
        }
        header = found;
        number = found.last();
        keepHash(line);
        return true;
    }

    /**
     * Goes on to the next record.
     *
     * @return whether there is one and it is sound; otherwise {@link #fault}, {@link #tornBytes} or the end
     */
    boolean next() throws IOException {
        record = null;
        if (fault != null || !readLine()) {
            return false;
        }
        byte[] line = input.bytes();
        RecordLine found = RecordLine.parse(line, input.from(), input.to());
        if (!LineFormat.hasRightHash(line, input.from(), input.to(), digest)) {
            return refuse(CHANGED);
        }
        if (found == null) {
            boolean isHeader = FileHeader.parse(line, input.from(), input.to()) != null;
            return refuse(isHeader ? "the first line of a file stands within one" : "changed: it is no record");
        }
        if (found.number() > number + 1) {
            missingTo = found.number() - 1;
            return refuse(missing(number + 1, missingTo));
        }
        if (found.number() <= number) {
            return refuse("repeated or reordered: record " + found.number() + " stands after record " + number);
        }
        if (!LineFormat.startsWith(line, found.previous(), input.to(), hash)) {
            return refuse(
                    "it does not follow the line before: that one was changed and hashed anew, or this was put here");
        }
        number = found.number();
        records++;
        record = found;
        keepHash(line);
        return true;
    }

    private boolean readLine() throws IOException {
        return switch (input.next()) {
            case LINE -> true;
            case TOO_LONG -> refuse("changed: it is longer than any record");
            case TORN -> {
                tornBytes = input.length();
                yield false;
            }
            case END -> false;
        };
    }

    private void keepHash(byte[] line) {
        int from = input.to() - LineFormat.END.length - LineFormat.HASH_DIGITS;
        System.arraycopy(line, from, hash, 0, hash.length);
    }

    static String missing(long from, long to) {
        return from == to
                ? "dropped: record " + from + " is missing"
                : "dropped: records " + from + " to " + to + " are missing";
    }

    private boolean refuse(String what) {
        fault = place() + ": " + what;
        return false;
    }

    /** The line that was read last, and the record that should stand there. */
    String place() {
        String line = file.name() + ", line " + input.line();
        return header == null ? line : line + ", record " + (number + 1);
    }

    /** Whether a record stands anywhere after the line that was read last. */
    boolean comesLater(long wanted) throws IOException {
        while (true) {
            switch (input.next()) {
                case LINE -> {
                    if (LineFormat.numberOf(input.bytes(), input.from(), input.to()) == wanted) {
                        return true;
                    }
                }
                case TOO_LONG -> {}
                case TORN, END -> {
                    return false;
                }
            }
        }
    }

    /** The record that {@link #next} found, or null if it has no time. */
    @Nullable
    LogRecord record() {
        return record == null ? null : record.record(input.bytes(), input.to(), file.path(), input.line());
    }

    /** Makes the record that was read last a fault. */
    void refuseRecord(String what) {
        fault = file.name() + ", line " + input.line() + ", record " + number + ": " + what;
    }

    @Nullable
    FileHeader header() {
        return header;
    }

    /** The first broken place in words, or null. */
    @Nullable
    String fault() {
        return fault;
    }

    /** The last of the records that are missing before the one that was read last; 0 if none is. */
    long missingTo() {
        return missingTo;
    }

    /** How many bytes at the end no line feed ends. */
    long tornBytes() {
        return tornBytes;
    }

    /** Where the line that was read last begins. */
    long offset() {
        return input.offset();
    }

    long line() {
        return input.line();
    }

    /** The number of the last sound record, of this file or one before. */
    long number() {
        return number;
    }

    /** How many sound records this file has had. */
    long records() {
        return records;
    }

    /** The last sound line's hash, and the last sound record's number. */
    LogHead end() {
        return new LogHead(number, LineFormat.text(hash, 0, hash.length));
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
