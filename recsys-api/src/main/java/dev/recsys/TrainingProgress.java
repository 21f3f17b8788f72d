package dev.recsys;

/**
 * One step of a training.
 *
 * @param task what is trained, such as {@code "als"}
 * @param step steps done, from 1
 * @param totalSteps how many there will be at the most
 * @param objective what the algorithm minimises, after the step; NaN where it has no such figure
 * @param seconds time since the task began
 */
public record TrainingProgress(String task, int step, int totalSteps, double objective, double seconds) {}
