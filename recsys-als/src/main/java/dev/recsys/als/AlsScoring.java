package dev.recsys.als;

import dev.recsys.FallbackLevel;
import dev.recsys.Reason;
import dev.recsys.als.internal.serve.FoldedUser;
import dev.recsys.als.internal.serve.ScoreRule;
import dev.recsys.data.Catalogue;
import dev.recsys.internal.check.Checks;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.TopItems;
import dev.recsys.popularity.PopularityModel;

/** The scores of one folded-in customer. For one request. */
final class AlsScoring extends Scoring {
    private final FallbackLevel level;
    private final FoldedUser folded;
    private final ScoreRule rule;
    private final Catalogue catalogue;
    private final int[] held;
    private final double[] rates;

    AlsScoring(
            FallbackLevel level, FoldedUser folded, ScoreRule rule, Catalogue catalogue, int[] held, double[] rates) {
        this.level = level;
        this.folded = folded;
        this.rule = rule;
        this.catalogue = catalogue;
        this.held = held;
        this.rates = rates;
    }

    @Override
    public FallbackLevel level() {
        return level;
    }

    @Override
    public double[] scores() {
        double[] scores = new double[catalogue.size()];
        folded.score(scores);
        for (int item = 0; item < scores.length; item++) {
            scores[item] = rule.score(scores[item], item);
        }
        return scores;
    }

    @Override
    public void rank(TopItems top) {
        folded.rank(rule, catalogue.size(), Checks.notNull(top, "top"));
    }

    /** The held item that speaks most for this one, if there is one. */
    @Override
    public Reason reason(int item) {
        Checks.index(item, rates.length, "item");
        int source = folded.mainSource(item);
        return source < 0
                ? PopularityModel.reasonOf(rates[item])
                : Reason.of(Reason.GOES_WITH, "item", catalogue.id(held[source]));
    }
}
