package dev.recsys.io;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.recsys.internal.check.Checks;
import dev.recsys.io.Reject.Cause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Drives a CSV file through a {@link RowSink}. A record that cannot be parsed, or that swallows lines, is one
 * quarantined row, and reading goes on at the line after the one it begins on.
 */
final class CsvTable {
    /** A longer field means that a quote is not closed. */
    private static final int MAX_FIELD = 1 << 16;

    private static final long END = -1;
    private static final int PROGRESS_MASK = (1 << 16) - 1;

    private final ReportBuilder report;
    private final RowSink sink;
    private final CsvFields fields;
    private final char separator;
    private final LineBreaks lineBreaks;
    private final ReadProgress progress;
    private int headerCount;
    private List<String> names = List.of();

    /** Whether a quoted field may hold a line break. */
    enum LineBreaks {
        ALLOWED,
        REFUSED
    }

    CsvTable(ReportBuilder report, RowSink sink, char separator, LineBreaks lineBreaks, ReadProgress progress) {
        this.report = report;
        this.sink = sink;
        this.fields = new CsvFields(sink);
        this.separator = separator;
        this.lineBreaks = lineBreaks;
        this.progress = progress;
    }

    void read(Path path, @Nullable Charset charset) {
        try (SourceFile file = SourceFile.open(path, charset)) {
            ReplayReader text = new ReplayReader(file.reader());
            long line = 1;
            while (line != END) {
                if (line > 1) {
                    text.seekLine(line);
                }
                fields.startAt(line);
                line = readFrom(text, file);
            }
            Checks.that(!fields.inHeader(), "%s is empty", report.source());
            if (file.strayBytes() > 0) {
                report.note(
                        String.format(Locale.ROOT, "%,d bytes are not UTF-8; read as windows-1252", file.strayBytes()));
            }
            progress.onProgress(report.rowsRead(), 1.0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    report.source() + ": cannot read beyond line " + fields.line() + ": " + e.getMessage(), e);
        }
    }

    /** Reads until the end, or until a broken record; gives the line to go on at. */
    private long readFrom(ReplayReader text, SourceFile file) throws IOException {
        CsvReader<CsvFields> csv = CsvReader.builder()
                .fieldSeparator(separator)
                .maxBufferSize(MAX_FIELD)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(fields, text);
        CloseableIterator<CsvFields> records = csv.iterator();
        while (true) {
            try {
                if (!records.hasNext()) {
                    return END;
                }
                records.next();
            } catch (UncheckedIOException e) {
                throw e.getCause();
            } catch (CsvParseException e) {
                rethrow(e.getCause());
                return quarantine();
            }
            if (fields.isEmpty()) {
                continue;
            }
            boolean wrongCount = fields.fieldCount() != headerCount;
            if (fields.inHeader()) {
                takeHeader();
            } else if (fields.hasLineBreak() && (wrongCount || lineBreaks == LineBreaks.REFUSED)) {
                return quarantine();
            } else if (wrongCount) {
                report.reject(
                        fields.line(),
                        "",
                        Cause.FIELD_COUNT,
                        "has " + fields.fieldCount() + " fields, but the header has " + headerCount);
            } else {
                sink.end();
            }
            if ((report.rowsRead() & PROGRESS_MASK) == 0 && report.rowsRead() > 0) {
                progress.onProgress(report.rowsRead(), file.fraction());
            }
        }
    }

    private void takeHeader() {
        names = List.copyOf(fields.takeHeader());
        headerCount = names.size();
        sink.header(names);
    }

    private long quarantine() {
        Checks.that(!fields.inHeader(), "%s: the header has a quote that is not closed", report.source());
        if (fields.tooLong()) {
            report.reject(fields.line(), "", Cause.TOO_LONG, "the row is too long");
        } else {
            int field = fields.fieldCount();
            report.reject(
                    fields.line(),
                    field < headerCount && !fields.hasLineBreak() ? names.get(field) : "",
                    Cause.QUOTE,
                    "a quote is not closed on its line, or text follows a closing quote");
        }
        return fields.line() + 1;
    }

    /** What the sink threw comes out of the parser wrapped. */
    private static void rethrow(@Nullable Throwable cause) {
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        if (cause instanceof Error e) {
            throw e;
        }
    }
}
