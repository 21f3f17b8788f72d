package dev.recsys.cli;

import static dev.recsys.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Decisions by a policy, their log, its replay and its table. */
@ExtendWith(TrainedBank.Shared.class)
class DecideCommandTest {
    private static final String POLICY = """
            policy: small
            version: 1
            rules:
              - name: no-credit-for-minors
                code: TOO_YOUNG
                items: credit
                require: {age: {from: 18}}
            groupLimits: {accounts: 1}
            exploration: {share: 0.3, seed: 1}
            """;

    @TempDir
    private static Path folder;

    private static Path models;
    private static Path policy;
    private static Path requests;

    @BeforeAll
    static void bank(TrainedBank bank) throws Exception {
        models = bank.out().resolve("models");
        policy = Files.writeString(folder.resolve("policy.yaml"), POLICY);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            lines.append("{\"customer\":{\"id\":\"")
                    .append("s")
                    .append(i)
                    .append("\",\"holdings\":[\"cco\"],\"features\":{\"age\":")
                    .append(10 + i)
                    .append("}},\"limit\":3}\n\n");
        }
        requests = Files.writeString(folder.resolve("requests.jsonl"), lines);
    }

    @Test
    void decide_user_saysWhatIsOfferedAndWhatNotAndWhy() {
        Result text = run("decide", "--models", models, "--policy", policy, "--requests", requests);
        assertThat(text.code()).as(text.err()).isZero();
        assertThat(text.out())
                .contains("customer s0, policy small 1, level")
                .containsPattern("(?m)^  -  tjcr +TOO_YOUNG by no-credit-for-minors 1, eligibility$")
                .containsPattern("(?m)^  -  cco +HELD by customer, applicability$")
                .contains("GROUP_FULL");
        Result json = run("decide", "--models", models, "--user", "nobody", "--json", "-k", 2);
        assertThat(json.code()).as(json.err()).isZero();
        assertThat(json.out()).startsWith("{\"id\":").contains("\"offers\":[{\"item\":");
    }

    @Test
    void decide_unknownHolding_isSaidToBeIgnored() throws Exception {
        Path unknown = Files.writeString(
                folder.resolve("unknown.jsonl"),
                "{\"customer\":{\"id\":\"s1\",\"holdings\":[\"shoes\"]},\"limit\":1}\n");
        Result text = run("decide", "--models", models, "--requests", unknown);
        assertThat(text.code()).as(text.err()).isZero();
        assertThat(text.out()).endsWith("     ignored: holding \"shoes\"\n");
    }

    @Test
    void log_fileInPlaceOfAFolder_isRefused() {
        String sentence = "recsys: --log " + policy + " is a file, not a folder\n";
        assertThat(run("decide", "--models", models, "--user", "nobody", "--log", policy))
                .returns(2, Result::code)
                .returns("", Result::out)
                .returns(sentence, Result::err);
        assertThat(run("log", "verify", "--log", policy))
                .returns(2, Result::code)
                .returns(sentence, Result::err);
        assertThat(run("log", "show", "--log", policy)).returns(2, Result::code).returns(sentence, Result::err);
    }

    @Test
    void log_decisions_areVerifiedReplayedAndExported() throws Exception {
        Path log = folder.resolve("log");
        assertThat(run(
                        "decide",
                        "--models",
                        models,
                        "--policy",
                        policy,
                        "--requests",
                        requests,
                        "--log",
                        log,
                        "--channel",
                        "app"))
                .returns(0, Result::code);
        assertThat(run("log", "verify", "--log", log).out()).contains("40 records");
        Result replay = run("log", "replay", "--log", log, "--models", models, "--policy", policy);
        assertThat(replay.code()).as(replay.err()).isZero();
        assertThat(replay.out()).contains("40 decisions: 40 the same, 0 different, 0 can't be replayed");

        Path other = Files.writeString(folder.resolve("other.yaml"), POLICY.replace("from: 18", "from: 21"));
        Result notPossible = run("log", "replay", "--log", log, "--models", models, "--policy", other);
        assertThat(notPossible.code()).isEqualTo(2);
        assertThat(notPossible.err()).contains("no engine of that model has policy");

        String offered = run("log", "show", "--log", log, "--limit", 1).out();
        String item = offered.replaceAll("(?s).*\"offers\":\\[\\{\"item\":\"(\\w+)\".*", "$1");
        Path answers = Files.writeString(
                folder.resolve("answers.csv"), "user,item,answer,time\ns0," + item + ",purchase,2999-01-01\n");
        assertThat(run("log", "export", "--log", log, "--answers", answers)
                        .out()
                        .lines())
                .hasSizeGreaterThan(80)
                .first()
                .isEqualTo("decision,time,user,channel,item,place,placement,score,worth,propensity,answer,answerTime");
        Files.writeString(answers, "user,item,answer,time\ns0," + item + ",bought,2026-01-01\n");
        Result bad = run("log", "export", "--log", log, "--answers", answers);
        assertThat(bad.code()).isEqualTo(2);
        assertThat(bad.err()).contains("line 2: answer must be accepted, refused or purchase");
    }

    @Test
    void log_recordChanged_isFoundByReplay() throws Exception {
        Path log = folder.resolve("changed");
        run("decide", "--models", models, "--requests", requests, "--log", log, "--log-hash");
        Path file;
        try (var files = Files.list(log)) {
            file = files.filter(path -> path.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
        }
        List<String> lines = Files.readAllLines(file);
        lines.set(3, lines.get(3).replace("RANKED", "BOOSTED"));
        Files.write(file, lines);
        Result replay = run("log", "replay", "--log", log, "--models", models);
        assertThat(replay.code()).isEqualTo(1);
        assertThat(replay.err()).contains("the log is broken");
    }

    @Test
    void policy_fitsAndIsTestedByATable() throws Exception {
        Path cases = Files.writeString(folder.resolve("cases.md"), """
                | case | age | holds | not offered |
                |---|---|---|---|
                | a minor | 16 | ctju | tjcr: TOO_YOUNG |
                | an adult | 40 | cco | cco: HELD |
                """);
        Result kept = run("policy", "--models", models, "--policy", policy, "--test", cases);
        assertThat(kept.code()).as(kept.err()).isZero();
        assertThat(kept.out()).contains("rule no-credit-for-minors 1", "hash ", "2 of 2 rows are kept");
        Files.writeString(
                cases, Files.readString(cases).replace("| 16 |", "| 36 |").replace("tjcr", "pres"));
        Result broken = run("policy", "--models", models, "--policy", policy, "--test", cases);
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.err()).contains("line 3: a minor: pres");

        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), POLICY.replace("accounts", "acounts"));
        assertThat(run("policy", "--models", models, "--policy", wrong))
                .returns(2, Result::code)
                .satisfies(result -> assertThat(result.err()).contains("no group \"acounts\""));
        Files.writeString(wrong, POLICY.replace("from", "form"));
        assertThat(run("policy", "--models", models, "--policy", wrong).err())
                .contains("wrong.yaml, line 7, rule \"no-credit-for-minors\"");
    }
}
