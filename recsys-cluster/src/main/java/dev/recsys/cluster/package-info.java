/**
 * Customer segments, and the products that each segment takes up. {@link dev.recsys.cluster.ClusterTrainer} makes a
 * {@link dev.recsys.cluster.ClusterModel}, as {@link dev.recsys.cluster.ClusterConfig} says;
 * {@link dev.recsys.cluster.ClusterProfile} tells who is in a segment. Inside, the {@code FeatureEncoder} turns features
 * into points, the {@code SegmentFitter} finds the centroids, with Smile's K-means for the start, and
 * {@code SegmentCounts} counts what the segments hold and take.
 */
@NullMarked
package dev.recsys.cluster;

import org.jspecify.annotations.NullMarked;
