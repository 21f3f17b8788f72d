package dev.recsys.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommendations.SkippedComponent;
import dev.recsys.RecommendedItem;
import dev.recsys.bundle.Bundle;
import dev.recsys.hybrid.ComponentHealth;
import dev.recsys.hybrid.GuardConfig;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.reliability.FaultyModel.Fault;
import dev.recsys.testkit.SmallBank;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A guarded hybrid of which one component or each fails in 1 % or all of its calls, asked by several threads: no exception
 * escapes, the answer has the scores that the components left give, names the others, and comes in time. 20,160 requests in CI, a
 * million in the long form.
 */
class FaultyComponentsTest {
    private static final int THREADS = 4;
    private static final int REQUESTS = Scale.of(360, 17_858); // for each of 56 ways to fail
    private static final GuardConfig CONFIG = new GuardConfig(25, 5, 100, 32);

    /** Scores and reasons of three components. */
    private static final long DEADLINE_NANOS = TimeUnit.MILLISECONDS.toNanos(6L * CONFIG.budgetMillis());

    /** What a machine that does other things may add before a thread runs again. */
    private static final long SCHEDULING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final HybridRecommender SOUND = SmallBundles.hybrid().train(SmallBundles.BANK);
    private static final List<RecommendationRequest> ASKED = asked();

    /** The right answers, by the components left out. */
    private static final Map<Set<String>, List<Recommendations>> EXPECTED = new HashMap<>();

    private final Set<String> findings = new ConcurrentSkipListSet<>();
    private final Tally tally = new Tally("faulty-components");

    static {
        List<String> names = List.copyOf(SOUND.components().keySet());
        for (int bits = 0; bits < 1 << names.size(); bits++) {
            Map<String, ScoringModel> components = new HashMap<>(SOUND.components());
            Set<String> missing = new TreeSet<>();
            for (int i = 0; i < names.size(); i++) {
                if ((bits >> i & 1) == 1) {
                    missing.add(names.get(i));
                    components.computeIfPresent(
                            names.get(i), (name, model) -> new FaultyModel(model, Fault.THROW, 1, 1));
                }
            }
            Bundle bundle = bundle(hybrid(components));
            EXPECTED.put(missing, ASKED.stream().map(bundle::recommend).toList());
        }
    }

    private static List<RecommendationRequest> asked() {
        List<RecommendationRequest> requests = new ArrayList<>(SmallBundles.requests(bundle(SOUND)));
        for (int customer = 5; customer < 20; customer++) {
            requests.add(RecommendationRequest.forUser(SmallBank.customerId(customer))
                    .build());
        }
        return requests;
    }

    private static Bundle bundle(HybridRecommender hybrid) {
        return Bundle.of(hybrid).remembering(SmallBundles.BANK);
    }

    private static HybridRecommender hybrid(Map<String, ScoringModel> components) {
        HybridRecommender.Builder builder = HybridRecommender.builder().blend(SOUND.blend());
        SOUND.components().keySet().forEach(name -> builder.add(name, components.get(name)));
        SOUND.fallback().ifPresent(builder::fallback);
        return builder.build();
    }

    private static Map<String, FaultyModel> faulty(List<String> names, Fault fault, double rate) {
        Map<String, FaultyModel> all = new HashMap<>();
        for (String name : names) {
            all.put(name, new FaultyModel(SOUND.components().get(name), fault, rate, name.hashCode()));
        }
        return all;
    }

    private static HybridRecommender with(Map<String, FaultyModel> faulty) {
        Map<String, ScoringModel> components = new HashMap<>(SOUND.components());
        components.putAll(faulty);
        return hybrid(components);
    }

    @Test
    void recommend_nothingFails_guardedAnswersAreTheSame() {
        Bundle guarded = bundle(SOUND.guarded(CONFIG.withBudgetMillis(60_000)));
        Bundle bare = bundle(SOUND);
        for (RecommendationRequest request : ASKED) {
            assertThat(guarded.recommend(request)).isEqualTo(bare.recommend(request));
        }
        assertThat(guarded.info()).isEqualTo(bare.info());
    }

    @Test
    void recommend_aComponentFails_everyAnswerIsFiniteNamedAndInTime() throws Exception {
        ask(SOUND.guarded(CONFIG), Map.of(), 2000); // warms up
        findings.clear();
        List<List<String>> groups = new ArrayList<>();
        SOUND.components().keySet().forEach(name -> groups.add(List.of(name)));
        groups.add(List.copyOf(SOUND.components().keySet()));
        List<Long> took = new ArrayList<>();
        for (List<String> names : groups) {
            for (Fault fault : Fault.values()) {
                for (double rate : new double[] {0.01, 1}) {
                    Map<String, FaultyModel> faulty = faulty(names, fault, rate);
                    HybridRecommender guarded = with(faulty).guarded(CONFIG.withRestMillis(fault.hangs() ? 100 : 1));
                    for (long nanos : ask(guarded, faulty, REQUESTS)) {
                        took.add(nanos);
                    }
                    faulty.values().forEach(model -> tally.count("injected " + fault, model.faults()));
                }
            }
        }
        long[] sorted = took.stream().mapToLong(nanos -> nanos / 1000).sorted().toArray();
        tally.count("answers", sorted.length);
        tally.count("p50 us", sorted[sorted.length / 2]);
        tally.count("p99 us", sorted[(int) (sorted.length * 0.99)]);
        tally.count("p99.9 us", sorted[(int) (sorted.length * 0.999)]);
        tally.count("max us", sorted[sorted.length - 1]);
        tally.close();
        assertThat(findings).isEmpty();
        assertThat(sorted).hasSize(56 * REQUESTS);
        for (Fault fault : Fault.values()) {
            assertThat(tally.of("injected " + fault)).isPositive();
        }
    }

