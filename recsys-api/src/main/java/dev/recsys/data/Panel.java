package dev.recsys.data;

import dev.recsys.internal.check.Checks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots of the same users, oldest first, that share user and item indexes, feature schema and dictionaries. Users
 * may enter, leave and miss periods. A snapshot has the rows of one {@link Period}; a period without a snapshot is a gap. Immutable and thread-safe.
 *
 * <p><b>Memory:</b> about 4 bytes a user, 4 a numeric feature, 1 a categorical feature of up to 255 values and 4 for each
 * 32 items, for every row: 13.6 million rows of the 48-column schema take about 0.6 GB.
 */
public final class Panel implements Dataset {
    private final IdIndex users;
    private final Vocabulary vocabulary;
    private final Period period;
    private final List<Snapshot> snapshots;
    private volatile @Nullable InteractionMatrix interactions;
    private volatile @Nullable String contentHash;

    Panel(IdIndex users, Vocabulary vocabulary, Period period, List<Snapshot> snapshots) {
        this.users = users;
        this.vocabulary = vocabulary;
        this.period = period;
        this.snapshots = List.copyOf(snapshots);
    }

    /**
     * A builder fed row by row, in any order.
     *
     * @param items the catalogue in the order its indexes shall have
     * @param schema the features of a row
     * @return an empty builder
     * @throws IllegalArgumentException if an item is empty or appears twice, or if {@code items} is null
     */
    public static PanelBuilder builder(List<String> items, FeatureSchema schema) {
        Checks.notNull(items, "items");
        return builder(Catalogue.of(items), schema);
    }

    /**
     * A builder fed row by row, in any order.
     *
     * @param catalogue the items, in the order their indexes shall have
     * @param schema the features of a row
     * @return an empty builder
     */
    public static PanelBuilder builder(Catalogue catalogue, FeatureSchema schema) {
        return new PanelBuilder(Checks.notNull(catalogue, "catalogue"), Checks.notNull(schema, "schema"));
    }

