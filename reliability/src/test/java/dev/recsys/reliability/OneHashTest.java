package dev.recsys.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.Trainer;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.baselines.BprTrainer;
import dev.recsys.baselines.EaseConfig;
import dev.recsys.baselines.EaseTrainer;
import dev.recsys.baselines.FeatureFactorConfig;
import dev.recsys.baselines.FeatureFactorTrainer;
import dev.recsys.baselines.NeighbourConfig;
import dev.recsys.baselines.NeighbourTrainer;
import dev.recsys.baselines.SlimConfig;
import dev.recsys.baselines.SlimTrainer;
import dev.recsys.cluster.ClusterConfig;
import dev.recsys.cluster.ClusterTrainer;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import dev.recsys.graph.GraphFilterConfig;
import dev.recsys.graph.GraphFilterTrainer;
import dev.recsys.hybrid.HybridTrainer;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.testkit.SmallBank;
import dev.recsys.testkit.SmallShop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * One hash of the trained model whatever the number of threads, the kernels and the order of the rows. Kernels are chosen once
 * a Java process, so those of the Vector API are tried in a process of its own.
 */
class OneHashTest {
    private static final Tally TALLY = new Tally("one-hash");
    private static final int[] THREADS = {1, 2, 3, 7, 16};
    private static final int CUSTOMERS = Scale.of(150, 5_000);
    private static final List<String> ALGORITHMS = List.of(
            "als",
            "als-events",
            "graph",
            "graph-events",
            "cluster",
            "mlc",
            "hybrid",
            "neighbours",
            "ease",
            "slim",
            "bpr",
            "feature-factors");

    @AfterAll
    static void close() {
        TALLY.close();
    }

    private static Trainer<Panel> panelTrainer(String algorithm, int threads) {
        AlsConfig als = AlsConfig.defaults().withThreads(threads);
        ClusterConfig cluster = ClusterConfig.defaults().withClusters(5).withThreads(threads);
        MlcConfig mlc = ConfigJson.read(
                "{\"trees\":{\"rounds\":10},\"crossFitting\":{\"models\":2},\"threads\":" + threads + "}",
                MlcConfig.defaults());
        return switch (algorithm) {
            case "als" -> new AlsTrainer(als)::train;
            case "graph" -> new GraphFilterTrainer(GraphFilterConfig.defaults().withThreads(threads))::train;
            case "cluster" -> new ClusterTrainer(cluster);
            case "mlc" -> new MlcTrainer(mlc);
            case "neighbours" -> new NeighbourTrainer(NeighbourConfig.defaults().withThreads(threads))::train;
            case "ease" -> new EaseTrainer(EaseConfig.defaults().withThreads(threads))::train;
            case "slim" -> new SlimTrainer(SlimConfig.defaults().withThreads(threads))::train;
            case "bpr" -> new BprTrainer()::train;
            case "feature-factors" ->
                new FeatureFactorTrainer(FeatureFactorConfig.defaults().withThreads(threads))::train;
            default ->
                HybridTrainer.forPanels()
                        .add("als", new AlsTrainer(als))
                        .add("cluster", new ClusterTrainer(cluster))
                        .add("mlc", new MlcTrainer(mlc))
                        .build();
        };
    }

    private static String hash(String algorithm, int threads, Dataset data) {
        if (data instanceof EventLog log && algorithm.equals("graph-events")) {
            // Fewer vectors than items, so that they are found by iteration.
            GraphFilterConfig config =
                    GraphFilterConfig.defaults().withThreads(threads).withFactors(2);
            return new GraphFilterTrainer(config).train(log).info().modelHash();
        }
        if (data instanceof EventLog log) {
            // More factors than items, on as many kernels as there are.
            AlsConfig config =
                    AlsConfig.defaults().withThreads(threads).withFactors(48).withSolver(AlsConfig.Solver.ITERATIVE);
            return new AlsTrainer(config).train(log).info().modelHash();
        }
        return panelTrainer(algorithm, threads).train((Panel) data).info().modelHash();
    }

    private static Dataset data(String algorithm, int order) {
        if (algorithm.endsWith("-events")) {
            return order == 0 ? SmallShop.log(CUSTOMERS) : SmallShop.shuffled(CUSTOMERS, order);
        }
        return order == 0 ? SmallBank.panel(CUSTOMERS) : SmallBank.shuffled(CUSTOMERS, order);
    }

    /** Prints the hash of each algorithm, for a process of its own. */
    public static void main(String[] args) {
        for (String algorithm : ALGORITHMS) {
            System.out.println("hash " + algorithm + " " + hash(algorithm, 2, data(algorithm, 3)));
        }
    }

    @Test
    void train_threadsAndRows_giveOneHash() {
        for (String algorithm : ALGORITHMS) {
            String expected = hash(algorithm, 1, data(algorithm, 0));
            for (int threads : THREADS) {
                Dataset shuffled = data(algorithm, threads);
                assertThat(hash(algorithm, threads, shuffled))
                        .as("%s on %d threads, rows in another order", algorithm, threads)
                        .isEqualTo(expected);
                TALLY.count(algorithm + " alike");
            }
        }
    }

    @Test
    void train_withAndWithoutTheVectorApi_giveOneHash() throws IOException, InterruptedException {
        List<String> expected = new ArrayList<>();
        for (String algorithm : ALGORITHMS) {
            expected.add("hash " + algorithm + " " + hash(algorithm, 1, data(algorithm, 0)));
        }
        for (List<String> options : List.of(
                List.of("--add-modules", "jdk.incubator.vector"),
                List.of("-Ddev.recsys.als.kernels=portable", "-Ddev.recsys.mlc.kernels=portable"),
                List.of("--add-modules", "jdk.incubator.vector", "-XX:TieredStopAtLevel=1"))) {
            assertThat(run(options)).as("%s", options).containsExactlyElementsOf(expected);
            TALLY.count("processes alike");
        }
    }

    private static List<String> run(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path"), OneHashTest.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines;
        try (var reader = process.inputReader()) {
            lines = reader.lines().filter(line -> line.startsWith("hash ")).toList();
        }
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        return lines;
    }
}
