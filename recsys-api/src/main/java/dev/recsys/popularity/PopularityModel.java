package dev.recsys.popularity;

import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommender;
import dev.recsys.ScoreMeaning;
import dev.recsys.data.IdIndex;
import dev.recsys.model.Sections;
import dev.recsys.spi.Ranking;
import dev.recsys.spi.UserProfiles;

/**
 * Offers what most users take and this one does not own; the score is the share of users who take the item. Immutable
 * and thread-safe.
 */
public final class PopularityModel implements Recommender {
    /** The algorithm's short name. */
    public static final String ALGORITHM = "popularity";

    private final ModelInfo info;
    private final UserProfiles profiles;
    private final double[] rates;

    PopularityModel(ModelInfo info, UserProfiles profiles, double[] rates) {
        this.info = info;
        this.profiles = profiles;
        this.rates = rates;
    }

    @Override
    public Recommendations recommend(RecommendationRequest request) {
        int[] owned = profiles.resolve(request).held();
        return Ranking.answer(request, info, profiles.items(), owned, rates, FallbackLevel.POPULARITY, this::reason);
    }

    private String reason(int item) {
        return "taken by " + Math.round(1e4 * rates[item]) / 100.0 + " % of the customers who did not have it";
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
        return sections(profiles, rates);
    }

    static Sections sections(UserProfiles profiles, double[] rates) {
        Sections.Builder sections = Sections.builder();
        profiles.writeTo(sections);
        return sections.put("rates", rates).build();
    }
}
