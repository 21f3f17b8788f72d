package dev.recsys.pipeline;

import dev.recsys.BatchAnswer;
import dev.recsys.BatchRequest;
import dev.recsys.FallbackLevel;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.data.Catalogue;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.resolve.Resolution;
import dev.recsys.internal.resolve.Resolver;
import dev.recsys.internal.resolve.Rules;
import dev.recsys.internal.run.Workers;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.memory.KnownCustomer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Many requests on several threads, each on the way of a single one: answers are handed over in order, a chunk at a time,
 * so that memory stays bounded. For one call.
 */
final class Batch {
    private static final int RANGE = 64;
    private static final int CHUNK = 128 * RANGE;

    private final ScoringModel model;
    private final Resolver resolver;
    private final BatchRequest batch;
    private final @Nullable List<RecommendationRequest> requests;
    private final @Nullable List<String> userIds;
    private final Rules shared;
    private final int sharedLimit;
    private final boolean plain; // remembered customers of whom nothing more is said
    private final int count;

    Batch(ScoringModel model, Resolver resolver, BatchRequest batch) {
        this.model = model;
        this.resolver = resolver;
        this.batch = batch;
        this.requests = batch.requests().orElse(null);
        this.userIds = batch.userIds().orElse(null);
        this.shared = Rules.of(batch.rules(), model.catalogue());
        this.sharedLimit = limit(batch.rules());
        CustomerMemory memory = resolver.memory();
        List<RecommendationRequest> many = requests;
        List<String> ids = userIds;
        if (many != null) {
            count = many.size();
        } else if (ids != null) {
            count = ids.size();
        } else {
            Checks.that(memory != null, "no customers are remembered here, so there are none to answer all of");
            count = Checks.notNull(memory, "memory").size();
        }
        this.plain = many == null && ids == null;
        Checks.that(
                !batch.rules().isStrict() || shared.ignored().isEmpty(),
                "the request is strict, but the model does not know %s",
                shared.ignored());
    }

    private int limit(RecommendationRequest request) {
        return Math.max(1, Math.min(request.limit(), model.catalogue().size()));
    }

    void run(Consumer<BatchAnswer> consumer) {
        ThreadLocal<Desk> desks = ThreadLocal.withInitial(Desk::new);
        @Nullable BatchAnswer[] answers = new BatchAnswer[Math.min(count, CHUNK)];
        try (Workers workers = Workers.of(model.info().algorithm(), batch.threads())) {
            for (long first = 0; first < count; first += CHUNK) {
                int base = (int) first;
                int size = Math.min(CHUNK, count - base);
                workers.forRanges(size, RANGE, (range, from, to) -> desks.get().answer(base, from, to, answers));
                for (int i = 0; i < size; i++) {
                    BatchAnswer answer = Checks.notNull(answers[i], "answer");
                    answers[i] = null;
                    consumer.accept(answer);
                }
            }
        } finally {
            desks.remove();
        }
    }

    private @Nullable String id(int index) {
        if (requests != null) {
            return requests.get(index).customer().id().orElse(null);
        }
        return userIds != null
                ? userIds.get(index)
                : Checks.notNull(resolver.memory(), "memory").customers().id(index);
    }

    /** What one thread works with. */
    private final class Desk {
        private final @Nullable BlockRanker ranker = batch.hasReasons() ? null : model.blockRanker();
        private final KnownCustomer[] customers = new KnownCustomer[RANGE];
        private final TopItems[] tops = new TopItems[RANGE];
        private final FallbackLevel[] levels = new FallbackLevel[RANGE];

        void answer(int base, int from, int to, @Nullable BatchAnswer[] answers) {
            for (int i = from; i < to; i++) {
                resolve(base + i, i - from);
            }
            BlockRanker blocks = ranker;
            Catalogue catalogue = model.catalogue();
            if (blocks == null) {
                for (int i = from; i < to; i++) {
                    Scoring scoring = model.score(customers[i - from]);
                    TopItems top = tops[i - from];
                    scoring.rank(top);
                    List<Reason> reasons = batch.hasReasons() ? scoring.reasons(top.items()) : List.of();
                    answers[i] = new BatchAnswer(
                            id(base + i), scoring.level(), catalogue, top.items(), top.scores(), reasons);
                }
                return;
            }
            int block = blocks.blockSize();
            for (int start = 0; start < to - from; start += block) {
                int end = Math.min(start + block, to - from);
                KnownCustomer[] some = Arrays.copyOfRange(customers, start, end);
                TopItems[] theirs = Arrays.copyOfRange(tops, start, end);
                blocks.rank(some, end - start, theirs, levels);
                for (int i = start; i < end; i++) {
                    answers[from + i] = new BatchAnswer(
                            id(base + from + i),
                            levels[i - start],
                            catalogue,
                            tops[i].items(),
                            tops[i].scores(),
                            List.of());
                }
            }
        }

        private void resolve(int index, int place) {
            Rules rules = shared;
            int limit = sharedLimit;
            List<RecommendationRequest> many = requests;
            if (plain) {
                customers[place] = resolver.remembered(index);
            } else {
                RecommendationRequest request =
                        many != null ? many.get(index) : batch.single(Checks.notNull(id(index), "id"));
                Resolution resolved = resolver.resolve(request);
                if (many != null) {
                    rules = Rules.of(request, model.catalogue());
                    limit = limit(request);
                    rules.allIgnored(request, resolved.ignored()); // refuses what a strict request may not say
                }
                customers[place] = resolved.customer();
            }
            TopItems top = tops[place];
            if (top == null || top.limit() != limit) {
                top = new TopItems(limit);
                tops[place] = top;
            }
            top.restart(rules.barred(customers[place].held()));
        }
    }
}
