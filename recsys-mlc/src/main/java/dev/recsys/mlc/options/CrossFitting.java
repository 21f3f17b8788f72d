package dev.recsys.mlc.options;

/**
 * The models whose mean is served, each trained without its part of the customers.
 *
 * @param models how many; a single one learns from all customers
 * @param calibration how probabilities are corrected by what the customers left out did
 */
public record CrossFitting(int models, Calibration calibration) {
    /** How probabilities are corrected by what the customers left out did. */
    public enum Calibration {
        /** Not at all. */
        NONE,
        /** Log-odds by a line a product (Platt 1999), nearer to no correction the fewer its additions. */
        PLATT
    }
}
