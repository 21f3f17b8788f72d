package dev.recsys.eval.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.data.Dataset;
import dev.recsys.eval.Evaluator;
import dev.recsys.eval.search.SearchConfig.Rung;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.check.LibraryVersion;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.internal.options.JsonMappers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Tries configurations drawn from a {@link SearchSpace} on a {@link Validation}, at random or by successive halving. A configuration
 * that is refused, or whose training refuses the data, is a failed trial; other exceptions end the search. The same space, seed
 * and data give the same ranking, bit for bit, at any number of threads and however often the search was interrupted.
 *
 * <pre>{@code
 * SearchResult<AlsConfig> found = Search.of(space, Validation.byCustomers(split.trainPanel(), 5, 42), SearchConfig.defaults())
 *         .resume("map@7", AlsTrainer::new, TrainingListener.none(), Path.of("trials.jsonl"));
 * }</pre>
 *
 * <p>Immutable and thread-safe. <b>Cost:</b> a trial trains and evaluates a model for each split.
 *
 * @param <C> the configuration
 * @param <D> the kind of data
 */
public final class Search<C extends Record, D extends Dataset> {
    private static final String TASK = "search";

    private final SearchSpace<C> space;
    private final Validation<D> validation;
    private final SearchConfig config;
    private final Effort effort;

    private Search(SearchSpace<C> space, Validation<D> validation, SearchConfig config, Effort effort) {
        this.space = space;
        this.validation = validation;
        this.config = config;
        this.effort = effort;
    }

    /**
     * A search.
     *
     * @param <C> the configuration
     * @param <D> the kind of data
     * @param space which options to try
     * @param validation what to measure on
     * @param config how to search
     * @return the search
     * @throws IllegalArgumentException if an argument is null; or if {@code config} names a resource that the configuration lacks,
     *     that is no whole number, that the space searches too, that is not above 0, or too small to differ from rung to rung
     */
    public static <C extends Record, D extends Dataset> Search<C, D> of(
            SearchSpace<C> space, Validation<D> validation, SearchConfig config) {
        Checks.notNull(space, "space");
        Checks.notNull(validation, "validation");
        Checks.notNull(config, "config");
        return new Search<>(space, validation, config, Effort.of(space, config));
    }

    /**
     * Makes all trials.
     *
     * @param metric a key of {@link Evaluator} for a ranking of which a greater figure is better, such as {@code "map@7"} or
     *     {@code "ndcg@3/adders"}
     * @param trainers makes the trainer of a configuration
     * @param listener told of every trial, with the best value so far as objective; may cancel
     * @return what was found
     * @throws IllegalArgumentException if an argument is null or there is no such metric
     * @throws IllegalStateException if all trials failed
     * @throws dev.recsys.TrainingCancelledException if the listener cancels or the thread is interrupted
     */
    public SearchResult<C> run(
            String metric, Function<? super C, ? extends Trainer<? super D>> trainers, TrainingListener listener) {
        try {
            return run(metric, trainers, listener, SearchJournal.none());
        } catch (IOException e) {
            throw new IllegalStateException("a search without a file failed to write", e);
        }
    }

    /**
     * Makes all trials, writing each to a file as soon as it is done. The file of the same search, killed or cancelled, is carried
     * on: its trials are not made again. A random search is carried on with more trials too.
     *
     * @param metric as {@link #run}
     * @param trainers as {@link #run}
     * @param listener as {@link #run}; trials found in the file are reported at once
     * @param file one JSON object a line; its folder must exist. No other process may write it.
     * @return what was found, as one uninterrupted search would have
     * @throws IOException if the file can't be read or written
     * @throws IllegalArgumentException as {@link #run}; or if the file is of another search, by what it differs, or of none
     * @throws IllegalStateException if all trials failed
     * @throws dev.recsys.TrainingCancelledException if the listener cancels or the thread is interrupted
     */
    public SearchResult<C> resume(
            String metric,
            Function<? super C, ? extends Trainer<? super D>> trainers,
            TrainingListener listener,
            Path file)
            throws IOException {
        RankingMetrics.of(metric);
        try (SearchJournal journal = SearchJournal.open(Checks.notNull(file, "file"), heading(metric))) {
            return run(metric, trainers, listener, journal);
        }
    }

    /** What makes two searches the same; threads apart. */
    private ObjectNode heading(String metric) {
        ObjectNode heading = JsonNodeFactory.instance
                .objectNode()
                .put("format", 1)
                .put("version", LibraryVersion.current())
                .put("metric", metric)
                .put("method", config.method().name())
                .put("seed", config.seed())
                .put("data", validation.dataHash())
                .put("validation", validation.name());
        if (config.method() == SearchConfig.Method.HALVING) {
            heading.put("trials", config.trials())
                    .put("reduction", config.reduction())
                    .put("leastShare", config.leastShare())
                    .put("resource", effort.resource());
        }
        heading.set("space", space.said());
        heading.set("defaults", WithoutThreads.of(ConfigJson.write(space.defaults())));
        return heading;
    }

