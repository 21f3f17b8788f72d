package dev.recsys.spi;

import dev.recsys.HoldingHistory;
import dev.recsys.RecommendationRequest;
import dev.recsys.UserFeatures;
import dev.recsys.check.Checks;
import dev.recsys.data.Dataset;
import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.HoldingMonths;
import dev.recsys.data.IdIndex;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model remembers of the users it was trained on: who they are, what they held, their latest features and, where
 * a model wants it, what they held in the months before and some features of the month before. It joins that with what a
 * request says, which goes first. Only users with data are remembered. Immutable and thread-safe.
 */
public final class UserProfiles {
    private static final String HISTORY = "profiles/history/";
    private static final String BEFORE = "profiles/before/";

    private final IdIndex users;
    private final IdIndex items;
    private final InteractionMatrix held;
    private final FeatureTable features;
    private final RememberedHistory history;
    private final RememberedFeatures before;

    private UserProfiles(
            IdIndex users,
            IdIndex items,
            InteractionMatrix held,
            FeatureTable features,
            RememberedHistory history,
            RememberedFeatures before) {
        this.users = users;
        this.items = items;
        this.held = held;
        this.features = features;
        this.history = history;
        this.before = before;
    }

    /**
     * The profiles at the end of some data, without what was held before.
     *
     * @param data the training data
     * @param featureNames the features to remember, all of the panel's schema; none for an event log
     * @return the profiles
     * @throws IllegalArgumentException if a feature is not in the data
     */
    public static UserProfiles of(Dataset data, List<String> featureNames) {
        return of(data, featureNames, 0);
    }

    /**
     * The profiles at the end of some data.
     *
     * @param data the training data
     * @param featureNames the features to remember, all of the panel's schema; none for an event log
     * @param historyMonths how many months before a user's latest snapshot to remember at the most, in
     *     0..{@link HoldingMonths#MOST}; an event log has none
     * @return the profiles; O(rows)
     * @throws IllegalArgumentException if a feature is not in the data or {@code historyMonths} is out of range
     */
    public static UserProfiles of(Dataset data, List<String> featureNames, int historyMonths) {
        return of(data, featureNames, historyMonths, List.of());
    }

    /**
     * The profiles at the end of some data, with what tells changes of features.
     *
     * @param data the training data
     * @param featureNames the features to remember, all of the panel's schema; none for an event log
     * @param historyMonths how many months before a user's latest snapshot to remember at the most, in
     *     0..{@link HoldingMonths#MOST}; an event log has none
     * @param changingNames those of {@code featureNames} whose value in the month before to remember too
     * @return the profiles; O(rows)
     * @throws IllegalArgumentException if a feature is not in the data, {@code historyMonths} is out of range, or
     *     {@code changingNames} has one that {@code featureNames} lacks
     */
    public static UserProfiles of(
            Dataset data, List<String> featureNames, int historyMonths, List<String> changingNames) {
        Checks.that(
                new HashSet<>(featureNames).containsAll(changingNames),
                "changingNames must be among %s, but were %s",
                featureNames,
                changingNames);
        Checks.inRange(historyMonths, 0, HoldingMonths.MOST, "historyMonths");
        InteractionMatrix held = data.interactions();
        BitSet seen = new BitSet();
        FeatureTable features;
        if (data instanceof Panel panel) {
            for (Snapshot snapshot : panel.snapshots()) {
                for (int row = 0; row < snapshot.rowCount(); row++) {
                    seen.set(snapshot.user(row));
                }
            }
            features = panel.latestFeatures(featureNames);
        } else {
            for (int user = 0; user < held.rowCount(); user++) {
                seen.set(user, held.rowSize(user) > 0);
            }
            features = FeatureTable.builder(data.users().size()).build().select(featureNames);
        }
        int[] kept = seen.stream().toArray();
        RememberedHistory history = data instanceof Panel panel
                ? RememberedHistory.of(panel, kept, historyMonths)
                : RememberedHistory.none();
        FeatureTable latest = kept.length == data.users().size() ? features : features.pickRows(kept);
        RememberedFeatures before = data instanceof Panel panel
                ? RememberedFeatures.of(panel, kept, latest, changingNames)
                : RememberedFeatures.none();
        if (kept.length == data.users().size()) {
            return new UserProfiles(data.users(), data.items(), held, latest, history, before);
        }
        IdIndex users =
                IdIndex.of(() -> seen.stream().mapToObj(data.users()::id).iterator());
        return new UserProfiles(users, data.items(), held.pickRows(kept), latest, history, before);
    }

    /**
     * Profiles without features and history.
     *
     * @param users the users to remember
     * @param items the catalogue
     * @param held users × items
     * @return the profiles
     * @throws IllegalArgumentException if the matrix has another shape
     */
    public static UserProfiles ofHoldings(IdIndex users, IdIndex items, InteractionMatrix held) {
        Checks.that(
                held.rowCount() == users.size() && held.columnCount() == items.size(),
                "holdings must be %d x %d, but were %d x %d",
                users.size(),
                items.size(),
                held.rowCount(),
                held.columnCount());
        FeatureTable none = FeatureTable.builder(users.size()).build().select(List.of());
        return new UserProfiles(users, items, held, none, RememberedHistory.none(), RememberedFeatures.none());
    }

    /**
     * The users remembered.
     *
     * @return the index
     */
    public IdIndex users() {
        return users;
    }

