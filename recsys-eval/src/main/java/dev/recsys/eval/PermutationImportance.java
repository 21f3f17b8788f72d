package dev.recsys.eval;

import dev.recsys.Recommender;
import dev.recsys.TrainingListener;
import dev.recsys.data.Panel;
import dev.recsys.internal.check.Checks;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How much a recommender needs each feature: how far a metric falls when the test users' values of it are shuffled among
 * them, so that the feature says nothing while all else stays (Breiman, "Random forests", 2001). Of two features that say
 * the same, each may look useless, since the other stands in for it.
 *
 * <p>The figures are the same at any thread count. Immutable and thread-safe.
 */
public final class PermutationImportance {
    private final Metric metric;
    private final Evaluator evaluator;
    private final int repeats;
    private final long seed;

    private PermutationImportance(Metric metric, Evaluator evaluator, int repeats, long seed) {
        this.metric = metric;
        this.evaluator = evaluator;
        this.repeats = repeats;
        this.seed = seed;
    }

    /**
     * One shuffle a feature, seed 42, as many threads as there are processors.
     *
     * @param metric what falls
     * @return the measurement
     */
    public static PermutationImportance of(Metric metric) {
        return new PermutationImportance(Checks.notNull(metric, "metric"), Evaluator.of(metric), 1, 42);
    }

    /**
     * The mean of several shuffles.
     *
     * @param count at least 1
     * @return the changed measurement
     * @throws IllegalArgumentException if the count is below 1
     */
    public PermutationImportance withRepeats(int count) {
        return new PermutationImportance(metric, evaluator, Checks.atLeast(count, 1, "repeats"), seed);
    }

    /**
     * Other shuffles.
     *
     * @param other any number
     * @return the changed measurement
     */
    public PermutationImportance withSeed(long other) {
        return new PermutationImportance(metric, evaluator, repeats, other);
    }

    /**
     * The same with another number of threads.
     *
     * @param count at least 1
     * @return the changed measurement
     * @throws IllegalArgumentException if the count is below 1
     */
    public PermutationImportance withThreads(int count) {
        return new PermutationImportance(metric, evaluator.withThreads(count), repeats, seed);
    }

    /**
     * The same for models that were trained on the periods of the truth; see {@link Evaluator#allowingTrainedPeriods}.
     *
     * @return the changed measurement
     */
    public PermutationImportance allowingTrainedPeriods() {
        return new PermutationImportance(metric, evaluator.allowingTrainedPeriods(), repeats, seed);
    }

    /**
     * The same for splits of few test users; see {@link Evaluator#allowingThinSplits}.
     *
     * @return the changed measurement
     */
    public PermutationImportance allowingThinSplits() {
        return new PermutationImportance(metric, evaluator.allowingThinSplits(), repeats, seed);
    }

    /**
     * Measures each feature of the split's panel; one evaluation for each of them and each repeat, and one without a shuffle.
     *
     * @param recommender what to measure
     * @param split whom to ask, and the truth
     * @return by how much the metric over all users falls, by feature, most first; ties in the order of the panel. Below 0 if
     *     the shuffled values happened to be better
     * @throws IllegalArgumentException if the split is not of a panel, the recommender was trained on the period of the
     *     truth, or the split is not {@linkplain TimeSplit#requireSound sound}
     */
    public Map<String, Double> measure(Recommender recommender, TimeSplit split) {
        Checks.notNull(recommender, "recommender");
        Checks.that(
                Checks.notNull(split, "split").train() instanceof Panel,
                "the importance of features needs a split of a panel");
        Panel panel = (Panel) split.train();
        Subject subject = evaluator
                .subjects(Map.of(Evaluator.infoOf(recommender).algorithm(), recommender), split)
                .get(0);
        List<Column> columns = evaluator.columns(split);
        double before = score(subject, columns, split);
        Map<String, Double> falls = new LinkedHashMap<>();
        for (int column = 0; column < panel.schema().size(); column++) {
            String feature = panel.schema().name(column);
            double after = 0;
            for (int repeat = 0; repeat < repeats; repeat++) {
                int[] order = shuffled(split.userCount(), new SplittableRandom((seed * 31 + column) * 31 + repeat));
                after += score(subject, columns, split.permuted(feature, order)) / repeats;
            }
            falls.put(feature, before - after);
        }
        Map<String, Double> sorted = new LinkedHashMap<>();
        falls.entrySet().stream()
                .sorted(Comparator.comparingDouble(fall -> -fall.getValue()))
                .forEach(fall -> sorted.put(fall.getKey(), fall.getValue()));
        return Collections.unmodifiableMap(sorted);
    }

    private double score(Subject subject, List<Column> columns, TimeSplit split) {
        return evaluator
                .means(List.of(subject), columns, split, TrainingListener.none())
                .model(subject.name())
                .metric(metric.name());
    }

    private static int[] shuffled(int count, SplittableRandom random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int place = (int) Long.remainderUnsigned(random.nextLong(), i + 1);
            order[i] = order[place];
            order[place] = i;
        }
        return order;
    }
}
