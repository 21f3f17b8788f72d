package dev.recsys;

import dev.recsys.internal.check.Checks;

/**
 * Gets the progress of a training and can end it. Called on threads of the trainer, one call at a time.
 */
@FunctionalInterface
public interface TrainingListener {
    /**
     * Called after each step.
     *
     * @param progress the step
     */
    void onProgress(TrainingProgress progress);

    /**
     * Asked between steps whether to stop.
     *
     * @return true to end the training by a {@link TrainingCancelledException}
     */
    default boolean isCancelled() {
        return false;
    }

    /**
     * Reports a step and then ends the training if that is wanted; what trainers call.
     *
     * @param progress the step
     * @throws TrainingCancelledException if {@link #isCancelled} or the thread is interrupted
     * @throws IllegalArgumentException if {@code progress} is null
     */
    default void report(TrainingProgress progress) {
        Checks.notNull(progress, "progress");
        onProgress(progress);
        checkCancelled(progress.task());
    }

    /**
     * Ends the training if that is wanted.
     *
     * @param task what is trained
     * @throws TrainingCancelledException if {@link #isCancelled} or the thread is interrupted
     */
    default void checkCancelled(String task) {
        if (isCancelled() || Thread.currentThread().isInterrupted()) {
            throw new TrainingCancelledException(task);
        }
    }

    /**
     * A listener that ignores progress.
     *
     * @return the listener
     */
    static TrainingListener none() {
        return progress -> {};
    }

    /**
     * A listener that logs each step, at most one a second and task besides the last, at level info.
     *
     * @return a new listener
     */
    static TrainingListener progress() {
        ProgressLog log = new ProgressLog();
        return log::write;
    }
}
