package dev.recsys.als;

import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** Item factors and what it takes to fold a user in. Immutable and thread-safe. */
final class AlsFactors {
    private static final String PARAMETERS = "parameters";
    private static final String FACTORS = "itemFactors";

    private final double alpha;
    private final double unobservedWeight;
    private final double regularization;
    private final double frequencyExponent;
    private final double scoreFloor;
    private final int rank;
    private final int itemCount;
    private final double[] itemFactors; // row-major, items × rank
    private final DMatrixRMaj gram;
    private final @Nullable DualBasis basis; // for a small catalogue

    AlsFactors(AlsConfig config, int rank, double[] itemFactors) {
        this(
                new double[] {
                    config.alpha(),
                    config.unobservedWeight(),
                    config.regularization(),
                    config.frequencyExponent(),
                    config.scoreFloor()
                },
                rank,
                itemFactors);
    }

    private AlsFactors(double[] parameters, int rank, double[] itemFactors) {
        this.alpha = parameters[0];
        this.unobservedWeight = parameters[1];
        this.regularization = parameters[2];
        this.frequencyExponent = parameters[3];
        this.scoreFloor = parameters[4];
        this.rank = rank;
        this.itemFactors = itemFactors;
        this.itemCount = itemFactors.length / rank;
        this.gram = NormalEquations.gram(itemFactors, itemCount, rank);
        this.basis = itemCount > SmallCatalogueSweeps.MOST_ITEMS
                ? null
                : new DualBasis(
                        itemFactors,
                        itemCount,
                        rank,
                        unobservedWeight,
                        size -> ReferenceSweeps.ridge(
                                regularization, frequencyExponent, unobservedWeight, size, itemCount),
                        itemCount);
    }

    int rank() {
        return rank;
    }

    double scoreFloor() {
        return scoreFloor;
    }

    /** A user who has these items, ready to be scored and explained. */
    FoldedUser fold(int[] held, float[] weights) {
        if (basis != null) {
            return DualUser.of(basis, alpha, unobservedWeight, itemFactors, rank, held, weights);
        }
        NormalEquations equations =
                new NormalEquations(rank, alpha, unobservedWeight, regularization, frequencyExponent);
        if (!equations.prepare(gram, itemFactors, itemCount, held, weights, 0, held.length)) {
            throw new IllegalStateException("the user's holdings give a system that can't be solved");
        }
        double[] user = new double[rank];
        equations.solve(user, 0);
        return new PrimalUser(equations, user, itemFactors, held, weights);
    }

    /** The cosine of an item's factors with those of every item; NaN where there are none. */
    double[] cosines(int item) {
        double own = Math.sqrt(ReferenceSweeps.dot(itemFactors, item * rank, itemFactors, item * rank, rank));
        double[] cosines = new double[itemCount];
        for (int other = 0; other < itemCount; other++) {
            double norm = Math.sqrt(ReferenceSweeps.dot(itemFactors, other * rank, itemFactors, other * rank, rank));
            cosines[other] =
                    ReferenceSweeps.dot(itemFactors, item * rank, itemFactors, other * rank, rank) / (own * norm);
        }
        return cosines;
    }

    void writeTo(Sections.Builder out) {
        out.put(PARAMETERS, new double[] {alpha, unobservedWeight, regularization, frequencyExponent, scoreFloor})
                .put("rank", new int[] {rank})
                .put(FACTORS, itemFactors);
    }

    static AlsFactors readFrom(Sections in, int itemCount) throws ModelFormatException {
        int[] rank = in.ints("rank");
        if (rank.length != 1 || rank[0] < 1 || rank[0] > 4096) {
            throw new ModelFormatException("the rank is not a number in 1..4096");
        }
        double[] parameters = in.finiteDoubles(PARAMETERS, 5);
        for (double parameter : parameters) {
            if (parameter < 0) {
                throw new ModelFormatException("section \"" + PARAMETERS + "\" holds a negative value");
            }
        }
        return new AlsFactors(parameters, rank[0], in.finiteDoubles(FACTORS, Math.multiplyExact(itemCount, rank[0])));
    }
}
