package dev.recsys.mlc.internal.columns;

import dev.recsys.data.Transition;
import dev.recsys.mlc.options.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which customers all products are learned from: those who added something, and a draw of those who did not, who weigh as
 * much as all of them; and which products have enough additions to be learned.
 */
public final class RowSample {
    private final List<Place> places;
    private final int[] products;
    private final int lastPeriod;

    private RowSample(List<Place> places, int[] products, int lastPeriod) {
        this.places = places;
        this.products = products;
        this.lastPeriod = lastPeriod;
    }

    record Place(Transition transition, int pair, float weight) {}

    /**
     * Draws rows.
     *
     * @param transitions the steps to learn from
     * @param itemCount how many items there are
     * @param sampling the options
     * @param seed of the draw
     * @return the sample
     */
    public static RowSample draw(List<Transition> transitions, int itemCount, Sampling sampling, long seed) {
        List<Place> places = places(transitions, sampling, seed);
        Transition last = transitions.get(transitions.size() - 1);
        int lastPeriod = (int)
                places.stream().filter(place -> place.transition() != last).count();
        return new RowSample(places, learnable(transitions, itemCount, sampling.minAdditions()), lastPeriod);
    }

    /**
     * How many rows there are.
     *
     * @return at least 0
     */
    public int rowCount() {
        return places.size();
    }

    /**
     * The items to learn, ascending.
     *
     * @return not to be modified
     */
    public int[] products() {
        return products;
    }

    List<Place> places() {
        return places;
    }

    /** The first row of the last step: those of the steps before it have lower numbers. */
    int lastPeriod() {
        return lastPeriod;
    }

    private static int[] learnable(List<Transition> transitions, int itemCount, int minAdditions) {
        return IntStream.range(0, itemCount)
                .filter(item -> {
                    long additions = 0;
                    long others = 0;
                    for (Transition transition : transitions) {
                        additions += transition.additionCount(item);
                        others += transition.nonOwnerCount(item) - transition.additionCount(item);
                    }
                    return additions >= minAdditions && others > 0;
                })
                .toArray();
    }

    private static List<Place> places(List<Transition> transitions, Sampling sampling, long seed) {
        long adders = 0;
        long pairs = 0;
        for (Transition transition : transitions) {
            pairs += transition.pairCount();
            for (int pair = 0; pair < transition.pairCount(); pair++) {
                adders += transition.added(pair).length > 0 ? 1 : 0;
            }
        }
        double addersKept = Math.min(1, sampling.maxRows() / (2.0 * Math.max(1, adders)));
        double wanted = Math.min(
                sampling.maxRows() - addersKept * adders,
                // At least a thousand, so that few adders still stand against what customers look like.
                Math.max(1000, addersKept * adders * sampling.negativesPerPositive()));
        double othersKept = Math.min(1, wanted / Math.max(1, pairs - adders));
        SplittableRandom random = new SplittableRandom(seed);
        List<Place> places = new ArrayList<>();
        for (Transition transition : transitions) {
            for (int pair = 0; pair < transition.pairCount(); pair++) {
                boolean adds = transition.added(pair).length > 0;
                if ((random.nextLong() >>> 11) * 0x1p-53 < (adds ? addersKept : othersKept)) {
                    places.add(new Place(transition, pair, adds ? 1 : (float) (addersKept / othersKept)));
                }
            }
        }
        return places;
    }
}
