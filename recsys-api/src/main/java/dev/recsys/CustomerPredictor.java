package dev.recsys;

import dev.recsys.data.FeatureSchema;
import java.util.Map;

/**
 * Predicts one thing of a customer from attributes, such as whether the customer leaves; of no product. Decisions weigh offers by
 * it. Implementations are immutable and thread-safe, and give the same attributes the same bits.
 */
public interface CustomerPredictor {
    /** How a numeric column begins that says whether the customer holds an item, 1 or 0: {@code holds card}. */
    String HOLDS = "holds ";

    /**
     * What it predicts.
     *
     * @return a name, not blank
     */
    String target();

    /**
     * The hash of the model behind it, which changes with any prediction.
     *
     * @return not blank
     */
    String modelHash();

    /**
     * The attributes it looks at.
     *
     * @return names and kinds
     */
    FeatureSchema columns();

    /**
     * Whether predictions are probabilities.
     *
     * @return true if all lie in 0..1
     */
    boolean isProbability();

    /**
     * Predicts.
     *
     * @param attributes numbers of numeric columns, strings of categorical ones, by the column's name; what is left out is missing.
     *     Not modified.
     * @return a finite number; a probability where {@link #isProbability}
     * @throws IllegalArgumentException if a value is of the wrong type or not finite, or the map is null
     */
    double predict(Map<String, ?> attributes);
}
