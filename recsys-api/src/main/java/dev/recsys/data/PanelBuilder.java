package dev.recsys.data;

import dev.recsys.check.Checks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects a panel row by row, from any stream and in any order; not thread-safe. {@link #row} begins a row, the calls
 * after it fill it; what is not set is missing or not held.
 *
 * <pre>{@code
 * PanelBuilder rows = Panel.builder(List.of("account", "card"), schema);
 * rows.row(date, "15889").number("age", 35).category("segment", "private").holds("account");
 * Panel panel = rows.build();
 * }</pre>
 *
 * <p>A reader in a hurry translates ids once by {@link #userOf} and {@link #codeOf} and then passes ints. Users and
 * categories get their final index in {@link #build}, in canonical order, so that the panel does not depend on the order
 * of rows.
 */
public final class PanelBuilder {
    private final IdIndex items;
    private final FeatureSchema schema;
    private final IdIndex.Builder users = IdIndex.builder();
    private final List<IdIndex.Builder> dictionaries = new ArrayList<>();
    private final TreeMap<LocalDate, Month> months = new TreeMap<>();
    private @Nullable Month current;
    private boolean built;

    PanelBuilder(IdIndex items, FeatureSchema schema) {
        this.items = items;
        this.schema = schema;
        for (int column = 0; column < schema.size(); column++) {
            dictionaries.add(IdIndex.builder());
        }
    }

    /** The rows of one date, in order of arrival; users and codes as first given. */
    private static final class Month {
        final BitSet seen = new BitSet();
        final float[][] numbers;
        final CodeArray[] codes;
        final HoldingMatrix.Rows holdings;
        int[] users = new int[64];
        int rowCount;

        Month(FeatureSchema schema, int itemCount) {
            numbers = new float[schema.size()][64];
            codes = new CodeArray[schema.size()];
            Arrays.setAll(codes, c -> new CodeArray());
            holdings = new HoldingMatrix.Rows(itemCount);
        }
    }

    /**
     * Begins a row.
     *
     * @param date the snapshot the row belongs to
     * @param user the user's id
     * @return this
     * @throws IllegalArgumentException if the user id is empty or has a row on that date already
     */
    public PanelBuilder row(LocalDate date, String user) {
        return row(date, userOf(user));
    }

    /**
     * Begins a row of a user translated before.
     *
     * @param date the snapshot the row belongs to
     * @param user what {@link #userOf} gave
     * @return this
     * @throws IllegalArgumentException if the user is unknown or has a row on that date already
     * @throws IllegalStateException if the panel was built already
     */
    public PanelBuilder row(LocalDate date, int user) {
        Checks.index(user, users.size(), "user");
        requireUnbuilt();
        Month month = months.computeIfAbsent(Checks.notNull(date, "date"), d -> new Month(schema, items.size()));
        Checks.that(!month.seen.get(user), "the panel has two rows of one user on %s", date);
        month.seen.set(user);
        if (month.rowCount == month.users.length) {
            int grown = (int) Math.min(Integer.MAX_VALUE - 8, 2L * month.rowCount);
            month.users = Arrays.copyOf(month.users, grown);
            for (int column = 0; column < schema.size(); column++) {
                if (schema.kind(column) == FeatureSchema.Kind.NUMERIC) {
                    month.numbers[column] = Arrays.copyOf(month.numbers[column], grown);
                }
            }
        }
        for (int column = 0; column < schema.size(); column++) {
            if (schema.kind(column) == FeatureSchema.Kind.NUMERIC) {
                month.numbers[column][month.rowCount] = Float.NaN;
            } else {
                month.codes[column].add(-1);
            }
        }
        month.users[month.rowCount++] = user;
        month.holdings.addRow();
        current = month;
        return this;
    }

    /**
     * Whether a user has a row on a date.
     *
     * @param date the date
     * @param user what {@link #userOf} gave
     * @return true if {@link #row} would refuse another
     */
    public boolean contains(LocalDate date, int user) {
        Month month = months.get(date);
        return month != null && month.seen.get(user);
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
        require(column, FeatureSchema.Kind.CATEGORICAL);
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
        require(column, FeatureSchema.Kind.NUMERIC);
        Checks.that(!Float.isInfinite((float) value), "%s must be finite, but was %s", schema.name(column), value);
        Month month = begun();
        month.numbers[column][month.rowCount - 1] = (float) value;
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
        require(column, FeatureSchema.Kind.CATEGORICAL);
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
        require(column, FeatureSchema.Kind.CATEGORICAL);
        Checks.inRange(code, -1, dictionaries.get(column).size() - 1, schema.name(column));
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
        int index = items.indexOf(item);
        Checks.that(index >= 0, "there is no item \"%s\" in the catalogue", item);
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
        begun().holdings.set(Checks.index(item, items.size(), "item"));
        return this;
    }

    private void requireUnbuilt() {
        if (built) {
            throw new IllegalStateException("this builder has built its panel; rows of another need another builder");
        }
    }

    private Month begun() {
        Month month = current;
        if (month == null) {
            throw new IllegalStateException("row(date, user) must come before the row's values");
        }
        return month;
    }

    private int column(String name) {
        int column = schema.indexOf(name);
        Checks.that(column >= 0, "there is no feature \"%s\"; there are %s", name, schema.names());
        return column;
    }

    private void require(int column, FeatureSchema.Kind kind) {
        Checks.index(column, schema.size(), "feature column");
        Checks.that(schema.kind(column) == kind, "feature \"%s\" is %s", schema.name(column), schema.kind(column));
    }

    /**
     * The panel of all rows. It takes the rows out of the builder, which can't be used again.
     *
     * @return an immutable panel, its snapshots in order of date
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
        Iterator<Map.Entry<LocalDate, Month>> rest = months.entrySet().iterator();
        while (rest.hasNext()) {
            Map.Entry<LocalDate, Month> entry = rest.next();
            snapshots.add(snapshot(entry.getKey(), entry.getValue(), userPlace, codePlaces, built));
            rest.remove(); // frees the rows as they were read
        }
        current = null;
        return new Panel(users.build(userPlace), items, schema, snapshots);
    }

    private Snapshot snapshot(
            LocalDate date, Month month, int[] userPlace, List<int[]> codePlaces, List<IdIndex> built) {
        long[] keys = new long[month.rowCount];
        Arrays.setAll(keys, row -> ((long) userPlace[month.users[row]] << 32) | row);
        Arrays.sort(keys);
        int[] sortedUsers = new int[keys.length];
        int[] order = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            sortedUsers[i] = (int) (keys[i] >>> 32);
            order[i] = (int) keys[i];
        }
        FeatureTable.Builder features = FeatureTable.builder(keys.length);
        for (int column = 0; column < schema.size(); column++) {
            if (schema.kind(column) == FeatureSchema.Kind.NUMERIC) {
                features.numericOwned(schema.name(column), FeatureTable.pick(month.numbers[column], order));
            } else {
                CodeArray codes = month.codes[column].pick(order, codePlaces.get(column));
                features.categorical(schema.name(column), built.get(column), codes);
            }
        }
        return new Snapshot(
                date, sortedUsers, features.build(), month.holdings.build().pick(order));
    }
}
