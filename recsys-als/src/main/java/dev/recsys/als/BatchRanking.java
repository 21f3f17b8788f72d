package dev.recsys.als;

import dev.recsys.FallbackLevel;
import dev.recsys.RecommendationRequest;
import dev.recsys.als.internal.serve.AlsFactors;
import dev.recsys.als.internal.serve.BlockRanker;
import dev.recsys.als.internal.serve.CellWeighting;
import dev.recsys.als.internal.serve.ScoreRule;
import dev.recsys.als.internal.serve.TopItems;
import dev.recsys.data.IdIndex;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.spi.UserProfiles;
import dev.recsys.spi.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Ranks for many users: blocks of {@link BlockRanker#USERS} on several threads, answers handed over in order, a chunk of
 * blocks at a time so that memory stays bounded. One call at a time.
 */
final class BatchRanking {
    private static final int USERS_A_CHUNK = 64 * BlockRanker.USERS;

    private final UserProfiles profiles;
    private final CellWeighting weighting;
    private final AlsFactors factors;
    private final ScoreRule rule;
    private final double[] rates;
    private final BatchRequest request;
    private final @Nullable List<String> userIds;
    private final boolean[] barred;
    private final int limit;

    BatchRanking(
            UserProfiles profiles,
            CellWeighting weighting,
            AlsFactors factors,
            ScoreRule rule,
            double[] rates,
            BatchRequest request) {
        this.profiles = profiles;
        this.weighting = weighting;
        this.factors = factors;
        this.rule = rule;
        this.rates = rates;
        this.request = request;
        Optional<List<String>> given = request.userIds();
        this.userIds = given.isPresent() ? given.get() : null;
        IdIndex items = profiles.items();
        this.limit = Math.max(1, Math.min(request.limit(), items.size()));
        this.barred = new boolean[items.size()];
        RecommendationRequest single = request.single("any");
        if (single.isRestricted()) {
            for (int item = 0; item < barred.length; item++) {
                barred[item] = !single.permits(items.id(item));
            }
        }
    }

    /** What one thread works with. */
    private final class Desk {
        final BlockRanker ranker = factors.blockRanker(rule);
        final TopItems[] tops = new TopItems[BlockRanker.USERS];
        final int[][] held = new int[BlockRanker.USERS][];
        final float[][] weights = new float[BlockRanker.USERS][];
        final int[] asked = new int[BlockRanker.USERS]; // which of the chunk

        Desk() {
            Arrays.setAll(tops, i -> new TopItems(limit));
        }
    }

    void run(Consumer<BatchAnswer> consumer) {
        int count = userIds == null ? profiles.users().size() : userIds.size();
        BatchAnswer unknown = popular();
        ThreadLocal<Desk> desks = ThreadLocal.withInitial(Desk::new);
        @Nullable BatchAnswer[] answers = new BatchAnswer[Math.min(count, USERS_A_CHUNK)];
        try (Workers workers = Workers.of("als", request.threads())) {
            for (long first = 0; first < count; first += USERS_A_CHUNK) {
                int base = (int) first;
                int size = Math.min(USERS_A_CHUNK, count - base);
                workers.forRanges(
                        size,
                        BlockRanker.USERS,
                        (range, from, to) -> rank(desks.get(), base, from, to, unknown, answers));
                for (int i = 0; i < size; i++) {
                    BatchAnswer answer = answers[i];
                    answers[i] = null;
                    if (answer != null) {
                        consumer.accept(answer);
                    }
                }
            }
        } finally {
            desks.remove();
        }
    }

    private void rank(Desk desk, int base, int from, int to, BatchAnswer unknown, @Nullable BatchAnswer[] answers) {
        InteractionMatrix holdings = profiles.holdings();
        int count = 0;
        for (int i = from; i < to; i++) {
            int user = userIds == null ? base + i : profiles.users().indexOf(userIds.get(base + i));
            if (user < 0 || holdings.rowSize(user) == 0) {
                answers[i] = unknown.forUser(id(base + i));
                continue;
            }
            int[] held = holdings.columnsOf(user);
            desk.held[count] = held;
            desk.weights[count] = weighting.apply(held, holdings.weightsOf(user));
            IntPredicate rules = request.ownedIncluded()
                    ? item -> barred[item]
                    : item -> barred[item] || Arrays.binarySearch(held, item) >= 0;
            desk.tops[count].restart(rules);
            desk.asked[count++] = i;
        }
        desk.ranker.rank(desk.held, desk.weights, count, desk.tops);
        for (int c = 0; c < count; c++) {
            TopItems top = desk.tops[c];
            answers[desk.asked[c]] = new BatchAnswer(
                    id(base + desk.asked[c]), FallbackLevel.KNOWN_USER, profiles.items(), top.items(), top.scores());
        }
    }

    private String id(int index) {
        return userIds == null ? profiles.users().id(index) : userIds.get(index);
    }

    private BatchAnswer popular() {
        TopItems top = new TopItems(limit);
        top.restart(item -> barred[item]);
        for (int item = 0; item < rates.length; item++) {
            top.offer(item, rates[item]);
        }
        return new BatchAnswer("any", FallbackLevel.POPULARITY, profiles.items(), top.items(), top.scores());
    }
}
