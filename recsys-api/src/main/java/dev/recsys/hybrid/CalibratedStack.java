package dev.recsys.hybrid;

import dev.recsys.data.IdIndex;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.run.ExpLog;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The learned blend: each component's score becomes a calibrated probability, and their log-odds, relative to the rate at
 * which the item is added, are added up: logit p = rate + offset + Σ weight · (logit p_c − rate). Weights and offsets
 * belong to the set of components that are present; the weights may depend on a context too. A {@link BlendCalibration} corrects
 * the probabilities at last, without changing a customer's ranking ({@link KeptOrder}). Learned by {@link StackLearner}.
 * Immutable and thread-safe.
 */
final class CalibratedStack implements Blend, Merging {
    /** The most components. */
    static final int MOST_COMPONENTS = 30;

    /** The name of what an answer's score has without any component. */
    static final String BASE = "rate";

    private static final double MOST =
            1e6; // of log-odds and weights; the search for them makes a few steps, none longer than 1
    private static final double NEXT_TO_NOTHING = 1e-7; // below it, the secant of the sigmoid is its tangent
    private static final int TABLE = 5; // components whose sets are looked up in an array

    private final Numbers numbers;
    private final BlendCalibration calibration;
    private final Subset none;
    private final @Nullable Subset[] table;
    private final Map<Integer, Subset> bySet = new HashMap<>();

    /**
     * What was learned. Arrays are not modified, and kept.
     *
     * @param components their names in order
     * @param items the ids of the items
     * @param groups items learned together: all, or those that are not credit and those that are
     * @param rates one an item, in log-odds
     * @param lined which components are corrected by a line; the others are probabilities already
     * @param slopes components × groups, at least 0
     * @param shifts components × items: what is added to slope · (log-odds − rate)
     * @param subsets the sets of components that were learned, one bit each
     * @param weights subsets × groups × components, at least 0
     * @param offsets subsets × items
     * @param context what else the weights depend on
     * @param gates subsets × groups × cells of the context × components: what a cell adds to the factor 1 of a weight
     */
    @SuppressWarnings("ArrayRecordComponent") // package-private, never compared
    record Numbers(
            List<String> components,
            IdIndex items,
            int[][] groups,
            double[] rates,
            boolean[] lined,
            double[] slopes,
            double[] shifts,
            int[] subsets,
            double[] weights,
            double[] offsets,
            ContextCells context,
            double[] gates) {
        int componentCount() {
            return components.size();
        }

        int itemCount() {
            return rates.length;
        }

        double slope(int component, int group) {
            return slopes[component * groups.length + group];
        }

        double weight(int subset, int group, int component) {
            return weights[(subset * groups.length + group) * components.size() + component];
        }
    }

    /** The most a cell of the context can multiply a weight by. */
    private static final double MOST_FACTOR = 4;

    /** The log-odds a score stands for, before any line; a probability's own if there is none. */
    static double logOdds(boolean isLined, double score) {
        if (isLined) {
            return ExpLog.log(Math.min(1e300, Math.max(score, 1e-12) / Math.max(1 - score, 1e-6)));
        }
        double p = Math.min(1 - 1e-12, Math.max(1e-12, score));
        return ExpLog.log(p / (1 - p));
    }

    /**
     * One set of components, made ready: the log-odds are the base plus, for each component that has a weight, slope ·
     * log-odds of its score + shift.
     *
     * @param base one an item, in log-odds
     * @param rates the probability the base stands for
     * @param active for each group, the components with a weight above 0
     * @param slopes groups × components
     * @param shifts components × items; null where the component has no weight
     * @param place of the set among the learned ones, -1 for none
     */
    @SuppressWarnings("ArrayRecordComponent") // package-private, never compared
    private record Subset(
            double[] base,
            double[] rates,
            int[][] active,
            double[][] slopes,
            double[] @Nullable [] shifts,
            int place) {}

    /** A blend that is not calibrated further. */
    CalibratedStack(Numbers numbers) {
        this(numbers, BlendCalibration.none(numbers.itemCount()));
    }

