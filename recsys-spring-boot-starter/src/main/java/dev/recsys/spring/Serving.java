package dev.recsys.spring;

import dev.recsys.bundle.Bundle;
import dev.recsys.bundle.Generation;
import dev.recsys.decision.Decision;
import dev.recsys.decision.DecisionEngine;
import dev.recsys.decision.DecisionRequest;
import java.util.function.Function;

/**
 * What is made of a generation: the engine that decides by its model and policy. A request takes it once, from
 * {@link dev.recsys.live.Live#served}, and uses only that, so that an answer never mixes two generations.
 *
 * @param generation where the models come from
 * @param bundle the model that scores, with its memory; its components guarded if that is set
 * @param engine decides by the bundle and the policy
 * @param decider what {@link #decide} asks: the engine, observed if that is set
 */
public record Serving(
        Generation generation, Bundle bundle, DecisionEngine engine, Function<DecisionRequest, Decision> decider) {
    /**
     * Decides as {@link DecisionEngine#decide} does, and lets the application observe it where
     * {@code recsys.observation.enabled} is set.
     *
     * @param request who is to get an offer, where and when
     * @return the decision
     * @throws IllegalArgumentException if the engine refuses the request
     * @throws IllegalStateException if the decision can't be logged
     */
    public Decision decide(DecisionRequest request) {
        return decider.apply(request);
    }
}
