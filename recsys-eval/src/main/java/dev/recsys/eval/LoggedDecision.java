package dev.recsys.eval;

import dev.recsys.internal.check.Checks;

/**
 * One decision of a policy that drew its offer at random, as a log shows it, seen with another policy's eyes.
 *
 * @param reward what the offer brought, such as 1 for taken, or its margin
 * @param propensity how likely the policy that decided was to choose this offer; above 0, as a log of exploration states it
 * @param targetProbability how likely the policy to be judged would have been to choose this offer in the same place; 1 or 0 for
 *     one without chance
 * @param modelledReward what a model expects this offer to bring in this place; 0 without a model
 * @param modelledValue what the model expects the policy to be judged to bring in this place: the mean of the model's rewards by
 *     that policy's probabilities; 0 without a model
 */
public record LoggedDecision(
        double reward, double propensity, double targetProbability, double modelledReward, double modelledValue) {
    /**
     * Checks.
     *
     * @param reward finite
     * @param propensity above 0, at most 1
     * @param targetProbability in 0..1
     * @param modelledReward finite
     * @param modelledValue finite
     * @throws IllegalArgumentException if a value is out of its range
     */
    public LoggedDecision {
        Checks.that(Double.isFinite(reward), "reward must be finite, but was %s", reward);
        Checks.that(
                propensity > 0 && propensity <= 1, "propensity must be above 0 and at most 1, but was %s", propensity);
        Checks.inRange(targetProbability, 0, 1, "targetProbability");
        Checks.that(Double.isFinite(modelledReward), "modelledReward must be finite, but was %s", modelledReward);
        Checks.that(Double.isFinite(modelledValue), "modelledValue must be finite, but was %s", modelledValue);
    }

    /**
     * A decision without a model of rewards.
     *
     * @param reward what the offer brought
     * @param propensity how likely the policy that decided was to choose it; above 0
     * @param targetProbability how likely the policy to be judged would have been to choose it
     * @return the decision
     * @throws IllegalArgumentException if {@code reward} is not finite, or {@code propensity} or {@code targetProbability} is
     *     out of its range
     */
    public static LoggedDecision of(double reward, double propensity, double targetProbability) {
        return new LoggedDecision(reward, propensity, targetProbability, 0, 0);
    }
}
