package dev.recsys.data;

import dev.recsys.check.Checks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots of the same users, oldest first, that share user and item indexes, feature schema and dictionaries. Users
 * may enter, leave and miss months. Immutable and thread-safe.
 *
 * <p><b>Memory:</b> about 4 bytes a user, 4 a numeric feature, 1 a categorical feature of up to 255 values and 4 for each
 * 32 items, for every row: 13.6 million rows of the 48-column schema take about 0.6 GB.
 */
public final class Panel implements Dataset {
    private final IdIndex users;
    private final IdIndex items;
    private final FeatureSchema schema;
    private final List<Snapshot> snapshots;
    private volatile @Nullable InteractionMatrix interactions;
    private volatile @Nullable String contentHash;

    Panel(IdIndex users, IdIndex items, FeatureSchema schema, List<Snapshot> snapshots) {
        this.users = users;
        this.items = items;
        this.schema = schema;
        this.snapshots = List.copyOf(snapshots);
    }

    /**
     * A builder fed row by row, in any order.
     *
     * @param items the catalogue in the order its indexes shall have
     * @param schema the features of a row
     * @return an empty builder
     * @throws IllegalArgumentException if an item is empty or appears twice
     */
    public static PanelBuilder builder(List<String> items, FeatureSchema schema) {
        return new PanelBuilder(IdIndex.of(items), Checks.notNull(schema, "schema"));
    }

    @Override
    public IdIndex users() {
        return users;
    }

    @Override
    public IdIndex items() {
        return items;
    }

    /**
     * The features every snapshot has.
     *
     * @return the schema
     */
    public FeatureSchema schema() {
        return schema;
    }

    /**
     * The snapshots, oldest first.
     *
     * @return an unmodifiable list
     */
    public List<Snapshot> snapshots() {
        return snapshots;
    }

    /**
     * The latest snapshot.
     *
     * @return the snapshot
     * @throws IllegalStateException if the panel has none
     */
    public Snapshot last() {
        if (snapshots.isEmpty()) {
            throw new IllegalStateException("the panel has no snapshot");
        }
        return snapshots.get(snapshots.size() - 1);
    }

    /**
     * How many rows all snapshots have together.
     *
     * @return the count
     */
    public long rowCount() {
        return snapshots.stream().mapToLong(Snapshot::rowCount).sum();
    }

    /**
     * The snapshots before a date, sharing this panel's indexes.
     *
     * @param date the first date left out
     * @return the earlier part, possibly without snapshots
     */
    public Panel before(LocalDate date) {
        return withSnapshots(
                snapshots.stream().filter(s -> s.date().isBefore(date)).toList());
    }

    /**
     * The snapshots up to and including a date, sharing this panel's indexes.
     *
     * @param date the last date kept
     * @return the earlier part, possibly without snapshots
     */
    public Panel through(LocalDate date) {
        return withSnapshots(
                snapshots.stream().filter(s -> !s.date().isAfter(date)).toList());
    }

    /**
     * The same snapshots with some of the users, sharing this panel's indexes; for customer-disjoint folds.
     *
     * @param keptUser tells for a user index whether the user stays
     * @return the smaller panel
     */
    public Panel keepUsers(IntPredicate keptUser) {
        return withSnapshots(snapshots.stream().map(s -> s.keep(keptUser)).toList());
    }

    /**
     * The same snapshots with some of the features, sharing this panel's storage.
     *
     * @param names features of the schema, in the order wanted
     * @return the narrower panel
     * @throws IllegalArgumentException if a name is unknown
     */
    public Panel selectFeatures(List<String> names) {
        List<Snapshot> narrower =
                snapshots.stream().map(s -> s.selectFeatures(names)).toList();
        return new Panel(users, items, schema.select(names), narrower);
    }

    private Panel withSnapshots(List<Snapshot> kept) {
        return new Panel(users, items, schema, kept);
    }

    /**
     * The step from one snapshot to the next: who added what.
     *
     * @param later the place of the later snapshot, in {@code 1..snapshots().size()-1}
     * @return the transition from snapshot {@code later - 1} to snapshot {@code later}; O(rows), not kept
     * @throws IllegalArgumentException if {@code later} is out of range
     */
    public Transition transition(int later) {
        Checks.inRange(later, 1, snapshots.size() - 1, "later snapshot");
        return new Transition(
                snapshots.subList(0, later - 1), snapshots.get(later - 1), snapshots.get(later), items.size());
    }

    /**
     * All transitions, oldest first.
     *
     * @return one less than there are snapshots, or none
     */
    public List<Transition> transitions() {
        List<Transition> all = new ArrayList<>();
        for (int later = 1; later < snapshots.size(); later++) {
            all.add(transition(later));
        }
        return all;
    }

    /**
     * {@inheritDoc}
     *
     * <p>A month in which a user has no row neither counts as observed nor breaks a holding.
     */
    @Override
    public InteractionMatrix interactions() {
        InteractionMatrix result = interactions;
        if (result == null) {
            result = holdingHistory();
            interactions = result;
        }
        return result;
    }

    private InteractionMatrix holdingHistory() {
        int[] starts = new int[users.size() + 1];
        int[] columns = new int[1024];
        float[] weights = new float[1024];
        int cells = 0;
        UserWalk walk = new UserWalk(snapshots);
        for (int user = 0; user < users.size(); user++) {
            walk.advanceTo(user);
            int observed = walk.observed();
            if (observed > 0) {
                for (int item : walk.holdings(observed - 1).itemsOf(walk.row(observed - 1))) {
                    int unbroken = 1;
                    while (unbroken < observed
                            && walk.holdings(observed - 1 - unbroken).holds(walk.row(observed - 1 - unbroken), item)) {
                        unbroken++;
                    }
                    if (cells == columns.length) {
                        int grown = (int) Math.min(Integer.MAX_VALUE - 8, 2L * cells);
                        columns = Arrays.copyOf(columns, grown);
                        weights = Arrays.copyOf(weights, grown);
                    }
                    columns[cells] = item;
                    weights[cells++] = (float) unbroken / observed;
                }
            }
            starts[user + 1] = cells;
        }
        return new InteractionMatrix(
                users.size(), items.size(), starts, Arrays.copyOf(columns, cells), Arrays.copyOf(weights, cells));
    }

