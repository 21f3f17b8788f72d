package dev.recsys.benchmarks;

import dev.recsys.BatchAnswer;
import dev.recsys.BatchRequest;
import dev.recsys.Explanation;
import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommender;
import dev.recsys.TrainingListener;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Catalogue;
import dev.recsys.data.EventLog;
import dev.recsys.eval.AucAtK;
import dev.recsys.eval.EvaluationReport;
import dev.recsys.eval.Evaluator;
import dev.recsys.eval.F1AtK;
import dev.recsys.eval.HitRateAtK;
import dev.recsys.eval.MapAtK;
import dev.recsys.eval.MrrAtK;
import dev.recsys.eval.NdcgAtK;
import dev.recsys.eval.PrecisionAtK;
import dev.recsys.eval.RecallAtK;
import dev.recsys.eval.TimeSplit;
import dev.recsys.internal.check.Checks;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
 * Does measuring cost less than scoring? 100,000 users, 10,000 items, the ten best of each: {@code scoring} is ALS with 64 factors
 * in a batch; {@code measuring} is an evaluation of the same answers, kept in memory, by ten metrics, intervals and what the offers
 * are like included. Both on as many threads.
 *
 * <p>Run: {@code java -jar benchmarks/target/benchmarks.jar EvaluationBenchmark -jvmArgs "-Xmx4g
 * --add-modules=jdk.incubator.vector"}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 7)
@Fork(1)
public class EvaluationBenchmark {
    private static final int USERS = 100_000;
    private static final int ITEMS = 10_000;
    private static final int LIMIT = 10;
    private static final Instant MOMENT = Instant.ofEpochSecond(1_000_000);

    /** Threads of both. */
    @Param({"1"})
    public int threads;

    private @Nullable Bundle model;
    private @Nullable Recommender kept;
    private @Nullable TimeSplit split;

    /** Draws who takes what by a power law, 15 items each before the moment and 5 after it, trains, and keeps the answers. */
    @Setup
    public void train() {
        SplittableRandom random = new SplittableRandom(1);
        EventLog.Builder log = EventLog.builder();
        for (int user = 0; user < USERS; user++) {
            for (int i = 0; i < 20; i++) {
                int item = (int) (ITEMS * Math.pow(random.nextDouble(), 3));
                log.add("u" + user, "i" + item, 1, i < 15 ? MOMENT.minusSeconds(1) : MOMENT);
            }
        }
        TimeSplit cut = TimeSplit.at(log.build(), MOMENT);
        EventLog known = (EventLog) cut.train();
        AlsConfig config = AlsConfig.forEvents().withFactors(64).withIterations(2);
        Bundle trained = Bundle.of(new AlsTrainer(config).train(known)).remembering(known);
        Map<String, Recommendations> answers = new HashMap<>();
        cut.testCases()
                .map(user -> RecommendationRequest.forUser(user.userId()).limit(LIMIT))
                .map(request -> trained.recommend(request.build()))
                .forEach(answer -> answers.put(answer.customerId(), answer));
        model = trained;
        kept = new Kept(trained, answers);
        split = cut;
        Checks.that(cut.adderCount() > USERS / 2, "too few users took something: %s", cut.adderCount());
        double found = measuring().model("kept").metric("map@10");
        Checks.that(found > 0, "nothing was found, but most take popular items");
    }

    /**
     * The ten best items of each user.
     *
     * @return the sum of the best scores
     */
    @Benchmark
    public double scoring() {
        double[] sum = {0};
        Checks.notNull(model, "model")
                .recommendAll(
                        BatchRequest.forAllCustomers().limit(LIMIT).threads(threads),
                        answer -> sum[0] += answer.score(0));
        return sum[0];
    }

    /**
     * Ten metrics of the ten best items of each user.
     *
     * @return the report
     */
    @Benchmark
    public EvaluationReport measuring() {
        return Evaluator.of(
                        MapAtK.of(LIMIT),
                        NdcgAtK.of(LIMIT),
                        PrecisionAtK.of(LIMIT),
                        RecallAtK.of(LIMIT),
                        F1AtK.of(LIMIT),
                        HitRateAtK.of(LIMIT),
                        MrrAtK.of(LIMIT),
                        AucAtK.of(LIMIT),
                        PrecisionAtK.of(5),
                        NdcgAtK.of(3))
                .withThreads(threads)
                .evaluate(
                        Map.of("kept", Checks.notNull(kept, "kept")),
                        Checks.notNull(split, "split"),
                        TrainingListener.none());
    }

    /** Gives answers that a model gave before. */
    private record Kept(Recommender model, Map<String, Recommendations> answers) implements Recommender {
        @Override
        public Recommendations recommend(RecommendationRequest request) {
            return Checks.notNull(answers.get(request.customer().id().orElse("")), "answer");
        }

        @Override
        public void recommendAll(BatchRequest requests, Consumer<BatchAnswer> taker) {
            model.recommendAll(requests, taker);
        }

        @Override
        public Explanation explain(RecommendationRequest request, String itemId) {
            return model.explain(request, itemId);
        }

        @Override
        public Catalogue catalogue() {
            return model.catalogue();
        }

        @Override
        public ModelInfo info() {
            return model.info();
        }
    }
}
