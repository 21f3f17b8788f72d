package dev.recsys.synthetic;

import static dev.recsys.synthetic.Products.bit;
import static dev.recsys.synthetic.Products.in;

/** Items that are taken together: the published P(add the second | add the first) where it is far above chance,
 * raised where many hold the second already. */
final class CoAdditions {
    private record Pair(int first, int second, double probability) {}

    private static final Pair[] PAIRS = {
        new Pair(Products.CNO, Products.NOM_PENS, 0.52),
        new Pair(Products.CNO, Products.RECIBO, 0.06),
        new Pair(Products.HIP, Products.RECIBO, 0.25),
        new Pair(Products.HIP, Products.NOM_PENS, 0.17),
        new Pair(Products.HIP, Products.CCO, 0.12),
        new Pair(Products.HIP, Products.TJCR, 0.08),
        new Pair(Products.FOND, Products.DELA, 0.13),
        new Pair(Products.DEME, Products.DELA, 0.08),
        new Pair(Products.PLAN, Products.RECIBO, 0.08),
        new Pair(Products.PLAN, Products.TJCR, 0.05),
        new Pair(Products.CTMA, Products.CCO, 0.07),
        new Pair(Products.DECO, Products.CTMA, 0.05),
        new Pair(Products.RECA, Products.NOM_PENS, 0.05),
        new Pair(Products.VIV, Products.RECIBO, 0.06),
        new Pair(Products.VIV, Products.TJCR, 0.06),
        new Pair(Products.PRES, Products.RECIBO, 0.05),
        new Pair(Products.NOM_PENS, Products.RECIBO, 0.05),
        new Pair(Products.DELA, Products.ECUE, 0.05),
        new Pair(Products.VALO, Products.ECUE, 0.02),
        new Pair(Products.ECUE, Products.RECIBO, 0.03)
    };

    private CoAdditions() {}

    /** The items that come along with those taken and are not held, as a bit set; one draw a pair from {@code slot} on. */
    static int follow(int taken, int held, long key, int slot) {
        int all = taken;
        if (taken != 0) {
            for (int i = 0; i < PAIRS.length; i++) {
                Pair pair = PAIRS[i];
                if (in(all, pair.first)
                        && !in(held | all, pair.second)
                        && Draws.uniform(key, slot + i) < pair.probability) {
                    all |= bit(pair.second);
                }
            }
        }
        return all & ~taken;
    }
}
