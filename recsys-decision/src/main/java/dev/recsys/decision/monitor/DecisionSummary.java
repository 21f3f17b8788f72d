package dev.recsys.decision.monitor;

import dev.recsys.decision.Decision;
import dev.recsys.decision.DecisionListener;
import dev.recsys.decision.Exclusion;
import dev.recsys.decision.Offer;
import dev.recsys.internal.check.Checks;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Counts decisions in this process: requests, latencies, levels, exclusions by code, offers and their scores by item, failures.
 * Listening takes well under a microsecond an exclusion or offer; there are as many counters as codes, items and components.
 * Thread-safe.
 */
public final class DecisionSummary implements DecisionListener {
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;

    private final Recorder recorder = new Recorder(LONGEST, DIGITS);
    private final Histogram latencies = new Histogram(LONGEST, DIGITS);
    private final LongAdder decisions = new LongAdder();
    private final LongAdder withoutOffer = new LongAdder();
    private final Map<String, LongAdder> levels = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> exclusions = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> skipped = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    private final Map<String, Sum> offers = new ConcurrentHashMap<>();

    /** A summary of nothing yet. */
    public DecisionSummary() {}

    /** Offers of an item. */
    private static final class Sum {
        private final LongAdder count = new LongAdder();
        private final DoubleAdder score = new DoubleAdder();
    }

    /**
     * How often an item was offered.
     *
     * @param count how often
     * @param meanScore the mean of its scores there
     */
    public record Offers(long count, double meanScore) {}

    /**
     * All counts since the start, as of about the same time.
     *
     * @param decisions how many
     * @param withoutOffer how many offered nothing
     * @param p50Micros the median latency, in microseconds; 0 without decisions
     * @param p99Micros the latency that 1 % exceed
     * @param maxMicros the greatest latency
     * @param levels decisions by level
     * @param exclusions items taken out, by code
     * @param offers by item
     * @param skipped how often a component of a hybrid did not take part, by component
     * @param failures how often a part of the bank's own failed, by part
     */
    public record Counts(
            long decisions,
            long withoutOffer,
            double p50Micros,
            double p99Micros,
            double maxMicros,
            Map<String, Long> levels,
            Map<String, Long> exclusions,
            Map<String, Offers> offers,
            Map<String, Long> skipped,
            Map<String, Long> failures) {
        /**
         * Copies the maps.
         *
         * @param decisions any
         * @param withoutOffer any
         * @param p50Micros any
         * @param p99Micros any
         * @param maxMicros any
         * @param levels copied, in alphabetical order
         * @param exclusions copied, in alphabetical order
         * @param offers copied, in alphabetical order
         * @param skipped copied, in alphabetical order
         * @param failures copied, in alphabetical order
         * @throws IllegalArgumentException if a map is or holds null
         */
        public Counts {
            levels = sorted(levels, "levels");
            exclusions = sorted(exclusions, "exclusions");
            offers = sorted(offers, "offers");
            skipped = sorted(skipped, "skipped");
            failures = sorted(failures, "failures");
        }

        private static <V> Map<String, V> sorted(Map<String, V> map, String name) {
            return Collections.unmodifiableMap(new TreeMap<>(Checks.noNulls(map, name)));
        }
    }

    @Override
    public void decided(Decision decision, long nanos) {
        Checks.notNull(decision, "decision");
        recorder.recordValue(Math.max(0, Math.min(nanos, LONGEST)));
        decisions.increment();
        if (decision.offers().isEmpty()) {
            withoutOffer.increment();
        }
        count(levels, decision.level().name());
        for (Exclusion exclusion : decision.excluded()) {
            count(exclusions, exclusion.code());
        }
        for (Offer offer : decision.offers()) {
            Sum sum = offers.computeIfAbsent(offer.itemId(), item -> new Sum());
            sum.count.increment();
            sum.score.add(offer.score());
        }
        for (var skip : decision.skipped()) {
            count(skipped, skip.component());
        }
    }

    @Override
    public void failed(String part, Throwable failure) {
        Checks.notNull(part, "part");
        Checks.notNull(failure, "failure");
        count(failures, part);
    }

    private static void count(Map<String, LongAdder> counts, String name) {
        LongAdder known = counts.get(name);
        (known == null ? counts.computeIfAbsent(name, n -> new LongAdder()) : known).increment();
    }

    /**
     * The counts so far.
     *
     * @return a value
     */
    public synchronized Counts counts() {
        latencies.add(recorder.getIntervalHistogram());
        Map<String, Offers> byItem = new TreeMap<>();
        offers.forEach((item, sum) -> {
            long count = sum.count.sum();
            byItem.put(item, new Offers(count, count == 0 ? 0 : sum.score.sum() / count));
        });
        return new Counts(
                decisions.sum(),
                withoutOffer.sum(),
                latencies.getValueAtPercentile(50) / 1e3,
                latencies.getValueAtPercentile(99) / 1e3,
                latencies.getMaxValue() / 1e3,
                sums(levels),
                sums(exclusions),
                byItem,
                sums(skipped),
                sums(failures));
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((name, count) -> sums.put(name, count.sum()));
        return sums;
    }
}
