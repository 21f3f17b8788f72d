package dev.recsys.mlc;

import dev.recsys.FallbackLevel;
import dev.recsys.Reason;
import dev.recsys.data.Catalogue;
import dev.recsys.internal.check.Checks;
import dev.recsys.mlc.internal.columns.KnownFacts;
import dev.recsys.mlc.internal.score.ProductScorer;
import dev.recsys.pipeline.Scoring;
import dev.recsys.popularity.PopularityModel;

/** The probabilities of one customer. For one request. */
final class MlcScoring extends Scoring {
    private static final double OFTEN = 1.2; // times the average rate

    private final FallbackLevel level;
    private final FallbackLevel levelOfCredit;
    private final ProductScorer scorer;
    private final Catalogue catalogue;
    private final int[] bins;
    private final KnownFacts known;
    private final double[] scores;
    private final double[] rates;

    MlcScoring(
            FallbackLevel level,
            FallbackLevel levelOfCredit,
            ProductScorer scorer,
            Catalogue catalogue,
            int[] bins,
            KnownFacts known,
            double[] scores,
            double[] rates) {
        this.level = level;
        this.levelOfCredit = levelOfCredit;
        this.scorer = scorer;
        this.catalogue = catalogue;
        this.bins = bins;
        this.known = known;
        this.scores = scores;
        this.rates = rates;
    }

    @Override
    public FallbackLevel level() {
        return level;
    }

    @Override
    public FallbackLevel levelOfCredit() {
        return levelOfCredit;
    }

    @Override
    public double[] scores() {
        return scores;
    }

    /** The fact that alone speaks most for the item, or how common it is. */
    @Override
    public Reason reason(int item) {
        Checks.index(item, scores.length, "item");
        Reason fact = scorer.reason(bins, item, catalogue, known);
        if (fact != null) {
            return fact;
        }
        boolean isOften = scorer.isLearned(item) && scores[item] > OFTEN * rates[item];
        return isOften ? Reason.of(Reason.SIMILAR_CUSTOMERS) : PopularityModel.reasonOf(rates[item]);
    }
}
