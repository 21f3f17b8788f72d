package dev.recsys.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.BatchRequest;
import dev.recsys.FallbackLevel;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommendations.SkippedComponent;
import dev.recsys.data.Catalogue;
import dev.recsys.data.Vocabulary;
import dev.recsys.hybrid.ComponentHealth.State;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.pipeline.Scoring;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The guard by a clock that only the tests move: a component that hangs moves it past its budget. */
@Timeout(120)
class GuardedHybridTest {
    private static final GuardConfig CONFIG = GuardConfig.defaults().withFailures(3);
    private static final long MILLI = 1_000_000;
    private static final RecommendationRequest REQUEST =
            RecommendationRequest.forUser("1").build();

    private final AtomicLong clock = new AtomicLong();
    private final CountDownLatch end = new CountDownLatch(1); // lets go whatever hangs
    private final Wild wild = new Wild();
    private final HybridRecommender hybrid = around(wild).guarded(CONFIG, clock::get);

    @AfterEach
    void letGo() {
        end.countDown();
    }

    private static FixedModel calm(String id) {
        return FixedModel.of("calm", FallbackLevel.KNOWN_USER, id, 1.0);
    }

    /** A component between two that never fail. */
    private static HybridRecommender around(Wild wild) {
        return HybridRecommender.builder()
                .add("first", calm("a"))
                .add("wild", wild)
                .add("last", calm("z"))
                .blend(Blend.cascade())
                .build();
    }

    /** Does what a test says. */
    private static final class Wild extends FixedModel {
        private final AtomicInteger asked = new AtomicInteger();
        private volatile Supplier<double[]> scores = () -> new double[] {2, 1};
        private volatile Runnable reasons = () -> {};
        private boolean onlyComputes;

        Wild() {
            super(FallbackLevel.KNOWN_USER, Vocabulary.of(Catalogue.of(List.of("w", "x"))), new double[2], "wild");
        }

        @Override
        public boolean mayBlock() {
            return !onlyComputes;
        }

        @Override
        public Scoring score(KnownCustomer customer) {
            asked.incrementAndGet();
            return Scoring.of(FallbackLevel.KNOWN_USER, scores.get(), item -> {
                reasons.run();
                return Reason.of("wild");
            });
        }
    }

    /** Takes too long and hangs, until it is interrupted. */
    private double[] hang() {
        clock.addAndGet(21 * MILLI);
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
        return new double[] {2, 1};
    }

    /** Takes too long and hangs, whoever interrupts it. */
    private double[] hangStubbornly() {
        clock.addAndGet(21 * MILLI);
        boolean isOver = false;
        while (!isOver) {
            try {
                end.await();
                isOver = true;
            } catch (InterruptedException e) {
                isOver = false;
            }
        }
        return new double[] {2, 1};
    }

    private ComponentHealth health() {
        return hybrid.health().get("wild");
    }

    private void assertSkipped(String cause) {
        Recommendations answer = hybrid.recommend(REQUEST);
        assertThat(answer.itemIds()).startsWith("a", "z");
        assertThat(answer.skipped()).containsExactly(new SkippedComponent("wild", cause));
    }

