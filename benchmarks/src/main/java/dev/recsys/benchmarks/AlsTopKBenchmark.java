package dev.recsys.benchmarks;

import dev.recsys.BatchRequest;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.EventLog;
import dev.recsys.data.InteractionMatrix;
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
 * How long do the ten best of 10,000 items take for a user: alone, and in a batch of all 50,000? Every answer begins with the
 * user's factors solved from the holdings. {@code reference} is the plain way, factors given: a dot product in doubles with
 * every item, and the best kept by insertion.
 *
 * <p>Run: {@code java -jar benchmarks/target/benchmarks.jar AlsTopKBenchmark -jvmArgs "-Xmx4g
 * --add-modules=jdk.incubator.vector"}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class AlsTopKBenchmark {
    private static final int USERS = 50_000;
    private static final int ITEMS = 10_000;
    private static final int LIMIT = 10;

    /** Threads of the batch. */
    @Param({"1", "2"})
    public int threads;

    private @Nullable Bundle model;
    private @Nullable InteractionMatrix held;
    private double[] userFactors = {};
    private double[] itemFactors = {};
    private int next;

    /** Draws who takes what by a power law, about 23 items each, and trains. */
    @Setup
    public void train() {
        SplittableRandom random = new SplittableRandom(1);
        EventLog.Builder log = EventLog.builder();
        for (int user = 0; user < USERS; user++) {
            for (int i = 0; i < 25; i++) {
                int item = (int) (ITEMS * Math.pow(random.nextDouble(), 3));
                log.add("u" + user, "i" + item, 1, Instant.EPOCH);
            }
        }
        EventLog events = log.build();
        AlsConfig config = AlsConfig.forPanel()
                .withFactors(64)
                .withIterations(5)
                .withLoss(AlsConfig.forPanel().loss().withRegularization(0.1).withFrequencyExponent(0));
        Bundle trained = Bundle.of(new AlsTrainer(config).train(events)).remembering(events);
        model = trained;
        held = events.interactions();
        // The model keeps its factors to itself; for the plain way any of that shape cost the same.
        userFactors = random.doubles(USERS * 64L, -0.2, 0.2).toArray();
        itemFactors = random.doubles(ITEMS * 64L, -0.2, 0.2).toArray();
        trained.recommendAll(
                BatchRequest.forUsers(events.users().ids().subList(0, 200)).limit(LIMIT), answer -> {
                    Recommendations single =
                            trained.recommend(request(answer.userId().orElseThrow()));
                    Checks.that(answer.itemIds().equals(single.itemIds()), "user %s got two answers", answer.userId());
                });
    }

    private static RecommendationRequest request(String user) {
        return RecommendationRequest.forUser(user).limit(LIMIT).build();
    }

    /**
     * All users; the time is one user's share.
     *
     * @return something of the answers
     */
    @Benchmark
    @OperationsPerInvocation(USERS)
    public double batch() {
        double[] sum = {0};
        Checks.notNull(model, "model")
                .recommendAll(
                        BatchRequest.forAllCustomers().limit(LIMIT).threads(threads),
                        answer -> sum[0] += answer.score(0));
        return sum[0];
    }

    /**
     * One user after the other, by id.
     *
     * @return the answer
     */
    @Benchmark
    public Recommendations single() {
        next = (next + 1) % USERS;
        return Checks.notNull(model, "model").recommend(request("u" + next));
    }

    /**
     * One user after the other, as plainly as can be, on given factors.
     *
     * @return the items
     */
    @Benchmark
    public int[] reference() {
        next = (next + 1) % USERS;
        boolean[] owned = new boolean[ITEMS];
        for (int item : Checks.notNull(held, "held").columnsOf(next)) {
            owned[item] = true;
        }
        int[] best = new int[LIMIT];
        double[] scores = new double[LIMIT];
        int size = 0;
        for (int item = 0; item < ITEMS; item++) {
            double score = 0;
            for (int f = 0; f < 64; f++) {
                score += userFactors[next * 64 + f] * itemFactors[item * 64 + f];
            }
            if (owned[item] || (size == LIMIT && score <= scores[LIMIT - 1])) {
                continue;
            }
            int place = size < LIMIT ? size++ : LIMIT - 1;
            for (; place > 0 && scores[place - 1] < score; place--) {
                scores[place] = scores[place - 1];
                best[place] = best[place - 1];
            }
            scores[place] = score;
            best[place] = item;
        }
        return best;
    }
}
