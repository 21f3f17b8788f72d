package dev.recsys.als;

import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.Recommender;
import dev.recsys.als.internal.serve.AlsFactors;
import dev.recsys.als.internal.serve.CellWeighting;
import dev.recsys.als.internal.serve.FoldedUser;
import dev.recsys.als.internal.serve.ScoreRule;
import dev.recsys.als.internal.serve.TopItems;
import dev.recsys.als.internal.solve.AlsLoss;
import dev.recsys.als.internal.solve.RowVectors;
import dev.recsys.check.Checks;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.IdIndex;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Panel;
import dev.recsys.model.Sections;
import dev.recsys.spi.ItemPopularity;
import dev.recsys.spi.KnownUser;
import dev.recsys.spi.Provenance;
import dev.recsys.spi.Ranking;
import dev.recsys.spi.UserProfiles;
import dev.recsys.spi.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Offers what users with similar holdings have. Every user, trained on or not, is folded in: the factors are solved
 * exactly from the holdings in the request or, without those, from the holdings remembered; so a user whose products
 * changed yesterday gets today's answer. On a panel of at least two months the score is weighted by the rate at which a
 * product is added, see {@link AlsConfig.Scores#floor()}, on an event log by the item's trend if {@link
 * AlsConfig.Scores#trendHalfLifeDays()} asks for it. A user without holdings gets the items most users take.
 *
 * <p>Immutable and thread-safe. An answer costs O(holdings × rank² + rank³ + items × rank).
 */
public final class AlsModel implements Recommender {
    /** The algorithm's short name. */
    public static final String ALGORITHM = "als";

    // What the score is: x·y, or that times rates or trends.
    static final int FIT = 0;
    static final int RATES = 1;
    static final int TRENDS = 2;

    private final ModelInfo info;
    private final UserProfiles profiles;
    private final CellWeighting weighting;
    private final AlsFactors factors;
    private final double[] parameters; // the floor of x·y, then the loss
    private final double[] rates;
    private final double[] trends; // one an item, or none
    private final boolean weightedByRate;
    private final ScoreRule rule;

    AlsModel(
            ModelInfo info,
            UserProfiles profiles,
            CellWeighting weighting,
            AlsFactors factors,
            double[] parameters,
            double[] rates,
            double[] trends,
            boolean weightedByRate) {
        this.info = info;
        this.profiles = profiles;
        this.weighting = weighting;
        this.factors = factors;
        this.parameters = parameters;
        this.rates = rates;
        this.weightedByRate = weightedByRate;
        this.trends = trends;
        this.rule = new ScoreRule(weightedByRate || trends.length > 0, parameters[0], weightedByRate ? rates : trends);
    }

    @Override
    public Recommendations recommend(RecommendationRequest request) {
        KnownUser user = profiles.resolve(request);
        FallbackLevel level = user.levelByHoldings();
        IdIndex items = profiles.items();
        if (level == FallbackLevel.POPULARITY) {
            return Ranking.answer(request, info, items, user.held(), rates, level, item -> "what most customers take");
        }
        FoldedUser folded = fold(user);
        TopItems top = new TopItems(Math.max(1, Math.min(request.limit(), items.size())));
        top.restart(barred(request, user.held()));
        folded.rank(rule, items.size(), top);
        List<RecommendedItem> answer = new ArrayList<>(top.size());
        for (int place = 0; place < top.size(); place++) {
            int item = top.item(place);
            double score = top.score(place);
            String reason = reason(folded.mainSource(item), user.held());
            answer.add(new RecommendedItem(items.id(item), score, reason, Map.of(info.algorithm(), score)));
        }
        return new Recommendations(answer, info.algorithm(), info.modelHash(), level, List.of());
    }

    private FoldedUser fold(KnownUser user) {
        return factors.fold(user.held(), weighting.apply(user.held(), user.weights()));
    }

    private IntPredicate barred(RecommendationRequest request, int[] held) {
        IntPredicate owned = request.ownedIncluded() ? item -> false : item -> Arrays.binarySearch(held, item) >= 0;
        return request.isRestricted()
                ? owned.or(item -> !request.permits(profiles.items().id(item)))
                : owned;
    }

    /**
     * Ranks for many users: each one's items, scores and order are those that {@link #recommend} gives to a request for the
     * user under the same rules, bit for bit, at any number of threads. Users are solved in blocks and multiplied with the
     * catalogue by a blocked product that leaves out items too short to matter.
     *
     * <p>Answers arrive in the order of the users. At most some thousands are held at once, so memory does not grow with the
     * number of users. Costs a fold-in a user and at most O(items × rank) for its scores.
     *
     * @param request the users and the rules
     * @param consumer gets each answer, on the calling thread; what it throws ends the call
     * @throws dev.recsys.TrainingCancelledException if the calling thread is interrupted
     */
    public void recommendAll(BatchRequest request, Consumer<BatchAnswer> consumer) {
        Checks.notNull(request, "request");
        new BatchRanking(profiles, weighting, factors, rule, rates, request).run(Checks.notNull(consumer, "consumer"));
    }

    private String reason(int source, int[] held) {
        return source < 0
                ? "what most customers take"
                : "goes with " + profiles.items().id(held[source]);
    }

    /**
     * What each item the user holds puts into the fit x·y of another: the shares sum to it, since the user's factors are
     * linear in the weights of what is held (Hu, Koren and Volinsky, ICDM 2008, section 5). On a dated panel the score is
     * that fit, or {@link AlsConfig.Scores#floor()} if it is greater, times the item's rate of additions, and on an event log
     * with trends times the item's trend.
     *
     * @param request the user
     * @param itemId the item to explain
     * @return shares by held item, in catalogue order; empty for a user without holdings
     * @throws IllegalArgumentException if the model does not know the item
     */
    public Map<String, Double> explain(RecommendationRequest request, String itemId) {
        int item = profiles.items().indexOf(itemId);
        Checks.that(item >= 0, "the model knows no item \"%s\"", itemId);
        KnownUser user = profiles.resolve(request);
        Map<String, Double> byItem = new LinkedHashMap<>();
        if (user.held().length > 0) {
            double[] shares = fold(user).shares(item);
            for (int h = 0; h < shares.length; h++) {
                byItem.put(profiles.items().id(user.held()[h]), shares[h]);
            }
        }
        return byItem;
    }

    /**
     * The items whose factors point the same way, most similar first.
     *
     * @param itemId an item of the catalogue
     * @param limit at least 1
     * @return cosine similarities in −1..1 by item id, without the item itself and without items nobody has
     * @throws IllegalArgumentException if the model does not know the item or the limit is below 1
     */
    public Map<String, Double> similarItems(String itemId, int limit) {
        int item = profiles.items().indexOf(itemId);
        Checks.that(item >= 0, "the model knows no item \"%s\"", itemId);
        Checks.atLeast(limit, 1, "limit");
        double[] cosines = factors.cosines(item);
        Map<String, Double> similar = new LinkedHashMap<>();
        IntStream.range(0, cosines.length)
                .filter(other -> other != item && !Double.isNaN(cosines[other]))
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(other -> -cosines[other])
                        .thenComparingInt(other -> other))
                .limit(limit)
                .forEach(other -> similar.put(profiles.items().id(other), cosines[other]));
        return similar;
    }

    /**
     * The remembered users whose factors point the same way as a user's, most similar first. All factors are solved anew:
     * costs a fold-in for every remembered user, on the calling thread, and 12 bytes a user.
     *
     * @param request the user, known to the model or not, by the holdings in the request or remembered
     * @param limit at least 1
     * @return cosine similarities in −1..1 by user id, ties in the order of the index, without the user itself and without
     *     users whose factors are 0; empty for a user without holdings
     * @throws IllegalArgumentException if the limit is below 1
     */
    public Map<String, Double> similarUsers(RecommendationRequest request, int limit) {
        Checks.atLeast(limit, 1, "limit");
        KnownUser user = profiles.resolve(request);
        double[] own = user.held().length == 0 ? new double[rank()] : fold(user).factors();
        double norm = RowVectors.dot(own, 0, own, 0, own.length);
        Map<String, Double> similar = new LinkedHashMap<>();
        IdIndex users = profiles.users();
        if (!(norm > 0) || users.size() == 0) {
            return similar;
        }
        int self = request.userId().map(users::indexOf).orElse(-1);
        InteractionMatrix holdings = profiles.holdings();
        TopItems top = new TopItems(Math.min(limit, users.size()));
        for (int other = 0; other < users.size(); other++) {
            if (other == self || holdings.rowSize(other) == 0) {
                continue;
            }
            int[] held = holdings.columnsOf(other);
            double[] theirs = factors.fold(held, weighting.apply(held, holdings.weightsOf(other)))
                    .factors();
            double square = RowVectors.dot(theirs, 0, theirs, 0, theirs.length);
            if (square > 0) {
                double product = RowVectors.dot(own, 0, theirs, 0, own.length);
                top.offer(other, Math.max(-1, Math.min(1, product / (Math.sqrt(norm) * Math.sqrt(square)))));
            }
        }
        for (int place = 0; place < top.size(); place++) {
            similar.put(users.id(top.item(place)), top.score(place));
        }
        return similar;
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
        return user.held().length == 0 ? new double[rank()] : fold(user).factors();
    }

    @Override
    public IdIndex items() {
        return profiles.items();
    }

    @Override
    public ModelInfo info() {
        return info;
    }

    /** See {@link AlsTrainer#update}. */
    AlsModel updated(AlsConfig config, Dataset news, Dataset timed, Collection<String> itemIds) {
        AlsLoss loss = AlsLoss.from(Arrays.copyOfRange(parameters, 1, parameters.length));
        Checks.that(!weightedByRate || news instanceof Panel, "a model of a dated panel needs a panel of news");
        Checks.that(trends.length == 0 || news instanceof EventLog, "a model with trends needs an event log of news");
        Checks.that(
                loss.equals(AlsSetup.loss(config)) && weighting.kind() == AlsSetup.weightingKind(config),
                "the trainer must have the loss and weighting of the model, %s and %s, but had %s and %s",
                loss,
                weighting.kind(),
                AlsSetup.loss(config),
                config.weighting().kind());
        Provenance provenance = Provenance.start(ALGORITHM, config, news);
        try (Workers workers = Workers.of(ALGORITHM, config.threads())) {
            ModelUpdate update = ModelUpdate.of(profiles, weighting, factors, loss, timed, itemIds, workers);
            UserProfiles after = update.profiles();
            double[] newRates = update.shares();
            if (weightedByRate) {
                newRates = Arrays.copyOf(rates, after.items().size());
                if (news instanceof Panel panel && panel.snapshots().size() > 1) {
                    double[] ofNews = ItemPopularity.rates(news, config.scores().popularityPeriods());
                    for (int item = 0; item < ofNews.length; item++) {
                        newRates[after.items().indexOf(news.items().id(item))] = ofNews[item];
                    }
                }
            }
            double[] newTrends = trends.length == 0 ? trends : extendedTrends(after.items(), news, config);
            Map<String, String> notes = new HashMap<>(info.notes());
            notes.put("updatedFrom", info.modelHash());
            Sections sections = sections(
                    after, update.weighting(), update.factors(), parameters, newRates, newTrends, weightedByRate);
            ModelInfo told = provenance.finish(sections, notes);
            ModelInfo whole = new ModelInfo(
                    told.algorithm(),
                    told.modelHash(),
                    told.config(),
                    told.dataHash(),
                    told.lastDate() == null ? info.lastDate() : told.lastDate(),
                    after.users().size(),
                    after.items().size(),
                    told.libraryVersion(),
                    told.javaVersion(),
                    told.trainedAt(),
                    told.trainMillis(),
                    told.notes());
            return new AlsModel(
                    whole,
                    after,
                    update.weighting(),
                    update.factors(),
                    parameters,
                    newRates,
                    newTrends,
                    weightedByRate);
        }
    }

    /** Trends of known items as they were, of new ones as the news tell; 1 where they don't. */
    private double[] extendedTrends(IdIndex items, Dataset news, AlsConfig config) {
        double[] extended = Arrays.copyOf(trends, items.size());
        Arrays.fill(extended, trends.length, extended.length, 1);
        double[] ofNews = AlsSetup.trends(news, config);
        for (int item = 0; item < ofNews.length; item++) {
            int place = items.indexOf(news.items().id(item));
            if (place >= trends.length) {
                extended[place] = ofNews[item];
            }
        }
        return extended;
    }

    Sections sections() {
        return sections(profiles, weighting, factors, parameters, rates, trends, weightedByRate);
    }

    static double[] parameters(AlsLoss loss, double scoreFloor) {
        double[] ofLoss = loss.toArray();
        double[] parameters = new double[ofLoss.length + 1];
        parameters[0] = scoreFloor;
        System.arraycopy(ofLoss, 0, parameters, 1, ofLoss.length);
        return parameters;
    }

    static Sections sections(
            UserProfiles profiles,
            CellWeighting weighting,
            AlsFactors factors,
            double[] parameters,
            double[] rates,
            double[] trends,
            boolean weightedByRate) {
        Sections.Builder sections = Sections.builder();
        profiles.writeTo(sections);
        weighting.writeTo(sections);
        factors.writeTo(sections);
        return sections.put("parameters", parameters)
                .put("rates", rates)
                .put("trends", trends)
                .put("scoreRule", new int[] {weightedByRate ? RATES : trends.length > 0 ? TRENDS : FIT})
                .build();
    }
}
