package dev.recsys.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.RecommendationRequest;
import dev.recsys.bundle.Bundle;
import dev.recsys.bundle.Generation;
import dev.recsys.bundle.GenerationInfo;
import dev.recsys.bundle.ModelStore;
import dev.recsys.bundle.Release;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.Panel;
import dev.recsys.decision.Decision;
import dev.recsys.decision.DecisionEngine;
import dev.recsys.decision.DecisionRequest;
import dev.recsys.decision.Policy;
import dev.recsys.decision.PolicyFile;
import dev.recsys.live.Live;
import dev.recsys.live.Served;
import dev.recsys.mlc.targets.Target;
import dev.recsys.mlc.targets.TargetConfig;
import dev.recsys.mlc.targets.TargetModel;
import dev.recsys.mlc.targets.TargetTrainer;
import dev.recsys.model.ModelFormatException;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.testkit.SmallBank;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A generation's policy and the models of customers that it names are one: saved together, verified, swapped and rolled back
 * together, so that an answer names the models that weighed it.
 */
class PolicyModelsInStoreTest {
    private static final int GENERATIONS = 4;
    private static final int REQUESTS = 40;
    private static final int THREADS = 8;
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    /** The same text in each generation, so that nothing but the models' files tells generations apart. */
    private static final String POLICY = """
            policy: staying
            version: 1
            facts: [tenure]
            models: {leaves: left.recsys, other: "left.recsys#left"}
            modelUses:
              - {use: lever, model: leaves, items: all}
            rules:
              - {name: stays, items: [card], require: {other: {to: 0.5}}}
            """;

    @TempDir
    private static Path files;

    @TempDir
    private Path folder;

    private static Bundle bundle;
    private static final List<Path> MODELS = new ArrayList<>();
    private static final List<String> HASHES = new ArrayList<>();

    @BeforeAll
    static void train() throws IOException {
        Panel panel = SmallBank.panel(400);
        bundle = Bundle.of(new PopularityTrainer().train(panel)).remembering(panel);
        for (int seed = 1; seed <= GENERATIONS; seed++) {
            TargetModel model = model(seed);
            Path file = files.resolve("left" + seed + ".recsys");
            model.save(file);
            MODELS.add(file);
            HASHES.add(model.info().modelHash());
        }
        assertThat(HASHES).doesNotHaveDuplicates();
    }

    private static TargetModel model(int seed) {
        Random random = new Random(seed);
        int rows = 200;
        float[] tenure = new float[rows];
        float[] left = new float[rows];
        for (int row = 0; row < rows; row++) {
            tenure[row] = random.nextInt(100);
            left[row] = random.nextInt(100) < tenure[row] ? 1 : 0;
        }
        TargetConfig config = TargetConfig.defaults();
        return new TargetTrainer(config.withTrees(config.trees().withRounds(10)).withThreads(1))
                .train(
                        FeatureTable.builder(rows)
                                .numeric("tenure", tenure)
                                .numeric("left", left)
                                .build(),
                        List.of(Target.binary("left")));
    }

    private static Release release(int model) throws IOException {
        Path file = MODELS.get(model);
        return Release.of("m", bundle).withPolicy("policy.yaml", POLICY, Map.of("leaves", file, "other", file));
    }

    private static DecisionEngine engine(Generation generation) {
        Policy policy = PolicyFile.parse("policy.yaml", generation.policy().orElseThrow());
        return DecisionEngine.around(generation.bundle())
                .policy(policy)
                .models(PolicyFile.models(policy, generation.predictors()))
                .build();
    }

    private static DecisionRequest request(int number) {
        return DecisionRequest.of(RecommendationRequest.anonymous()
                        .feature("tenure", 2.5 * number)
                        .holdings(List.of())
                        .limit(3)
                        .build())
                .id("d" + number)
                .time(NOON)
                .build();
    }

    private static List<Decision> answers(DecisionEngine engine) {
        List<Decision> answers = new ArrayList<>();
        for (int number = 0; number < REQUESTS; number++) {
            answers.add(engine.decide(request(number)));
        }
        return answers;
    }

    private static void assertUses(int model, DecisionEngine engine) {
        assertThat(engine.decide(request(1)).predictions())
                .hasSize(2)
                .allSatisfy(said -> assertThat(said.hash()).isEqualTo(HASHES.get(model)));
    }

    @Test
    void save_policyWithModels_isOneGenerationAndARollbackBringsTheEarlierModels() throws Exception {
        ModelStore store = ModelStore.at(folder);
        GenerationInfo first = store.save(release(0));
        store.save(release(1));
        assertThat(first.predictors()).containsExactly("leaves", "other");
        assertThat(first.models()).containsExactly("m");
        assertThat(first.files()).containsKeys("leaves.predictor", "other.predictor");
        assertUses(1, engine(store.latest()));
        store.rollback();
        assertUses(0, engine(store.latest()));
        store.save(store.latest().release().remembering(SmallBank.panel(400))); // a newer memory keeps them
        assertUses(0, engine(store.latest()));
        store.save(store.latest().release().withPolicy("policy.yaml", "policy: bare\nversion: 1\n"));
        assertThat(store.latest().predictors()).isEmpty();
        assertThat(engine(store.latest()).decide(request(1)).predictions()).isEmpty();
    }

    @Test
    void save_fileGoneOrChangedAfterTheRelease_keepsWhatWasRead() throws Exception {
        Path file = Files.copy(MODELS.get(0), folder.resolve("left.recsys"));
        Release release =
                Release.of("m", bundle).withPolicy("policy.yaml", POLICY, Map.of("leaves", file, "other", file));
        Files.delete(file);
        ModelStore store = ModelStore.at(folder.resolve("store"));
        store.save(release);
        assertUses(0, engine(store.latest()));
    }

