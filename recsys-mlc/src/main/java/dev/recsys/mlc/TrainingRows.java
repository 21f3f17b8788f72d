package dev.recsys.mlc;

import dev.recsys.data.Transition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The rows all products are learned from, binned once: customers who added something, and a draw of those who did not, who
 * weigh as much as all of them.
 */
final class TrainingRows {
    private final BinMatrix matrix;
    private final int[] products;
    private final Labels labels;
    private final int[] users;
    private final int lastMonth;

    private TrainingRows(BinMatrix matrix, int[] products, Labels labels, int[] users, int lastMonth) {
        this.matrix = matrix;
        this.products = products;
        this.labels = labels;
        this.users = users;
        this.lastMonth = lastMonth;
    }

    private record Place(Transition transition, int pair, float weight) {}

    /** Draws and bins; refuses, by {@link TrainingMemory}, before it bins. */
    static TrainingRows draw(
            List<Transition> transitions,
            FeatureBinner binner,
            Protection protection,
            int itemCount,
            MlcConfig config) {
        int[] products = learnable(transitions, itemCount, config);
        List<Place> places = places(transitions, config);
        TrainingMemory.check(places.size(), products, binner, protection, config);
        BinMatrix matrix = new BinMatrix(places.size(), binner.categorical());
        byte[] cells = new byte[Math.multiplyExact(places.size(), products.length)];
        float[] weights = new float[places.size()];
        int[] users = new int[places.size()];
        int[] bins = new int[binner.columnCount()];
        for (int row = 0; row < users.length; row++) {
            Place place = places.get(row);
            Transition transition = place.transition();
            binner.encode(transition, place.pair(), bins);
            matrix.set(row, bins);
            users[row] = transition.user(place.pair());
            weights[row] = place.weight();
            for (int k = 0; k < products.length; k++) {
                boolean owned = transition.before().holdings().holds(transition.rowBefore(place.pair()), products[k]);
                boolean after = transition.after().holdings().holds(transition.rowAfter(place.pair()), products[k]);
                cells[row * products.length + k] = owned ? Labels.OWNED : after ? Labels.YES : Labels.NO;
            }
        }
        Transition last = transitions.get(transitions.size() - 1);
        int lastMonth = (int)
                places.stream().filter(place -> place.transition() != last).count();
        return new TrainingRows(matrix, products, new Labels(products.length, cells, weights), users, lastMonth);
    }

    private static int[] learnable(List<Transition> transitions, int itemCount, MlcConfig config) {
        return IntStream.range(0, itemCount)
                .filter(item -> {
                    long additions = 0;
                    long others = 0;
                    for (Transition transition : transitions) {
                        additions += transition.additionCount(item);
                        others += transition.nonOwnerCount(item) - transition.additionCount(item);
                    }
                    return additions >= config.leastAdditions() && others > 0;
                })
                .toArray();
    }

    private static List<Place> places(List<Transition> transitions, MlcConfig config) {
        long adders = 0;
        long pairs = 0;
        for (Transition transition : transitions) {
            pairs += transition.pairCount();
            for (int pair = 0; pair < transition.pairCount(); pair++) {
                adders += transition.added(pair).length > 0 ? 1 : 0;
            }
        }
        double addersKept = Math.min(1, config.sampleRows() / (2.0 * Math.max(1, adders)));
        double wanted = Math.min(
                config.sampleRows() - addersKept * adders,
                // At least a thousand, so that few adders still stand against what customers look like.
                Math.max(1000, addersKept * adders * config.negativesPerPositive()));
        double othersKept = Math.min(1, wanted / Math.max(1, pairs - adders));
        SplittableRandom random = new SplittableRandom(config.seed());
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

    /**
     * The same rows with some products, as if there were no others, and some columns.
     *
     * @param outputs places in {@link #products}, ascending. Not modified.
     * @param columns columns of the matrix, ascending. Not modified.
     * @return the narrower rows
     */
    TrainingRows pick(int[] outputs, int[] columns) {
        if (outputs.length == products.length && columns.length == matrix.columnCount()) {
            return this;
        }
        byte[] cells = new byte[users.length * outputs.length];
        for (int row = 0; row < users.length; row++) {
            for (int k = 0; k < outputs.length; k++) {
                cells[row * outputs.length + k] = labels.cell(row, outputs[k]);
            }
        }
        return new TrainingRows(
                matrix.pick(columns),
                Arrays.stream(outputs).map(k -> products[k]).toArray(),
                new Labels(outputs.length, cells, labels.weights()),
                users,
                lastMonth);
    }

    BinMatrix matrix() {
        return matrix;
    }

    /** The items to learn, ascending: the outputs. */
    int[] products() {
        return products;
    }

    /** What each row did with each of {@link #products}. */
    Labels labels() {
        return labels;
    }

    /** Whether each row added any of {@link #products}, as the labels of a single output. */
    Labels anyAdded() {
        byte[] cells = new byte[users.length];
        for (int row = 0; row < cells.length; row++) {
            cells[row] = labels.additions(row) > 0 ? Labels.YES : Labels.NO;
        }
        return new Labels(1, cells, labels.weights());
    }

    /** All rows. */
    int[] all() {
        return IntStream.range(0, users.length).toArray();
    }

    /** The rows that added any of {@link #products}. */
    int[] adders() {
        return Arrays.stream(all()).filter(row -> labels.additions(row) > 0).toArray();
    }

    /** The first row of the last monthly step: those of the steps before it have lower numbers. */
    int lastMonth() {
        return lastMonth;
    }

    /** The part of {@code 0..parts-1} each row is in; all rows of a customer are in one. */
    int[] parts(int parts, long seed) {
        return Arrays.stream(users)
                .map(user -> {
                    long hash = seed * 0x9e3779b97f4a7c15L + user;
                    hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
                    hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
                    return (int) Long.remainderUnsigned(hash ^ hash >>> 31, parts);
                })
                .toArray();
    }
}
