package dev.recsys.pipeline;

import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.data.Dataset;
import dev.recsys.internal.check.Checks;
import org.jspecify.annotations.Nullable;

/**
 * A trainer that knows, without a second training, how its model would score the customers it learned from if it had not
 * seen them; what a learned blend is learned from.
 *
 * @param <D> the data it learns from
 */
public interface HeldOutTrainer<D extends Dataset> extends Trainer<D> {
    /**
     * A trained model and its honest scores.
     *
     * @param model the same model as that of {@link #train}
     * @param heldOut its scores of the customers it learned from, or null where the data or the configuration do not give any
     */
    record Fitted(ScoringModel model, @Nullable HeldOutScores heldOut) {
        /**
         * Checks the values.
         *
         * @param model not null
         * @param heldOut possibly null
         * @throws IllegalArgumentException if {@code model} is null
         */
        public Fitted {
            Checks.notNull(model, "model");
        }
    }

    /**
     * Learns a model.
     *
     * @param data what to learn from
     * @param listener gets the progress; can cancel
     * @return the model and its honest scores
     * @throws IllegalArgumentException if the data lacks what this trainer needs; the message says what
     * @throws dev.recsys.TrainingCancelledException if the listener cancelled or the thread was interrupted
     */
    Fitted trainHeldOut(D data, TrainingListener listener);
}
