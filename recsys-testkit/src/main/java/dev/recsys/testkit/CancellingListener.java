package dev.recsys.testkit;

import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;

/** Cancels a training from the start. */
public final class CancellingListener implements TrainingListener {
    /** A listener that cancels. */
    public CancellingListener() {}

    @Override
    public void onProgress(TrainingProgress progress) {}

    @Override
    public boolean isCancelled() {
        return true;
    }
}
