package dev.recsys.spring;

import dev.recsys.decision.log.DecisionLog;
import dev.recsys.hybrid.ComponentHealth;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.live.Live;
import dev.recsys.live.Served;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Up while decisions can be made: down when the log of decisions has failed, since no decision is made that can't be logged. A
 * refused generation or a resting component is a detail: answers go on.
 */
final class RecsysHealthIndicator extends AbstractHealthIndicator {
    private final Live<Serving> live;
    private final @Nullable DecisionLog log;

    RecsysHealthIndicator(Live<Serving> live, @Nullable DecisionLog log) {
        super("the state of what serves can't be read");
        this.live = live;
        this.log = log;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Served<Serving> served = live.served();
        Serving serving = served.value();
        health.up()
                .withDetail("generation", served.generation().id())
                .withDetail("model", serving.bundle().info().algorithm())
                .withDetail("policy", serving.engine().policy().name())
                .withDetail("published", served.published().toString())
                .withDetail("since", served.since().toString());
        serving.bundle()
                .memory()
                .flatMap(memory -> memory.asOf())
                .ifPresent(date -> health.withDetail("memoryDate", date.toString()));
        live.lastFailure().ifPresent(failure -> health.withDetail("refused", failure.reason()));
        if (serving.bundle().model() instanceof HybridRecommender hybrid) {
            TreeMap<String, String> states = new TreeMap<>();
            hybrid.health().forEach((name, state) -> states.put(name, text(state)));
            health.withDetail("components", states);
        }
        if (log != null) {
            String failure = log.counters().failure();
            if (failure != null) {
                health.down().withDetail("log", failure);
            }
        }
    }

    private static String text(ComponentHealth health) {
        return health.state().name();
    }
}
