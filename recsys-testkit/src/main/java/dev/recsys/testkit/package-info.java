/**
 * The test kit for those who write a recommender: extend {@link dev.recsys.testkit.RecommenderContract} for a trainer that
 * learns from panels, {@link dev.recsys.testkit.EventContract} for one that learns from event logs, and give it the
 * trainer. The data are {@link dev.recsys.testkit.SmallBank} and {@link dev.recsys.testkit.SmallShop}; both have a
 * structure that a good recommender finds.
 */
@NullMarked
package dev.recsys.testkit;

import org.jspecify.annotations.NullMarked;
