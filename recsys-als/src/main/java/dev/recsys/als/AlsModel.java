package dev.recsys.als;

import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommender;
import dev.recsys.data.IdIndex;
import dev.recsys.model.Sections;
import dev.recsys.spi.KnownUser;
import dev.recsys.spi.Ranking;
import dev.recsys.spi.UserProfiles;

/**
 * Offers what users with similar holdings have. Every user, trained on or not, is folded in: the factors are solved
 * exactly from the holdings in the request or, without those, from the holdings remembered; so a user whose products
 * changed yesterday gets today's answer. On a panel of at least two months the score is weighted by the rate at which a
 * product is added, see {@link AlsConfig#scoreFloor()}. A user without holdings gets the items most users take.
 *
 * <p>Immutable and thread-safe. An answer costs O(holdings × rank² + rank³ + items × rank).
 */
public final class AlsModel implements Recommender {
    /** The algorithm's short name. */
    public static final String ALGORITHM = "als";

    private final ModelInfo info;
    private final UserProfiles profiles;
    private final AlsFactors factors;
    private final double[] rates;
    private final boolean weightedByRate;

    AlsModel(ModelInfo info, UserProfiles profiles, AlsFactors factors, double[] rates, boolean weightedByRate) {
        this.info = info;
        this.profiles = profiles;
        this.factors = factors;
        this.rates = rates;
        this.weightedByRate = weightedByRate;
    }

    @Override
    public Recommendations recommend(RecommendationRequest request) {
        KnownUser user = profiles.resolve(request);
        FallbackLevel level = user.levelByHoldings();
        IdIndex items = profiles.items();
        if (level == FallbackLevel.POPULARITY) {
            return Ranking.answer(request, info, items, user.held(), rates, level, item -> "what most customers take");
        }
        AlsFactors.FoldedUser folded = factors.fold(user.held(), user.weights());
        double[] scores = new double[items.size()];
        for (int item = 0; item < scores.length; item++) {
            double score = folded.score(item);
            scores[item] = weightedByRate ? Math.max(score, factors.scoreFloor()) * rates[item] : score;
        }
        return Ranking.answer(request, info, items, user.held(), scores, level, item -> {
            int source = folded.mainSource(item, user.held(), user.weights());
            return source < 0 ? "what most customers take" : "goes with " + items.id(user.held()[source]);
        });
    }

    /**
     * The number of factors.
     *
     * @return at least 1
     */
    public int rank() {
        return factors.rank();
    }

    /**
     * The factors of a user, solved from the holdings in the request or remembered.
     *
     * @param request the user
     * @return a new array of {@link #rank()} numbers, all 0 for a user without holdings
     */
    public double[] userFactors(RecommendationRequest request) {
        KnownUser user = profiles.resolve(request);
        return factors.fold(user.held(), user.weights()).factors();
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
        return sections(profiles, factors, rates, weightedByRate);
    }

    static Sections sections(UserProfiles profiles, AlsFactors factors, double[] rates, boolean weightedByRate) {
        Sections.Builder sections = Sections.builder();
        profiles.writeTo(sections);
        factors.writeTo(sections);
        return sections.put("rates", rates)
                .put("weightedByRate", new int[] {weightedByRate ? 1 : 0})
                .build();
    }
}
