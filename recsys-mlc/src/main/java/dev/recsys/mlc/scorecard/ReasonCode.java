package dev.recsys.mlc.scorecard;

import dev.recsys.internal.check.Checks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a bank calls an attribute that cost a customer points.
 *
 * @param column the attribute
 * @param code the bank's own code, such as "R12"
 * @param text the bank's own sentence, such as "Too little time with us"
 */
public record ReasonCode(String column, String code, String text) {
    /**
     * Checks the values.
     *
     * @param column not blank
     * @param code not blank
     * @param text not blank
     * @throws IllegalArgumentException if one is null or blank
     */
    public ReasonCode {
        Checks.notBlank(column, "column");
        Checks.notBlank(code, "code");
        Checks.notBlank(text, "text");
    }

    /** By column; refuses one for a column a model does not look at, as a protected one, and two for one column. */
    static Map<String, ReasonCode> byColumn(List<ReasonCode> codes, List<String> columns) {
        Map<String, ReasonCode> found = new HashMap<>();
        for (ReasonCode code : Checks.copyOf(codes, "codes")) {
            Checks.that(
                    columns.contains(code.column()),
                    "codes must be of columns the model looks at, which are %s, but one is of \"%s\"",
                    columns,
                    code.column());
            Checks.that(
                    found.put(code.column(), code) == null,
                    "codes must have a column once, but have \"%s\" twice",
                    code.column());
        }
        return Map.copyOf(found);
    }
}
