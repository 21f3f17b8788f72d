package dev.recsys.benchmarks;

import dev.recsys.PanelRequests;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommender;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.check.Checks;
import dev.recsys.cluster.ClusterConfig;
import dev.recsys.cluster.ClusterTrainer;
import dev.recsys.data.Panel;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.synthetic.SyntheticBank;
import java.util.ArrayList;
import java.util.List;
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
 * How long does one answer of seven products take, by model? The customers are those of an invented bank, asked in turn with
 * all that a panel knows of them.
 *
 * <p>Run: {@code java -jar benchmarks/target/benchmarks.jar RecommendBenchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RecommendBenchmark {
    /** Which model answers. */
    @Param({"popularity", "als", "cluster", "mlc", "hybrid"})
    public String model = "";

    private @Nullable Recommender recommender;
    private final List<RecommendationRequest> requests = new ArrayList<>();
    private int next;

    /** Trains on an invented bank and prepares its customers' requests. */
    @Setup
    public void train() {
        Panel panel =
                SyntheticBank.builder().customers(20_000).months(6).build().toPanel();
        Recommender trained = train(panel);
        recommender = trained;
        PanelRequests source = PanelRequests.at(panel, panel.last().date());
        for (int row = 0; row < 4096; row++) {
            RecommendationRequest request = source.request(row).build();
            List<String> offers = trained.recommend(request).itemIds();
            if (offers.isEmpty() || offers.stream().anyMatch(request.holdings().orElseThrow()::containsKey)) {
                throw new IllegalStateException(model + " offers an owned product or nothing");
            }
            requests.add(request);
        }
    }

    private Recommender train(Panel panel) {
        return switch (model) {
            case "popularity" -> new PopularityTrainer(PopularityConfig.defaults()).train(panel);
            case "als" -> new AlsTrainer(AlsConfig.defaults()).train(panel);
            case "cluster" -> new ClusterTrainer(ClusterConfig.defaults()).train(panel);
            case "mlc" -> new MlcTrainer(MlcConfig.defaults()).train(panel);
            default ->
                HybridRecommender.builder()
                        .add("als", new AlsTrainer(AlsConfig.defaults()).train(panel))
                        .add("cluster", new ClusterTrainer(ClusterConfig.defaults()).train(panel))
                        .add("mlc", new MlcTrainer(MlcConfig.defaults()).train(panel))
                        .fallback(new PopularityTrainer(PopularityConfig.defaults()).train(panel))
                        .build();
        };
    }

    /**
     * Answers the next customer.
     *
     * @return the answer
     */
    @Benchmark
    public Recommendations recommend() {
        return Checks.notNull(recommender, model).recommend(requests.get(next++ & 4095));
    }
}
