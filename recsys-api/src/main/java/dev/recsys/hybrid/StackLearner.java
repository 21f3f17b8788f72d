package dev.recsys.hybrid;

import dev.recsys.data.Vocabulary;
import dev.recsys.hybrid.ShrunkLogit.Column;
import dev.recsys.hybrid.ShrunkLogit.Fit;
import dev.recsys.internal.run.ExpLog;
import dev.recsys.internal.run.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Learns a {@link CalibratedStack}: corrects each component that gives no calibrated probability by a line, weighs the
 * components, for each group of items and each set of components that may be present, and calibrates the blend. For one call.
 */
final class StackLearner {
    private static final int ALL_SETS = 5; // with more components, not every set of them is learned
    private static final int RANGE = 1024; // rows
    private static final double SLOPE_STRENGTH = 5;
    private static final double INTERCEPT_STRENGTH = 0.001;
    private static final double ITEM_STRENGTH = 5; // of the lines' offsets

    private final List<StackScores.Source> sources;
    private final StackRows rows;
    private final Vocabulary vocabulary;
    private final int[][] groups;
    private final Workers workers;
    private final Progress progress;
    private final ShrunkLogit logit;
    private final List<StackScores> scores = new ArrayList<>();
    private final StackWeights weigher;
    private final int[][] present; // groups × rows: the sets of components
    private final double[][][] losses; // groups × components × rows
    private final double[] slopes;
    private final double[] shifts;
    private final Map<String, String> notes = new TreeMap<>();

    /** Told of steps. */
    @FunctionalInterface
    interface Progress {
        void report(int step, int steps);
    }

    StackLearner(
            List<StackScores.Source> sources,
            StackRows rows,
            Vocabulary vocabulary,
            Workers workers,
            Progress progress) {
        this.sources = sources;
        this.rows = rows;
        this.vocabulary = vocabulary;
        this.groups = Vocabularies.groups(vocabulary);
        this.workers = workers;
        this.progress = progress;
        this.logit = new ShrunkLogit(rows.cells(), workers);
        this.present = new int[groups.length][rows.count()];
        this.losses = new double[groups.length][sources.size()][rows.count()];
        this.weigher = new StackWeights(sources, scores, rows, groups, present, losses, workers);
        this.slopes = new double[sources.size() * groups.length];
        this.shifts = new double[sources.size() * rows.cells().itemCount()];
    }

    /** What was found worth telling. */
    Map<String, String> notes() {
        return notes;
    }

    /** Calibrates the components alone: a blend without sets. */
    CalibratedStack learnLines() {
        calibrate();
        notes.put("blend, rows", Integer.toString(rows.count()));
        return stack(new int[0], new double[0], new double[0], ContextCells.NONE, new double[0]);
    }

    /** Calibrates the components and learns what share each has in a mixture of their probabilities. */
    CalibratedStack learnMixture() {
        calibrate();
        int[] sets = sets();
        double[] weights = new double[sets.length * groups.length * sources.size()];
        for (int place = 0; place < sets.length; place++) {
            for (int group = 0; group < groups.length; group++) {
                double[] shares = weigher.mix(sets[place], group);
                System.arraycopy(shares, 0, weights, (place * groups.length + group) * shares.length, shares.length);
                if (sets[place] == (1 << sources.size()) - 1) {
                    tellWeights(group, new Fit(shares, new double[0]));
                }
            }
            progress.report(place + 1, sets.length);
        }
        notes.put("blend, rows", Integer.toString(rows.count()));
        double[] offsets = new double[sets.length * rows.cells().itemCount()];
        return stack(sets, weights, offsets, ContextCells.NONE, new double[0]);
    }

    private void calibrate() {
        for (int component = 0; component < sources.size(); component++) {
            scores.add(StackScores.of(sources.get(component), rows, groups.length, workers));
            for (int group = 0; group < groups.length; group++) {
                calibrate(component, group);
            }
        }
    }

