/**
 * The data a recommender learns from. Start with {@link dev.recsys.data.Dataset}: it is either a
 * {@link dev.recsys.data.Panel} ({@linkplain dev.recsys.data.Snapshot snapshots} of who holds what, one a
 * {@linkplain dev.recsys.data.Period period}) or an {@link dev.recsys.data.EventLog} (who did what, when). A
 * {@link dev.recsys.data.Catalogue} declares items and a {@link dev.recsys.data.FeatureSchema} features, with their roles.
 * Ids are strings outside and dense ints inside.
 */
@NullMarked
package dev.recsys.data;

import org.jspecify.annotations.NullMarked;
