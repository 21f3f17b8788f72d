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

class UpliftCommandsTest {
    @TempDir
    Path folder;

    private Path model;
    private Path random;
    private Path known;

    @BeforeEach
    void write() throws IOException {
        model = folder.resolve("uplift.recsys");
        random = campaign("random.csv", 3000, 5, false);
        known = campaign("known.csv", 3000, 6, true);
    }

    /** Young customers are moved by 30 points, others repelled by 10; with known chances the old are treated more often. */
    private Path campaign(String name, int rows, long seed, boolean isConfounded) throws IOException {
        Random draws = new Random(seed);
        StringBuilder text = new StringBuilder("customer,age,channel,chance,offer,bought\n");
        for (int row = 0; row < rows; row++) {
            int age = 20 + draws.nextInt(50);
            double chance = isConfounded ? (age > 45 ? 0.8 : 0.25) : 0.5;
            boolean isTreated = draws.nextDouble() < chance;
            double rate = (age > 45 ? 0.5 : 0.2) + (isTreated ? (age < 40 ? 0.3 : -0.1) : 0);
            text.append(String.format(
                    Locale.ROOT,
                    "c%d,%d,%s,%.2f,%s,%s%n",
                    row,
                    age,
                    draws.nextBoolean() ? "web" : "branch",
                    chance,
                    isTreated ? "sent" : "kept",
                    draws.nextDouble() < rate ? 1 : 0));
        }
        return Files.writeString(folder.resolve(name), text);
    }

    private Result train(Path table, Object... more) {
        List<Object> words = new ArrayList<>(List.of("train", "--table", table, "--id", "customer"));
        words.addAll(List.of("--target", "bought", "--treatment", "offer", "--threads", 1, "--out", model));
        words.addAll(List.of(more));
        return Result.run(words.toArray());
    }

    private Result measure(Path table, Object... more) {
        List<Object> words = new ArrayList<>(List.of("uplift", "--model", model, "--table", table, "--resamples", 100));
        words.addAll(List.of(more));
        return Result.run(words.toArray());
    }

    @Test
    void trainPredictAndMeasure_aRandomCampaign_findWhoIsMoved() throws Exception {
        Result trained = train(random, "--positive", 1, "--treated", "sent", "--exclude", "chance");
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.out()).contains("uplift of bought by offer").contains("no attribute tells who was treated");
        Path people = Files.writeString(folder.resolve("people.csv"), "customer,age,channel\na,25,web\nb,60,branch\n");
        Result csv = Result.run("predict", "--model", model, "--table", people, "--id", "customer", "--reasons", 2);
        assertThat(csv.code()).as(csv.err()).isZero();
        List<String> lines = csv.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("customer,uplift,treated,control,reason 1,reason 2");
        assertThat(lines.get(1)).startsWith("a,0.").contains("age +");
        assertThat(lines.get(2)).startsWith("b,-0.").contains("age -");
        Result json = Result.run("predict", "--model", model, "--table", people, "--json", "--reasons", 1);
        var first = new ObjectMapper().readTree(json.out().lines().toList().get(0));
        double uplift = first.path("uplift").asDouble();
        assertThat(first.path("treated").asDouble() - first.path("control").asDouble())
                .isBetween(uplift - 1e-9, uplift + 1e-9);
        assertThat(first.path("reasons").get(0).path("column").asText()).isEqualTo("age");
        Path held = campaign("held.csv", 3000, 7, false);
        Result text = measure(held, "--top", "0.25,0.5");
        assertThat(text.code()).as(text.err()).isZero();
        assertThat(text.out())
                .contains("3000 rows")
                .contains("Qini coefficient")
                .contains(" 25.0 %")
                .contains(" 50.0 %");
        var figures = measure(held, "--json").json();
        assertThat(figures.path("qini").path("low").asDouble()).isPositive();
        assertThat(figures.path("policies")).hasSize(4);
        assertThat(figures.path("curve")).hasSize(21);
        assertThat(figures.path("policies")
                        .get(2)
                        .path("overNone")
                        .path("value")
                        .asDouble())
                .isBetween(0.04, 0.14);
    }

    @Test
    void train_confounded_isRefusedButTakenWithPropensities() throws Exception {
        List<Object> words = List.of("--positive", 1, "--treated", "sent");
        Result refused = train(known, "--positive", 1, "--treated", "sent", "--exclude", "chance");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("\"age\" tells who was treated").contains("--propensity");
        assertThat(model).doesNotExist();
        for (String learner : List.of("two-models", "class-transformation", "uplift-trees")) {
            List<Object> more = new ArrayList<>(words);
            more.addAll(List.of("--propensity", "chance", "--learner", learner));
            Result taken = train(known, more.toArray());
            assertThat(taken.code()).as(taken.err()).isZero();
            assertThat(measure(campaign("more.csv", 3000, 8, true), "--json")
                            .json()
                            .path("qini")
                            .path("low")
                            .asDouble())
                    .as(learner)
                    .isPositive();
        }
        assertThat(measure(random, "--propensity", "chance").code()).isZero();
    }

    @Test
    void train_wrongWords_areRefused() {
        assertThat(train(random, "--treated", "sent").err()).contains("--positive must say");
        assertThat(train(random, "--positive", 1).err()).contains("--treated must say");
        assertThat(train(random, "--positive", 1, "--treated", "gone").err()).contains("must be one of its values");
        assertThat(train(random, "--positive", 1, "--treated", "sent", "--monotone", "age=+")
                        .err())
                .contains("not for --treatment");
        assertThat(train(random, "--learner", "magic").err()).contains("'magic' is none of two-models");
        assertThat(Result.run("train", "--table", random, "--target", "bought", "--treated", "x", "--out", model)
                        .err())
                .contains("need --treatment");
        assertThat(Result.run("predict", "--model", random, "--table", random).code())
                .isEqualTo(2);
        assertThat(model).doesNotExist();
    }
}
