package dev.recsys.decision;

import dev.recsys.RecommendationRequest;
import dev.recsys.data.FeatureSchema;
import dev.recsys.decision.contact.Contact;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tests a policy by a table that people of compliance write and read: a Markdown table in any text, a customer a row, with what must be
 * offered and what must not.
 *
 * <pre>
 * | case                      | age | income | holds   | contacts                | first | offered | not offered                       |
 * |---------------------------|-----|--------|---------|-------------------------|-------|---------|-----------------------------------|
 * | a minor wants a loan      | 17  | 2000   | account |                         |       | card    | loan: TOO_YOUNG                   |
 * | said no to gold last week | 40  | 2000   |         | refused gold 2026-11-14 | card  |         | gold: COOL_DOWN, account: HELD    |
 * </pre>
 *
 * <p>Columns: {@code case} names the row. {@code holds} lists items; {@code channel} and {@code date} say where and when;
 * {@code contacts} lists what happened, item and day. {@code first} must be offered first, all of {@code offered} must be offered,
 * none of {@code not offered} may be, for the reason given if there is one; {@code no offer} with any text asks for none at all. Any
 * other column is a feature. An empty cell says nothing. A column nobody knows is an error, as is a table without rows.
 *
 * <p>Immutable and thread-safe. Nothing is recorded or logged.
 */
public final class PolicyTest {
    private final DecisionEngine engine;
    private final LocalDate today;

    private PolicyTest(DecisionEngine engine, LocalDate today) {
        this.engine = engine;
        this.today = today;
    }

    /**
     * A test of an engine's policy.
     *
     * @param engine the engine
     * @param today the date of rows that say none
     * @return the test
     * @throws IllegalArgumentException if an argument is null
     */
    public static PolicyTest of(DecisionEngine engine, LocalDate today) {
        return new PolicyTest(Checks.notNull(engine, "engine"), Checks.notNull(today, "today"));
    }

    /**
     * What a table said and what was decided.
     *
     * @param rows how many rows were tested
     * @param failures what was decided otherwise, a sentence each; empty if the policy keeps the table
     */
    public record Result(int rows, List<String> failures) {
        /**
         * Checks and copies the values.
         *
         * @param rows at least 0
         * @param failures copied
         * @throws IllegalArgumentException if {@code rows} is negative, or {@code failures} is or holds null
         */
        public Result {
            Checks.atLeast(rows, 0, "rows");
            failures = Checks.copyOf(failures, "failures");
        }

        /**
         * Ends a unit test where the policy does not keep the table.
         *
         * @throws AssertionError with all failures
         */
        public void assertKept() {
            if (!failures.isEmpty()) {
                throw new AssertionError(
                        failures.size() + " of " + rows + " rows are not kept:\n" + String.join("\n", failures));
            }
        }
    }

    /**
     * Tests all tables of a file.
     *
     * @param file a text with Markdown tables, in UTF-8
     * @return what was found
     * @throws IOException if it can't be read
     * @throws IllegalArgumentException if there is no table or one is wrong; the message has file and line
     */
    public Result run(Path file) throws IOException {
        Checks.notNull(file, "file");
        return run(String.valueOf(file.getFileName()), TextFile.read(file));
    }

    /**
     * Tests all tables of a text.
     *
     * @param name what errors call the text
     * @param text Markdown
     * @return what was found
     * @throws IllegalArgumentException if there is no table or one is wrong; the message has name and line
     */
    public Result run(String name, String text) {
        Checks.notBlank(name, "name");
        List<String> lines = Checks.notNull(text, "text").lines().toList();
        List<String> failures = new ArrayList<>();
        List<String> columns = List.of();
        int rows = 0;
        for (int line = 0; line < lines.size(); line++) {
            String where = name + ", line " + (line + 1) + ": ";
            List<String> cells = cells(lines.get(line));
            if (cells.isEmpty()) {
                columns = List.of();
            } else if (columns.isEmpty()) {
                columns = cells;
                Checks.that(
                        cells.contains("case")
                                && line + 1 < lines.size()
                                && isRuler(cells(lines.get(line + 1)), cells.size()),
                        "%sa table must have a column \"case\" and a line of dashes beneath its head",
                        where);
                line++;
            } else {
                Checks.that(
                        cells.size() == columns.size(),
                        "%sthe row has %d cells, but the table has %d columns",
                        where,
                        cells.size(),
                        columns.size());
                test(where, columns, cells, failures);
                rows++;
            }
        }
        Checks.that(rows > 0, "%s has no row of a table in its text", name);
        return new Result(rows, failures);
    }

