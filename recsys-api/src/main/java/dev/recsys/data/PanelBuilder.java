package dev.recsys.data;

import dev.recsys.internal.check.Checks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects a panel row by row, from any stream and in any order; not thread-safe. {@link #row} begins a row, the calls
 * after it fill it; what is not set is missing or not held.
 *
 * <pre>{@code
 * PanelBuilder panel = Panel.builder(List.of("account", "card"), schema);
 * panel.row(date, "15889").number("age", 35).category("segment", "private").holds("account");
 * Panel whole = panel.build();
 * }</pre>
 *
 * <p>A reader in a hurry translates ids once by {@link #userOf} and {@link #codeOf} and then passes ints. Users and
 * categories get their final index in {@link #build}, in canonical order, so that the panel does not depend on the order
 * of rows.
 */
public final class PanelBuilder {
    private final Catalogue catalogue;
    private final FeatureSchema schema;
    private Period period = Period.MONTH;
    private final IdIndex.Builder users = IdIndex.builder();
    private final List<IdIndex.Builder> dictionaries = new ArrayList<>();
    private final TreeMap<Integer, Rows> periods = new TreeMap<>();
    private @Nullable Rows current;
    private boolean built;

    PanelBuilder(Catalogue catalogue, FeatureSchema schema) {
        this.catalogue = catalogue;
        this.schema = schema;
        for (int column = 0; column < schema.size(); column++) {
            dictionaries.add(IdIndex.builder());
        }
    }

    /** The rows of one period, in order of arrival; users and codes as first given. */
    private static final class Rows {
        final BitSet seen = new BitSet();
        final float[][] numbers;
        final CodeArray[] codes;
        final HoldingMatrix.Rows holdings;
        int[] users = new int[64];
        int[] days = new int[64]; // the date of each row
        int rowCount;

        Rows(FeatureSchema schema, int itemCount) {
            numbers = new float[schema.size()][64];
            codes = new CodeArray[schema.size()];
            Arrays.setAll(codes, c -> new CodeArray());
            holdings = new HoldingMatrix.Rows(itemCount);
        }
    }

    /**
     * Sets the period that is one step of the panel; {@link Period#MONTH} by default.
     *
     * @param step the period
     * @return this
     * @throws IllegalStateException if there is a row already
     */
    public PanelBuilder period(Period step) {
        if (!periods.isEmpty()) {
            throw new IllegalStateException("period must be set before the first row");
        }
        period = Checks.notNull(step, "period");
        return this;
    }

    /**
     * Begins a row.
     *
     * @param date a date in the period the row belongs to
     * @param user the user's id
     * @return this
     * @throws IllegalArgumentException if the user id is empty or has a row in that period already
     */
    public PanelBuilder row(LocalDate date, String user) {
        return row(date, userOf(user));
    }

    /**
     * Begins a row of a user translated before.
     *
     * @param date a date in the period the row belongs to
     * @param user what {@link #userOf} gave
     * @return this
     * @throws IllegalArgumentException if the user is unknown or has a row in that period already
     * @throws IllegalStateException if the panel was built already
     */
    public PanelBuilder row(LocalDate date, int user) {
        Checks.index(user, users.size(), "user");
        requireUnbuilt();
        Rows rows = periods.computeIfAbsent(
                period.indexOf(Checks.notNull(date, "date")), p -> new Rows(schema, catalogue.size()));
        if (rows.seen.get(user)) {
            throw new IllegalArgumentException("customer " + users.id(user) + " has two rows in one "
                    + period.name().toLowerCase(Locale.ROOT) + ", of "
                    + dayOf(rows, user) + " and " + date);
        }
        rows.seen.set(user);
        if (rows.rowCount == rows.users.length) {
            int grown = (int) Math.min(Integer.MAX_VALUE - 8, 2L * rows.rowCount);
            rows.users = Arrays.copyOf(rows.users, grown);
            rows.days = Arrays.copyOf(rows.days, grown);
            for (int column = 0; column < schema.size(); column++) {
                if (schema.kind(column) == Feature.Kind.NUMERIC) {
                    rows.numbers[column] = Arrays.copyOf(rows.numbers[column], grown);
                }
            }
        }
        for (int column = 0; column < schema.size(); column++) {
            if (schema.kind(column) == Feature.Kind.NUMERIC) {
                rows.numbers[column][rows.rowCount] = Float.NaN;
            } else {
                rows.codes[column].add(-1);
            }
        }
        rows.days[rows.rowCount] = Math.toIntExact(date.toEpochDay());
        rows.users[rows.rowCount++] = user;
        rows.holdings.addRow();
        current = rows;
        return this;
    }

    private static LocalDate dayOf(Rows rows, int user) {
        for (int row = 0; row < rows.rowCount; row++) {
            if (rows.users[row] == user) {
                return LocalDate.ofEpochDay(rows.days[row]);
            }
        }
        throw new IllegalStateException("no row of the user");
    }

    /**
     * Whether a user has a row in the period of a date.
     *
     * @param date the date
     * @param user what {@link #userOf} gave
     * @return true if {@link #row} would refuse another
     * @throws IllegalArgumentException if the user is unknown or the date outside the years −9999 to 9999
     */
    public boolean contains(LocalDate date, int user) {
        Checks.index(user, users.size(), "user");
        Rows rows = periods.get(period.indexOf(date));
        return rows != null && rows.seen.get(user);
    }

    /**
     * Translates a user's id for {@link #row(LocalDate, int)}.
     *
     * @param id a non-empty id
     * @return an int that stands for it in this builder
     * @throws IllegalArgumentException if the id is empty
     */
    public int userOf(String id) {
        return users.add(id);
    }

    /**
     * Translates a category's value for {@link #category(int, int)}.
     *
     * @param column a categorical column
     * @param value a non-empty value
     * @return an int that stands for it in this builder and column
     * @throws IllegalArgumentException if the column is not categorical or the value is empty
     */
    public int codeOf(int column, String value) {
        require(column, Feature.Kind.CATEGORICAL);
        return dictionaries.get(column).add(value);
    }

    /**
     * Sets a number of the row.
     *
     * @param name a numeric feature
     * @param value a number that fits a float, or NaN for missing
     * @return this
     * @throws IllegalArgumentException if the feature is not numeric or the value is infinite
     */
    public PanelBuilder number(String name, double value) {
        return number(column(name), value);
    }

    /**
     * Sets a number of the row.
     *
     * @param column a numeric column
     * @param value a number that fits a float, or NaN for missing
     * @return this
     * @throws IllegalArgumentException if the column is not numeric or the value is infinite
     */
    public PanelBuilder number(int column, double value) {
        require(column, Feature.Kind.NUMERIC);
        Checks.that(
                !Float.isInfinite((float) value), "value of %s must be finite, but was %s", schema.name(column), value);
        Rows rows = begun();
        rows.numbers[column][rows.rowCount - 1] = (float) value;
        return this;
    }

    /**
     * Sets a category of the row.
     *
     * @param name a categorical feature
     * @param value the value; null or empty for missing
     * @return this
     * @throws IllegalArgumentException if the feature is not categorical
     */
    public PanelBuilder category(String name, @Nullable String value) {
        int column = column(name);
        require(column, Feature.Kind.CATEGORICAL);
        return category(column, value == null || value.isEmpty() ? -1 : codeOf(column, value));
    }

    /**
     * Sets a category of the row.
     *
     * @param column a categorical column
     * @param code what {@link #codeOf} gave, or -1 for missing
     * @return this
     * @throws IllegalArgumentException if the column is not categorical or the code unknown
     */
    public PanelBuilder category(int column, int code) {
        require(column, Feature.Kind.CATEGORICAL);
        Checks.inRange(code, -1, dictionaries.get(column).size() - 1, "code of " + schema.name(column));
        begun().codes[column].setLast(code);
        return this;
    }

    /**
     * Marks an item as held by the row's user.
     *
     * @param item an id of the catalogue
     * @return this
     * @throws IllegalArgumentException if the item is unknown
     */
    public PanelBuilder holds(String item) {
        int index = catalogue.indexOf(item);
        Checks.that(index >= 0, "item must be one of the catalogue, but there is no item \"%s\"", item);
        return holds(index);
    }

    /**
     * Marks an item as held by the row's user.
     *
     * @param item an index of the catalogue
     * @return this
     * @throws IllegalArgumentException if the index is out of range
     */
    public PanelBuilder holds(int item) {
        begun().holdings.set(Checks.index(item, catalogue.size(), "item"));
        return this;
    }

    private void requireUnbuilt() {
        if (built) {
            throw new IllegalStateException("this builder has built its panel; rows of another need another builder");
        }
    }

    private Rows begun() {
        Rows rows = current;
        if (rows == null) {
            throw new IllegalStateException("row(date, user) must come before the row's values");
        }
        return rows;
    }

    private int column(String name) {
        int column = schema.indexOf(name);
        Checks.that(column >= 0, "name must be one of %s, but there is no feature \"%s\"", schema.names(), name);
        return column;
    }

    private void require(int column, Feature.Kind kind) {
        Checks.index(column, schema.size(), "feature column");
        Checks.that(
                schema.kind(column) == kind,
                "column must be of a %s feature, but feature \"%s\" is %s",
                kind,
                schema.name(column),
                schema.kind(column));
    }

    /**
     * The panel of all rows. It takes the rows out of the builder, which can't be used again.
     *
     * @return an immutable panel, its snapshots in order of period
     * @throws IllegalStateException if a panel was built before
     */
    public Panel build() {
        requireUnbuilt();
        built = true;
        int[] userPlace = users.canonicalOrder();
        List<int[]> codePlaces = new ArrayList<>();
        List<IdIndex> built = new ArrayList<>();
        for (IdIndex.Builder dictionary : dictionaries) {
            int[] place = dictionary.canonicalOrder();
            codePlaces.add(place);
            built.add(dictionary.build(place));
        }
        List<Snapshot> snapshots = new ArrayList<>();
        Iterator<Map.Entry<Integer, Rows>> rest = periods.entrySet().iterator();
        while (rest.hasNext()) {
            Map.Entry<Integer, Rows> entry = rest.next();
            snapshots.add(snapshot(entry.getKey(), entry.getValue(), userPlace, codePlaces, built));
            rest.remove(); // frees the rows as they were read
        }
        current = null;
        return new Panel(users.build(userPlace), new Vocabulary(catalogue, schema, built), period, snapshots);
    }

    private Snapshot snapshot(
            int periodIndex, Rows rows, int[] userPlace, List<int[]> codePlaces, List<IdIndex> built) {
        long[] keys = new long[rows.rowCount];
        Arrays.setAll(keys, row -> ((long) userPlace[rows.users[row]] << 32) | row);
        Arrays.sort(keys);
        int[] sortedUsers = new int[keys.length];
        int[] order = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            sortedUsers[i] = (int) (keys[i] >>> 32);
            order[i] = (int) keys[i];
        }
        FeatureTable.Builder features = FeatureTable.builder(keys.length);
        for (int column = 0; column < schema.size(); column++) {
            if (schema.kind(column) == Feature.Kind.NUMERIC) {
                features.numericOwned(schema.name(column), FeatureTable.pick(rows.numbers[column], order));
            } else {
                CodeArray codes = rows.codes[column].pick(order, codePlaces.get(column));
                features.categorical(schema.name(column), built.get(column), codes);
            }
        }
        int lastDay = Arrays.stream(rows.days, 0, rows.rowCount).max().orElseThrow();
        return new Snapshot(
                LocalDate.ofEpochDay(lastDay),
                periodIndex,
                sortedUsers,
                features.build(),
                rows.holdings.build().pick(order));
    }
}
