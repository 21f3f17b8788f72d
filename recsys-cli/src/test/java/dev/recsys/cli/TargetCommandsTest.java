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

class TargetCommandsTest {
    @TempDir
    Path folder;

    private Path table;
    private Path model;

    @BeforeEach
    void write() throws IOException {
        StringBuilder text = new StringBuilder("customer;age;job;calls;answer;spend\n");
        Random random = new Random(5);
        for (int row = 0; row < 500; row++) {
            boolean isYoung = row % 5 < 3;
            boolean answers = random.nextInt(10) < (isYoung ? 1 : 7);
            text.append(String.format(
                    Locale.ROOT,
                    "c%d;%s;%s;%d;%s;%d%n",
                    row,
                    row % 17 == 0 ? "unknown" : Integer.toString((isYoung ? 20 : 60) + random.nextInt(5)),
                    isYoung ? "student" : random.nextBoolean() ? "retired" : "none",
                    answers ? 3 : 1,
                    answers ? "accepted" : "declined",
                    answers ? random.nextInt(100) : 0));
        }
        table = Files.writeString(folder.resolve("people.csv"), text);
        model = folder.resolve("answer.recsys");
    }

    private Result train(Object... more) {
        List<Object> words = new ArrayList<>(List.of(
                "train", "--table", table, "--id", "customer", "--missing", "unknown", "--threads", 1, "--out", model));
        words.addAll(List.of(more));
        return Result.run(words.toArray());
    }

    private Result campaign(Object... more) {
        List<Object> words =
                new ArrayList<>(List.of("--target", "answer", "--positive", "accepted", "--exclude", "calls,spend"));
        words.addAll(List.of(more));
        return train(words.toArray());
    }

    @Test
    void train_andPredict_ofACampaign_saysWhoAnswersAndWhy() throws Exception {
        Result trained = campaign();
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.out()).contains("target answer, ").contains("Wrote " + model);
        Result csv = Result.run(
                "predict",
                "--model",
                model,
                "--table",
                table,
                "--id",
                "customer",
                "--missing",
                "unknown",
                "--reasons",
                2);
        assertThat(csv.code()).as(csv.err()).isZero();
        List<String> lines = csv.out().lines().toList();
        assertThat(lines).hasSize(501);
        assertThat(lines.get(0)).isEqualTo("customer,answer,answer reason 1,answer reason 2");
        double young = Double.parseDouble(lines.get(2).split(",", -1)[1]);
        double old = Double.parseDouble(lines.get(5).split(",", -1)[1]);
        assertThat(young).isLessThan(0.25);
        assertThat(old).isGreaterThan(0.5);
        assertThat(lines.get(5).split(",", -1)[2]).matches("(age|job) \\+.*");
        Result json = Result.run(
                "predict", "--model", model, "--table", table, "--missing", "unknown", "--json", "--reasons", 1);
        var first = new ObjectMapper().readTree(json.out().lines().toList().get(4));
        assertThat(first.path("row").asText()).isEqualTo("5");
        var prediction = first.path("predictions").get(0);
        assertThat(prediction.path("target").asText()).isEqualTo("answer");
        assertThat(prediction.path("value").asDouble()).isBetween(old - 1e-5, old + 1e-5);
        assertThat(prediction.path("reasons")).hasSize(1);
    }

    @Test
    void train_protectedMonotoneAndNumbers_areTaken() throws Exception {
        Result result = campaign("--protected", "job", "--monotone", "age=+");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("100.0 %  age").doesNotContain("job");
        Path other = Files.writeString(folder.resolve("other.csv"), "age\n10\n30\n50\n90\n");
        List<String> lines = Result.run("predict", "--model", model, "--table", other)
                .out()
                .lines()
                .skip(1)
                .toList();
        double before = 0;
        for (String line : lines) {
            double value = Double.parseDouble(line.split(",", -1)[1]);
            assertThat(value).isGreaterThanOrEqualTo(before);
            before = value;
        }
        Result spend = train("--target", "spend", "--loss", "tweedie", "--power", "1.3", "--exclude", "calls,answer");
        assertThat(spend.code()).as(spend.err()).isZero();
        Result inspected = Result.run("inspect", "--models", folder, "--json");
        assertThat(inspected.json().path("models").get(0).path("algorithm").asText())
                .isEqualTo("targets");
    }

    @Test
    void train_wrongWords_areRefused() {
        assertThat(train("--target", "answer").err()).contains("which of them is positive must be named");
        assertThat(train("--target", "nothing").err()).contains("target \"nothing\" must be a column of the table");
        assertThat(campaign("--monotone", "age=up").err()).contains("--monotone must be age=+ or age=-");
        assertThat(campaign("--protected", "gender").err()).contains("there is no \"gender\"");
        assertThat(train("--target", "answer", "--loss", "hinge").err()).contains("'hinge' is none of logistic");
        assertThat(Result.run("train", "--table", table, "--target", "answer").err())
                .contains("--out");
        assertThat(model).doesNotExist();
    }

    @Test
    void help_ofTrainWithATable_isItsOwn() {
        Result help = Result.run("train", "--table", table, "--help");
        assertThat(help.code()).as(help.err()).isZero();
        assertThat(help.out()).contains("Usage: recsys train --table").contains("--monotone");
        assertThat(Result.run("train", "--help").out()).contains("recsys train --table FILE");
    }
}
