package dev.recsys.als;

import dev.recsys.Explanation;
import dev.recsys.Explanation.Audience;
import dev.recsys.Explanation.Contribution;
import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.als.internal.serve.FoldedUser;
import dev.recsys.als.internal.serve.ScoreRule;
import dev.recsys.als.internal.solve.RowVectors;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.resolve.Resolver;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.memory.MemoryNeeds;
import dev.recsys.model.Sections;
import dev.recsys.pipeline.BlockRanker;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.pipeline.TopItems;
import dev.recsys.popularity.PopularityModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Offers what customers with similar holdings have. Every customer is folded in: the factors are solved exactly from the
 * holdings that are known now, so a customer whose products changed yesterday gets today's answer. On a panel of at least
 * two adjacent periods the score is weighted by the rate at which a product is added, see
 * {@link AlsConfig.Scores#floor()}, on a single snapshot it is the fit that left the item itself out, on an event log by the item's trend if {@link AlsConfig.Scores#trendHalfLifeDays()}
 * asks for it. A customer without holdings gets the items most customers take.
 *
 * <p>Immutable and thread-safe. An answer costs O(holdings × factors² + factors³ + items × factors), and for at most 32
 * items O(holdings³ + holdings × items).
 */
public final class AlsModel extends ScoringModel {
    /** The algorithm's short name. */
    public static final String ALGORITHM = "als";

    private final AlsParts parts;
    private final ScoreRule rule;

    AlsModel(ModelInfo info, Vocabulary vocabulary, AlsParts parts) {
        super(info, vocabulary);
        this.parts = parts;
        this.rule = parts.rule();
    }

    @Override
    public Scoring score(KnownCustomer customer) {
        return score(customer, rule);
    }

    /** Scores by another rule. */
    Scoring score(KnownCustomer customer, ScoreRule by) {
        Checks.notNull(customer, "customer").within(catalogue().size());
        FallbackLevel level = customer.levelByHoldings();
        return level == FallbackLevel.POPULARITY
                ? PopularityModel.scoring(parts.rates())
                : new AlsScoring(level, fold(customer), by, catalogue(), customer.held(), parts.rates());
    }

    double floor() {
        return parts.floor();
    }

    private FoldedUser fold(KnownCustomer customer) {
        return parts.factors().fold(customer.held(), parts.cells(customer.held(), customer.weights()));
    }

    @Override
    public BlockRanker blockRanker() {
        return new AlsBlockRanker(parts);
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    @Override
    public MemoryNeeds needs() {
        return new MemoryNeeds(Set.of(), 0, Set.of(), parts.halfLifeDays());
    }

    /**
     * What each item the customer holds puts into the score of another: the shares and the base sum to it, since the customer's
     * factors are linear in the weights of what is held (Hu, Koren and Volinsky, ICDM 2008, section 5). The base is 0, or what the
     * regression of a single snapshot has for all. Where the fit lies below
     * {@link AlsConfig.Scores#floor()}, the floor's score is the base and nothing contributes.
     *
     * @param customer what is known
     * @param item the item
     * @return contributions in the unit of the score
     * @throws IllegalArgumentException if {@code customer} is null or holds an item the model does not know, or
     *     {@code item} is out of range
     */
    @Override
    public Explanation explain(KnownCustomer customer, int item) {
        Checks.notNull(customer, "customer").within(catalogue().size());
        String itemId = catalogue().id(item);
        if (customer.levelByHoldings() == FallbackLevel.POPULARITY) {
            return PopularityModel.explanation(itemId, parts.rates()[item]);
        }
        FoldedUser folded = fold(customer);
        double[] fits = new double[catalogue().size()];
        folded.score(fits);
        double score = rule.score(fits[item], item);
        double[] shares = folded.shares(item);
        if (!rule.isFit() && fits[item] <= parts.floor()) {
            return new Explanation(itemId, score, Explanation.Unit.SCORE, score, List.of(), Map.of());
        }
        double base = folded.base(item); // 0 where the rule multiplies
        List<Contribution> contributions = new ArrayList<>();
        for (int h = 0; h < shares.length; h++) {
            // The rule is linear above the floor; a multiplier of 0 leaves nothing.
            double value = rule.isFit() ? shares[h] : shares[h] * (score / fits[item]);
            String held = catalogue().id(customer.held()[h]);
            contributions.add(new Contribution(Reason.of(Reason.HOLDS, "item", held), value, Audience.CUSTOMER));
        }
        contributions.sort(Comparator.comparingDouble(c -> -Math.abs(c.value())));
        return new Explanation(itemId, score, Explanation.Unit.SCORE, base, contributions, Map.of());
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
        int item = catalogue().indexOf(itemId);
        Checks.that(item >= 0, "itemId must be an item the model knows, but was \"%s\"", itemId);
        Checks.atLeast(limit, 1, "limit");
        double[] cosines = parts.factors().cosines(item);
        Map<String, Double> similar = new LinkedHashMap<>();
        IntStream.range(0, cosines.length)
                .filter(other -> other != item && !Double.isNaN(cosines[other]))
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(other -> -cosines[other])
                        .thenComparingInt(other -> other))
                .limit(limit)
                .forEach(other -> similar.put(catalogue().id(other), cosines[other]));
        return similar;
    }

    /**
     * The remembered customers whose factors point the same way as one's, most similar first. All factors are solved anew:
     * costs a fold-in for every remembered customer, on the calling thread, and 12 bytes a customer.
     *
     * @param memory the customers to compare with
     * @param request the customer, remembered or not
     * @param limit at least 1
     * @return cosine similarities in −1..1 by the memory's ids, ties in its order, without the customer and without those
     *     whose factors are 0; empty for a customer without holdings
     * @throws IllegalArgumentException if the limit is below 1, or if {@code request} is null
     */
    public Map<String, Double> similarUsers(CustomerMemory memory, RecommendationRequest request, int limit) {
        Checks.notNull(request, "request");
        Checks.atLeast(limit, 1, "limit");
        Resolver resolver = new Resolver(vocabulary(), Checks.notNull(memory, "memory"));
        double[] own = userFactors(resolver.resolve(request).customer());
        double norm = RowVectors.dot(own, 0, own, 0, own.length);
        Map<String, Double> similar = new LinkedHashMap<>();
        if (!(norm > 0) || memory.size() == 0) {
            return similar;
        }
        int self = request.customer().id().map(memory::indexOf).orElse(-1);
        TopItems top = new TopItems(Math.min(limit, memory.size()));
        for (int other = 0; other < memory.size(); other++) {
            if (other == self || memory.holdings().rowSize(other) == 0) {
                continue;
            }
            double[] theirs = userFactors(resolver.remembered(other));
            double square = RowVectors.dot(theirs, 0, theirs, 0, theirs.length);
            if (square > 0) {
                double product = RowVectors.dot(own, 0, theirs, 0, own.length);
                top.offer(other, Math.max(-1, Math.min(1, product / (Math.sqrt(norm) * Math.sqrt(square)))));
            }
        }
        for (int place = 0; place < top.size(); place++) {
            similar.put(memory.customers().id(top.item(place)), top.score(place));
        }
        return similar;
    }

    /**
     * The number of factors.
     *
     * @return at least 1
     */
    public int factorCount() {
        return parts.factors().rank();
    }

    /**
     * The factors of a customer, solved from the holdings that are known.
     *
     * @param customer the customer
     * @return a new array of {@link #factorCount()} numbers, all 0 for a customer without holdings
     * @throws IllegalArgumentException if {@code customer} is null or holds an item the model does not know
     */
    public double[] userFactors(KnownCustomer customer) {
        Checks.notNull(customer, "customer").within(catalogue().size());
        return customer.held().length == 0
                ? new double[factorCount()]
                : fold(customer).factors();
    }

    AlsParts parts() {
        return parts;
    }

    Sections sections() {
        return parts.sections(vocabulary());
    }
}
