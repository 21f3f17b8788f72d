package dev.recsys.testkit;

import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;

/** Cancels whatever it listens to, from the start. */
public final class CancellingListener implements TrainingListener {
    @Override
    public void onProgress(TrainingProgress progress) {}

    @Override
    public boolean isCancelled() {
        return true;
    }
}
