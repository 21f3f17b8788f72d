package dev.recsys.reliability.hostile;

import dev.recsys.bundle.Bundle;
import dev.recsys.bundle.Generation;
import dev.recsys.bundle.ModelFolder;
import dev.recsys.bundle.ModelStore;
import dev.recsys.bundle.Release;
import dev.recsys.bundle.SigningKeys;
import dev.recsys.internal.check.Checks;
import dev.recsys.live.Live;
import dev.recsys.live.LiveFailure;
import dev.recsys.live.LiveRecommender;
import dev.recsys.live.SmokeRequests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Stores, generations and what answers by them. */
final class Generations {
    private static final KeyPair KEYS = keys();
    private static final String MODEL = "model";
    private static final Release RELEASE = Release.of(
                    MODEL, Bundle.of(Fixtures.POPULARITY).remembering(Fixtures.PANEL))
            .withPolicy("policy.yaml", "policy: x");
    private static final AtomicInteger NEW_KEYS = new AtomicInteger();

    private Generations() {}

    /** What may fail to read or write a file. */
    private interface Work<T> {
        T run() throws IOException;
    }

    private static <T> T done(Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A store whose current generation can be rolled back. */
    static ModelStore store(Path folder) {
        return done(() -> {
            ModelStore store = ModelStore.at(folder.resolve("store"));
            while (store.current().isEmpty() || store.latest().info().follows() == 0) {
                store.save(RELEASE);
            }
            return store;
        });
    }

    private static Live<Bundle> live(Path folder) {
        return done(() -> Live.<Bundle>of(store(folder), Generation::bundle).open());
    }

    static List<Supplier<?>> instances(Path folder) {
        return List.of(
                () -> store(folder),
                () -> RELEASE,
                () -> done(() -> store(folder).latest()),
                () -> done(() -> store(folder).latest().info()),
                () -> done(() -> store(folder)
                        .latest()
                        .info()
                        .files()
                        .values()
                        .iterator()
                        .next()),
                () -> done(() -> store(folder).current().orElseThrow()),
                () -> live(folder),
                () -> live(folder).served(),
                () -> LiveRecommender.of(live(folder)),
                () -> new LiveFailure("1-00000000", Instant.EPOCH, "it smokes"),
                SmokeRequests::defaults,
                () -> Live.<Bundle>of(store(folder), Generation::bundle),
                () -> (Live.Loader<Bundle>)
                        generation -> Checks.notNull(generation, "generation").bundle());
    }

    static Map<Class<?>, Supplier<?>> usual() {
        return Map.of(PublicKey.class, KEYS::getPublic, PrivateKey.class, KEYS::getPrivate);
    }

    static Map<String, Supplier<Object[]>> written(Path folder) {
        Map<String, Supplier<Object[]>> all = new HashMap<>();
        Supplier<Object[]> number = () ->
                new Object[] {done(() -> store(folder).current().orElseThrow().number())};
        all.put("bundle.ModelStore.load(long)", number);
        all.put("bundle.ModelStore.activate(long)", number);
        all.put("live.Live.activate(long)", number);
        all.put("live.LiveRecommender.activate(long)", number);
        all.put("bundle.ModelStore.sign(long,PrivateKey)", () -> new Object[] {number.get()[0], KEYS.getPrivate()});
        all.put("bundle.ModelStore.keeping(int)", () -> new Object[] {3});
        all.put("bundle.ModelStore.requiring(Collection)", () -> new Object[] {List.of(KEYS.getPublic())});
        all.put("bundle.Generation.bundle(String)", () -> new Object[] {MODEL});
        all.put("bundle.Generation.ofFolder(Path,String)", () -> {
            Path plain = folder.resolve("plain");
            done(() -> ModelFolder.at(plain).save(MODEL, Fixtures.POPULARITY));
            return new Object[] {plain, MODEL};
        });
        all.put("bundle.Release.withPolicy(String,String,Map)", () ->
                new Object[] {"policy.yaml", "policy: x", Map.of("churn", Targets.saved(folder))});
        all.put("bundle.Release.remembering(Dataset)", () -> new Object[] {Fixtures.PANEL});
        all.put("bundle.SigningKeys.generate(Path)", () ->
                new Object[] {folder.resolve("key" + NEW_KEYS.incrementAndGet())});
        all.put("bundle.SigningKeys.privateKey(Path)", () -> new Object[] {key(folder)});
        all.put("bundle.SigningKeys.publicKey(Path)", () ->
                new Object[] {folder.resolve(key(folder).getFileName() + SigningKeys.PUBLIC_SUFFIX)});
        all.put("live.SmokeRequests.with(List)", () -> new Object[] {
            List.of(dev.recsys.RecommendationRequest.anonymous().build())
        });
        all.put("live.SmokeRequests.check(Recommender)", () -> new Object[] {Fixtures.BUNDLE});
        all.put("live.Live.Smoke.check(Object)", () -> new Object[] {Fixtures.BUNDLE});
        return all;
    }

    private static Path key(Path folder) {
        Path file = folder.resolve("key");
        if (!Files.exists(file)) {
            done(() -> SigningKeys.generate(file));
        }
        return file;
    }
}
