package dev.recsys.hybrid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.hybrid.Breaker.Pass;
import dev.recsys.hybrid.ComponentHealth.State;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final long REST = 1000;

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 300); // nanoTime may overflow
    private final Breaker breaker = new Breaker(3, REST, clock::get);

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.report(breaker.enter(), true);
        }
    }

    @Test
    void report_failuresWithSuccessesBetween_neverRests() {
        for (int i = 0; i < 10; i++) {
            fail(2);
            assertThat(breaker.report(breaker.enter(), false)).isFalse();
        }
        assertThat(breaker.state()).isEqualTo(State.ASKED);
    }

    @Test
    void report_enoughFailuresInRow_restsAndSaysSoOnce() {
        fail(2);
        assertThat(breaker.enter()).isEqualTo(Pass.FREE);
        assertThat(breaker.report(Pass.FREE, true)).isTrue();
        assertThat(breaker.state()).isEqualTo(State.RESTS);
        assertThat(breaker.report(Pass.FREE, true)).isFalse();
        assertThat(breaker.enter()).isEqualTo(Pass.NONE);
        clock.addAndGet(REST - 1);
        assertThat(breaker.enter()).isEqualTo(Pass.NONE);
    }

    @Test
    void enter_afterTheRest_oneTriesAndItsSuccessEndsIt() {
        fail(3);
        clock.addAndGet(REST);
        assertThat(breaker.enter()).isEqualTo(Pass.TRIAL);
        assertThat(breaker.state()).isEqualTo(State.TRIED);
        assertThat(breaker.enter()).isEqualTo(Pass.NONE);
        breaker.report(Pass.TRIAL, false);
        assertThat(breaker.enter()).isEqualTo(Pass.FREE);
        fail(2);
        assertThat(breaker.state()).isEqualTo(State.ASKED);
    }

    @Test
    void report_trialFails_restsAsLongAgain() {
        fail(3);
        clock.addAndGet(REST);
        assertThat(breaker.report(breaker.enter(), true)).isFalse();
        clock.addAndGet(REST - 1);
        assertThat(breaker.enter()).isEqualTo(Pass.NONE);
        clock.addAndGet(1);
        assertThat(breaker.enter()).isEqualTo(Pass.TRIAL);
    }

    @Test
    void report_ofARequestBegunBeforeTheRest_doesNotEndIt() {
        fail(3);
        breaker.report(Pass.FREE, false);
        assertThat(breaker.enter()).isEqualTo(Pass.NONE);
        clock.addAndGet(REST);
        assertThat(breaker.enter()).isEqualTo(Pass.TRIAL);
        breaker.report(Pass.FREE, true);
        assertThat(breaker.state()).isEqualTo(State.TRIED);
    }

    @Test
    void withdraw_ofTheTrial_letsTheNextTry() {
        fail(3);
        clock.addAndGet(REST);
        breaker.withdraw(breaker.enter());
        assertThat(breaker.enter()).isEqualTo(Pass.TRIAL);
        assertThat(breaker.enter()).isEqualTo(Pass.NONE);
    }

    @Test
    void enter_trialNeverReported_anotherTriesAfterTheSameRest() {
        fail(3);
        clock.addAndGet(REST);
        assertThat(breaker.enter()).isEqualTo(Pass.TRIAL);
        clock.addAndGet(REST);
        assertThat(breaker.enter()).isEqualTo(Pass.TRIAL);
    }
}
