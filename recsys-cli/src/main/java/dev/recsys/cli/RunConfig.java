package dev.recsys.cli;

import dev.recsys.als.AlsConfig;
import dev.recsys.cluster.ClusterConfig;
import dev.recsys.graph.GraphFilterConfig;
import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.popularity.PopularityConfig;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * All options of a run, as one JSON file has them.
 *
 * @param popularity the baseline and fallback
 * @param als alternating least squares
 * @param graph a graph filter
 * @param cluster segments
 * @param mlc classification
 * @param baselines what models are compared with
 */
public record RunConfig(
        @Option(what = "The baseline and fallback.") PopularityConfig popularity,
        @Option(what = "Alternating least squares.") AlsConfig als,
        @Option(what = "A graph filter.") GraphFilterConfig graph,
        @Option(what = "Segments.") ClusterConfig cluster,
        @Option(what = "Classification.") MlcConfig mlc,
        @Option(what = "What models are compared with.") BaselinesConfig baselines) {
    /**
     * Checks the values.
     *
     * @param popularity not null
     * @param als not null
     * @param graph not null
     * @param cluster not null
     * @param mlc not null
     * @param baselines not null
     * @throws IllegalArgumentException if a value is null
     */
    public RunConfig {
        Options.check(RunConfig.class, popularity, als, graph, cluster, mlc, baselines);
    }

    static RunConfig defaults() {
        return Options.defaults(RunConfig.class);
    }

    /** The options of a file, if there is one; what it leaves out has its default. */
    static RunConfig read(@Nullable Path file) throws IOException {
        return ConfigFile.read(file, defaults());
    }

    RunConfig withAls(AlsConfig changed) {
        return new RunConfig(popularity, changed, graph, cluster, mlc, baselines);
    }

    RunConfig withSeed(long seed) {
        return new RunConfig(
                popularity,
                als.withSeed(seed),
                graph.withSeed(seed),
                cluster.withSeed(seed),
                mlc.withSeed(seed),
                baselines.withSeed(seed));
    }

    RunConfig withThreads(int threads) {
        return new RunConfig(
                popularity,
                als.withThreads(threads),
                graph.withThreads(threads),
                cluster.withThreads(threads),
                mlc.withThreads(threads),
                baselines.withThreads(threads));
    }
}
