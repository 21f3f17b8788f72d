package dev.recsys.mlc.internal.score;

import dev.recsys.mlc.internal.columns.FeatureBinner;
import java.util.List;

/**
 * Why a product is offered, in words for the customer: the column that alone speaks most for it, if it may be named. Never
 * named are protected features, what is missing, what is not held, and any value of a feature; where one of those speaks
 * more than twice as much as the best that may be named, nothing is, since it would not be the reason. Immutable and
 * thread-safe.
 */
final class CustomerReasons {
    private static final float LEAST = 0.1f; // log-odds: a tenth more likely

    private final FeatureBinner binner;
    private final Protection protection;
    private final ColumnEffects effects;

    CustomerReasons(FeatureBinner binner, Protection protection, ColumnEffects effects) {
        this.binner = binner;
        this.protection = protection;
        this.effects = effects;
    }

    /**
     * The column to name; O(columns).
     *
     * @param bins the customer. Not modified.
     * @param product place of the product among those learned
     * @return a column, or -1 for none
     */
    int column(int[] bins, int product) {
        float strongest = LEAST;
        float most = LEAST;
        int best = -1;
        for (int place = 0; place < effects.count(); place++) {
            int column = effects.column(place);
            float effect = effects.of(place, bins[column], product);
            if (effect > most
                    && binner.isTold(column, bins[column])
                    && !protection.hasFeature(binner.feature(column))) {
                most = effect;
                best = column;
            }
            strongest = Math.max(strongest, effect);
        }
        return most >= strongest / 2 ? best : -1;
    }

    /**
     * The reason in one sentence.
     *
     * @param bins the customer. Not modified.
     * @param product place of the product among those learned
     * @param item its item
     * @param items the catalogue's ids
     * @param often whether customers like this one take the product more often than others
     */
    String inWords(int[] bins, int product, int item, List<String> items, boolean often) {
        int column = product < 0 ? -1 : column(bins, product);
        if (column >= 0) {
            return binner.inWords(column, bins[column], item, items);
        }
        return often ? "customers like you take it more often than others" : "other customers take it";
    }
}
