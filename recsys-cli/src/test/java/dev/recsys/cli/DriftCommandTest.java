package dev.recsys.cli;

import static dev.recsys.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Later months compared with those a model was trained on. */
@ExtendWith(TrainedBank.Shared.class)
@Tag("slow")
class DriftCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

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

    @Test
    void drift_laterMonth_isComparedWithTheModelsLast() throws Exception {
        Path models = out.resolve("models");
        Result text = run("drift", "--models", models, "--panel", panel, "--threads", 1);
        assertThat(text.code()).as(text.err()).isZero();
        assertThat(text.out()).contains("hybrid trained through 2015-04-28", "verdict ", "2015-05-28", "antiguedad");
        JsonNode json = run("drift", "--models", models, "--panel", panel, "--model", "mlc", "--json")
                .json();
        assertThat(json.path("model").path("algorithm").asText()).isEqualTo("mlc");
        JsonNode period = json.path("periods").path(0);
        assertThat(period.path("date").asText()).isEqualTo("2015-05-28");
        JsonNode metrics = MAPPER.readTree(out.resolve("metrics.json").toFile());
        assertThat(period.path("outcomes").path("map@7/adders").asDouble())
                .isCloseTo(
                        metrics.path("models").path("mlc").path("map@7/adders").asDouble(), within(1e-12));
    }

    @Test
    void drift_failOn_isTheExitCodeOfAVerdict() throws Exception {
        Path half = folder.resolve("half.csv");
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(panel)), StandardCharsets.UTF_8))) {
            // Of the last month, customers of an even id.
            Files.write(
                    half,
                    lines.lines()
                            .filter(line ->
                                    !line.startsWith("2015-05-28") || line.split(",", 3)[1].matches(".*[02468]"))
                            .toList());
        }
        Object[] words = {"drift", "--models", out.resolve("models"), "--panel", half};
        Result told = run(words);
        assertThat(told.code()).as(told.err()).isZero();
        assertThat(told.out())
                .contains("verdict WATCH")
                .containsPattern("\\d rows, 0\\.\\d\\d times the [0-9,]+ of 2015-04");
        assertThat(run(with(words, "--fail-on", "watch"))).returns(3, Result::code);
        assertThat(run(with(words, "--fail-on", "retrain"))).returns(0, Result::code);
        assertThat(run(with(words, "--fail-on", "quiet")))
                .returns(2, Result::code)
                .satisfies(result -> assertThat(result.err()).contains("--fail-on must be watch or retrain"));
    }

    @Test
    void drift_badInput_isRefusedInOneSentence() throws Exception {
        Path models = out.resolve("models");
        Result noEvents = run("drift", "--models", models, "--events", events);
        assertThat(noEvents.code()).isEqualTo(2);
        assertThat(noEvents.err()).contains("drift is measured on the months of a panel");
        Path config = Files.writeString(folder.resolve("drift.json"), "{\"rule\":{\"alpha\":2}}");
        Result badRule = run("drift", "--models", models, "--panel", panel, "--config", config);
        assertThat(badRule.code()).isEqualTo(2);
        assertThat(badRule.err()).contains("drift.json: ", "alpha must be ");
        Result noModel = run("drift", "--models", models, "--panel", panel, "--model", "none");
        assertThat(noModel.code()).isEqualTo(2);
        assertThat(noModel.err()).contains("there is no model \"none\"");
    }

    private static Object[] with(Object[] words, Object... more) {
        List<Object> all = new ArrayList<>(List.of(words));
        Collections.addAll(all, more);
        return all.toArray();
    }
}
