/**
 * Rules that take items out of a decision: a {@link dev.recsys.decision.rule.Rule} has a name, a version, a
 * {@link dev.recsys.decision.rule.Stage}, a reason code, the {@link dev.recsys.decision.rule.ItemSelector items} it is about and
 * a {@link dev.recsys.decision.rule.Condition} on the {@link dev.recsys.decision.rule.CustomerView customer}.
 * {@link dev.recsys.decision.rule.ReadyRules} has the usual ones.
 */
@NullMarked
package dev.recsys.decision.rule;

import org.jspecify.annotations.NullMarked;
