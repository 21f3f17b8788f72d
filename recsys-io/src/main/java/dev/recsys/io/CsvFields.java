package dev.recsys.io;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.ArrayList;
import java.util.List;

/** Passes the fields of a record on as they are found; the first record is kept as the header. */
final class CsvFields extends CsvCallbackHandler<CsvFields> {
    /** Longer records are broken; far below what {@link ReplayReader} remembers, even with every quote doubled. */
    private static final int MAX_RECORD = ReplayReader.MEMORY / 4;

    private final RowSink sink;
    private final List<String> header = new ArrayList<>();
    private boolean inHeader = true;
    private long lineBase = 1;
    private long line;
    private int fieldCount;
    private int length;
    private boolean empty;
    private boolean lineBreak;

    CsvFields(RowSink sink) {
        this.sink = sink;
    }

    /** Counts lines from here, where parsing begins anew. */
    void startAt(long newLineBase) {
        lineBase = newLineBase;
    }

    long line() {
        return line;
    }

    int fieldCount() {
        return fieldCount;
    }

    boolean tooLong() {
        return length > MAX_RECORD;
    }

    boolean isEmpty() {
        return empty;
    }

    /** Whether a field of the record holds a line break. */
    boolean hasLineBreak() {
        return lineBreak;
    }

    boolean inHeader() {
        return inHeader;
    }

    /** The fields of the first record; every record after it goes to the sink. */
    List<String> takeHeader() {
        inHeader = false;
        return header;
    }

    @Override
    protected void beginRecord(long startingLineNumber) {
        line = lineBase + startingLineNumber - 1;
        fieldCount = 0;
        length = 0;
        empty = false;
        lineBreak = false;
        if (!inHeader) {
            sink.begin(line);
        }
    }

    @Override
    protected void addField(char[] buf, int offset, int len, boolean quoted) {
        length += len + 1;
        if (length > MAX_RECORD) {
            throw new CsvParseException("the record is too long");
        }
        if (quoted) {
            for (int i = offset; i < offset + len; i++) {
                lineBreak |= buf[i] == '\n' || buf[i] == '\r';
            }
        }
        if (inHeader) {
            header.add(new String(buf, offset, len).strip());
        } else {
            sink.cell(fieldCount, buf, offset, offset + len);
        }
        fieldCount++;
    }

    @Override
    protected void setEmpty() {
        empty = true;
    }

    @Override
    protected void setComment(char[] buf, int offset, int len) {
        throw new IllegalStateException("comments are switched off");
    }

    @Override
    protected RecordType getRecordType() {
        return RecordType.DATA;
    }

    @Override
    protected int getFieldCount() {
        return fieldCount;
    }

    @Override
    protected CsvFields buildRecord() {
        return this;
    }
}
