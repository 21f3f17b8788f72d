package dev.recsys.io;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * Cuts text into records and fields. LF, CR and CRLF end a line, empty lines are skipped, and so is a byte order mark. A
 * field that begins with a quote ends with one; two quotes inside stand for one. A quote elsewhere is a character like
 * any other.
 *
 * <p>A broken record ends with the line it begins on. Each character is looked at once, or at most {@link #MAX_LINES}
 * times where quoted fields may hold line breaks; memory does not depend on the text.
 */
final class CsvScanner {
    /** The most characters of a field, quotes included. */
    static final int MAX_FIELD = 1 << 16;

    /** The most characters of a record. */
    static final int MAX_RECORD = 1 << 17;

    /** The most lines of a record. */
    static final int MAX_LINES = 100;

    private static final int CHUNK = 1 << 16;
    private static final char QUOTE = '"';
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int NONE = -1;

    private final Reader in;
    private final char separator;
    private final LineBreaks lineBreaks;
    private final Fields target;
    private final char[] buf = new char[MAX_RECORD + CHUNK + 1]; // buf[end] is a line feed, so loops need no bounds
    private char[] unescaped = new char[0];
    private int pos;
    private int end;
    private int fieldStart;
    private int secondLine = NONE; // where the record's second line begins
    private boolean afterCr; // whether a line feed at pos belongs to the line before
    private boolean secondAfterCr;
    private boolean ended;
    private long base; // how many characters came before buf[0]
    private long recordStart;
    private long line = 1;
    private long recordLine;
    private int fieldCount;
    private int mostFields = Integer.MAX_VALUE;
    private long scanned;

    /** Whether a quoted field may hold a line break. */
    enum LineBreaks {
        ALLOWED,
        REFUSED
    }

    /** What became of a record. */
    enum Outcome {
        RECORD,
        BROKEN_QUOTE,
        LONG_FIELD,
        LONG_RECORD,
        END
    }

    /** Takes the fields of a record as they are found; the record may still turn out to be broken. */
    interface Fields {
        void begin(long line);

        /** Takes a field's characters, valid only during the call. {@code buf} is not modified. */
        void field(int index, char[] buf, int from, int to);
    }

    CsvScanner(Reader in, char separator, LineBreaks lineBreaks, Fields target) {
        this.in = in;
        this.separator = separator;
        this.lineBreaks = lineBreaks;
        this.target = target;
        buf[0] = '\n';
    }

    /** Gives up a record of several lines once it has more fields than this. */
    void expectFields(int count) {
        mostFields = count;
    }

    /** The line on which the last record begins, from 1. */
    long line() {
        return recordLine;
    }

    /** How many fields of the last record were complete. */
    int fieldCount() {
        return fieldCount;
    }

    /** Whether the last record has more than one line. */
    boolean hasLineBreak() {
        return secondLine != NONE;
    }

    /** How many characters were looked at so far, those looked at twice counted twice. */
    long scanned() {
        return scanned;
    }

    /** Reads a record; after a broken one, the next begins on the line after the one on which that began. */
    Outcome next() throws IOException {
        secondLine = NONE;
        if (!skipEmptyLines()) {
            recordLine = line;
            return Outcome.END;
        }
        recordLine = line;
        recordStart = base + pos;
        fieldCount = 0;
        target.begin(recordLine);
        Outcome outcome = record();
        scanned += base + pos - recordStart;
        if (outcome != Outcome.RECORD) {
            dropToSecondLine();
        }
        return outcome;
    }

    /** Goes back to the second line of the last record, whose line breaks came from a quote that is not closed. */
    void dropToSecondLine() throws IOException {
        if (secondLine == NONE) {
            long start = base + pos;
            skipLine();
            scanned += base + pos - start;
        } else {
            pos = secondLine;
            afterCr = secondAfterCr;
            line = recordLine + 1;
        }
    }

    private Outcome record() throws IOException {
        while (true) {
            fieldStart = pos;
            Outcome outcome = pos < end && buf[pos] == QUOTE ? quoted() : plain();
            if (outcome != Outcome.RECORD) {
                return outcome;
            }
            fieldCount++;
            if (base + pos - recordStart > MAX_RECORD) {
                return Outcome.LONG_RECORD;
            }
            if (pos == end && !more()) {
                return overlong() ? Outcome.LONG_RECORD : Outcome.RECORD;
            }
            char after = buf[pos++];
            if (after != separator) {
                line++;
                afterCr = after == '\r';
                return Outcome.RECORD;
            }
            if (secondLine != NONE && fieldCount >= mostFields) {
                return Outcome.BROKEN_QUOTE;
            }
            if (pos == end) {
                fieldStart = pos;
                more();
            }
        }
    }

    /** Reads a field without quotes; {@code pos} is at what ends it. */
    private Outcome plain() throws IOException {
        char[] text = buf;
        char until = separator;
        while (true) {
            int p = pos;
            char c = text[p];
            while (c != until && (c > '\r' || (c != '\n' && c != '\r'))) {
                c = text[++p];
            }
            pos = p;
            if (p < end || !more()) {
                return overlong() ? Outcome.LONG_RECORD : emit(text, fieldStart, pos);
            }
        }
    }

    /** Reads a field that begins with a quote; {@code pos} is at what ends it. */
    private Outcome quoted() throws IOException {
        int length = NONE; // of the unescaped text, if there was a doubled quote
        int run = 1; // where the text not yet unescaped begins, counted from the field's start
        pos++;
        while (true) {
            int p = pos;
            char c = buf[p];
            while (c != QUOTE && c != '\n' && c != '\r') {
                c = buf[++p];
            }
            pos = p;
            if (c != QUOTE) {
                if (p == end) {
                    if (!more()) {
                        return overlong() ? Outcome.LONG_RECORD : Outcome.BROKEN_QUOTE;
                    }
                } else if (lineBreaks == LineBreaks.REFUSED || !countLine(c)) {
                    return Outcome.BROKEN_QUOTE;
                }
                continue;
            }
            pos++;
            boolean closed = (pos == end && !more()) || buf[pos] != QUOTE;
            if (closed) {
                if (overlong()) {
                    return Outcome.LONG_RECORD;
                }
                char after = buf[pos];
                if (pos < end && after != separator && after != '\n' && after != '\r') {
                    return Outcome.BROKEN_QUOTE;
                }
                if (length == NONE) {
                    return emit(buf, fieldStart + run, pos - 1);
                }
                int whole = unescape(length, fieldStart + run, pos - 1); // before the array is named: it may grow
                return emit(unescaped, 0, whole);
            }
            length = unescape(Math.max(length, 0), fieldStart + run, pos);
            pos++;
            run = pos - fieldStart;
        }
    }

    /** Adds a stretch to the unescaped text; gives its new length. */
    private int unescape(int length, int from, int to) {
        int grown = length + to - from;
        if (grown > unescaped.length) {
            unescaped = Arrays.copyOf(unescaped, Math.max(256, 2 * grown));
        }
        System.arraycopy(buf, from, unescaped, length, to - from);
        return grown;
    }

    /** Takes a line break inside a quoted field; false if there are too many. */
    private boolean countLine(char lineBreak) {
        boolean half = lineBreak == '\n' && buf[pos - 1] == '\r';
        pos++;
        if (half) {
            if (secondAfterCr && line == recordLine + 1) {
                secondLine = pos;
                secondAfterCr = false;
            }
            return true;
        }
        line++;
        if (secondLine == NONE) {
            secondLine = pos;
            secondAfterCr = lineBreak == '\r';
        }
        return line - recordLine < MAX_LINES;
    }

    private Outcome emit(char[] chars, int from, int to) {
        if (to - from > MAX_FIELD) {
            return Outcome.LONG_FIELD;
        }
        target.field(fieldCount, chars, from, to);
        return Outcome.RECORD;
    }

    /** Goes to the next character that begins a record; false at the end of the text. */
    private boolean skipEmptyLines() throws IOException {
        while (true) {
            fieldStart = pos;
            if (pos == end && !fill()) {
                return false;
            }
            char c = buf[pos];
            if (c != '\n' && c != '\r') {
                afterCr = false;
                return true;
            }
            pos++;
            line += c == '\n' && afterCr ? 0 : 1;
            afterCr = c == '\r';
        }
    }

    private void skipLine() throws IOException {
        while (true) {
            fieldStart = pos;
            if (pos == end && !fill()) {
                return;
            }
            char c = buf[pos++];
            if (c == '\n' || c == '\r') {
                line++;
                afterCr = c == '\r';
                return;
            }
        }
    }

    private boolean overlong() {
        return base + pos - recordStart > MAX_RECORD;
    }

    /** Reads on inside a record; false at the end of the text, or where the record is {@link #overlong}. */
    private boolean more() throws IOException {
        return !overlong() && fill();
    }

    /** Reads on behind {@code end}, keeping the field at hand and the record's lines from the second on. */
    private boolean fill() throws IOException {
        int kept = secondLine == NONE ? fieldStart : Math.min(fieldStart, secondLine);
        if (kept > 0) {
            System.arraycopy(buf, kept, buf, 0, end - kept);
            base += kept;
            end -= kept;
            pos -= kept;
            fieldStart -= kept;
            secondLine = secondLine == NONE ? NONE : secondLine - kept;
        }
        int got = 0;
        while (got == 0 && !ended) {
            got = in.read(buf, end, Math.min(CHUNK, buf.length - 1 - end));
        }
        ended |= got < 0;
        boolean first = base == 0 && end == 0;
        end += Math.max(0, got);
        buf[end] = '\n';
        if (first && got > 0 && buf[0] == BYTE_ORDER_MARK) {
            pos = 1;
            fieldStart = 1;
            return end > 1 || fill();
        }
        return got > 0;
    }
}