    /** Calibrates the components and weighs them. */
    CalibratedStack learn() {
        return learn(ContextCells.NONE);
    }

    /** Calibrates the components and weighs them, by a context too. */
    CalibratedStack learn(ContextCells context) {
        calibrate();
        boolean[][] cells = cells(context);
        int[] sets = sets();
        double[] gates = new double[sets.length * groups.length * cells.length * sources.size()];
        int items = rows.cells().itemCount();
        double[] weights = new double[sets.length * groups.length * sources.size()];
        double[] offsets = new double[sets.length * items];
        double[] rowLosses = new double[groups.length];
        for (int place = 0; place < sets.length; place++) {
            double[] gained = new double[rows.count()];
            // Credit items first: what they gain counts for the others, but not the other way round.
            for (int group = groups.length - 1; group >= 0; group--) {
                Fit even = weigher.weigh(sets[place], group, gained);
                int firstGate = (place * groups.length + group) * cells.length * sources.size();
                Fit fit = cells.length == 0 ? even : weigher.gate(even, sets[place], group, cells, gates, firstGate);
                System.arraycopy(
                        fit.weights(), 0, weights, (place * groups.length + group) * sources.size(), sources.size());
                for (int j = 0; j < groups[group].length; j++) {
                    offsets[place * items + groups[group][j]] = fit.offsets()[j];
                }
                rowLosses[group] += loss(fit, sets[place], group);
                if (sets[place] == (1 << sources.size()) - 1) {
                    tellWeights(group, fit);
                }
            }
            progress.report(place + 1, sets.length);
        }
        tellLosses(rowLosses);
        CalibratedStack blend = stack(sets, weights, offsets, context, gates);
        BlendCalibration calibration = calibrator().learn(blend);
        long corrected =
                Arrays.stream(calibration.counts()).filter(knots -> knots > 0).count();
        notes.put("blend, items calibrated", Long.toString(corrected));
        return new CalibratedStack(blend.numbers(), calibration);
    }

    /** Calibrates a blend of what has been scored so far. */
    CalibrationLearner calibrator() {
        return new CalibrationLearner(rows, scores, present, workers);
    }

    private CalibratedStack stack(
            int[] sets, double[] weights, double[] offsets, ContextCells context, double[] gates) {
        boolean[] lined = new boolean[sources.size()];
        IntStream.range(0, lined.length)
                .forEach(component -> lined[component] = sources.get(component).isLined());
        return new CalibratedStack(new CalibratedStack.Numbers(
                names(),
                vocabulary.catalogue().ids(),
                groups,
                rows.cells().rates(),
                lined,
                slopes,
                shifts,
                sets,
                weights,
                offsets,
                context,
                gates));
    }

    /** Cells × rows: whether a row's customer is in a cell. */
    private boolean[][] cells(ContextCells context) {
        boolean[][] cells = new boolean[context.count()][rows.count()];
        workers.forRanges(cells.length == 0 ? 0 : rows.count(), RANGE, (range, from, to) -> {
            for (int row = from; row < to; row++) {
                for (int cell : context.of(rows.customer(row, 0))) {
                    if (cell >= 0) {
                        cells[cell][row] = true;
                    }
                }
            }
        });
        return cells;
    }

    private List<String> names() {
        return sources.stream().map(source -> source.component().name()).toList();
    }

