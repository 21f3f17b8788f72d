package dev.recsys.als.internal.serve;

/** From the fit x·y to the score of an item. Immutable and thread-safe. */
public final class ScoreRule {
    private final boolean multiplied;
    private final double floor;
    private final double[] multipliers;

    /**
     * The rule of a model.
     *
     * @param multiplied whether the score is {@code max(fit, floor)} × the item's multiplier, rather than the fit
     * @param floor the least fit that is multiplied
     * @param multipliers one an item if that is so. Not modified, kept.
     */
    public ScoreRule(boolean multiplied, double floor, double[] multipliers) {
        this.multiplied = multiplied;
        this.floor = floor;
        this.multipliers = multipliers;
    }

    /**
     * Whether the score is the fit itself.
     *
     * @return false if it is multiplied
     */
    public boolean isFit() {
        return !multiplied;
    }

    /**
     * The score of an item.
     *
     * @param fit x·y
     * @param item the item
     * @return the score
     */
    public double score(double fit, int item) {
        return multiplied ? Math.max(fit, floor) * multipliers[item] : fit;
    }
}
