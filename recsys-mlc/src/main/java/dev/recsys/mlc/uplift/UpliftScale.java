package dev.recsys.mlc.uplift;

import dev.recsys.internal.run.ExpLog;

/** From the margins of trees to probabilities and uplift. */
final class UpliftScale {
    private static final double SAME = 1e-9; // margins nearer than this have the slope of the curve between them

    private final UpliftConfig.Learner learner;

    UpliftScale(UpliftConfig.Learner learner) {
        this.learner = learner;
    }

    /** A margin as a probability: of the outcome, or that a row answered if treated or did not if not. */
    double chance(double margin) {
        return learner == UpliftConfig.Learner.UPLIFT_TREES ? margin : ExpLog.sigmoid(margin);
    }

    double uplift(double[] margins) {
        return margins.length == 1 ? 2 * chance(margins[0]) - 1 : chance(margins[0]) - chance(margins[1]);
    }

    /** How far an output's probability moves uplift. */
    double factor(int output) {
        return learner == UpliftConfig.Learner.CLASS_TRANSFORMATION ? 2 : output == 0 ? 1 : -1;
    }

    /** The slope of the line between two margins' probabilities. */
    double slope(double base, double margin) {
        if (learner == UpliftConfig.Learner.UPLIFT_TREES) {
            return 1;
        }
        if (Math.abs(margin - base) < SAME) {
            double chance = chance(base);
            return chance * (1 - chance);
        }
        return (chance(margin) - chance(base)) / (margin - base);
    }
}
