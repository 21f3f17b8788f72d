package dev.recsys.mlc;

import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommender;
import dev.recsys.ScoreMeaning;
import dev.recsys.data.IdIndex;
import dev.recsys.model.Sections;
import dev.recsys.spi.KnownUser;
import dev.recsys.spi.Ranking;
import dev.recsys.spi.UserProfiles;

/**
 * Offers the products a customer is most likely to add within the month; the score is that probability. Works from the
 * features, holdings and history in the request, from those remembered where the request is silent, and from whichever of the two
 * is known of a stranger. Nothing known at all: what most customers take.
 *
 * <p>Immutable and thread-safe. An answer costs O(products × trees × depth).
 */
public final class MlcModel implements Recommender {
    /** The algorithm's short name. */
    public static final String ALGORITHM = "mlc";

    private final ModelInfo info;
    private final UserProfiles profiles;
    private final ProductScorer scorer;
    private final double[] rates;

    MlcModel(ModelInfo info, UserProfiles profiles, ProductScorer scorer, double[] rates) {
        this.info = info;
        this.profiles = profiles;
        this.scorer = scorer;
        this.rates = rates;
    }

    @Override
    public Recommendations recommend(RecommendationRequest request) {
        KnownUser user = profiles.resolve(request);
        FallbackLevel level = user.levelByAll();
        double[] scores = level == FallbackLevel.POPULARITY
                ? rates
                : scorer.probabilities(user.features(), user.held(), user.history());
        return Ranking.answer(
                request, info, profiles.items(), user.held(), scores, level, item -> reason(scores[item], item));
    }

    private String reason(double probability, int item) {
        if (probability > 1.2 * rates[item] && rates[item] > 0) {
            return Math.round(10 * probability / rates[item]) / 10.0 + " times as likely to be taken as on average";
        }
        return "taken by " + Math.round(1e4 * probability) / 100.0 + " % of customers like this one";
    }

    @Override
    public ScoreMeaning scoreMeaning() {
        return ScoreMeaning.PROBABILITY;
    }

    @Override
    public IdIndex items() {
        return profiles.items();
    }

    @Override
    public ModelInfo info() {
        return info;
    }

    Sections sections() {
        return sections(profiles, scorer, rates);
    }

    static Sections sections(UserProfiles profiles, ProductScorer scorer, double[] rates) {
        Sections.Builder sections = Sections.builder();
        profiles.writeTo(sections);
        scorer.writeTo(sections);
        return sections.put("rates", rates).build();
    }
}
