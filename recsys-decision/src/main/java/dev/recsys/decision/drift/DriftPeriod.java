package dev.recsys.decision.drift;

import dev.recsys.internal.check.Checks;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one period after the model's last one differs from it. Immutable and thread-safe.
 *
 * @param date of the period's snapshot
 * @param rows how many rows it has
 * @param rowsBefore how many the snapshot before it has; 0 where there is none
 * @param findings what is flagged, the strongest first
 * @param features how each feature differs, flagged ones and the greatest differences first; at most {@value #MOST}
 * @param scores how the model's scores of each product differ, in the same order; at most {@value #MOST}
 * @param products what customers added, the most added first; at most {@value #MOST}
 * @param outcomes how the model's answers of the period before turned out, or null where that can't be told
 */
public record DriftPeriod(
        LocalDate date,
        int rows,
        int rowsBefore,
        List<DriftFinding> findings,
        List<Column> features,
        List<Column> scores,
        List<Product> products,
        @Nullable Outcomes outcomes) {
    /** How many features, scores or products are listed at most. */
    public static final int MOST = 200;

    /**
     * Checks and copies.
     *
     * @param date not null
     * @param rows at least 0
     * @param rowsBefore at least 0
     * @param findings copied
     * @param features copied
     * @param scores copied
     * @param products copied
     * @param outcomes possibly null
     * @throws IllegalArgumentException if a count is negative or a value null
     */
    public DriftPeriod {
        Checks.notNull(date, "date");
        Checks.atLeast(rows, 0, "rows");
        Checks.atLeast(rowsBefore, 0, "rowsBefore");
        findings = Checks.copyOf(findings, "findings");
        features = Checks.copyOf(features, "features");
        scores = Checks.copyOf(scores, "scores");
        products = Checks.copyOf(products, "products");
    }

    /**
     * What the period's findings advise together.
     *
     * @return the strongest of their verdicts; {@link Verdict#QUIET} where there is none
     */
    public Verdict verdict() {
        return findings.stream().map(DriftFinding::verdict).reduce(Verdict.QUIET, Verdict::or);
    }

    /** The findings in words. */
    List<String> sentences() {
        return findings.stream().map(DriftFinding::sentence).toList();
    }

    /**
     * How the model's answers of the period before turned out.
     *
     * @return the outcomes, if there was a period before
     */
    public Optional<Outcomes> realised() {
        return Optional.ofNullable(outcomes);
    }

    /**
     * How the values of a feature, or the scores of a product, differ from the reference.
     *
     * @param name the feature or product
     * @param psi the population stability index, at least 0
     * @param usualPsi what the usual ageing and chance give at this distance in time, at least 0
     * @param distance the greatest difference of the distribution functions of numbers; of categories, the share of rows
     *     that would have to move; in 0..1
     * @param chance the test's chance, corrected by Holm for all columns of the kind and period; in 0..1
     * @param missingBefore the share of missing values in the reference, in 0..1; of scores, of those who hold the product
     * @param missing the same in the period
     * @param unknown the share of the rows whose category the model never saw, in 0..1
     */
    public record Column(
            String name,
            double psi,
            double usualPsi,
            double distance,
            double chance,
            double missingBefore,
            double missing,
            double unknown) {
        /**
         * Checks the values.
         *
         * @param name not null
         * @param psi at least 0
         * @param usualPsi at least 0
         * @param distance in 0..1
         * @param chance in 0..1
         * @param missingBefore in 0..1
         * @param missing in 0..1
         * @param unknown in 0..1
         * @throws IllegalArgumentException if the name is null or a value out of range
         */
        public Column {
            Checks.notNull(name, "name");
            Checks.notNegative(psi, "psi");
            Checks.notNegative(usualPsi, "usualPsi");
            Checks.inRange(distance, 0, 1, "distance");
            Checks.inRange(chance, 0, 1, "chance");
            Checks.inRange(missingBefore, 0, 1, "missingBefore");
            Checks.inRange(missing, 0, 1, "missing");
            Checks.inRange(unknown, 0, 1, "unknown");
        }
    }

    /**
     * What customers added of a product.
     *
     * @param id the product
     * @param additions how many customers added it in the period
     * @param usual how many would have by the rate of the periods before, at least 0; NaN where too few are known
     * @param stoppedIn the first period of those without additions, if they have stopped
     * @param predicted how many additions the model's probabilities gave for the customers scored; NaN where scores are no
     *     probabilities
     * @param realised how many there were among them
     */
    public record Product(
            String id,
            long additions,
            double usual,
            @Nullable LocalDate stoppedIn,
            double predicted,
            long realised) {
        /**
         * Checks the values.
         *
         * @param id not null
         * @param additions at least 0
         * @param usual any
         * @param stoppedIn possibly null
         * @param predicted any
         * @param realised at least 0
         * @throws IllegalArgumentException if the id is null or a count negative
         */
        public Product {
            Checks.notNull(id, "id");
            Checks.that(additions >= 0, "additions must be at least 0, but was %d", additions);
            Checks.that(realised >= 0, "realised must be at least 0, but was %d", realised);
        }
    }

    /**
     * How the model's answers, by what was known the period before, turned out in the period.
     *
     * @param pairs customers with a row in both periods
     * @param adders how many of them added something
     * @param judged how many adders the two means below are over
     * @param map the mean average precision at 7 of the model over them
     * @param popularityMap that of the popularity of additions in the three periods before
     * @param scored how many customers predicted and realised are over
     * @param predicted how many additions the model's probabilities gave; NaN where scores are no probabilities
     * @param realised how many there were
     */
    public record Outcomes(
            int pairs,
            int adders,
            int judged,
            double map,
            double popularityMap,
            int scored,
            double predicted,
            long realised) {
        /**
         * Checks the values.
         *
         * @param pairs at least 0
         * @param adders in 0..pairs
         * @param judged in 0..adders
         * @param map any
         * @param popularityMap any
         * @param scored in 0..pairs
         * @param predicted any
         * @param realised at least 0
         * @throws IllegalArgumentException if a count is out of range
         */
        public Outcomes {
            Checks.atLeast(pairs, 0, "pairs");
            Checks.that(
                    adders >= 0 && adders <= pairs,
                    "adders must be at least 0 and at most pairs, %d, but was %d",
                    pairs,
                    adders);
            Checks.that(
                    judged >= 0 && judged <= adders,
                    "judged must be at least 0 and at most adders, %d, but was %d",
                    adders,
                    judged);
            Checks.that(
                    scored >= 0 && scored <= pairs,
                    "scored must be at least 0 and at most pairs, %d, but was %d",
                    pairs,
                    scored);
            Checks.that(realised >= 0, "realised must be at least 0, but was %d", realised);
        }

        /**
         * The mean average precision at 7 over all customers, where one who added nothing counts 0.
         *
         * @return {@code map} times the share of adders
         */
        public double mapOverAll() {
            return pairs == 0 ? 0 : map * adders / pairs;
        }
    }
}
