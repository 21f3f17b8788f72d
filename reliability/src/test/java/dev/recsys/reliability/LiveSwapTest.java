package dev.recsys.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.bundle.Bundle;
import dev.recsys.bundle.GenerationInfo;
import dev.recsys.bundle.ModelStore;
import dev.recsys.bundle.Release;
import dev.recsys.data.Panel;
import dev.recsys.live.Live;
import dev.recsys.live.LiveRecommender;
import dev.recsys.live.SmokeRequests;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.synthetic.SyntheticBank;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many threads ask one recommender while its generation is swapped: each answer must be that of the generation it names, bit by bit,
 * the heap must not grow, and no more than two generations may be alive. A damaged generation now and then changes nothing.
 */
@Tag("slow")
class LiveSwapTest {
    private static final int THREADS = 16;
    private static final long ANSWERS = Scale.of(1_000_000, 100_000_000);
    private static final int SWAPS = Scale.of(1_000, 20_000);
    private static final int GENERATIONS = 6;
    private static final int CUSTOMERS = 400;
    private static final long GROWTH_BYTES = 4L << 20;

    @TempDir
    private Path folder;

    /** All that a generation answers, made by itself before. */
    private final Map<String, List<Recommendations>> oracle = new HashMap<>();

    private final List<RecommendationRequest> requests = new ArrayList<>();

    private ModelStore store() throws Exception {
        ModelStore store = ModelStore.at(folder).keeping(GENERATIONS + 1);
        requests.add(RecommendationRequest.anonymous().build());
        for (int seed = 1; seed <= GENERATIONS; seed++) {
            Panel panel = SyntheticBank.builder()
                    .customers(CUSTOMERS)
                    .months(3)
                    .seed(seed)
                    .build()
                    .toPanel();
            if (seed == 1) {
                panel.users().ids().stream()
                        .limit(50)
                        .forEach(id -> requests.add(
                                RecommendationRequest.forUser(id).limit(5).build()));
            }
            Bundle bundle = Bundle.of(new PopularityTrainer().train(panel)).remembering(panel);
            GenerationInfo info = store.save(Release.of("m", bundle));
            oracle.put(
                    info.id(),
                    requests.stream()
                            .map(request -> bundle.recommend(request).withGeneration(info.id()))
                            .toList());
        }
        assertThat(oracle.values().stream().distinct()).hasSize(GENERATIONS);
        return store;
    }

    /** Makes the last generation one that is refused. */
    private void damageLast(ModelStore store) throws Exception {
        GenerationInfo info = store.save(Release.of("m", store.latest().bundle()));
        Path file = folder.resolve(info.id()).resolve("m.recsys");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void recommend_whileSwapped_answersByTheGenerationItNames() throws Exception {
        ModelStore store = store();
        damageLast(store);
        String damaged = Files.readString(folder.resolve("current"));
        store.activate(1);
        List<WeakReference<Bundle>> loaded = new ArrayList<>();
        Live<Bundle> live = Live.<Bundle>of(store, generation -> {
                    loaded.add(new WeakReference<>(generation.bundle()));
                    return generation.bundle();
                })
                .smoke(SmokeRequests.defaults())
                .open();
        LiveRecommender recommender = LiveRecommender.of(live);
        AtomicLong asked = new AtomicLong();
        AtomicBoolean swapped = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        Tally tally = new Tally("live-swaps");
        try {
            List<Future<Long>> ends = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                ends.add(pool.submit(() -> ask(recommender, asked, swapped)));
            }
            long heap = 0;
            int most = 0;
            for (int swap = 1; swap <= SWAPS; swap++) {
                if (swap % 10 == 0) {
                    Files.writeString(folder.resolve("current"), damaged);
                    assertThat(recommender.refresh()).isFalse();
                    assertThat(live.lastFailure()).isPresent();
                    tally.count("damaged, refused");
                }
                store.activate(1 + swap % GENERATIONS);
                assertThat(recommender.refresh()).isTrue();
                tally.count("swaps");
                if (swap % (SWAPS / 10) == 0) {
                    most = Math.max(most, alive(loaded));
                    heap = swap == SWAPS / 10 ? heapAfterGc() : heap;
                }
            }
            swapped.set(true);
            long sound = 0;
            for (Future<Long> end : ends) {
                sound += end.get();
            }
            tally.count("answers alike", sound);
            long growth = heapAfterGc() - heap;
            tally.count("heap growth in KiB", growth >> 10);
            tally.count("most generations alive after a collection", most);
            assertThat(sound).isGreaterThanOrEqualTo(ANSWERS);
            assertThat(growth).isLessThan(GROWTH_BYTES);
            assertThat(most).isBetween(1, 2);
            assertThat(loaded).hasSize(SWAPS + 1);
        } finally {
            swapped.set(true);
            pool.shutdownNow();
            tally.close();
        }
    }

    /** Asks until enough is asked and all is swapped; gives how often it was answered alike. */
    private long ask(LiveRecommender recommender, AtomicLong asked, AtomicBoolean swapped) {
        long alike = 0;
        for (long turn = asked.getAndIncrement(); turn < ANSWERS || !swapped.get(); turn = asked.getAndIncrement()) {
            int place = (int) (turn % requests.size());
            Recommendations answer = recommender.recommend(requests.get(place));
            if (!answer.equals(oracle.get(answer.generation()).get(place))) {
                throw new AssertionError(answer.generation() + " answered otherwise: " + answer);
            }
            alike++;
        }
        return alike;
    }

    /** How many are alive when answers that began with an earlier one have ended. */
    private static int alive(List<WeakReference<Bundle>> loaded) throws InterruptedException {
        int alive = Integer.MAX_VALUE;
        for (int attempt = 0; attempt < 20 && alive > 2; attempt++) {
            collect();
            alive = (int)
                    loaded.stream().filter(reference -> reference.get() != null).count();
        }
        return alive;
    }

    /** What the last collection left, without what is allocated since: the threads go on while this is asked. */
    private static long heapAfterGc() throws InterruptedException {
        collect();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    private static void collect() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(5);
        }
    }
}
