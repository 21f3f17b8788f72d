/**
 * The baseline and last fallback: what most users take. {@link dev.recsys.popularity.PopularityTrainer} makes a
 * {@link dev.recsys.popularity.PopularityModel}.
 */
@NullMarked
package dev.recsys.popularity;

import org.jspecify.annotations.NullMarked;
