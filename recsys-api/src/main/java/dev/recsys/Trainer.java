package dev.recsys;

import dev.recsys.data.Dataset;
import dev.recsys.internal.check.Checks;

/**
 * Learns a recommender from data. A trainer holds only its configuration: it makes its random numbers from the seed,
 * owns its threads for the length of one call, and gives the same model, bit for bit, for the same data, configuration
 * and seed at any thread count. Immutable and thread-safe.
 *
 * @param <D> the data it learns from: a panel, an event log, or either
 */
public interface Trainer<D extends Dataset> {
    /**
     * Learns a model.
     *
     * @param data what to learn from
     * @param listener gets the progress; can cancel
     * @return an immutable model
     * @throws IllegalArgumentException if the data lacks what this trainer needs; the message says what
     * @throws TrainingCancelledException if the listener cancelled or the thread was interrupted
     */
    Recommender train(D data, TrainingListener listener);

    /**
     * Learns a model without a listener.
     *
     * @param data what to learn from
     * @return an immutable model
     * @throws IllegalArgumentException if the data lacks what this trainer needs; the message says what, or if
     *     {@code data} is null
     */
    default Recommender train(D data) {
        Checks.notNull(data, "data");
        return train(data, TrainingListener.none());
    }
}
