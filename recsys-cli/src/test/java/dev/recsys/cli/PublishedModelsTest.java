package dev.recsys.cli;

import static dev.recsys.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.bundle.Generation;
import dev.recsys.bundle.ModelStore;
import dev.recsys.mlc.targets.TargetModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A policy's models of customers from {@code publish} by {@code decide} to {@code log replay}, and back. */
@ExtendWith(TrainedBank.Shared.class)
class PublishedModelsTest {
    private static final String POLICY = """
            policy: staying
            version: 1
            facts: [calls]
            models: {leaves: left.recsys}
            modelUses: [{use: lever, model: leaves, items: credit}]
            """;

    @TempDir
    private static Path folder;

    private static Path models;
    private static Path policy;
    private static Path requests;

    @TempDir
    private Path room;

    @BeforeAll
    static void bank(TrainedBank bank) throws Exception {
        models = bank.out().resolve("models");
        policy = Files.writeString(folder.resolve("policy.yaml"), POLICY);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            lines.append("{\"customer\":{\"id\":\"s")
                    .append(i)
                    .append("\",\"holdings\":[\"cco\"],\"features\":{\"calls\":");
            lines.append(i).append("}},\"limit\":3}\n");
        }
        requests = Files.writeString(folder.resolve("requests.jsonl"), lines);
    }

    /** Trains the model that the policy names; gives its hash. */
    private static String train(int seed) throws IOException {
        StringBuilder text = new StringBuilder("calls,left\n");
        Random random = new Random(seed);
        for (int row = 0; row < 400; row++) {
            int calls = random.nextInt(30);
            text.append(calls)
                    .append(',')
                    .append(random.nextInt(40) < calls ? "yes" : "no")
                    .append('\n');
        }
        Path table = Files.writeString(folder.resolve("people.csv"), text);
        Path file = folder.resolve("left.recsys");
        Result trained =
                run("train", "--table", table, "--target", "left", "--positive", "yes", "--threads", 1, "--out", file);
        assertThat(trained.code()).as(trained.err()).isZero();
        return TargetModel.load(file).info().modelHash();
    }

    private Path store() {
        return room.resolve("store");
    }

    private void publish() {
        Result result = run("publish", "--models", models, "--store", store(), "--policy", policy);
        assertThat(result.code()).as(result.err()).isZero();
    }

    private void decide(Path log) {
        Result result = run("decide", "--store", store(), "--requests", requests, "--log", log);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("model leaves says");
    }

    @Test
    void publish_decide_replay_findEachModelByTheHashOfTheLog() throws Exception {
        Path log = room.resolve("log");
        String first = train(1);
        publish();
        decide(log);
        String second = train(2);
        publish();
        assertThat(second).isNotEqualTo(first);
        Files.delete(folder.resolve("left.recsys")); // the store has it
        decide(log);
        assertThat(run("log", "show", "--log", log, "--limit", 60, "--json").out())
                .contains("\"hash\":\"" + first, "\"hash\":\"" + second);
        Result replay = run("log", "replay", "--log", log, "--store", store());
        assertThat(replay.code()).as(replay.err()).isZero();
        assertThat(replay.out()).contains("60 decisions: 60 the same, 0 different, 0 can't be replayed");
        Result half = run("log", "replay", "--log", log, "--store", store(), "--generation", 1);
        assertThat(half.code()).isEqualTo(2);
        assertThat(half.out()).contains("30 the same, 0 different, 30 can't be replayed");
        assertThat(half.err())
                .contains("no engine of that policy has the models [leaves")
                .contains(second);

        Result back = run("generations", "--store", store(), "--rollback");
        assertThat(back.out()).containsPattern("(?m)^\\* 1-.*, policy.yaml with leaves$");
        Result json = run("decide", "--store", store(), "--user", "nobody", "--json");
        assertThat(json.json().path("predictions").get(0).path("hash").asText()).isEqualTo(first);
        Result check = run("check", "--store", store());
        assertThat(check.code()).as(check.out()).isZero();
        assertThat(check.out()).contains("fits hybrid, with leaves (left, " + first.substring(0, 16) + ")");
        assertThat(run("policy", "--store", store()).out()).contains("model");
    }

    @Test
    void store_modelChangedOrGone_isRefusedByEveryCommand() throws Exception {
        train(3);
        publish();
        Generation saved = ModelStore.at(store()).latest();
        Path file = store().resolve(saved.info().id()).resolve("leaves.predictor");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 3] ^= 4;
        Files.write(file, bytes);
        Result changed = run("decide", "--store", store(), "--user", "nobody");
        assertThat(changed.code()).isNotZero();
        assertThat(changed.err()).contains("the SHA-256 of leaves.predictor is not that of the manifest");
        assertThat(run("check", "--store", store()))
                .returns(1, Result::code)
                .satisfies(result -> assertThat(result.out()).contains("leaves.predictor"));
        Files.delete(file);
        Result gone = run("decide", "--store", store(), "--user", "nobody");
        assertThat(gone.code()).isNotZero();
        assertThat(gone.err()).contains("its file leaves.predictor is missing").hasLineCount(1);
    }

    @Test
    void publish_modelMissingOrOfNoFile_isRefusedAndNothingIsLeft() throws Exception {
        Path bare = Files.writeString(room.resolve("bare.yaml"), POLICY.replace("left.recsys", "nowhere.recsys"));
        Result missing = run("publish", "--models", models, "--store", store(), "--policy", bare);
        assertThat(missing.code()).isNotZero();
        assertThat(missing.err()).contains("nowhere.recsys").hasLineCount(1);
        Files.writeString(bare, POLICY.replace("left.recsys", "\"\""));
        Result none = run("publish", "--models", models, "--store", store(), "--policy", bare);
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("model \"leaves\" of policy \"staying\" must name a file, but was \"\"");
        assertThat(store()).doesNotExist();
        assertThat(run("decide", "--models", models, "--generation", 1, "--user", "x")
                        .err())
                .contains("--generation needs --store");
    }
}
