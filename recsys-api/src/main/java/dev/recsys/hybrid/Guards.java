package dev.recsys.hybrid;

import dev.recsys.Reason;
import dev.recsys.hybrid.Guard.GuardedCall;
import dev.recsys.hybrid.Guard.ReasonCall;
import dev.recsys.hybrid.Guard.ScoreCall;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.popularity.PopularityModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The guards of a hybrid's components and of its fallback. The popularity of items is only looked up: as a fallback it needs no
 * guard. Thread-safe.
 */
final class Guards {
    private final Map<String, Guard> byName = new LinkedHashMap<>();
    private final Guard[] components;
    private final @Nullable Guard fallback;
    private final Crew crew;

    Guards(List<Component> components, @Nullable Component fallback, GuardConfig config, LongSupplier clock) {
        this.components = new Guard[components.size()];
        for (int place = 0; place < this.components.length; place++) {
            this.components[place] = new Guard(components.get(place), config, clock);
            byName.put(components.get(place).name(), this.components[place]);
        }
        if (fallback == null || fallback.model() instanceof PopularityModel) {
            this.fallback = null;
        } else {
            this.fallback = new Guard(fallback, config, clock);
            byName.putIfAbsent(fallback.name(), this.fallback);
        }
        this.crew = new Crew(TimeUnit.MILLISECONDS.toNanos(config.budgetMillis()), clock);
    }

    /** Asks all components for a customer's scores. */
    Outcome[] ask(KnownCustomer customer) {
        return ask(components, customer);
    }

    /** Asks the fallback, by its guard if it has one. */
    Outcome askFallback(Component unguarded, KnownCustomer customer) {
        Guard guard = fallback;
        return guard == null ? unguarded.ask(customer) : ask(new Guard[] {guard}, customer)[0];
    }

    private Outcome[] ask(Guard[] guards, KnownCustomer customer) {
        ScoreCall[] calls = new ScoreCall[guards.length];
        for (int place = 0; place < calls.length; place++) {
            calls[place] = guards[place].scoreCall(customer);
        }
        run(calls);
        Outcome[] outcomes = new Outcome[calls.length];
        for (int place = 0; place < calls.length; place++) {
            outcomes[place] = calls[place].outcome();
        }
        return outcomes;
    }

    /** Makes calls that only compute here, in turn, and those that may wait on the crew. */
    private void run(GuardedCall[] calls) {
        GuardedCall[] entered = new GuardedCall[calls.length];
        int count = 0;
        for (GuardedCall call : calls) {
            if (!call.enters()) {
                continue;
            }
            if (call.needsCrew()) {
                entered[count++] = call;
            } else {
                call.makeHere();
            }
        }
        if (count > 0) {
            GuardedCall[] made = Arrays.copyOf(entered, count);
            Relay.End[] ends = crew.run(made);
            for (int place = 0; place < count; place++) {
                made[place].ended(ends[place]);
            }
        }
    }

    /**
     * Why items are offered.
     *
     * @param items the items. Not modified.
     * @param by the component whose scores speak for each item, or -1 for none. Not modified.
     * @param input the scores
     * @return one reason an item
     */
    List<Reason> reasons(int[] items, int[] by, BlendInput input) {
        Reason[] reasons = new Reason[items.length];
        Arrays.fill(reasons, Reason.of(Reason.RARELY_TAKEN));
        List<ReasonCall> calls = new ArrayList<>();
        for (int component = 0; component < components.length; component++) {
            int speaker = component;
            int[] places = IntStream.range(0, by.length)
                    .filter(place -> by[place] == speaker)
                    .toArray();
            ComponentScores scores = input.scores(component);
            if (places.length > 0 && scores != null) {
                calls.add(components[component].reasonCall(scores, items, places, reasons));
            }
        }
        return made(calls, reasons);
    }

    /** Why items are offered that the fallback has scored. The items are not modified. */
    List<Reason> fallbackReasons(int[] items, ComponentScores scores) {
        Reason[] reasons = new Reason[items.length];
        Arrays.fill(reasons, Reason.of(Reason.RARELY_TAKEN));
        int[] places = IntStream.range(0, items.length)
                .filter(place -> scores.knows(items[place]))
                .toArray();
        Guard guard = fallback;
        if (guard != null) {
            return made(List.of(guard.reasonCall(scores, items, places, reasons)), reasons);
        }
        for (int place : places) {
            reasons[place] = scores.reason(items[place]);
        }
        return List.of(reasons);
    }

    private List<Reason> made(List<ReasonCall> calls, Reason[] reasons) {
        run(calls.toArray(new GuardedCall[0]));
        calls.forEach(ReasonCall::take);
        return List.of(reasons);
    }

    /** By name: of each component, and of the fallback if it is guarded. */
    Map<String, ComponentHealth> health() {
        Map<String, ComponentHealth> health = new LinkedHashMap<>();
        byName.forEach((name, guard) -> health.put(name, guard.health()));
        return Collections.unmodifiableMap(health);
    }
}
