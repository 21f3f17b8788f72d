package dev.recsys.popularity;

import dev.recsys.Explanation;
import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.Reason;
import dev.recsys.ScoreMeaning;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.run.Decimals;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.model.Sections;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.ScoringModel;
import java.util.List;
import java.util.Map;

/**
 * Offers what most customers take and this one does not own; the score is the share of customers who take the item.
 * Immutable and thread-safe.
 */
public final class PopularityModel extends ScoringModel {
    /** The algorithm's short name. */
    public static final String ALGORITHM = "popularity";

    private final double[] rates;

    PopularityModel(ModelInfo info, Vocabulary vocabulary, double[] rates) {
        super(info, vocabulary);
        this.rates = rates;
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    @Override
    public Scoring score(KnownCustomer customer) {
        Checks.notNull(customer, "customer");
        return scoring(rates);
    }

    /**
     * The scores of a customer of whom nothing is known: what most customers take.
     *
     * @param rates one an item, in 0..1. Not modified, kept.
     * @return the scoring, of level {@link FallbackLevel#POPULARITY}
     * @throws IllegalArgumentException if {@code rates} is null
     */
    public static Scoring scoring(double[] rates) {
        Checks.notNull(rates, "rates");
        return new Scoring() {
            @Override
            public FallbackLevel level() {
                return FallbackLevel.POPULARITY;
            }

            @Override
            public double[] scores() {
                return rates;
            }

            @Override
            public Reason reason(int item) {
                return reasonOf(rates[Checks.index(item, rates.length, "item")]);
            }
        };
    }

    /**
     * The reason of an item that a share of the customers takes.
     *
     * @param rate in 0..1
     * @return {@link Reason#POPULAR}, or {@link Reason#RARELY_TAKEN} for an item nobody takes
     */
    public static Reason reasonOf(double rate) {
        return rate > 0 ? Reason.of(Reason.POPULAR, "share", Decimals.shortest(rate)) : Reason.of(Reason.RARELY_TAKEN);
    }

    @Override
    public Explanation explain(KnownCustomer customer, int item) {
        Checks.notNull(customer, "customer");
        return explanation(catalogue().id(item), rates[item]);
    }

    /**
     * The explanation of a score that knows nothing of the customer: all of it is the base.
     *
     * @param itemId the item
     * @param rate in 0..1
     * @return the explanation
     */
    public static Explanation explanation(String itemId, double rate) {
        return new Explanation(itemId, rate, Explanation.Unit.SCORE, rate, List.of(), Map.of());
    }

    @Override
    public ScoreMeaning scoreMeaning() {
        return ScoreMeaning.PROBABILITY;
    }

    Sections sections() {
        return sections(vocabulary(), rates);
    }

    static Sections sections(Vocabulary vocabulary, double[] rates) {
        return Sections.builder()
                .put("vocabulary", vocabulary)
                .put("rates", rates)
                .build();
    }
}
