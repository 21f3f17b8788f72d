package dev.recsys.cluster;

import dev.recsys.internal.check.Checks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is in a segment, for people to read.
 *
 * @param cluster the segment, in {@code 0..clusterCount()-1}; 0 is the largest
 * @param size how many users of the training data are in it
 * @param means the mean of each numeric feature over the users whose value is known, by the feature's name
 * @param categories the most frequent values of each categorical feature, at most three, most frequent first, by the feature's
 *     name
 */
public record ClusterProfile(
        int cluster, int size, Map<String, Double> means, Map<String, List<CategoryShare>> categories) {
    /**
     * Checks and copies the values.
     *
     * @param cluster at least 0
     * @param size at least 0
     * @param means copied
     * @param categories copied
     * @throws IllegalArgumentException if the cluster or the size is negative, or if {@code means} or
     *     {@code categories} is null
     */
    public ClusterProfile {
        Checks.notNull(means, "means");
        Checks.notNull(categories, "categories");
        Checks.atLeast(cluster, 0, "cluster");
        Checks.atLeast(size, 0, "size");
        means = Collections.unmodifiableMap(new LinkedHashMap<>(means));
        categories = Collections.unmodifiableMap(new LinkedHashMap<>(categories));
    }

    /**
     * A category's value and how frequent it is.
     *
     * @param value the value
     * @param share its share of the segment's users whose category is known, in 0..1
     */
    public record CategoryShare(String value, double share) {
        /**
         * Checks the values.
         *
         * @param value not null
         * @param share in 0..1
         * @throws IllegalArgumentException if the value is null or the share outside 0..1
         */
        public CategoryShare {
            Checks.notNull(value, "value");
            Checks.inRange(share, 0, 1, "share");
        }
    }
}
