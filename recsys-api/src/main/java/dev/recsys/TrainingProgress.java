package dev.recsys;

import dev.recsys.internal.check.Checks;

/**
 * One step of a training.
 *
 * @param task what is trained, such as {@code "als"}
 * @param step steps done, from 1
 * @param totalSteps the most steps there will be
 * @param objective what the algorithm minimises, after the step; NaN where it has no such figure
 * @param seconds time since the task began
 * @param stepSeconds how long this step's own work took, without reporting it; NaN where it is not known
 */
public record TrainingProgress(
        String task, int step, int totalSteps, double objective, double seconds, double stepSeconds) {
    /**
     * Checks the values.
     *
     * @param task not null
     * @param step steps done
     * @param totalSteps the most steps there will be
     * @param objective what the algorithm minimises, or NaN
     * @param seconds time since the task began
     * @param stepSeconds time of the step, or NaN
     * @throws IllegalArgumentException if {@code task} is null
     */
    public TrainingProgress {
        Checks.notNull(task, "task");
    }

    /**
     * A step whose own time is not known.
     *
     * @param task what is trained
     * @param step steps done, from 1
     * @param totalSteps the most steps there will be
     * @param objective what the algorithm minimises, or NaN
     * @param seconds time since the task began
     * @throws IllegalArgumentException if {@code task} is null
     */
    public TrainingProgress(String task, int step, int totalSteps, double objective, double seconds) {
        this(task, step, totalSteps, objective, seconds, Double.NaN);
    }
}
