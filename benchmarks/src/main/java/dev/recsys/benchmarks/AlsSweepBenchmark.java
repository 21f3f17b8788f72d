package dev.recsys.benchmarks;

import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsModel;
import dev.recsys.als.AlsTrainer;
import dev.recsys.data.EventLog;
import dev.recsys.internal.check.Checks;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does a sweep of ALS take, by catalogue, rank, way of solving, kernels, users and threads? Users take items by a
 * power law, 20 each or a quarter of a small catalogue, one to three times. A tenth of training all but the sweeps is in the
 * figure.
 *
 * <p>Run: {@code java -jar benchmarks/target/benchmarks.jar AlsSweepBenchmark}, with {@code -p items=10000 -p factors=64,256
 * -p solver=TUNED,EXACT,REFERENCE -p kernels=vector,portable} and so on for other parts of the grid.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class AlsSweepBenchmark {
    private static final int SWEEPS = 10;

    /** Items in the catalogue. */
    @Param({"24", "1000", "10000", "40000"})
    public int items;

    /** Users. */
    @Param("10000")
    public int users;

    /** The rank. */
    @Param({"8", "16", "64", "128", "256"})
    public int factors;

    /** How rows are solved. */
    @Param("TUNED")
    public AlsConfig.Solver solver = AlsConfig.Solver.TUNED;

    /** {@code vector} or {@code portable}. */
    @Param("vector")
    public String kernels = "vector";

    /** Threads. */
    @Param("2")
    public int threads;

    private @Nullable EventLog events;

    /** Draws who takes what, and sets the kernels before the first model asks for them. */
    @Setup
    public void draw() {
        System.setProperty("dev.recsys.als.kernels", kernels);
        SplittableRandom random = new SplittableRandom(1);
        EventLog.Builder log = EventLog.builder();
        int each = Math.min(20, items / 4);
        for (int user = 0; user < users; user++) {
            for (int i = 0; i < each; i++) {
                int item = (int) (items * Math.pow(random.nextDouble(), 3));
                log.add("u" + user, "i" + item, 1 + random.nextInt(3), Instant.EPOCH);
            }
        }
        EventLog built = log.build();
        built.interactions().transposed();
        built.contentHash();
        events = built;
        String used = train(1).info().notes().getOrDefault("kernels", "");
        Checks.that(used.startsWith(kernels), "these are the kernels %s", used);
    }

    /**
     * Trains ten sweeps.
     *
     * @return the model
     */
    @Benchmark
    @OperationsPerInvocation(SWEEPS)
    public AlsModel sweep() {
        return train(SWEEPS);
    }

    private AlsModel train(int sweeps) {
        AlsConfig config = AlsConfig.forPanel()
                .withFactors(factors)
                .withIterations(sweeps)
                .withSolver(solver)
                .withThreads(threads)
                .withLoss(AlsConfig.forPanel().loss().withRegularization(0.1).withFrequencyExponent(0));
        return new AlsTrainer(config).train(Checks.notNull(events, "events"));
    }
}
