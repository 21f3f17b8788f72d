package dev.recsys.eval.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.Trainer;
import dev.recsys.TrainingCancelledException;
import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import dev.recsys.eval.CustomerFolds;
import dev.recsys.eval.Estimate;
import dev.recsys.eval.Evaluator;
import dev.recsys.eval.Interval;
import dev.recsys.eval.MapAtK;
import dev.recsys.eval.NdcgAtK;
import dev.recsys.eval.RollingOrigin;
import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.testkit.SmallBank;
import dev.recsys.testkit.SmallShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random search and successive halving: what they find, and that a search that ended early goes on as if it had not. */
class SearchTest {
    private static final Panel PANEL = SmallBank.panel(150);
    private static final String SPACE = "{\"periods\":[1,2,3],\"noise\":{\"from\":0,\"to\":1}}";

    @TempDir
    private Path folder;

    /** Options of a trainer; noise does nothing. */
    public record Toy(
            @Option(value = "1", min = 1, max = 1000, what = "Periods.")
            int periods,

            @Option(value = "0.5", min = 0, max = 1, what = "Noise.")
            double noise) {
        public Toy {
            Options.check(Toy.class, periods, noise);
        }
    }

    private static final Toy DEFAULTS = new Toy(1, 0.5);

    private static Trainer<Panel> trainer(Toy toy) {
        if (toy.noise() > 0.9) {
            throw new IllegalArgumentException("too much noise");
        }
        return (panel, listener) -> new PopularityTrainer(new PopularityConfig(toy.periods())).train(panel, listener);
    }

    private static Search<Toy, Panel> search(SearchConfig config) {
        return Search.of(SearchSpace.of(SPACE, DEFAULTS), Validation.byCustomers(PANEL, 2, 7), config);
    }

    private static SearchConfig config() {
        return SearchConfig.defaults().withTrials(12).withThreads(2);
    }

    private static SearchResult<Toy> run(SearchConfig config) {
        return search(config).run("map@3", SearchTest::trainer, TrainingListener.none());
    }

    @Test
    void search_random_ranksByTheMeanOfTheFolds() {
        SearchResult<Toy> found = run(config());
        assertThat(found.ranking()).hasSize(12);
        SearchTrial best = found.ranking().get(0);
        Estimate expected = CustomerFolds.of(PANEL, 2, 7)
                .evaluate(trainer(found.best()), Evaluator.of(MapAtK.of(3)))
                .model("model")
                .get("map@3");
        assertThat(best.value()).isEqualTo(expected.mean(), within(1e-15));
        Interval interval = java.util.Objects.requireNonNull(best.interval());
        assertThat(best.value()).isBetween(interval.low(), interval.high());
        List<SearchTrial> made =
                found.ranking().stream().filter(trial -> !trial.isFailed()).toList();
        for (int i = 1; i < made.size(); i++) {
            assertThat(made.get(i).value()).isLessThanOrEqualTo(made.get(i - 1).value());
        }
        assertThat(found.ranking())
                .filteredOn(SearchTrial::isFailed)
                .isNotEmpty()
                .allSatisfy(trial -> assertThat(trial.failure()).isEqualTo("too much noise"));
        assertThat(found.toTable())
                .contains("2 customer folds of ")
                .contains("map@3")
                .contains("too much noise");
        assertThat(found.bestJson()).contains("\"periods\" : " + found.best().periods());
    }

    @Test
    void search_seedAndThreads_decideOrDoNot() {
        String first = run(config()).toJson();
        assertThat(run(config().withThreads(1)).toJson()).isEqualTo(first);
        assertThat(run(config().withSeed(1)).toJson()).isNotEqualTo(first);
    }

    @Test
    void search_byTime_measuresOnTheLastPeriods() {
        Search<Toy, Panel> search = Search.of(SearchSpace.of(SPACE, DEFAULTS), Validation.byTime(PANEL, 1), config());
        SearchResult<Toy> found = search.run("map@3/adders", SearchTest::trainer, TrainingListener.none());
        assertThat(found.validation()).isEqualTo("origins " + PANEL.last().date());
        assertThat(found.ranking().get(0).value()).isPositive();
    }

