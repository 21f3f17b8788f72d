package dev.recsys.io;

import dev.recsys.internal.check.Checks;
import dev.recsys.io.Reject.Cause;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Drives a CSV file through a {@link RowSink}. A record that cannot be parsed, or that swallows lines, is one
 * quarantined row, and reading goes on at the line after the one it begins on.
 */
final class CsvTable {
    private static final int PROGRESS_MASK = (1 << 16) - 1;

    private final ReportBuilder report;
    private final RowSink sink;
    private final @Nullable Character separator;
    private final CsvScanner.LineBreaks lineBreaks;
    private final ReadProgress progress;
    private List<String> names = List.of();

    /**
     * Reads into a sink.
     *
     * @param separator what stands between two fields, or null where it is to be detected
     */
    CsvTable(
            ReportBuilder report,
            RowSink sink,
            @Nullable Character separator,
            CsvScanner.LineBreaks lineBreaks,
            ReadProgress progress) {
        this.report = report;
        this.sink = sink;
        this.separator = separator;
        this.lineBreaks = lineBreaks;
        this.progress = progress;
    }

    void read(Path path, @Nullable Charset charset) {
        long line = 1;
        try (SourceFile file = SourceFile.open(path, charset)) {
            RecordFields fields = new RecordFields(sink);
            CsvScanner text = scanner(file.reader(), fields);
            takeHeader(text, text.next(), fields);
            line = text.line();
            for (CsvScanner.Outcome outcome = text.next(); outcome != CsvScanner.Outcome.END; outcome = text.next()) {
                line = text.line();
                take(text, outcome);
                if ((report.rowsRead() & PROGRESS_MASK) == 0) {
                    progress.onProgress(report.rowsRead(), file.fraction());
                }
            }
            if (file.strayBytes() > 0) {
                report.note(String.format(
                        Locale.ROOT, "bytes that are not UTF-8, read as windows-1252: %,d", file.strayBytes()));
            }
            progress.onProgress(report.rowsRead(), 1.0);
        } catch (ZipException e) {
            throw new IllegalArgumentException(
                    report.source() + ": cannot read beyond line " + line + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    report.source() + ": cannot read beyond line " + line + ": " + e.getMessage(), e);
        }
    }

    private CsvScanner scanner(Reader text, RecordFields fields) throws IOException {
        if (separator != null) {
            return new CsvScanner(text, separator, lineBreaks, fields);
        }
        SampledReader sampled = SampledReader.of(text);
        report.note(sampled.found());
        return new CsvScanner(sampled, sampled.separator(), lineBreaks, fields);
    }

    /** What a caller may name as separator. */
    static char checkedSeparator(char character) {
        Checks.that(
                character != '"' && character != '\n' && character != '\r',
                "separator must be neither a quote nor a line break");
        return character;
    }

    /** Passes the fields of a record on; those of the first one are kept as the header. */
    private static final class RecordFields implements CsvScanner.Fields {
        private final RowSink sink;
        private final List<String> header = new ArrayList<>();
        private boolean inHeader = true;

        RecordFields(RowSink sink) {
            this.sink = sink;
        }

        @Override
        public void begin(long line) {
            if (!inHeader) {
                sink.begin(line);
            }
        }

        @Override
        public void field(int index, char[] buf, int from, int to) {
            if (inHeader) {
                header.add(new String(buf, from, to - from).strip());
            } else {
                sink.cell(index, buf, from, to);
            }
        }

        List<String> takeHeader() {
            inHeader = false;
            return List.copyOf(header);
        }
    }

    private void takeHeader(CsvScanner text, CsvScanner.Outcome outcome, RecordFields fields) {
        switch (outcome) {
            case END -> throw new IllegalArgumentException(report.source() + " is empty");
            case BROKEN_QUOTE ->
                throw new IllegalArgumentException(report.source() + ": the header has a quote that is not closed");
            case LONG_FIELD, LONG_RECORD ->
                throw new IllegalArgumentException(report.source() + ": the header " + tooLong(CsvScanner.MAX_RECORD));
            default -> names = fields.takeHeader();
        }
        text.expectFields(names.size());
        sink.header(names);
    }

    private void take(CsvScanner text, CsvScanner.Outcome outcome) throws IOException {
        boolean wrongCount = text.fieldCount() != names.size();
        switch (outcome) {
            case BROKEN_QUOTE ->
                report.reject(
                        text.line(),
                        text.fieldCount() < names.size() ? names.get(text.fieldCount()) : "",
                        Cause.QUOTE,
                        "a quote is not closed on its line, or text follows a closing quote");
            case LONG_FIELD ->
                report.reject(
                        text.line(),
                        text.fieldCount() < names.size() ? names.get(text.fieldCount()) : "",
                        Cause.TOO_LONG,
                        "the field " + tooLong(CsvScanner.MAX_FIELD));
            case LONG_RECORD ->
                report.reject(text.line(), "", Cause.TOO_LONG, "the row " + tooLong(CsvScanner.MAX_RECORD));
            default -> {
                if (wrongCount && text.hasLineBreak()) {
                    text.dropToSecondLine();
                    report.reject(
                            text.line(),
                            "",
                            Cause.QUOTE,
                            "a quote is not closed on its line, or text follows a closing quote");
                } else if (wrongCount) {
                    report.reject(
                            text.line(),
                            "",
                            Cause.FIELD_COUNT,
                            "has " + text.fieldCount() + " fields, but the header has " + names.size());
                } else {
                    sink.end();
                }
            }
        }
    }

    private static String tooLong(int most) {
        return String.format(Locale.ROOT, "has more than %,d characters", most);
    }
}
