package dev.recsys.als;

/** From the fit x·y to the score of an item. Immutable and thread-safe. */
final class ScoreRule {
    private final boolean weightedByRate;
    private final double floor;
    private final double[] rates;

    /**
     * The rule of a model.
     *
     * @param weightedByRate whether the score is {@code max(fit, floor)} × the item's rate, rather than the fit
     * @param floor the least fit that is multiplied
     * @param rates one an item. Not modified, kept.
     */
    ScoreRule(boolean weightedByRate, double floor, double[] rates) {
        this.weightedByRate = weightedByRate;
        this.floor = floor;
        this.rates = rates;
    }

    /** Whether the score is the fit itself. */
    boolean isFit() {
        return !weightedByRate;
    }

    double score(double fit, int item) {
        return weightedByRate ? Math.max(fit, floor) * rates[item] : fit;
    }
}
