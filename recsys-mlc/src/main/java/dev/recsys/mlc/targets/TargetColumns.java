package dev.recsys.mlc.targets;

import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;
import java.util.HashSet;
import java.util.List;

/**
 * Which columns of a table the trees see, and how. Targets, and the columns rows are ordered by, are never seen; nor are those the
 * table's schema protects.
 *
 * @param excluded columns that are no attributes, such as ids and what is known only afterwards
 * @param protectedColumns attributes that must not decide, such as age and gender
 * @param increasing numbers with which no prediction may fall, all else equal
 * @param decreasing numbers with which no prediction may rise, all else equal
 * @param maxBins the most bins a number is cut into
 */
public record TargetColumns(
        @Option(value = "[]", what = "Columns that are no attributes.")
        List<String> excluded,

        @Option(value = "[]", what = "Attributes that must not decide.")
        List<String> protectedColumns,

        @Option(value = "[]", what = "Numbers with which no prediction may fall.")
        List<String> increasing,

        @Option(value = "[]", what = "Numbers with which no prediction may rise.")
        List<String> decreasing,

        @Option(value = "255", min = 2, max = 255, what = "The most bins of a number.")
        int maxBins) {
    /**
     * Checks and copies the options.
     *
     * @param excluded none blank or twice
     * @param protectedColumns none blank or twice
     * @param increasing none blank or twice
     * @param decreasing none blank or twice, and none that rises
     * @param maxBins in 2..255
     * @throws IllegalArgumentException if an option is out of its range, or a column both rises and falls
     */
    public TargetColumns {
        Options.check(TargetColumns.class, excluded, protectedColumns, increasing, decreasing, maxBins);
        excluded = names(excluded, "excluded");
        protectedColumns = names(protectedColumns, "protectedColumns");
        increasing = names(increasing, "increasing");
        decreasing = names(decreasing, "decreasing");
        for (String name : decreasing) {
            Checks.that(!increasing.contains(name), "column \"%s\" must not be both increasing and decreasing", name);
        }
    }

    static List<String> names(List<String> names, String what) {
        names.forEach(name -> Checks.notBlank(name, "each of " + what));
        Checks.that(new HashSet<>(names).size() == names.size(), "%s must not have one twice, but was %s", what, names);
        return List.copyOf(names);
    }

    /**
     * The defaults.
     *
     * @return the options
     */
    public static TargetColumns defaults() {
        return Options.defaults(TargetColumns.class);
    }

    /**
     * The same with another {@link #excluded}.
     *
     * @param excluded none blank or twice
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public TargetColumns withExcluded(List<String> excluded) {
        return new TargetColumns(excluded, protectedColumns, increasing, decreasing, maxBins);
    }

    /**
     * The same with another {@link #protectedColumns}.
     *
     * @param protectedColumns none blank or twice
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public TargetColumns withProtectedColumns(List<String> protectedColumns) {
        return new TargetColumns(excluded, protectedColumns, increasing, decreasing, maxBins);
    }

    /**
     * The same with another {@link #increasing}.
     *
     * @param increasing none blank or twice
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public TargetColumns withIncreasing(List<String> increasing) {
        return new TargetColumns(excluded, protectedColumns, increasing, decreasing, maxBins);
    }

    /**
     * The same with another {@link #decreasing}.
     *
     * @param decreasing none blank or twice, and none that rises
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public TargetColumns withDecreasing(List<String> decreasing) {
        return new TargetColumns(excluded, protectedColumns, increasing, decreasing, maxBins);
    }

    /**
     * The same with another {@link #maxBins}.
     *
     * @param maxBins in 2..255
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public TargetColumns withMaxBins(int maxBins) {
        return new TargetColumns(excluded, protectedColumns, increasing, decreasing, maxBins);
    }
}
