/**
 * Serving the current generation of a store, and the next without a pause: {@link dev.recsys.live.LiveRecommender} answers by it,
 * {@link dev.recsys.live.Live} holds anything made of it, {@link dev.recsys.live.SmokeRequests} are what it must answer first.
 */
@NullMarked
package dev.recsys.live;

import org.jspecify.annotations.NullMarked;
