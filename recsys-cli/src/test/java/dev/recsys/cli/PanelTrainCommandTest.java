package dev.recsys.cli;

import static dev.recsys.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who gives up a product, learned from a panel, and what a policy makes of it. */
@ExtendWith(TrainedBank.Shared.class)
class PanelTrainCommandTest {
    private static final String POLICY = """
            policy: staying
            version: 1
            models: {churn: left.recsys#removal cco}
            rules:
              - {name: staying, items: [fond], require: {churn: {to: 0}}}
            modelUses:
              - {use: lever, model: churn, items: [tjcr]}
            """;

    @TempDir
    private static Path folder;

    private static TrainedBank bank;
    private static Path model;

    @BeforeAll
    static void train(TrainedBank trained) {
        bank = trained;
        model = folder.resolve("left.recsys");
        Result result = run(
                "train",
                "--panel",
                bank.panel(),
                "--within",
                1,
                "--target",
                "removal:cco,activity-lost:ind_actividad_cliente=1",
                "--out",
                model,
                "--latest",
                folder.resolve("latest.csv"),
                "--threads",
                1);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("cut-offs 2015-01-28 to 2015-04-28")
                .contains("target removal cco, ")
                .contains("target lost ind_actividad_cliente, ")
                .contains("Wrote " + model + ".");
    }

    @Test
    void latest_hasAllCustomersOfTheLastMonth() throws Exception {
        assertThat(Files.readAllLines(folder.resolve("latest.csv")))
                .hasSizeGreaterThan(1000)
                .first()
                .isEqualTo("customer,removal cco,lost ind_actividad_cliente");
        assertThat(Files.readAllLines(folder.resolve("latest.csv")).get(1)).matches("\\d+,0\\.\\d+,0\\.\\d+");
    }

    @Test
    void decide_policyThatNamesTheModel_weighsByItAndReplays() throws Exception {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), POLICY);
        Path models = bank.out().resolve("models");
        Path log = folder.resolve("log");
        Result text = run("decide", "--models", models, "--policy", policy, "--user", "10000007", "--log", log);
        assertThat(text.code()).as(text.err()).isZero();
        assertThat(text.out())
                .containsPattern("(?m)^     model churn says 0\\.\\d+$")
                .containsPattern("(?m)^  -  fond +STAYING by staying 1, eligibility$");
        Result replay = run("log", "replay", "--log", log, "--models", models, "--policy", policy);
        assertThat(replay.code()).as(replay.err()).isZero();
        assertThat(replay.out()).contains("1 decisions: 1 the same, 0 different, 0 can't be replayed");
    }

    @Test
    void decide_modelsThatCannotBeLoaded_areNamed() throws Exception {
        Path models = bank.out().resolve("models");
        Path missing = Files.writeString(folder.resolve("missing.yaml"), POLICY.replace("left.recsys", "no.recsys"));
        Result none = run("decide", "--models", models, "--policy", missing, "--user", "10000007");
        assertThat(none.code()).isNotZero();
        assertThat(none.err())
                .contains("model \"churn\" of the policy: there is no file")
                .contains("no.recsys");
        Path unnamed = Files.writeString(folder.resolve("unnamed.yaml"), POLICY.replace("#removal cco", ""));
        Result several = run("decide", "--models", models, "--policy", unnamed, "--user", "10000007");
        assertThat(several.code()).isNotZero();
        assertThat(several.err())
                .contains(
                        "model \"churn\" of the policy: target must be one of [removal cco, lost ind_actividad_cliente]");
        Result published = run("publish", "--models", models, "--store", folder.resolve("store"), "--policy", unnamed);
        assertThat(published.code()).isNotZero();
        assertThat(published.err())
                .contains(
                        "model \"churn\" of the policy: target must be one of [removal cco, lost ind_actividad_cliente], but was"
                                + " not named");
        assertThat(folder.resolve("store")).doesNotExist();
    }

    @Test
    void train_targetsThatDoNotFit_areRefused() {
        for (String wrong :
                new String[] {"leaving", "removal:nothing", "activity-lost:ind_actividad_cliente", "first-addition:x"
                }) {
            Result result = run(
                    "train",
                    "--panel",
                    bank.panel(),
                    "--within=1",
                    "--target",
                    wrong,
                    "--out",
                    folder.resolve("x.recsys"));
            assertThat(result.code()).as(wrong).isNotZero();
            assertThat(result.err())
                    .contains(wrong.startsWith("removal") ? "the panel has no item \"nothing\"" : "--target");
        }
    }
}
