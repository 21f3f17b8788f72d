package dev.recsys.cli;

import static dev.recsys.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recsys.internal.check.Sha256;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs kept in a folder: what each says of itself, and how they are listed, shown and compared. */
@ExtendWith(TrainedBank.Shared.class)
@Tag("slow")
class RunsCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static Path runs;
    private static Path other;
    private static List<Path> stored;

    @BeforeAll
    static void twoRuns(TrainedBank bank) throws Exception {
        runs = folder.resolve("runs");
        other = bank.out();
        made(folder.resolve("out"), "{\"als\":{\"iterations\":2},\"mlc\":{\"trees\":{\"rounds\":10}}}", runs);
        // Runs are listed by their names, which begin with the second of their start.
        long second = Instant.now().getEpochSecond();
        while (Instant.now().getEpochSecond() == second) {
            Thread.sleep(20);
        }
        made(folder.resolve("out"), "{\"als\":{\"iterations\":3},\"mlc\":{\"trees\":{\"rounds\":1}}}", runs);
        try (var all = Files.list(runs)) {
            stored = all.sorted().toList();
        }
        assertThat(stored).hasSize(2);
    }

    private static void made(Path out, String config, Object archive) throws Exception {
        Path file = Files.writeString(folder.resolve("config.json"), config);
        Result result = run(
                "run",
                "--synthetic",
                500,
                "--months",
                3,
                "--seed",
                9,
                "--config",
                file,
                "--allow-outlying-periods",
                "--no-report",
                "--out",
                out,
                "--runs",
                archive);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("and added the run to " + archive);
    }

    @Test
    void run_itsFolder_saysWhatItWas() throws Exception {
        Path first = stored.get(0);
        JsonNode record = MAPPER.readTree(first.resolve("run.json").toFile());
        assertThat(record.path("format").asInt()).isEqualTo(1);
        assertThat(record.path("id").asText()).isEqualTo(first.getFileName().toString());
        assertThat(record.path("command").get(0).asText()).isEqualTo("run");
        assertThat(record.path("command").toString()).contains("\"--synthetic\",\"500\"");
        assertThat(record.path("seed").asLong()).isEqualTo(9);
        assertThat(record.path("versions").path("java").asText()).isEqualTo(System.getProperty("java.version"));
        assertThat(record.path("versions").path("os").asText()).isNotBlank();
        JsonNode data = record.path("data");
        assertThat(data.path("source").asText()).isEqualTo("synthetic bank of 500 customers, 3 months, seed 9");
        assertThat(data.path("hash").asText()).hasSize(64);
        assertThat(data.path("rows").asLong())
                .isGreaterThan(data.path("customers").asLong());
        JsonNode metrics = MAPPER.readTree(first.resolve("metrics.json").toFile());
        assertThat(record.path("split").path("customers")).isEqualTo(metrics.path("users"));
        assertThat(record.path("split").path("adders")).isEqualTo(metrics.path("adders"));
        assertThat(record.path("config").path("als").path("iterations").asInt()).isEqualTo(2);
        assertThat(record.path("config").path("als").path("seed").asLong()).isEqualTo(9);
        assertThat(record.path("models").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("popularity", "als", "cluster", "mlc", "hybrid");
        assertThat(record.path("files").fieldNames())
                .toIterable()
                .contains("metrics.json", "recommendations.csv", "scores.csv.gz", "trace.jsonl", "models/als.recsys");
        for (Map.Entry<String, JsonNode> file : record.path("files").properties()) {
            byte[] bytes = Files.readAllBytes(first.resolve(file.getKey()));
            assertThat(file.getValue().path("bytes").asLong()).isEqualTo(bytes.length);
            assertThat(file.getValue().path("sha256").asText())
                    .isEqualTo(HexFormat.of().formatHex(Sha256.digest().digest(bytes)));
        }
        assertThat(Files.readAllLines(first.resolve("trace.jsonl")))
                .anyMatch(line -> line.startsWith("{\"task\":\"als\",\"step\":2,\"of\":2,"));
        assertThat(folder.resolve("out/run.json"))
                .hasSameBinaryContentAs(stored.get(1).resolve("run.json"));
    }

    @Test
    void list_ofAFolder_namesRunsAndLeavesOutUnfinishedOnes() throws Exception {
        Files.createDirectories(runs.resolve("20990101T000000Z-00000000/models"));
        Result listed = run("runs", "list", runs);
        assertThat(listed.code()).as(listed.err()).isZero();
        assertThat(listed.out().lines()).hasSize(3);
        assertThat(listed.out())
                .contains("map@7")
                .contains(stored.get(0).getFileName().toString());
        JsonNode json = run("runs", "list", runs, "--json").json().path("runs");
        assertThat(json.findValuesAsText("id"))
                .containsExactly(
                        stored.get(0).getFileName().toString(),
                        stored.get(1).getFileName().toString());
        assertThat(json.get(0).path("models").path("als").path("map@7").isNumber())
                .isTrue();
    }

    @Test
    void show_aRun_printsCommandAndFigures() throws Exception {
        Result shown = run("runs", "show", folder.resolve("out"));
        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(shown.out())
                .contains("recsys run --synthetic 500")
                .contains("data.hash")
                .contains("versions.java")
                .contains("map@7/adders")
                .containsPattern("map@7 +0\\.\\d{5} \\[0\\.\\d{5}, 0\\.\\d{5}]");
        JsonNode json = run("runs", "show", folder.resolve("out"), "--json").json();
        assertThat(json.path("run").path("id").asText())
                .isEqualTo(stored.get(1).getFileName().toString());
        assertThat(json.path("metrics").path("models").path("mlc").path("map@7").isNumber())
                .isTrue();
    }

    @Test
    void compare_runsOnTheSameCustomers_testsEachModel() throws Exception {
        Result compared = run("runs", "compare", stored.get(0), stored.get(1));
        assertThat(compared.code()).as(compared.err()).isZero();
        assertThat(compared.out())
                .containsPattern("config\\.als\\.iterations +2 +3")
                .containsPattern("config\\.mlc\\.trees\\.rounds +10 +1")
                .contains("run 2 less run 1")
                .doesNotContain("data.hash")
                .doesNotContain("not tested");
        JsonNode json =
                run("runs", "compare", stored.get(0), stored.get(1), "--json").json();
        assertThat(json.path("differs").path("config.als.iterations").toString())
                .isEqualTo("[\"2\",\"3\"]");
        JsonNode test = json.path("tests").get(0).path("models");
        assertThat(test.path("popularity").path("map@7").path("mean").asDouble())
                .isZero();
        assertThat(test.path("popularity").path("map@7").path("p").asDouble()).isEqualTo(1);
        JsonNode figures = json.path("metrics").path("mlc").path("map@7");
        assertThat(test.path("mlc").path("map@7").path("mean").asDouble())
                .isCloseTo(
                        figures.get(1).path("value").asDouble()
                                - figures.get(0).path("value").asDouble(),
                        org.assertj.core.api.Assertions.within(1e-7));
        assertThat(figures.get(0).path("interval")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "en,By map@7/adders,which may be chance",
        "es,Según map@7/adders,lo que puede ser azar",
        "ru,По map@7/adders,это может быть случайно"
    })
    void compare_intoAFolder_writesThePage(String language, String says, String chance) throws Exception {
        Path out = folder.resolve("compared-" + language);
        Result compared =
                run("runs", "compare", stored.get(0), stored.get(1), "--out", out, "--language", language, "--json");
        assertThat(compared.code()).as(compared.err()).isZero();
        JsonNode section = MAPPER.readTree(out.resolve("report.json").toFile())
                .path("sections")
                .path(0);
        assertThat(section.path("blocks").findValuesAsText("id"))
                .contains(
                        "compared",
                        "differing",
                        "runsHeadline",
                        "runTests",
                        "runLength-map",
                        "runMetrics-mlc",
                        "runTimes");
        assertThat(section.toString())
                .contains("[\"config.als.iterations\",\"2\",\"3\"]")
                .contains(says)
                .contains(stored.get(1).getFileName().toString());
        JsonNode mlc = compared.json().path("metrics").path("mlc").path("map@7");
        for (JsonNode block : section.path("blocks")) {
            if (block.path("id").asText().equals("runMetrics-mlc")) {
                JsonNode row = block.path("rows").path(0);
                assertThat(row.path(0).asText()).isEqualTo("map@7");
                assertThat(row.path(2).path("value")).isEqualTo(mlc.get(1).path("value"));
                assertThat(row.path(2).path("low"))
                        .isEqualTo(mlc.get(1).path("interval").get(0));
            }
        }
        assertThat(Files.readString(out.resolve("report.html"))).contains("<html lang=\"" + language + "\">");
        Result others = run("runs", "compare", other, other, "--out", out, "--language", language);
        assertThat(others.code()).as(others.err()).isZero();
        assertThat(Files.readString(out.resolve("report.json"))).contains(chance);
    }

    @Test
    void compare_whatCannotBeTested_saysWhy() throws Exception {
        Result others = run("runs", "compare", stored.get(0), other);
        assertThat(others.code()).as(others.err()).isZero();
        assertThat(others.out())
                .contains("run 2 less run 1 is not tested: the test customers are others")
                .contains("data.hash");
        Path without = Files.createDirectories(folder.resolve("without"));
        for (String file : List.of("run.json", "metrics.json")) {
            Files.copy(stored.get(1).resolve(file), without.resolve(file));
        }
        Path page = folder.resolve("page");
        assertThat(run("runs", "compare", stored.get(0), without, "--out", page).out())
                .contains("has no scores.csv.gz");
        assertThat(Files.readString(page.resolve("report.json")))
                .contains(
                        "There is no test of run 2 against run 1: the scores of each customer are missing in one of them.");
    }

    @Test
    void runs_inAnyFileSystem_areWrittenAndRead() throws Exception {
        Path zip = folder.resolve("runs.zip");
        try (FileSystem made = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            Files.createDirectory(made.getPath("/runs"));
        }
        String place = "jar:" + zip.toUri() + "!/runs";
        made(folder.resolve("zipped"), "{\"mlc\":{\"trees\":{\"rounds\":1}}}", place);
        JsonNode listed = run("runs", "list", place, "--json").json().path("runs");
        assertThat(listed).hasSize(1);
        String one = place + "/" + listed.get(0).path("id").asText();
        assertThat(run("runs", "compare", one, stored.get(1)).out()).contains("run 2 less run 1");
    }

    @Test
    void runs_whatIsNone_isRefused() throws Exception {
        refused("there is no folder", "list", folder.resolve("nowhere"));
        refused("there is no run in", "show", folder);
        refused("RUN", "compare", stored.get(0));
        refused("needs a file-system provider for bucket", "list", "bucket://runs");
        refused("--mlflow must say where", "send", stored.get(0));
        refused("Missing a command");
        Path broken = Files.createDirectories(folder.resolve("broken"));
        Files.writeString(broken.resolve("run.json"), "{\"format\":2}");
        refused("format must be 1, but was 2", "show", broken);
        Files.writeString(broken.resolve("run.json"), "{");
        refused("is not JSON at line 1", "show", broken);
    }

    private static void refused(String sentence, Object... words) {
        Object[] all = new Object[words.length + 1];
        all[0] = "runs";
        System.arraycopy(words, 0, all, 1, words.length);
        Result result = run(all);
        assertThat(result).returns(2, Result::code).returns("", Result::out);
        assertThat(result.err()).contains(sentence).doesNotContain("Exception");
    }
}
