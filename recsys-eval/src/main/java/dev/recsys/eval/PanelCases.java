package dev.recsys.eval;

import dev.recsys.PanelCustomers;
import dev.recsys.RecommendationRequest;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import dev.recsys.data.Transition;
import dev.recsys.internal.check.Checks;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.memory.MemoryNeeds;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The users of one transition of a panel, or some of them. */
final class PanelCases implements Cases {
    private final IdIndex users;
    private final String[] itemIds;
    private final Panel known;
    private final Transition transition;
    private final int adders;
    private final int unknownUsers;
    private final int[] chosen; // pairs of the transition; empty for all
    private volatile @Nullable PanelCustomers customers;

    /** The transition to snapshot {@code later}; what is known is all before it. */
    PanelCases(Panel panel, int later) {
        Snapshot before = panel.snapshots().get(later - 1);
        Snapshot after = panel.snapshots().get(later);
        requireStep(panel, later);
        this.users = panel.users();
        this.itemIds = panel.items().ids().toArray(new String[0]);
        this.known = panel.through(before.date());
        this.transition = panel.transition(later);
        Checks.that(transition.pairCount() > 0, "no user has a row on %s and on %s", before.date(), after.date());
        this.adders = countAdders(transition);
        this.unknownUsers = after.rowCount() - transition.pairCount();
        this.chosen = new int[0];
    }

    /** Some of the users, who all added something. */
    private PanelCases(PanelCases of, int[] chosen) {
        this.users = of.users;
        this.itemIds = of.itemIds;
        this.known = of.known;
        this.transition = of.transition;
        this.adders = chosen.length;
        this.unknownUsers = of.unknownUsers;
        this.chosen = chosen;
        this.customers = of.customers;
    }

    /** Those who added something, at most so many, spread evenly; there must be one. */
    PanelCases adders(int most) {
        int[] all = IntStream.range(0, count())
                .map(this::pair)
                .filter(pair -> transition.added(pair).length > 0)
                .toArray();
        int size = Math.min(most, all.length);
        int[] some = new int[size];
        for (int i = 0; i < size; i++) {
            some[i] = all[(int) ((2L * i + 1) * all.length / (2L * size))];
        }
        return new PanelCases(this, some);
    }

    private int pair(int index) {
        return chosen.length == 0 ? index : chosen[index];
    }

    /** Refuses a gap before a snapshot: what users add in several periods is more than a model is asked for. */
    static void requireStep(Panel panel, int later) {
        Snapshot before = panel.snapshots().get(later - 1);
        Snapshot after = panel.snapshots().get(later);
        Checks.that(
                after.periodIndex() - before.periodIndex() == 1,
                "the truth must be what users add within one period, but the panel by %s has no snapshot between %s"
                        + " and %s",
                panel.period(),
                before.date(),
                after.date());
    }

    private static int countAdders(Transition transition) {
        int count = 0;
        for (int pair = 0; pair < transition.pairCount(); pair++) {
            count += transition.added(pair).length > 0 ? 1 : 0;
        }
        return count;
    }

    @Override
    public int count() {
        return chosen.length == 0 ? transition.pairCount() : chosen.length;
    }

    @Override
    public int adderCount() {
        return adders;
    }

    @Override
    public int unknownUserCount() {
        return unknownUsers;
    }

    @Override
    public boolean ofPanel() {
        return true;
    }

    @Override
    public TestCase get(int index) {
        int pair = pair(index);
        Set<String> truth = new LinkedHashSet<>();
        Set<String> reactivations = new LinkedHashSet<>();
        for (int item : transition.added(pair)) {
            truth.add(itemIds[item]);
            if (transition.isReactivation(pair, item)) {
                reactivations.add(itemIds[item]);
            }
        }
        String userId = users.id(transition.user(pair));
        Set<String> later = held(transition.after(), transition.rowAfter(pair));
        return new TestCase(
                userId, new RowFacts(this, userId, transition.rowBefore(pair)), truth, reactivations, later);
    }

    /** All customers of the snapshot before the truth, which are the test users and those who left. */
    @Override
    public CustomerMemory memory(MemoryNeeds needs) {
        return CustomerMemory.of(known, needs);
    }

    FeatureSchema schema() {
        return transition.before().features().schema();
    }

    /** The category that the user of a case has on the day of the split, or null. */
    @Nullable
    String category(String feature, int index) {
        FeatureTable table = transition.before().features();
        int column = table.schema().indexOf(feature);
        int code = table.code(transition.rowBefore(pair(index)), column);
        return code < 0 ? null : table.dictionary(column).id(code);
    }

    /** The number that the user of a case has on the day of the split, or NaN. */
    double number(String feature, int index) {
        FeatureTable table = transition.before().features();
        return table.number(transition.rowBefore(pair(index)), table.schema().indexOf(feature));
    }

    /** Says in a request the value that the user of another case has of a feature. */
    RecommendationRequest.Builder sayFeature(RecommendationRequest.Builder request, String feature, int index) {
        FeatureTable table = transition.before().features();
        int column = table.schema().indexOf(feature);
        int row = transition.rowBefore(pair(index));
        if (table.schema().isNumeric(column)) {
            return request.feature(feature, table.number(row, column));
        }
        int code = table.code(row, column);
        return code < 0
                ? request.feature(feature, Double.NaN)
                : request.feature(feature, table.dictionary(column).id(code));
    }

    private Set<String> held(Snapshot snapshot, int row) {
        Set<String> held = new LinkedHashSet<>();
        for (int item : snapshot.holdings().itemsOf(row)) {
            held.add(itemIds[item]);
        }
        return held;
    }

    /** Made when the first request has to bring all facts. */
    private PanelCustomers customers() {
        PanelCustomers result = customers;
        if (result == null) {
            synchronized (this) {
                result = customers;
                if (result == null) {
                    result = PanelCustomers.at(known, transition.before().date());
                    customers = result;
                }
            }
        }
        return result;
    }

    private record RowFacts(PanelCases cases, String userId, int row) implements UserFacts {
        @Override
        public RecommendationRequest.Builder request() {
            return cases.customers().request(row);
        }

        @Override
        public RecommendationRequest.Builder requestById() {
            return RecommendationRequest.forUser(userId)
                    .date(cases.transition.before().date());
        }

        @Override
        public Set<String> holdings() {
            return cases.held(cases.transition.before(), row);
        }
    }
}
