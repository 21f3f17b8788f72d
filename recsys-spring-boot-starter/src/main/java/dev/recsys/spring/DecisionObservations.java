package dev.recsys.spring;

import dev.recsys.decision.Decision;
import dev.recsys.decision.DecisionRequest;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.Function;

/**
 * Decisions as observations {@code recsys.decision}, for spans and timers: by what was known of the customer and by what came of it,
 * with few values each; the generation and the decision's id are for spans alone. Nothing has a customer's id. Where nothing handles
 * observations, none is made.
 */
final class DecisionObservations implements DecisionObserver {
    static final String NAME = "recsys.decision";
    static final String LEVEL = "level";
    static final String OUTCOME = "outcome";
    static final String GENERATION = "recsys.generation";
    static final String DECISION = "recsys.decision.id";

    private final ObservationRegistry registry;

    DecisionObservations(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Decision observe(DecisionRequest request, String generation, Function<DecisionRequest, Decision> engine) {
        if (registry.isNoop()) {
            return engine.apply(request);
        }
        Observation observation = Observation.createNotStarted(NAME, registry)
                .contextualName("decide")
                .lowCardinalityKeyValue(LEVEL, KeyValue.NONE_VALUE)
                .lowCardinalityKeyValue(OUTCOME, "failed")
                .highCardinalityKeyValue(GENERATION, generation)
                .start();
        try (Observation.Scope scope = observation.openScope()) {
            Decision decision = engine.apply(request);
            scope.getCurrentObservation()
                    .lowCardinalityKeyValue(LEVEL, decision.level().name())
                    .lowCardinalityKeyValue(OUTCOME, decision.offers().isEmpty() ? "no_offer" : "offers")
                    .highCardinalityKeyValue(DECISION, decision.id());
            return decision;
        } catch (IllegalArgumentException e) {
            observation.lowCardinalityKeyValue(OUTCOME, "refused"); // the caller's fault, so no error
            throw e;
        } catch (RuntimeException | Error e) {
            observation.error(e);
            throw e;
        } finally {
            observation.stop();
        }
    }
}
