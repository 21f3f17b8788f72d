package dev.recsys;

/** A training ended early because its listener asked for it or its thread was interrupted; there is no model. */
public final class TrainingCancelledException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Says what was cancelled.
     *
     * @param task what was trained
     */
    public TrainingCancelledException(String task) {
        super("the training of " + task + " was cancelled");
    }
}
