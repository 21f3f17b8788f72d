package dev.recsys.cli;

import static dev.recsys.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A search as a user starts it: the table, the files, carrying on, and what is refused. */
@ExtendWith(TrainedBank.Shared.class)
@Tag("slow")
class TuneCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static Path panel;
    private static Path space;

    @BeforeAll
    static void bank(TrainedBank bank) throws Exception {
        panel = bank.panel();
        space = Files.writeString(
                folder.resolve("space.json"),
                "{\"als\":{\"factors\":[2,4,8],\"iterations\":{\"from\":1,\"to\":4}},\"als.loss.alpha\":[1,2]}");
    }

    private static Result tune(Path out, Object... more) {
        Object[] args = {"tune", "--panel", panel, "--model", "als", "--space", space, "--folds", 2, "--out", out};
        Object[] all = java.util.stream.Stream.concat(java.util.Arrays.stream(args), java.util.Arrays.stream(more))
                .toArray();
        return run(all);
    }

    @Test
    void tune_random_writesTheBestForARunAndCarriesOn() throws Exception {
        Path out = folder.resolve("random");
        Result found = tune(out, "--trials", 4);
        assertThat(found.code()).as(found.err()).isZero();
        assertThat(found.out())
                .contains("validation: 2 customer folds of 2015-04-28, seed 42")
                .contains("als.factors", "als.loss.alpha", "map@7", "low", "high")
                .doesNotContain("share");
        assertThat(found.err()).contains("trial 4/4").contains("best map@7").contains(" left");
        JsonNode result = MAPPER.readTree(out.resolve("tune.json").toFile());
        assertThat(result.path("trials")).hasSize(4);
        JsonNode first = result.path("trials").get(0);
        JsonNode options = MAPPER.readTree(
                run("config", "--config", out.resolve("best.json")).out());
        assertThat(options.path("als").path("factors"))
                .isEqualTo(first.path("options").path("als.factors"));
        assertThat(options.path("als").path("iterations"))
                .isEqualTo(first.path("options").path("als.iterations"));
        Result again = tune(out, "--trials", 6, "--json");
        assertThat(again.err()).contains("4 trials were made before").contains("trial 6/6");
        assertThat(again.json().path("trials")).hasSize(6);
        assertThat(Files.readAllLines(out.resolve("trials.jsonl"))).hasSize(7);
        Path best = out.resolve("best.json");
        Result over = tune(out, "--config", best);
        assertThat(over).returns(2, Result::code);
        assertThat(over.err()).contains("--out would write over " + best + ", which --config reads");
        Result other = tune(out, "--trials", 6, "--seed", 7);
        assertThat(other).returns(2, Result::code);
        assertThat(other.err())
                .contains("is of a search with another seed, 42 and not 7")
                .contains("name another folder");
    }

    @Test
    void tune_halvingByMonths_neverLooksAtTheSplitMonth() throws Exception {
        Path out = folder.resolve("halving");
        Result found = run(
                "tune",
                "--panel",
                panel,
                "--model",
                "als",
                "--space",
                space,
                "--origins",
                2,
                "--method",
                "halving",
                "--trials",
                9,
                "--metric",
                "ndcg@3/adders",
                "--out",
                out);
        assertThat(found.code()).as(found.err()).isZero();
        assertThat(found.out())
                .contains("validation: origins 2015-03-28, 2015-04-28")
                .contains("share");
        assertThat(found.err()).contains("trial 13/13");
        Path cut = folder.resolve("cut.csv");
        java.util.List<String> lines = new java.util.ArrayList<>();
        try (var reader = new java.io.BufferedReader(new java.io.InputStreamReader(
                new java.util.zip.GZIPInputStream(Files.newInputStream(panel)),
                java.nio.charset.StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> !line.startsWith("2015-05")).forEach(lines::add);
        }
        Files.write(cut, lines);
        Result without = run(
                "tune",
                "--panel",
                cut,
                "--split",
                "2015-05-01",
                "--model",
                "als",
                "--space",
                space,
                "--origins",
                2,
                "--method",
                "halving",
                "--trials",
                9,
                "--metric",
                "ndcg@3/adders",
                "--out",
                folder.resolve("cut"));
        assertThat(without.code()).as(without.err()).isZero();
        assertThat(folder.resolve("cut").resolve("tune.json")).hasSameBinaryContentAs(out.resolve("tune.json"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "als    | als.loss.alpha                | als.iterations   | 9",
                "mlc    | mlc.trees.learningRate        | mlc.trees.rounds | 9",
                "hybrid | mlc.trees.learningRate        | mlc.trees.rounds | 9",
                "bpr    | baselines.bpr.learningRate    | baselines.bpr.epochs | 9",
                "slim   | baselines.slim.l2             | baselines.slim.sweeps | 9",
                "features | baselines.featureFactors.alpha | baselines.featureFactors.iterations | 9",
            })
    void tune_halvingByEffort_trainsEachModelForAShareOfIt(String model, String option, String effort, int full)
            throws Exception {
        Path one = Files.writeString(folder.resolve(model + ".json"), "{\"" + option + "\":[0.1,0.2,0.3]}");
        Path config = Files.writeString(folder.resolve(model + "-config.json"), nested(effort, full));
        Path out = folder.resolve("effort-" + model);
        Result found = run(
                "tune",
                "--panel",
                panel,
                "--model",
                model,
                "--space",
                one,
                "--config",
                config,
                "--origins",
                1,
                "--method",
                "halving",
                "--trials",
                3,
                "--out",
                out,
                "--json");
        assertThat(found.code()).as(found.err()).isZero();
        JsonNode trials = found.json().path("trials");
        assertThat(trials.get(0).path("effort").path(effort).asInt()).isEqualTo(full);
        assertThat(trials.get(1).path("effort").path(effort).asInt()).isEqualTo(full / 3);
        assertThat(trials.get(1).path("share").asDouble()).isEqualTo(1 / 3.0);
        JsonNode best = MAPPER.readTree(out.resolve("best.json").toFile());
        assertThat(best.at("/" + effort.replace('.', '/')).asInt()).isEqualTo(full);
    }

    @Test
    void tune_halvingByCustomers_hasNoEffort() throws Exception {
        Path searched = Files.writeString(folder.resolve("one.json"), "{\"als.loss.alpha\":[1,2,3]}");
        Path out = folder.resolve("customers");
        Object[] line = {
            "tune",
            "--panel",
            panel,
            "--model",
            "als",
            "--space",
            searched,
            "--origins",
            1,
            "--method",
            "halving",
            "--trials",
            3,
            "--out",
            out
        };
        Object[] byCustomers = java.util.stream.Stream.concat(
                        java.util.Arrays.stream(line), java.util.stream.Stream.of("--resource", "customers", "--json"))
                .toArray();
        Result found = run(byCustomers);
        assertThat(found.code()).as(found.err()).isZero();
        assertThat(found.json().path("trials")).hasSize(3).allMatch(trial -> !trial.has("effort"));
        Result other = run(line);
        assertThat(other).returns(2, Result::code);
        assertThat(other.err()).contains("is of a search with another resource, customers and not als.iterations");
    }

    private static String nested(String path, int value) {
        String json = Integer.toString(value);
        String[] names = path.split("\\.", -1);
        for (int i = names.length - 1; i >= 0; i--) {
            json = "{\"" + names[i] + "\":" + json + "}";
        }
        return json;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--trials 0                | --trials must be in 1..100000, but was 0",
                "--folds 1                 | --folds must be at least 2, but was 1",
                "--origins 0               | --origins must be at least 1, but was 0",
                "--folds 2 --origins 1     | mutually exclusive",
                "--method grid             | grid",
                "--metric log-loss         | metric must be map, ndcg",
                "--resource effort         | --resource needs --method halving: by random, all are trained in full",
                "--resource trees          | trees",
                "--method halving --resource effort | resource must not be searched too: the space must not name als.iterations",
                "--model cluster --method halving --resource effort | --resource must be customers for --model cluster, which has",
                "--model fly               | there is no model \"fly\" with options to search",
                "--model mlc               | space: --model mlc has options under [mlc], but not als.factors",
                "--split 2015-02-01        | --split must leave two snapshots to search on, but the panel has 1",
            })
    void tune_whatItCannotDo_isRefused(String options, String sentence) {
        String line = "tune --panel " + panel + " --space " + space + " --out " + folder.resolve("never") + " "
                + (options.contains("--model") ? "" : "--model als ") + options;
        Result result = run((Object[]) line.split(" +"));
        assertThat(result).returns(2, Result::code).returns("", Result::out);
        assertThat(result.err()).contains(sentence).doesNotContain("Exception");
    }
}