    /**
     * A blend.
     *
     * @throws IllegalArgumentException if there are too many components, one has the name of the base, a number is
     *     beyond a million, a weight or a slope is negative, a set is empty, unknown or there twice, or the calibration is
     *     of other items
     */
    CalibratedStack(Numbers numbers, BlendCalibration calibration) {
        this.numbers = numbers;
        this.calibration = calibration;
        Checks.that(
                calibration.itemCount() == numbers.itemCount(),
                "the calibration must be of %d items, but is of %d",
                numbers.itemCount(),
                calibration.itemCount());
        int components = numbers.componentCount();
        Checks.that(
                components <= MOST_COMPONENTS,
                "a learned blend has at most %d components, but there are %d; set another by blend",
                MOST_COMPONENTS,
                components);
        Checks.that(!numbers.components().contains(BASE), "a component of a learned blend can't be named \"%s\"", BASE);
        for (double[] finite : List.of(numbers.rates(), numbers.shifts(), numbers.offsets(), numbers.gates())) {
            Arrays.stream(finite).forEach(number -> Checks.inRange(number, -MOST, MOST, "a number of the blend"));
        }
        Arrays.stream(numbers.slopes()).forEach(slope -> Checks.inRange(slope, 0, MOST, "a slope of the blend"));
        Arrays.stream(numbers.weights()).forEach(weight -> Checks.inRange(weight, 0, MOST, "a weight of the blend"));
        for (int place = 0; place < numbers.subsets().length; place++) {
            int set = numbers.subsets()[place];
            Checks.that(
                    set > 0 && set < 1 << components && bySet.put(set, subset(place)) == null,
                    "the blend has a set of components that is unknown or there twice: %d",
                    set);
        }
        this.none = subset(-1);
        this.table = new @Nullable Subset[components <= TABLE ? 1 << components : 0];
        for (int set = 1; set < table.length; set++) {
            table[set] = largestIn(set);
        }
    }

    /** Makes a set ready; place -1 for the empty one. */
    private Subset subset(int place) {
        int components = numbers.componentCount();
        int items = numbers.itemCount();
        double[] base = numbers.rates().clone();
        double[] rates = new double[items];
        for (int item = 0; item < items; item++) {
            base[item] += place < 0 ? 0 : numbers.offsets()[place * items + item];
            rates[item] = ExpLog.sigmoid(base[item]);
        }
        int groups = numbers.groups().length;
        int[][] active = new int[groups][0];
        double[][] slopes = new double[groups][components];
        double[][] shifts = new double[components][];
        for (int group = 0; group < groups && place >= 0; group++) {
            for (int component = 0; component < components; component++) {
                double weight = numbers.weight(place, group, component);
                if (weight > 0) {
                    active[group] = Arrays.copyOf(active[group], active[group].length + 1);
                    active[group][active[group].length - 1] = component;
                    double slope = numbers.lined()[component] ? numbers.slope(component, group) : 1;
                    slopes[group][component] = weight * slope;
                    double[] shift = shifts[component] == null ? new double[items] : shifts[component];
                    shifts[component] = shift;
                    for (int item : numbers.groups()[group]) {
                        shift[item] =
                                weight * (numbers.shifts()[component * items + item] - slope * numbers.rates()[item]);
                    }
                }
            }
        }
        return new Subset(base, rates, active, slopes, shifts, place);
    }

    /** The learned set with the most components among those present, the first of several; none if there is none. */
    private Subset largestIn(int present) {
        int best = 0;
        for (int set : numbers.subsets()) {
            if ((set & ~present) == 0 && Integer.bitCount(set) > Integer.bitCount(best)) {
                best = set;
            }
        }
        return bySet.getOrDefault(best, none);
    }

    private Subset subsetOf(int present) {
        Subset found = present < table.length ? table[present] : bySet.get(present);
        return found != null ? found : largestIn(present);
    }

    Numbers numbers() {
        return numbers;
    }

    BlendCalibration calibration() {
        return calibration;
    }

    /** The place of the learned set with the most components among those present, -1 for none. */
    int placeOf(int present) {
        return subsetOf(present).place();
    }