    @Test
    void search_eventsByTime_isTheMeanOfTheOriginsAndGoesOnAfterAnInterruption() throws Exception {
        EventLog shop = SmallShop.log(60);
        Duration step = Duration.ofDays(6);
        Validation<EventLog> validation = Validation.byTime(shop, 2, step);
        SearchSpace<Toy> space = SearchSpace.of(SPACE, DEFAULTS);
        for (SearchConfig.Method method : SearchConfig.Method.values()) {
            Search<Toy, EventLog> search = Search.of(space, validation, config().withMethod(method));
            SearchResult<Toy> found = search.run("ndcg@10", SearchTest::eventTrainer, TrainingListener.none());
            RollingOrigin<EventLog> origins = RollingOrigin.of(shop, 2, step);
            assertThat(found.validation())
                    .isEqualTo("origins " + origins.splits().get(0).name() + ", "
                            + origins.splits().get(1).name());
            Estimate expected = origins.evaluate(
                            Map.of("model", eventTrainer(found.best())),
                            Evaluator.of(NdcgAtK.of(10)),
                            TrainingListener.none())
                    .model("model")
                    .get("ndcg@10");
            assertThat(expected.mean()).isPositive();
            assertThat(found.ranking().get(0).value()).isEqualTo(expected.mean(), within(1e-15));
            Path file = folder.resolve(method + ".jsonl");
            search.resume("ndcg@10", SearchTest::eventTrainer, TrainingListener.none(), file);
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            SearchResult<Toy> again = search.resume("ndcg@10", SearchTest::eventTrainer, TrainingListener.none(), file);
            assertThat(again.toJson()).isEqualTo(found.toJson());
            assertThat(again.toTable()).isEqualTo(found.toTable());
        }
    }

    private static Trainer<EventLog> eventTrainer(Toy toy) {
        if (toy.noise() > 0.9) {
            throw new IllegalArgumentException("too much noise");
        }
        return (log, listener) -> new PopularityTrainer(new PopularityConfig(toy.periods())).train(log, listener);
    }

    @Test
    void search_halvingOnEvents_trainsOnSomeCustomersFirst() {
        EventLog shop = SmallShop.log(60);
        Validation<EventLog> validation = Validation.byTime(shop, 1, Duration.ofDays(6));
        EventLog known = (EventLog)
                RollingOrigin.of(shop, 1, Duration.ofDays(6)).splits().get(0).train();
        List<Integer> users = new ArrayList<>();
        Search.of(
                        SearchSpace.of(SPACE, DEFAULTS),
                        validation,
                        config().withTrials(3).withMethod(SearchConfig.Method.HALVING))
                .run(
                        "ndcg@10",
                        toy -> (EventLog log, TrainingListener listener) -> {
                            users.add(customers(log));
                            return new PopularityTrainer(new PopularityConfig(toy.periods())).train(log, listener);
                        },
                        TrainingListener.none());
        assertThat(users).hasSize(4);
        assertThat(users.get(0)).isBetween(1, customers(known) / 2).isEqualTo(users.get(1));
        assertThat(users.get(3)).isEqualTo(customers(known));
    }

    private static int customers(EventLog log) {
        return (int) IntStream.range(0, log.size()).map(log::user).distinct().count();
    }

    @Test
    void byTime_eventsWithoutNewItems_areRefused() {
        EventLog.Builder log = EventLog.builder();
        for (int day = 0; day < 20; day++) {
            log.add("ann", "tea", 1, Instant.EPOCH.plus(Duration.ofDays(day)));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Validation.byTime(log.build(), 1, Duration.ofDays(3)))
                .withMessageStartingWith("log must have a user with earlier events who turns to a new item");
    }

