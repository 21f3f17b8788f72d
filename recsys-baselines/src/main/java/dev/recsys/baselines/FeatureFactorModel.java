package dev.recsys.baselines;

import dev.recsys.Explanation;
import dev.recsys.Explanation.Audience;
import dev.recsys.Explanation.Contribution;
import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.Reason;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.memory.MemoryNeeds;
import dev.recsys.model.Sections;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.popularity.PopularityModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Offers what fits the vector of a customer, made of holdings and features alike: a customer without holdings has the sum of
 * the features' vectors, an item nobody had the sum of its attributes' vectors. On a dated panel the score is {@code max(fit,
 * 0.01)} × additions per customer who did not hold the item, on events the fit itself.
 *
 * <p>Credit items are scored by a vector without the protected features; of a customer of whom only those are known, all items
 * get the score of a customer of whom nothing is known. Immutable and thread-safe. An answer costs O(factors³ + (holdings × factors +
 * items) × factors).
 */
public final class FeatureFactorModel extends ScoringModel {
    /** The algorithm's short name. */
    public static final String ALGORITHM = "feature-factors";

    private static final double FLOOR = 0.01;

    private final CustomerAttributes layout;
    private final FeatureFactors factors;
    private final double[] rates;
    private final Rule rule;

    FeatureFactorModel(
            ModelInfo info,
            Vocabulary vocabulary,
            CustomerAttributes layout,
            FeatureFactors factors,
            double[] rates,
            Rule rule) {
        super(info, vocabulary);
        this.layout = layout;
        this.factors = factors;
        this.rates = rates;
        this.rule = rule;
    }

    /** How the score follows from the fit. */
    enum Rule {
        FIT,
        FIT_TIMES_RATE
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    @Override
    public MemoryNeeds needs() {
        return new MemoryNeeds(Set.copyOf(vocabulary().schema().names()), 0, Set.of(), 0);
    }

    /** What the scores are built on. */
    private FallbackLevel level(KnownCustomer customer) {
        if (customer.held().length > 0) {
            return customer.levelByHoldings();
        }
        boolean says = factors.protects() ? customer.openFeaturesKnown() : customer.featuresKnown();
        return says ? customer.levelByFeatures() : FallbackLevel.POPULARITY;
    }

    /** A customer folded in for credit items and for the others. */
    private final class Customer {
        private final KnownCustomer known;
        private final FeatureFactors.Folded all;
        private final FeatureFactors.Folded open;

        Customer(KnownCustomer known) {
            this.known = known;
            this.all = folded(CustomerAttributes.Protected.TAKEN);
            this.open = factors.protects() ? folded(CustomerAttributes.Protected.LEFT_OUT) : all;
        }

        private FeatureFactors.Folded folded(CustomerAttributes.Protected which) {
            return factors.new Folded(known, layout.of(known.features(), which), which);
        }

        private FeatureFactors.Folded of(int item) {
            return catalogue().isCredit(item) ? open : all;
        }

        double score(int item) {
            double fit = of(item).fit(item);
            return rule == Rule.FIT_TIMES_RATE ? Math.max(fit, FLOOR) * rates[item] : fit;
        }

        double[] shares(int item) {
            return of(item).shares(item);
        }

        /** The attribute of a share, or −1 if it is that of a held item. */
        int attribute(int share, int item) {
            int held = known.held().length;
            return share < held ? -1 : of(item).attribute(share - held);
        }
    }

    @Override
    public Scoring score(KnownCustomer customer) {
        Checks.notNull(customer, "customer").within(catalogue().size());
        FallbackLevel level = level(customer);
        if (level == FallbackLevel.POPULARITY) {
            return PopularityModel.scoring(rates);
        }
        Customer asked = new Customer(customer);
        double[] scores = new double[rates.length];
        for (int item = 0; item < scores.length; item++) {
            scores[item] = asked.score(item);
        }
        return Scoring.of(level, scores, item -> reason(asked, item));
    }

    /** The held item or the feature that speaks most for an item, if there is one; never a protected feature. */
    private Reason reason(Customer customer, int item) {
        Checks.index(item, rates.length, "item");
        double[] shares = customer.shares(item);
        int source = -1;
        for (int share = 0; share < shares.length; share++) {
            int feature = layout.feature(customer.attribute(share, item));
            boolean told = customer.attribute(share, item) < 0
                    || (feature >= 0 && !vocabulary().schema().isProtected(feature));
            if (told && shares[share] > (source < 0 ? 0 : shares[source])) {
                source = share;
            }
        }
        if (source < 0) {
            return PopularityModel.reasonOf(rates[item]);
        }
        int attribute = customer.attribute(source, item);
        return attribute < 0
                ? Reason.of(
                        Reason.GOES_WITH, "item", catalogue().id(customer.known.held()[source]))
                : Reason.of(Reason.FEATURE, "feature", vocabulary().schema().name(layout.feature(attribute)));
    }

    /**
     * What each held item and each feature puts into a score: the solution is linear in them. The base is the part of the
     * average customer. Below the floor nothing speaks, and the score is the base.
     *
     * @param customer what is known
     * @param item the item
     * @return contributions in the unit of the score
     * @throws IllegalArgumentException if {@code customer} is null or holds an item the model does not know, or {@code item} is
     *     out of range
     */
    @Override
    public Explanation explain(KnownCustomer customer, int item) {
        Checks.notNull(customer, "customer").within(catalogue().size());
        String itemId = catalogue().id(item);
        if (level(customer) == FallbackLevel.POPULARITY) {
            return PopularityModel.explanation(itemId, rates[item]);
        }
        Customer asked = new Customer(customer);
        double score = asked.score(item);
        if (rule == Rule.FIT_TIMES_RATE && score <= FLOOR * rates[item]) {
            return new Explanation(itemId, score, Explanation.Unit.SCORE, score, List.of(), Map.of());
        }
        double[] shares = asked.shares(item);
        double base = 0;
        List<Contribution> contributions = new ArrayList<>();
        FeatureSchema schema = vocabulary().schema();
        for (int share = 0; share < shares.length; share++) {
            double value = rule == Rule.FIT_TIMES_RATE ? shares[share] * rates[item] : shares[share];
            int attribute = asked.attribute(share, item);
            if (attribute == 0) {
                base = value;
            } else if (attribute < 0) {
                Reason holds = Reason.of(Reason.HOLDS, "item", catalogue().id(customer.held()[share]));
                contributions.add(new Contribution(holds, value, Audience.CUSTOMER));
            } else {
                int feature = layout.feature(attribute);
                contributions.add(new Contribution(
                        Reason.of(Reason.FEATURE, "feature", schema.name(feature)),
                        value,
                        schema.isProtected(feature) ? Audience.AUDITOR : Audience.CUSTOMER));
            }
        }
        contributions.sort(Comparator.comparingDouble(c -> -Math.abs(c.value())));
        return new Explanation(itemId, score, Explanation.Unit.SCORE, base, contributions, Map.of());
    }

    Sections sections() {
        return sections(vocabulary(), layout, factors, rates, rule);
    }

    static Sections sections(
            Vocabulary vocabulary, CustomerAttributes layout, FeatureFactors factors, double[] rates, Rule rule) {
        return Sections.builder()
                .put("vocabulary", vocabulary)
                .putAll("", layout.sections())
                .putAll("", factors.sections())
                .put("rates", rates)
                .put("rule", new int[] {rule == Rule.FIT ? 0 : 1})
                .build();
    }
}