    @Test
    void guarded_nothingFails_isTheSameModel() {
        HybridRecommender bare = around(wild);
        HybridRecommender same = bare.guarded(CONFIG, clock::get);
        assertThat(same.info()).isEqualTo(bare.info());
        assertThat(same.vocabulary()).isEqualTo(bare.vocabulary());
        assertThat(same.components()).isEqualTo(bare.components());
        assertThat(same.recommend(REQUEST)).isEqualTo(bare.recommend(REQUEST));
        assertThat(same.explain(REQUEST, "w")).isEqualTo(bare.explain(REQUEST, "w"));
        BatchRequest batch =
                BatchRequest.of(List.of(REQUEST, REQUEST)).threads(2).withReasons();
        List<Object> ofBare = new ArrayList<>();
        bare.recommendAll(batch, answer -> ofBare.add(List.of(answer.itemIds(), answer.reason(1))));
        List<Object> ofGuarded = new ArrayList<>();
        same.recommendAll(batch, answer -> ofGuarded.add(List.of(answer.itemIds(), answer.reason(1))));
        assertThat(ofGuarded).isEqualTo(ofBare).hasSize(2);
        assertThat(bare.health()).isEmpty();
        assertThat(same.health().keySet()).containsExactly("first", "wild", "last");
        assertThat(same.health().get("wild")).isEqualTo(new ComponentHealth(State.ASKED, 4, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void recommend_componentFails_isSkippedNamedAndCounted() {
        wild.scores = () -> {
            throw new IllegalStateException("secret of user 1");
        };
        assertSkipped("failed with IllegalStateException");
        wild.scores = () -> {
            throw new OutOfMemoryError("planted");
        };
        assertSkipped("failed with OutOfMemoryError");
        wild.scores = () -> new double[] {2, 1};
        hybrid.recommend(REQUEST);
        wild.scores = () -> new double[] {Double.NaN, 1};
        assertSkipped("gave a score that is not finite");
        wild.scores = () -> new double[1];
        assertSkipped("gave 1 scores for 2 items");
        assertThat(health()).isEqualTo(new ComponentHealth(State.ASKED, 1, 2, 0, 1, 1, 0, 0, 0, 0));
        assertThat(health().failed()).isEqualTo(4);
        assertThat(health().wanted()).isEqualTo(5);
        assertThat(hybrid.health().get("last").answered()).isEqualTo(5);
    }

    @Test
    void recommend_componentHangs_isGivenUpAndTheOthersAnswer() {
        wild.scores = this::hang;
        assertSkipped("took longer than 20 ms");
        assertThat(health()).isEqualTo(new ComponentHealth(State.ASKED, 0, 0, 1, 0, 0, 0, 0, 0, 0));
        wild.scores = () -> new double[] {2, 1};
        assertThat(hybrid.recommend(REQUEST).skipped()).isEmpty();
    }

    @Test
    void recommend_failuresInRow_restsAndOneRequestTriesAgain() {
        wild.scores = () -> new double[0];
        for (int i = 0; i < 3; i++) {
            assertSkipped("gave 0 scores for 2 items");
        }
        assertSkipped("rests after 3 failures in a row");
        assertThat(health().state()).isEqualTo(State.RESTS);
        clock.addAndGet(9_999 * MILLI);
        assertSkipped("rests after 3 failures in a row");
        assertThat(wild.asked).hasValue(3);
        clock.addAndGet(MILLI);
        assertSkipped("gave 0 scores for 2 items");
        assertSkipped("rests after 3 failures in a row");
        clock.addAndGet(10_000 * MILLI);
        wild.scores = () -> new double[] {2, 1};
        assertThat(hybrid.recommend(REQUEST).skipped()).isEmpty();
        assertThat(hybrid.recommend(REQUEST).skipped()).isEmpty();
        assertThat(health()).isEqualTo(new ComponentHealth(State.ASKED, 2, 0, 0, 0, 4, 3, 0, 0, 0));
    }

    @Test
    void recommend_componentStaysInItsThreads_isBusyUntilTheyReturn() throws Exception {
        HybridRecommender few = around(wild).guarded(CONFIG.withThreads(2).withFailures(100), clock::get);
        wild.scores = this::hangStubbornly;
        for (int i = 0; i < 2; i++) {
            assertThat(few.recommend(REQUEST).skipped())
                    .containsExactly(new SkippedComponent("wild", "took longer than 20 ms"));
        }
        assertThat(few.recommend(REQUEST).skipped())
                .containsExactly(new SkippedComponent("wild", "is busy in 2 threads"));
        assertThat(few.health().get("wild").busy()).isEqualTo(1);
        assertThat(few.health().get("wild").late()).isEqualTo(2);
        assertThat(wild.asked).hasValue(2);
        wild.scores = () -> new double[] {2, 1};
        end.countDown();
        while (!few.recommend(REQUEST).skipped().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        // The two that came late were dropped: they are not among the answered.
        assertThat(few.health().get("wild").answered()).isEqualTo(1);
        assertThat(few.health().get("wild").late()).isEqualTo(2);
    }

    @Test
    void recommend_reasonsHang_areTheComponentsAndRestToo() {
        wild.reasons = this::hang;
        List<String> expected = List.of("calm", "calm", Reason.COMPONENT, Reason.COMPONENT);
        for (int i = 0; i < 4; i++) {
            assertThat(hybrid.recommend(REQUEST).items().stream()
                            .map(item -> item.reason().code())
                            .sorted()
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
        assertThat(health()).isEqualTo(new ComponentHealth(State.ASKED, 4, 0, 0, 0, 0, 0, 0, 0, 3));
    }

    @Test
    void recommend_reasonsThrow_areTheComponents() {
        for (Error thrown : List.of(new AssertionError("planted"), new OutOfMemoryError("planted"))) {
            wild.reasons = () -> {
                throw thrown;
            };
            assertThat(hybrid.recommend(REQUEST).items())
                    .filteredOn(item -> List.of("w", "x").contains(item.itemId()))
                    .extracting(item -> item.reason().code())
                    .containsExactly(Reason.COMPONENT, Reason.COMPONENT);
        }
    }

    @Test
    void recommend_threadInterruptedWhileItWaits_getsWhatIsThereAndStaysInterrupted() {
        Thread waiting = Thread.currentThread();
        wild.scores = () -> {
            waiting.interrupt();
            return hangStubbornly();
        };
        HybridRecommender patient =
                around(wild).guarded(CONFIG.withBudgetMillis(60_000).withFailures(1), clock::get);
        Recommendations answer = patient.recommend(REQUEST);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer.itemIds()).startsWith("a");
        assertThat(answer.skipped())
                .extracting(SkippedComponent::cause)
                .containsOnly("was not waited for, the thread was interrupted");
        assertThat(patient.health().get("wild").state()).isEqualTo(State.ASKED);
        assertThat(patient.health().get("wild").notBegun()).isEqualTo(1);
    }

    @Test
    void recommend_componentLeavesItsThreadInterrupted_theNextDoesNotSuffer() {
        List<Boolean> seen = new ArrayList<>();
        wild.scores = () -> {
            seen.add(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
            return new double[] {2, 1};
        };
        for (int i = 0; i < 3; i++) {
            assertThat(hybrid.recommend(REQUEST).skipped()).isEmpty();
        }
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(seen).containsExactly(false, false, false);
    }

    @Test
    void recommend_fallbackHangs_isGivenUpToo() {
        Wild last = new Wild();
        HybridRecommender guarded = HybridRecommender.builder()
                .add("wild", wild)
                .fallback(last)
                .build()
                .guarded(CONFIG, clock::get);
        wild.scores = () -> new double[0];
        assertThat(guarded.recommend(REQUEST).itemIds()).containsExactly("w", "x");
        assertThat(guarded.recommend(REQUEST).items())
                .extracting(item -> item.reason().code())
                .containsExactly("wild", "wild");
        last.scores = this::hang;
        Recommendations answer = guarded.recommend(REQUEST);
        assertThat(answer.items()).isEmpty();
        assertThat(answer.skipped()).contains(new SkippedComponent("fallback", "took longer than 20 ms"));
        assertThat(guarded.health().keySet()).containsExactly("wild", "fallback");
    }

    @Test
    void guarded_anyThread_isADaemonOfItsOwn() {
        List<Thread> seen = new ArrayList<>();
        wild.scores = () -> {
            seen.add(Thread.currentThread());
            return new double[] {2, 1};
        };
        hybrid.recommend(REQUEST);
        assertThat(seen.get(0).isDaemon()).isTrue();
        assertThat(seen.get(0).getName()).startsWith("recsys-guard-");
    }

    @Test
    void guarded_componentThatOnlyComputes_isAskedOnTheCallingThread() {
        wild.onlyComputes = true;
        HybridRecommender guarded = around(wild).guarded(CONFIG, clock::get);
        assertThat(guarded.mayBlock()).isTrue();
        List<Thread> seen = new ArrayList<>();
        wild.scores = () -> {
            seen.add(Thread.currentThread());
            return new double[] {2, 1};
        };
        wild.reasons = () -> seen.add(Thread.currentThread());
        assertThat(guarded.recommend(REQUEST)).isEqualTo(around(wild).recommend(REQUEST));
        assertThat(seen).hasSizeGreaterThan(2).containsOnly(Thread.currentThread());
        assertThat(HybridRecommender.builder().add("wild", wild).build().mayBlock())
                .isFalse();
    }

    @Test
    void guarded_componentThatOnlyComputes_restsAfterFailuresAndIsTriedAgain() {
        wild.onlyComputes = true;
        HybridRecommender guarded = around(wild).guarded(CONFIG, clock::get);
        wild.scores = () -> {
            throw new StackOverflowError("planted");
        };
        for (int i = 0; i < 3; i++) {
            assertThat(guarded.recommend(REQUEST).skipped())
                    .containsExactly(new SkippedComponent("wild", "failed with StackOverflowError"));
        }
        assertThat(guarded.recommend(REQUEST).skipped())
                .containsExactly(new SkippedComponent("wild", "rests after 3 failures in a row"));
        clock.addAndGet(CONFIG.restMillis() * MILLI);
        // What ends the calling thread is no verdict on the component: the next request tries it again.
        wild.scores = () -> {
            throw new OutOfMemoryError("planted");
        };
        assertThatThrownBy(() -> guarded.recommend(REQUEST)).isInstanceOf(OutOfMemoryError.class);
        wild.scores = () -> new double[] {2, 1};
        assertThat(guarded.recommend(REQUEST).skipped()).isEmpty();
        assertThat(guarded.health().get("wild").state()).isEqualTo(State.ASKED);
    }

    @Test
    void guardConfig_badValues_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> around(wild).guarded(null));
        assertThatIllegalArgumentException().isThrownBy(() -> CONFIG.withBudgetMillis(0));
        assertThatIllegalArgumentException().isThrownBy(() -> CONFIG.withFailures(0));
        assertThatIllegalArgumentException().isThrownBy(() -> CONFIG.withRestMillis(0));
        assertThatIllegalArgumentException().isThrownBy(() -> CONFIG.withThreads(0));
    }
}
