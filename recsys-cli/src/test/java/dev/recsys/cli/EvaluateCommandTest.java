package dev.recsys.cli;

import static dev.recsys.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Saved models measured on a later month. */
@ExtendWith(TrainedBank.Shared.class)
class EvaluateCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static Path panel;
    private static Path out;

    @BeforeAll
    static void bank(TrainedBank bank) {
        panel = bank.panel();
        out = bank.out();
    }

    @Test
    void evaluate_modelsOfRun_givesTheFiguresOfRun() throws Exception {
        JsonNode before = MAPPER.readTree(out.resolve("metrics.json").toFile());
        Result result =
                run("evaluate", "--models", out.resolve("models"), "--panel", panel, "--at", "2015-04-28", "--json");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.json().path("models")).isEqualTo(before.path("models"));
        assertThat(result.json().path("adders")).isEqualTo(before.path("adders"));
    }

    @Test
    void evaluate_recommendationsOfRun_givesTheFiguresOfTheHybridWithoutIt() throws Exception {
        JsonNode hybrid = MAPPER.readTree(out.resolve("metrics.json").toFile())
                .path("models")
                .path("hybrid");
        Result result = run(
                "evaluate",
                "--recommendations",
                out.resolve("recommendations.csv"),
                "--panel",
                panel,
                "--at",
                "2015-04-28",
                "--json");
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode stored = result.json().path("models").path("recommendations");
        for (String key : List.of("map@7", "map@7/adders", "hit-rate@7", "precision@5")) {
            assertThat(stored.path(key).isNumber()).isTrue();
            assertThat(stored.path(key)).isEqualTo(hybrid.path(key));
        }
    }

    @Test
    void evaluate_nothingToEvaluate_isBadInput() {
        Result result = run("evaluate", "--panel", panel, "--at", "2015-04-28");
        assertThat(result).returns(2, Result::code);
        assertThat(result.err()).contains("--models or --recommendations");
    }

    @Test
    void evaluate_byAgeAndSex_showsGroupsApart() throws Exception {
        Path models = out.resolve("models");
        Result json = run(
                "evaluate",
                "--models",
                models,
                "--panel",
                panel,
                "--at",
                "2015-04-28",
                "--by",
                "age:30,50",
                "--by",
                "sexo",
                "--by",
                "holdings",
                "--json");
        assertThat(json.code()).as(json.err()).isZero();
        JsonNode groups = json.json().path("groups").path("hybrid");
        int users = json.json().path("users").asInt();
        assertThat(groups.path("age").path("groups").size()).isBetween(2, 4);
        int counted = 0;
        for (JsonNode group : groups.path("age").path("groups")) {
            counted += group.path("users").asInt();
        }
        assertThat(counted).isEqualTo(users);
        assertThat(groups.path("sexo").path("gaps").path("map@7").path("p").asDouble())
                .isBetween(0.0, 1.0);
        Result table = run("evaluate", "--models", models, "--panel", panel, "--at", "2015-04-28", "--by", "sexo");
        assertThat(table.out())
                .containsPattern("(?m)^hybrid by sexo +users +adders")
                .contains("lowest ÷ highest");
        Result bad = run("evaluate", "--models", models, "--panel", panel, "--at", "2015-04-28", "--by", "age:x");
        assertThat(bad).returns(2, Result::code);
        assertThat(bad.err()).contains("--by must have numbers after the colon, but has \"x\"");
    }

    @Test
    void evaluate_products_areTold() throws Exception {
        Result result = run(
                "evaluate", "--models", out.resolve("models"), "--panel", panel, "--at", "2015-04-28", "--products");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("map@7").containsPattern("(?m)^product +customers +additions$");
        JsonNode metrics = MAPPER.readTree(out.resolve("metrics.json").toFile());
        JsonNode recibo = metrics.path("products").path("mlc").path("recibo");
        assertThat(recibo.path("additions").asInt()).isPositive();
        assertThat(recibo.path("auc").asDouble()).isBetween(0.5, 1.0);
        assertThat(result.out())
                .containsPattern("(?m)^recibo +" + recibo.path("customers").asInt() + " +"
                        + recibo.path("additions").asInt() + "$");
        assertThat(metrics.path("products").path("als").path("recibo").has("auc"))
                .isFalse();
    }

    @Test
    void evaluate_otherBank_answersForStrangers() {
        Path other = folder.resolve("other.csv");
        run("generate", "--customers", 300, "--months", 3, "--seed", 99, "--out", other);
        Result result = run(
                "evaluate",
                "--models",
                out.resolve("models"),
                "--panel",
                other,
                "--at",
                "2015-02-28",
                "--allow-trained-periods",
                "--json");
        assertThat(result.code()).as(result.err()).isZero();
    }

    @Test
    void evaluate_dateWithoutSnapshot_isBadInput() {
        Result result = run("evaluate", "--models", out.resolve("models"), "--panel", panel, "--at", "2016-04-27");
        assertThat(result).returns(2, Result::code);
        assertThat(result.err()).contains("2016-04-27").contains("2015-04-28");
    }

    @Test
    void evaluate_trainedPeriod_isRefusedUnlessAsked() {
        Path models = folder.resolve("trained");
        run("train", "--panel", panel, "--model", "als", "--out", models);
        Result refused = run("evaluate", "--models", models, "--panel", panel, "--at", "2015-04-28");
        assertThat(refused).returns(2, Result::code);
        assertThat(refused.err()).contains("als").contains("2015-05");
        assertThat(run(
                        "evaluate",
                        "--models",
                        models,
                        "--panel",
                        panel,
                        "--at",
                        "2015-04-28",
                        "--allow-trained-periods"))
                .returns(0, Result::code);
    }
}
