package dev.recsys.cli;

import dev.recsys.RecommendationRequest;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Panel;
import dev.recsys.decision.Decision;
import dev.recsys.decision.DecisionEngine;
import dev.recsys.decision.DecisionRequest;
import dev.recsys.decision.Exclusion;
import dev.recsys.decision.Offer;
import dev.recsys.decision.Policy;
import dev.recsys.internal.run.Workers;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.report.OfferTally;
import dev.recsys.report.PolicyTally;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks a policy what it leaves of the offers to all customers, block by block, and counts it. For one thread. */
final class PolicyOffers implements AutoCloseable {
    private static final int BLOCK = 1024;
    private static final int RANGE = 32;

    private final DecisionEngine engine;
    private final PolicyTally tally;
    private final Instant time;
    private final int limit;
    private final Workers workers;
    private final List<String> customers = new ArrayList<>();
    private final List<Map<String, Double>> offers = new ArrayList<>();
    private int asked;

    /**
     * Begins.
     *
     * @param bundle of the model whose offers they are; remembers the customers
     * @param tally an empty one of the offers before the policy
     * @param limit offers per customer
     * @param threads that ask at once
     */
    PolicyOffers(Policy policy, Bundle bundle, String model, OfferTally tally, Panel panel, int limit, int threads) {
        this.engine = DecisionEngine.around(bundle).policy(policy).build();
        Map<String, Double> values = new LinkedHashMap<>();
        policy.values().byItem().forEach((item, value) -> values.put(item, value.net()));
        this.tally = new PolicyTally(tally, model, name(policy), values);
        this.time = panel.last().date().atStartOfDay().toInstant(ZoneOffset.UTC);
        this.limit = limit;
        this.workers = Workers.of("policy", threads);
    }

    /** Refuses a policy that names what the panel lacks, before models are trained. */
    static void requireFits(Policy policy, Panel panel) {
        Bundle popularity = Bundle.of(new PopularityTrainer().train(panel));
        DecisionEngine.around(popularity).policy(policy).build();
    }

    static String name(Policy policy) {
        return policy.name() + " " + policy.version();
    }

    /** Takes the offers to a customer before the policy: scores by item, best first. */
    void add(String customer, Map<String, Double> scores) {
        customers.add(customer);
        offers.add(scores);
        if (customers.size() == BLOCK) {
            decide();
        }
    }

    /** What was counted, of all customers. */
    PolicyTally tally() {
        decide();
        return tally;
    }

    private void decide() {
        Decision[] decisions = new Decision[customers.size()];
        workers.forRanges(decisions.length, RANGE, (range, from, to) -> {
            for (int i = from; i < to; i++) {
                decisions[i] = engine.decide(DecisionRequest.of(RecommendationRequest.forUser(customers.get(i))
                                .limit(limit)
                                .build())
                        .id(Integer.toString(asked + i)) // what is explored depends on it
                        .time(time)
                        .preview()
                        .build());
            }
        });
        for (int i = 0;
                i < decisions.length;
                i++) { // in their order, so that sums are the same at any number of threads
            Map<String, Double> left = new LinkedHashMap<>();
            for (Offer offer : decisions[i].offers()) {
                left.put(offer.itemId(), offer.score());
            }
            Map<String, String> codes = new LinkedHashMap<>();
            for (Exclusion exclusion : decisions[i].excluded()) {
                codes.put(exclusion.itemId(), exclusion.code());
            }
            tally.add(customers.get(i), offers.get(i), left, codes);
        }
        asked += decisions.length;
        customers.clear();
        offers.clear();
    }

    @Override
    public void close() {
        workers.close();
    }
}
