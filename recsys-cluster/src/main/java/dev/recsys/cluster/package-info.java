/**
 * Customer segments, and the products that each segment takes up. {@link dev.recsys.cluster.ClusterTrainer} makes a
 * {@link dev.recsys.cluster.ClusterModel}, as {@link dev.recsys.cluster.ClusterConfig} says;
 * {@link dev.recsys.cluster.ClusterProfile} says who is in a segment. Inside, the {@code FeatureEncoder} turns features
 * into points, the {@code SegmentFitter} finds the centroids by rounds of {@code Lloyd} from a {@code Seeding}, of which
 * {@code BlockScores} is the inner loop, {@code SegmentCounts} counts what the segments hold and take, and a {@code Segmentation} keeps the three together.
 */
@NullMarked
package dev.recsys.cluster;

import org.jspecify.annotations.NullMarked;