    /**
     * Refuses a hybrid this was not learned for.
     *
     * @throws IllegalArgumentException if its components, items or groups are others
     */
    void checkFits(List<String> components, IdIndex items, int groups) {
        Checks.that(
                numbers.components().equals(components)
                        && numbers.items().equals(items)
                        && numbers.groups().length == groups,
                "the learned blend belongs to a hybrid of other components or items: %s",
                numbers.components());
    }

    @Override
    public String base() {
        return BASE;
    }

    @Override
    public void merge(BlendInput input, double[][] out) {
        merge(input, out, new double[numbers.itemCount()]);
    }

    @Override
    public void merge(BlendInput input, double[][] out, double[] scores) {
        double[] base = out[input.componentCount()];
        int[] cells = numbers.context().of(input.customer());
        boolean[] isBlended = new boolean[numbers.groups().length];
        for (int group = 0; group < numbers.groups().length; group++) {
            int present = input.present(group);
            Subset subset = subsetOf(present);
            if (present == 0 && fallBack(input, group, base, scores)) {
                continue;
            }
            isBlended[group] = true;
            int[] items = numbers.groups()[group];
            for (int component : subset.active()[group]) {
                ComponentScores of = input.scores(component);
                if (of != null) {
                    double factor = factor(subset.place(), group, component, cells);
                    addLogOdds(of, component, subset, group, factor, out[component], scores);
                }
            }
            for (int item : items) {
                double sum = scores[item];
                double rate = subset.rates()[item];
                double p = sum == 0 ? rate : ExpLog.sigmoid(subset.base()[item] + sum);
                double slope = Math.abs(sum) < NEXT_TO_NOTHING ? p * (1 - p) : (p - rate) / sum;
                for (int component : subset.active()[group]) {
                    out[component][item] *= slope;
                }
                base[item] = rate;
                scores[item] = p;
            }
        }
        if (!calibration.isNone()) {
            calibrate(input, isBlended, base, scores);
        }
    }

    /** Corrects the groups that were blended; what that adds to a score goes to its base. */
    private void calibrate(BlendInput input, boolean[] isBlended, double[] base, double[] scores) {
        double[] corrected = scores.clone();
        for (int group = 0; group < isBlended.length; group++) {
            if (isBlended[group]) {
                for (int item : numbers.groups()[group]) {
                    corrected[item] = calibration.correct(item, scores[item]);
                }
            }
        }
        KeptOrder.keep(scores, corrected, numbers.groups(), isBlended, input::holds);
        for (int item = 0; item < corrected.length; item++) {
            base[item] += corrected[item] - scores[item];
            scores[item] = corrected[item];
        }
    }

    /** What a component's weight is multiplied by in some cells of the context. */
    double factor(int place, int group, int component, int[] cells) {
        double factor = 1;
        for (int cell : cells) {
            int row = (place * numbers.groups().length + group)
                            * numbers.context().count()
                    + cell;
            factor += cell < 0 ? 0 : numbers.gates()[row * numbers.componentCount() + component];
        }
        return Math.max(0, Math.min(MOST_FACTOR, factor));
    }

    /** Adds what a component puts into the log-odds of a group's items it knows. */
    private void addLogOdds(
            ComponentScores of, int component, Subset subset, int group, double factor, double[] out, double[] sums) {
        double slope = subset.slopes()[group][component];
        boolean isLined = numbers.lined()[component];
        double[] shifts = Checks.notNull(subset.shifts()[component], "shifts");
        for (int item : numbers.groups()[group]) {
            if (of.knows(item)) {
                double part = factor * (slope * logOdds(isLined, of.score(item)) + shifts[item]);
                out[item] = part;
                sums[item] += part;
            }
        }
    }

    /** Takes a group's scores from the fallback, as for a customer of whom nothing is known; false without a fallback. */
    private boolean fallBack(BlendInput input, int group, double[] base, double[] scores) {
        ComponentScores fallback = input.fallback();
        if (fallback == null) {
            return false;
        }
        for (int item : numbers.groups()[group]) {
            scores[item] = fallback.score(item);
            base[item] = scores[item];
        }
        return true;
    }
}
