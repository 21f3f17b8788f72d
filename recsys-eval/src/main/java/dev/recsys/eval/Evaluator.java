package dev.recsys.eval;

import dev.recsys.ModelInfo;
import dev.recsys.Recommender;
import dev.recsys.TrainingListener;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Panel;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.run.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Measures recommenders on a {@link TimeSplit}. Every test user asks once under the rule that owned items are left out,
 * and the answer is compared with what the user added. Where there are metrics on holdings, every user who holds something
 * later asks once more, owned items included.
 *
 * <p>Each metric is given over all users, under its name, where a user who added nothing counts 0, and over those who
 * added something, as {@code "map@7/adders"}. {@link MapAtK} on a panel is also given as {@code "map@7/first"} and
 * {@code "map@7/reactivation"}: over users with such an addition, where the others count as misses.
 *
 * {@code "map@7/without-holdings"} is over the users who added something and held nothing, {@code "map@7/rare"} over those who
 * added a product that the panel to train on shows fewer than 50 additions of, where the others count as misses.
 *
 * <p>On a panel, each product gets figures of its own ({@link ProductReport}). Where the scores are probabilities, these sum
 * them up: {@code "auc/products"}, the mean area under the ROC curve over the products that have one; and over all pairs of
 * a user and a product not held, {@code "auc/pairs"}, {@code "f1@0.5/pairs"} and {@code "f1@best/pairs"}, F1 at the threshold
 * that suits these very pairs best; {@code "pr-auc"}, {@code "log-loss"} and {@code "brier"} are given both ways
 * ({@link ProductReport}), and so is the expected calibration error ({@link Reliability}): {@code "ece/products"}, the mean over
 * products, and {@code "ece/pairs"}, that of all pairs in deciles of their own; {@code "ece/median"} and {@code "ece/worst"} are the
 * median and the greatest one of a product, beside which each product has what chance alone would show. Such a recommender is asked for the whole catalogue, and twice about those who added
 * something.
 *
 * <p>What is offered in the first k places, k being that of the first metric on additions, is looked at beyond being right, under
 * keys such as {@code "coverage@7/offers"}: {@code coverage}, the share of the catalogue that is offered to anybody; {@code gini},
 * 0 where all items are offered equally often and near 1 where few are; {@code novelty}, the mean over offers of log₂((users + 1)
 * ÷ (holders + 1)); {@code popularity}, the mean share of users who hold what is offered; {@code serendipity}, offers taken that
 * are not among the k most held items ÷ k, a user; {@code diversity}, the mean of 1 − cosine of the holders of any two items
 * offered to one user, over at most 2,000 users evenly spaced. Holders are counted in the data to train on.
 *
 * <p>Beside each mean over users stands an {@link Interval}, and any two recommenders are compared ({@link Comparison}) by a
 * test on the same users. {@link #groupedBy} shows groups of users apart.
 *
 * <p>A model of this library gets a memory of what is known of the test users on the day of the split, made once for all
 * models and in place of any memory that a {@link dev.recsys.bundle.Bundle} has, and is asked by id; any other recommender
 * gets requests that bring all facts. The answers are the same, but for the level {@code KNOWN_USER}.
 *
 * <p>A model that was trained on the period of the truth, or on a later one, is refused: it has seen the answers. So is one of the
 * whole data of which a split hides users or items ({@link CustomerFolds}, {@link TimeSplit#coldUsers}, {@link ColdItems}), or
 * each user's last item. A split of which the figures would
 * say nothing is refused too ({@link TimeSplit#requireSound}).
 *
 * <p>The figures are the same, bit for bit, at any thread count. Immutable and thread-safe.
 */
public final class Evaluator {
    private static final int USERS_PER_RANGE = 1024;

    private final List<Metric> metrics;
    private final List<Grouping> groupings;
    private final int threads;
    private final boolean allowsTrainedPeriods;
    private final boolean allowsThinSplits;
    private final @Nullable Consumer<? super CustomerScores> scoreTaker;

    private Evaluator(
            List<Metric> metrics,
            List<Grouping> groupings,
            int threads,
            boolean allowsTrainedPeriods,
            boolean allowsThinSplits,
            @Nullable Consumer<? super CustomerScores> scoreTaker) {
        this.metrics = metrics;
        this.groupings = groupings;
        this.threads = threads;
        this.allowsTrainedPeriods = allowsTrainedPeriods;
        this.allowsThinSplits = allowsThinSplits;
        this.scoreTaker = scoreTaker;
    }

    /**
     * An evaluator with as many threads as there are processors.
     *
     * @param metrics what to measure, in the order of the report. Not modified.
     * @return the evaluator
     * @throws IllegalArgumentException if there is no metric, one looks at no item, or two have one name, or if
     *     {@code metrics} is null
     */
    public static Evaluator of(Metric... metrics) {
        Checks.notNull(metrics, "metrics");
        Checks.that(metrics.length > 0, "metrics must not be empty: an evaluator needs at least one metric");
        Set<String> names = new HashSet<>();
        for (Metric metric : metrics) {
            String name =
                    Checks.notBlank(Checks.notNull(metric, "each of metrics").name(), "each name of metrics");
            Checks.that(names.add(name), "there are two metrics \"%s\"", name);
            Checks.atLeast(metric.k(), 1, "k of " + name);
        }
        return new Evaluator(
                List.copyOf(Arrays.asList(metrics)),
                List.of(),
                Runtime.getRuntime().availableProcessors(),
                false,
                false,
                null);
    }

    /**
     * The usual set: MAP@k, precision@5, hit rate@k, NDCG and recall at 10 or at k if that is greater, and NDCG@3 on
     * additions and on holdings.
     *
     * @param k how many offers a user gets to see, at least 1
     * @return the evaluator
     * @throws IllegalArgumentException if {@code k} is below 1
     */
    public static Evaluator defaults(int k) {
        return of(
                MapAtK.of(k),
                NdcgAtK.of(Math.max(10, k)),
                PrecisionAtK.of(5),
                RecallAtK.of(Math.max(10, k)),
                HitRateAtK.of(k),
                NdcgAtK.of(3),
                HoldingsMetric.of(NdcgAtK.of(3)));
    }

    /**
     * The same evaluator with another number of threads.
     *
     * @param count at least 1
     * @return the changed evaluator
     * @throws IllegalArgumentException if the count is below 1
     */
    public Evaluator withThreads(int count) {
        int checked = Checks.atLeast(count, 1, "threads");
        return new Evaluator(metrics, groupings, checked, allowsTrainedPeriods, allowsThinSplits, scoreTaker);
    }

    /**
     * The same evaluator for models that were trained on the periods of the truth too: it measures how well they fit what
     * they have seen, not how well they predict.
     *
     * @return the changed evaluator
     */
    public Evaluator allowingTrainedPeriods() {
        return new Evaluator(metrics, groupings, threads, true, allowsThinSplits, scoreTaker);
    }

    /**
     * The same evaluator for splits that {@link TimeSplit#requireSound} refuses: of few test users, or of none who added
     * anything.
     *
     * @return the changed evaluator
     */
    public Evaluator allowingThinSplits() {
        return new Evaluator(metrics, groupings, threads, allowsTrainedPeriods, true, scoreTaker);
    }

    /**
     * The same evaluator, whose reports show groups of users apart as well: the figures, how often each item is offered, and
     * how far the groups lie apart in both.
     *
     * @param wanted the groupings, in the order of the report. Not modified.
     * @return the changed evaluator
     * @throws IllegalArgumentException if {@code wanted} is or holds null, or two have one name
     */
    public Evaluator groupedBy(Grouping... wanted) {
        Checks.notNull(wanted, "wanted");
        Set<String> names = new HashSet<>();
        for (Grouping grouping : wanted) {
            String name = Checks.notNull(grouping, "each of wanted").name();
            Checks.that(names.add(name), "wanted must have each name once, but there are two groupings \"%s\"", name);
        }
        return new Evaluator(
                metrics,
                List.copyOf(Arrays.asList(wanted)),
                threads,
                allowsTrainedPeriods,
                allowsThinSplits,
                scoreTaker);
    }

    /**
     * The same evaluator, which hands over what each recommender got customer by customer, to be compared with other evaluations.
     *
     * @param taker gets the scores of every evaluation, before its report is given
     * @return the changed evaluator
     * @throws IllegalArgumentException if {@code taker} is null
     */
    public Evaluator keepingScores(Consumer<? super CustomerScores> taker) {
        Checks.notNull(taker, "taker");
        return new Evaluator(metrics, groupings, threads, allowsTrainedPeriods, allowsThinSplits, taker);
    }

    /**
     * Measures one recommender, named after its algorithm, in silence.
     *
     * @param recommender what to measure
     * @param split whom to ask, and the truth
     * @return the report
     * @throws IllegalArgumentException if the recommender was trained on the period of the truth or a later one, or the
     *     split is not {@linkplain TimeSplit#requireSound sound}
     * @throws IllegalStateException if a metric's score is not finite
     */
    public EvaluationReport evaluate(Recommender recommender, TimeSplit split) {
        return evaluate(
                Map.of(infoOf(Checks.notNull(recommender, "recommender")).algorithm(), recommender),
                split,
                TrainingListener.none());
    }

    /**
     * Measures several recommenders, one after the other.
     *
     * @param recommenders what to measure, by the names of the report and in its order. Not modified.
     * @param split whom to ask, and the truth
     * @param listener gets the progress after each 1024 users of each recommender; can cancel
     * @return the report
     * @throws IllegalArgumentException if there is no recommender, a name is blank, one was trained on the period of the
     *     truth or a later one, or the split is not {@linkplain TimeSplit#requireSound sound}
     * @throws IllegalStateException if a metric's score is not finite
     * @throws dev.recsys.TrainingCancelledException if the listener cancelled or the thread was interrupted
     */
    public EvaluationReport evaluate(
            Map<String, ? extends Recommender> recommenders, TimeSplit split, TrainingListener listener) {
        Checks.that(
                !Checks.notNull(recommenders, "recommenders").isEmpty(),
                "recommenders must not be empty: an evaluation needs at least one recommender");
        Checks.notNull(split, "split");
        Checks.notNull(listener, "listener");
        return evaluate(subjects(recommenders, split), split, listener);
    }

    /** The recommenders, ready to be asked about the users of a split, or of one with the same users. */
    List<Subject> subjects(Map<String, ? extends Recommender> recommenders, TimeSplit split) {
        boolean onAdditions = metrics.stream().anyMatch(metric -> !(metric instanceof HoldingsMetric));
        if (!allowsThinSplits && onAdditions) {
            split.requireSound();
        }
        recommenders.forEach((name, recommender) -> {
            Checks.notBlank(name, "each name of recommenders");
            Checks.notNull(recommender, "each of recommenders, such as \"" + name + "\",");
            if (!allowsTrainedPeriods) {
                split.refuseTrained(name, infoOf(recommender));
            }
        });
        return Subject.of(recommenders, split);
    }

    /** The figures that the metrics give on a split, or on one with the same training panel; O(rows of the panel). */
    List<Column> columns(TimeSplit split) {
        return Column.of(metrics, split);
    }

    /** Measures recommenders without samples of the users: means alone, of the {@link #columns} of the split. */
    EvaluationReport means(List<Subject> subjects, List<Column> columns, TimeSplit split, TrainingListener listener) {
        Map<String, ModelReport> models = new LinkedHashMap<>();
        for (Tally.Found found : found(subjects, columns, null, split, listener)) {
            models.put(found.table().model(), found.report(Map.of(), Map.of()));
        }
        return new EvaluationReport(split.name(), split.userCount(), split.adderCount(), ceilings(split), models);
    }

    private EvaluationReport evaluate(List<Subject> subjects, TimeSplit split, TrainingListener listener) {
        List<Tally.Found> found = found(subjects, columns(split), new Offers(split.train()), split, listener);
        List<UserScores> tables = found.stream().map(Tally.Found::table).toList();
        if (scoreTaker != null) {
            scoreTaker.accept(CustomerScores.of(tables, split));
        }
        Map<String, ModelReport> models = new LinkedHashMap<>();
        List<Comparison> comparisons;
        try (Workers workers = Workers.of("evaluation", threads)) {
            Resamples resamples =
                    Resamples.of(tables, IntStream.range(0, split.userCount()).toArray(), workers);
            List<Map<String, GroupsReport>> groups = Groups.of(groupings, tables, split, workers);
            for (int i = 0; i < tables.size(); i++) {
                ModelReport report = found.get(i).report(resamples.intervals(i), groups.get(i));
                models.put(tables.get(i).model(), report);
            }
            comparisons = resamples.comparisons();
        }
        return new EvaluationReport(
                split.name(), split.userCount(), split.adderCount(), ceilings(split), models, comparisons);
    }

    private Map<String, Double> ceilings(TimeSplit split) {
        Map<String, Double> ceilings = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            if (metric instanceof MapAtK) {
                ceilings.put(metric.name(), (double) split.adderCount() / split.userCount());
            }
        }
        return ceilings;
    }

    private List<Tally.Found> found(
            List<Subject> subjects,
            List<Column> columns,
            @Nullable Offers offers,
            TimeSplit split,
            TrainingListener listener) {
        List<Tally.Found> found = new ArrayList<>();
        subjects.forEach(subject -> found.add(found(subject, columns, offers, split, listener)));
        return found;
    }

    private Tally.Found found(
            Subject subject,
            List<Column> columns,
            @Nullable Offers offers,
            TimeSplit split,
            TrainingListener listener) {
        String task = "evaluation of " + subject.name();
        UserScores table = new UserScores(subject.name(), columns, split.userCount(), places());
        Tally total = new Tally(table);
        int ranges = (split.userCount() + USERS_PER_RANGE - 1) / USERS_PER_RANGE;
        List<Tally> tallies = new ArrayList<>();
        for (int range = 0; range < ranges; range++) {
            tallies.add(new Tally(table));
        }
        EvaluationSteps steps = new EvaluationSteps(task, ranges, listener);
        ProductTally products = null;
        IdIndex items = split.train().vocabulary().catalogue().ids();
        try (Workers workers = Workers.of(task, threads)) {
            if (split.train() instanceof Panel panel && columns.stream().anyMatch(Column::isOnAdditions)) {
                products = ProductTally.of(subject, split, panel.items(), workers, USERS_PER_RANGE);
            }
            Questions questions = new Questions(subject, metrics, products, table, items);
            workers.forRanges(split.userCount(), USERS_PER_RANGE, (range, from, to) -> {
                for (int index = from; index < to; index++) {
                    questions.ask(index, split.testCase(index), tallies.get(range));
                }
                steps.done();
            });
        }
        tallies.forEach(total::add);
        return total.found(products, offers == null ? Map.of() : offers.figures(table));
    }

    /** How many offers are kept of each user: what the first metric on additions looks at. */
    private int places() {
        return metrics.stream()
                .filter(metric -> !(metric instanceof HoldingsMetric))
                .mapToInt(Metric::k)
                .findFirst()
                .orElse(0);
    }

    /** What a recommender says of itself, which one of a caller's own may have forgotten. */
    static ModelInfo infoOf(Recommender recommender) {
        return Checks.notNull(recommender.info(), "the recommender's info");
    }
}
