package dev.recsys.baselines;

import dev.recsys.memory.KnownCustomer;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.Arrays;

/**
 * What a model of attributes learned: a vector an item and one for each attribute of customers, and how a customer's is found.
 * Where customers' protected features must not reach credit items, each attribute has another vector, learned without the
 * protected ones. Immutable and thread-safe.
 */
final class FeatureFactors {
    private static final int MOST_FACTORS = 4096;

    private final int size;
    private final float[] items; // items × size
    private final int[] unseen; // items without users in training, ascending
    private final float[] open; // attributes × size, or nothing if all items are scored alike
    private final float[] all; // attributes × size
    private final FactorSide.Loss loss;
    private final double[] gram; // of the seen items' vectors

    /** Arrays are kept, not copied. */
    FeatureFactors(int size, float[] items, int[] unseen, float[] all, float[] open, FactorSide.Loss loss) {
        this.size = size;
        this.items = items;
        this.unseen = unseen;
        this.all = all;
        this.open = open;
        this.loss = loss;
        this.gram = new double[size * size];
        for (int item = 0; item < items.length / size; item++) {
            if (isSeen(item)) {
                Cholesky.addTo(gram, size, 1, items, item * size);
            }
        }
    }

    int itemCount() {
        return items.length / size;
    }

    /** Whether credit items are scored apart. */
    boolean protects() {
        return open.length > 0;
    }

    private boolean isSeen(int item) {
        return Arrays.binarySearch(unseen, item) < 0;
    }

    /**
     * A customer's place among the items: the ridge solution around the sum of the attributes' vectors, or that sum itself
     * for a customer without holdings. For one request.
     */
    final class Folded {
        private final int[] held;
        private final double[] strengths; // of held items
        private final int[] attributes;
        private final float[] of; // the attributes' vectors
        private final double ridge;
        private final Cholesky system;
        private final double[] vector;

        /** By all attributes, or by those that may reach credit items. */
        Folded(KnownCustomer customer, int[] attributes, CustomerAttributes.Protected which) {
            this.held = customer.held();
            this.attributes = attributes;
            this.of = which == CustomerAttributes.Protected.LEFT_OUT && protects() ? open : all;
            this.ridge = held.length == 0 ? 1 : loss.ridge(held.length, itemCount() - unseen.length);
            this.strengths = new double[held.length];
            this.system = new Cholesky(size);
            this.vector = new double[size];
            for (int attribute : attributes) {
                for (int f = 0; f < size; f++) {
                    vector[f] += ridge * of[attribute * size + f];
                }
            }
            if (held.length > 0) {
                system.set(gram, ridge);
                for (int h = 0; h < held.length; h++) {
                    strengths[h] = loss.strength() * customer.weights()[h];
                    system.add(strengths[h] - (isSeen(held[h]) ? 1 : 0), items, held[h] * size);
                    for (int f = 0; f < size; f++) {
                        vector[f] += strengths[h] * items[held[h] * size + f];
                    }
                }
                system.factor();
                system.solve(vector);
            }
        }

        /** One of the customer's attributes, in the order of their shares. */
        int attribute(int place) {
            return attributes[place];
        }

        /** How well an item fits. */
        double fit(int item) {
            double sum = 0;
            for (int f = 0; f < size; f++) {
                sum += vector[f] * items[item * size + f];
            }
            return sum;
        }

        /** What each held item, then each attribute puts into an item's fit; their sum is the fit. */
        double[] shares(int item) {
            double[] direction = new double[size];
            for (int f = 0; f < size; f++) {
                direction[f] = items[item * size + f];
            }
            if (held.length > 0) {
                system.solve(direction);
            }
            double[] shares = new double[held.length + attributes.length];
            for (int h = 0; h < held.length; h++) {
                shares[h] = strengths[h] * dot(direction, items, held[h]);
            }
            for (int a = 0; a < attributes.length; a++) {
                shares[held.length + a] = ridge * dot(direction, of, attributes[a]);
            }
            return shares;
        }

        private double dot(double[] direction, float[] vectors, int row) {
            double sum = 0;
            for (int f = 0; f < size; f++) {
                sum += direction[f] * vectors[row * size + f];
            }
            return sum;
        }
    }

    Sections sections() {
        return Sections.builder()
                .put("items", items)
                .put("unseen", unseen)
                .put("attributes", all)
                .put("openAttributes", open)
                .put("loss", new double[] {
                    loss.alpha(), loss.unobservedWeight(), loss.regularization(), loss.frequencyExponent()
                })
                .build();
    }

    static FeatureFactors readFrom(Sections sections, int itemCount, int attributeCount, boolean protects)
            throws ModelFormatException {
        float[] items = finite(sections, "items");
        float[] all = finite(sections, "attributes");
        float[] open = finite(sections, "openAttributes");
        int size = all.length / attributeCount;
        boolean fits = size >= 1
                && size <= MOST_FACTORS
                && items.length == (long) itemCount * size
                && all.length == (long) attributeCount * size
                && open.length == (protects ? all.length : 0);
        if (!fits) {
            throw new ModelFormatException("sections \"items\", \"attributes\" and \"openAttributes\" must fit "
                    + itemCount + " items and " + attributeCount + " attributes");
        }
        int[] unseen = sections.ints("unseen");
        for (int place = 0; place < unseen.length; place++) {
            if (unseen[place] < 0 || unseen[place] >= itemCount || (place > 0 && unseen[place] <= unseen[place - 1])) {
                throw new ModelFormatException("section \"unseen\" must be items, ascending");
            }
        }
        double[] loss = sections.finiteDoubles("loss", 4);
        boolean sound = within(loss[0], 1e-6, 1e6)
                && within(loss[1], 1e-6, 1e6)
                && within(loss[2], 1e-6, 1e6)
                && within(loss[3], 0, 2);
        if (!sound) {
            throw new ModelFormatException(
                    "section \"loss\" must be alpha, unobserved weight, regularization and frequency exponent");
        }
        return new FeatureFactors(
                size, items, unseen, all, open, new FactorSide.Loss(loss[0], loss[1], loss[2], loss[3]));
    }

    private static boolean within(double value, double least, double most) {
        return value >= least && value <= most;
    }

    private static float[] finite(Sections sections, String name) throws ModelFormatException {
        float[] values = sections.floats(name);
        for (float value : values) {
            if (!(Math.abs(value) <= FactorSide.MOST)) {
                throw new ModelFormatException("section \"" + name + "\" holds the value " + value);
            }
        }
        return values;
    }
}
