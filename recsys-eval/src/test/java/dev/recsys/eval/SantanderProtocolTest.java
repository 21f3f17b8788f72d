package dev.recsys.eval;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.recsys.Trainer;
import dev.recsys.data.Dataset;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The protocol against figures that were computed independently on the same real panel. */
@Tag("slow")
class SantanderProtocolTest {
    private static final String FILE = "santander/santander_panel_2016-02_04.csv.gz";
    private static final int PRODUCTS = 24;
    private static final Trainer<Dataset> POPULARITY = new PopularityTrainer(PopularityConfig.defaults());

    private static Panel panel;

    @BeforeAll
    static void read() throws IOException {
        Optional<Path> file = Fixtures.realData(FILE);
        assumeTrue(file.isPresent(), "no real panel: set RECSYS_DATA to a folder that has " + FILE);
        panel = read(file.orElseThrow());
    }

    /** Date, customer and flags: the first two and the last 24 fields of a line, none of which is ever quoted. */
    private static Panel read(Path file) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
            String[] head = lines.readLine().split(",", -1);
            List<String> products = Arrays.asList(head).subList(head.length - PRODUCTS, head.length);
            PanelBuilder rows = Panel.builder(products, FeatureSchema.empty());
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(",", -1);
                rows.row(LocalDate.parse(fields[0]), fields[1]);
                for (int product = 0; product < PRODUCTS; product++) {
                    if (fields[fields.length - PRODUCTS + product].equals("1")) {
                        rows.holds(product);
                    }
                }
            }
            return rows.build();
        }
    }

    @Test
    void popularity_trainedOnMarch_reachesTheKnownFiguresOfApril() {
        TimeSplit split = TimeSplit.at(panel, LocalDate.of(2016, 4, 1));
        EvaluationReport report = Evaluator.defaults(7).evaluate(POPULARITY.train(split.train()), split);
        assertThat(report.users()).isEqualTo(92_627);
        assertThat(report.adders()).isEqualTo(2_706);
        assertThat(report.ceilings().get("map@7")).isEqualTo(0.0292, within(5e-5));
        assertThat(report.model("popularity").metric("map@7/adders")).isEqualTo(0.6547, within(0.002));
        assertThat(report.model("popularity").metric("map@7")).isEqualTo(0.01913, within(6e-5));
        assertThat(report.model("popularity").metrics()).containsKeys("precision@5", "ndcg@3/holdings");
        assertThat(report.model("popularity").failures()).isZero();
    }

    @Test
    void popularity_customerFoldsOfMarch_areAsGoodAsAprilWithinTheirError() {
        Panel known = panel.before(LocalDate.of(2016, 4, 1));
        FoldsReport report = CustomerFolds.of(known, 4, 1).evaluate(POPULARITY, Evaluator.defaults(7));
        Estimate estimate = report.model("model").get("map@7/adders");
        assertThat(estimate.mean()).isBetween(0.60, 0.75);
        assertThat(estimate.standardError()).isBetween(0.0005, 0.02);
    }
}
