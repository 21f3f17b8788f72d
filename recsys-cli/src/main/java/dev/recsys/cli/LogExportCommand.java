package dev.recsys.cli;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.recsys.decision.OfferTable;
import dev.recsys.decision.contact.Contact;
import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Joins offers and answers. */
@Command(
        name = "export",
        description = {
            "Prints the offers of a decision log with what customers answered, as CSV: a row an offer, with place, score and"
                    + " propensity.",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class LogExportCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--log", required = true, paramLabel = "DIR", description = "Folder of the log.")
    private @Nullable Path log;

    @Option(
            names = "--answers",
            paramLabel = "FILE",
            description =
                    "CSV with the columns user, item, answer (accepted, refused or purchase) and time (2026-11-21 or"
                            + " 2026-11-21T10:00:00Z).")
    private @Nullable Path answers;

    @Option(
            names = "--within-days",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long after an offer an answer may come (default: ${DEFAULT-VALUE}).")
    private int withinDays;

    @Override
    public Integer call() throws IOException {
        Checks.inRange(withinDays, 0, 36_525, "--within-days");
        PrintWriter out = Checks.notNull(spec, "spec").commandLine().getOut();
        Path file = answers;
        List<Contact> given = file == null ? List.of() : read(file);
        OfferTable.write(Checks.notNull(log, "--log"), given, Duration.ofDays(withinDays), out);
        out.flush();
        return 0;
    }

    private static List<Contact> read(Path file) throws IOException {
        List<Contact> contacts = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : reader) {
                String place = file + ", line " + row.getStartingLineNumber() + ": ";
                Set<String> header = Set.copyOf(row.getHeader());
                for (String column : List.of("user", "item", "answer", "time")) {
                    Checks.that(header.contains(column), "%s has no column \"%s\"", file, column);
                }
                try {
                    contacts.add(new Contact(
                            "line" + row.getStartingLineNumber(),
                            row.getField("user"),
                            row.getField("item"),
                            "",
                            "",
                            kind(row.getField("answer")),
                            time(row.getField("time"))));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(place + e.getMessage(), e);
                }
            }
        }
        return contacts;
    }

    private static Contact.Kind kind(String text) {
        List<Contact.Kind> answers = List.of(Contact.Kind.ACCEPTED, Contact.Kind.REFUSED, Contact.Kind.PURCHASE);
        return Arrays.stream(Contact.Kind.values())
                .filter(kind -> answers.contains(kind) && kind.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "answer must be accepted, refused or purchase, but was \"" + text + "\""));
    }

    private static Instant time(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "time must be like 2026-11-21 or 2026-11-21T10:00:00Z, but was \"" + text + "\"", e);
        }
    }
}
