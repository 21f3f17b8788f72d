package dev.recsys.cli;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.recsys.decision.contact.Contact;
import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What customers answered, as a CSV: user, item, answer, time. Thread-safe: no state. */
final class AnswersCsv {
    private AnswersCsv() {}

    /**
     * Reads a file.
     *
     * @throws IOException if it can't be read
     * @throws IllegalArgumentException if it lacks a column or a row is wrong; the message has file and line
     */
    static List<Contact> read(Path file) throws IOException {
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
