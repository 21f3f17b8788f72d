package dev.recsys.als.internal.serve;

import dev.recsys.data.InteractionMatrix;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;

/**
 * What {@link WeightingKind} makes of weights, with what it learned of the items, so that holdings in a request are
 * weighted as the training data was. Immutable and thread-safe.
 */
public final class CellWeighting {
    private static final String KIND = "weighting";
    private static final String PARAMETERS = "weightingParameters";
    private static final String RARITY = "rarity";
    private static final double MOST = 1e6; // k₁ by its option; a logarithm of counts is far below

    private final WeightingKind kind;
    private final double k1;
    private final double b;
    private final double meanLength; // above 0 where any user has anything
    private final double[] rarity; // one an item, above 0; none for NONE

    private CellWeighting(WeightingKind kind, double k1, double b, double meanLength, double[] rarity) {
        this.kind = kind;
        this.k1 = k1;
        this.b = b;
        this.meanLength = meanLength;
        this.rarity = rarity;
    }

    /**
     * Learns from users × items.
     *
     * @param kind what to make of weights
     * @param k1 k₁ of BM25
     * @param b b of BM25
     * @param users the data. Not modified.
     * @return the weighting
     */
    public static CellWeighting of(WeightingKind kind, double k1, double b, InteractionMatrix users) {
        if (kind == WeightingKind.NONE) {
            return new CellWeighting(WeightingKind.NONE, k1, b, 1, new double[0]);
        }
        double[] rarity = new double[users.columnCount()];
        for (int cell = 0; cell < users.cellCount(); cell++) {
            rarity[users.columnAt(cell)]++;
        }
        double lengths = 0;
        int count = 0;
        for (int user = 0; user < users.rowCount(); user++) {
            if (users.rowSize(user) > 0) {
                count++;
                lengths += length(users.weightsOf(user));
            }
        }
        for (int item = 0; item < rarity.length; item++) {
            rarity[item] = rarity(kind, rarity[item], count);
        }
        return new CellWeighting(kind, k1, b, count == 0 ? 1 : lengths / count, rarity);
    }

    /**
     * The same for a catalogue that grew.
     *
     * @param users the joined data: what is known of items stays, new ones are counted in it. Not modified.
     * @return a weighting of all its items
     */
    public CellWeighting extended(InteractionMatrix users) {
        if (kind == WeightingKind.NONE || users.columnCount() == rarity.length) {
            return this;
        }
        double[] all = new double[users.columnCount()];
        for (int cell = 0; cell < users.cellCount(); cell++) {
            all[users.columnAt(cell)]++;
        }
        int count = 0;
        for (int user = 0; user < users.rowCount(); user++) {
            count += users.rowSize(user) > 0 ? 1 : 0;
        }
        for (int item = 0; item < all.length; item++) {
            all[item] = item < rarity.length ? rarity[item] : rarity(kind, all[item], count);
        }
        return new CellWeighting(kind, k1, b, meanLength, all);
    }

    /**
     * What is made of weights.
     *
     * @return the kind
     */
    public WeightingKind kind() {
        return kind;
    }

    /** How rare an item is that {@code having} of {@code count} users have; above 0. */
    private static double rarity(WeightingKind kind, double having, int count) {
        return switch (kind) {
            case NONE -> 1;
            case TF_IDF -> StrictMath.log(1 + count / Math.max(0.5, having));
            case BM25 -> StrictMath.log(1 + (count - having + 0.5) / (having + 0.5));
        };
    }

    private static double length(float[] weights) {
        double sum = 0;
        for (float weight : weights) {
            sum += weight;
        }
        return sum;
    }

    /**
     * Weights what one user has.
     *
     * @param held the items. Not modified.
     * @param weights the data's weights. Not modified.
     * @return w, as many; the same array where nothing is to be done
     */
    public float[] apply(int[] held, float[] weights) {
        if (kind == WeightingKind.NONE) {
            return weights;
        }
        double damping = k1 * (1 - b + b * length(weights) / meanLength);
        float[] weighted = new float[held.length];
        for (int i = 0; i < held.length; i++) {
            double strength = switch (kind) {
                case NONE -> weights[i];
                case TF_IDF -> Math.sqrt(weights[i]);
                case BM25 -> weights[i] * (k1 + 1) / (weights[i] + damping);
            };
            double product = strength * rarity[held[i]];
            weighted[i] = (float) Math.max(Float.MIN_NORMAL, Math.min(product, Float.MAX_VALUE));
        }
        return weighted;
    }

    /**
     * Weights users × items.
     *
     * @param users the data. Not modified.
     * @return the same matrix where nothing is to be done
     */
    public InteractionMatrix apply(InteractionMatrix users) {
        RowWeighting rows = this::apply;
        return kind == WeightingKind.NONE ? users : rows.applyToAll(users);
    }

    /**
     * Writes the weighting.
     *
     * @param out the sections of a model. Modified.
     */
    public void writeTo(Sections.Builder out) {
        out.put(KIND, kind.name())
                .put(PARAMETERS, new double[] {k1, b, meanLength})
                .put(RARITY, rarity);
    }

    /**
     * Reads what {@link #writeTo} wrote.
     *
     * @param in the sections of a model
     * @param itemCount the items of the catalogue
     * @return the weighting
     * @throws ModelFormatException if a section is missing or out of range
     */
    public static CellWeighting readFrom(Sections in, int itemCount) throws ModelFormatException {
        String name = in.text(KIND);
        WeightingKind kind;
        try {
            kind = WeightingKind.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException("section \"" + KIND + "\" names no weighting: " + name);
        }
        double[] parameters = in.finiteDoubles(PARAMETERS, 3);
        double[] rarity = in.finiteDoubles(RARITY, kind == WeightingKind.NONE ? 0 : itemCount);
        boolean fits = parameters[0] > 0
                && parameters[0] <= MOST
                && parameters[1] >= 0
                && parameters[1] <= 1
                && parameters[2] > 0;
        for (double value : rarity) {
            fits &= value > 0 && value <= MOST;
        }
        if (!fits) {
            throw new ModelFormatException("section \"" + PARAMETERS + "\" or \"" + RARITY + "\" is out of range");
        }
        return new CellWeighting(kind, parameters[0], parameters[1], parameters[2], rarity);
    }
}
