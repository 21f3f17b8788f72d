package dev.recsys.benchmarks;

import dev.recsys.CustomerPredictor;
import dev.recsys.RecommendationRequest;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.bundle.Bundle;
import dev.recsys.cluster.ClusterConfig;
import dev.recsys.cluster.ClusterTrainer;
import dev.recsys.data.Panel;
import dev.recsys.decision.Decision;
import dev.recsys.decision.DecisionEngine;
import dev.recsys.decision.DecisionRequest;
import dev.recsys.decision.ItemValues;
import dev.recsys.decision.LogDetail;
import dev.recsys.decision.ModelUse;
import dev.recsys.decision.Policy;
import dev.recsys.decision.PolicyBuilder;
import dev.recsys.decision.Value;
import dev.recsys.decision.contact.Contact;
import dev.recsys.decision.contact.ContactPolicy;
import dev.recsys.decision.contact.InMemoryContacts;
import dev.recsys.decision.log.DecisionLog;
import dev.recsys.decision.log.LogConfig;
import dev.recsys.decision.log.LogReader;
import dev.recsys.decision.rule.Condition;
import dev.recsys.decision.rule.ItemSelector;
import dev.recsys.decision.rule.ReadyRules;
import dev.recsys.decision.rule.Rule;
import dev.recsys.hybrid.GuardConfig;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.hybrid.HybridTrainer;
import dev.recsys.internal.check.Checks;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.mlc.targets.PanelLabels;
import dev.recsys.mlc.targets.PanelRows;
import dev.recsys.mlc.targets.PanelTarget;
import dev.recsys.mlc.targets.TargetConfig;
import dev.recsys.mlc.targets.TargetTrainer;
import dev.recsys.synthetic.SyntheticBank;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does one decision take: remembered customers of a synthetic bank, 24 products scored by the hybrid, ten rules, a table
 * of values, seven offers with reasons? {@code rules} has no log, {@code hash} and {@code facts} log each decision with a hash of
 * the customer or all that is known, {@code models} adds to {@code facts} two models of customers that the policy names, a risk of the
 * credit items and a retention of the salary accounts, {@code contacts} asks a memory of five contacts with each customer too, {@code guarded} adds to
 * {@code facts} a budget and a breaker for each component.
 *
 * <p>Run: {@code java -jar benchmarks/target/benchmarks.jar DecisionBenchmark}; decisions a second of two threads by {@code -t 2
 * -bm thrpt -tu s}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class DecisionBenchmark {
    private static final int CUSTOMERS = 20_000;

    /** What a decision comes with. */
    @Param({"rules", "hash", "facts", "models", "contacts", "guarded"})
    public String with = "";

    private @Nullable Bundle bundle;
    private final Map<String, CustomerPredictor> models = new TreeMap<>();
    private @Nullable DecisionEngine engine;
    private @Nullable DecisionLog log;
    private @Nullable Path folder;
    private final List<String> customers = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    /** Trains on a synthetic bank. */
    @Setup
    public void train() {
        Panel panel =
                SyntheticBank.builder().customers(CUSTOMERS).months(6).build().toPanel();
        HybridRecommender hybrid = HybridTrainer.forPanels()
                .add("als", new AlsTrainer(AlsConfig.defaults()))
                .add("cluster", new ClusterTrainer(ClusterConfig.forHybrid()))
                .add("mlc", new MlcTrainer(MlcConfig.defaults()))
                .build()
                .train(panel);
        // A benchmark's pauses are not the components' fault.
        bundle = Bundle.of(
                        with.equals("guarded")
                                ? hybrid.guarded(GuardConfig.defaults().withBudgetMillis(1000))
                                : hybrid)
                .remembering(panel);
        if (with.equals("models")) {
            models.put("default", leaving(panel, "tjcr"));
            models.put("leaves", leaving(panel, "nomina"));
        }
        customers.addAll(bundle.memory().orElseThrow().customers().ids().subList(0, 4096));
    }

    /** Who gives a product up: learned from attributes and holdings, with the default options. */
    private static CustomerPredictor leaving(Panel panel, String item) {
        PanelRows rows = PanelLabels.of(1, PanelTarget.removal(item)).rows(panel);
        return new TargetTrainer(rows.config(TargetConfig.defaults()))
                .train(rows.table(), rows.targets())
                .predictor("removal " + item);
    }

    /** Opens a new log. */
    @Setup(Level.Iteration)
    public void open() throws IOException {
        Bundle scoring = Checks.notNull(bundle, "bundle");
        DecisionEngine.Builder builder =
                DecisionEngine.around(scoring).policy(policy(scoring)).models(models);
        if (!with.equals("rules")) {
            Path made = Files.createTempDirectory("decisions");
            folder = made;
            log = DecisionLog.open(made, LogConfig.defaults());
            builder.log(log, with.equals("hash") ? LogDetail.HASH : LogDetail.FACTS);
        }
        if (with.equals("contacts")) {
            InMemoryContacts contacts = InMemoryContacts.of(Duration.ofDays(8));
            for (String customer : customers) {
                for (int i = 0; i < 5; i++) {
                    Instant time = Instant.now().minus(Duration.ofDays(i));
                    contacts.record(
                            new Contact("c" + i, customer, "fond", "savings", "mail", Contact.Kind.OFFER, time));
                }
            }
            builder.contacts(contacts);
        }
        engine = builder.build();
        Decision decision = decide();
        if (decision.predictions().size() != models.size()) {
            throw new IllegalStateException("lacks a prediction: " + decision);
        }
        if (decision.offers().isEmpty() || decision.excluded().isEmpty()) {
            throw new IllegalStateException("offers nothing, or takes nothing out: " + decision);
        }
    }

    /** Verifies that nothing is lost, and deletes the log. */
    @TearDown(Level.Iteration)
    public void verify() throws IOException {
        DecisionLog written = log;
        if (written == null) {
            return;
        }
        written.close();
        Path used = Checks.notNull(folder, "folder");
        if (LogReader.verify(used).records() != written.counters().appended()) {
            throw new IllegalStateException("records are lost");
        }
        try (Stream<Path> files = Files.walk(used)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Policy policy(Bundle scoring) {
        Map<String, Value> margins = new TreeMap<>();
        scoring.catalogue().ids().ids().forEach(id -> margins.put(id, new Value(20 + id.length(), 1, .5)));
        PolicyBuilder policy = Policy.named("benchmark", "1")
                .rule(ReadyRules.age("age", 18, 90, ItemSelector.credit()))
                .rule(ReadyRules.marked("employee", "ind_empleado", ItemSelector.credit(), "F", "A", "B"))
                .rule(Rule.named("residents").allowUnknown().require(Condition.in("indresi", "S")))
                .rule(Rule.named("deceased").allowUnknown().exclude(Condition.in("indfall", "S")))
                .rule(Rule.named("income")
                        .items(ItemSelector.credit())
                        .allowUnknown()
                        .require(Condition.atLeast("renta", 20_000)))
                .rule(ReadyRules.incompatible(ItemSelector.items("ctju"), "cno"))
                .rule(ReadyRules.needs(ItemSelector.items("tjcr"), "cco"))
                .rule(Rule.named("young")
                        .items(ItemSelector.items("nom_pens", "plan"))
                        .allowUnknown()
                        .require(Condition.atLeast("age", 25)))
                .rule(Rule.named("abroad")
                        .items(ItemSelector.items("viv", "hip"))
                        .allowUnknown()
                        .exclude(Condition.all(
                                Condition.not(Condition.in("pais_residencia", "ES")), Condition.in("indext", "S"))))
                .rule(Rule.named("segment")
                        .items(ItemSelector.items("fond"))
                        .allowUnknown()
                        .exclude(Condition.in("segmento", "03 - UNIVERSITARIO")))
                .values(ItemValues.table(margins))
                .minimumScore(1e-9);
        if (with.equals("models")) {
            policy.model("default", "")
                    .model("leaves", "")
                    .use(ModelUse.risk("default", ItemSelector.credit()))
                    .use(ModelUse.retention("leaves", ItemSelector.items("nomina", "nom_pens"), 60));
        }
        return with.equals("contacts")
                ? policy.contactPolicy(ContactPolicy.builder("1")
                                .cap(ContactPolicy.Cap.of(ContactPolicy.Scope.ALL, 20, Duration.ofDays(7)))
                                .build())
                        .build()
                : policy.build();
    }

    /**
     * Decides for the next customer.
     *
     * @return the decision
     */
    @Benchmark
    public Decision decide() {
        String customer = customers.get(next.getAndIncrement() & 4095);
        DecisionRequest.Builder request = DecisionRequest.of(
                        RecommendationRequest.forUser(customer).build())
                .channel("app");
        // Offers that were recorded would soon reach the cap.
        return Checks.notNull(engine, with).decide((with.equals("contacts") ? request.preview() : request).build());
    }
}
