package dev.recsys.mlc.options;

import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;
import java.util.List;

/**
 * What is known of a customer when trees are grown, beside features and holdings.
 *
 * @param maxBins the most bins a numeric feature is cut into, by quantiles
 * @param historyPeriods how many periods before each step are looked at for when a product was taken or dropped, no
 *     deeper than the panel goes; 0 looks at the present alone, without changes of features too
 * @param changingFeatures features whose change since the period before is a column; with none named, all whose change
 *     is known and seen in at least 0.1 % of the customers
 */
public record Columns(
        @Option(value = "64", min = 2, max = 255, what = "The most bins of a numeric feature.")
        int maxBins,

        @Option(value = "12", min = 0, max = 24, what = "How many periods back to look; 0 for the present alone.")
        int historyPeriods,

        @Option(value = "[]", what = "Features whose change is a column; none named: all that change often enough.")
        List<String> changingFeatures) {
    /**
     * Checks the options.
     *
     * @param maxBins in 2..255
     * @param historyPeriods in 0..24
     * @param changingFeatures each name once
     * @throws IllegalArgumentException if an option is out of its range
     */
    public Columns {
        Options.check(Columns.class, maxBins, historyPeriods, changingFeatures);
        changingFeatures.forEach(name -> Checks.notBlank(name, "a name in changingFeatures"));
        Checks.that(
                changingFeatures.stream().distinct().count() == changingFeatures.size(),
                "changingFeatures must name each once, but was %s",
                changingFeatures);
        changingFeatures = changingFeatures.stream().sorted().toList();
    }

    /**
     * The defaults.
     *
     * @return the options
     */
    public static Columns defaults() {
        return Options.defaults(Columns.class);
    }

    /**
     * The same with another {@link #maxBins}.
     *
     * @param maxBins in 2..255
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public Columns withMaxBins(int maxBins) {
        return new Columns(maxBins, historyPeriods, changingFeatures);
    }

    /**
     * The same with another {@link #historyPeriods}.
     *
     * @param historyPeriods in 0..24
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public Columns withHistoryPeriods(int historyPeriods) {
        return new Columns(maxBins, historyPeriods, changingFeatures);
    }

    /**
     * The same with another {@link #changingFeatures}.
     *
     * @param changingFeatures each name once
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public Columns withChangingFeatures(List<String> changingFeatures) {
        return new Columns(maxBins, historyPeriods, changingFeatures);
    }
}
