package dev.recsys.mlc.scorecard;

import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;

/**
 * How the values of an attribute are grouped into the bins of a scorecard. Numbers are first cut into many bins of about equal size,
 * categories into each frequent one and the rare ones together, in the order of their bad rates; then neighbours are merged that are
 * too small or too much alike (ChiMerge, Kerber 1992). A missing value has a bin of its own, however few rows have it.
 *
 * @param minShare share of the rows that a bin must have
 * @param maxBins the most bins an attribute has, beside that of missing values
 * @param leastChiSquare by how much two neighbours must differ to stay apart: χ² of one degree of freedom; 6.63 is a chance of 1 %
 * @param smoothing rows of the mean bad rate added to each bin before its evidence is weighed, so that one without bads or without goods
 *     has finite evidence and an empty one has none
 */
public record CardBinning(
        @Option(value = "0.05", min = 0, max = 0.5, what = "Share of the rows that a bin must have.")
        double minShare,

        @Option(value = "8", min = 1, max = 100, what = "The most bins of an attribute, beside that of missing values.")
        int maxBins,

        @Option(value = "6.63", min = 0, max = 1e6, what = "The least χ² that keeps two neighbours apart.")
        double leastChiSquare,

        @Option(value = "5", min = 1e-3, max = 1e6, what = "Rows of the mean bad rate added to each bin.")
        double smoothing) {
    /**
     * Checks the options.
     *
     * @param minShare in 0..0.5
     * @param maxBins in 1..100
     * @param leastChiSquare in 0..1000000
     * @param smoothing in 0.001..1000000
     * @throws IllegalArgumentException if an option is out of its range
     */
    public CardBinning {
        Options.check(CardBinning.class, minShare, maxBins, leastChiSquare, smoothing);
    }

    /**
     * The defaults.
     *
     * @return the options
     */
    public static CardBinning defaults() {
        return Options.defaults(CardBinning.class);
    }

    /**
     * The same with another {@link #minShare}.
     *
     * @param minShare in 0..0.5
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public CardBinning withMinShare(double minShare) {
        return new CardBinning(minShare, maxBins, leastChiSquare, smoothing);
    }

    /**
     * The same with another {@link #maxBins}.
     *
     * @param maxBins in 1..100
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public CardBinning withMaxBins(int maxBins) {
        return new CardBinning(minShare, maxBins, leastChiSquare, smoothing);
    }

    /**
     * The same with another {@link #leastChiSquare}.
     *
     * @param leastChiSquare in 0..1000000
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public CardBinning withLeastChiSquare(double leastChiSquare) {
        return new CardBinning(minShare, maxBins, leastChiSquare, smoothing);
    }

    /**
     * The same with another {@link #smoothing}.
     *
     * @param smoothing in 0.001..1000000
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public CardBinning withSmoothing(double smoothing) {
        return new CardBinning(minShare, maxBins, leastChiSquare, smoothing);
    }
}
