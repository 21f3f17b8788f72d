package dev.recsys.als.internal.serve;

import dev.recsys.als.internal.solve.Targets;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.Arrays;

/**
 * By how much unobserved cells weigh more with popular items, whom more users know and leave (He et al., "Fast matrix factorization
 * for online recommendation with implicit feedback", SIGIR 2016): g of an item is its number of users to the power of ω, over the
 * mean of that.
 *
 * <p>A cell that weighs g·α₀ where it is unobserved and c where it is observed is the same as one that weighs α₀ and c/g, if the fit is
 * √g times as great: c·(1 − x·y)² = c/g · (√g − x·√g·y)². So weights are divided by g, fits drawn to {@linkplain #targets √g} in the
 * place of 1, and what is served is x·y again. Immutable and thread-safe.
 */
public final class UnobservedWeights {
    private static final String WEIGHTS = "unobservedWeights";
    private static final double LEAST = 1e-18; // more than two billion users and an exponent of 2 allow
    private static final double MOST = 1e18;

    private final double exponent;
    private final double scale; // the mean of the powers
    private final double[] weights; // g, one an item; none where all are 1

    private UnobservedWeights(double exponent, double scale, double[] weights) {
        this.exponent = exponent;
        this.scale = scale;
        this.weights = weights;
    }

    /**
     * Learns from users × items.
     *
     * @param exponent ω, in 0..2
     * @param users the data. Not modified.
     * @return the weights
     */
    public static UnobservedWeights of(double exponent, InteractionMatrix users) {
        if (exponent == 0) {
            return new UnobservedWeights(0, 1, new double[0]);
        }
        double[] weights = powers(exponent, users);
        double scale = Arrays.stream(weights).sum() / weights.length;
        for (int item = 0; item < weights.length; item++) {
            weights[item] /= scale;
        }
        return new UnobservedWeights(exponent, scale, weights);
    }

    /** An item nobody has counts as if one had it. */
    private static double[] powers(double exponent, InteractionMatrix users) {
        double[] powers = new double[users.columnCount()];
        for (int cell = 0; cell < users.cellCount(); cell++) {
            powers[users.columnAt(cell)]++;
        }
        for (int item = 0; item < powers.length; item++) {
            powers[item] = StrictMath.pow(Math.max(1, powers[item]), exponent);
        }
        return powers;
    }

    /**
     * The same for a catalogue that grew.
     *
     * @param users the joined data: what is known of items stays, new ones are counted in it. Not modified.
     * @return weights of all its items
     */
    public UnobservedWeights extended(InteractionMatrix users) {
        if (exponent == 0 || users.columnCount() == weights.length) {
            return this;
        }
        double[] all = powers(exponent, users);
        for (int item = 0; item < all.length; item++) {
            all[item] = item < weights.length ? weights[item] : all[item] / scale;
        }
        return new UnobservedWeights(exponent, scale, all);
    }

    /**
     * Divides what one user has by g.
     *
     * @param held the items. Not modified.
     * @param cells their weights. Not modified.
     * @return as many; the same array where all g are 1
     */
    public float[] apply(int[] held, float[] cells) {
        if (weights.length == 0) {
            return cells;
        }
        float[] divided = new float[held.length];
        for (int i = 0; i < held.length; i++) {
            double weight = cells[i] / weights[held[i]];
            divided[i] = (float) Math.max(Float.MIN_NORMAL, Math.min(weight, Float.MAX_VALUE));
        }
        return divided;
    }

    /**
     * Divides users × items by g.
     *
     * @param users the weighted matrix. Not modified.
     * @return the same matrix where all g are 1
     */
    public InteractionMatrix apply(InteractionMatrix users) {
        RowWeighting rows = this::apply;
        return weights.length == 0 ? users : rows.applyToAll(users);
    }

    /**
     * √g: what the fit of an observed cell is drawn to, and what it is divided by to be x·y again.
     *
     * @return one an item
     */
    public Targets targets() {
        return Targets.of(Arrays.stream(weights).map(Math::sqrt).toArray());
    }

    /**
     * Writes the weights.
     *
     * @param out the sections of a model. Modified.
     */
    public void writeTo(Sections.Builder out) {
        out.put(WEIGHTS + "Parameters", new double[] {exponent, scale}).put(WEIGHTS, weights);
    }

    /**
     * Reads what {@link #writeTo} wrote.
     *
     * @param in the sections of a model
     * @param itemCount the items of the catalogue
     * @return the weights
     * @throws ModelFormatException if a section is missing or out of range
     */
    public static UnobservedWeights readFrom(Sections in, int itemCount) throws ModelFormatException {
        double[] parameters = in.finiteDoubles(WEIGHTS + "Parameters", 2);
        boolean fits = parameters[0] >= 0 && parameters[0] <= 2 && parameters[1] >= 1 && parameters[1] <= MOST;
        double[] weights = in.finiteDoubles(WEIGHTS, parameters[0] == 0 ? 0 : itemCount);
        for (double weight : weights) {
            fits &= weight >= LEAST && weight <= MOST;
        }
        if (!fits) {
            throw new ModelFormatException("section \"" + WEIGHTS + "\" is out of range");
        }
        return new UnobservedWeights(parameters[0], parameters[1], weights);
    }
}
