/**
 * One way from a request to its answer: resolve → score → rules → rank → explain → answer, the same for a single model, a
 * hybrid and a batch. {@link dev.recsys.pipeline.ScoringModel} is what a model extends: it says how it scores a known
 * customer; {@link dev.recsys.pipeline.Scoring} is one customer's scores; the rest of the way is
 * {@link dev.recsys.pipeline.Pipeline}'s.
 */
@NullMarked
package dev.recsys.pipeline;

import org.jspecify.annotations.NullMarked;
