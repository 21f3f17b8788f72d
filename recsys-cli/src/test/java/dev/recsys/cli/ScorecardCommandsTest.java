package dev.recsys.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorecardCommandsTest {
    @TempDir
    Path folder;

    private Path table;
    private Path later;
    private Path model;

    @BeforeEach
    void write() throws IOException {
        table = table("people.csv", 1, 0);
        later = table("later.csv", 2, 8);
        model = folder.resolve("card.recsys");
    }

    private Path table(String name, long seed, int older) throws IOException {
        StringBuilder text = new StringBuilder("customer,tenure,job,gender,paid\n");
        Random random = new Random(seed);
        for (int row = 0; row < 1500; row++) {
            int tenure = random.nextInt(30) + older;
            boolean student = random.nextInt(3) == 0;
            boolean paid = random.nextInt(60) < tenure + (student ? 5 : 25);
            text.append(String.format(
                    Locale.ROOT,
                    "c%d,%s,%s,%s,%s%n",
                    row,
                    row % 20 == 0 ? "" : Integer.toString(tenure),
                    student ? "student" : "clerk",
                    row % 2 == 0 ? "f" : "m",
                    paid ? "yes" : "no"));
        }
        return Files.writeString(folder.resolve(name), text);
    }

    private Result train(Object... more) {
        List<Object> words = new ArrayList<>(List.of(
                "train",
                "--table",
                table,
                "--id",
                "customer",
                "--target",
                "paid",
                "--protected",
                "gender",
                "--out",
                model));
        words.addAll(List.of(more));
        return Result.run(words.toArray());
    }

    @Test
    void trainPredictAndMeasure_aScorecard_giveTheSamePoints() throws Exception {
        Result trained = train("--model", "scorecard", "--bad", "negative", "--monotone", "tenure=+");
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.out())
                .contains("Scorecard of paid: the positive value is good")
                .contains("tenure: information value")
                .contains("Wrote " + model)
                .doesNotContain("gender");
        Path codes = Files.writeString(
                folder.resolve("codes.json"), "{\"tenure\":{\"code\":\"R1\",\"text\":\"Too short a time with us\"}}");
        List<String> lines = Result.run(
                        "predict",
                        "--model",
                        model,
                        "--table",
                        table,
                        "--id",
                        "customer",
                        "--reasons",
                        2,
                        "--reason-codes",
                        codes)
                .out()
                .lines()
                .toList();
        assertThat(lines).hasSize(1501);
        assertThat(lines.get(0)).isEqualTo("customer,paid,paid points,paid reason 1,paid reason 2");
        assertThat(lines).anyMatch(line -> line.contains("R1 -"));
        var json = new ObjectMapper()
                .readTree(Result.run("scorecard", "--model", model, "--json").out());
        assertThat(json.path("scale").path("bad").asText()).isEqualTo("NEGATIVE");
        var first = new ObjectMapper()
                .readTree(Result.run("predict", "--model", model, "--table", table, "--json", "--reasons", 1)
                        .out()
                        .lines()
                        .findFirst()
                        .orElseThrow());
        assertThat(first.path("predictions").get(0).path("points").asText())
                .isEqualTo(lines.get(1).split(",", -1)[2]);

        Result measured = Result.run("scorecard", "--model", model, "--table", later, "--reference", table);
        assertThat(measured.code()).as(measured.err()).isZero();
        assertThat(measured.out()).contains("KS 0.").contains("decile").contains("by chance");
        var figures = new ObjectMapper()
                .readTree(Result.run("scorecard", "--model", model, "--table", later, "--reference", table, "--json")
                        .out())
                .path("targets")
                .get(0);
        assertThat(figures.path("gini").asDouble()).isBetween(0.2, 0.8);
        assertThat(figures.path("deciles")).hasSize(10);
        assertThat(figures.path("stability")).hasSize(3);
        assertThat(figures.path("stability").get(0).path("column").asText()).isEqualTo("points");
        figures.path("stability").forEach(column -> {
            if (column.path("column").asText().equals("tenure")) {
                assertThat(column.path("psi").asDouble()).isGreaterThan(0.25);
            } else if (column.path("column").asText().equals("job")) {
                assertThat(column.path("psi").asDouble()).isLessThan(0.02);
            }
        });
        assertThat(Result.run("scorecard", "--model", model, "--markdown").out())
                .contains("| attribute | values |")
                .contains("tenure (IV");
        assertThat(Result.run("inspect", "--models", folder, "--json")
                        .json()
                        .path("models")
                        .get(0)
                        .path("algorithm")
                        .asText())
                .isEqualTo("scorecard");
    }

    @Test
    void predict_pointsOfTrees_followTheScale() throws Exception {
        assertThat(train("--threads", 1).code()).isZero();
        Path scale = Files.writeString(folder.resolve("scale.json"), "{\"bad\":\"NEGATIVE\",\"pointsToDouble\":40}");
        Result result =
                Result.run("predict", "--model", model, "--table", table, "--points", "--scale", scale, "--reasons", 1);
        assertThat(result.code()).as(result.err()).isZero();
        List<String> lines = result.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("row,paid,paid points,paid reason 1");
        String[] cells = lines.get(3).split(",", -1);
        double probability = Double.parseDouble(cells[1]);
        double byHand = 600 + 40 * Math.log(probability / (1 - probability) / 50) / Math.log(2);
        assertThat(Double.parseDouble(cells[2])).isBetween(byHand - 0.51, byHand + 0.51);
        assertThat(Result.run("scorecard", "--model", model, "--table", later, "--scale", scale)
                        .out())
                .contains("target paid: 1,500 rows");
    }

    @Test
    void wrongWords_areRefused() {
        assertThat(train("--model", "forest").err()).contains("'forest' is none of trees, scorecard");
        assertThat(train("--model", "scorecard", "--seed", 3).err()).contains("--seed and --threads are for trees");
        assertThat(train("--bad", "negative").err()).contains("--bad is for --model scorecard");
        assertThat(model).doesNotExist();
        assertThat(train("--threads", 1).code()).isZero();
        assertThat(Result.run("scorecard", "--model", model).err()).contains("--table is needed");
        assertThat(Result.run("predict", "--model", model, "--table", table, "--scale", table)
                        .err())
                .contains("add --points");
    }
}
