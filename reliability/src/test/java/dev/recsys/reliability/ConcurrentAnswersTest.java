package dev.recsys.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.bundle.Bundle;
import dev.recsys.testkit.SmallBank;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many threads ask the models of all algorithms at once; each answer must be that which one thread got before, bit by bit. One
 * million answers in CI, a hundred million in the long form.
 */
@Tag("slow")
class ConcurrentAnswersTest {
    private static final int THREADS = 16;
    private static final long ANSWERS = Scale.of(1_000_000, 100_000_000);

    /** A request, whom it is put to, and the right answer. */
    private record Case(String name, Bundle bundle, RecommendationRequest request, Recommendations expected) {}

    @Test
    void recommend_manyThreads_givesTheAnswersOfOne() throws Exception {
        Tally tally = new Tally("concurrent-answers");
        List<Case> cases = new ArrayList<>();
        for (Map.Entry<String, Bundle> entry : SmallBundles.all().entrySet()) {
            Bundle bundle = entry.getValue();
            List<RecommendationRequest> requests = new ArrayList<>(SmallBundles.requests(bundle));
            for (int customer = 5; customer < 40; customer++) {
                requests.add(RecommendationRequest.forUser(SmallBank.customerId(customer))
                        .build());
            }
            for (RecommendationRequest request : requests) {
                cases.add(new Case(entry.getKey(), bundle, request, bundle.recommend(request)));
            }
        }
        AtomicLong asked = new AtomicLong();
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<long[]>> ends = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                ends.add(pool.submit(() -> ask(cases, asked)));
            }
            long[] alike = new long[cases.size()];
            for (Future<long[]> end : ends) {
                long[] counts = end.get();
                for (int i = 0; i < counts.length; i++) {
                    alike[i] += counts[i];
                }
            }
            long total = 0;
            for (int i = 0; i < alike.length; i++) {
                tally.count(cases.get(i).name() + " alike", alike[i]);
                total += alike[i];
            }
            assertThat(total).isEqualTo(ANSWERS);
        } finally {
            pool.shutdownNow();
            tally.close();
        }
    }

    /** Asks until all is asked; returns how often each case was answered alike. */
    private static long[] ask(List<Case> cases, AtomicLong asked) {
        long[] alike = new long[cases.size()];
        for (long turn = asked.getAndIncrement(); turn < ANSWERS; turn = asked.getAndIncrement()) {
            int place = (int) (turn % cases.size());
            Case one = cases.get(place);
            Recommendations answer = one.bundle().recommend(one.request());
            if (!answer.equals(one.expected())) {
                throw new AssertionError(
                        one.name() + " answered " + one.request() + " by " + answer + " in place of " + one.expected());
            }
            alike[place]++;
        }
        return alike;
    }
}
