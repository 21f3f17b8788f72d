package dev.recsys.als;

/** {@link FoldedUser} by the normal equations: x = A⁻¹·Σ c·y, so that held item h gives item j the share c·yₕᵀ·A⁻¹·yⱼ. */
final class PrimalUser implements FoldedUser {
    private final NormalEquations equations;
    private final double[] user;
    private final double[] itemFactors;
    private final int[] held;
    private final float[] weights;

    PrimalUser(NormalEquations equations, double[] user, double[] itemFactors, int[] held, float[] weights) {
        this.equations = equations;
        this.user = user;
        this.itemFactors = itemFactors;
        this.held = held;
        this.weights = weights;
    }

    @Override
    public double[] factors() {
        return user.clone();
    }

    @Override
    public void score(double[] out) {
        for (int item = 0; item < out.length; item++) {
            out[item] = ReferenceSweeps.dot(user, 0, itemFactors, item * user.length, user.length);
        }
    }

    @Override
    public double[] shares(int item) {
        int rank = user.length;
        double[] target = new double[rank];
        System.arraycopy(itemFactors, item * rank, target, 0, rank);
        double[] pulled = equations.solveFor(target);
        double[] shares = new double[held.length];
        for (int h = 0; h < held.length; h++) {
            shares[h] = equations.confidence(weights[h])
                    * ReferenceSweeps.dot(pulled, 0, itemFactors, held[h] * rank, rank);
        }
        return shares;
    }
}
