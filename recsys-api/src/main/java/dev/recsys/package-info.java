/**
 * The contract: what a recommender is asked and what it answers. Read {@link dev.recsys.Recommender} first, then
 * {@link dev.recsys.RecommendationRequest}, {@link dev.recsys.Customer}, {@link dev.recsys.Recommendations} and
 * {@link dev.recsys.Trainer}; {@link dev.recsys.data} holds what a trainer learns from.
 */
@NullMarked
package dev.recsys;

import org.jspecify.annotations.NullMarked;
