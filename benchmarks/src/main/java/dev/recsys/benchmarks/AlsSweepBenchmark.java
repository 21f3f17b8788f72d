package dev.recsys.benchmarks;

import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsModel;
import dev.recsys.als.AlsTrainer;
import dev.recsys.check.Checks;
import dev.recsys.data.EventLog;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long do two sweeps of ALS take, by catalogue and rank? Users take items by a power law, about 20 each.
 *
 * <p>Run: {@code java -jar benchmarks/target/benchmarks.jar AlsSweepBenchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(1)
public class AlsSweepBenchmark {
    private static final int USERS = 10_000;

    /** Items in the catalogue. */
    @Param({"24", "1000", "10000"})
    public int items;

    /** The rank. */
    @Param({"8", "16", "64"})
    public int factors;

    private @Nullable EventLog events;

    /** Draws who takes what. */
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        EventLog.Builder log = EventLog.builder();
        int each = Math.min(20, items / 4);
        for (int user = 0; user < USERS; user++) {
            for (int i = 0; i < each; i++) {
                int item = (int) (items * Math.pow(random.nextDouble(), 3));
                log.add("u" + user, "i" + item, 1, Instant.EPOCH);
            }
        }
        EventLog built = log.build();
        built.interactions().transposed();
        built.contentHash();
        events = built;
    }

    /**
     * Trains two sweeps.
     *
     * @return the model
     */
    @Benchmark
    public AlsModel sweeps() {
        AlsConfig config = AlsConfig.builder()
                .factors(factors)
                .iterations(2)
                .regularization(0.1)
                .frequencyExponent(0)
                .build();
        return new AlsTrainer(config).train(Checks.notNull(events, "events"));
    }
}
