/**
 * Several models as one. {@link dev.recsys.hybrid.HybridTrainer} trains and composes,
 * {@link dev.recsys.hybrid.HybridRecommender} composes what is trained already, {@link dev.recsys.hybrid.Blend} says how
 * their scores become one. {@link dev.recsys.hybrid.PrecomputedRecommender} answers from rankings made before,
 * {@link dev.recsys.hybrid.InterleavedRecommender} takes recommenders of any kind in turns.
 */
@NullMarked
package dev.recsys.hybrid;

import org.jspecify.annotations.NullMarked;
