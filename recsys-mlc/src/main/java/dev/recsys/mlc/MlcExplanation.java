package dev.recsys.mlc;

import dev.recsys.check.Checks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Why one customer's score of one product is what it is, in numbers, for an auditor. The raw score is what the trees say
 * before it is calibrated: the log-odds of adding the product; or, of a model with {@link dev.recsys.mlc.options.Objective#SOFTMAX}, the
 * log-odds of adding anything plus the product's weight among those added. Names columns, never a customer's values.
 *
 * @param itemId the product
 * @param probability the score of an answer to the same request, in 0..1
 * @param base the raw score expected over the rows the trees were grown from, finite
 * @param rawScore the raw score of this customer, finite: {@code base} and all contributions, up to rounding
 * @param contributions what each column adds to the raw score or takes from it (Shapley values), strongest first, without
 *     columns that do neither
 */
public record MlcExplanation(
        String itemId, double probability, double base, double rawScore, Map<String, Double> contributions) {
    /**
     * Checks and copies.
     *
     * @param itemId as the component
     * @param probability as the component
     * @param base as the component
     * @param rawScore as the component
     * @param contributions as the component
     * @throws IllegalArgumentException if the id is blank, the probability out of range or a number not finite
     */
    public MlcExplanation {
        Checks.notBlank(itemId, "itemId");
        Checks.inRange(probability, 0, 1, "probability");
        Checks.that(Double.isFinite(base), "base must be finite, but was %s", base);
        Checks.that(Double.isFinite(rawScore), "rawScore must be finite, but was %s", rawScore);
        contributions = Collections.unmodifiableMap(new LinkedHashMap<>(contributions));
        contributions.forEach((column, value) -> Checks.that(
                Double.isFinite(value), "the contribution of %s must be finite, but was %s", column, value));
    }

    /**
     * The reason in an auditor's wording, such as {@code tjcr: raw score -3.21 = -5.10 expected +1.20 by "holds nomina"
     * +0.69 by 17 others; probability 0.0412}.
     *
     * @param columns how many columns to name at most, at least 1; the others are summed up
     * @return one line
     * @throws IllegalArgumentException if {@code columns} is below 1
     */
    public String inWords(int columns) {
        Checks.atLeast(columns, 1, "columns");
        StringBuilder line = new StringBuilder(
                String.format(Locale.ROOT, "%s: raw score %.2f = %.2f expected", itemId, rawScore, base));
        double others = 0;
        int named = 0;
        for (Map.Entry<String, Double> part : contributions.entrySet()) {
            if (named < columns) {
                line.append(String.format(Locale.ROOT, " %+.2f by \"%s\"", part.getValue(), part.getKey()));
                named++;
            } else {
                others += part.getValue();
            }
        }
        if (named < contributions.size()) {
            int left = contributions.size() - named;
            line.append(String.format(Locale.ROOT, " %+.2f by %d other%s", others, left, left == 1 ? "" : "s"));
        }
        return line.append(String.format(Locale.ROOT, "; probability %.4f", probability))
                .toString();
    }
}
