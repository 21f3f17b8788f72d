package dev.recsys.decision.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recsys.TrainingListener;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import dev.recsys.decision.drift.DriftFinding.Kind;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.synthetic.SyntheticBank;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One bank, trained through August 2015 and examined in September and October, which are quiet; then with planted faults. */
@Tag("slow")
class DriftMonitorTest {
    private static final LocalDate LAST = LocalDate.of(2015, 8, 28);
    private static final LocalDate SEPTEMBER = LocalDate.of(2015, 9, 28);
    private static final LocalDate OCTOBER = LocalDate.of(2015, 10, 28);
    private static final Panel PANEL =
            SyntheticBank.builder().customers(12_000).seed(7).build().toPanel().through(OCTOBER);
    private static final Bundle BUNDLE = Bundle.of(IncomeModel.of(PANEL.through(LAST)));
    private static final DriftConfig CONFIG = DriftConfig.defaults().withScoredCustomers(3000);

    private static DriftReport examine(Panel panel) {
        return DriftMonitor.of(BUNDLE, CONFIG).examine(panel, TrainingListener.none());
    }

    private static DriftPeriod latest(Panel panel) {
        return latest(examine(panel));
    }

    private static DriftPeriod latest(DriftReport report) {
        return report.periods().get(report.periods().size() - 1);
    }

    private static List<String> found(DriftPeriod period, Kind kind) {
        return period.findings().stream()
                .filter(finding -> finding.kind() == kind)
                .map(DriftFinding::subject)
                .toList();
    }

    /** The scores of this model are no good, which is found too. */
    private static List<DriftFinding> ofData(DriftPeriod period) {
        return period.findings().stream()
                .filter(finding -> finding.kind() != Kind.RANKING)
                .toList();
    }

    @Test
    void months_withoutChange_areQuiet() {
        for (DriftPeriod period : examine(PANEL).periods()) {
            assertThat(ofData(period)).isEmpty();
        }
        DriftReport popularity = DriftMonitor.of(Bundle.of(new PopularityTrainer().train(PANEL.through(LAST))), CONFIG)
                .examine(PANEL, TrainingListener.none());
        assertThat(popularity.verdict()).isEqualTo(Verdict.QUIET);
        assertThat(popularity.reasons()).isEmpty();
        assertThat(popularity.periods()).hasSize(2);
    }

