package dev.recsys.io;

import dev.recsys.data.Feature.Kind;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.internal.check.Checks;
import dev.recsys.io.Reject.Cause;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Builds a panel from rows of cells. Ids and categories of rows that end up quarantined never reach the panel: a cell
 * not seen before is translated only when its row is accepted.
 */
final class PanelSink extends RowSink {
    private static final int IGNORED = 0;
    private static final int DATE = 1;
    private static final int USER = 2;
    private static final int NUMBER = 3;
    private static final int CATEGORY = 4;
    private static final int FLAG = 5;
    private static final int MISSING = -1;
    private static final long NO_NUMBER = -1;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;

    private final PanelLayout layout;
    private final FeatureSchema schema;
    private final boolean spreadsheet;
    private final PanelBuilder panel;
    private final NumberRule[] rules;
    private final SliceCodes[] codesOf;
    private final LongIntMap userOf = new LongIntMap();
    private final int[] numeric;
    private final int[] categorical;
    private final int startDate;
    private int[] kinds = new int[0]; // field -> what it is
    private int[] places = new int[0]; // field -> feature column or item

    // The row at hand.
    private LocalDate date = LocalDate.EPOCH;
    private int day = Cells.NO_DATE;
    private long userNumber;
    private @Nullable String userText;
    private final double[] numbers;
    private final int[] codes;
    private final char[][] newSlices;
    private final int[] held;
    private int heldCount;
    private final int[] sentinelColumns;
    private int sentinelCount;

    private final long[] sentinels;
    private long startsLater;

    PanelSink(PanelLayout layout, ReportBuilder report) {
        super(report);
        this.layout = layout;
        this.schema = layout.features();
        this.spreadsheet = layout.dirt() == PanelLayout.Dirt.SPREADSHEET;
        this.panel = Panel.builder(layout.items(), schema).period(layout.period());
        this.rules = layout.rules().toArray(NumberRule[]::new);
        this.codesOf = new SliceCodes[schema.size()];
        Arrays.setAll(codesOf, c -> new SliceCodes());
        this.numeric = columns(Kind.NUMERIC);
        this.categorical = columns(Kind.CATEGORICAL);
        this.startDate = schema.indexOf(layout.startDate());
        this.numbers = new double[schema.size()];
        this.codes = new int[schema.size()];
        this.newSlices = new char[schema.size()][0];
        this.held = new int[layout.items().size()];
        this.sentinelColumns = new int[schema.size()];
        this.sentinels = new long[schema.size()];
    }

    private int[] columns(Kind kind) {
        int[] all = new int[schema.size()];
        int count = 0;
        for (int column = 0; column < schema.size(); column++) {
            if (schema.kind(column) == kind) {
                all[count++] = column;
            }
        }
        return Arrays.copyOf(all, count);
    }

    @Override
    List<String> knownColumns() {
        return layout.columns();
    }

    @Override
    void header(List<String> fields) {
        Header header = new Header(fields, layout.columns(), List.of(), report);
        names = List.copyOf(fields);
        kinds = new int[fields.size()];
        places = new int[fields.size()];
        kinds[header.field(layout.date())] = DATE;
        kinds[header.field(layout.user())] = USER;
        for (int column = 0; column < schema.size(); column++) {
            int field = header.field(schema.name(column));
            kinds[field] = schema.kind(column) == Kind.NUMERIC ? NUMBER : CATEGORY;
            places[field] = column;
        }
        for (int item = 0; item < layout.items().size(); item++) {
            int field = header.field(layout.itemColumns().get(item));
            kinds[field] = FLAG;
            places[field] = item;
        }
    }

    @Override
    void begin(long place) {
        super.begin(place);
        heldCount = 0;
        sentinelCount = 0;
    }

    @Override
    void cell(int field, char[] buf, int from, int to) {
        if (field >= kinds.length || kinds[field] == IGNORED || failed()) {
            return;
        }
        int start = Cells.skipBlanks(buf, from, to);
        int end = Cells.dropBlanks(buf, start, to);
        boolean missing = start == end || (spreadsheet && Cells.isNa(buf, start, end));
        switch (kinds[field]) {
            case FLAG -> flag(field, buf, start, end, missing);
            case CATEGORY -> category(places[field], buf, start, end, missing);
            case NUMBER -> number(places[field], buf, start, end, missing);
            case DATE -> date(buf, start, end, missing);
            default -> user(buf, start, end, missing);
        }
    }

    private void flag(int field, char[] buf, int from, int to, boolean missing) {
        if (missing) {
            return;
        }
        int end = spreadsheet && to - from > 1 ? Cells.dropPointZero(buf, from, to) : to;
        if (end - from == 1 && buf[from] == '1') {
            held[heldCount++] = places[field];
        } else if (end - from != 1 || buf[from] != '0') {
            failReading(names.get(field), Cause.NOT_A_FLAG, "a flag of 0 or 1", buf, from, to);
        }
    }

    private void category(int column, char[] buf, int from, int to, boolean missing) {
        if (missing) {
            codes[column] = MISSING;
            return;
        }
        int code = codesOf[column].get(buf, from, to);
        codes[column] = code;
        if (code == SliceCodes.UNKNOWN && to - from > MAX_TEXT) {
            failTooLong(schema.name(column), "the category", to - from);
        } else if (code == SliceCodes.UNKNOWN) {
            newSlices[column] = Arrays.copyOfRange(buf, from, to);
        }
    }

