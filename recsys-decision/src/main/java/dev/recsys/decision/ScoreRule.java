package dev.recsys.decision;

import dev.recsys.decision.rule.CustomerView;
import dev.recsys.internal.check.Checks;
import java.util.function.BiPredicate;

/**
 * A rule that looks at scores: a filter after scoring, where {@link dev.recsys.decision.rule.Rule} is one before. If it throws, the
 * item is taken out.
 *
 * @param name unique in the policy
 * @param version as given by whoever changes it
 * @param code the reason code of what it takes out
 * @param takesOut whether an item is taken out; thread-safe, the same answer to the same values
 */
public record ScoreRule(String name, String version, String code, BiPredicate<CustomerView, Candidate> takesOut) {
    /**
     * Checks the values.
     *
     * @param name not blank
     * @param version not blank
     * @param code not blank
     * @param takesOut not null
     * @throws IllegalArgumentException if a text is blank or the predicate null
     */
    public ScoreRule {
        Checks.notBlank(name, "name");
        Checks.notBlank(version, "version");
        Checks.notBlank(code, "code");
        Checks.notNull(takesOut, "takesOut");
    }
}
