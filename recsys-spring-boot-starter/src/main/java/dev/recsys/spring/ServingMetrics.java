package dev.recsys.spring;

import dev.recsys.decision.log.DecisionLog;
import dev.recsys.decision.log.LogCounters;
import dev.recsys.hybrid.ComponentHealth;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.live.Live;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.springframework.beans.factory.ObjectProvider;

/** Meters of what serves: generation, age of its data, reloads, components, and the log of decisions. */
final class ServingMetrics implements MeterBinder {
    private static final Map<String, ToLongFunction<ComponentHealth>> OUTCOMES = new LinkedHashMap<>();

    static {
        OUTCOMES.put("answered", ComponentHealth::answered);
        OUTCOMES.put("threw", ComponentHealth::threw);
        OUTCOMES.put("late", ComponentHealth::late);
        OUTCOMES.put("not_finite", ComponentHealth::notFinite);
        OUTCOMES.put("wrong_length", ComponentHealth::wrongLength);
        OUTCOMES.put("rested", ComponentHealth::rested);
        OUTCOMES.put("busy", ComponentHealth::busy);
        OUTCOMES.put("not_begun", ComponentHealth::notBegun);
    }

    private final ObjectProvider<Live<Serving>> serving;
    private final ObjectProvider<Reloads> reloads;
    private final ObjectProvider<DecisionLog> decisionLog;

    ServingMetrics(
            ObjectProvider<Live<Serving>> serving,
            ObjectProvider<Reloads> reloads,
            ObjectProvider<DecisionLog> decisionLog) {
        this.serving = serving;
        this.reloads = reloads;
        this.decisionLog = decisionLog;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        serving.ifAvailable(live -> {
            gauge(
                    registry,
                    "recsys.generation",
                    "Number of the generation that answers; 0 for a plain folder.",
                    live,
                    l -> l.served().generation().number());
            gauge(
                    registry,
                    "recsys.generation.age.seconds",
                    "How long ago the generation was made current.",
                    live,
                    l -> l.age().toMillis() / 1000.0);
            gauge(
                    registry,
                    "recsys.reload.refused",
                    "1 while what is current in the store can't answer.",
                    live,
                    l -> l.lastFailure().isPresent() ? 1 : 0);
            components(registry, live);
        });
        reloads.ifAvailable(counts -> {
            reloads(registry, counts, "live", Reloads::live);
            reloads(registry, counts, "refused", Reloads::refused);
        });
        decisionLog.ifAvailable(log -> log(registry, log));
    }

    private static void reloads(MeterRegistry registry, Reloads reloads, String result, ToLongFunction<Reloads> count) {
        FunctionCounter.builder("recsys.reloads", reloads, count::applyAsLong)
                .description("Generations that were loaded, by what came of it.")
                .tag("result", result)
                .register(registry);
    }

    private static void components(MeterRegistry registry, Live<Serving> live) {
        for (String component : health(live).keySet()) {
            Gauge.builder("recsys.components.resting", live, l -> isResting(l, component) ? 1 : 0)
                    .description("1 while a component rests, since it failed too often.")
                    .tag("component", component)
                    .register(registry);
            OUTCOMES.forEach((outcome, count) -> FunctionCounter.builder(
                            "recsys.components.calls", live, l -> count(l, component, count))
                    .description("Requests that wanted a component's scores, by what became of it.")
                    .tag("component", component)
                    .tag("outcome", outcome)
                    .register(registry));
        }
    }

    private static void log(MeterRegistry registry, DecisionLog log) {
        gauge(
                registry,
                "recsys.log.queued",
                "Records that wait to be written.",
                log,
                l -> l.counters().queued());
        gauge(
                registry,
                "recsys.log.failed",
                "1 if the log takes no more records.",
                log,
                l -> l.counters().failure() == null ? 0 : 1);
        counter(registry, "recsys.log.appended", "Records taken.", log, LogCounters::appended);
        counter(registry, "recsys.log.written", "Records written.", log, LogCounters::written);
        counter(
                registry,
                "recsys.log.waits",
                "How often a decision waited for room in the queue.",
                log,
                LogCounters::waits);
    }

    private static void counter(
            MeterRegistry registry, String name, String what, DecisionLog log, ToLongFunction<LogCounters> count) {
        FunctionCounter.builder(name, log, l -> count.applyAsLong(l.counters()))
                .description(what)
                .register(registry);
    }

    private static <T> void gauge(MeterRegistry registry, String name, String what, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value).description(what).register(registry);
    }

    /** Of the generation that answers; counts begin anew with each. */
    private static Map<String, ComponentHealth> health(Live<Serving> live) {
        return live.get().bundle().model() instanceof HybridRecommender hybrid ? hybrid.health() : Map.of();
    }

    private static double count(Live<Serving> live, String component, ToLongFunction<ComponentHealth> count) {
        ComponentHealth health = health(live).get(component);
        return health == null ? 0 : count.applyAsLong(health);
    }

    private static boolean isResting(Live<Serving> live, String component) {
        ComponentHealth health = health(live).get(component);
        return health != null && health.state() != ComponentHealth.State.ASKED;
    }
}
