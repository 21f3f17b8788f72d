package dev.recsys.spring;

import dev.recsys.decision.Decision;
import dev.recsys.decision.DecisionRequest;
import java.util.function.Function;

/** Watches decisions being made. Thread-safe. */
interface DecisionObserver {
    /**
     * Decides a request as it would be without being watched.
     *
     * @param request what is to be decided
     * @param generation which generation decides
     * @param engine what decides
     */
    Decision observe(DecisionRequest request, String generation, Function<DecisionRequest, Decision> engine);
}
