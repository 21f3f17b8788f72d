package dev.recsys.eval;

import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;

/** Reports one range after the other to the listener. Thread-safe. */
final class EvaluationSteps {
    private final String task;
    private final int total;
    private final TrainingListener listener;
    private final long start = System.nanoTime();
    private int done;

    EvaluationSteps(String task, int total, TrainingListener listener) {
        this.task = task;
        this.total = total;
        this.listener = listener;
    }

    synchronized void done() {
        listener.report(new TrainingProgress(task, ++done, total, Double.NaN, (System.nanoTime() - start) / 1e9));
    }
}
