package dev.recsys.decision;

import dev.recsys.FallbackLevel;
import dev.recsys.Ignored;
import dev.recsys.ModelInfo;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommendations.Freshness;
import dev.recsys.Recommendations.SkippedComponent;
import dev.recsys.RecommendedItem;
import dev.recsys.Recommender;
import dev.recsys.data.Catalogue;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.check.Thrown;
import dev.recsys.internal.resolve.Resolver;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.pipeline.Scoring;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A recommender of the bank's own, of which nothing is known but its answers: asked for all items, its answer gives the scores.
 * What it remembers of customers stays its own, so that rules see what the request says.
 */
final class RecommenderSource implements CandidateSource {
    private final Recommender recommender;
    private final Vocabulary vocabulary;
    private final ModelInfo info;
    private final Resolver resolver;

    RecommenderSource(Recommender recommender) {
        this.recommender = recommender;
        this.vocabulary = Vocabulary.of(Checks.notNull(recommender.catalogue(), "the recommender's catalogue"));
        this.info = Checks.notNull(recommender.info(), "the recommender's info");
        this.resolver = new Resolver(vocabulary, null);
    }

    @Override
    public Recommender recommender() {
        return recommender;
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public ModelInfo info() {
        return info;
    }

    @Override
    public String memoryGeneration() {
        return "none";
    }

    @Override
    public Asked ask(RecommendationRequest request, @Nullable Remade remade) {
        KnownCustomer logged = remade == null ? null : remade.customer();
        KnownCustomer customer = logged == null ? resolver.resolve(request).customer() : logged;
        try {
            Recommendations answer = Checks.notNull(recommender.recommend(forAllItems(request)), "answer");
            return new Answered(customer, info, answer, new AnswerScores(answer, vocabulary.catalogue()), null);
        } catch (Throwable e) { // told of when scores are needed
            Thrown.passFatal(e);
            return new Answered(customer, info, null, null, e);
        }
    }

    /** The engine applies lists, limit and strictness itself. */
    private RecommendationRequest forAllItems(RecommendationRequest request) {
        RecommendationRequest.Builder all = RecommendationRequest.forCustomer(request.customer())
                .limit(Math.max(1, vocabulary.catalogue().size()));
        request.date().ifPresent(all::date);
        return (request.ownedIncluded() ? all.includeOwned() : all).build();
    }

    /**
     * An answer, or why there is none.
     *
     * @param customer what the request says
     * @param info of the recommender, for where it gives no answer
     * @param answer the answer, or null
     * @param scores the answer's scores, or null
     * @param failure what the recommender threw, or what is wrong with its answer
     */
    private record Answered(
            KnownCustomer customer,
            ModelInfo info,
            @Nullable Recommendations answer,
            @Nullable AnswerScores scores,
            @Nullable Throwable failure)
            implements Asked {
        @Override
        public List<Ignored> ignored() {
            return answer == null ? List.of() : answer.ignored();
        }

        @Override
        public Freshness freshness() {
            return answer == null ? Freshness.of(info.lastDate(), 0) : answer.freshness();
        }

        @Override
        public String generation() {
            return answer == null ? info.modelHash() : answer.generation();
        }

        @Override
        public Scoring score() {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            if (failure != null) { // a checked exception, thrown past the compiler
                throw new IllegalStateException(failure);
            }
            return Checks.notNull(scores, "scores");
        }

        @Override
        public String codeOfUnscored() {
            return Exclusion.NOT_RETURNED;
        }
    }

    /** The scores of an answer, not finite for items it does not have. */
    private static final class AnswerScores extends Scoring {
        private final Recommendations answer;
        private final @Nullable RecommendedItem[] items; // by index
        private final double[] scores;

        AnswerScores(Recommendations answer, Catalogue catalogue) {
            this.answer = answer;
            this.items = new RecommendedItem[catalogue.size()];
            this.scores = new double[items.length];
            Arrays.fill(scores, Double.NaN);
            for (RecommendedItem item : answer.items()) {
                int index = catalogue.indexOf(item.itemId());
                Checks.that(
                        index >= 0,
                        "the recommender's answer has item \"%s\", which its catalogue does not have",
                        item.itemId());
                Checks.that(items[index] == null, "the recommender's answer has item \"%s\" twice", item.itemId());
                items[index] = item;
                scores[index] = item.score();
            }
        }

        @Override
        public FallbackLevel level() {
            return answer.level();
        }

        @Override
        public double[] scores() {
            return scores;
        }

        @Override
        public Reason reason(int item) {
            return Checks.notNull(items[item], "item").reason();
        }

        @Override
        public Map<String, Double> contributions(int item) {
            return Optional.ofNullable(items[item])
                    .map(RecommendedItem::contributions)
                    .orElse(Map.of());
        }

        @Override
        public List<SkippedComponent> skipped() {
            return answer.skipped();
        }
    }
}
