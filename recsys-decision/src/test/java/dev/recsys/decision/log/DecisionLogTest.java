package dev.recsys.decision.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class DecisionLogTest {
    @TempDir
    private Path folder;

    /** A disk that counts, may be slow, and is full at some byte. */
    private static final class StrangeDisk implements Disk {
        private final AtomicInteger forces = new AtomicInteger();
        private final AtomicLong room = new AtomicLong(Long.MAX_VALUE);
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile long pauseNanos;
        private volatile boolean failsToForce;

        @Override
        public Output append(Path file) throws IOException {
            Output inner = FILES.append(file);
            return new Output() {
                @Override
                public void write(ByteBuffer bytes) throws IOException {
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    LockSupport.parkNanos(pauseNanos);
                    int fits = (int) Math.min(bytes.remaining(), room.get());
                    room.addAndGet(-fits);
                    boolean isFull = fits < bytes.remaining();
                    inner.write(isFull ? bytes.slice(bytes.position(), fits) : bytes);
                    if (isFull) {
                        throw new IOException("No space left on device");
                    }
                }

                @Override
                public void force() throws IOException {
                    if (failsToForce) {
                        throw new IOException("Input/output error");
                    }
                    forces.incrementAndGet();
                    inner.force();
                }

                @Override
                public void close() throws IOException {
                    inner.close();
                }
            };
        }
    }

    private DecisionLog open(LogConfig config, Disk disk) throws IOException {
        return DecisionLog.open(folder, config, SmallLog.at(SmallLog.START), disk);
    }

    @Test
    void files_bySizeAndDay_followOneAnother() throws IOException {
        // A record a minute from a minute before midnight.
        try (DecisionLog log = DecisionLog.open(folder, SmallLog.CONFIG, SmallLog.every(Duration.ofMinutes(1)))) {
            for (int i = 0; i < 20; i++) {
                log.append(SmallLog.body(i));
                log.flush();
            }
        }
        assertThat(SmallLog.files(folder).stream()
                        .map(file -> file.getFileName().toString()))
                .containsExactly(
                        "decisions-20261122-000001.jsonl",
                        "decisions-20261122-000002.jsonl",
                        "decisions-20261122-000003.jsonl");
        for (Path file : SmallLog.files(folder)) {
            assertThat(Files.size(file)).isLessThanOrEqualTo(SmallLog.CONFIG.maxFileBytes());
        }
        Path days = folder.resolve("days");
        Instant[] now = {SmallLog.START};
        try (DecisionLog log = DecisionLog.open(days, LogConfig.defaults(), () -> now[0])) {
            for (int day = 0; day < 3; day++) {
                log.append(SmallLog.body(day));
                log.flush();
                now[0] = now[0].plus(Duration.ofDays(1));
            }
            // A clock that goes back opens no older file.
            now[0] = SmallLog.START;
            log.append(SmallLog.body(3));
        }
        assertThat(SmallLog.files(days).stream().map(file -> file.getFileName().toString()))
                .containsExactly(
                        "decisions-20261121-000001.jsonl",
                        "decisions-20261122-000002.jsonl",
                        "decisions-20261123-000003.jsonl");
        assertThat(LogReader.verify(days).records()).isEqualTo(4);
        assertThat(LogReader.verify(folder).fault()).isNull();
    }

    @Test
    void record_longerThanAFileOrTheQueue_isWritten() throws IOException {
        LogConfig config = SmallLog.CONFIG.withQueueBytes(1024);
        String body = "{\"x\":\"" + "y".repeat(LineFormat.MAX_BODY - 8) + "\"}";
        try (DecisionLog log = open(config, Disk.FILES)) {
            log.append("{}");
            log.append(body);
            log.append("{}");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.append(body.replaceFirst("y", "yy")))
                    .withMessageContaining("at most 1048576 bytes");
        }
        assertThat(SmallLog.bodies(folder)).containsExactly("{}", body, "{}");
        assertThat(LogReader.verify(folder).files()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(LogConfig.Force.class)
    void threads_onASlowDiskWithASmallQueue_loseNothingAndKeepTheirOrder(LogConfig.Force force) throws Exception {
        StrangeDisk disk = new StrangeDisk();
        disk.pauseNanos = TimeUnit.MICROSECONDS.toNanos(200);
        int threads = 8;
        int each = 250;
        LogCounters counters;
        try (DecisionLog log = open(LogConfig.defaults().withForce(force).withQueueBytes(1024), disk)) {
            List<Thread> all = new ArrayList<>();
            List<Throwable> failures = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int thread = t;
                all.add(new Thread(() -> {
                    try {
                        for (int i = 0; i < each; i++) {
                            log.append("{\"thread\":" + thread + ",\"i\":" + i + ",\"x\":\"" + "z".repeat(100) + "\"}");
                        }
                    } catch (RuntimeException e) {
                        synchronized (failures) {
                            failures.add(e);
                        }
                    }
                }));
            }
            all.forEach(Thread::start);
            for (Thread thread : all) {
                thread.join();
            }
            assertThat(failures).isEmpty();
            log.flush();
            counters = log.counters();
        }
        assertThat(counters.appended()).isEqualTo((long) threads * each);
        assertThat(counters.written()).isEqualTo(counters.appended());
        assertThat(counters.forced()).isEqualTo(counters.appended());
        assertThat(counters.queued()).isZero();
        if (force == LogConfig.Force.INTERVAL) {
            assertThat(counters.waits()).isPositive();
        }
        List<String> bodies = SmallLog.bodies(folder);
        assertThat(bodies).hasSize(threads * each);
        for (int t = 0; t < threads; t++) {
            String begin = "{\"thread\":" + t + ",\"i\":";
            List<Integer> order = bodies.stream()
                    .filter(body -> body.startsWith(begin))
                    .map(body -> Integer.valueOf(body.substring(begin.length(), body.indexOf(',', begin.length()))))
                    .toList();
            assertThat(order).isSorted().doesNotHaveDuplicates().hasSize(each);
        }
        assertThat(LogReader.verify(folder).fault()).isNull();
    }

    @Test
    void append_everyRecord_returnsWhenForced() throws IOException {
        StrangeDisk disk = new StrangeDisk();
        try (DecisionLog log = open(LogConfig.defaults().withForce(LogConfig.Force.EVERY_RECORD), disk)) {
            int before = disk.forces.get();
            for (int i = 1; i <= 20; i++) {
                log.append("{}");
                assertThat(log.head().number()).isEqualTo(i);
                assertThat(log.counters().forced()).isEqualTo(i);
                assertThat(HeadFile.read(folder).head()).isEqualTo(log.head());
            }
            assertThat(disk.forces.get() - before).isEqualTo(20);
        }
    }

    @Test
    void append_never_isForcedByFlushAlone() throws Exception {
        StrangeDisk disk = new StrangeDisk();
        try (DecisionLog log =
                open(LogConfig.defaults().withForce(LogConfig.Force.NEVER).withForceMillis(1), disk)) {
            int before = disk.forces.get();
            log.append("{}");
            while (log.counters().written() < 1) {
                Thread.sleep(1);
            }
            Thread.sleep(50);
            assertThat(disk.forces.get()).isEqualTo(before);
            assertThat(log.head().number()).isZero();
            log.flush();
            assertThat(disk.forces.get()).isEqualTo(before + 1);
            assertThat(log.head().number()).isEqualTo(1);
        }
    }

    @Test
    void append_interval_isForcedSoonWithoutAnotherCall() throws Exception {
        try (DecisionLog log = open(LogConfig.defaults().withForceMillis(20), Disk.FILES)) {
            log.append("{}");
            while (log.head().number() < 1) {
                Thread.sleep(1);
            }
            assertThat(log.counters().forced()).isEqualTo(1);
        }
    }

    @Test
    void disk_full_countsTheRecordTheWriterHadTaken_howeverSoonItFails() throws Exception {
        for (int i = 0; i < 300; i++) {
            StrangeDisk disk = new StrangeDisk();
            Path own = folder.resolve("log" + i);
            DecisionLog log = DecisionLog.open(own, LogConfig.defaults(), SmallLog.at(SmallLog.START), disk);
            disk.room.set(0);
            try {
                log.append(SmallLog.body(0));
            } catch (UncheckedIOException e) {
                // The writer was faster than the one who appends.
                assertThat(e).hasMessageContaining("No space left");
            }
            assertThatThrownBy(log::close).hasMessageContaining("1 records are not written");
        }
    }

    @Test
    void disk_full_isReportedByEveryCallAndNothingBeforeIsLost() throws Exception {
        StrangeDisk disk = new StrangeDisk();
        DecisionLog log = open(LogConfig.defaults().withForce(LogConfig.Force.EVERY_RECORD), disk);
        for (int i = 0; i < 5; i++) {
            log.append(SmallLog.body(i));
        }
        disk.room.set(100);
        assertThatThrownBy(() -> log.append(SmallLog.body(5)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContainingAll("takes no more records", "No space left on device");
        assertThatThrownBy(() -> log.append(SmallLog.body(6))).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(log::flush).isInstanceOf(IOException.class).hasMessageContaining("No space left");
        assertThat(log.counters().failure()).contains("No space left");
        assertThat(log.counters().written()).isEqualTo(5);
        assertThatThrownBy(log::close)
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("No space left", "1 records are not written");
        log.close();

        LogCheck check = LogReader.verify(folder);
        assertThat(check.fault()).isNull();
        assertThat(check.end().number()).isEqualTo(5);
        assertThat(check.tornBytes()).isEqualTo(100);
        try (DecisionLog again = open(LogConfig.defaults(), Disk.FILES)) {
            again.append(SmallLog.body(5));
        }
        assertThat(SmallLog.bodies(folder)).hasSize(6);
        assertThat(LogReader.verify(folder).fault()).isNull();
    }

    @Test
    void disk_fullWhileThreadsWaitForRoom_letsThemGo() throws Exception {
        StrangeDisk disk = new StrangeDisk();
        DecisionLog log = open(LogConfig.defaults().withQueueBytes(1024), disk);
        disk.gate = new CountDownLatch(1);
        disk.room.set(0);
        AtomicInteger refused = new AtomicInteger();
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread thread = new Thread(() -> {
                try {
                    while (true) {
                        log.append(SmallLog.body(0));
                    }
                } catch (UncheckedIOException e) {
                    refused.incrementAndGet();
                }
            });
            all.add(thread);
            thread.start();
        }
        while (log.counters().waits() < 4) {
            Thread.sleep(1);
        }
        disk.gate.countDown();
        for (Thread thread : all) {
            thread.join();
        }
        assertThat(refused.get()).isEqualTo(4);
        assertThatThrownBy(log::close).hasMessageContaining("records are not written");
    }

    @Test
    void forcing_thatFails_endsTheLog() throws IOException {
        StrangeDisk disk = new StrangeDisk();
        DecisionLog log = open(LogConfig.defaults().withForce(LogConfig.Force.EVERY_RECORD), disk);
        disk.failsToForce = true;
        assertThatThrownBy(() -> log.append("{}")).hasMessageContaining("Input/output error");
        assertThatThrownBy(log::close).isInstanceOf(IOException.class);
    }

    @Test
    void thread_interruptedWhileItWaitsForRoom_isToldThatNothingIsAppended() throws Exception {
        StrangeDisk disk = new StrangeDisk();
        try (DecisionLog log = open(LogConfig.defaults().withQueueBytes(1024), disk)) {
            disk.gate = new CountDownLatch(1);
            List<String> messages = new ArrayList<>();
            Thread thread = new Thread(() -> {
                try {
                    while (true) {
                        log.append(SmallLog.body(0));
                    }
                } catch (IllegalStateException e) {
                    messages.add(e.getMessage() + Thread.currentThread().isInterrupted());
                }
            });
            thread.start();
            while (log.counters().waits() == 0) {
                Thread.sleep(1);
            }
            thread.interrupt();
            thread.join();
            disk.gate.countDown();
            assertThat(messages).singleElement().asString().contains("the record is not appended", "true");
            log.flush();
            assertThat(SmallLog.bodies(folder)).hasSize((int) log.counters().appended());
        }
    }

    @Test
    void close_withRecordsQueued_writesThemAndLeavesNoThread() throws Exception {
        StrangeDisk disk = new StrangeDisk();
        disk.pauseNanos = TimeUnit.MILLISECONDS.toNanos(20);
        DecisionLog log = open(LogConfig.defaults(), disk);
        for (int i = 0; i < 1000; i++) {
            log.append(SmallLog.body(i));
        }
        log.close();
        log.close();
        assertThat(SmallLog.bodies(folder)).hasSize(1000);
        assertThat(log.head().number()).isEqualTo(1000);
        assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
                .doesNotContain("recsys-decision-log");
        assertThatIllegalStateException().isThrownBy(() -> log.append("{}")).withMessageContaining("is closed");
        assertThatIllegalStateException().isThrownBy(log::flush);
        assertThat(log.counters().written()).isEqualTo(1000);
    }

    @Test
    void close_whileThreadsAppend_keepsExactlyWhatWasTaken() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path each = folder.resolve("round" + round);
            AtomicLong taken = new AtomicLong();
            DecisionLog log = DecisionLog.open(each, LogConfig.defaults());
            List<Thread> all = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
                Thread thread = new Thread(() -> {
                    try {
                        while (true) {
                            log.append("{\"x\":1}");
                            taken.incrementAndGet();
                        }
                    } catch (IllegalStateException e) {
                        assertThat(e).hasMessageContaining("closed");
                    }
                });
                all.add(thread);
                thread.start();
            }
            Thread.sleep(3);
            log.close();
            for (Thread thread : all) {
                thread.join();
            }
            LogCheck check = LogReader.verify(each);
            assertThat(check.fault()).isNull();
            assertThat(check.records()).isEqualTo(taken.get());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[]",
                "{}\n",
                "{\"a\":\n1}",
                "{\"a\":\"\t\"}",
                "x{}",
                "{\"a\":\"\ud800\"}",
                "{\"\udc00\"}"
            })
    void append_whatIsNoObjectInOneLine_isRefused(String json) throws IOException {
        try (DecisionLog log = open(LogConfig.defaults(), Disk.FILES)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.append(json))
                    .withMessageContaining("json must be a JSON object in one line");
            log.append("{\"a\":\"\ud83d\ude00?\"}");
            byte[] bytes = "xx{\"b\":\"ñ\"}yy".getBytes(StandardCharsets.UTF_8);
            log.append(bytes, 2, bytes.length - 2);
            java.util.Arrays.fill(bytes, (byte) 0);
            assertThatIllegalArgumentException().isThrownBy(() -> log.append(bytes, -1, 2));
            assertThatIllegalArgumentException().isThrownBy(() -> log.append(bytes, 2, 1));
            byte[] half = {'{', (byte) 0xc3, '}'};
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.append(half, 0, 3))
                    .withMessageContaining("UTF-8");
        }
        assertThat(SmallLog.bodies(folder)).containsExactly("{\"a\":\"\ud83d\ude00?\"}", "{\"b\":\"ñ\"}");
    }

    @Test
    void reader_whileTheLogIsWritten_givesASoundPrefix() throws Exception {
        try (DecisionLog log = open(SmallLog.CONFIG.withForceMillis(1), Disk.FILES)) {
            for (int round = 0; round < 200; round++) {
                for (int i = 0; i < 20; i++) {
                    log.append(SmallLog.body(i));
                }
                if (round % 10 == 0) {
                    assertThat(LogReader.verify(folder).fault()).isNull();
                }
            }
        }
    }
}
