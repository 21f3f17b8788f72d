package dev.recsys.spring;

import dev.recsys.bundle.Bundle;
import dev.recsys.bundle.Generation;
import dev.recsys.decision.DecisionEngine;

/**
 * What is made of a generation: the engine that decides by its model and policy. A request takes it once, from
 * {@link dev.recsys.live.Live#served}, and uses only that, so that an answer never mixes two generations.
 *
 * @param generation where the models come from
 * @param bundle the model that scores, with its memory; its components guarded if that is set
 * @param engine decides by the bundle and the policy
 */
public record Serving(Generation generation, Bundle bundle, DecisionEngine engine) {}
