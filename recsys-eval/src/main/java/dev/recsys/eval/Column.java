package dev.recsys.eval;

import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import dev.recsys.data.Transition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One figure of a report: a metric's mean over some of the users.
 *
 * @param rare the items with few additions in training, for the audience of these
 */
record Column(String key, Metric metric, Audience audience, Set<String> rare) {
    private static final int FEW_ADDITIONS = 50;

    /** Whose mean, and against which truth. */
    enum Audience {
        /** Every user; one without additions counts 0. */
        ALL,
        /** Users who added something. */
        ADDERS,
        /** Users with a first acquisition, against these alone. */
        FIRST,
        /** Users with a re-activation, against these alone. */
        REACTIVATION,
        /** Users who added something and held nothing. */
        WITHOUT_HOLDINGS,
        /** Users who added an item with few additions in training, against these alone. */
        RARE,
        /** Users who hold something later, against all they hold then. */
        HOLDERS
    }

    /** All figures that metrics give on a split. */
    static List<Column> of(List<Metric> metrics, TimeSplit split) {
        List<Column> columns = new ArrayList<>();
        boolean panel = split.ofPanel();
        Set<String> rare = Set.of();
        for (Metric metric : metrics) {
            String name = metric.name();
            if (metric instanceof HoldingsMetric) {
                if (panel) {
                    columns.add(new Column(name, metric, Audience.HOLDERS, Set.of()));
                }
                continue;
            }
            columns.add(new Column(name, metric, Audience.ALL, Set.of()));
            columns.add(new Column(name + "/adders", metric, Audience.ADDERS, Set.of()));
            if (panel && metric instanceof MapAtK) {
                rare = rare.isEmpty() ? rare(split.trainPanel()) : rare;
                columns.add(new Column(name + "/first", metric, Audience.FIRST, Set.of()));
                columns.add(new Column(name + "/reactivation", metric, Audience.REACTIVATION, Set.of()));
                columns.add(new Column(name + "/without-holdings", metric, Audience.WITHOUT_HOLDINGS, Set.of()));
                columns.add(new Column(name + "/rare", metric, Audience.RARE, rare));
            }
        }
        return columns;
    }

    /** The items with few additions in a panel; O(rows). */
    private static Set<String> rare(Panel panel) {
        long[] additions = new long[panel.catalogue().size()];
        for (int later = 1; later < panel.snapshots().size(); later++) {
            if (isStep(panel, later)) {
                Transition transition = panel.transition(later);
                for (int item = 0; item < additions.length; item++) {
                    additions[item] += transition.additionCount(item);
                }
            }
        }
        Set<String> rare = new LinkedHashSet<>();
        for (int item = 0; item < additions.length; item++) {
            if (additions[item] < FEW_ADDITIONS) {
                rare.add(panel.catalogue().id(item));
            }
        }
        return rare;
    }

    /**
     * By column, the first one with the same scores of those who added something, itself at the latest. Others score 0 there, so
     * that a sum over all users is that over those who added something.
     */
    static int[] same(List<Column> columns) {
        int[] same = new int[columns.size()];
        for (int c = 0; c < same.length; c++) {
            Column column = columns.get(c);
            same[c] = c;
            for (int first = 0; first < c && same[c] == c && column.audience == Audience.ADDERS; first++) {
                Column other = columns.get(first);
                boolean shares = other.audience == Audience.ALL && other.metric.equals(column.metric);
                same[c] = shares ? first : c;
            }
        }
        return same;
    }

    private static boolean isStep(Panel panel, int later) {
        List<Snapshot> snapshots = panel.snapshots();
        return snapshots.get(later).periodIndex() - snapshots.get(later - 1).periodIndex() == 1;
    }

    /** Whether it is about what users add, not what they hold. */
    boolean isOnAdditions() {
        return audience != Audience.HOLDERS;
    }

    /** Whether the user belongs to those whose mean this is. */
    boolean counts(TestCase user) {
        return audience == Audience.ALL || !truth(user).isEmpty();
    }

    /** What the user's answer is compared with. */
    Set<String> truth(TestCase user) {
        return switch (audience) {
            case ALL, ADDERS -> user.truth();
            case WITHOUT_HOLDINGS -> user.holdings().isEmpty() ? user.truth() : Set.of();
            case RARE -> {
                Set<String> added = new LinkedHashSet<>(user.truth());
                added.retainAll(rare);
                yield added;
            }
            case REACTIVATION -> user.reactivations();
            case FIRST -> {
                Set<String> first = new LinkedHashSet<>(user.truth());
                first.removeAll(user.reactivations());
                yield first;
            }
            case HOLDERS -> user.laterHoldings().orElse(Set.of());
        };
    }
}
