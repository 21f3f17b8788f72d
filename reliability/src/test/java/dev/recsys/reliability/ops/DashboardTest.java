package dev.recsys.reliability.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each query of the dashboard gives data on what the service exposes. {@code -Drecsys.metrics.url} names a running service on
 * this machine in place of {@code ops/metrics.txt}; it must have decided something while this runs.
 */
@Tag("slow")
class DashboardTest {
    private static final int SCRAPES = 5;
    /** Not there before it first happens. */
    private static final List<String> RARE =
            List.of("recsys_failures_total", "recsys_components_skipped_total", "jvm_gc_pause_seconds_sum");

    private static final String RUNNING = System.getProperty("recsys.metrics.url");

    @TempDir
    private static Path folder;

    private static ScrapedService service;
    private static PrometheusServer prometheus;

    @BeforeAll
    static void scrape() throws Exception {
        Tools.needed("prometheus");
        service = new ScrapedService();
        prometheus = new PrometheusServer(folder, RUNNING == null ? service.target() : authority(RUNNING));
        prometheus.awaitScrapes(SCRAPES);
    }

    private static String authority(String url) {
        URI uri = URI.create(url);
        assertThat(uri.getHost()).isIn("localhost", "127.0.0.1", "[::1]");
        return uri.getAuthority();
    }

    @AfterAll
    static void end() throws Exception {
        if (prometheus != null) {
            prometheus.close();
        }
        if (service != null) {
            service.close();
        }
    }

    private static JsonNode dashboard() throws Exception {
        return new ObjectMapper()
                .readTree(Tools.OPS.resolve("grafana-recsys.json").toFile());
    }

    /** Expressions by the panel that shows them. */
    private static Map<String, List<String>> expressions() throws Exception {
        Map<String, List<String>> expressions = new TreeMap<>();
        for (JsonNode panel : dashboard().get("panels")) {
            for (JsonNode target : panel.path("targets")) {
                expressions
                        .computeIfAbsent(panel.get("title").asText(), title -> new ArrayList<>())
                        .add(target.get("expr").asText());
            }
        }
        return expressions;
    }

    /** As Grafana fills in its variables. */
    private static String filled(String expression) {
        String filled = expression
                .replace("$__rate_interval", "10s")
                .replace("$job", "recsys")
                .replace("$instance", ".*");
        assertThat(filled).doesNotContain("$");
        return filled;
    }

    private static boolean hasData(JsonNode series) {
        for (JsonNode each : series) {
            if (!each.get("value").get(1).asText().equals("NaN")) {
                return true;
            }
        }
        return false;
    }

    @Test
    void queries_ofEachPanel_giveData() throws Exception {
        Map<String, List<String>> expressions = expressions();
        assertThat(expressions.values().stream().mapToInt(List::size).sum()).isGreaterThan(30);
        List<String> empty = new ArrayList<>();
        for (Map.Entry<String, List<String>> panel : expressions.entrySet()) {
            for (String expression : panel.getValue()) {
                boolean mayBeEmpty = RUNNING != null && RARE.stream().anyMatch(expression::contains);
                if (!mayBeEmpty && !hasData(prometheus.query(filled(expression)))) {
                    empty.add(panel.getKey() + ": " + expression);
                }
            }
        }
        assertThat(empty).as("queries without data").isEmpty();
    }

    @Test
    void queries_ofAMetricThatIsNot_giveNoData() throws Exception {
        String first = expressions().get("Offers by item").get(0);
        assertThat(first).contains("recsys_offers_total");
        assertThat(hasData(prometheus.query(filled(first.replace("recsys_offers_total", "recsys_offer_total")))))
                .isFalse();
    }

    @Test
    void rules_allOfThem_areEvaluated() throws Exception {
        List<String> recorded = new ArrayList<>();
        for (int attempt = 0; attempt < 100 && recorded.size() < 6; attempt++) {
            Thread.sleep(100);
            recorded.clear();
            for (JsonNode group : prometheus.get("/api/v1/rules").get("groups")) {
                for (JsonNode rule : group.get("rules")) {
                    assertThat(rule.get("health").asText()).isNotEqualTo("err");
                    if (rule.get("type").asText().equals("recording")
                            && hasData(prometheus.query(rule.get("name").asText()))) {
                        recorded.add(rule.get("name").asText());
                    }
                }
            }
        }
        assertThat(recorded).hasSize(6);
    }

    @Test
    void dashboard_asGrafanaReadsIt_isWhole() throws Exception {
        JsonNode dashboard = dashboard();
        assertThat(dashboard.get("uid").asText()).isEqualTo("recsys");
        Set<Integer> ids = new HashSet<>();
        for (JsonNode panel : dashboard.get("panels")) {
            assertThat(ids.add(panel.get("id").asInt())).isTrue();
            JsonNode place = panel.get("gridPos");
            assertThat(place.get("x").asInt() + place.get("w").asInt()).isBetween(1, 24);
            if (!panel.get("type").asText().equals("row")) {
                assertThat(panel.get("datasource").get("uid").asText()).isEqualTo("${datasource}");
                assertThat(panel.get("targets")).isNotEmpty();
            }
        }
    }
}
