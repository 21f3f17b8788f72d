package dev.recsys.eval;

import dev.recsys.BatchAnswer;
import dev.recsys.BatchRequest;
import dev.recsys.Explanation;
import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommender;
import dev.recsys.ScoreMeaning;
import dev.recsys.data.Catalogue;
import java.util.function.Consumer;
import java.util.function.Function;

/** A recommender that is no model of the library and answers as a function says. */
record StubRecommender(
        Function<RecommendationRequest, Recommendations> answers,
        ScoreMeaning scoreMeaning,
        Catalogue catalogue,
        ModelInfo info)
        implements Recommender {
    /** Answers like another one, which the evaluator can't see. */
    static StubRecommender like(Recommender other) {
        return new StubRecommender(other::recommend, other.scoreMeaning(), other.catalogue(), other.info());
    }

    @Override
    public Recommendations recommend(RecommendationRequest request) {
        return answers.apply(request);
    }

    @Override
    public void recommendAll(BatchRequest requests, Consumer<BatchAnswer> consumer) {
        throw new UnsupportedOperationException("no test asks for a batch");
    }

    @Override
    public Explanation explain(RecommendationRequest request, String itemId) {
        throw new UnsupportedOperationException("no test asks for an explanation");
    }
}
