package dev.recsys.decision;

import dev.recsys.RecommendationRequest;
import dev.recsys.data.Catalogue;
import dev.recsys.decision.CompiledPolicy.CompiledRule;
import dev.recsys.decision.rule.Condition;
import dev.recsys.decision.rule.CustomerView;
import dev.recsys.decision.rule.Stage;
import dev.recsys.internal.check.Checks;
import java.util.Set;
import java.util.function.BiConsumer;

/** The steps before scoring: the lists of the request, the policy's rules, and what the customer holds. For one request. */
final class RuleStep {
    private static final Exclusion[] NONE = new Exclusion[0];

    private final CompiledPolicy policy;
    private final Catalogue catalogue;
    private final RecommendationRequest asked;
    private final CustomerView view;
    private final int[] held;
    private final Candidates candidates;
    private final BiConsumer<String, Throwable> failed;

    RuleStep(
            CompiledPolicy policy,
            Catalogue catalogue,
            RecommendationRequest asked,
            CustomerView view,
            int[] held,
            Candidates candidates,
            BiConsumer<String, Throwable> failed) {
        this.policy = policy;
        this.catalogue = catalogue;
        this.asked = asked;
        this.view = view;
        this.held = held;
        this.candidates = candidates;
        this.failed = failed;
    }

    /** Takes out what may not be offered. */
    void take() {
        applyLists();
        applyRules();
    }

    private void applyLists() {
        for (String denied : asked.denied()) {
            int item = catalogue.indexOf(denied);
            Checks.that(item >= 0, "the deny-list has item \"%s\", which the catalogue does not have", denied);
            candidates.exclude(item, Stage.REQUEST, Exclusion.DENIED, "request");
        }
        Set<String> only = asked.allowed().orElse(null);
        if (only != null) {
            boolean[] allowed = new boolean[candidates.count()];
            for (String id : only) {
                int item = catalogue.indexOf(id);
                Checks.that(item >= 0, "the allow-list has item \"%s\", which the catalogue does not have", id);
                allowed[item] = true;
            }
            for (int item = 0; item < allowed.length; item++) {
                if (!allowed[item]) {
                    candidates.exclude(item, Stage.REQUEST, Exclusion.NOT_ALLOWED, "request");
                }
            }
        }
    }

    private void applyRules() {
        boolean heldOut = asked.ownedIncluded();
        for (CompiledRule rule : policy.rules()) {
            if (!heldOut && rule.rule().stage().compareTo(Stage.ELIGIBILITY) > 0) {
                excludeHeld();
                heldOut = true;
            }
            apply(rule);
        }
        if (!heldOut) {
            excludeHeld();
        }
    }

    private void excludeHeld() {
        for (int item : held) {
            candidates.exclude(item, Stage.APPLICABILITY, Exclusion.HELD, "customer");
        }
    }

    private void apply(CompiledRule rule) {
        Condition[] conditions = rule.conditions();
        int[] items = rule.items();
        if (conditions.length == 1) {
            Exclusion[] out = excluding(rule, conditions[0]);
            for (int i = 0; out.length > 0 && i < items.length; i++) {
                candidates.exclude(items[i], out[i]);
            }
            return;
        }
        for (int i = 0; i < items.length; i++) {
            if (candidates.isIn(items[i])) {
                Exclusion[] out = excluding(rule, conditions[i]);
                if (out.length > 0) {
                    candidates.exclude(items[i], out[i]);
                }
            }
        }
    }

    /** What the rule says of its items, or nothing if it lets them pass. */
    private Exclusion[] excluding(CompiledRule rule, Condition condition) {
        try {
            return rule.rule().takesOut(condition.test(view)) ? rule.exclusions() : NONE;
        } catch (Throwable e) { // a rule of the bank's own: its items are out
            failed.accept(rule.rule().name(), e);
            return rule.failures();
        }
    }
}