    @Test
    void withPolicy_modelMissingOrDamagedOrOfAnotherKind_isRefusedBeforeAnythingIsWritten() throws Exception {
        Release bare = Release.of("m", bundle);
        Path file = folder.resolve("left.recsys");
        assertThatThrownBy(() -> bare.withPolicy("p.yaml", POLICY, Map.of("leaves", file)))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("left.recsys");
        byte[] bytes = Files.readAllBytes(MODELS.get(0));
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> bare.withPolicy("p.yaml", POLICY, Map.of("leaves", file)))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("left.recsys is not a usable model");
        bundle.save(file);
        assertThatThrownBy(() -> bare.withPolicy("p.yaml", POLICY, Map.of("leaves", file)))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("popularity");
        assertThatThrownBy(() -> bare.withPolicy("p.yaml", POLICY, Map.of("two words", MODELS.get(0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two words");
        assertThatThrownBy(() -> bare.withPolicy("leaves.predictor", POLICY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void load_anyByteOfAModelFlippedOrItsFileGone_isRefusedAndTheOldAnswersOn() throws Exception {
        ModelStore store = ModelStore.at(folder);
        store.save(release(0));
        Live<DecisionEngine> live =
                Live.<DecisionEngine>of(store, PolicyModelsInStoreTest::engine).open();
        GenerationInfo second = store.save(release(1));
        Path file = folder.resolve(second.id()).resolve("leaves.predictor");
        byte[] sound = Files.readAllBytes(file);
        for (int at = 0; at < sound.length; at += 97) {
            byte[] bytes = sound.clone();
            bytes[at] ^= 1;
            Files.write(file, bytes);
            assertThatThrownBy(store::latest)
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("the SHA-256 of leaves.predictor is not that of the manifest");
        }
        assertThat(live.refresh()).isFalse();
        assertThat(live.lastFailure().orElseThrow().reason()).contains("leaves.predictor");
        assertUses(0, live.get());
        Files.delete(file);
        assertThatThrownBy(store::latest)
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("generation " + second.id() + " can't be served: its file leaves.predictor is missing");
        assertThat(live.refresh()).isFalse();
        assertThat(live.lastFailure().orElseThrow().reason()).contains("its file leaves.predictor is missing");
        assertThatThrownBy(() -> store.activate(2)).isInstanceOf(ModelFormatException.class);
        assertUses(0, live.get());
        Files.copy(MODELS.get(2), file); // a sound model, but not the one that was published
        assertThatThrownBy(store::latest).hasMessageContaining("is not that of the manifest");
        Files.write(file, sound);
        assertThat(live.refresh()).isTrue();
        assertUses(1, live.get());
    }

    @Test
    void load_otherModelsThanThePolicyNames_isRefused() throws Exception {
        ModelStore store = ModelStore.at(folder);
        store.save(Release.of("m", bundle).withPolicy("policy.yaml", POLICY, Map.of("leaves", MODELS.get(0))));
        assertThatThrownBy(() -> engine(store.latest()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("policy \"staying\" names the models [leaves, other], but there are [leaves] beside it");
        store.save(Release.of("m", bundle)
                .withPolicy(
                        "policy.yaml",
                        "policy: staying\nversion: 1\nmodels: {leaves: left.recsys}\n",
                        Map.of("leaves", MODELS.get(0), "more", MODELS.get(0))));
        assertThatThrownBy(() -> engine(store.latest())).hasMessageContaining("there are [leaves, more] beside it");
        Policy other = PolicyFile.parse("p", POLICY.replace("#left", "#gone"));
        assertThatThrownBy(() -> PolicyFile.models(other, release(0).predictors()))
                .hasMessage("model \"other\" of the policy: target must be one of [left], but was \"gone\"");
    }

    @Test
    void decide_whileSwapped_namesTheModelsThatWeighedTheAnswer() throws Exception {
        ModelStore store = ModelStore.at(folder).keeping(GENERATIONS + 1);
        Map<String, List<Decision>> oracle = new HashMap<>();
        for (int model = 0; model < GENERATIONS; model++) {
            GenerationInfo info = store.save(release(model));
            oracle.put(info.id(), answers(engine(store.latest())));
        }
        assertThat(oracle.values().stream()
                        .map(answers -> answers.stream()
                                .map(answer -> answer.predictions().get(0).value())
                                .toList())
                        .distinct())
                .hasSize(GENERATIONS);
        Live<DecisionEngine> live =
                Live.<DecisionEngine>of(store, PolicyModelsInStoreTest::engine).open();
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        Tally tally = new Tally("policy-model-swaps");
        try {
            List<Future<Long>> ends = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                ends.add(pool.submit(() -> ask(live, oracle, done)));
            }
            for (int swap = 0; swap < Scale.of(100, 5_000); swap++) {
                store.activate(1 + swap % GENERATIONS);
                live.refresh();
                tally.count("swaps");
            }
            done.set(true);
            for (Future<Long> end : ends) {
                tally.count("answers alike", end.get());
            }
            assertThat(tally.of("answers alike")).isGreaterThan(1_000);
        } finally {
            done.set(true);
            pool.shutdownNow();
            tally.close();
        }
    }

    /** Asks until all is swapped; gives how often it was answered as the generation of the answer does. */
    private static long ask(Live<DecisionEngine> live, Map<String, List<Decision>> oracle, AtomicBoolean done) {
        long alike = 0;
        while (!done.get()) {
            int number = (int) (alike % REQUESTS);
            Served<DecisionEngine> served = live.served();
            Decision answer = served.value().decide(request(number));
            if (!answer.equals(oracle.get(served.generation().id()).get(number))) {
                throw new AssertionError(served.generation().id() + " answered otherwise: " + answer);
            }
            alike++;
        }
        return alike;
    }
}
