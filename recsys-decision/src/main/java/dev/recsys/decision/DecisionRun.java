package dev.recsys.decision;

import dev.recsys.Ignored;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.data.Catalogue;
import dev.recsys.decision.contact.Contact;
import dev.recsys.decision.contact.ContactMemory;
import dev.recsys.decision.rule.CustomerView;
import dev.recsys.decision.rule.Stage;
import dev.recsys.internal.check.Checks;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.pipeline.Scoring;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One decision in the making, from the resolved customer to the offers. For one request and thread. */
final class DecisionRun {
    private final CandidateSource source;
    private final CompiledPolicy policy;
    private final BiConsumer<String, Throwable> failed;
    private final DecisionRequest request;
    private final String id;
    private final Instant time;
    private final RecommendationRequest asked;
    private final CandidateSource.Asked answers;
    private final KnownCustomer customer;
    private final CustomerView view;
    private final List<Prediction> predictions;
    private final Candidates candidates;
    private final @Nullable Remade remade; // what a record says, where one is replayed
    private final ContactStep contacts;
    private @Nullable Scoring scoring;
    private @Nullable Slate slate; // of the offers

    /**
     * Resolves the customer.
     *
     * @param source what scores
     * @param policy what may be offered
     * @param memory of contacts; null for none
     * @param request who is to get an offer
     * @param id of the decision
     * @param time of the decision
     * @param remade what a record says, where one is replayed; else null
     * @param failed hears of what failed and was answered on the safe side
     */
    DecisionRun(
            CandidateSource source,
            CompiledPolicy policy,
            @Nullable ContactMemory memory,
            DecisionRequest request,
            String id,
            Instant time,
            @Nullable Remade remade,
            BiConsumer<String, Throwable> failed) {
        this.source = source;
        this.policy = policy;
        this.failed = failed;
        this.request = request;
        this.id = id;
        this.time = time;
        this.remade = remade;
        this.asked = request.recommendation();
        this.answers = source.ask(asked, remade);
        this.customer = answers.customer();
        CustomerView bare = CustomerView.of(asked.customer(), customer, source.vocabulary());
        this.predictions =
                policy.models().isEmpty() ? List.of() : policy.models().predict(bare, failed);
        this.view = predictions.isEmpty() ? bare : bare.withPredictions(byName(predictions));
        this.candidates = new Candidates(policy);
        this.contacts = new ContactStep(policy, memory, request, id, time, candidates, remade, failed);
    }

    private static Map<String, Double> byName(List<Prediction> predictions) {
        return predictions.stream().collect(Collectors.toMap(Prediction::model, Prediction::value));
    }

    DecisionRequest request() {
        return request;
    }

    KnownCustomer customer() {
        return customer;
    }

    Candidates candidates() {
        return candidates;
    }

    /** The scores; null if nothing was left to score. */
    @Nullable
    Scoring scoring() {
        return scoring;
    }

    /** The contacts the policy looked at, or null if it looked at none. */
    @Nullable
    List<Contact> contactsSeen() {
        return contacts.seen();
    }

    /** What could have been offered in place of what {@link #decide} offered. */
    OfferOdds odds() {
        Slate filled = slate;
        if (filled == null || filled.size() == 0) {
            return OfferOdds.NONE;
        }
        Catalogue catalogue = source.vocabulary().catalogue();
        List<String> before = new ArrayList<>();
        Map<String, Double> last = new HashMap<>();
        Map<String, Double> scores = new HashMap<>();
        for (int place = 0; place < filled.size() - 1; place++) {
            String item = catalogue.id(filled.item(place));
            before.add(item);
            scores.put(item, candidates.score(filled.item(place)));
        }
        filled.odds().forEach((item, probability) -> {
            last.put(catalogue.id(item), probability);
            scores.put(catalogue.id(item), candidates.score(item));
        });
        return new OfferOdds(before, last, scores);
    }

    /** Decides. */
    Decision decide() {
        List<Ignored> ignored = ignored();
        Catalogue catalogue = source.vocabulary().catalogue();
        double @Nullable [] weights = policy.weights(request.weights(), catalogue);
        new RuleStep(policy, catalogue, asked, view, customer.held(), candidates, failed).take();
        contacts.take();
        if (candidates.left() > 0) {
            score();
            arbitrate(weights);
            applyScoreRules();
        }
        List<Offer> offers = offers();
        Scoring scored = scoring;
        return new Decision(
                id,
                time,
                asked.customer().id().orElse(null),
                request.channel(),
                offers,
                candidates.exclusions(),
                answers.generation(),
                policy.id(),
                scored == null ? customer.levelByAll() : scored.level(),
                answers.freshness(),
                scored == null ? List.of() : scored.skipped(),
                ignored,
                predictions);
    }

    /** What the request says in vain. Features that the policy knows are not among it. */
    private List<Ignored> ignored() {
        List<Ignored> all = answers.ignored();
        if (all.isEmpty()) {
            return all;
        }
        Set<String> facts = policy.policy().facts();
        List<Ignored> rest = all.stream()
                .filter(part -> part.part() != Ignored.Part.FEATURE || !facts.contains(part.name()))
                .toList();
        Checks.that(
                !asked.isStrict() || rest.stream().allMatch(part -> part.part() == Ignored.Part.FEATURE_VALUE),
                "the request is strict, but the model does not know %s",
                rest);
        return rest;
    }