    /** Corrects a component's scores of a group's items, where it is to be corrected, and notes where it is present. */
    private void calibrate(int component, int group) {
        StackScores of = scores.get(component);
        StackScores.Source source = sources.get(component);
        int[] items = groups[group];
        double slope = 1;
        double[] added = new double[items.length];
        if (source.isLined()) {
            List<Column> columns = List.of(
                    new Column(of.values(), 1, SLOPE_STRENGTH, false), new Column(null, 0, INTERCEPT_STRENGTH, true));
            Fit fit = logit.fit(where(row -> of.isPresent(group, row)), items, columns, ITEM_STRENGTH);
            slope = fit.weights()[0];
            for (int j = 0; j < items.length; j++) {
                boolean isKnown = source.component().place(items[j]) >= 0;
                added[j] = isKnown ? fit.weights()[1] + fit.offsets()[j] : 0;
            }
        }
        of.correct(group, items, slope, added);
        slopes[component * groups.length + group] = slope;
        for (int j = 0; j < items.length; j++) {
            shifts[component * rows.cells().itemCount() + items[j]] = added[j];
        }
        workers.forRanges(rows.count(), RANGE, (range, from, to) -> {
            for (int row = from; row < to; row++) {
                losses[group][component][row] = of.loss(rows, row, items);
                present[group][row] |= of.isPresent(group, row) ? 1 << component : 0;
            }
        });
    }

    private int[] where(IntPredicate chosen) {
        return IntStream.range(0, rows.count()).filter(chosen).toArray();
    }

    /** The sets to learn, ascending: all of a few components; of many those seen, each one alone, and all together. */
    private int[] sets() {
        int all = (1 << sources.size()) - 1;
        if (sources.size() <= ALL_SETS) {
            return IntStream.rangeClosed(1, all).toArray();
        }
        IntStream seen = Arrays.stream(present).flatMapToInt(Arrays::stream).filter(set -> set > 0);
        IntStream single = IntStream.range(0, sources.size()).map(component -> 1 << component);
        return IntStream.concat(IntStream.concat(seen, single), IntStream.of(all))
                .sorted()
                .distinct()
                .toArray();
    }

    private static double sum(double[] values, int[] at) {
        double sum = 0;
        for (int place : at) {
            sum += values[place];
        }
        return sum;
    }

    /** The blend's loss over the rows in which just this set is present. */
    private double loss(Fit fit, int set, int group) {
        int[] at = where(row -> present[group][row] == set);
        ShrunkLogit.Cells cells = rows.cells();
        return workers.sumRanges(at.length, RANGE, (from, to) -> {
            double total = 0;
            for (int i = from; i < to; i++) {
                double loss = 0;
                for (int j = 0; j < groups[group].length; j++) {
                    int item = groups[group][j];
                    int cell = at[i] * cells.itemCount() + item;
                    double margin = cells.rates()[item] + fit.offsets()[j];
                    for (int component = 0; component < scores.size(); component++) {
                        margin +=
                                fit.weights()[component] * scores.get(component).values()[cell];
                    }
                    byte label = cells.labels()[cell];
                    loss += label == ShrunkLogit.Cells.OWNED
                            ? 0
                            : ExpLog.softplus(label == ShrunkLogit.Cells.YES ? -margin : margin);
                }
                total += loss * cells.weights()[at[i]];
            }
            return total;
        });
    }

    private String groupName(int group) {
        return groups.length == 1 ? "" : group == 0 ? " of other items" : " of credit items";
    }

    private void tellWeights(int group, Fit fit) {
        StringBuilder text = new StringBuilder();
        for (int component = 0; component < sources.size(); component++) {
            text.append(component == 0 ? "" : ", ")
                    .append(names().get(component))
                    .append(String.format(Locale.ROOT, " %.3f", fit.weights()[component]));
        }
        notes.put("blend, weights" + groupName(group), text.toString());
    }

    private void tellLosses(double[] blended) {
        double customers = 0;
        for (float weight : rows.cells().weights()) {
            customers += weight;
        }
        int[] all = where(row -> true);
        notes.put("blend, rows", Integer.toString(rows.count()));
        for (int group = 0; group < groups.length; group++) {
            StringBuilder text = new StringBuilder();
            for (int component = 0; component < sources.size(); component++) {
                text.append(names().get(component))
                        .append(String.format(Locale.ROOT, " %.6f, ", sum(losses[group][component], all) / customers));
            }
            text.append(String.format(Locale.ROOT, "blend %.6f", blended[group] / customers));
            notes.put("blend, log-loss a customer" + groupName(group), text.toString());
        }
    }
}
