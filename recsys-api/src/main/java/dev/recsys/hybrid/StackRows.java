package dev.recsys.hybrid;

import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Panel;
import dev.recsys.data.Transition;
import dev.recsys.hybrid.ShrunkLogit.Cells;
import dev.recsys.internal.run.CustomerParts;
import dev.recsys.internal.run.ExpLog;
import dev.recsys.memory.KnownCustomer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What a blend is learned from: customers who added something in the last steps of a panel, and a draw of those who did not,
 * who weigh as much as all of them. Immutable and thread-safe.
 */
final class StackRows {
    private static final int STEPS = 3;
    private static final int MOST_ADDERS = 10_000;
    private static final int MOST_CELLS = 1 << 24; // rows × items, so that large catalogues have fewer rows
    private static final int OTHERS = 10; // for each adder
    private static final int FEWEST_OTHERS = 1000; // so that few adders still stand against what customers look like
    private static final long SEED = 42;

    private final List<InteractionMatrix> holdings; // known at the beginning of each step
    private final List<Place> places;
    private final Cells cells;

    private record Place(int step, Transition transition, int pair, float weight) {}

    private StackRows(List<InteractionMatrix> holdings, List<Place> places, Cells cells) {
        this.holdings = holdings;
        this.places = places;
        this.cells = cells;
    }

    /**
     * Draws rows.
     *
     * @param panel with at least one step
     * @param isTaken whether a user may be drawn
     */
    static StackRows draw(Panel panel, IntPredicate isTaken) {
        List<Transition> steps = panel.lastTransitions(STEPS);
        int itemCount = panel.catalogue().size();
        List<Place> places = places(steps, itemCount, isTaken);
        List<InteractionMatrix> holdings = steps.stream()
                .map(step -> panel.through(step.before().date()).interactions())
                .toList();
        byte[] labels = new byte[Math.multiplyExact(places.size(), itemCount)];
        float[] weights = new float[places.size()];
        double[] yes = new double[itemCount];
        double[] all = new double[itemCount];
        for (int row = 0; row < weights.length; row++) {
            Place place = places.get(row);
            Transition step = place.transition();
            weights[row] = place.weight();
            for (int item = 0; item < itemCount; item++) {
                boolean owned = step.before().holdings().holds(step.rowBefore(place.pair()), item);
                boolean after = step.after().holdings().holds(step.rowAfter(place.pair()), item);
                labels[row * itemCount + item] = owned ? Cells.OWNED : after ? Cells.YES : Cells.NO;
                all[item] += owned ? 0 : place.weight();
                yes[item] += !owned && after ? place.weight() : 0;
            }
        }
        double[] rates = new double[itemCount];
        for (int item = 0; item < itemCount; item++) {
            double rate = (yes[item] + 0.5) / (all[item] + 1);
            rates[item] = ExpLog.log(rate / (1 - rate));
        }
        return new StackRows(holdings, places, new Cells(itemCount, labels, weights, rates));
    }

    private static List<Place> places(List<Transition> steps, int itemCount, IntPredicate isTaken) {
        long adders = 0;
        long others = 0;
        for (Transition step : steps) {
            for (int pair = 0; pair < step.pairCount(); pair++) {
                if (isTaken.test(step.user(pair))) {
                    adders += adds(step, pair) ? 1 : 0;
                    others += adds(step, pair) ? 0 : 1;
                }
            }
        }
        int most = Math.max(1, Math.min(MOST_ADDERS, MOST_CELLS / Math.max(1, itemCount) / (OTHERS + 1)));
        double addersKept = Math.min(1, most / (double) Math.max(1, adders));
        int wanted = Math.max(Math.min(FEWEST_OTHERS, OTHERS * most), (int) (addersKept * adders * OTHERS));
        double othersKept = Math.min(1, wanted / (double) Math.max(1, others));
        float weight = (float) (addersKept / othersKept);
        List<Place> places = new ArrayList<>();
        for (int number = 0; number < steps.size(); number++) {
            Transition step = steps.get(number);
            for (int pair = 0; pair < step.pairCount(); pair++) {
                int user = step.user(pair);
                if (isTaken.test(user)) {
                    boolean adds = adds(step, pair);
                    long hash = CustomerParts.hash(user, SEED + step.before().periodIndex());
                    if ((hash >>> 11) * 0x1p-53 < (adds ? addersKept : othersKept)) {
                        places.add(new Place(number, step, pair, adds ? 1 : weight));
                    }
                }
            }
        }
        return places;
    }

    private static boolean adds(Transition step, int pair) {
        return step.added(pair).length > 0;
    }

    int count() {
        return places.size();
    }

    Cells cells() {
        return cells;
    }

    /** The user's index in the panel. */
    int user(int row) {
        Place place = places.get(row);
        return place.transition().user(place.pair());
    }

    /** What was known of a row's customer at the beginning of the step. */
    KnownCustomer customer(int row, int historyPeriods) {
        Place place = places.get(row);
        Transition step = place.transition();
        int user = step.user(place.pair());
        InteractionMatrix known = holdings.get(place.step());
        return KnownCustomer.of(
                known.columnsOf(user),
                known.weightsOf(user),
                step.history(place.pair(), historyPeriods),
                step.before().features().row(step.rowBefore(place.pair())),
                step.featuresBefore(place.pair()));
    }

    /** Additions of some items in some rows. */
    long additions(int[] rows, int[] items) {
        long additions = 0;
        for (int row : rows) {
            for (int item : items) {
                additions += cells.labels()[row * cells.itemCount() + item] == Cells.YES ? 1 : 0;
            }
        }
        return additions;
    }
}
