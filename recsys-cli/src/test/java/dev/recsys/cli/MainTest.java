package dev.recsys.cli;

import static dev.recsys.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The command line as a user meets it: files in, files and text out, exit codes. What trains and generates, and what is
 * common to all commands.
 */
@ExtendWith(TrainedBank.Shared.class)
class MainTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> NAMES = ModelSet.NAMES;

    @TempDir
    private static Path folder;

    private static Path panel;
    private static Path out;
    private static Path events;

    @BeforeAll
    static void bank(TrainedBank bank) {
        panel = bank.panel();
        out = bank.out();
        events = bank.events();
    }

    @Tag("slow")
    @Test
    void train_threadsAndModel_giveOneHash() throws Exception {
        Path one = folder.resolve("one");
        Path three = folder.resolve("three");
        Result first = run("train", "--panel", panel, "--model", "hybrid", "--threads", 1, "--out", one, "--json");
        Result second = run("train", "--panel", panel, "--threads", 3, "--out", three, "--json");
        assertThat(first.json().path("models")).hasSize(1);
        assertThat(second.json().path("models")).hasSize(NAMES.size());
        assertThat(first.json().path("models").get(0).path("modelHash"))
                .isEqualTo(second.json().path("models").get(NAMES.size() - 1).path("modelHash"));
        JsonNode inspected = run("inspect", "--models", three, "--json").json().path("models");
        assertThat(inspected.findValuesAsText("name")).containsExactlyElementsOf(NAMES);
        int als = NAMES.indexOf("als");
        assertThat(inspected.get(als).path("algorithm").asText()).isEqualTo("als");
        assertThat(Path.of(inspected.get(als).path("file").asText())).exists();
        assertThat(run("inspect", "--models", three).out()).contains("als.recsys");
    }

    @Test
    void trainAndEvaluate_events_work() throws Exception {
        Path models = folder.resolve("events-models");
        Path trace = folder.resolve("trace.jsonl");
        Result trained = run(
                "train",
                "--model",
                "als",
                "--events",
                events,
                "--factors",
                4,
                "--iterations",
                6,
                "--regularization",
                0.05,
                "--alpha",
                2,
                "--unobserved-weight",
                0.5,
                "--seed",
                7,
                "--threads",
                2,
                "--out",
                models,
                "--trace",
                trace);
        assertThat(trained.code()).as(trained.err()).isZero();
        List<String> lines = Files.readAllLines(trace);
        assertThat(lines).hasSize(6);
        double last = Double.POSITIVE_INFINITY;
        for (int sweep = 1; sweep <= 6; sweep++) {
            JsonNode line = MAPPER.readTree(lines.get(sweep - 1));
            assertThat(line.path("sweep").asInt()).isEqualTo(sweep);
            assertThat(line.path("seconds").asDouble(-1)).isGreaterThanOrEqualTo(0);
            assertThat(line.path("objective").asDouble()).isLessThanOrEqualTo(last * (1 + 1e-12));
            last = line.path("objective").asDouble();
        }
        Path truth = folder.resolve("truth.csv");
        Files.write(truth, List.of("user,item", "u0,i21", "u1,i13", "u2,i5", "stranger,i0"));
        Result evaluated = run("evaluate", "--models", models, "--events", events, "--truth", truth, "--json");
        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        assertThat(evaluated
                        .json()
                        .path("models")
                        .path("als")
                        .path("map@7/adders")
                        .asDouble())
                .isGreaterThan(0.3);
    }

    @Test
    void trainAndEvaluate_allOnEvents_carriesEveryBaseline() throws Exception {
        Path models = folder.resolve("events-all");
        Result trained = run("train", "--events", events, "--threads", 2, "--out", models, "--json");
        assertThat(trained.code()).as(trained.err()).isZero();
        List<String> expected = NAMES.stream()
                .filter(name -> !List.of("segment", "cluster", "mlc").contains(name))
                .toList();
        assertThat(trained.json().path("models").findValuesAsText("name")).containsExactlyElementsOf(expected);
        assertThat(trained.err()).contains("note: segment is left out: ");
        Path truth = folder.resolve("truth-all.csv");
        Files.write(truth, List.of("user,item", "u0,i21", "u1,i13", "u2,i5", "stranger,i0"));
        JsonNode figures = run("evaluate", "--models", models, "--events", events, "--truth", truth, "--json")
                .json()
                .path("models");
        assertThat(figures.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(expected);
        assertThat(figures.path("cosine").path("map@7/adders").asDouble())
                .isGreaterThan(figures.path("random").path("map@7/adders").asDouble());
        Result one = run("train", "--events", events, "--model", "ease", "--out", folder.resolve("ease"), "--json");
        assertThat(one.json().path("models").findValuesAsText("name")).containsExactly("ease");
        Result answer = run("recommend", "--models", models, "--model", "ease", "--user", "u1", "-k", 3, "--json");
        assertThat(answer.json().path("model").asText()).isEqualTo("item-item");
        assertThat(run("train", "--events", events, "--model", "segment", "--out", folder.resolve("never")))
                .returns(2, Result::code);
    }

    @Test
    void train_clusterOnEvents_isBadUsage() {
        Result result = run("train", "--model", "cluster", "--events", events, "--out", folder.resolve("never"));
        assertThat(result).returns(2, Result::code);
        assertThat(result.err()).isEqualTo("recsys: --model cluster needs --panel, since events have no attributes\n");
        assertThat(folder.resolve("never")).doesNotExist();
    }

    @Test
    void config_printsDefaultsAndRanges_andItsJsonConfiguresARun() throws Exception {
        Result table = run("config");
        assertThat(table.code()).isZero();
        assertThat(table.out())
                .contains("mlc.trees.maxLeaves")
                .contains("als.iterations")
                .contains("cluster.clusters");
        Path file = Files.writeString(folder.resolve("run.json"), "{\"als\":{\"iterations\":2}}");
        Result whole = run("config", "--config", file);
        assertThat(whole.json().path("als").path("iterations").asInt()).isEqualTo(2);
        assertThat(whole.json().path("mlc").path("trees").path("maxLeaves").asInt())
                .isPositive();
        Path trace = folder.resolve("config-trace.jsonl");
        Result trained = run(
                "train",
                "--config",
                file,
                "--events",
                events,
                "--model",
                "als",
                "--out",
                folder.resolve("configured"),
                "--trace",
                trace);
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(Files.readAllLines(trace)).hasSize(2);
        Path wrong = Files.writeString(folder.resolve("wrong.json"), "{\"als\":{\"iteration\":2}}");
        Result refused = run("config", "--config", wrong);
        assertThat(refused).returns(2, Result::code);
        assertThat(refused.err()).contains("wrong.json").contains("als.iteration");
    }

    @Test
    void train_withoutMemory_savesNoCustomer() throws Exception {
        Path models = folder.resolve("no-memory");
        Result trained = run("train", "--panel", panel, "--model", "als", "--without-memory", "--out", models);
        assertThat(trained.code()).as(trained.err()).isZero();
        String bytes = Files.readString(models.resolve("als.recsys"), StandardCharsets.ISO_8859_1);
        assertThat(bytes).doesNotContain("10000003").doesNotContain("10000004");
        String with = Files.readString(out.resolve("models/hybrid.recsys"), StandardCharsets.ISO_8859_1);
        assertThat(with.split("10000003", -1)).hasSize(2);
    }

    @Test
    void models_fileWithAnOddNameBesideOthers_isLeftOutWithANote() throws Exception {
        Path models = Files.createDirectories(folder.resolve("odd"));
        Files.copy(out.resolve("models/als.recsys"), models.resolve("my model.recsys"));
        Result alone = run("inspect", "--models", models);
        assertThat(alone).returns(2, Result::code);
        assertThat(alone.err()).contains("there is no model in").contains("my model.recsys");
        Files.copy(out.resolve("models/als.recsys"), models.resolve("als.recsys"));
        Result inspected = run("inspect", "--models", models, "--json");
        assertThat(inspected.code()).as(inspected.err()).isZero();
        assertThat(inspected.json().path("models")).hasSize(1);
        assertThat(inspected.err()).contains("my model.recsys is left out");
        assertThat(run("recommend", "--models", models, "--user", "10000003")).returns(0, Result::code);
        assertThat(run("evaluate", "--models", models, "--panel", panel, "--at", "2015-04-28"))
                .returns(0, Result::code);
    }

    @Test
    void train_outputThatIsAnInput_isRefusedBeforeAnyWork() throws Exception {
        Path data = Files.copy(events, folder.resolve("data.csv"));
        byte[] before = Files.readAllBytes(data);
        Path hard = Files.createLink(folder.resolve("hard.csv"), data);
        Path soft = Files.createSymbolicLink(folder.resolve("soft.csv"), data);
        Path models = folder.resolve("same");
        for (Path trace : List.of(data, hard, soft, folder.resolve("./data.csv"))) {
            Result result = run("train", "--events", data, "--model", "als", "--out", models, "--trace", trace);
            assertThat(result).returns(2, Result::code);
            assertThat(result.err())
                    .isEqualTo("recsys: --trace would write over " + trace + ", which --events reads\n");
        }
        assertThat(models).doesNotExist();
        Files.createDirectories(models);
        Path inside = Files.createLink(models.resolve("als.recsys"), data);
        Result result = run("train", "--events", data, "--model", "als", "--out", models);
        assertThat(result).returns(2, Result::code);
        assertThat(result.err()).contains("--out would write over " + inside);
        assertThat(Files.readAllBytes(data)).isEqualTo(before);
        Path clash = folder.resolve("same2/als.recsys");
        assertThat(run("train", "--events", data, "--model", "als", "--out", clash.getParent(), "--trace", clash)
                        .err())
                .contains("which --trace writes");
    }

    @Test
    void generate_overALink_isRefused() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious.csv"), "mine");
        Path link = Files.createSymbolicLink(folder.resolve("to-precious.csv"), precious);
        Result result = run("generate", "--customers", 10, "--months", 2, "--out", link);
        assertThat(result).returns(1, Result::code);
        assertThat(result.err())
                .isEqualTo("recsys: " + link + " is a symbolic link, and only a regular file is replaced\n");
        assertThat(link).isSymbolicLink();
        assertThat(precious).hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "tune",
                "train",
                "evaluate",
                "recommend",
                "generate",
                "inspect",
                "config",
                "predict",
                "uplift"
            })
    void help_everyCommand_isThere(String command) {
        Result result = run(command, "--help");
        assertThat(result).returns(0, Result::code);
        assertThat(result.out()).contains("Usage: recsys " + command);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                    | Usage",
                "fly                                                   | fly",
                "run --out x                                           | --panel",
                "run --panel a --synthetic 5 --out x                   | mutually exclusive",
                "run --synthetic -4 --out x                            | --synthetic must be at least 1, but was -4",
                "run --synthetic 100 --months 2 --out x                | --months must be in 3..17, but was 2",
                "run --synthetic 100 -k 0 --out x                      | k must be at least 1, but was 0",
                "run --synthetic 100 --out pom.xml                     | --out pom.xml is a file, not a folder",
                "run --panel no-such-file.csv --out x                  | there is no file no-such-file.csv",
                "train --panel no-such-file.csv --model als --out x    | there is no file no-such-file.csv",
                "train --panel p --regularization 1e-9 --out x         | regularization must be 0 or in 0.000001..1000000",
                "evaluate --models no-such-folder --panel p --at 2015-01-28 | there is no folder no-such-folder",
                "recommend --models no-such-folder --user 1            | there is no folder no-such-folder",
                "inspect --models pom.xml                              | pom.xml is a file, not a folder",
                "inspect --models no-such-folder                       | there is no folder no-such-folder",
                "generate --customers 0 --out x                        | customers must be",
                "run --synthetic 100 --split foo --out x               | is not a date such as 2016-04-28",
                "run --synthetic many --out x                          | is not a whole number",
                "train --panel p --alpha big --out x                   | is not a number such as 0.5",
                "inspect --models caf\uFFFD\uFFFD                      | set a UTF-8 one, such as LC_ALL=C.UTF-8",
            })
    void errors_badUsageOrInput_areOneSentenceAndCode2(String line, String sentence) {
        Result result = run(line.isEmpty() ? new Object[0] : line.trim().split(" +"));
        assertThat(result).returns(2, Result::code).returns("", Result::out);
        assertThat(result.err()).contains(sentence).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(Path.of("x")).doesNotExist();
    }

    @Test
    void version_option_isTold() {
        assertThat(run("--version").out()).startsWith("recsys ");
    }
}
