package dev.recsys.decision;

import dev.recsys.internal.check.Checks;

/**
 * How often the last place of an answer is given to any of the items that may stand there, each as likely as the other, so that
 * other policies can be evaluated on what was logged. Which answers explore follows from the seed and the decision's id.
 *
 * @param share of the answers, in 0..1
 * @param seed any
 */
public record Exploration(double share, long seed) {
    /**
     * Checks the values.
     *
     * @param share in 0..1
     * @param seed any
     * @throws IllegalArgumentException if the share is out of range
     */
    public Exploration {
        Checks.inRange(share, 0, 1, "share");
    }

    /**
     * No exploration.
     *
     * @return a share of 0
     */
    public static Exploration none() {
        return new Exploration(0, 0);
    }
}
