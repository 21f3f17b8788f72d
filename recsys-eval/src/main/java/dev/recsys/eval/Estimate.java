package dev.recsys.eval;

import java.util.List;

/**
 * A mean over folds and how sure it is.
 *
 * @param mean the mean of the folds' figures
 * @param standardError the standard deviation of the folds' figures ÷ √folds; NaN for one fold
 * @param folds how many folds have the figure
 */
public record Estimate(double mean, double standardError, int folds) {
    static Estimate of(List<Double> values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.size();
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        int folds = values.size();
        return new Estimate(mean, folds < 2 ? Double.NaN : Math.sqrt(squares / (folds - 1) / folds), folds);
    }
}
