package dev.recsys.mlc.internal.boost;

/**
 * What came of the rows of a campaign.
 *
 * @param outcomes whether it happened. Not to be modified.
 * @param treated whether the row was treated. Not to be modified.
 * @param weights what the row stands for. Not to be modified.
 */
@SuppressWarnings("ArrayRecordComponent") // internal, never compared
public record EffectRows(boolean[] outcomes, boolean[] treated, float[] weights) {}
