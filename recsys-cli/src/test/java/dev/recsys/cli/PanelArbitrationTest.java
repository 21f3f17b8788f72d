package dev.recsys.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.RecommendationRequest;
import dev.recsys.RecommendedItem;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Panel;
import dev.recsys.decision.DecisionEngine;
import dev.recsys.decision.DecisionRequest;
import dev.recsys.decision.ItemValues;
import dev.recsys.decision.Policy;
import dev.recsys.decision.Value;
import dev.recsys.io.SantanderPanel;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcTrainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On real customers, a table of margins changes the offers as a computation beside the engine says. */
@Tag("slow")
class PanelArbitrationTest {
    private static final int CUSTOMERS = 2_000;

    private static Path panel() {
        String named = System.getProperty("RECSYS_DATA", System.getenv("RECSYS_DATA"));
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.exists(root.resolve("mvnw"))) {
            root = root.getParent();
        }
        Path data =
                named != null ? Path.of(named) : root.resolve("../shared/data").normalize();
        Path file = data.resolve("santander/santander_panel_2016-02_04.csv.gz");
        Assumptions.assumeTrue(Files.exists(file), () -> "SKIPPED: there is no real data at " + file);
        return file;
    }

    @Test
    void decide_tableOfMargins_ordersByProbabilityTimesNetValue() throws Exception {
        Panel past = SantanderPanel.read(panel()).through(LocalDate.of(2016, 3, 28));
        Bundle bundle =
                Bundle.of(new MlcTrainer(MlcConfig.defaults()).train(past)).remembering(past);
        // A credit card earns forty times what a current account does, a fund loses money.
        Map<String, Double> nets = new TreeMap<>();
        bundle.catalogue().ids().ids().forEach(id -> nets.put(id, 10.0));
        nets.put("tjcr", 400.0);
        nets.put("reca", 90.0);
        nets.put("fond", -5.0);
        Map<String, Value> table = new TreeMap<>();
        nets.forEach((id, net) -> table.put(id, new Value(net + 30, 28, 2)));
        DecisionEngine engine = DecisionEngine.around(bundle)
                .policy(Policy.named("margins", "1")
                        .values(ItemValues.table(table))
                        .build())
                .build();
        int changed = 0;
        List<String> customers = bundle.memory().orElseThrow().customers().ids();
        for (int i = 0; i < CUSTOMERS; i++) {
            RecommendationRequest all =
                    RecommendationRequest.forUser(customers.get(i)).limit(24).build();
            List<String> byHand = bundle.recommend(all).items().stream()
                    .filter(item -> nets.get(item.itemId()) > 0)
                    .sorted(Comparator.<RecommendedItem>comparingDouble(
                                    item -> -item.score() * (nets.get(item.itemId()) + 30 - 28 - 2))
                            .thenComparingInt(item -> bundle.catalogue().indexOf(item.itemId())))
                    .map(RecommendedItem::itemId)
                    .limit(7)
                    .toList();
            RecommendationRequest seven =
                    RecommendationRequest.forUser(customers.get(i)).limit(7).build();
            assertThat(engine.decide(DecisionRequest.of(seven).build()).itemIds())
                    .as(customers.get(i))
                    .isEqualTo(byHand);
            changed += byHand.equals(bundle.recommend(seven).itemIds()) ? 0 : 1;
        }
        assertThat(changed).isGreaterThan(CUSTOMERS / 2);
    }
}
