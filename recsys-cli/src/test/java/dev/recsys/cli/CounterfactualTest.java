package dev.recsys.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.RecommendationRequest;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Panel;
import dev.recsys.decision.DecisionEngine;
import dev.recsys.decision.DecisionRequest;
import dev.recsys.decision.Exploration;
import dev.recsys.decision.LogDetail;
import dev.recsys.decision.OffPolicyReplay;
import dev.recsys.decision.Policy;
import dev.recsys.decision.PolicyBuilder;
import dev.recsys.decision.contact.Contact;
import dev.recsys.decision.log.DecisionLog;
import dev.recsys.decision.log.LogConfig;
import dev.recsys.eval.OffPolicyReport;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.synthetic.SyntheticBank;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where it is known how likely each customer takes each product, the intervals of a policy that never decided hold what it would
 * bring about as often as they say; the plain mean of the log does not.
 */
@Tag("slow")
class CounterfactualTest {
    private static final int SEEDS = 100;
    private static final int DECISIONS = 400;
    private static final Instant NOON = Instant.parse("2026-11-16T12:00:00Z");
    private static final List<String> ITEMS = List.of("tjcr", "nomina", "fond", "valo", "plan");

    @TempDir
    private static Path folder;

    private static Bundle bundle;
    private static List<String> customers;

    @BeforeAll
    static void train() {
        Panel panel =
                SyntheticBank.builder().customers(500).months(4).seed(5).build().toPanel();
        MlcConfig config = MlcConfig.defaults();
        bundle = Bundle.of(new MlcTrainer(config.withTrees(config.trees().withRounds(20))).train(panel))
                .remembering(panel);
        customers = bundle.memory().orElseThrow().customers().ids();
    }

    /** How likely a customer takes an item: by both, and more for what the other policy favours. */
    private static double chance(String customer, String item) {
        double both = new SplittableRandom((customer + item).hashCode()).nextDouble();
        return .1 + .3 * both + (item.equals("fond") || item.equals("plan") ? .4 : 0);
    }

    private static DecisionEngine.Builder engine(PolicyBuilder policy) {
        return DecisionEngine.around(bundle).policy(policy.build());
    }

    private static DecisionEngine other() {
        return engine(Policy.named("other", "1").lever("fond", 500).lever("plan", 2_000))
                .build();
    }

    private static DecisionRequest.Builder request(String customer) {
        return DecisionRequest.of(
                RecommendationRequest.forUser(customer).allow(ITEMS).limit(1).build());
    }

    /** What the other policy brings, from running it on all customers. */
    private static double truth() {
        DecisionEngine other = other();
        return customers.stream()
                .mapToDouble(customer -> other.decide(request(customer).build()).itemIds().stream()
                        .mapToDouble(item -> chance(customer, item))
                        .sum())
                .average()
                .orElseThrow();
    }

    private static PolicyEstimates estimates(int seed) throws IOException {
        Path where = folder.resolve("log" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<Contact> answers = new ArrayList<>();
        try (DecisionLog log = DecisionLog.open(where, LogConfig.defaults())) {
            DecisionEngine logging = engine(Policy.named("logged", "1").explore(new Exploration(.6, seed)))
                    .log(log, LogDetail.FACTS)
                    .build();
            for (int i = 0; i < DECISIONS; i++) {
                String customer = customers.get(random.nextInt(customers.size()));
                Instant time = NOON.plusSeconds(60L * i);
                for (String item : logging.decide(
                                request(customer).id("d" + i).time(time).build())
                        .itemIds()) {
                    Contact.Kind kind =
                            random.nextDouble() < chance(customer, item) ? Contact.Kind.ACCEPTED : Contact.Kind.REFUSED;
                    answers.add(new Contact("a" + i, customer, item, "", "", kind, time.plusSeconds(30)));
                }
            }
        }
        return PolicyEstimates.of(OffPolicyReplay.of(other())
                .withAnswers(answers, Duration.ofDays(1))
                .read(where));
    }

    private static int holds(OffPolicyReport.Value value, double truth) {
        return value.low() <= truth && truth <= value.high() ? 1 : 0;
    }

    @Test
    void intervals_ofAPolicyThatNeverDecided_holdItsTrueValue() throws Exception {
        double truth = truth();
        int inverse = 0;
        int normalised = 0;
        int robust = 0;
        int naive = 0;
        int weights = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            PolicyEstimates estimates = estimates(seed);
            assertThat(estimates.seen().leftOut()).isEmpty();
            assertThat(estimates.other().effectiveDecisions()).isBetween(20.0, (double) DECISIONS);
            inverse += holds(estimates.other().inversePropensity(), truth);
            normalised += holds(estimates.other().selfNormalised(), truth);
            robust += holds(estimates.other().doublyRobust(), truth);
            naive += holds(estimates.logged(), truth);
            weights += holds(estimates.weight(), 1);
        }
        assertThat(List.of(inverse, normalised, robust, weights))
                .as("of %d intervals hold %s: inverse, self-normalised, robust, weights", SEEDS, truth)
                .allSatisfy(count -> assertThat(count).isBetween(90, 99));
        assertThat(naive).as("without weights").isLessThan(5);
    }
}
