package dev.recsys.als;

import dev.recsys.FallbackLevel;
import dev.recsys.als.internal.serve.FactorRanker;
import dev.recsys.internal.check.Checks;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.pipeline.BlockRanker;
import dev.recsys.pipeline.TopItems;

/** Ranks for blocks of customers; those without holdings get what most customers take. For one thread. */
final class AlsBlockRanker implements BlockRanker {
    private final FactorRanker ranker;
    private final AlsParts parts;
    private final double[] rates;
    private final int[][] held = new int[FactorRanker.USERS][];
    private final float[][] weights = new float[FactorRanker.USERS][];
    private final TopItems[] folded = new TopItems[FactorRanker.USERS];

    AlsBlockRanker(AlsParts parts) {
        this.ranker = parts.factors().blockRanker(parts.rule());
        this.parts = parts;
        this.rates = parts.rates();
    }

    @Override
    public int blockSize() {
        return FactorRanker.USERS;
    }

    @Override
    public void rank(KnownCustomer[] customers, int count, TopItems[] tops, FallbackLevel[] levels) {
        Checks.inRange(count, 0, blockSize(), "count");
        Checks.atLeast(Checks.notNull(customers, "customers").length, count, "the length of customers");
        Checks.atLeast(Checks.notNull(tops, "tops").length, count, "the length of tops");
        Checks.atLeast(Checks.notNull(levels, "levels").length, count, "the length of levels");
        int known = 0;
        for (int i = 0; i < count; i++) {
            KnownCustomer customer = Checks.notNull(customers[i], "customer").within(rates.length);
            Checks.notNull(tops[i], "top");
            levels[i] = customer.levelByHoldings();
            if (levels[i] == FallbackLevel.POPULARITY) {
                for (int item = 0; item < rates.length; item++) {
                    tops[i].offer(item, rates[item]);
                }
            } else {
                held[known] = customer.held();
                weights[known] = parts.cells(customer.held(), customer.weights());
                folded[known++] = tops[i];
            }
        }
        ranker.rank(held, weights, known, folded);
    }
}
