package dev.recsys.studies;

import com.sun.management.OperatingSystemMXBean;
import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.baselines.BprConfig;
import dev.recsys.baselines.BprTrainer;
import dev.recsys.data.Panel;
import dev.recsys.eval.search.Search;
import dev.recsys.eval.search.SearchConfig;
import dev.recsys.eval.search.SearchResult;
import dev.recsys.eval.search.SearchSpace;
import dev.recsys.eval.search.SearchTrial;
import dev.recsys.eval.search.Validation;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.synthetic.SyntheticBank;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Does successive halving find as good a configuration by a model's own effort as by customers, and in what time? 27
 * configurations of a synthetic bank are all trained in full, then halved by each, on months before its last. Printed are seconds
 * of the processor, and of the configuration chosen the place and the value among all trained in full.
 *
 * <p>Run: {@code java -cp studies/target/studies.jar dev.recsys.studies.TuningStudy mlc 6000 5}, the model (mlc, als or bpr), the
 * number of customers, and how many seeds to draw configurations by.
 */
public final class TuningStudy {
    private static final int TRIALS = 27;
    private static final String METRIC = "map@7/adders";

    private TuningStudy() {}

    /**
     * Prints a line a seed and resource.
     *
     * @param args the model, the number of customers, the number of seeds. Not modified.
     */
    public static void main(String[] args) {
        SyntheticBank bank = SyntheticBank.builder()
                .customers(Integer.parseInt(args[1]))
                .months(12)
                .seed(20261123)
                .build();
        Panel earlier = bank.toPanel().before(bank.dates().get(11)); // the last month is for tests
        int seeds = Integer.parseInt(args[2]);
        switch (args[0]) {
            case "mlc" -> {
                MlcConfig config = MlcConfig.defaults().withThreads(1);
                config = config.withCrossFitting(
                        config.crossFitting().withModels(2).withFallbackModels(false));
                SearchSpace<MlcConfig> space = SearchSpace.of("""
                        {"trees": {"maxLeaves": {"from": 4, "to": 32},
                                   "learningRate": {"from": 0.02, "to": 0.2, "scale": "log"},
                                   "l2": {"from": 0.05, "to": 20, "scale": "log"},
                                   "minRowsPerLeaf": {"from": 2, "to": 100, "scale": "log"}}}
                        """, config);
                compare(space, earlier, "trees.rounds", MlcTrainer::new, seeds);
            }
            case "als" -> {
                SearchSpace<AlsConfig> space =
                        SearchSpace.of("""
                        {"factors": {"from": 2, "to": 16},
                         "loss": {"regularization": {"from": 0.001, "to": 1, "scale": "log"},
                                  "alpha": {"from": 0.5, "to": 20, "scale": "log"}}}
                        """, AlsConfig.defaults().withThreads(1));
                compare(space, earlier, "iterations", AlsTrainer::new, seeds);
            }
            case "bpr" -> {
                SearchSpace<BprConfig> space = SearchSpace.of("""
                        {"factors": {"from": 2, "to": 32},
                         "learningRate": {"from": 0.002, "to": 0.2, "scale": "log"},
                         "regularization": {"from": 0.0001, "to": 0.1, "scale": "log"}}
                        """, BprConfig.defaults());
                compare(space, earlier, "epochs", BprTrainer::new, seeds);
            }
            default -> throw new IllegalArgumentException("the model must be mlc, als or bpr, but was " + args[0]);
        }
    }

    private static <C extends Record> void compare(
            SearchSpace<C> space,
            Panel earlier,
            String effort,
            Function<? super C, ? extends Trainer<? super Panel>> trainers,
            int seeds) {
        Validation<Panel> validation = Validation.byTime(earlier, 1);
        SearchConfig random = SearchConfig.defaults().withTrials(TRIALS).withThreads(1);
        SearchConfig customers = random.withMethod(SearchConfig.Method.HALVING);
        Search.of(space, validation, customers).run(METRIC, trainers, TrainingListener.none()); // warms up
        System.out.println("| seed | method | processor seconds | chosen | place | " + METRIC + " | of the best |");
        for (long seed = 1; seed <= seeds; seed++) {
            Timed<C> all = timed(Search.of(space, validation, random.withSeed(seed)), trainers);
            Timed<C> byCustomers = timed(Search.of(space, validation, customers.withSeed(seed)), trainers);
            Timed<C> byEffort =
                    timed(Search.of(space, validation, customers.withSeed(seed).withResource(effort)), trainers);
            print(seed, "random, in full", all, all);
            print(seed, "halving customers", byCustomers, all);
            print(seed, "halving " + effort, byEffort, all);
        }
    }

    private record Timed<C extends Record>(SearchResult<C> result, double seconds) {}

    private static <C extends Record> Timed<C> timed(
            Search<C, Panel> search, Function<? super C, ? extends Trainer<? super Panel>> trainers) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = system.getProcessCpuTime();
        SearchResult<C> result = search.run(METRIC, trainers, TrainingListener.none());
        return new Timed<>(result, (system.getProcessCpuTime() - before) / 1e9);
    }

    private static void print(long seed, String method, Timed<?> found, Timed<?> all) {
        SearchTrial chosen = found.result().ranking().get(0);
        List<Integer> places =
                all.result().ranking().stream().map(SearchTrial::number).toList();
        System.out.printf(
                Locale.ROOT,
                "| %d | %s | %.1f | %d | %d | %.5f | %.4f |%n",
                seed,
                method,
                found.seconds(),
                chosen.number(),
                places.indexOf(chosen.number()) + 1,
                chosen.value(),
                chosen.value() / all.result().ranking().get(0).value());
    }
}