    /**
     * The catalogue.
     *
     * @return the index
     */
    public IdIndex items() {
        return items;
    }

    /**
     * What each user held, row u for user u.
     *
     * @return users × items
     */
    public InteractionMatrix holdings() {
        return held;
    }

    /**
     * The features' names, kinds and dictionaries; and their last known values, row u for user u.
     *
     * @return users × features
     */
    public FeatureTable features() {
        return features;
    }

    /**
     * What is known of the user of a request: the request's holdings and features where it gives them, else those
     * remembered, and so with the months before. Items and categories never seen are passed over.
     *
     * @param request the request
     * @return the user
     */
    public KnownUser resolve(RecommendationRequest request) {
        int user = request.userId().map(users::indexOf).orElse(-1);
        UserFeatures given = request.features();
        boolean featuresGiven = false;
        for (String name : features.schema().names()) {
            featuresGiven |= given.has(name);
        }
        FeatureRow row = featuresGiven ? new OverlaidRow(features, user, given) : new StoredRow(features, user);
        Optional<Map<String, Double>> holdings = request.holdings();
        HoldingMonths months = history(request, user);
        FeatureRow rowBefore = before.of(request, user);
        if (holdings.isPresent()) {
            int[] columns = new int[holdings.get().size()];
            float[] weights = new float[columns.length];
            int count = gather(holdings.get(), columns, weights);
            return KnownUser.sorted(user, columns, weights, count, months, row, rowBefore, true, featuresGiven);
        }
        return user < 0
                ? new KnownUser(user, new int[0], new float[0], months, row, rowBefore, false, featuresGiven)
                : new KnownUser(
                        user, held.columnsOf(user), held.weightsOf(user), months, row, rowBefore, false, featuresGiven);
    }

    private HoldingMonths history(RecommendationRequest request, int user) {
        if (history.monthCount() == 0) {
            return HoldingMonths.none();
        }
        Optional<HoldingHistory> given = request.history();
        if (given.isPresent()) {
            return history.of(given.get(), items);
        }
        if (user < 0) {
            return HoldingMonths.none();
        }
        // Without holdings of today, the last month's stand for them and so are not history yet.
        int monthsSince = request.holdings().isEmpty()
                ? 0
                : request.date().map(history::monthsSince).orElse(0);
        return history.of(user, held.columnsOf(user), monthsSince);
    }

    private int gather(Map<String, Double> holdings, int[] columns, float[] weights) {
        int count = 0;
        for (Map.Entry<String, Double> holding : holdings.entrySet()) {
            int item = items.indexOf(holding.getKey());
            if (item >= 0) {
                columns[count] = item;
                weights[count++] = (float) Math.max(Float.MIN_NORMAL, Math.min(holding.getValue(), Float.MAX_VALUE));
            }
        }
        return count;
    }

    /**
     * Writes the profiles into a model's sections.
     *
     * @param out gets the sections, all under {@code profiles/}
     */
    public void writeTo(Sections.Builder out) {
        out.put("profiles/users", users)
                .put("profiles/items", items)
                .put("profiles/held", held)
                .put("profiles/features", features);
        history.writeTo(out, HISTORY);
        before.writeTo(out, BEFORE);
    }

    /**
     * Reads what {@link #writeTo} wrote.
     *
     * @param in a model's sections
     * @return the profiles
     * @throws ModelFormatException if a section is missing or damaged
     */
    public static UserProfiles readFrom(Sections in) throws ModelFormatException {
        IdIndex users = in.ids("profiles/users");
        IdIndex items = in.ids("profiles/items");
        FeatureTable features = in.features("profiles/features", users.size());
        return new UserProfiles(
                users,
                items,
                in.matrix("profiles/held", users.size(), items.size()),
                features,
                RememberedHistory.readFrom(in.under(HISTORY), users.size(), items.size()),
                RememberedFeatures.readFrom(in.under(BEFORE), features));
    }

    /** A number that a request says. */
    static float number(UserFeatures given, String name) {
        // A finite double past the greatest float would become infinite.
        return (float) Math.max(-Float.MAX_VALUE, Math.min(given.number(name), Float.MAX_VALUE));
    }

    /** The code of a category that a request says; -1 for one that is missing or was never seen. */
    static int code(UserFeatures given, String name, IdIndex dictionary) {
        return dictionary.indexOf(given.category(name));
    }

    /** The features of a remembered user, or none at all. */
    private record StoredRow(FeatureTable table, int user) implements FeatureRow {
        @Override
        public float number(int column) {
            return user < 0 ? Float.NaN : table.number(user, column);
        }

        @Override
        public int code(int column) {
            return user < 0 ? -1 : table.code(user, column);
        }
    }

    /** A request's features over those remembered. */
    private record OverlaidRow(FeatureTable table, int user, UserFeatures given) implements FeatureRow {
        @Override
        public float number(int column) {
            String name = table.schema().name(column);
            if (given.has(name)) {
                return UserProfiles.number(given, name);
            }
            return user < 0 ? Float.NaN : table.number(user, column);
        }

        @Override
        public int code(int column) {
            String name = table.schema().name(column);
            if (given.has(name)) {
                return UserProfiles.code(given, name, table.dictionary(column));
            }
            return user < 0 ? -1 : table.code(user, column);
        }
    }
}
