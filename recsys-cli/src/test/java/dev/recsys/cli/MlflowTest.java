package dev.recsys.cli;

import static dev.recsys.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs sent to a server that checks each request against MLflow's published protocol. */
@ExtendWith(TrainedBank.Shared.class)
class MlflowTest {
    @TempDir
    private static Path folder;

    private static Path out;

    private MlflowStub stub;

    @BeforeAll
    static void bank(TrainedBank bank) {
        out = bank.out();
    }

    @BeforeEach
    void start() throws Exception {
        stub = new MlflowStub();
    }

    @AfterEach
    void stop() {
        stub.close();
        assertThat(stub.faults()).isEmpty();
    }

    @Test
    void send_aRun_isThereWholeAndFinished() throws Exception {
        Result sent = run("runs", "send", out, "--mlflow", stub.url() + "/", "--experiment", "next product");
        assertThat(sent.code()).as(sent.err()).isZero();
        assertThat(sent.err()).contains("as run r1 of experiment next product");
        MlflowStub.Run run = stub.runs().get(0);
        JsonNode record = new ObjectMapper().readTree(out.resolve("run.json").toFile());
        JsonNode metrics =
                new ObjectMapper().readTree(out.resolve("metrics.json").toFile());
        assertThat(run.name()).isEqualTo(record.path("id").asText());
        assertThat(run.status()).isEqualTo("FINISHED");
        assertThat(run.endTime()).isGreaterThan(run.startTime());
        assertThat(run.params())
                .containsEntry(
                        "als.iterations",
                        record.path("config").path("als").path("iterations").asText())
                .hasSizeGreaterThan(100);
        assertThat(run.metrics())
                .containsEntry(
                        "hybrid/map_at_7/adders",
                        metrics.path("models")
                                .path("hybrid")
                                .path("map@7/adders")
                                .asDouble())
                .containsEntry(
                        "als/map_at_7/low",
                        metrics.path("intervals")
                                .path("als")
                                .path("map@7")
                                .get(0)
                                .asDouble());
        assertThat(run.tags())
                .containsEntry(
                        "recsys.data.hash", record.path("data").path("hash").asText())
                .containsEntry("mlflow.source.name", "recsys run")
                .containsKey("recsys.versions.recsys");
        assertThat(run.tags().get("recsys.command")).startsWith("recsys run --panel ");
        assertThat(run("runs", "send", out, "--mlflow", stub.url(), "--experiment", "next product"))
                .returns(0, Result::code);
        assertThat(stub.runs()).hasSize(2);
        assertThat(stub.experiments()).containsOnlyKeys("next product");
    }

    @Test
    void send_manyFigures_areInBatchesWithinTheLimits() throws Exception {
        Path many = Files.createDirectories(folder.resolve("many"));
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode record = (ObjectNode) mapper.readTree(out.resolve("run.json").toFile());
        ObjectNode wide = record.putObject("config").putObject("wide");
        for (int i = 0; i < 250; i++) {
            wide.put("option" + i, "v".repeat(700));
            record.withObject("/data").put("fact " + i + "é".repeat(300), "t".repeat(6000));
        }
        mapper.writeValue(many.resolve("run.json").toFile(), record);
        ObjectNode metrics =
                (ObjectNode) mapper.readTree(out.resolve("metrics.json").toFile());
        ObjectNode als = metrics.withObject("/models").putObject("als");
        for (int i = 0; i < 2_345; i++) {
            als.put("figure@" + i, i);
        }
        mapper.writeValue(many.resolve("metrics.json").toFile(), metrics);
        Result sent = run("runs", "send", many, "--mlflow", stub.url());
        assertThat(sent.code()).as(sent.err()).isZero();
        assertThat(stub.runs().get(0).params()).hasSize(250 + (record.has("seed") ? 1 : 0));
        assertThat(stub.runs().get(0).metrics()).containsEntry("als/figure_at_2344", 2344.0);
    }

    @Test
    void run_serverThatFails_keepsTheRunAndSaysSo() throws Exception {
        Path mine = folder.resolve("mine");
        stub.failOn("runs/log-batch");
        Result result = run(
                "run",
                "--synthetic",
                400,
                "--months",
                3,
                "--allow-outlying-periods",
                "--no-report",
                "--out",
                mine,
                "--mlflow",
                stub.url());
        assertThat(result).returns(4, Result::code);
        assertThat(result.err())
                .contains("warning: the run is written, but did not reach " + stub.url()
                        + ": runs/log-batch was answered by 500 INTERNAL_ERROR as planned")
                .contains("'recsys runs send' tries again");
        assertThat(result.out()).contains("hybrid").contains("Wrote metrics.json");
        assertThat(stub.runs().get(0).status()).isEqualTo("FAILED");
        stub.failOn("");
        assertThat(run("runs", "send", mine, "--mlflow", stub.url())).returns(0, Result::code);
        assertThat(stub.runs().get(1).status()).isEqualTo("FINISHED");
    }

    @Test
    void send_noServerOrNoMlflow_isAWarningAndCode4() {
        String gone = stub.url();
        stub.close();
        Result result = run("runs", "send", out, "--mlflow", gone);
        assertThat(result).returns(4, Result::code);
        assertThat(result.err()).contains("did not reach " + gone).contains("experiments/get-by-name failed");
    }

    @Test
    void send_deletedExperiment_isNotWrittenInto() {
        stub.experiments().put("recsys", "deleted");
        Result result = run("runs", "send", out, "--mlflow", stub.url());
        assertThat(result).returns(4, Result::code);
        assertThat(result.err()).contains("its experiment recsys is deleted");
        assertThat(stub.runs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://host, --mlflow must be a URL such as",
        "https://user:word@host, without a user",
        "https://host?a=b, without a user",
        "no url, --mlflow must be a URL such as",
    })
    void send_toWhatIsNoServer_isRefused(String url, String sentence) {
        Result result = run("runs", "send", out, "--mlflow", url);
        assertThat(result).returns(2, Result::code);
        assertThat(result.err()).contains(sentence).doesNotContain("word");
        Result before = run("run", "--synthetic", 400, "--out", folder.resolve("never"), "--mlflow", url);
        assertThat(before).returns(2, Result::code);
        assertThat(folder.resolve("never")).doesNotExist();
    }
}
