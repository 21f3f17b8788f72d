package dev.recsys.mlc.internal.score;

import dev.recsys.Reason;
import dev.recsys.data.Catalogue;
import dev.recsys.mlc.internal.columns.FeatureBinner;
import org.jspecify.annotations.Nullable;

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
     * The reason.
     *
     * @param bins the customer. Not modified.
     * @param product place of the product among those learned
     * @param item its item
     * @param catalogue the items
     * @return the column that alone speaks most for the product, or null for none that may be named
     */
    @Nullable
    Reason reason(int[] bins, int product, int item, Catalogue catalogue) {
        int column = product < 0 ? -1 : column(bins, product);
        return column < 0 ? null : binner.reason(column, bins[column], item, catalogue);
    }
}
