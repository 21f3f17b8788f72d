package dev.recsys.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.TrainingCancelledException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkersTest {
    private static final class TaskFailure extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static long alive(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("recsys-" + name + "-"))
                .count();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 16})
    void sumRanges_anyThreadCount_addsInTheOrderOfTheRanges(int threads) {
        try (Workers workers = Workers.of("sums", threads)) {
            double expected = 0;
            for (int range = 0; range < 101; range++) {
                expected += 1 / (1.0 + 10 * range);
            }
            assertThat(workers.sumRanges(1_003, 10, (from, to) -> 1 / (1.0 + from)))
                    .isEqualTo(expected);
            assertThat(workers.sumRanges(0, 10, (from, to) -> 1)).isEqualTo(0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 16})
    void forRanges_anyThreadCount_visitsEveryRowOnceInTheSameRanges(int threads) {
        try (Workers workers = Workers.of("rows", threads)) {
            for (int count : new int[] {0, 1, 9, 10, 11, 1_000, 1_003}) {
                AtomicIntegerArray rangeOf = new AtomicIntegerArray(count);
                workers.forRanges(count, 10, (range, from, to) -> {
                    for (int row = from; row < to; row++) {
                        rangeOf.addAndGet(row, range + 1);
                    }
                });
                for (int row = 0; row < count; row++) {
                    assertThat(rangeOf.get(row)).isEqualTo(row / 10 + 1);
                }
            }
        }
    }

    @Test
    void forRanges_countNearTheGreatestInt_doesNotOverflow() {
        try (Workers workers = Workers.of("huge", 2)) {
            AtomicInteger last = new AtomicInteger();
            workers.forRanges(Integer.MAX_VALUE, 1 << 30, (range, from, to) -> {
                assertThat(from).isEqualTo(range << 30);
                last.accumulateAndGet(to, Math::max);
            });
            assertThat(last.get()).isEqualTo(Integer.MAX_VALUE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void forRanges_taskThrows_reachesTheCallerAsItself(int threads) {
        for (Throwable failure : new Throwable[] {new TaskFailure(), new StackOverflowError()}) {
            try (Workers workers = Workers.of("failing", threads)) {
                assertThatThrownBy(() -> workers.forRanges(100, 1, (range, from, to) -> {
                            if (range == 57) {
                                if (failure instanceof Error error) {
                                    throw error;
                                }
                                throw (RuntimeException) failure;
                            }
                        }))
                        .isSameAs(failure);
                AtomicInteger rows = new AtomicInteger();
                workers.forRanges(100, 7, (range, from, to) -> rows.addAndGet(to - from));
                assertThat(rows.get()).as("rows visited after a failure").isEqualTo(100);
            }
        }
    }

    @Test
    void forRanges_callerInterruptedWhileWaiting_isCancelled() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicInteger flagKept = new AtomicInteger();
        Thread caller = new Thread(() -> {
            try (Workers workers = Workers.of("patient", 2)) {
                workers.forRanges(2, 1, (range, from, to) -> {
                    begun.countDown();
                    sleepUntilInterrupted();
                });
            } catch (RuntimeException e) {
                thrown.set(e);
                flagKept.set(Thread.currentThread().isInterrupted() ? 1 : 0);
            }
        });
        caller.start();
        begun.await();
        caller.interrupt();
        caller.join();
        assertThat(thrown.get())
                .isInstanceOf(TrainingCancelledException.class)
                .hasMessage("the training of patient was cancelled");
        assertThat(flagKept.get()).isEqualTo(1);
        assertThat(alive("patient")).isZero();
    }

    private static void sleepUntilInterrupted() {
        try {
            TimeUnit.HOURS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A range in the middle of work that can't be broken off. */
    private static void workThrough(AtomicInteger done) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        done.incrementAndGet();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7})
    void forRanges_taskThrows_waitsForTheRangesBegun(int threads) {
        CountDownLatch begun = new CountDownLatch(threads - 1);
        AtomicInteger done = new AtomicInteger();
        TaskFailure failure = new TaskFailure();
        try (Workers workers = Workers.of("begun" + threads, threads)) {
            assertThatThrownBy(() -> workers.forRanges(1_000, 1, (range, from, to) -> {
                        if (range == threads - 1) {
                            awaitUninterrupted(begun);
                            throw failure;
                        }
                        begun.countDown();
                        workThrough(done);
                    }))
                    .isSameAs(failure);
            assertThat(done.get()).as("ranges ended").isEqualTo(threads - 1);
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void forRanges_callerInterrupted_waitsForTheRangesBegun() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        AtomicInteger done = new AtomicInteger();
        AtomicInteger doneAtReturn = new AtomicInteger(-1);
        Thread caller = new Thread(() -> {
            try (Workers workers = Workers.of("steady", 2)) {
                workers.forRanges(1_000, 1, (range, from, to) -> {
                    begun.countDown();
                    workThrough(done);
                });
            } catch (TrainingCancelledException e) {
                doneAtReturn.set(done.get());
            }
        });
        caller.start();
        begun.await();
        caller.interrupt();
        caller.join();
        assertThat(doneAtReturn.get()).isEqualTo(2);
        assertThat(done.get()).isEqualTo(2);
    }

    @Test
    void close_whileARangeIsWorkedOn_waitsForItAndFreesTheCaller() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        AtomicInteger done = new AtomicInteger();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Workers workers = Workers.of("shut", 2);
        Thread caller = new Thread(() -> {
            try {
                workers.forRanges(1_000, 1, (range, from, to) -> {
                    begun.countDown();
                    workThrough(done);
                });
            } catch (RuntimeException e) {
                thrown.set(e);
            }
        });
        caller.start();
        begun.await();
        workers.close();
        assertThat(done.get()).isEqualTo(2);
        assertThat(alive("shut")).isZero();
        caller.join();
        assertThat(thrown.get()).isInstanceOf(TrainingCancelledException.class);
    }

    @Test
    void close_byAnInterruptedThread_waitsAndKeepsTheFlag() {
        Workers workers = Workers.of("flagged", 4);
        workers.forRanges(100, 1, (range, from, to) -> {});
        Thread.currentThread().interrupt();
        workers.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(alive("flagged")).isZero();
    }

    @Test
    void forRanges_oneThreadInterrupted_isCancelledBetweenRanges() {
        AtomicInteger visited = new AtomicInteger();
        try (Workers workers = Workers.of("alone", 1)) {
            assertThatThrownBy(() -> workers.forRanges(10, 1, (range, from, to) -> {
                        visited.incrementAndGet();
                        if (range == 3) {
                            Thread.currentThread().interrupt();
                        }
                    }))
                    .isInstanceOf(TrainingCancelledException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(visited.get()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    void close_afterWork_leavesNoThread(int threads) {
        String name = "closed" + threads;
        AtomicInteger most = new AtomicInteger();
        try (Workers workers = Workers.of(name, threads)) {
            workers.forRanges(100, 1, (range, from, to) -> most.accumulateAndGet((int) alive(name), Math::max));
        }
        assertThat(most.get()).isEqualTo(threads == 1 ? 0 : Math.min(most.get(), threads));
        assertThat(most.get() > 0).isEqualTo(threads > 1);
        assertThat(alive(name)).isZero();
    }

    @Test
    void arguments_belowOne_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Workers.of("none", 0));
        try (Workers workers = Workers.of("sizes", 2)) {
            assertThatIllegalArgumentException().isThrownBy(() -> workers.forRanges(5, 0, (range, from, to) -> {}));
        }
    }
}
