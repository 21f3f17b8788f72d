package dev.recsys.service;

import dev.recsys.decision.Decision;
import dev.recsys.decision.DecisionListener;
import dev.recsys.decision.Exclusion;
import dev.recsys.decision.Offer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts decisions of the last sixty minutes, a minute at a time, for the dashboard. Thread-safe; holds no customer. */
@Component
final class LastHour implements DecisionListener {
    private static final int MINUTES = 60;
    private static final long LONGEST = 60_000_000_000L;

    private final AtomicReferenceArray<@Nullable Minute> minutes = new AtomicReferenceArray<>(MINUTES);
    private final InstantSource clock;

    LastHour() {
        this(InstantSource.system());
    }

    LastHour(InstantSource clock) {
        this.clock = clock;
    }

    private static final class Minute {
        private final long number;
        private final LongAdder withoutOffer = new LongAdder();
        private final LongAdder failures = new LongAdder();
        private final Histogram nanos = new ConcurrentHistogram(LONGEST, 2);
        private final Map<String, LongAdder> levels = new ConcurrentHashMap<>();
        private final Map<String, LongAdder> offers = new ConcurrentHashMap<>();
        private final Map<String, LongAdder> exclusions = new ConcurrentHashMap<>();
        private final Map<String, LongAdder> skipped = new ConcurrentHashMap<>();

        Minute(long number) {
            this.number = number;
        }
    }

    /**
     * A minute.
     *
     * @param time when it began
     * @param decisions how many
     * @param withoutOffer how many offered nothing
     * @param p50Micros the median latency of a decision, in microseconds
     * @param p99Micros the latency that 1 % exceed
     */
    record MinuteView(Instant time, long decisions, long withoutOffer, double p50Micros, double p99Micros) {}

    /**
     * The last hour.
     *
     * @param minutes the minutes with a decision, the oldest first
     * @param decisions how many in all
     * @param withoutOffer how many offered nothing
     * @param p50Micros the median latency of a decision, in microseconds
     * @param p99Micros the latency that 1 % exceed
     * @param levels decisions by what was known of the customer
     * @param offers offers by item
     * @param exclusions items taken out, by code
     * @param skipped decisions without a component, by component
     * @param failures failures of rules, contacts and values
     */
    record View(
            List<MinuteView> minutes,
            long decisions,
            long withoutOffer,
            double p50Micros,
            double p99Micros,
            Map<String, Long> levels,
            Map<String, Long> offers,
            Map<String, Long> exclusions,
            Map<String, Long> skipped,
            long failures) {}

    @Override
    public void decided(Decision decision, long nanos) {
        Minute minute = now();
        minute.nanos.recordValue(Math.max(0, Math.min(nanos, LONGEST)));
        if (decision.offers().isEmpty()) {
            minute.withoutOffer.increment();
        }
        count(minute.levels, decision.level().name());
        for (Offer offer : decision.offers()) {
            count(minute.offers, offer.itemId());
        }
        for (Exclusion exclusion : decision.excluded()) {
            count(minute.exclusions, exclusion.code());
        }
        decision.skipped().forEach(skip -> count(minute.skipped, skip.component()));
    }

    @Override
    public void failed(String part, Throwable failure) {
        now().failures.increment();
    }

    View view() {
        long latest = minuteOf(clock.instant());
        List<MinuteView> views = new ArrayList<>();
        Histogram all = new Histogram(LONGEST, 2);
        Map<String, Long> levels = new TreeMap<>();
        Map<String, Long> offers = new TreeMap<>();
        Map<String, Long> exclusions = new TreeMap<>();
        Map<String, Long> skipped = new TreeMap<>();
        long withoutOffer = 0;
        long failures = 0;
        for (long number = latest - MINUTES + 1; number <= latest; number++) {
            Minute minute = minutes.get((int) (number % MINUTES));
            if (minute == null || minute.number != number) {
                continue;
            }
            Histogram nanos = minute.nanos.copy();
            views.add(new MinuteView(
                    Instant.EPOCH.plus(number, ChronoUnit.MINUTES),
                    nanos.getTotalCount(),
                    minute.withoutOffer.sum(),
                    micros(nanos, 50),
                    micros(nanos, 99)));
            all.add(nanos);
            withoutOffer += minute.withoutOffer.sum();
            failures += minute.failures.sum();
            add(minute.levels, levels);
            add(minute.offers, offers);
            add(minute.exclusions, exclusions);
            add(minute.skipped, skipped);
        }
        return new View(
                views,
                all.getTotalCount(),
                withoutOffer,
                micros(all, 50),
                micros(all, 99),
                levels,
                offers,
                exclusions,
                skipped,
                failures);
    }

    private Minute now() {
        long number = minuteOf(clock.instant());
        int slot = (int) (number % MINUTES);
        Minute minute = minutes.get(slot);
        while (minute == null || minute.number < number) {
            minutes.compareAndSet(slot, minute, new Minute(number));
            minute = minutes.get(slot);
        }
        return minute;
    }

    private static long minuteOf(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), 60L);
    }

    private static double micros(Histogram nanos, double percentile) {
        return nanos.getTotalCount() == 0 ? 0 : nanos.getValueAtPercentile(percentile) / 1000.0;
    }

    private static void count(Map<String, LongAdder> counts, String name) {
        counts.computeIfAbsent(name, n -> new LongAdder()).increment();
    }

    private static void add(Map<String, LongAdder> from, Map<String, Long> to) {
        from.forEach((name, count) -> to.merge(name, count.sum(), Long::sum));
    }
}
