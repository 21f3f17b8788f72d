package dev.recsys.mlc;

import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommender;
import dev.recsys.ScoreMeaning;
import dev.recsys.check.Checks;
import dev.recsys.data.IdIndex;
import dev.recsys.mlc.internal.score.Calibration;
import dev.recsys.mlc.internal.score.ProductScorer;
import dev.recsys.model.Sections;
import dev.recsys.spi.KnownUser;
import dev.recsys.spi.Ranking;
import dev.recsys.spi.UserProfiles;
import java.util.Collections;
import java.util.Map;

/**
 * Offers the products a customer is most likely to add within the month; the score is that probability. Works from the
 * features, holdings and history in the request, from those remembered where the request is silent, and from whichever of the two
 * is known of a stranger. Nothing known at all: what most customers take.
 *
 * <p>Each item's reason is meant for the customer, as {@code because you hold payroll}: the one thing known that alone speaks
 * most for it, never a protected feature nor the value of one. {@link #explain} gives an auditor the numbers.
 *
 * <p>Immutable and thread-safe. An answer costs O(products × trees × depth).
 */
public final class MlcModel implements Recommender {
    /** The algorithm's short name. */
    public static final String ALGORITHM = "mlc";

    private static final double OFTEN = 1.2; // times the average rate

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
        if (level == FallbackLevel.POPULARITY) {
            return Ranking.answer(
                    request, info, profiles.items(), user.held(), rates, level, item -> "what most customers take");
        }
        int[] bins = scorer.encode(user);
        double[] scores = scorer.probabilities(bins, user.held());
        return Ranking.answer(
                request,
                info,
                profiles.items(),
                user.held(),
                scores,
                level,
                item -> scorer.reason(bins, item, profiles.items().ids(), scores[item] > OFTEN * rates[item]));
    }

    /**
     * Why a customer's score of a product is what it is: the exact Shapley value of each column, for an auditor. Columns are
     * called as the panel's features, and {@code "<feature>, change"}; {@code "holds <product>"}, {@code "number of products"}
     * and {@code "<product>, since when"} tell of what is held. O(trees × leaves × depth²), far more than an answer.
     *
     * @param request the customer; limits and lists are not looked at
     * @param itemId the product to explain, owned or not
     * @return the contributions; none for a product whose rate of additions stands for all customers, for one whose trees
     *     ask nothing, and for a customer of whom nothing is known
     * @throws IllegalArgumentException if the model does not know the item
     */
    public MlcExplanation explain(RecommendationRequest request, String itemId) {
        int item = profiles.items().indexOf(itemId);
        Checks.that(item >= 0, "the model knows no item \"%s\"", itemId);
        KnownUser user = profiles.resolve(request);
        if (user.levelByAll() == FallbackLevel.POPULARITY) {
            double rate = Calibration.logit(rates[item]);
            return new MlcExplanation(itemId, rates[item], rate, rate, Map.of());
        }
        int[] bins = scorer.encode(user);
        ProductScorer.Contributions parts =
                scorer.explain(bins, item, profiles.items().ids());
        return new MlcExplanation(
                itemId,
                scorer.probabilities(bins, user.held())[item],
                parts.base(),
                parts.rawScore(),
                parts.byColumn());
    }

    /**
     * Which columns the model learned most from: the share of each in how much all questions lowered the loss of the rows
     * they were learned from (Breiman et al. 1984; the gain of Friedman 2001), by the quadratic estimate that trees are grown
     * by. Groups of products, and with {@link dev.recsys.mlc.options.Objective#SOFTMAX} the losses of both its parts, are added up. It tells
     * what the trees use, not what would be lost without it, and flatters columns of many values; for that,
     * {@code PermutationImportance} of recsys-eval measures on other data.
     *
     * @return shares above 0 by column, as in {@link #explain}, greatest first; they sum to 1, and are none where no round was
     *     worth keeping
     */
    public Map<String, Double> importance() {
        return Collections.unmodifiableMap(scorer.importance(profiles.items().ids()));
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
