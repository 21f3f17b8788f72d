package dev.recsys.memory;

import dev.recsys.data.HoldingHistory;
import dev.recsys.internal.check.Checks;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a model wants remembered of customers, beside their holdings.
 *
 * @param features the features it looks at
 * @param historyPeriods how many earlier periods of holdings it looks at, in 0..{@link HoldingHistory#MAX_PERIODS}
 * @param changingFeatures those of the features whose value one period before it looks at too
 * @param halfLifeDays after how many days an event of an event log counts half; 0 for always the same
 */
public record MemoryNeeds(Set<String> features, int historyPeriods, Set<String> changingFeatures, double halfLifeDays) {
    /**
     * Checks and copies the values.
     *
     * @param features copied
     * @param historyPeriods in range
     * @param changingFeatures among {@code features}
     * @param halfLifeDays finite, at least 0
     * @throws IllegalArgumentException if a value is out of range or a changing feature is not among the features, or
     *     if {@code features} or {@code changingFeatures} is null
     */
    public MemoryNeeds {
        Checks.noNulls(features, "features");
        Checks.noNulls(changingFeatures, "changingFeatures");
        features = Collections.unmodifiableSet(new TreeSet<>(features));
        Checks.inRange(historyPeriods, 0, HoldingHistory.MAX_PERIODS, "historyPeriods");
        changingFeatures = Collections.unmodifiableSet(new TreeSet<>(changingFeatures));
        Checks.that(
                features.containsAll(changingFeatures),
                "changingFeatures must be among %s, but were %s",
                features,
                changingFeatures);
        Checks.notNegative(halfLifeDays, "halfLifeDays");
    }

    /**
     * The needs of a model that looks at holdings alone.
     *
     * @return nothing beside holdings
     */
    public static MemoryNeeds holdings() {
        return new MemoryNeeds(Set.of(), 0, Set.of(), 0);
    }

    /**
     * The needs of two models together.
     *
     * @param other the other's needs
     * @return what serves both
     * @throws IllegalArgumentException if both want events to lose weight, but not alike, or if {@code other} is null
     */
    public MemoryNeeds and(MemoryNeeds other) {
        Checks.notNull(other, "other");
        Checks.that(
                halfLifeDays == 0 || other.halfLifeDays == 0 || halfLifeDays == other.halfLifeDays,
                "one memory can't serve models whose events lose half their weight in %s and in %s days",
                halfLifeDays,
                other.halfLifeDays);
        Set<String> all = new TreeSet<>(features);
        all.addAll(other.features);
        Set<String> changing = new TreeSet<>(changingFeatures);
        changing.addAll(other.changingFeatures);
        return new MemoryNeeds(
                all,
                Math.max(historyPeriods, other.historyPeriods),
                changing,
                Math.max(halfLifeDays, other.halfLifeDays));
    }
}
