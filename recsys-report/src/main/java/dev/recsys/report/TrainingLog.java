package dev.recsys.report;

import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.internal.check.Checks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps what a training reports of its steps, for the report: time, memory and the objective of each task. Safe for many threads. */
public final class TrainingLog implements TrainingListener {
    private final Map<String, Task> tasks = new LinkedHashMap<>();

    /** An empty log. */
    public TrainingLog() {}

    /** What one task reported; its values change under the lock of the log. */
    private static final class Task {
        private int step;
        private double seconds;
        private double secondsBefore;
        private long peak;
        private final List<Double> objectives = new ArrayList<>();
    }

    /**
     * What one task took.
     *
     * @param name the task
     * @param seconds from its start to its last step, all trainings of the name together
     * @param peakBytes the most of the heap that was in use at the end of a step, what is not needed any more included
     * @param objectives after each step that has one, of the last training of the name
     */
    record Took(String name, double seconds, long peakBytes, List<Double> objectives) {}

    /**
     * Keeps a step.
     *
     * @throws IllegalArgumentException if {@code progress} is null
     */
    @Override
    public void onProgress(TrainingProgress progress) {
        Checks.notNull(progress, "progress");
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        synchronized (tasks) {
            Task task = tasks.computeIfAbsent(progress.task(), name -> new Task());
            if (progress.step() <= task.step) { // another training of the same name
                task.secondsBefore = task.seconds;
                task.objectives.clear();
            }
            task.step = progress.step();
            task.seconds = Math.max(task.seconds, task.secondsBefore + progress.seconds());
            task.peak = Math.max(task.peak, used);
            if (Double.isFinite(progress.objective())) {
                task.objectives.add(progress.objective());
            }
        }
    }

    /** The tasks in the order of their first steps. */
    List<Took> tasks() {
        synchronized (tasks) {
            return tasks.entrySet().stream()
                    .map(e -> new Took(
                            e.getKey(), e.getValue().seconds, e.getValue().peak, List.copyOf(e.getValue().objectives)))
                    .toList();
        }
    }
}