    private SearchResult<C> run(
            String metric,
            Function<? super C, ? extends Trainer<? super D>> trainers,
            TrainingListener listener,
            SearchJournal journal)
            throws IOException {
        Evaluator evaluator = Evaluator.of(RankingMetrics.of(metric)).withThreads(config.threads());
        Checks.notNull(trainers, "trainers");
        Checks.notNull(listener, "listener");
        List<Map<String, JsonNode>> draws = space.draws(config.seed(), config.trials());
        List<Rung> rungs = config.rungs();
        Map<Integer, SearchTrial> last = new HashMap<>();
        List<Integer> left = IntStream.range(0, draws.size()).boxed().toList();
        int total = rungs.stream()
                .mapToInt(rung -> Math.min(rung.trials(), draws.size()))
                .sum();
        Steps steps = new Steps(listener, total);
        for (int r = 0; r < rungs.size(); r++) {
            double share = rungs.get(r).share();
            List<SearchTrial> made = new ArrayList<>();
            for (int index : left.subList(0, Math.min(left.size(), rungs.get(r).trials()))) {
                listener.checkCancelled(TASK);
                Map<String, String> options = texts(draws.get(index));
                SearchTrial trial = journal.find(r + 1, index + 1, options);
                boolean found = trial != null;
                if (trial == null) {
                    trial = trial(r + 1, index + 1, share, draws.get(index), trainers, evaluator, metric, listener);
                    journal.add(trial, draws.get(index));
                }
                made.add(trial);
                last.put(index, trial);
                steps.report(trial, found);
            }
            made.sort(BEST_FIRST);
            left = made.stream()
                    .filter(trial -> !trial.isFailed())
                    .map(trial -> trial.number() - 1)
                    .toList();
        }
        List<SearchTrial> ranking = last.values().stream().sorted(BEST_FIRST).toList();
        SearchTrial best = ranking.get(0);
        if (best.isFailed()) {
            throw new IllegalStateException(
                    "all " + ranking.size() + " trials failed, trial " + best.number() + ": " + best.failure());
        }
        return new SearchResult<>(validation.name(), metric, ranking, space.config(draws.get(best.number() - 1)));
    }

    private static final Comparator<SearchTrial> BEST_FIRST = Comparator.comparing(SearchTrial::isFailed)
            .thenComparing(Comparator.comparingInt(SearchTrial::rung).reversed())
            .thenComparing(Comparator.comparingDouble(SearchTrial::value).reversed())
            .thenComparingInt(SearchTrial::number);

    private static Map<String, String> texts(Map<String, JsonNode> draw) {
        Map<String, String> texts = new LinkedHashMap<>();
        draw.forEach((path, value) -> texts.put(path, JsonMappers.text(value)));
        return texts;
    }

    private SearchTrial trial(
            int rung,
            int number,
            double share,
            Map<String, JsonNode> draw,
            Function<? super C, ? extends Trainer<? super D>> trainers,
            Evaluator evaluator,
            String metric,
            TrainingListener listener) {
        long start = System.nanoTime();
        Map<String, Integer> spent = effort.at(share);
        Validation.Measured measured;
        String failure = "";
        try {
            Trainer<? super D> trainer =
                    Checks.notNull(trainers.apply(space.config(draw, spent)), "the trainer of a configuration");
            double customers = effort.isOfCustomers() ? share : 1;
            measured = validation.measure(trainer, customers, config.seed(), evaluator, metric, quiet(listener));
        } catch (IllegalArgumentException | IllegalStateException e) {
            // What a configuration or a trainer refuses, in words.
            measured = new Validation.Measured(Double.NaN, null);
            failure = String.valueOf(e.getMessage());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new SearchTrial(
                number, rung, share, spent, texts(draw), measured.value(), measured.interval(), failure, seconds);
    }

    /** Passes cancelling on, and no steps: a search reports trials. */
    private static TrainingListener quiet(TrainingListener listener) {
        return new TrainingListener() {
            @Override
            public void onProgress(TrainingProgress progress) {
                // The steps of one training say nothing of how far the search is.
            }

            @Override
            public boolean isCancelled() {
                return listener.isCancelled();
            }
        };
    }

    /** Reports one trial after the other. */
    private static final class Steps {
        private final TrainingListener listener;
        private final int total;
        private final long start = System.nanoTime();
        private int done;
        private double best = Double.NaN;
        private int bestRung;

        Steps(TrainingListener listener, int total) {
            this.listener = listener;
            this.total = total;
        }

        void report(SearchTrial trial, boolean found) {
            done++;
            // Values of different shares of the resource do not compare.
            boolean better = trial.rung() > bestRung || !(trial.value() <= best);
            if (!trial.isFailed() && better) {
                best = trial.value();
                bestRung = trial.rung();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            listener.report(
                    new TrainingProgress(TASK, done, total, best, seconds, found ? Double.NaN : trial.seconds()));
        }
    }
}