    @Test
    void rungs_byHalving_trainFewOnAllCustomers() {
        SearchConfig halving = SearchConfig.defaults().withMethod(SearchConfig.Method.HALVING);
        assertThat(halving.withTrials(27).rungs())
                .extracting(SearchConfig.Rung::trials)
                .containsExactly(27, 9, 3);
        assertThat(halving.withTrials(27).rungs())
                .extracting(SearchConfig.Rung::share)
                .containsExactly(1 / 9.0, 1 / 3.0, 1.0);
        assertThat(halving.withTrials(27).withLeastShare(0.001).rungs())
                .extracting(SearchConfig.Rung::trials)
                .containsExactly(27, 9, 3, 1);
        assertThat(halving.withTrials(2).rungs()).containsExactly(new SearchConfig.Rung(2, 1));
        assertThat(SearchConfig.defaults().rungs()).containsExactly(new SearchConfig.Rung(50, 1));
    }

    @Test
    void search_halving_measuresTheBestOnMoreCustomers() throws Exception {
        SearchConfig halving = config().withMethod(SearchConfig.Method.HALVING);
        SearchResult<Toy> found = run(halving);
        assertThat(found.ranking()).hasSize(12);
        List<Integer> rungs = found.ranking().stream()
                .filter(trial -> !trial.isFailed())
                .map(SearchTrial::rung)
                .toList();
        assertThat(rungs).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(rungs.get(0)).isEqualTo(3);
        assertThat(rungs.stream().filter(rung -> rung == 2)).hasSize(3);
        assertThat(found.ranking().get(0).share()).isEqualTo(1);
        assertThat(found.toTable()).contains("share").contains("0.1111");
        Path file = folder.resolve("halving.jsonl");
        for (int reports = 0; reports < 3; reports++) {
            interrupt(search(halving), file, 4);
        }
        assertThat(search(halving)
                        .resume("map@3", SearchTest::trainer, TrainingListener.none(), file)
                        .toJson())
                .isEqualTo(found.toJson());
    }

