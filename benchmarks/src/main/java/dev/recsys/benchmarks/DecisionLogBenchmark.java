package dev.recsys.benchmarks;

import dev.recsys.decision.log.DecisionLog;
import dev.recsys.decision.log.LogCheck;
import dev.recsys.decision.log.LogConfig;
import dev.recsys.decision.log.LogReader;
import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to log a decision of 1.5 KB? {@code sustained} is the time a record takes from end to end: 20,000 are appended
 * without a pause, chained, written and forced. {@code paced} is what one append costs its thread where a decision of 30 µs goes
 * before; the pause itself is measured by {@code pause}, to be subtracted.
 *
 * <p>Run: {@code java -jar benchmarks/target/benchmarks.jar DecisionLogBenchmark}; with two threads {@code -t 2}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
@Threads(1)
public class DecisionLogBenchmark {
    private static final int RECORDS = 20_000;
    private static final long DECISION_NANOS = 30_000;

    /** When records are forced to the disk. */
    @Param({"INTERVAL", "NEVER"})
    public LogConfig.Force force = LogConfig.Force.INTERVAL;

    private final String text = "{\"decision\":\"" + "0123456789".repeat(150) + "\"}";
    private final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    private @Nullable Path folder;
    private @Nullable DecisionLog log;

    /** Opens a new log. */
    @Setup(Level.Iteration)
    public void open() throws IOException {
        Path made = Files.createTempDirectory("decision-log");
        folder = made;
        log = DecisionLog.open(made, LogConfig.defaults().withForce(force));
    }

    /** Verifies that nothing is lost, and deletes the log. */
    @TearDown(Level.Iteration)
    public void verify() throws IOException {
        DecisionLog written = Checks.notNull(log, "log");
        written.close();
        Path used = Checks.notNull(folder, "folder");
        LogCheck check = LogReader.verify(used);
        if (!check.isSound() || check.records() != written.counters().appended()) {
            throw new IllegalStateException("records are lost: " + check);
        }
        try (Stream<Path> files = Files.walk(used)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void decide() {
        long end = System.nanoTime() + DECISION_NANOS;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /** The pause of {@link #paced}. */
    @Benchmark
    public void pause() {
        decide();
    }

    /** Appends after a pause as long as a decision. */
    @Benchmark
    public void paced() {
        decide();
        Checks.notNull(log, "log").append(bytes, 0, bytes.length);
    }

    /** Appends many and waits until they are on the disk. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void sustained() throws IOException {
        DecisionLog to = Checks.notNull(log, "log");
        for (int i = 0; i < RECORDS; i++) {
            to.append(text);
        }
        to.flush();
    }
}