    private void score() {
        double[] scores;
        try {
            Scoring scored = answers.score();
            scores = Checks.notNull(scored.scores(), "scores");
            Checks.that(scores.length == candidates.count(), "the model gave %d scores", scores.length);
            scoring = scored;
        } catch (Throwable e) {
            failed.accept("model", e);
            candidates.excludeAll(Stage.ARBITRATION, Exclusion.NOT_SCORED, "model");
            return;
        }
        for (int item = 0; item < scores.length; item++) {
            if (!candidates.isIn(item)) {
                continue;
            }
            if (Double.isFinite(scores[item])) {
                candidates.score(item, scores[item]);
            } else {
                candidates.exclude(item, Stage.ARBITRATION, answers.codeOfUnscored(), "model");
            }
        }
    }

    private void arbitrate(double @Nullable [] weights) {
        Policy rules = policy.policy();
        Value[] table = policy.table();
        CompiledModels models = policy.models();
        for (int item = 0; item < candidates.count(); item++) {
            if (!candidates.isIn(item)) {
                continue;
            }
            double score = candidates.score(item);
            if (score < rules.minimumScore()) {
                candidates.exclude(
                        item, Stage.ARBITRATION, Exclusion.SCORE_TOO_LOW, "minimum score " + rules.minimumScore());
                continue;
            }
            int failure = predictions.isEmpty() ? -1 : models.failedOf(item, predictions);
            if (failure >= 0) {
                candidates.exclude(item, Stage.ARBITRATION, Exclusion.MODEL_FAILED, "model " + models.name(failure));
                continue;
            }
            Value value = value(item, table);
            if (value == null) {
                candidates.exclude(item, Stage.ARBITRATION, Exclusion.VALUE_FAILED, "values");
                continue;
            }
            double weight = weights == null ? 1 : weights[item];
            double worth = score * weight * value.net() * policy.lever(item) * models.lever(item, predictions);
            candidates.worth(item, value, worth);
            boolean isWorthless = rules.hasValues() && !(worth > 0);
            if (isWorthless || worth < rules.minimumWorth() || !Double.isFinite(worth)) {
                candidates.exclude(
                        item,
                        Stage.ARBITRATION,
                        Exclusion.WORTH_TOO_LOW,
                        (isWorthless ? "worth must be above 0" : "minimum worth " + rules.minimumWorth())
                                + weighedBy(item));
            }
        }
    }

    /** Which models weighed an item, as the end of a sentence. */
    private String weighedBy(int item) {
        List<String> names = policy.models().weighing(item);
        return names.isEmpty() ? "" : ", weighed by model " + String.join(", ", names);
    }

    private @Nullable Value value(int item, Value @Nullable [] table) {
        try {
            Value value = table != null
                    ? table[item]
                    : Checks.notNull(policy.policy().values().of(view, policy.item(item)), "value");
            return policy.models().weigh(item, value, predictions);
        } catch (Throwable e) {
            failed.accept("values", e);
            return null;
        }
    }

    private void applyScoreRules() {
        for (ScoreRule rule : policy.policy().scoreRules()) {
            for (int item = 0; item < candidates.count(); item++) {
                if (!candidates.isIn(item)) {
                    continue;
                }
                String code = rule.code();
                boolean isOut;
                try {
                    isOut = rule.takesOut()
                            .test(
                                    view,
                                    new Candidate(
                                            policy.item(item),
                                            candidates.score(item),
                                            candidates.value(item),
                                            candidates.worth(item)));
                } catch (Throwable e) {
                    failed.accept(rule.name(), e);
                    isOut = true;
                    code = Exclusion.RULE_FAILED;
                }
                if (isOut) {
                    candidates.exclude(item, Stage.ARBITRATION, code, rule.name() + " " + rule.version());
                }
            }
        }
    }

    private List<Offer> offers() {
        Scoring scored = scoring;
        if (scored == null || candidates.left() == 0) {
            return List.of();
        }
        if (remade != null) {
            contacts.excludeAsThen(remade, source.vocabulary().catalogue());
        }
        Slate filled = contacts.slate();
        slate = filled;
        int[] items = filled.items();
        List<Reason> reasons = reasons(scored, items);
        List<Offer> offers = new ArrayList<>(items.length);
        for (int place = 0; place < items.length; place++) {
            int item = items[place];
            offers.add(new Offer(
                    policy.item(item).id(),
                    candidates.score(item),
                    candidates.worth(item),
                    candidates.value(item),
                    filled.placement(place),
                    filled.propensity(place),
                    reasons.get(place),
                    policy.models().weighing(item)));
        }
        return offers;
    }

    /** Why the offers are made; where the model fails to say, that it offers them. */
    private List<Reason> reasons(Scoring scored, int[] items) {
        try {
            List<Reason> reasons = scored.reasons(items);
            Checks.that(reasons.size() == items.length, "the model gave %d reasons", reasons.size());
            return Checks.copyOf(reasons, "reasons");
        } catch (Throwable e) {
            failed.accept("model", e);
            return Collections.nCopies(
                    items.length,
                    Reason.of(Reason.COMPONENT, "component", source.info().algorithm()));
        }
    }
}
