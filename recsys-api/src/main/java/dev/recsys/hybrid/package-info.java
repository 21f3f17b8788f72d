/**
 * Several models as one. {@link dev.recsys.hybrid.HybridTrainer} trains and composes,
 * {@link dev.recsys.hybrid.HybridRecommender} composes what is trained already, {@link dev.recsys.hybrid.Blend} says how
 * their scores become one.
 */
@NullMarked
package dev.recsys.hybrid;

import org.jspecify.annotations.NullMarked;
