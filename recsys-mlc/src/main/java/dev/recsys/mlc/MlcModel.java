package dev.recsys.mlc;

import dev.recsys.Explanation;
import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.Reason;
import dev.recsys.ScoreMeaning;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.memory.MemoryNeeds;
import dev.recsys.mlc.internal.columns.KnownFacts;
import dev.recsys.mlc.internal.score.ProductScorer;
import dev.recsys.model.Sections;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.popularity.PopularityModel;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;

/**
 * Offers the products a customer is most likely to add within the next period; the score is that probability. Works from
 * features, holdings and history. Where some of these are unknown, trees answer that were grown without them, so that unknown
 * is not mistaken for missing or for empty ({@link dev.recsys.mlc.options.CrossFitting#fallbackModels}); a history is known if
 * the memory knows the customer, or the request says the holdings of an earlier period or that the customer has just joined. Nothing known at all: what most customers take.
 *
 * <p>Each item's reason is meant for the customer: the one thing known that alone speaks most for it, never a protected
 * feature nor the value of one. {@link #explain} gives an auditor the numbers.
 *
 * <p>Credit items are scored without the protected features; of a customer of whom only those are known, they get the score
 * they have for a customer of whom nothing is known.
 *
 * <p>Immutable and thread-safe. An answer costs O(products × trees × depth).
 */
public final class MlcModel extends ScoringModel {
    /** The algorithm's short name. */
    public static final String ALGORITHM = "mlc";

    private final ProductScorer scorer;
    private final double[] rates;

    MlcModel(ModelInfo info, Vocabulary vocabulary, ProductScorer scorer, double[] rates) {
        super(info, vocabulary);
        this.scorer = scorer;
        this.rates = rates;
    }

    @Override
    public Scoring score(KnownCustomer customer) {
        return score(customer, scorer);
    }

    /** Scores by other trees. */
    Scoring score(KnownCustomer customer, ProductScorer by) {
        Checks.notNull(customer, "customer").within(catalogue().size());
        FallbackLevel level = customer.levelByAll();
        if (level == FallbackLevel.POPULARITY) {
            return PopularityModel.scoring(rates);
        }
        int[] bins = by.encode(customer);
        KnownFacts known = by.facts(customer, bins);
        double[] scores = by.probabilities(bins, customer.held(), known);
        boolean isHidden = level == FallbackLevel.FEATURES && !customer.openFeaturesKnown();
        if (isHidden) {
            for (int item = 0; item < scores.length; item++) {
                scores[item] = catalogue().isCredit(item) ? rates[item] : scores[item];
            }
        }
        FallbackLevel levelOfCredit = isHidden ? FallbackLevel.POPULARITY : level;
        return new MlcScoring(level, levelOfCredit, by, catalogue(), bins, known, scores, rates);
    }

    ProductScorer scorer() {
        return scorer;
    }

    /**
     * Why a customer's score of a product is what it is: the exact Shapley value of each column, for an auditor, in
     * log-odds. With {@link dev.recsys.mlc.options.Objective#SOFTMAX} the raw score is the log-odds of adding anything plus the product's
     * weight among those added. O(trees × leaves × depth²), far more than an answer.
     *
     * @param customer what is known
     * @param item the product to explain, owned or not
     * @return the contributions; none for a product whose rate of additions stands for all customers, for one whose trees
     *     ask nothing, and for a customer of whom nothing is known
     * @throws IllegalArgumentException if {@code customer} is null or holds an item the model does not know, or
     *     {@code item} is out of range
     */
    @Override
    public Explanation explain(KnownCustomer customer, int item) {
        Checks.notNull(customer, "customer").within(catalogue().size());
        Checks.index(item, catalogue().size(), "item");
        boolean isUnknown = customer.levelByAll() == FallbackLevel.POPULARITY;
        boolean isHidden = customer.levelByAll() == FallbackLevel.FEATURES
                && !customer.openFeaturesKnown()
                && catalogue().isCredit(item);
        if (isUnknown || isHidden) {
            return PopularityModel.explanation(catalogue().id(item), rates[item]);
        }
        int[] bins = scorer.encode(customer);
        KnownFacts known = scorer.facts(customer, bins);
        double probability = scorer.probabilities(bins, customer.held(), known)[item];
        return scorer.explain(bins, item, probability, catalogue(), known);
    }

    /**
     * Which columns the model learned most from: the share of each in how much all questions lowered the loss of the rows
     * they were learned from (Breiman et al. 1984; the gain of Friedman 2001), by the quadratic estimate that trees are grown
     * by. Groups of products, and with {@link dev.recsys.mlc.options.Objective#SOFTMAX} the losses of both its parts, are added up. It
     * says what the trees use, not what would be lost without it, and favours columns of many values; for that,
     * {@code PermutationImportance} of recsys-eval measures on other data.
     *
     * @return shares above 0 by what the columns are about, greatest first; they sum to 1, and are none where no round was
     *     worth keeping
     */
    public Map<Reason, Double> importance() {
        return Collections.unmodifiableMap(scorer.importance(catalogue()));
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    @Override
    public MemoryNeeds needs() {
        return new MemoryNeeds(
                new HashSet<>(vocabulary().schema().names()),
                scorer.historyPeriods(),
                new HashSet<>(scorer.changingFeatures()),
                0);
    }

    @Override
    public ScoreMeaning scoreMeaning() {
        return ScoreMeaning.PROBABILITY;
    }

    Sections sections() {
        return sections(vocabulary(), scorer, rates);
    }

    static Sections sections(Vocabulary vocabulary, ProductScorer scorer, double[] rates) {
        Sections.Builder sections = Sections.builder().put("vocabulary", vocabulary);
        scorer.writeTo(sections);
        return sections.put("rates", rates).build();
    }
}
