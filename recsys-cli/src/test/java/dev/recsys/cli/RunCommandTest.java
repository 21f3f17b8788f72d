package dev.recsys.cli;

import static dev.recsys.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole job in one command: what it writes, and what it says of input at fault. */
@ExtendWith(TrainedBank.Shared.class)
class RunCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> NAMES = List.of("popularity", "als", "cluster", "mlc", "hybrid");

    @TempDir
    private static Path folder;

    private static Path out;
    private static Path events;

    @BeforeAll
    static void bank(TrainedBank bank) {
        out = bank.out();
        events = bank.events();
    }

    @Test
    void run_panel_writesMetricsOfTheDocumentedShape() throws Exception {
        JsonNode metrics = MAPPER.readTree(out.resolve("metrics.json").toFile());
        assertThat(metrics.path("split").asText()).isEqualTo("2015-05-01");
        assertThat(metrics.path("users").asInt()).isPositive();
        double ceiling =
                metrics.path("adders").asDouble() / metrics.path("users").asDouble();
        assertThat(metrics.path("ceiling").path("map@7").asDouble()).isCloseTo(ceiling, within(1e-12));
        assertThat(metrics.path("models").fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(NAMES);
        for (String name : NAMES) {
            JsonNode model = metrics.path("models").path(name);
            for (String key : List.of("map@7", "map@7/adders", "ndcg@3/holdings", "precision@5")) {
                assertThat(model.path(key).asDouble(-1)).as(name + " " + key).isBetween(0.0, 1.0);
            }
        }
    }

    @Test
    void run_panel_writesRecommendationsOfUnownedProducts() throws Exception {
        List<String> lines = Files.readAllLines(out.resolve("recommendations.csv"));
        assertThat(lines.get(0)).isEqualTo("customer,rank,product,score,reason");
        assertThat(lines.size()).isGreaterThan(5000);
        assertThat(lines.get(1)).matches("\\d+,1,[a-z_]+,[0-9.e-]+,.+");
    }

    @Test
    void run_faultyRows_areToldAndKept() throws Exception {
        Path faulty = folder.resolve("faulty.csv");
        run("generate", "--customers", 400, "--months", 3, "--seed", 5, "--out", faulty);
        List<String> lines = new ArrayList<>(Files.readAllLines(faulty));
        lines.set(2, lines.get(2).replaceFirst("2015-01-28", "2015-13-28"));
        lines.set(4, "one,two");
        Files.write(faulty, lines);
        Path results = folder.resolve("faulty-out");
        Result result = run("run", "--panel", faulty, "--out", results);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("2 of ").contains("line 3").contains("line 5");
        assertThat(Files.readAllLines(results.resolve("quarantine.csv"))).hasSize(3);
    }

    @Test
    void run_synthetic_saysSo() {
        Result result =
                run("run", "--synthetic", 600, "--months", 4, "--seed", 1, "--out", folder.resolve("synthetic"));
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("The bank is synthetic");
    }

    @Test
    void run_failing_leavesTheRunBefore() throws Exception {
        Path results = folder.resolve("twice");
        assertThat(run("run", "--synthetic", 400, "--months", 3, "--seed", 1, "--out", results))
                .returns(0, Result::code);
        byte[] metrics = Files.readAllBytes(results.resolve("metrics.json"));
        assertThat(run("run", "--synthetic", 400, "--months", 3, "--split", "2030-01-01", "--out", results))
                .returns(2, Result::code);
        assertThat(Files.readAllBytes(results.resolve("metrics.json"))).isEqualTo(metrics);
        assertThat(run("inspect", "--models", results.resolve("models"))).returns(0, Result::code);
        assertThat(run("train", "--events", events, "--out", results.resolve("models"))
                        .err())
                .contains("lies inside the result of a run");
    }
}
