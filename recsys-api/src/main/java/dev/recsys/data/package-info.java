/**
 * The data a recommender learns from. Start with {@link dev.recsys.data.Dataset}: it is either a
 * {@link dev.recsys.data.Panel} (monthly {@linkplain dev.recsys.data.Snapshot snapshots} of who holds what) or an
 * {@link dev.recsys.data.EventLog} (who did what, when). Both end as an {@link dev.recsys.data.InteractionMatrix}.
 * Ids are strings outside and dense ints inside; only {@link dev.recsys.data.IdIndex} translates.
 */
@NullMarked
package dev.recsys.data;

import org.jspecify.annotations.NullMarked;
