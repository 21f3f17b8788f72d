package dev.recsys.cli;

import static dev.recsys.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A search on events: a shop of a hundred days where drinkers buy teas and builders buy tools. */
class TuneEventsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final int DAYS = 100;
    private static final String ALS = "{\"als\":{\"factors\":[2,4,8],\"iterations\":{\"from\":1,\"to\":4}}}";

    @TempDir
    private static Path folder;

    private static List<String> lines;
    private static Path events;
    private static Path items;
    private static Path space;

    @BeforeAll
    static void shop() throws Exception {
        Random random = new Random(11);
        lines = new ArrayList<>(List.of("user,item,weight,timestamp"));
        for (int day = 0; day < DAYS; day++) {
            for (int sale = 0; sale < 8; sale++) {
                int user = random.nextInt(60);
                String kind = user % 2 == 0 ? "tea" : "tool";
                lines.add("u" + user + "," + kind + random.nextInt(15) + ",1," + FIRST.plusDays(day) + "T0" + sale
                        + ":00:00Z");
            }
        }
        List<String> table = new ArrayList<>(List.of("code,kind"));
        for (String kind : List.of("tea", "tool")) {
            for (int item = 0; item < 15; item++) {
                table.add(kind + item + "," + kind);
            }
        }
        events = Files.write(folder.resolve("events.csv"), lines);
        items = Files.write(folder.resolve("items.csv"), table);
        space = Files.writeString(folder.resolve("space.json"), ALS);
    }

    private static Result tune(Path log, String model, Path searched, Path out, Object... more) {
        List<Object> words = new ArrayList<>(List.of("tune", "--events", log, "--model", model));
        words.addAll(List.of("--space", searched, "--threads", 1, "--out", out));
        words.addAll(List.of(more));
        return run(words.toArray());
    }

    @Test
    void tune_eventsInterrupted_givesTheSameTableAndOptionsForTrain() throws Exception {
        Path out = folder.resolve("whole");
        Result found = tune(events, "als", space, out, "--trials", 5);
        assertThat(found.code()).as(found.err()).isZero();
        assertThat(found.out())
                .contains("validation: origins 2024-03-30T08:42:01Z")
                .contains("als.factors", "ndcg@10", "low", "high")
                .contains("measure it by 'recsys train --config");
        assertThat(found.err()).contains("trial 5/5").contains("best ndcg@10");
        JsonNode first = MAPPER.readTree(out.resolve("tune.json").toFile())
                .path("trials")
                .get(0);
        assertThat(first.path("value").asDouble()).isBetween(0.01, 1.0);

        Path again = Files.createDirectory(folder.resolve("interrupted"));
        List<String> trials = Files.readAllLines(out.resolve("trials.jsonl"));
        String cut = trials.get(3).substring(0, trials.get(3).length() / 2);
        Files.writeString(
                again.resolve("trials.jsonl"),
                String.join("\n", trials.subList(0, 3)) + "\n" + cut); // killed while it wrote
        Result resumed = tune(events, "als", space, again, "--trials", 5);
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains("2 trials were made before", "trial 5/5");
        for (String file : List.of("tune.json", "best.json")) {
            assertThat(again.resolve(file)).hasSameBinaryContentAs(out.resolve(file));
        }
        assertThat(table(resumed)).isEqualTo(table(found));

        Path best = out.resolve("best.json");
        assertThat(MAPPER.readTree(best.toFile()).path("als").path("factors"))
                .isEqualTo(first.path("options").path("als.factors"));
        Result trained = run(
                "train",
                "--events",
                events,
                "--model",
                "als",
                "--config",
                best,
                "--threads",
                1,
                "--out",
                folder.resolve("models"));
        assertThat(trained.code()).as(trained.err()).isZero();

        Result other = tune(events, "als", space, out, "--trials", 5, "--days", 20);
        assertThat(other).returns(2, Result::code);
        assertThat(other.err()).contains("is of a search with another validation");
    }

    private static String table(Result result) {
        return result.out().substring(0, result.out().indexOf("The best of"));
    }

    @Test
    void tune_eventsWithSplit_neverLooksAtLaterOnes() throws Exception {
        LocalDate split = FIRST.plusDays(80);
        List<String> before = new ArrayList<>(lines);
        before.removeIf(line -> !line.startsWith("user,") && isFrom(line, split));
        assertThat(before).hasSize(1 + 80 * 8);
        List<String> poisoned = new ArrayList<>(lines);
        poisoned.add("a-later-user,a-later-item,1," + split + "T00:00:00Z");
        Path cut = Files.write(folder.resolve("cut.csv"), before);
        Path whole = Files.write(folder.resolve("poisoned.csv"), poisoned);
        Object[] more = {"--trials", 6, "--method", "halving", "--origins", 2, "--days", 7.5, "--items", items};
        Path one = folder.resolve("cut");
        Result first = tune(cut, "als", space, one, more);
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).contains("validation: origins 2024-03-05T07:00:01Z, 2024-03-12T19:00:01Z");
        Path two = folder.resolve("split");
        List<Object> words = new ArrayList<>(List.of(more));
        words.addAll(List.of("--split", split));
        Result second = tune(whole, "als", space, two, words.toArray());
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(two.resolve("tune.json")).hasSameBinaryContentAs(one.resolve("tune.json"));
    }

    private static boolean isFrom(String line, LocalDate day) {
        return line.substring(line.lastIndexOf(',') + 1).compareTo(day.toString()) >= 0;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "graph    | {\"graph.filter.exponent\":[0,0.3]}",
                "hybrid   | {\"graph.factors\":[4],\"als.factors\":[2,4]}",
                "bm25     | {\"baselines.neighbours.shrinkage\":[0,20]}",
                "userknn  | {\"baselines.userNeighbours.neighbours\":[3,30]}",
                "bpr      | {\"baselines\":{\"bpr\":{\"factors\":[4],\"epochs\":[1,10]}}}",
                "ease     | {\"baselines.ease.regularization\":[5,500]}",
                "slim     | {\"baselines.slim.l1\":[0.1,1]}",
                "markov   | {\"baselines.markov.smoothing\":[1,20]}",
                "features | {\"baselines.featureFactors.factors\":[2,4]}",
            })
    void tune_eachModelOfEvents_hasFiguresThatDifferByOption(String model, String searched) throws Exception {
        Path file = Files.writeString(folder.resolve(model + ".json"), searched);
        Path out = folder.resolve("of-" + model);
        Result found = tune(events, model, file, out, "--items", items, "--trials", 2, "--json");
        assertThat(found.code()).as(found.err()).isZero();
        JsonNode trials = found.json().path("trials");
        assertThat(trials).hasSize(2);
        assertThat(trials.get(0).path("value").asDouble())
                .isPositive()
                .isNotEqualTo(trials.get(1).path("value").asDouble());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--folds 2                 | --folds needs --panel",
                "--origins 0               | --origins must be at least 1, but was 0",
                "--days 0                  | --days must be finite and above 0",
                "--days 60 --origins 2     | --days must leave events before the first of 2 origins, so be below 49.",
                "--origins 10              | --days must leave events before the first of 10 origins",
                "--split 2024-01-01        | --split must leave events to search on, but there is none before 2024-01-01",
                "--panel events.csv        | mutually exclusive",
                "--item-id code            | --item-id needs --items",
                "--model segment           | --model segment needs --panel, since events have no attributes",
                "--model mlc               | --model mlc needs --panel, since events have no attributes",
                "--model bpr               | space: --model bpr has options under [baselines.bpr], but not als.factors",
                "--metric log-loss         | metric must be map, ndcg",
            })
    void tune_whatEventsCannotDo_isRefused(String options, String sentence) {
        String line = "tune --events " + events + " --space " + space + " --out " + folder.resolve("never") + " "
                + (options.contains("--model") ? "" : "--model als ") + options;
        Result result = run((Object[]) line.split(" +"));
        assertThat(result).returns(2, Result::code).returns("", Result::out);
        assertThat(result.err()).contains(sentence).doesNotContain("Exception");
    }

    @Test
    void tune_eventsWithoutTimes_areRefused() throws Exception {
        Path timeless = Files.writeString(folder.resolve("timeless.csv"), "user,item\na,x\na,y\nb,x\n");
        Result result = tune(timeless, "als", space, folder.resolve("never"));
        assertThat(result).returns(2, Result::code);
        assertThat(result.err()).contains("--events must have times, of which the last are held out");
    }
}