    /** The harness sees what an unguarded hybrid lets through. */
    @Test
    void harness_withoutGuard_findsLateAnswersAndEscapedErrors() throws Exception {
        for (Fault fault : List.of(Fault.HANG, Fault.ERROR)) {
            Map<String, FaultyModel> faulty = faulty(List.of("als"), fault, 1);
            ask(with(faulty), faulty, 4);
        }
        assertThat(String.join("\n", findings)).contains("came too late", "OutOfMemoryError escaped");
    }

    /** Asks on several threads, notes what is wrong, and returns how long each answer took. */
    private long[] ask(HybridRecommender hybrid, Map<String, FaultyModel> faulty, int requests) throws Exception {
        Bundle bundle = bundle(hybrid);
        AtomicInteger next = new AtomicInteger();
        Map<String, LongAdder> named = new HashMap<>();
        SOUND.components().keySet().forEach(name -> named.put(name, new LongAdder()));
        long[] took = new long[requests];
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                ends.add(pool.submit(() -> {
                    for (int turn = next.getAndIncrement(); turn < requests; turn = next.getAndIncrement()) {
                        took[turn] = ask(bundle, turn % ASKED.size(), named);
                    }
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            pool.shutdownNow();
        }
        hybrid.health()
                .forEach((name, health) -> check(
                        name,
                        health,
                        faulty.get(name),
                        requests,
                        named.get(name).sum()));
        return took;
    }

    private long ask(Bundle bundle, int place, Map<String, LongAdder> named) {
        long begin = System.nanoTime();
        Recommendations answer;
        try {
            answer = bundle.recommend(ASKED.get(place));
        } catch (Throwable e) {
            findings.add(e.getClass().getSimpleName() + " escaped");
            return System.nanoTime() - begin;
        }
        long took = System.nanoTime() - begin;
        if (took > DEADLINE_NANOS + SCHEDULING_NANOS) {
            findings.add("an answer came too late: " + took / 1_000_000 + " ms");
        }
        Set<String> missing = new TreeSet<>();
        for (SkippedComponent skip : answer.skipped()) {
            if (!skip.cause().equals("knows nothing of the customer")) {
                missing.add(skip.component());
            }
        }
        missing.forEach(name -> Objects.requireNonNull(named.get(name), name).increment());
        List<Recommendations> expected = EXPECTED.get(missing);
        if (expected == null || !isLike(answer, expected.get(place))) {
            findings.add(answer + " without " + missing + " is not as it should be: " + answer.items());
        }
        return took;
    }

    /** The same items and scores, and the same reasons but where a component failed to give them. */
    private static boolean isLike(Recommendations answer, Recommendations expected) {
        List<RecommendedItem> given = answer.items();
        boolean isLike = answer.level() == expected.level()
                && given.size() == expected.items().size();
        for (int i = 0; isLike && i < given.size(); i++) {
            RecommendedItem item = given.get(i);
            RecommendedItem right = expected.items().get(i);
            isLike = Double.isFinite(item.score())
                    && item.itemId().equals(right.itemId())
                    && Double.compare(item.score(), right.score()) == 0
                    && item.contributions().equals(right.contributions())
                    && (item.reason().equals(right.reason())
                            || item.reason().code().equals(Reason.COMPONENT));
        }
        return isLike;
    }

    private void check(String name, ComponentHealth health, @Nullable FaultyModel faulty, int requests, long named) {
        if (health.wanted() != requests) {
            findings.add(name + " counts " + health.wanted() + " requests of " + requests);
        }
        if (health.answered() != requests - named) {
            findings.add(name + " is named in " + named + " answers of " + requests + " but answered " + health);
        }
        if (faulty != null && faulty.failsInScores() && health.failed() < faulty.faults()) {
            findings.add(name + " failed " + faulty.faults() + " times, but counts only " + health);
        }
        tally.count("late", health.late());
        tally.count("threw", health.threw());
        tally.count("not finite", health.notFinite());
        tally.count("wrong length", health.wrongLength());
        tally.count("rested", health.rested());
        tally.count("busy", health.busy());
        tally.count("not begun", health.notBegun());
        tally.count("late reasons", health.lateReasons());
    }
}
