package dev.recsys.eval;

import dev.recsys.internal.check.Checks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was found of the groups of one {@link Grouping}, and how far they lie apart. Immutable and thread-safe.
 *
 * @param groups the groups, by name, bands in their order
 * @param metricGaps how far apart groups lie in a mean, by its key; none for a mean that fewer than two groups have
 * @param offerGaps how far apart groups lie in how often an item is offered, by item
 */
public record GroupsReport(
        Map<String, GroupReport> groups, Map<String, GroupGap> metricGaps, Map<String, GroupGap> offerGaps) {
    /**
     * Checks and copies.
     *
     * @param groups copied
     * @param metricGaps copied
     * @param offerGaps copied
     * @throws IllegalArgumentException if {@code groups}, {@code metricGaps} or {@code offerGaps} is or holds null
     */
    public GroupsReport {
        Checks.noNulls(groups, "groups");
        Checks.noNulls(metricGaps, "metricGaps");
        Checks.noNulls(offerGaps, "offerGaps");
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        metricGaps = Collections.unmodifiableMap(new LinkedHashMap<>(metricGaps));
        offerGaps = Collections.unmodifiableMap(new LinkedHashMap<>(offerGaps));
    }

    /**
     * One group.
     *
     * @param name its name
     * @return its figures
     * @throws IllegalArgumentException if there is none of that name
     */
    public GroupReport group(String name) {
        GroupReport group = groups.get(name);
        Checks.that(group != null, "name must be one of %s, but there is no group \"%s\"", groups.keySet(), name);
        return Checks.notNull(group, name);
    }
}