    @Test
    void aFeature_shifted_isFlaggedWithTheScoresMadeOfIt() {
        Copies copies = new Copies(OCTOBER);
        copies.feature = "renta";
        copies.number = income -> 1.6 * income;
        DriftReport report = examine(copies.of(PANEL));
        assertThat(found(latest(report), Kind.FEATURE)).containsExactly("renta");
        assertThat(found(latest(report), Kind.SCORE)).hasSizeGreaterThan(20);
        assertThat(ofData(report.periods().get(0))).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.RETRAIN);
        assertThat(latest(report).findings().get(0).verdict()).isEqualTo(Verdict.RETRAIN);
    }

    @Test
    void aFeature_theModelDoesNotLookAt_isOnlyWatched() {
        Copies copies = new Copies(OCTOBER);
        copies.feature = "age";
        copies.number = age -> age + 15;
        DriftFinding finding = ofData(latest(copies.of(PANEL))).get(0);
        assertThat(finding.subject()).isEqualTo("age");
        assertThat(finding.verdict()).isEqualTo(Verdict.WATCH);
        assertThat(finding.sentence()).contains("the model does not look at it");
    }

    @Test
    void aCategory_neverSeen_isFlagged() {
        Copies copies = new Copies(OCTOBER);
        copies.feature = "canal_entrada";
        copies.category = channel -> "NEW";
        copies.replacedUser = user -> user % 33 == 0;
        assertThat(found(latest(copies.of(PANEL)), Kind.CATEGORY)).containsExactly("canal_entrada");
    }

    @Test
    void values_thatGoMissing_areFlagged() {
        Copies copies = new Copies(OCTOBER);
        copies.feature = "age";
        copies.number = age -> Double.NaN;
        copies.replacedUser = user -> user % 10 == 0;
        assertThat(found(latest(copies.of(PANEL)), Kind.MISSING)).containsExactly("age");
    }

    @Test
    void rows_halved_areFlagged() {
        Copies copies = new Copies(OCTOBER);
        copies.keptUser = user -> user % 2 == 0;
        DriftPeriod period = latest(copies.of(PANEL));
        assertThat(ofData(period)).extracting(DriftFinding::kind).containsExactly(Kind.ROWS);
        assertThat(ofData(period).get(0).sentence()).contains("0.52 times", "2015-09");
    }

    @Test
    void additions_thatStop_areFlaggedWithTheirMonth() {
        Copies copies = new Copies(SEPTEMBER);
        copies.stopped = "recibo";
        DriftReport report = examine(copies.of(PANEL));
        assertThat(report.reasons())
                .anySatisfy(reason ->
                        assertThat(reason).matches("additions of recibo stopped in 2015-09: \\d+ expected, 0 seen"));
        assertThat(found(report.periods().get(0), Kind.ADDITIONS)).containsExactly("recibo");
        assertThat(latest(report).products().stream()
                        .filter(product -> product.stoppedIn() != null)
                        .map(DriftPeriod.Product::id))
                .containsExactly("recibo");
    }

    @Test
    void names_theModelAndThePanelDoNotShare_areFlagged() {
        List<String> others = PANEL.schema().names().stream()
                .filter(name -> !name.equals("renta"))
                .toList();
        assertThat(found(latest(PANEL.selectFeatures(others)), Kind.NAMES)).containsExactly("renta");
    }

    @Test
    void aPeriod_judgedEarlier_isJudgedTheSameWhenLaterOnesArrive() {
        DriftReport all = examine(PANEL);
        DriftReport earlier = examine(PANEL.through(SEPTEMBER));
        assertThat(earlier.periods()).hasSize(1);
        assertThat(all.periods().get(0)).isEqualTo(earlier.periods().get(0));
    }

    @Test
    void report_onAnyThreads_isTheSame() {
        DriftReport one = DriftMonitor.of(BUNDLE, CONFIG.withThreads(1)).examine(PANEL, TrainingListener.none());
        DriftReport three = DriftMonitor.of(BUNDLE, CONFIG.withThreads(3)).examine(PANEL, TrainingListener.none());
        assertThat(one).isEqualTo(three);
        assertThat(one.toJson()).isEqualTo(three.toJson());
    }

    @Test
    void outcomes_ofPopularity_areThoseOfPopularityAtTheTime() {
        Panel known = PANEL.through(SEPTEMBER);
        DriftReport report = DriftMonitor.of(Bundle.of(new PopularityTrainer().train(PANEL.through(LAST))), CONFIG)
                .examine(known, TrainingListener.none());
        DriftPeriod.Outcomes outcomes = latest(report).realised().orElseThrow();
        // The trainer counts the same three steps; few adders, so all are judged.
        assertThat(outcomes.map()).isCloseTo(outcomes.popularityMap(), within(1e-12));
        assertThat(outcomes.judged()).isEqualTo(outcomes.adders());
        assertThat(outcomes.predicted()).isCloseTo((double) outcomes.realised(), within(0.4 * outcomes.realised()));
        assertThat(outcomes.mapOverAll())
                .isCloseTo(outcomes.map() * outcomes.adders() / outcomes.pairs(), within(1e-15));
    }

    @Test
    void memory_whereThePanelBeginsLater_isTheReference() {
        Bundle remembering = BUNDLE.remembering(PANEL.through(LAST));
        Copies copies = new Copies(OCTOBER);
        copies.feature = "renta";
        copies.number = income -> 1.6 * income;
        Panel later = from(copies.of(PANEL), SEPTEMBER);
        DriftReport report = DriftMonitor.of(remembering, CONFIG).examine(later, TrainingListener.none());
        assertThat(report.reference()).contains("remembers");
        assertThat(found(report.periods().get(0), Kind.FEATURE)).isEmpty();
        assertThat(found(report.periods().get(0), Kind.SCORE)).isEmpty();
        assertThat(found(latest(report), Kind.FEATURE)).containsExactly("renta");
        assertThat(found(latest(report), Kind.SCORE)).isNotEmpty();
        assertThat(String.join(" ", report.notes())).contains("does not reach back", "needs 3 steps");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> examine(later))
                .withMessageContaining("there is no reference")
                .withMessageContaining("the bundle remembers none");
        Bundle pseudonymised =
                remembering.with(remembering.memory().orElseThrow().pseudonymised(new byte[16]));
        DriftReport veiled = DriftMonitor.of(pseudonymised, CONFIG).examine(later, TrainingListener.none());
        assertThat(latest(veiled).scores()).isEmpty();
        assertThat(found(latest(veiled), Kind.FEATURE)).containsExactly("renta");
    }

    private static Panel from(Panel panel, LocalDate date) {
        Copies none = new Copies(LocalDate.MIN);
        Panel whole = none.of(panel);
        dev.recsys.data.PanelBuilder later = Panel.builder(whole.catalogue(), whole.schema());
        for (var snapshot : whole.snapshots()) {
            for (int row = 0; row < snapshot.rowCount() && !snapshot.date().isBefore(date); row++) {
                later.row(snapshot.date(), whole.users().id(snapshot.user(row)));
                for (int column = 0; column < whole.schema().size(); column++) {
                    String name = whole.schema().name(column);
                    if (whole.schema().isNumeric(column)) {
                        float value = snapshot.features().number(row, column);
                        if (!Float.isNaN(value)) {
                            later.number(name, value);
                        }
                    } else if (snapshot.features().code(row, column) >= 0) {
                        later.category(
                                name,
                                snapshot.features()
                                        .dictionary(column)
                                        .id(snapshot.features().code(row, column)));
                    }
                }
                for (int item : snapshot.holdings().itemsOf(row)) {
                    later.holds(item);
                }
            }
        }
        return later.build();
    }

    @Test
    void panels_withNothingToExamine_areRefusedInWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> examine(PANEL.through(LAST)))
                .withMessageContaining("periods up to 2015-08-28, and the model was trained through 2015-08-28");
        EventLog log = EventLog.builder()
                .add("u", "i", 1, Instant.parse("2020-01-01T00:00:00Z"))
                .build();
        Bundle shop = Bundle.of(new PopularityTrainer().train(log));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DriftMonitor.of(shop, CONFIG).examine(PANEL, TrainingListener.none()))
                .withMessageContaining("trained on events");
    }

    @Test
    void json_ofAReport_hasTheDocumentedFieldsInOrder() throws Exception {
        DriftReport report = examine(PANEL);
        JsonNode json = new ObjectMapper().readTree(report.toJson());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("model", "reference", "verdict", "reasons", "notes", "rule", "periods");
        JsonNode period = json.path("periods").path(1);
        assertThat(period.fieldNames())
                .toIterable()
                .containsExactly(
                        "date",
                        "verdict",
                        "rows",
                        "rowsBefore",
                        "findings",
                        "features",
                        "scores",
                        "products",
                        "outcomes");
        assertThat(period.path("features")).hasSize(22);
        assertThat(period.path("products").path(0).path("additions").asInt())
                .isEqualTo((int) latest(report).products().get(0).additions());
        assertThat(json.path("rule").path("alpha").asDouble()).isEqualTo(0.01);
        assertThat(report.toTable()).contains("verdict ", "map@7/adders", "features, 2015-10-28", "recibo");
    }
}