    /**
     * What was last known of each user: row u holds the features of user u in the user's latest snapshot, all missing
     * for a user without one. O(users × features), not kept.
     *
     * @return users × features
     */
    public FeatureTable latestFeatures() {
        return latestFeatures(schema.names());
    }

    /**
     * Some of what was last known of each user, as {@link #latestFeatures()} tells all of it. O(users × names), not kept.
     *
     * @param names features of the schema, in the order wanted
     * @return users × names
     * @throws IllegalArgumentException if a name is unknown
     */
    public FeatureTable latestFeatures(List<String> names) {
        return featuresBack(names, 0);
    }

    /**
     * What was known of each user the month before: row u holds the features of user u in the snapshot just before the
     * user's latest one, all missing for a user without a row there. O(users × names), not kept.
     *
     * @param names features of the schema, in the order wanted
     * @return users × names
     * @throws IllegalArgumentException if a name is unknown
     */
    public FeatureTable featuresBeforeLatest(List<String> names) {
        return featuresBack(names, 1);
    }

    /** The features of each user's snapshot so many before the latest. */
    private FeatureTable featuresBack(List<String> names, int back) {
        if (snapshots.isEmpty()) {
            return nothingKnown().select(names);
        }
        int[] tableOf = new int[users.size()];
        int[] rows = new int[users.size()];
        Arrays.fill(tableOf, -1);
        for (int s = 0; s < snapshots.size(); s++) {
            for (int row = 0; row < snapshots.get(s).rowCount(); row++) {
                tableOf[snapshots.get(s).user(row)] = s;
                rows[snapshots.get(s).user(row)] = row;
            }
        }
        for (int user = 0; user < rows.length && back > 0; user++) {
            tableOf[user] = Math.max(-1, tableOf[user] - back);
            rows[user] = tableOf[user] < 0 ? -1 : snapshots.get(tableOf[user]).rowOf(user);
            tableOf[user] = rows[user] < 0 ? -1 : tableOf[user];
        }
        List<FeatureTable> tables =
                snapshots.stream().map(s -> s.features().select(names)).toList();
        return FeatureTable.gather(tables, tableOf, rows);
    }

    /** Every feature of the schema, missing for every user. */
    private FeatureTable nothingKnown() {
        FeatureTable.Builder table = FeatureTable.builder(users.size());
        float[] numbers = new float[users.size()];
        int[] codes = new int[users.size()];
        Arrays.fill(numbers, Float.NaN);
        Arrays.fill(codes, -1);
        for (int column = 0; column < schema.size(); column++) {
            if (schema.kind(column) == FeatureSchema.Kind.NUMERIC) {
                table.numeric(schema.name(column), numbers);
            } else {
                table.categorical(schema.name(column), IdIndex.of(List.of()), codes);
            }
        }
        return table.build();
    }

    @Override
    public String contentHash() {
        String result = contentHash;
        if (result == null) {
            result = digest();
            contentHash = result;
        }
        return result;
    }

    private String digest() {
        ContentDigest digest =
                new ContentDigest().add("panel").add(users).add(items).add(schema.toString());
        for (Snapshot snapshot : snapshots) {
            FeatureTable features = snapshot.features();
            digest.add(snapshot.date().toString()).add(snapshot.rowCount());
            for (int row = 0; row < snapshot.rowCount(); row++) {
                digest.add(snapshot.user(row));
                for (int word = 0; word < HoldingMatrix.wordsPerRow(items.size()); word++) {
                    digest.add(snapshot.holdings().word(row, word));
                }
            }
            for (int column = 0; column < schema.size(); column++) {
                boolean numeric = schema.kind(column) == FeatureSchema.Kind.NUMERIC;
                if (!numeric) {
                    digest.add(features.dictionary(column));
                }
                for (int row = 0; row < snapshot.rowCount(); row++) {
                    digest.add(
                            numeric ? Float.floatToIntBits(features.number(row, column)) : features.code(row, column));
                }
            }
        }
        return digest.hex();
    }

    @Override
    public String toString() {
        return "Panel[" + users.size() + " users, " + items.size() + " items, "
                + snapshots.stream().map(s -> s.date().toString()).toList() + "]";
    }

    /** Visits users in ascending order and knows the rows each has, oldest snapshot first. */
    private static final class UserWalk {
        private final List<Snapshot> snapshots;
        private final int[] cursors;
        private final int[] seenIn;
        private final int[] rows;
        private int observed;

        UserWalk(List<Snapshot> snapshots) {
            this.snapshots = snapshots;
            this.cursors = new int[snapshots.size()];
            this.seenIn = new int[snapshots.size()];
            this.rows = new int[snapshots.size()];
        }

        void advanceTo(int user) {
            observed = 0;
            for (int s = 0; s < cursors.length; s++) {
                Snapshot snapshot = snapshots.get(s);
                if (cursors[s] < snapshot.rowCount() && snapshot.user(cursors[s]) == user) {
                    seenIn[observed] = s;
                    rows[observed++] = cursors[s]++;
                }
            }
        }

        int observed() {
            return observed;
        }

        HoldingMatrix holdings(int visit) {
            return snapshots.get(seenIn[visit]).holdings();
        }

        int row(int visit) {
            return rows[visit];
        }
    }
}
