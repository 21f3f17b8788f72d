package dev.recsys.als.internal.serve;

import dev.recsys.als.internal.kernel.FactorMatrix;
import dev.recsys.als.internal.solve.AlsLoss;
import dev.recsys.als.internal.solve.FoldIn;
import dev.recsys.pipeline.TopItems;

/** {@link FoldedUser} by float factors. */
final class FloatUser implements FoldedUser {
    private final FoldIn catalogue;
    private final ItemPanels panels;
    private final float[] user;
    private final int[] held;
    private final float[] weights;

    FloatUser(FoldIn catalogue, ItemPanels panels, float[] user, int[] held, float[] weights) {
        this.catalogue = catalogue;
        this.panels = panels;
        this.user = user;
        this.held = held;
        this.weights = weights;
    }

    @Override
    public double[] factors() {
        double[] factors = new double[catalogue.items().rank()];
        for (int f = 0; f < factors.length; f++) {
            factors[f] = user[f];
        }
        return factors;
    }

    @Override
    public void score(double[] out) {
        panels.score(user, catalogue.kernels(), out);
    }

    @Override
    public void rank(ScoreRule rule, int itemCount, TopItems top) {
        if (rule.isFit()) {
            panels.rank(user, catalogue.kernels(), top);
        } else {
            FoldedUser.super.rank(rule, itemCount, top);
        }
    }

    @Override
    public double[] shares(int item) {
        FactorMatrix items = catalogue.items();
        AlsLoss loss = catalogue.loss();
        double[] pulled = catalogue.pull(held, weights, item);
        double[] shares = new double[held.length];
        for (int h = 0; h < held.length; h++) {
            double weight = loss.confidence(weights[h])
                    * catalogue.targets().of(held[h])
                    / catalogue.targets().of(item);
            for (int f = 0; f < pulled.length; f++) {
                shares[h] += weight * pulled[f] * items.get(held[h], f);
            }
        }
        return shares;
    }

    /** By the factors alone: solving for the shares of every offer would cost more than the answer. */
    @Override
    public int mainSource(int item) {
        FactorMatrix items = catalogue.items();
        int best = -1;
        double most = 0;
        for (int h = 0; h < held.length; h++) {
            double pull = catalogue.loss().confidence(weights[h])
                    * catalogue.targets().of(held[h])
                    * catalogue.kernels().dot(items.row(held[h]), 0, items.row(item), 0, items.stride());
            if (pull > most) {
                most = pull;
                best = h;
            }
        }
        return best;
    }
}