    private static List<String> cells(String line) {
        String row = line.strip();
        if (row.length() < 2 || !row.startsWith("|") || !row.endsWith("|")) {
            return List.of();
        }
        return Arrays.stream(row.substring(1, row.length() - 1).split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    private static boolean isRuler(List<String> cells, int columns) {
        return cells.size() == columns && cells.stream().allMatch(cell -> cell.matches(":?-+:?"));
    }

    private void test(String where, List<String> columns, List<String> cells, List<String> failures) {
        Row row = new Row(where);
        for (int column = 0; column < cells.size(); column++) {
            if (!cells.get(column).isEmpty()) {
                row.read(columns.get(column), cells.get(column));
            } else {
                row.checkKnown(columns.get(column));
            }
        }
        row.check(failures);
    }

    private static List<String> list(String cell) {
        return Arrays.stream(cell.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** One customer of the table. */
    private final class Row {
        private static final String CUSTOMER = "customer";

        private final String where;
        private final RecommendationRequest.Builder asked = RecommendationRequest.forUser(CUSTOMER)
                .limit(Math.max(1, engine.catalogue().size()));
        private final List<Contact> contacts = new ArrayList<>();
        private final List<String> offered = new ArrayList<>();
        private final List<String> notOffered = new ArrayList<>();
        private String title = "";
        private String first = "";
        private String channel = "";
        private LocalDate date = today;
        private boolean isNothing;

        Row(String where) {
            this.where = where;
        }

        void read(String column, String cell) {
            switch (column) {
                case "case" -> title = cell;
                case "holds" ->
                    asked.holdings(list(cell).stream().map(this::item).toList());
                case "channel" -> channel = cell;
                case "date" -> date = date(cell);
                case "contacts" -> list(cell).forEach(this::contact);
                case "first" -> first = item(cell);
                case "offered" -> list(cell).forEach(id -> offered.add(item(id)));
                case "not offered" -> notOffered.addAll(list(cell));
                case "no offer" -> isNothing = true;
                default -> feature(column, cell);
            }
        }

        /** A column without a cell must still be one that is known. */
        void checkKnown(String column) {
            boolean isOwn = List.of(
                            "case",
                            "holds",
                            "channel",
                            "date",
                            "contacts",
                            "first",
                            "offered",
                            "not offered",
                            "no offer")
                    .contains(column);
            if (!isOwn) {
                isNumeric(column, "");
            }
        }

        private boolean isNumeric(String feature, String cell) {
            FeatureSchema schema = engine.vocabulary().schema();
            int place = schema.indexOf(feature);
            Checks.that(
                    place >= 0 || engine.policy().facts().contains(feature),
                    "%sthere is no column \"%s\": neither the model nor the policy's facts know such a feature",
                    where,
                    feature);
            return place >= 0 ? schema.isNumeric(place) : cell.matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?");
        }

        private void feature(String name, String cell) {
            if (!isNumeric(name, cell)) {
                asked.feature(name, cell);
                return;
            }
            try {
                asked.feature(name, Double.parseDouble(cell));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(where + name + " must be a number, but was \"" + cell + "\"", e);
            }
        }

        private String item(String id) {
            int item = engine.catalogue().indexOf(id);
            Checks.that(item >= 0, "%sthe catalogue has no item \"%s\"", where, id);
            return engine.catalogue().id(item);
        }

        private LocalDate date(String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        where + "a date must be like 2026-11-21, but was \"" + text + "\"", e);
            }
        }

        /** {@code refused gold 2026-11-14}, {@code offer gold 2026-11-14 mail}, {@code objection 2026-11-14}. */
        private void contact(String text) {
            String[] parts = text.split("\\s+", -1);
            Contact.Kind kind = Arrays.stream(Contact.Kind.values())
                    .filter(each -> each.name().equalsIgnoreCase(parts[0]))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(where + "a contact must be one of "
                            + Arrays.toString(Contact.Kind.values()) + ", but was \"" + parts[0] + "\""));
            boolean hasItem = kind != Contact.Kind.OBJECTION && kind != Contact.Kind.OBJECTION_WITHDRAWN;
            int day = hasItem ? 2 : 1;
            Checks.that(
                    parts.length == day + 1 || parts.length == day + 2,
                    "%sa contact must be like \"refused gold 2026-11-14 mail\" or \"objection 2026-11-14\", but was \"%s\"",
                    where,
                    text);
            String id = hasItem ? item(parts[1]) : "";
            contacts.add(new Contact(
                    "c" + contacts.size(),
                    CUSTOMER,
                    id,
                    hasItem
                            ? engine.catalogue()
                                    .item(engine.catalogue().indexOf(id))
                                    .group()
                            : "",
                    parts.length == day + 2 ? parts[day + 1] : "",
                    kind,
                    noon(date(parts[day]))));
        }

        private Instant noon(LocalDate day) {
            return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        }

        void check(List<String> failures) {
            DecisionRequest.Builder request = DecisionRequest.of(asked.build())
                    .id(title.isEmpty() ? where : title)
                    .time(noon(date))
                    .contacts(contacts)
                    .preview();
            Decision decision = engine.decide((channel.isEmpty() ? request : request.channel(channel)).build());
            List<String> ids = decision.itemIds();
            if (isNothing && !ids.isEmpty()) {
                fail("nothing may be offered, but " + ids + " is", failures);
            }
            if (!first.isEmpty() && (ids.isEmpty() || !ids.get(0).equals(first))) {
                fail(
                        first + " must be offered first, but " + (ids.isEmpty() ? "nothing" : ids.get(0)) + " is",
                        failures);
            }
            for (String id : offered) {
                if (!ids.contains(id)) {
                    fail(id + " must be offered, but is not: " + why(decision.exclusion(id)), failures);
                }
            }
            for (String text : notOffered) {
                int colon = text.indexOf(':');
                String id = item(colon < 0 ? text : text.substring(0, colon).strip());
                String code = colon < 0 ? "" : text.substring(colon + 1).strip();
                Optional<Exclusion> out = decision.exclusion(id);
                if (ids.contains(id)) {
                    fail(id + " may not be offered, but is", failures);
                } else if (!code.isEmpty() && !out.map(Exclusion::code).equals(Optional.of(code))) {
                    fail(id + " must be out for " + code + ", but is for " + why(out), failures);
                }
            }
        }

        private String why(Optional<Exclusion> out) {
            return out.map(e -> e.code() + " by " + e.rule()).orElse("no reason");
        }

        private void fail(String sentence, List<String> failures) {
            failures.add(where + title + ": " + sentence);
        }
    }
}