    @Override
    public IdIndex users() {
        return users;
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /**
     * The step between snapshots.
     *
     * @return the period
     */
    public Period period() {
        return period;
    }

    /**
     * The features every snapshot has.
     *
     * @return the schema
     */
    public FeatureSchema schema() {
        return vocabulary.schema();
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
     * @throws IllegalArgumentException if {@code date} is null
     */
    public Panel before(LocalDate date) {
        Checks.notNull(date, "date");
        return withSnapshots(
                snapshots.stream().filter(s -> s.date().isBefore(date)).toList());
    }

    /**
     * The snapshots up to and including a date, sharing this panel's indexes.
     *
     * @param date the last date kept
     * @return the earlier part, possibly without snapshots
     * @throws IllegalArgumentException if {@code date} is null
     */
    public Panel through(LocalDate date) {
        Checks.notNull(date, "date");
        return withSnapshots(
                snapshots.stream().filter(s -> !s.date().isAfter(date)).toList());
    }

    /**
     * The same snapshots with some of the users, sharing this panel's indexes; for customer-disjoint folds.
     *
     * @param keptUser whether the user of an index stays
     * @return the smaller panel
     * @throws IllegalArgumentException if {@code keptUser} is null
     */
    public Panel keepUsers(IntPredicate keptUser) {
        Checks.notNull(keptUser, "keptUser");
        return withSnapshots(snapshots.stream().map(s -> s.keep(keptUser)).toList());
    }

    /**
     * The same snapshots with some of the features, sharing this panel's storage.
     *
     * @param names features of the schema, in the order wanted
     * @return the narrower panel
     * @throws IllegalArgumentException if a name is unknown, or if {@code names} is null
     */
    public Panel selectFeatures(List<String> names) {
        Checks.notNull(names, "names");
        List<Snapshot> narrower =
                snapshots.stream().map(s -> s.selectFeatures(names)).toList();
        FeatureSchema chosen = schema().select(names);
        List<IdIndex> dictionaries = names.stream()
                .map(name -> vocabulary.dictionary(schema().indexOf(name)))
                .toList();
        return new Panel(users, new Vocabulary(catalogue(), chosen, dictionaries), period, narrower);
    }

    /**
     * The same panel with other declarations: labels, groups and roles of items and features, sharing this panel's storage.
     *
     * @param catalogue the same ids in the same order
     * @param schema the same names and kinds in the same order
     * @return the panel with the new declarations
     * @throws IllegalArgumentException if an id, a name or a kind differs, or if {@code catalogue} or {@code schema} is
     *     null
     */
    public Panel declared(Catalogue catalogue, FeatureSchema schema) {
        Checks.notNull(catalogue, "catalogue");
        Checks.notNull(schema, "schema");
        Checks.that(
                catalogue.ids().equals(catalogue().ids()),
                "the catalogue must have the ids %s in this order",
                catalogue().ids().ids());
        Checks.that(
                schema.names().equals(schema().names()),
                "the schema must have the features %s in this order",
                schema().names());
        List<IdIndex> dictionaries = new ArrayList<>();
        for (int column = 0; column < schema.size(); column++) {
            Checks.that(
                    schema.kind(column) == schema().kind(column),
                    "feature \"%s\" is %s",
                    schema.name(column),
                    schema().kind(column));
            dictionaries.add(vocabulary.dictionary(column));
        }
        return new Panel(users, new Vocabulary(catalogue, schema, dictionaries), period, snapshots);
    }

    private Panel withSnapshots(List<Snapshot> kept) {
        return new Panel(users, vocabulary, period, kept);
    }

    /**
     * The step from the period before a snapshot to the snapshot: who added what.
     *
     * @param later the place of the later snapshot, in {@code 1..snapshots().size()-1}
     * @return the transition from snapshot {@code later - 1} to snapshot {@code later}; O(rows), not kept
     * @throws IllegalArgumentException if {@code later} is out of range or there is a gap between the two snapshots
     */
    public Transition transition(int later) {
        Checks.inRange(later, 1, snapshots.size() - 1, "later snapshot");
        Checks.that(
                isStep(later),
                "there is a gap between the snapshots of %s and %s of a panel by %s",
                snapshots.get(later - 1).date(),
                snapshots.get(later).date(),
                period);
        return new Transition(
                snapshots.subList(0, later - 1),
                snapshots.get(later - 1),
                snapshots.get(later),
                catalogue().size());
    }

    private boolean isStep(int later) {
        return snapshots.get(later).periodIndex() - snapshots.get(later - 1).periodIndex() == 1;
    }

    /**
     * The steps between adjacent periods, oldest first; a gap is no step.
     *
     * @return at most one less than there are snapshots
     */
    public List<Transition> transitions() {
        return lastTransitions(Integer.MAX_VALUE);
    }

    /**
     * The last steps between adjacent periods, oldest first; a gap is no step.
     *
     * @param count how many, at least 1
     * @return at most so many; O(rows), not kept
     * @throws IllegalArgumentException if {@code count} is below 1
     */
    public List<Transition> lastTransitions(int count) {
        Checks.atLeast(count, 1, "count");
        List<Transition> last = new ArrayList<>();
        for (int later = snapshots.size() - 1; later > 0 && last.size() < count; later--) {
            if (isStep(later)) {
                last.add(0, transition(later));
            }
        }
        return last;
    }

    /**
     * Whether the panel shows what users add: it has the snapshots of two adjacent periods.
     *
     * @return false if it has one snapshot at most, or gaps between all
     */
    public boolean hasTransition() {
        for (int later = 1; later < snapshots.size(); later++) {
            if (isStep(later)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Refuses a panel that does not show what users add.
     *
     * @param who who needs it, for the message, such as {@code "mlc"}
     * @throws IllegalArgumentException if {@link #hasTransition} is false; the message says whether snapshots or
     *     another period are missing, or if {@code who} is null
     */
    public void requireTransition(String who) {
        Checks.notNull(who, "who");
        Checks.that(
                snapshots.size() > 1,
                "%s needs as data a panel of at least two snapshots, to see which items are added, but there is %d",
                who,
                snapshots.size());
        Checks.that(
                hasTransition(),
                "%s needs snapshots of two adjacent periods, but the panel by %s has gaps between %s;"
                        + " declare the period of the data by PanelBuilder.period",
                who,
                period,
                snapshots.stream().map(s -> s.date().toString()).toList());
    }

    /**
     * {@inheritDoc}
     *
     * <p>A period in which a user has no row neither counts as observed nor breaks a holding.
     */
    @Override
    public InteractionMatrix interactions() {
        InteractionMatrix result = interactions;
        if (result == null) {
            result = UnbrokenHoldings.of(snapshots, users.size(), catalogue().size());
            interactions = result;
        }
        return result;
    }

    /**
     * What was last known of each user: row u holds the features of user u in the user's latest snapshot, all missing
     * for a user without one. O(users × features), not kept.
     *
     * @return users × features
     */
    public FeatureTable latestFeatures() {
        return latestFeatures(schema().names());
    }

    /**
     * Some of what was last known of each user. O(users × names), not kept.
     *
     * @param names features of the schema, in the order wanted
     * @return users × names
     * @throws IllegalArgumentException if a name is unknown, or if {@code names} is null
     */
    public FeatureTable latestFeatures(List<String> names) {
        Checks.notNull(names, "names");
        return UserFeatures.of(snapshots, users.size(), vocabulary, names, 0);
    }

    /**
     * What was known of each user the period before: row u holds the features of user u one period before the user's
     * latest snapshot, all missing for a user without a row there. O(users × names), not kept.
     *
     * @param names features of the schema, in the order wanted
     * @return users × names
     * @throws IllegalArgumentException if a name is unknown, or if {@code names} is null
     */
    public FeatureTable featuresBeforeLatest(List<String> names) {
        Checks.notNull(names, "names");
        return UserFeatures.of(snapshots, users.size(), vocabulary, names, 1);
    }

    @Override
    public String contentHash() {
        String result = contentHash;
        if (result == null) {
            result = PanelDigest.of(users, vocabulary, period, snapshots);
            contentHash = result;
        }
        return result;
    }

    @Override
    public String toString() {
        return "Panel[" + users.size() + " users, " + catalogue().size() + " items, by " + period + ", "
                + snapshots.stream().map(s -> s.date().toString()).toList() + "]";
    }
}
