package dev.recsys.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.WriteFailure;
import dev.recsys.io.EventRead;
import dev.recsys.io.EventReader;
import dev.recsys.io.PanelRead;
import dev.recsys.io.ReadProgress;
import dev.recsys.io.ReadReport;
import dev.recsys.io.Reject;
import dev.recsys.io.RejectedRowsException;
import dev.recsys.io.TableRead;
import dev.recsys.io.TableReader;
import dev.recsys.report.Report;
import dev.recsys.synthetic.SyntheticBank;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads data with progress, and reports which rows were rejected and why. */
final class Inputs {
    private final PrintWriter err;
    private final Progress progress;
    private final InputOptions options;
    private final @Nullable OutputFolder folder;
    private @Nullable ReadReport last;

    /**
     * Reads for a command.
     *
     * @param options what to put up with
     * @param folder where {@code quarantine.csv} goes if rows are rejected, or null for none
     */
    Inputs(PrintWriter err, Progress progress, InputOptions options, @Nullable OutputFolder folder) {
        this.err = err;
        this.progress = progress;
        this.options = options;
        this.folder = folder;
    }

    /** Tells a report how the last source was read; nothing where none was. */
    void tell(Report.Builder page) {
        if (last != null) {
            Map<String, Long> causes = new LinkedHashMap<>();
            last.tallies().forEach(tally -> causes.merge(cause(tally), tally.count(), Long::sum));
            page.read(last.accepted(), causes);
        }
    }

    /** How many rows of the last source could not be read; 0 where none was. */
    long rejected() {
        return last == null ? 0 : last.quarantined();
    }

    private static String cause(ReadReport.Tally tally) {
        return tally.column().isEmpty() ? tally.cause().toString() : tally.column() + ": " + tally.cause();
    }

    /** Refuses an input that is not there, before any work. */
    static void requireThere(@Nullable Path file) throws IOException {
        if (file != null && !Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
    }

    Panel panel(Path file) throws IOException {
        try {
            PanelRead read = options.panels().progress(shown("read", file)).read(file);
            report(read.report());
            return read.panel();
        } catch (RejectedRowsException e) {
            throw reported(e);
        }
    }

    /** Events with what is known of their items. */
    EventLog events(Path file, ItemOptions items) throws IOException {
        return joined(events(file, items.columns()), items);
    }

    /** Events that were read, with what is known of their items. */
    EventLog joined(EventLog log, ItemOptions items) {
        return items.joined(log, err);
    }

    /** Events alone. */
    EventLog events(Path file, EventColumns columns) throws IOException {
        EventLog log = events(file, columns.all(options.events()));
        int last = log.size() - 1; // in the order of time
        if (last >= 0 && log.time(0).equals(Instant.EPOCH) && log.time(last).equals(Instant.EPOCH)) {
            err.println("note: no event of " + file
                    + " has a time, so models know no recency; --time-column names a column other than \"timestamp\"");
            err.flush();
        }
        return log;
    }

    /** Who later did what. */
    EventLog truth(Path file, EventColumns columns) throws IOException {
        return events(file, columns.pairs(options.events()));
    }

    private EventLog events(Path file, EventReader.Builder reader) throws IOException {
        try {
            EventRead read = reader.progress(shown("read", file)).read(file);
            report(read.report());
            return read.log();
        } catch (RejectedRowsException e) {
            throw reported(e);
        }
    }

    TableRead table(Path file, TableReader.Builder reader) throws IOException {
        try {
            TableRead read = reader.progress(shown("read", file)).read(file);
            report(read.report());
            return read;
        } catch (RejectedRowsException e) {
            throw reported(e);
        }
    }

    /** Lists the rows of a source that is refused for them, and says by which option it is taken. */
    private RuntimeException reported(RejectedRowsException refused) throws IOException {
        list(refused.report());
        return new IllegalArgumentException(refused.getMessage() + "; --max-rejected 1 takes what is left", refused);
    }

    private ReadProgress shown(String task, Path file) {
        long start = System.nanoTime();
        return (rows, fraction) -> progress.show(
                task,
                Double.isNaN(fraction) ? 0 : fraction,
                (System.nanoTime() - start) / 1e9,
                String.format(Locale.ROOT, "%,d rows of %s", rows, file.getFileName()));
    }

    private void report(ReadReport report) throws IOException {
        last = report;
        list(report);
        Checks.that(report.accepted() > 0, "%s has no row that could be read", report.source());
    }

    private void list(ReadReport report) throws IOException {
        for (String note : report.notes()) {
            err.println("note: " + note);
        }
        if (report.quarantined() > 0) {
            err.println(report.source() + ": " + report.quarantined() + " of " + report.rowsRead()
                    + " rows could not be read and were left out");
            report.tallies().forEach(tally -> err.println("  " + tally));
            report.rejects().stream().limit(10).forEach(reject -> err.println("  " + reject));
            if (folder != null) {
                Path file = folder.unfinished().resolve(OutputFolder.QUARANTINE);
                write(file, report);
                // At once: it is needed most where the command is going to fail for these rows.
                Path shown = folder.show(file);
                err.println("  the first " + report.rejects().size() + " are listed in " + shown);
            }
        }
        err.flush();
    }

    private void write(Path file, ReadReport report) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(Files.newBufferedWriter(file))) {
            csv.writeRecord("line", "column", "cause", "reason");
            for (Reject reject : report.rejects()) {
                csv.writeRecord(
                        Long.toString(reject.number()),
                        reject.column(),
                        reject.cause().toString(),
                        reject.reason());
            }
        } catch (UncheckedIOException e) {
            throw WriteFailure.of(file, e);
        } catch (IOException e) {
            throw WriteFailure.of(file, e);
        }
    }

    Panel synthetic(int customers, int months, long seed) {
        long start = System.nanoTime();
        SyntheticBank bank = SyntheticBank.builder()
                .customers(customers)
                .months(months)
                .seed(seed)
                .build();
        Panel panel = bank.toPanel();
        double seconds = (System.nanoTime() - start) / 1e9;
        progress.show("generate", 1, seconds, String.format(Locale.ROOT, "%,d synthetic rows", panel.rowCount()));
        return panel;
    }
}