    private void number(int column, char[] buf, int from, int to, boolean missing) {
        numbers[column] = Double.NaN;
        if (missing) {
            return;
        }
        NumberRule rule = rules[column];
        if (rule.form() == NumberRule.Form.DATE) {
            int days = Cells.epochDay(buf, from, to);
            if (days == Cells.NO_DATE) {
                failReading(schema.name(column), Cause.NOT_A_DATE, "a date", buf, from, to);
            } else {
                numbers[column] = days;
            }
            return;
        }
        double value = Cells.number(buf, from, to);
        if (Double.isNaN(value)) {
            failReading(schema.name(column), Cause.NOT_A_NUMBER, "a number", buf, from, to);
        } else if (value == rule.missing()) {
            sentinelColumns[sentinelCount++] = column;
        } else if (value < rule.least() || value > rule.most()) {
            fail(
                    schema.name(column),
                    Cause.OUT_OF_RANGE,
                    "must be in " + rule.range() + ", but was " + ReportBuilder.shown(buf, from, to));
        } else {
            numbers[column] = value;
        }
    }

    private void date(char[] buf, int from, int to, boolean missing) {
        if (missing) {
            fail(layout.date(), Cause.MISSING, "the date is missing");
            return;
        }
        int days = Cells.epochDay(buf, from, to);
        if (days == Cells.NO_DATE) {
            failReading(layout.date(), Cause.NOT_A_DATE, "a date", buf, from, to);
        } else if (days != day) {
            LocalDate read = LocalDate.ofEpochDay(days);
            if (read.getYear() < FIRST_YEAR || read.getYear() > LAST_YEAR) {
                fail(
                        layout.date(),
                        Cause.OUT_OF_RANGE,
                        "must be of a year in " + FIRST_YEAR + ".." + LAST_YEAR + ", but was "
                                + ReportBuilder.shown(buf, from, to));
                return;
            }
            day = days;
            date = read;
        }
    }

    private void user(char[] buf, int from, int to, boolean missing) {
        if (missing) {
            fail(layout.user(), Cause.MISSING, "the user's id is missing");
            return;
        }
        if (to - from > MAX_TEXT) {
            failTooLong(layout.user(), "the user's id", to - from);
            return;
        }
        int end = spreadsheet ? Cells.dropPointZero(buf, from, to) : to;
        userNumber = Cells.plainNumber(buf, from, end);
        userText = userNumber == NO_NUMBER ? new String(buf, from, end - from) : null;
    }

    @Override
    void commit() {
        int user = user();
        if (panel.contains(date, user)) {
            fail(
                    layout.user(),
                    Cause.DUPLICATE,
                    "user \"" + userId() + "\" has a row in the " + layout.period() + " of " + date + " already");
            return;
        }
        panel.row(date, user);
        for (int column : numeric) {
            double value = numbers[column];
            if (!Double.isNaN(value)) {
                panel.number(column, value);
            }
        }
        for (int column : categorical) {
            int code = codes[column];
            if (code != MISSING) {
                panel.category(column, code == SliceCodes.UNKNOWN ? learn(column) : code);
            }
        }
        for (int i = 0; i < heldCount; i++) {
            panel.holds(held[i]);
        }
        for (int i = 0; i < sentinelCount; i++) {
            sentinels[sentinelColumns[i]]++;
        }
        if (startDate >= 0 && numbers[startDate] > day) {
            startsLater++;
        }
    }

    private int user() {
        if (userText != null) {
            return panel.userOf(userText);
        }
        int user = userOf.get(userNumber);
        if (user < 0) {
            user = panel.userOf(userId());
            userOf.put(userNumber, user);
        }
        return user;
    }

    private String userId() {
        return userText != null ? userText : Long.toString(userNumber);
    }

    private int learn(int column) {
        char[] slice = newSlices[column];
        int end = spreadsheet ? Cells.dropPointZero(slice, 0, slice.length) : slice.length;
        int code = panel.codeOf(column, new String(slice, 0, end));
        codesOf[column].put(slice, code);
        return code;
    }

    /**
     * The panel.
     *
     * @throws IllegalArgumentException if too many rows were rejected, or a period is outlying
     */
    PanelRead build(Tolerance.Periods periods) {
        for (int column : numeric) {
            if (sentinels[column] > 0) {
                report.note(String.format(
                        Locale.ROOT,
                        "%,d cells of \"%s\" were %.0f; read as missing",
                        sentinels[column],
                        schema.name(column),
                        rules[column].missing()));
            }
        }
        if (startsLater > 0) {
            report.note(String.format(
                    Locale.ROOT,
                    "%,d rows have \"%s\" later than \"%s\"; kept as they are",
                    startsLater,
                    layout.startDate(),
                    layout.date()));
        }
        Panel built = panel.build();
        List<String> outlying = OutlyingPeriods.of(built);
        outlying.forEach(report::note);
        ReadReport told = report.build();
        Checks.that(
                outlying.isEmpty() || periods == Tolerance.Periods.ANY,
                "%s: %s; allowOutlyingPeriods (--allow-outlying-periods) takes the panel all the same",
                report.source(),
                outlying.isEmpty() ? "" : outlying.get(0));
        return new PanelRead(built, told);
    }
}
