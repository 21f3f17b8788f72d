package dev.recsys.als;

import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import org.ejml.data.DMatrixRMaj;

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
    }

    int rank() {
        return rank;
    }

    double scoreFloor() {
        return scoreFloor;
    }

    /** A user who has these items, ready to be scored and explained. */
    FoldedUser fold(int[] held, float[] weights) {
        NormalEquations equations =
                new NormalEquations(rank, alpha, unobservedWeight, regularization, frequencyExponent);
        if (!equations.prepare(gram, itemFactors, itemCount, held, weights, 0, held.length)) {
            throw new IllegalStateException("the user's holdings give a system that can't be solved");
        }
        double[] user = new double[rank];
        equations.solve(user, 0);
        return new FoldedUser(equations, user);
    }

    /** One user's factors; of one thread. */
    final class FoldedUser {
        private final NormalEquations equations;
        private final double[] user;

        private FoldedUser(NormalEquations equations, double[] user) {
            this.equations = equations;
            this.user = user;
        }

        double[] factors() {
            return user.clone();
        }

        double score(int item) {
            return ReferenceSweeps.dot(user, 0, itemFactors, item * rank, rank);
        }

        /** The held item with the greatest share in an item's score, as its place among those held, or -1. */
        int mainSource(int item, int[] held, float[] weights) {
            double[] target = new double[rank];
            System.arraycopy(itemFactors, item * rank, target, 0, rank);
            double[] pulled = equations.solveFor(target);
            int best = -1;
            double most = 0;
            for (int h = 0; h < held.length; h++) {
                double share = equations.confidence(weights[h])
                        * ReferenceSweeps.dot(pulled, 0, itemFactors, held[h] * rank, rank);
                if (share > most) {
                    most = share;
                    best = h;
                }
            }
            return best;
        }
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
