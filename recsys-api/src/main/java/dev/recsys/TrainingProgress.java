package dev.recsys;

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
     * A step whose own time is not known.
     *
     * @param task what is trained
     * @param step steps done, from 1
     * @param totalSteps the most steps there will be
     * @param objective what the algorithm minimises, or NaN
     * @param seconds time since the task began
     */
    public TrainingProgress(String task, int step, int totalSteps, double objective, double seconds) {
        this(task, step, totalSteps, objective, seconds, Double.NaN);
    }
}
