package dev.recsys.eval;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One figure of a report: a metric's mean over some of the users. */
record Column(String key, Metric metric, Audience audience) {
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
        /** Users who hold something later, against all they hold then. */
        HOLDERS
    }

    /** All figures that metrics give on a split. */
    static List<Column> of(List<Metric> metrics, boolean panel) {
        List<Column> columns = new ArrayList<>();
        for (Metric metric : metrics) {
            String name = metric.name();
            if (metric instanceof HoldingsMetric) {
                if (panel) {
                    columns.add(new Column(name, metric, Audience.HOLDERS));
                }
                continue;
            }
            columns.add(new Column(name, metric, Audience.ALL));
            columns.add(new Column(name + "/adders", metric, Audience.ADDERS));
            if (panel && metric instanceof MapAtK) {
                columns.add(new Column(name + "/first", metric, Audience.FIRST));
                columns.add(new Column(name + "/reactivation", metric, Audience.REACTIVATION));
            }
        }
        return columns;
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
