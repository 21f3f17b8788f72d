package dev.recsys.mlc.scorecard;

import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;
import dev.recsys.mlc.targets.TargetColumns;

/**
 * Options of {@link ScorecardTrainer}. To change one:
 *
 * <pre>{@code
 * ScorecardConfig config = ScorecardConfig.defaults();
 * config = config.withColumns(config.columns().withProtectedColumns(List.of("age", "gender")));
 * }</pre>
 *
 * @param columns which columns the card may use; the bins of those that rise or fall have a trend that never turns. Its
 *     {@link TargetColumns#maxBins}, 20 by default, is how many bins numbers are cut into before they are merged, and how many
 *     categories may stay apart
 * @param binning how values are grouped
 * @param scale how a probability becomes points
 * @param ridge L2 penalty of the weights, not of the intercept
 * @param minInformation attributes with a lower information value are left out; .02 is where they are usually called useless
 */
public record ScorecardConfig(
        @Option(what = "Which columns the card may use.") TargetColumns columns,
        @Option(what = "How values are grouped.") CardBinning binning,

        @Option(what = "How a probability becomes points.") PointsScale scale,

        @Option(value = "1", min = 1e-6, max = 1e9, what = "L2 penalty of the weights.")
        double ridge,

        @Option(value = "0.02", min = 0, max = 10, what = "Attributes with a lower information value are left out.")
        double minInformation) {
    private static final int FINE_BINS = 20; // more find differences by chance alone

    /**
     * Checks the options.
     *
     * @param columns not null
     * @param binning not null
     * @param scale not null
     * @param ridge in 0.000001..1000000000
     * @param minInformation in 0..10
     * @throws IllegalArgumentException if an option is out of its range
     */
    public ScorecardConfig {
        Options.check(ScorecardConfig.class, columns, binning, scale, ridge, minInformation);
    }

    /**
     * The defaults, with {@link TargetColumns#maxBins} of 20.
     *
     * @return the options
     */
    public static ScorecardConfig defaults() {
        ScorecardConfig config = Options.defaults(ScorecardConfig.class);
        return config.withColumns(config.columns().withMaxBins(FINE_BINS));
    }

    /**
     * The same with another {@link #columns}.
     *
     * @param columns not null
     * @return the options
     * @throws IllegalArgumentException if it is null
     */
    public ScorecardConfig withColumns(TargetColumns columns) {
        return new ScorecardConfig(columns, binning, scale, ridge, minInformation);
    }

    /**
     * The same with another {@link #binning}.
     *
     * @param binning not null
     * @return the options
     * @throws IllegalArgumentException if it is null
     */
    public ScorecardConfig withBinning(CardBinning binning) {
        return new ScorecardConfig(columns, binning, scale, ridge, minInformation);
    }

    /**
     * The same with another {@link #scale}.
     *
     * @param scale not null
     * @return the options
     * @throws IllegalArgumentException if it is null
     */
    public ScorecardConfig withScale(PointsScale scale) {
        return new ScorecardConfig(columns, binning, scale, ridge, minInformation);
    }

    /**
     * The same with another {@link #ridge}.
     *
     * @param ridge in 0.000001..1000000000
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public ScorecardConfig withRidge(double ridge) {
        return new ScorecardConfig(columns, binning, scale, ridge, minInformation);
    }

    /**
     * The same with another {@link #minInformation}.
     *
     * @param minInformation in 0..10
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public ScorecardConfig withMinInformation(double minInformation) {
        return new ScorecardConfig(columns, binning, scale, ridge, minInformation);
    }
}
