package dev.recsys.cli;

import static dev.recsys.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code log evaluate} says of a log that {@code decide} wrote. */
@ExtendWith(TrainedBank.Shared.class)
class LogEvaluateCommandTest {
    private static final String POLICY = """
            policy: logged
            version: 1
            exploration: {share: 0.5, seed: 3}
            """;
    private static final int CUSTOMERS = 300;

    @TempDir
    private static Path folder;

    private static Path models;
    private static Path log;
    private static Path outcomes;
    private static Path policy;

    @BeforeAll
    static void decide(TrainedBank bank) throws Exception {
        models = bank.out().resolve("models");
        policy = Files.writeString(folder.resolve("policy.yaml"), POLICY);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < CUSTOMERS; i++) {
            lines.append("{\"customer\":{\"id\":\"s").append(i);
            lines.append("\",\"holdings\":[\"cco\"]},\"allow\":[\"tjcr\",\"fond\",\"nomina\"],\"limit\":1}\n");
        }
        Path requests = Files.writeString(folder.resolve("requests.jsonl"), lines);
        log = folder.resolve("log");
        assertThat(run("decide", "--models", models, "--policy", policy, "--requests", requests, "--log", log))
                .returns(0, Result::code);
        StringBuilder answers = new StringBuilder("user,item,answer,time\n");
        for (int i = 0; i < CUSTOMERS; i++) { // whoever is offered a fund takes it
            answers.append('s')
                    .append(i)
                    .append(",fond,purchase,")
                    .append(Instant.now().plusSeconds(3600));
            answers.append('\n');
        }
        outcomes = Files.writeString(folder.resolve("outcomes.csv"), answers);
    }

    private static Result evaluate(Path where, Path by, Object... more) {
        List<Object> words = new ArrayList<>(List.of("log", "evaluate", "--log", where, "--answers", outcomes));
        words.addAll(List.of("--models", models, "--policy", by));
        words.addAll(List.of(more));
        return run(words.toArray());
    }

    private static Path other(String text) throws Exception {
        return Files.writeString(folder.resolve("other.yaml"), text);
    }

    @Test
    void evaluate_policyOfTheLog_isItsPlainMean() throws Exception {
        Result result = evaluate(log, policy, "--json");
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode json = result.json();
        assertThat(json.path("decisions").asInt()).isEqualTo(CUSTOMERS);
        assertThat(json.path("compared").asInt()).isEqualTo(CUSTOMERS);
        assertThat(json.path("meanWeight").asDouble()).isEqualTo(1);
        assertThat(json.path("effectiveDecisions").asDouble()).isEqualTo(CUSTOMERS);
        assertThat(json.path("inversePropensity")).isEqualTo(json.path("logged"));
        assertThat(json.path("difference").path("mean").asDouble()).isZero();
        assertThat(json.path("logged").path("mean").asDouble()).isBetween(.05, .3);
    }

    @Test
    void evaluate_policyThatOffersWhatIsTaken_findsIt() throws Exception {
        Path funds = other("policy: funds\nversion: 1\nlevers: {fond: 100000}\n");
        JsonNode json = evaluate(log, funds, "--json").json();
        // A fund is offered to one of six, so that each such offer counts for six; all of them are taken.
        assertThat(json.path("greatestWeight").asDouble()).isCloseTo(6, within(1e-9));
        assertThat(json.path("selfNormalised").path("mean").asDouble()).isEqualTo(1);
        assertThat(json.path("inversePropensity").path("mean").asDouble()).isBetween(.35, 1.65); // 5 standard errors
        assertThat(json.path("difference").path("low").asDouble()).isPositive();
        Result text = evaluate(log, funds);
        assertThat(text.code()).as(text.err()).isZero();
        assertThat(text.out())
                .contains("300 decisions, 300 compared (100.0 %)")
                .containsPattern(
                        "weights: mean [01]\\.\\d{4}, greatest 6\\.00; as sure as \\d+ decisions of the policy itself")
                .containsPattern("(?m)^policy, self-normalised +1\\.00000   1\\.00000 \\.\\. 1\\.00000$")
                .containsPattern("(?m)^policy less logged +[01]\\.\\d{5}   0\\.\\d{5} \\.\\. ");
    }

    @Test
    void evaluate_whatTheLogCanNotSay_isRefusedOrLeftOut() throws Exception {
        Path noFunds = folder.resolve("certain");
        assertThat(run("decide", "--models", models, "--user", "s1", "--log", noFunds))
                .returns(0, Result::code);
        Result certain = evaluate(noFunds, policy);
        assertThat(certain.code()).isEqualTo(2);
        assertThat(certain.err()).contains("has no exploration: each of its offers was certain (propensity 1)");
        Result capped =
                evaluate(log, other("policy: capped\nversion: 1\ncontact: {caps: [{most: 1, per: all, days: 7}]}\n"));
        assertThat(capped.code()).isEqualTo(2);
        assertThat(capped.err())
                .contains(
                        "none of the 300 decisions can be compared: 300 whose records may lack contacts that the policy"
                                + " counts");
        Path hashes = folder.resolve("hashes");
        run("decide", "--models", models, "--policy", policy, "--user", "s1", "-k", 1, "--log", hashes, "--log-hash");
        assertThat(evaluate(hashes, policy).err())
                .contains("1 with no more than a hash of what was known of the customer");
        assertThat(evaluate(folder.resolve("none"), policy).code()).isNotZero();
        Path wrong =
                Files.writeString(folder.resolve("wrong.csv"), "user,item,answer,time\ns1,fond,bought,2026-01-01\n");
        Result bad = run("log", "evaluate", "--log", log, "--answers", wrong, "--models", models, "--policy", policy);
        assertThat(bad.err()).contains("line 2: answer must be accepted, refused or purchase");
    }
}
