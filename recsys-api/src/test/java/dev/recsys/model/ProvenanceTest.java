package dev.recsys.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.ModelInfo;
import dev.recsys.data.Catalogue;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Item;
import dev.recsys.data.Panel;
import dev.recsys.data.Period;
import dev.recsys.popularity.PopularityConfig;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a model says of its training. */
class ProvenanceTest {
    private static final Sections SECTIONS = Sections.builder().put("x", "a").build();
    private static final Catalogue CREDIT =
            Catalogue.ofItems(List.of(Item.of("account"), Item.of("loan").asCredit()));

    private static ModelInfo finished(Dataset data) {
        return Provenance.start("als", new PopularityConfig(3), data).finish(SECTIONS, Map.of("note", "n"));
    }

    private static Panel panel(Catalogue items, FeatureSchema schema) {
        return Panel.builder(items, schema)
                .period(Period.QUARTER)
                .row(LocalDate.of(2020, 1, 31), "u1")
                .row(LocalDate.of(2020, 4, 30), "u2")
                .build();
    }

    @Test
    void finish_panel_tellsWhatWasLearntFrom() {
        Panel panel = panel(Catalogue.of(List.of("account", "card", "loan")), FeatureSchema.empty());
        Instant before = Instant.now();
        ModelInfo info = finished(panel);
        assertThat(info.algorithm()).isEqualTo("als");
        assertThat(info.modelHash()).isEqualTo(SECTIONS.hash());
        assertThat(info.config()).isEqualTo("{\"periods\":3}");
        assertThat(info.dataHash()).isEqualTo(panel.contentHash());
        assertThat(info.lastDate()).isEqualTo(LocalDate.of(2020, 4, 30));
        assertThat(info.period()).isEqualTo(Period.QUARTER);
        assertThat(info.userCount()).isEqualTo(2);
        assertThat(info.itemCount()).isEqualTo(3);
        assertThat(info.libraryVersion()).isNotBlank();
        assertThat(info.javaVersion()).isEqualTo(System.getProperty("java.version"));
        assertThat(info.trainedAt()).isBetween(before, Instant.now());
        assertThat(info.notes()).containsExactly(Map.entry("note", "n"));
    }

    @Test
    void seconds_afterAWhile_areThoseSinceTheStart() throws Exception {
        long startNanos = System.nanoTime();
        Provenance provenance = Provenance.start(
                "als", new PopularityConfig(1), EventLog.builder().build());
        Thread.sleep(30);
        double seconds = provenance.seconds();
        long millis = provenance.finish(SECTIONS, Map.of()).trainMillis();
        double elapsed = (System.nanoTime() - startNanos) / 1e9;
        assertThat(seconds).isBetween(0.03, elapsed);
        assertThat(millis / 1e3).isBetween(0.03, elapsed);
    }

    @Test
    void finish_eventLog_hasTheDayOfTheLastEventAndNoPeriod() {
        EventLog log = EventLog.builder()
                .add("u", "card", 1, Instant.parse("2016-04-28T23:59:59Z"))
                .add("u", "loan", 1, Instant.parse("2016-04-27T00:00:00Z"))
                .build();
        ModelInfo info = finished(log);
        assertThat(info.lastDate()).isEqualTo(LocalDate.of(2016, 4, 28));
        assertThat(info.period()).isNull();
    }

    @Test
    void finish_dataWithoutDates_hasNoLastDate() {
        assertThat(finished(EventLog.builder().build()).lastDate()).isNull();
        // A log read without times stands at 1970.
        assertThat(finished(EventLog.builder()
                                .add("u", "card", 1, Instant.EPOCH)
                                .build())
                        .lastDate())
                .isNull();
        assertThat(finished(Panel.builder(CREDIT, FeatureSchema.empty()).build())
                        .lastDate())
                .isNull();
    }

    @Test
    void finish_creditItemsWithoutAProtectedFeature_isNoted() {
        FeatureSchema open = FeatureSchema.builder().numeric("age").build();
        assertThat(finished(panel(CREDIT, open)).notes().get("protection"))
                .startsWith("1 credit items are declared, but no protected feature");
        FeatureSchema guarded =
                FeatureSchema.builder().numeric("age").protect("age").build();
        Catalogue plain = Catalogue.of(List.of("account"));
        for (Panel panel : List.of(panel(CREDIT, guarded), panel(CREDIT, FeatureSchema.empty()), panel(plain, open))) {
            assertThat(finished(panel).notes()).doesNotContainKey("protection");
        }
    }
}
