package dev.recsys.mlc.scorecard;

import dev.recsys.ModelInfo;
import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.LoneModel;
import dev.recsys.internal.run.HeapRoom;
import dev.recsys.mlc.internal.columns.LearnedTable;
import dev.recsys.mlc.targets.Target;
import dev.recsys.mlc.targets.TargetColumns;
import dev.recsys.mlc.targets.TargetValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Learns a {@link Scorecard} from a table: groups the values of each attribute, weighs the evidence of each group, and fits a
 * logistic regression of the outcome on the evidence.
 *
 * <pre>{@code
 * Scorecard card = new ScorecardTrainer().train(table, Target.binary("defaulted", "yes"));
 * int points = card.score(Map.of("tenure", 14, "channel", "branch")).points();
 * }</pre>
 *
 * <p>An attribute is left out where its information value is too low, or where its weight would be below 0, so that more evidence of
 * good would cost points; the notes of {@link Scorecard#info} say which and why. Columns that are protected, by the configuration or by
 * the table's schema, are never seen; other columns may be proxies for them, so run a fairness audit.
 *
 * <p>The same table and configuration give the same card bit for bit; nothing is random.
 *
 * <p><b>Cost:</b> O(rows · columns · (fine bins + columns · steps)) on one thread, about ten steps; rows · columns bytes beside the table.
 * Thread-safe.
 *
 * <p>Source: Siddiqi, Credit Risk Scorecards, 2006, chapter 6; bins by Kerber, ChiMerge, 1992.
 */
public final class ScorecardTrainer {
    private static final String TASK = Scorecard.ALGORITHM;
    private static final int MOST_COLUMNS = 1000;

    private final ScorecardConfig config;

    /** A trainer with the default options. */
    public ScorecardTrainer() {
        this(ScorecardConfig.defaults());
    }

    /**
     * A trainer of a configuration.
     *
     * @param config the options
     * @throws IllegalArgumentException if it is null
     */
    public ScorecardTrainer(ScorecardConfig config) {
        this.config = Checks.notNull(config, "config");
    }

    /**
     * Learns without telling anyone of its progress.
     *
     * @param table the rows
     * @param target a binary column of the table
     * @return the card
     * @throws IllegalArgumentException as {@link #train(FeatureTable, Target, TrainingListener)}
     */
    public Scorecard train(FeatureTable table, Target target) {
        return train(table, target, TrainingListener.none());
    }

    /**
     * Learns.
     *
     * @param table the rows
     * @param target a binary column of the table
     * @param listener told of each attribute; may cancel
     * @return the card
     * @throws IllegalArgumentException if a column named is not there; the target is a number, has missing values and does not allow
     *     them, has not two values or does not say which is positive; no column is left to learn from, or there are more than 1000; a
     *     column with a trend is no number or not used; no attribute has the information value asked for; or an argument is null
     * @throws IllegalStateException if the heap has no room
     * @throws dev.recsys.TrainingCancelledException if the listener cancels or the thread is interrupted
     */
    public Scorecard train(FeatureTable table, Target target, TrainingListener listener) {
        Checks.notNull(table, "table");
        Checks.notNull(target, "target");
        Checks.notNull(listener, "listener");
        long start = System.nanoTime();
        Checks.that(
                target.loss() == Target.Loss.LOGISTIC,
                "target \"%s\" must be binary, with loss LOGISTIC, but has loss %s",
                target.column(),
                target.loss());
        double[] values = TargetValues.of(table, target);
        List<Integer> places = places(table.schema(), target);
        int[] used = IntStream.range(0, values.length)
                .filter(row -> !Double.isNaN(values[row]))
                .toArray();
        HeapRoom.require(
                (long) used.length * (places.size() + 16L),
                TASK,
                "fewer rows",
                "%d rows and %d columns",
                used.length,
                places.size());
        boolean isPositiveBad = config.scale().bad() == PointsScale.Bad.POSITIVE;
        boolean[] isBad = new boolean[used.length];
        boolean[] isGood = new boolean[used.length];
        for (int i = 0; i < used.length; i++) {
            isBad[i] = (values[used[i]] == 1) == isPositiveBad;
            isGood[i] = !isBad[i];
        }
        List<String> leftOut = new ArrayList<>();
        List<CardColumn> columns = binned(table, places, used, isBad, leftOut, listener, start);
        double[] weights = weights(table, columns, used, isGood, leftOut, listener);
        CardParts parts = new CardParts(target, config.scale(), config.binning().smoothing(), columns, weights);
        Checks.that(parts.areInRange(), "points of a bin must be at most 1e9; a smaller pointsToDouble makes them so");
        return new Scorecard(info(table, parts, leftOut, start), parts);
    }

    private List<Integer> places(FeatureSchema schema, Target target) {
        TargetColumns columns = config.columns();
        LearnedTable.requireColumns(schema, columns.excluded(), "excluded");
        LearnedTable.requireColumns(schema, columns.protectedColumns(), "protectedColumns");
        Set<String> unseen = new HashSet<>(columns.protectedColumns());
        unseen.addAll(schema.protectedNames());
        unseen.addAll(columns.excluded());
        unseen.add(target.column());
        List<Integer> seen = IntStream.range(0, schema.size())
                .filter(place -> !unseen.contains(schema.name(place)))
                .boxed()
                .toList();
        Checks.that(!seen.isEmpty(), "table must have a column to learn from, but has only %s", schema.names());
        Checks.that(
                seen.size() <= MOST_COLUMNS,
                "table must have at most %d columns to learn from, but has %d",
                MOST_COLUMNS,
                seen.size());
        requireNumbers(schema, columns.increasing(), unseen, "increasing");
        requireNumbers(schema, columns.decreasing(), unseen, "decreasing");
        return seen;
    }

    private static void requireNumbers(FeatureSchema schema, List<String> names, Set<String> unseen, String what) {
        LearnedTable.requireColumns(schema, names, what);
        for (String name : names) {
            Checks.that(
                    !unseen.contains(name) && schema.isNumeric(schema.indexOf(name)),
                    "%s must name columns of numbers that are learned from, but \"%s\" is none",
                    what,
                    name);
        }
    }

    /** The bins of the attributes worth having, the highest information value first. */
    private List<CardColumn> binned(
            FeatureTable table,
            List<Integer> places,
            int[] used,
            boolean[] isBad,
            List<String> leftOut,
            TrainingListener listener,
            long start) {
        CardBinner binner = new CardBinner(table, used, isBad, config.columns().maxBins(), config.binning());
        List<CardColumn> kept = new ArrayList<>();
        for (int place : places) {
            listener.checkCancelled(TASK);
            CardColumn column = binner.column(place, trend(table.schema().name(place)));
            double information = information(column);
            if (information < config.minInformation()) {
                leftOut.add(String.format(Locale.ROOT, "%s (information value %.4f)", column.name(), information));
            } else {
                kept.add(column);
            }
            listener.report(new TrainingProgress(
                    TASK, kept.size() + leftOut.size(), places.size(), Double.NaN, (System.nanoTime() - start) / 1e9));
        }
        Checks.that(
                !kept.isEmpty(),
                "table must have an attribute with an information value of at least %s, but has only %s",
                config.minInformation(),
                leftOut);
        kept.sort(Comparator.comparingDouble(column -> -information(column)));
        return kept;
    }

    /** 1 where the bad rate must not fall with a column, -1 where it must not rise, else 0. */
    private int trend(String name) {
        int ofPositive = config.columns().increasing().contains(name)
                ? 1
                : config.columns().decreasing().contains(name) ? -1 : 0;
        return -config.scale().sign() * ofPositive;
    }

    private double information(CardColumn column) {
        return CardParts.information(column, config.binning().smoothing());
    }

    /** Fits, and drops the column of the lowest weight below 0 until none is left; modifies the list. */
    private double[] weights(
            FeatureTable table,
            List<CardColumn> columns,
            int[] used,
            boolean[] isGood,
            List<String> leftOut,
            TrainingListener listener) {
        List<byte[]> bins = new ArrayList<>();
        List<double[]> evidence = new ArrayList<>();
        for (CardColumn column : columns) {
            IntUnaryOperator of = column.ofRows(table, table.schema().indexOf(column.name()));
            byte[] ofRows = new byte[used.length];
            for (int i = 0; i < used.length; i++) {
                ofRows[i] = (byte) of.applyAsInt(used[i]);
            }
            bins.add(ofRows);
            evidence.add(CardParts.evidence(column, config.binning().smoothing()));
        }
        while (true) {
            double[] weights = LogisticFit.fit(
                    bins.toArray(byte[][]::new),
                    evidence.toArray(double[][]::new),
                    isGood,
                    config.ridge(),
                    () -> listener.checkCancelled(TASK));
            int lowest = 0;
            for (int j = 1; j < columns.size(); j++) {
                lowest = weights[j] < weights[lowest] ? j : lowest;
            }
            if (weights[lowest] >= 0) {
                return weights;
            }
            leftOut.add(String.format(
                    Locale.ROOT,
                    "%s (its weight would be %.4f)",
                    columns.get(lowest).name(),
                    weights[lowest]));
            Checks.that(
                    columns.size() > 1, "table must have an attribute whose evidence holds, but has only %s", leftOut);
            columns.remove(lowest);
            bins.remove(lowest);
            evidence.remove(lowest);
        }
    }

    private ModelInfo info(FeatureTable table, CardParts parts, List<String> leftOut, long start) {
        Map<String, String> notes = new TreeMap<>();
        notes.put("columns", Integer.toString(parts.columns().size()));
        notes.put("left out", String.join(", ", leftOut));
        Set<String> guarded = new HashSet<>(config.columns().protectedColumns());
        guarded.addAll(table.schema().protectedNames());
        notes.put(
                "protected",
                String.join(
                        ", ",
                        table.schema().names().stream()
                                .filter(guarded::contains)
                                .toList()));
        return LoneModel.info(TASK, parts.sections(), config, table, notes, start);
    }
}
