package dev.recsys.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.bundle.Generation;
import dev.recsys.bundle.GenerationInfo;
import dev.recsys.bundle.ModelStore;
import dev.recsys.bundle.Release;
import dev.recsys.data.FeatureTable;
import dev.recsys.decision.DecisionEngine;
import dev.recsys.decision.DecisionReplay;
import dev.recsys.decision.Policy;
import dev.recsys.decision.PolicyFile;
import dev.recsys.decision.ReplayResult.Outcome;
import dev.recsys.decision.log.LogReader;
import dev.recsys.decision.log.LogRecord;
import dev.recsys.mlc.targets.Target;
import dev.recsys.mlc.targets.TargetConfig;
import dev.recsys.mlc.targets.TargetModel;
import dev.recsys.mlc.targets.TargetTrainer;
import dev.recsys.service.Running.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service takes a policy's models of customers from the store, with the policy and the recommender. */
class PolicyModelsTest {
    private static final String POLICY = """
            policy: staying
            version: 1
            facts: [calls]
            models: {leaves: left.recsys}
            modelUses: [{use: lever, model: leaves, items: all}]
            """;
    private static final String REQUEST =
            "{\"customer\":{\"id\":\"" + TestBank.customer(7) + "\",\"features\":{\"calls\":20}},\"limit\":3}";

    @TempDir
    private Path folder;

    private ModelStore store;
    private final List<String> hashes = new ArrayList<>();

    @BeforeEach
    void publish() throws IOException {
        store = ModelStore.at(folder.resolve("store"));
        save(3);
    }

    /** Saves a generation with a model of its own. */
    private GenerationInfo save(int modulus) throws IOException {
        float[] calls = new float[300];
        float[] left = new float[calls.length];
        for (int row = 0; row < calls.length; row++) {
            calls[row] = row % 30;
            left[row] = row % 30 > 15 && row % modulus != 0 ? 1 : 0;
        }
        TargetConfig config = TargetConfig.defaults();
        TargetModel model = new TargetTrainer(
                        config.withTrees(config.trees().withRounds(8)).withThreads(1))
                .train(
                        FeatureTable.builder(calls.length)
                                .numeric("calls", calls)
                                .numeric("left", left)
                                .build(),
                        List.of(Target.binary("left")));
        Path file = folder.resolve("left.recsys");
        model.save(file);
        hashes.add(model.info().modelHash());
        return store.save(
                Release.of("hybrid", TestBank.BUNDLE).withPolicy("policy.yaml", POLICY, Map.of("leaves", file)));
    }

    private static String hash(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("offers").get(0).path("models").get(0).asString())
                .isEqualTo("leaves");
        return answer.json().path("predictions").get(0).path("hash").asString();
    }

    private static DecisionEngine engine(Generation generation) {
        Policy policy = PolicyFile.parse("policy.yaml", generation.policy().orElseThrow());
        return DecisionEngine.around(generation.bundle())
                .policy(policy)
                .models(PolicyFile.models(policy, generation.predictors()))
                .build();
    }

    @Test
    void service_ofAStore_swapsModelsWithThePolicyAndItsLogReplays() throws Exception {
        Path log = folder.resolve("log");
        try (Running service = Running.with(
                "--recsys.store=" + folder.resolve("store"),
                "--recsys.watch=0s",
                "--recsys.service.audit=" + folder.resolve("audit"),
                "--recsys.decision.log.folder=" + log)) {
            assertThat(hash(service.post("/v1/recommend", REQUEST))).isEqualTo(hashes.get(0));
            GenerationInfo second = save(5);
            assertThat(hash(service.post("/v1/recommend", REQUEST))).isEqualTo(hashes.get(0));
            assertThat(service.post("/v1/models/2/activate", "").status()).isEqualTo(200);
            Answer swapped = service.post("/v1/recommend", REQUEST);
            assertThat(hash(swapped)).isEqualTo(hashes.get(1));
            assertThat(swapped.response().headers().firstValue("Recsys-Generation"))
                    .hasValue(second.id());
            assertThat(service.post("/v1/models/rollback", "").status()).isEqualTo(200);
            assertThat(hash(service.post("/v1/recommend", REQUEST))).isEqualTo(hashes.get(0));

            GenerationInfo third = save(7);
            Path file = folder.resolve("store").resolve(third.id()).resolve("leaves.predictor");
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length - 40] ^= 1;
            Files.write(file, bytes);
            Answer refused = service.post("/v1/models/3/activate", "");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body()).contains("the SHA-256 of leaves.predictor is not that of the manifest");
            Files.delete(file);
            assertThat(service.post("/v1/models/3/activate", "").body())
                    .contains("its file leaves.predictor is missing");
            assertThat(hash(service.post("/v1/recommend", REQUEST))).isEqualTo(hashes.get(0));
        }
        DecisionReplay replay = DecisionReplay.by(List.of(engine(store.load(1)), engine(store.load(2))));
        int records = 0;
        try (LogReader reader = LogReader.open(log)) {
            for (Optional<LogRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                assertThat(replay.replay(next.get().body()).outcome()).isEqualTo(Outcome.SAME);
                records++;
            }
        }
        assertThat(records).isEqualTo(5);
    }
}
