package dev.recsys.baselines;

import dev.recsys.data.InteractionMatrix;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.run.ImplicitLoss;
import dev.recsys.internal.run.Workers;

/**
 * Users or items while they are learned: a vector each, and one for each attribute. Rows without cells are not looked at in
 * training; at its end they get the sum of their attributes' vectors.
 */
final class FactorSide {
    /** The greatest number of a vector: what is squared and summed stays finite. */
    static final double MOST = 1e15;

    private static final int ROWS = 64; // a range

    private final InteractionMatrix cells;
    private final AttributeRows attributes;
    private final int size;
    private final double strength;
    private final double[] ridges; // one a row; 0 for rows without cells
    private final AttributeVectors regression;
    private final float[] vectors; // rows × size
    private final float[] attributeVectors; // attributes × size

    /**
     * One side.
     *
     * @param cells its rows × the other side's
     * @param othersSeen how many rows of the other side have cells
     */
    FactorSide(
            InteractionMatrix cells, int othersSeen, AttributeRows attributes, FeatureFactorConfig config, Loss loss) {
        this.cells = cells;
        this.attributes = attributes;
        this.size = config.factors();
        this.strength = loss.strength();
        this.ridges = new double[cells.rowCount()];
        double sum = 0;
        int seen = 0;
        for (int row = 0; row < ridges.length; row++) {
            if (cells.rowSize(row) > 0) {
                ridges[row] = loss.ridge(cells.rowSize(row), othersSeen);
                sum += ridges[row];
                seen++;
            }
        }
        this.regression = new AttributeVectors(attributes, ridges, config.smoothing() * sum / seen);
        this.vectors = new float[Math.multiplyExact(cells.rowCount(), size)];
        this.attributeVectors = new float[Math.multiplyExact(attributes.count(), size)];
    }

    /**
     * How much cells and rows count. All is divided by the weight of an unobserved cell, which leaves the solutions as they are.
     *
     * @param alpha the weight of an observed cell
     * @param unobservedWeight that of an unobserved one
     * @param regularization how closely rows keep to their attributes
     * @param frequencyExponent how that grows with what a row has
     */
    record Loss(double alpha, double unobservedWeight, double regularization, double frequencyExponent) {
        /** The weights of a resolved configuration, those it leaves open chosen by users × items of at least one cell. */
        static Loss of(FeatureFactorConfig config, InteractionMatrix cells) {
            double ridge = Checks.notNull(config.regularization(), "an option of a resolved configuration");
            double unobserved = Checks.notNull(config.unobservedWeight(), "an option of a resolved configuration");
            return new Loss(
                    config.alpha(),
                    unobserved > 0 ? unobserved : ImplicitLoss.unobservedWeight(cells, config.alpha()),
                    ridge > 0 ? ridge : ImplicitLoss.regularization(cells),
                    config.frequencyExponent());
        }

        /** What a weight is multiplied by where an unobserved cell counts 1. */
        double strength() {
            return alpha / unobservedWeight;
        }

        /** Of a row with so many cells, where the other side has so many rows with cells and an unobserved cell counts 1. */
        double ridge(int cells, int othersSeen) {
            double frequency = cells + unobservedWeight * othersSeen;
            return regularization * StrictMath.pow(frequency, frequencyExponent) / unobservedWeight;
        }
    }

    /** Rows × size. The trainer may set where it starts. */
    float[] vectors() {
        return vectors;
    }

    /** Attributes × size. */
    float[] attributeVectors() {
        return attributeVectors;
    }

    /** Solves for the rows' vectors, the other side's being given, then for the attributes' vectors. */
    void learn(FactorSide other, Workers workers) {
        double[] gram = other.gram();
        workers.forRanges(vectors.length / size, ROWS, (range, from, to) -> {
            Cholesky system = new Cholesky(size);
            double[] prior = new double[size];
            for (int row = from; row < to; row++) {
                if (ridges[row] > 0) {
                    AttributeVectors.sum(attributes, row, attributeVectors, prior);
                    solve(row, gram, other.vectors, system, prior);
                }
            }
        });
        regression.fit(vectors, size, attributeVectors, workers);
    }

    private void solve(int row, double[] gram, float[] others, Cholesky system, double[] side) {
        system.set(gram, ridges[row]);
        for (int f = 0; f < size; f++) {
            side[f] *= ridges[row];
        }
        for (int cell = cells.rowStart(row); cell < cells.rowStart(row + 1); cell++) {
            double weight = strength * cells.weightAt(cell);
            int offset = cells.columnAt(cell) * size;
            system.add(weight - 1, others, offset);
            for (int f = 0; f < size; f++) {
                side[f] += weight * others[offset + f];
            }
        }
        system.factor();
        system.solve(side);
        for (int f = 0; f < size; f++) {
            vectors[row * size + f] = (float) side[f];
        }
    }

    /** The sum of v·vᵀ over rows with cells; the lower triangle counts. */
    private double[] gram() {
        double[] gram = new double[size * size];
        for (int row = 0; row < ridges.length; row++) {
            if (ridges[row] > 0) {
                Cholesky.addTo(gram, size, 1, vectors, row * size);
            }
        }
        return gram;
    }

    /** Gives rows without cells the sums of their attributes' vectors. */
    void fillUnseen() {
        double[] sum = new double[size];
        for (int row = 0; row < ridges.length; row++) {
            if (!(ridges[row] > 0)) {
                AttributeVectors.sum(attributes, row, attributeVectors, sum);
                for (int f = 0; f < size; f++) {
                    vectors[row * size + f] = (float) sum[f];
                }
            }
        }
    }

    /** The vectors of other attributes of the same rows, from the same rows' vectors. */
    float[] attributeVectorsOf(AttributeRows others, double smoothing, Workers workers) {
        double sum = 0;
        int seen = 0;
        for (double ridge : ridges) {
            sum += ridge;
            seen += ridge > 0 ? 1 : 0;
        }
        float[] found = new float[Math.multiplyExact(others.count(), size)];
        new AttributeVectors(others, ridges, smoothing * sum / seen).fit(vectors, size, found, workers);
        return found;
    }
}
