package dev.recsys.live;

import static dev.recsys.bundle.StoreBundles.bundle;
import static dev.recsys.bundle.StoreBundles.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.BatchRequest;
import dev.recsys.RecommendationRequest;
import dev.recsys.bundle.Bundle;
import dev.recsys.bundle.Generation;
import dev.recsys.bundle.GenerationInfo;
import dev.recsys.bundle.ModelFolder;
import dev.recsys.bundle.ModelStore;
import dev.recsys.bundle.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LiveRecommenderTest {
    private static final RecommendationRequest NOBODY =
            RecommendationRequest.anonymous().build();

    @TempDir
    private Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T03:00:00Z"));

    private ModelStore store() {
        return ModelStore.at(folder.resolve("store")).withClock(now::get);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(5);
        }
    }

    private void damage(GenerationInfo info) throws IOException {
        Path file = folder.resolve("store").resolve(info.id()).resolve("m.recsys");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void recommend_storeMovesOn_answersByTheNextAndSaysSo() throws Exception {
        ModelStore store = store();
        assertThatThrownBy(() -> LiveRecommender.open(store)).isInstanceOf(NoSuchFileException.class);
        GenerationInfo first = store.save(release("b"));
        try (LiveRecommender live = LiveRecommender.open(store)) {
            assertThat(live.refresh()).isFalse();
            assertThat(live.recommend(NOBODY))
                    .isEqualTo(bundle("b").recommend(NOBODY).withGeneration(first.id()));
            GenerationInfo second = store.save(release("c"));
            assertThat(live.refresh()).isTrue();
            assertThat(live.recommend(NOBODY))
                    .isEqualTo(bundle("c").recommend(NOBODY).withGeneration(second.id()));
            assertThat(live.info().modelHash()).isEqualTo(bundle("c").info().modelHash());
            assertThat(live.catalogue()).isEqualTo(bundle("c").catalogue());
            assertThat(live.scoreMeaning()).isEqualTo(bundle("c").scoreMeaning());
            assertThat(live.explain(NOBODY, "c")).isEqualTo(bundle("c").explain(NOBODY, "c"));
            List<String> batch = new ArrayList<>();
            live.recommendAll(BatchRequest.forAllCustomers(), answer -> batch.add(String.valueOf(answer.itemIds())));
            assertThat(batch).hasSize(2);
            live.rollback();
            assertThat(live.recommend(NOBODY).generation()).isEqualTo(first.id());
            assertThat(store.current().orElseThrow().id()).isEqualTo(first.id());
            assertThatIllegalStateException().isThrownBy(live::rollback);
            live.activate(2);
            assertThat(live.recommend(NOBODY).generation()).isEqualTo(second.id());
            assertThat(store.current().orElseThrow().id()).isEqualTo(second.id());
            assertThatThrownBy(() -> live.activate(7)).isInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void age_ofWhatAnswers_isThatOfThePointer() throws Exception {
        store().save(release("b"));
        Live<Bundle> live =
                Live.<Bundle>of(store(), Generation::bundle).clock(now::get).open();
        now.set(now.get().plusSeconds(90));
        assertThat(live.age()).isEqualTo(Duration.ofSeconds(90));
        store().activate(1);
        assertThat(live.refresh()).isFalse();
        assertThat(live.age()).isZero();
        assertThat(live.served().since()).isEqualTo(now.get().minusSeconds(90));
    }

    @Test
    void refresh_damagedCandidate_changesNothingAndIsNotTriedAgainUntilThePointerMoves() throws Exception {
        ModelStore store = store();
        GenerationInfo first = store.save(release("b"));
        AtomicInteger loads = new AtomicInteger();
        Live<Bundle> live = Live.<Bundle>of(store, generation -> {
                    loads.incrementAndGet();
                    return generation.bundle();
                })
                .clock(now::get)
                .smoke(candidate -> {
                    if (candidate.catalogue().indexOf("bad") >= 0) {
                        throw new IllegalStateException("it smokes");
                    }
                })
                .open();
        GenerationInfo damaged = store.save(release("c"));
        damage(damaged);
        assertThat(live.refresh(false)).isFalse();
        LiveFailure failure = live.lastFailure().orElseThrow();
        assertThat(failure.generation()).contains(damaged.id());
        assertThat(failure.time()).isEqualTo(now.get());
        assertThat(failure.reason()).contains("m.recsys");
        assertThat(live.served().generation()).isEqualTo(first);
        assertThatThrownBy(() -> live.activate(2)).isInstanceOf(IOException.class);
        GenerationInfo smoking = store.save(release("bad"));
        assertThat(live.refresh(false)).isFalse();
        assertThat(live.lastFailure().orElseThrow().reason()).isEqualTo("it smokes");
        int before = loads.get();
        assertThat(live.refresh(false)).isFalse();
        assertThat(loads).hasValue(before);
        assertThat(live.refresh()).isFalse();
        assertThat(loads).hasValue(before + 1);
        now.set(now.get().plusSeconds(1));
        store.activate(smoking.number());
        assertThat(live.refresh(false)).isFalse();
        assertThat(loads).hasValue(before + 2);
        assertThat(live.served().generation()).isEqualTo(first);
        GenerationInfo good = store.save(release("d"));
        assertThat(live.refresh(false)).isTrue();
        assertThat(live.lastFailure()).isEmpty();
        assertThat(live.served().generation()).isEqualTo(good);
    }

    @Test
    void refresh_storeThatCannotBeRead_isTriedAgain() throws Exception {
        ModelStore store = store();
        store.save(release("b"));
        AtomicInteger faults = new AtomicInteger();
        Live<Bundle> live = Live.<Bundle>of(store, generation -> {
                    if (faults.getAndDecrement() > 0) {
                        throw new IOException("the network is down");
                    }
                    return generation.bundle();
                })
                .open();
        store.save(release("c"));
        faults.set(1);
        assertThat(live.refresh(false)).isFalse();
        assertThat(live.lastFailure().orElseThrow().reason()).isEqualTo("the network is down");
        assertThat(live.refresh(false)).isTrue();
        Files.delete(folder.resolve("store/current"));
        assertThat(live.refresh(false)).isFalse();
        assertThat(live.lastFailure().orElseThrow().generation()).isEmpty();
        assertThat(live.get()).isNotNull();
    }

    @Test
    void refresh_loaderThrowsAnything_changesNothing() throws Exception {
        ModelStore store = store();
        store.save(release("b"));
        AtomicReference<Error> planted = new AtomicReference<>();
        Live<Bundle> live = Live.<Bundle>of(store, generation -> {
                    Error error = planted.get();
                    if (error != null) {
                        throw error;
                    }
                    return generation.bundle();
                })
                .open();
        store.save(release("c"));
        for (Error error :
                List.of(new OutOfMemoryError("x"), new StackOverflowError(), new NoClassDefFoundError("y"))) {
            planted.set(error);
            assertThat(live.refresh()).isFalse();
            assertThat(live.served().generation().number()).isEqualTo(1);
            assertThat(live.lastFailure()).isPresent();
        }
        planted.set(null);
        assertThat(live.refresh()).isTrue();
    }

    @Test
    void watch_pointerMoves_swapsUntilClosed() throws Exception {
        ModelStore store = store();
        store.save(release("b"));
        LiveRecommender live = LiveRecommender.open(store);
        live.watch(Duration.ofMillis(10));
        assertThatIllegalStateException().isThrownBy(() -> live.watch(Duration.ofMillis(10)));
        assertThatIllegalArgumentException().isThrownBy(() -> live.watch(Duration.ofMillis(9)));
        GenerationInfo second = store.save(release("c"));
        await(() -> live.recommend(NOBODY).generation().equals(second.id()));
        live.close();
        await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("recsys-live")));
        store.save(release("d"));
        assertThat(live.recommend(NOBODY).generation()).isEqualTo(second.id());
    }

    @Test
    void watch_unsignedCandidateSignedLater_isTakenThen() throws Exception {
        Path key = folder.resolve("key");
        Path publicKey = SigningKeys.generate(key);
        ModelStore strict = store().requiring(List.of(SigningKeys.publicKey(publicKey)));
        GenerationInfo first = strict.signing(SigningKeys.privateKey(key)).save(release("b"));
        Live<Bundle> live = Live.<Bundle>of(strict, Generation::bundle).open();
        now.set(now.get().plusSeconds(1));
        GenerationInfo second = store().save(release("c"));
        assertThat(live.refresh(false)).isFalse();
        assertThat(live.lastFailure().orElseThrow().reason()).contains("is not signed");
        assertThat(live.served().generation()).isEqualTo(first);
        now.set(now.get().plusSeconds(1));
        store().sign(second.number(), SigningKeys.privateKey(key));
        assertThat(live.refresh(false)).isTrue();
        assertThat(live.served().generation()).isEqualTo(second);
    }

    @Test
    void fixed_plainFolder_staysWithIt() throws Exception {
        ModelFolder.at(folder).save("m", bundle("b"));
        Live<Bundle> live = Live.<Bundle>fixed(Generation.ofFolder(folder, "m"), Generation::bundle)
                .smoke(SmokeRequests.defaults())
                .open();
        assertThat(live.refresh()).isFalse();
        assertThat(live.served().generation().number()).isZero();
        assertThatIllegalStateException().isThrownBy(() -> live.activate(1));
        assertThatIllegalStateException().isThrownBy(live::rollback);
    }
}
