package dev.recsys.service.doc;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/**
 * Why a score is what it is.
 *
 * @param item the item
 * @param score the score
 * @param unit what contributions are counted in
 * @param base the score of a customer of whom nothing is known, in that unit
 * @param rawScore base and contributions together
 * @param contributions what each fact adds, the greatest first
 * @param parts the same of each component of a hybrid
 */
@Schema(name = "Explanation")
public record ExplanationDoc(
        String item,
        double score,
        String unit,
        double base,
        double rawScore,
        List<ContributionDoc> contributions,
        Map<String, ExplanationDoc> parts) {
    /**
     * What a fact adds.
     *
     * @param code the fact's reason code
     * @param arguments what it speaks of
     * @param value what it adds
     * @param audience who may be told
     */
    @Schema(name = "Contribution")
    public record ContributionDoc(String code, Map<String, String> arguments, double value, String audience) {}
}
