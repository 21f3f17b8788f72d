package dev.recsys.eval;

import dev.recsys.FallbackLevel;
import dev.recsys.Recommendations;
import dev.recsys.Recommendations.SkippedComponent;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sums over users. Not thread-safe: each range of users has its own, and they are added up in order. */
final class Tally {
    private final List<Column> columns;
    private final UserScores table;
    private final int[] same; // by column: the first one with the same scores
    private final double[] scores; // of the user at hand, by column
    private final double[] sums;
    private final long[] users;
    private final LengthTally lengths;
    private final Map<FallbackLevel, Long> levels = new EnumMap<>(FallbackLevel.class);
    private final Map<String, Long> skipped = new TreeMap<>();
    private long answers;
    private long failures;
    private long nanos;

    Tally(UserScores table) {
        this.table = table;
        this.columns = table.columns();
        this.same = Column.same(columns);
        this.scores = new double[columns.size()];
        this.sums = new double[columns.size()];
        this.users = new long[columns.size()];
        this.lengths = new LengthTally(table.places());
    }

    /** Counts the answer to the user of an index in every column it belongs to, for holdings or for additions. */
    void score(int index, TestCase user, List<String> ranked, boolean holdings) {
        for (int c = 0; c < sums.length; c++) {
            Column column = columns.get(c);
            if ((column.audience() == Column.Audience.HOLDERS) == holdings && column.counts(user)) {
                users[c]++;
                scores[c] = same[c] < c ? scores[same[c]] : score(column, user, ranked, holdings);
                sums[c] += scores[c];
                table.score(index, c, scores[c]);
            }
        }
    }

    private static double score(Column column, TestCase user, List<String> ranked, boolean holdings) {
        return user.truth().isEmpty() && !holdings
                ? 0
                : finite(column, column.metric().score(ranked, column.truth(user)));
    }

    /** Counts the answer for lists of all lengths. */
    void scoreLengths(TestCase user, List<String> ranked) {
        lengths.add(ranked, user.truth());
    }

    private static double finite(Column column, double score) {
        if (!Double.isFinite(score)) {
            throw new IllegalStateException("metric " + column.key() + " scored " + score);
        }
        return score;
    }

    void answered(long nanosTaken) {
        answers++;
        nanos += nanosTaken;
    }

    void builtOn(Recommendations answer) {
        levels.merge(answer.level(), 1L, Long::sum);
        for (SkippedComponent component : answer.skipped()) {
            skipped.merge(component.component(), 1L, Long::sum);
        }
    }

    void failed() {
        failures++;
    }

    void add(Tally other) {
        for (int c = 0; c < sums.length; c++) {
            sums[c] += other.sums[c];
            users[c] += other.users[c];
        }
        other.levels.forEach((level, count) -> levels.merge(level, count, Long::sum));
        other.skipped.forEach((component, count) -> skipped.merge(component, count, Long::sum));
        lengths.add(other.lengths);
        answers += other.answers;
        failures += other.failures;
        nanos += other.nanos;
    }

    /** The means, those over nobody left out, and what was found product by product. */
    Found found(@Nullable ProductTally products, Map<String, Double> offers) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (int c = 0; c < sums.length; c++) {
            if (users[c] > 0) {
                metrics.put(columns.get(c).key(), sums[c] / users[c]);
            }
        }
        metrics.putAll(offers);
        if (products != null) {
            metrics.putAll(products.overall());
        }
        return new Found(
                table,
                metrics,
                answers,
                failures,
                nanos == 0 ? 0 : answers * 1e9 / nanos,
                levels,
                skipped,
                products == null ? Map.of() : products.products(),
                lengths.means());
    }

    /** What was found of a recommender, before samples of the users say how sure it is. */
    record Found(
            UserScores table,
            Map<String, Double> metrics,
            long answers,
            long failures,
            double perSecond,
            Map<FallbackLevel, Long> levels,
            Map<String, Long> skipped,
            Map<String, ProductReport> products,
            Map<String, List<Double>> byLength) {
        ModelReport report(Map<String, Interval> intervals, Map<String, GroupsReport> groups) {
            return new ModelReport(
                    metrics, answers, failures, perSecond, levels, skipped, products, intervals, groups, byLength);
        }
    }
}
