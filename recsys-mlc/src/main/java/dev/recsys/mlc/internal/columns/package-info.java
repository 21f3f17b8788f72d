/**
 * How a customer becomes a row of small ints, and which customers are learned from: {@code FeatureBinner} with
 * {@code HistoryColumns} and {@code ChangeColumns} encodes, {@code RowSample} draws, {@code TrainingRows} holds the binned
 * {@code BinMatrix} and its {@code Labels}.
 */
@NullMarked
package dev.recsys.mlc.internal.columns;

import org.jspecify.annotations.NullMarked;
