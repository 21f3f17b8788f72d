package dev.recsys.cli;

import static dev.recsys.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages that commands write. */
@ExtendWith(TrainedBank.Shared.class)
class ReportCommandsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_BYTES = 3 << 20;

    @TempDir
    Path folder;

    private static JsonNode figures(Path folder) throws Exception {
        return MAPPER.readTree(folder.resolve("report.json").toFile());
    }

    private static List<String> ids(JsonNode page, String section) {
        List<String> ids = new ArrayList<>();
        for (JsonNode each : page.path("sections")) {
            if (each.path("id").asText().equals(section)) {
                each.path("blocks").forEach(block -> ids.add(block.path("id").asText()));
            }
        }
        return ids;
    }

    @Test
    void run_report_hasModelsAndWhatTheyLearned(TrainedBank bank) throws Exception {
        JsonNode page = figures(bank.out());
        assertThat(ids(page, "models"))
                .contains("metrics", "headline", "differences", "components", "cutoff-map", "roc", "pr", "calibration")
                .contains("audiences", "gap-2", "time", "memory");
        assertThat(ids(page, "insights"))
                .contains("segments", "lifts", "profiles", "takes", "importance", "contributions", "itemMap");
        assertThat(ids(page, "offers")).contains("offered", "customer-1");
        assertThat(Files.size(bank.out().resolve("report.html"))).isLessThan(MOST_BYTES);
        String html = Files.readString(bank.out().resolve("report.html"));
        for (JsonNode section : page.path("sections")) {
            for (JsonNode block : section.path("blocks")) {
                assertThat(block.path("sentence").asText()).isNotBlank();
                assertThat(html).contains("id=\"" + block.path("id").asText() + "\"");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"en,Data", "es,Datos", "ru,Данные"})
    void explore_panel_writesThePageInTheLanguage(String language, String title, @TempDir Path out) throws Exception {
        Path panel = folder.resolve("small.csv");
        assertThat(run("generate", "--customers", 200, "--months", 3, "--seed", 5, "--out", panel))
                .returns(0, Result::code);
        Result result = run("explore", "--panel", panel, "--language", language, "--out", out);
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode page = figures(out);
        assertThat(page.path("language").asText()).isEqualTo(language);
        assertThat(page.path("sections")).hasSize(1);
        assertThat(page.path("sections").path(0).path("title").asText()).isEqualTo(title);
        assertThat(ids(page, "data"))
                .contains("customers", "products", "portrait", "additions", "missing", "quarantine");
        assertThat(Files.readString(out.resolve("report.html"))).contains("<html lang=\"" + language + "\">");
    }

    @Test
    void explore_events_writesThePage(TrainedBank bank) throws Exception {
        Result result = run("explore", "--events", bank.events(), "--out", folder.resolve("shop"));
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(ids(figures(folder.resolve("shop")), "data"))
                .containsExactly("events", "items", "perUser", "quarantine");
    }

    @Test
    void explore_unknownLanguage_isRefused(TrainedBank bank) {
        Result result = run("explore", "--events", bank.events(), "--language", "fr", "--out", folder.resolve("no"));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--language must be en, es or ru, but was fr");
        assertThat(folder.resolve("no")).doesNotExist();
    }

    @Test
    void run_policy_showsOffersBeforeAndAfter() throws Exception {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), """
                policy: spring
                version: 3
                rules:
                  - name: no-cards-for-the-young
                    code: TOO_YOUNG
                    items: [tjcr]
                    require: {age: {from: 200}}
                """);
        Path out = folder.resolve("ruled");
        Result result = run(
                "run",
                "--synthetic",
                400,
                "--months",
                3,
                "--seed",
                1,
                "--policy",
                policy,
                "--out",
                out,
                "--threads",
                2);
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode page = figures(out);
        assertThat(ids(page, "offers"))
                .contains("offered", "offeredBy", "offeredAfter", "fates", "exclusions", "policyBy")
                .doesNotContain("margins");
        List<String> lines = Files.readAllLines(out.resolve("recommendations.csv"));
        long cards = lines.stream().filter(line -> line.contains(",tjcr,")).count();
        assertThat(cards).isPositive();
        for (JsonNode section : page.path("sections")) {
            for (JsonNode block : section.path("blocks")) {
                switch (block.path("id").asText()) {
                    case "fates" ->
                        assertThat(block.path("rows").toString())
                                .contains("[\"taken out by TOO_YOUNG\"," + cards + ".0]")
                                .contains("[\"kept\"," + (lines.size() - 1 - cards) + ".0]");
                    case "exclusions" ->
                        assertThat(block.path("rows").toString()).contains("[\"TOO_YOUNG\",\"credit card\"," + cards);
                    default -> assertThat(block.path("sentence").asText()).isNotBlank();
                }
            }
        }
        assertThat(Files.readString(out.resolve("model-cards/hybrid.md"))).contains("TOO\\_YOUNG " + cards);
        assertThat(Files.readString(out.resolve("run.json")))
                .contains("\"policy\"")
                .contains("\"spring\"");
    }

    @Test
    void run_policyThatDoesNotFit_isRefusedBeforeTraining() throws Exception {
        Path policy = Files.writeString(folder.resolve("wrong.yaml"), "policy: a\nversion: 1\nlevers: {yacht: 2}\n");
        Path out = folder.resolve("none");
        Result result = run("run", "--synthetic", 400, "--months", 3, "--policy", policy, "--out", out);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("the catalogue has no item \"yacht\"").doesNotContain("mlc");
        Result bare = run("run", "--synthetic", 400, "--policy", policy, "--no-report", "--out", out);
        assertThat(bare.code()).isEqualTo(2);
        assertThat(bare.err()).contains("--policy needs the report");
    }

    @Test
    void run_withoutReport_writesNone() throws Exception {
        Path out = folder.resolve("bare");
        Result result = run("run", "--synthetic", 400, "--months", 3, "--seed", 1, "--no-report", "--out", out);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(out.resolve("metrics.json")).exists();
        assertThat(out.resolve("report.html")).doesNotExist();
        assertThat(out.resolve("model-cards")).doesNotExist();
    }

    @Test
    void segments_intoAFolder_writeThePage() throws Exception {
        StringBuilder table = new StringBuilder("age,job\n");
        for (int row = 0; row < 300; row++) {
            table.append(row % 3 == 0 ? "2" : "6").append(row % 7).append(row % 3 == 0 ? ",student\n" : ",clerk\n");
        }
        Path people = Files.writeString(folder.resolve("people.csv"), table);
        Path out = folder.resolve("segments");
        Result result = run("segments", "--table", people, "--k", "2..4", "--seeds", 2, "--out", out);
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode page = figures(out);
        assertThat(ids(page, "segmentation"))
                .containsExactly("segments", "lifts", "profiles", "rules", "plane", "silhouette", "elbow", "trials");
        assertThat(page.toString())
                .contains("2 segments of 300 rows or customers; the largest is segment 0 with 66.7%.")
                .contains("In segment 1, job = student is 3 times as frequent as in all");
    }
}