    @Test
    void search_halvingByEffort_trainsEachRungForLongerOnAllCustomers() throws Exception {
        SearchConfig halving = config().withMethod(SearchConfig.Method.HALVING)
                .withResource("periods")
                .withLeastShare(0.2);
        SearchSpace<Toy> space = SearchSpace.of("{\"noise\":{\"from\":0,\"to\":0.9}}", new Toy(9, 0.5));
        Search<Toy, Panel> search = Search.of(space, Validation.byTime(PANEL, 1), halving);
        List<Integer> periods = new ArrayList<>();
        List<Integer> users = new ArrayList<>();
        Function<Toy, Trainer<Panel>> trainers = toy -> (panel, listener) -> {
            periods.add(toy.periods());
            users.add(panel.users().size());
            return new PopularityTrainer(new PopularityConfig(toy.periods())).train(panel, listener);
        };
        SearchResult<Toy> found = search.run("map@3", trainers, TrainingListener.none());
        assertThat(periods).hasSize(16);
        assertThat(periods.subList(0, 12)).containsOnly(3);
        assertThat(periods.subList(12, 16)).containsOnly(9);
        assertThat(users).containsOnly(PANEL.users().size());
        SearchTrial best = found.ranking().get(0);
        assertThat(best).returns(2, SearchTrial::rung).returns(1.0, SearchTrial::share);
        assertThat(best.effort()).isEqualTo(Map.of("periods", 9));
        assertThat(found.best().periods()).isEqualTo(9);
        SearchTrial last = found.ranking().get(11);
        assertThat(last).returns(1, SearchTrial::rung).returns(1 / 3.0, SearchTrial::share);
        assertThat(last.effort()).isEqualTo(Map.of("periods", 3));
        assertThat(found.toTable()).contains("share  periods");
        assertThat(found.toJson()).contains("\"share\":1.0,\"effort\":{\"periods\":9},\"value\":");
        assertThat(search.run("map@3", trainers, TrainingListener.none()).toJson())
                .isEqualTo(found.toJson());
        Path file = folder.resolve("effort.jsonl");
        for (int after : new int[] {3, 5, 5}) {
            interrupt(search, file, after);
        }
        assertThat(search.resume("map@3", trainers, TrainingListener.none(), file)
                        .toJson())
                .isEqualTo(found.toJson());
        assertThat(Files.readAllLines(file))
                .hasSize(17)
                .filteredOn(line -> line.contains("\"rung\":1"))
                .hasSize(12)
                .allMatch(line -> line.contains("\"effort\":{\"periods\":3}"));
        refused(
                Search.of(space, Validation.byTime(PANEL, 1), halving.withResource("customers")),
                "map@3",
                file,
                "another resource, periods and not customers");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rounds          | resource must be customers or options by path, but was rounds: space: there is no option",
                "noise           | but was noise: noise is no whole number that says how long a model trains",
                "periods,periods | resource must name each option once, but names periods twice",
                "'periods, '     | but was  : space: there is no option",
            })
    void search_resourceThatIsNone_isRefused(String resource, String sentence) {
        SearchConfig halving = config().withMethod(SearchConfig.Method.HALVING).withResource(resource);
        SearchSpace<Toy> space = SearchSpace.of("{\"noise\":[0.1,0.2,0.3]}", new Toy(9, 0.5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Search.of(space, Validation.byTime(PANEL, 1), halving))
                .withMessageContaining(sentence);
    }

    @Test
    void search_resourceSearchedTooSmallOrAtRandom_isRefused() {
        SearchConfig halving = config().withMethod(SearchConfig.Method.HALVING).withResource("periods");
        Validation<Panel> validation = Validation.byTime(PANEL, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Search.of(SearchSpace.of(SPACE, DEFAULTS), validation, halving))
                .withMessage(
                        "resource must not be searched too: the space must not name periods, whose share says how long a"
                                + " rung trains");
        SearchSpace<Toy> space = SearchSpace.of("{\"noise\":[0.1,0.2,0.3]}", new Toy(2, 0.5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Search.of(space, validation, halving))
                .withMessageStartingWith(
                        "resource must grow from rung to rung, but a share of 0.1111 of {periods=2} trains");
        SearchConfig random = halving.withMethod(SearchConfig.Method.RANDOM);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Search.of(space, validation, random))
                .withMessageStartingWith("resource must be customers by method RANDOM");
    }

    /** Cancels after some trials of its own. */
    private static void interrupt(Search<Toy, Panel> search, Path file, int after) {
        AtomicInteger made = new AtomicInteger();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void onProgress(TrainingProgress progress) {
                made.addAndGet(Double.isNaN(progress.stepSeconds()) ? 0 : 1);
            }

            @Override
            public boolean isCancelled() {
                return made.get() >= after;
            }
        };
        assertThatThrownBy(() -> search.resume("map@3", SearchTest::trainer, listener, file))
                .isInstanceOf(TrainingCancelledException.class);
    }

    @Test
    void resume_fileCutAnywhere_givesTheSameResult() throws Exception {
        Path file = folder.resolve("trials.jsonl");
        SearchConfig config = config().withTrials(3);
        String whole = search(config)
                .resume("map@3", SearchTest::trainer, TrainingListener.none(), file)
                .toJson();
        byte[] bytes = Files.readAllBytes(file);
        int lines = Files.readAllLines(file).size();
        assertThat(lines).isEqualTo(4);
        for (int cut = 0; cut < bytes.length; cut += 37) {
            Files.write(file, Arrays.copyOf(bytes, cut));
            assertThat(search(config)
                            .resume("map@3", SearchTest::trainer, TrainingListener.none(), file)
                            .toJson())
                    .as("cut at %d", cut)
                    .isEqualTo(whole);
            assertThat(Files.readAllLines(file)).hasSize(lines).allMatch(line -> line.endsWith("}"));
        }
    }

    @Test
    void resume_finished_trainsNothingAndTakesMoreTrials() throws Exception {
        Path file = folder.resolve("more.jsonl");
        search(config().withTrials(5)).resume("map@3", SearchTest::trainer, TrainingListener.none(), file);
        AtomicInteger trained = new AtomicInteger();
        SearchResult<Toy> found = search(config().withTrials(8))
                .resume(
                        "map@3",
                        toy -> {
                            trained.incrementAndGet();
                            return trainer(toy);
                        },
                        TrainingListener.none(),
                        file);
        assertThat(trained.get()).isEqualTo(3);
        assertThat(found.toJson()).isEqualTo(run(config().withTrials(8)).toJson());
    }

    @Test
    void resume_ofAnotherSearch_isRefusedByWhatDiffers() throws Exception {
        Path file = folder.resolve("one.jsonl");
        SearchConfig config = config().withTrials(2);
        search(config).resume("map@3", SearchTest::trainer, TrainingListener.none(), file);
        byte[] before = Files.readAllBytes(file);
        refused(search(config.withSeed(1)), "map@3", file, "another seed, 42 and not 1");
        refused(search(config), "map@5", file, "another metric, map@3 and not map@5");
        refused(search(config.withMethod(SearchConfig.Method.HALVING)), "map@3", file, "another method, RANDOM and");
        SearchSpace<Toy> space = SearchSpace.of("{\"periods\":[1,2]}", DEFAULTS);
        refused(Search.of(space, Validation.byCustomers(PANEL, 2, 7), config), "map@3", file, "another space");
        SearchSpace<Toy> defaults = SearchSpace.of(SPACE, new Toy(2, 0.5));
        refused(Search.of(defaults, Validation.byCustomers(PANEL, 2, 7), config), "map@3", file, "another defaults");
        Validation<Panel> data = Validation.byCustomers(SmallBank.panel(151), 2, 7);
        refused(Search.of(SearchSpace.of(SPACE, DEFAULTS), data, config), "map@3", file, "another data");
        Validation<Panel> folds = Validation.byCustomers(PANEL, 3, 7);
        refused(Search.of(SearchSpace.of(SPACE, DEFAULTS), folds, config), "map@3", file, "another validation");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    private static void refused(Search<Toy, Panel> search, String metric, Path file, String words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.resume(metric, SearchTest::trainer, TrainingListener.none(), file))
                .withMessageContaining(file + " is of a search with " + words)
                .withMessageEndingWith("name another folder, or delete it");
    }

    @Test
    void resume_damagedFile_isRefusedWithItsLine() throws Exception {
        Path file = folder.resolve("damaged.jsonl");
        SearchConfig config = config().withTrials(2);
        search(config).resume("map@3", SearchTest::trainer, TrainingListener.none(), file);
        List<String> lines = Files.readAllLines(file);
        damaged(config, file, List.of(lines.get(0), "{\"trial\":", lines.get(2)), "line 2 is not JSON");
        damaged(config, file, List.of(lines.get(0), lines.get(1), lines.get(1)), "line 3 is no trial: trial 1 stands");
        damaged(config, file, List.of(lines.get(0), "{\"trial\":0}"), "line 2 is no trial: number must be at least 1");
        String other = lines.get(1).replaceFirst("\"noise\":[0-9.]+", "\"noise\":0.123");
        damaged(config, file, List.of(lines.get(0), other), "another configuration as trial 1 than the seed gives");
    }

    private static void damaged(SearchConfig config, Path file, List<String> lines, String words) throws IOException {
        Files.write(file, lines);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search(config).resume("map@3", SearchTest::trainer, TrainingListener.none(), file))
                .withMessageContaining(words);
    }

    @Test
    void search_allTrialsFail_saysWhy() {
        SearchSpace<Toy> space = SearchSpace.of("{\"noise\":[0.95,1]}", DEFAULTS);
        Search<Toy, Panel> search = Search.of(space, Validation.byCustomers(PANEL, 2, 7), config());
        assertThatIllegalStateException()
                .isThrownBy(() -> search.run("map@3", SearchTest::trainer, TrainingListener.none()))
                .withMessage("all 2 trials failed, trial 1: too much noise");
    }

    @Test
    void search_otherMetrics_areRefused() {
        for (String metric : List.of("log-loss/pairs", "map", "map@0", "map@3/men", "ndcg@3/first", "margin@3")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> search(config()).run(metric, SearchTest::trainer, TrainingListener.none()))
                    .withMessageStartingWith("metric must be map, ndcg")
                    .withMessageEndingWith("but was " + metric);
        }
    }
}
