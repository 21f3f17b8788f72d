package dev.recsys.spring;

import dev.recsys.Recommendations.SkippedComponent;
import dev.recsys.decision.Decision;
import dev.recsys.decision.DecisionListener;
import dev.recsys.decision.Exclusion;
import dev.recsys.decision.Offer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Counts decisions in a meter registry: {@code recsys.decisions} with latency and level, {@code recsys.exclusions} by stage and
 * code, {@code recsys.offers} by item, {@code recsys.components.skipped} by component, {@code recsys.failures} by part. No tag has
 * a customer's id. Thread-safe.
 */
final class DecisionMetrics implements DecisionListener {
    private static final Duration[] OBJECTIVES = {
        Duration.ofNanos(50_000),
        Duration.ofNanos(100_000),
        Duration.ofNanos(250_000),
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(100)
    };

    private final MeterRegistry registry;
    private final Map<String, Timer> decisions = new ConcurrentHashMap<>();
    private final Map<String, Counter> exclusions = new ConcurrentHashMap<>();
    private final Map<String, Counter> offers = new ConcurrentHashMap<>();
    private final Map<String, Counter> skipped = new ConcurrentHashMap<>();
    private final Function<String, Timer> timerOfLevel;
    private volatile int periodsBehind;
    private volatile boolean isStale;

    DecisionMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("recsys.data.periods.behind", this, metrics -> metrics.periodsBehind)
                .description("Periods between the newest data that the last decision rests on and its date.")
                .register(registry);
        Gauge.builder("recsys.data.stale", this, metrics -> metrics.isStale ? 1 : 0)
                .description("1 if the data that the last decision rests on are stale.")
                .register(registry);
        this.timerOfLevel = level -> Timer.builder("recsys.decisions")
                .description("Decisions by what was known of the customer.")
                .tag("level", level)
                .serviceLevelObjectives(OBJECTIVES)
                .register(registry);
    }

    @Override
    public void decided(Decision decision, long nanos) {
        periodsBehind = decision.freshness().periodsBehind();
        isStale = decision.freshness().isStale();
        decisions.computeIfAbsent(decision.level().name(), timerOfLevel).record(nanos, TimeUnit.NANOSECONDS);
        for (Offer offer : decision.offers()) {
            offers.computeIfAbsent(offer.itemId(), this::offersOf).increment();
        }
        for (Exclusion exclusion : decision.excluded()) {
            String stage = exclusion.stage().name();
            exclusions
                    .computeIfAbsent(stage + ' ' + exclusion.code(), key -> exclusionsOf(stage, exclusion.code()))
                    .increment();
        }
        for (SkippedComponent component : decision.skipped()) {
            if (!component.cause().equals(SkippedComponent.KNOWS_NOTHING)) {
                skipped.computeIfAbsent(component.component(), this::skippedOf).increment();
            }
        }
    }

    @Override
    public void failed(String part, Throwable failure) {
        Counter.builder("recsys.failures")
                .description("Failures of the bank's own parts: rules, contacts, values.")
                .tag("part", part)
                .register(registry)
                .increment();
    }

    private Counter offersOf(String item) {
        return Counter.builder("recsys.offers")
                .description("Offers by item.")
                .tag("item", item)
                .register(registry);
    }

    private Counter exclusionsOf(String stage, String code) {
        return Counter.builder("recsys.exclusions")
                .description("Items taken out, by stage and code.")
                .tag("stage", stage)
                .tag("code", code)
                .register(registry);
    }

    private Counter skippedOf(String component) {
        return Counter.builder("recsys.components.skipped")
                .description("Decisions made without a component that failed, was late or rests.")
                .tag("component", component)
                .register(registry);
    }
}
