package dev.recsys.popularity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Trainer;
import dev.recsys.data.EventLog;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.spi.ConfigJson;
import dev.recsys.testkit.RecommenderContract;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PopularityModelTest extends RecommenderContract {
    @Override
    protected Trainer trainer(int threads) {
        return new PopularityTrainer(PopularityConfig.defaults());
    }

    @Test
    void score_panel_isAdditionsPerNonOwner() {
        LocalDate january = LocalDate.of(2020, 1, 28);
        LocalDate february = LocalDate.of(2020, 2, 28);
        PanelBuilder panel = Panel.builder(List.of("a", "b"), FeatureSchema.empty());
        panel.row(january, "1").holds("a").row(january, "2").row(january, "3").row(january, "4");
        panel.row(february, "1")
                .holds("a")
                .row(february, "2")
                .holds("a")
                .row(february, "3")
                .holds("b");
        // "4" has no row in February and "5" none in January: neither is a pair. a: 1 of 2, b: 1 of 3.
        panel.row(february, "5").holds("b");
        Recommendations answer = new PopularityTrainer(PopularityConfig.defaults())
                .train(panel.build())
                .recommend(RecommendationRequest.anonymous().build());
        assertThat(answer.itemIds()).containsExactly("a", "b");
        assertThat(answer.items().get(0).score()).isEqualTo(1.0 / 2);
        assertThat(answer.items().get(1).score()).isEqualTo(1.0 / 3);
        assertThat(answer.items().get(0).reason()).isEqualTo("taken by 50.0 % of the customers who did not have it");
    }

    @Test
    void score_events_isShareOfUsers() {
        EventLog events = EventLog.builder()
                .add("u1", "a", 1, Instant.EPOCH)
                .add("u1", "a", 1, Instant.EPOCH)
                .add("u2", "b", 1, Instant.EPOCH)
                .add("u3", "b", 1, Instant.EPOCH)
                .build();
        Recommendations answer = new PopularityTrainer(PopularityConfig.defaults())
                .train(events)
                .recommend(RecommendationRequest.forUser("u1").build());
        assertThat(answer.itemIds()).containsExactly("b");
        assertThat(answer.items().get(0).score()).isEqualTo(2.0 / 3);
    }

    @Test
    void config_json_roundTrips() {
        assertThat(ConfigJson.read("{\"months\":2}", PopularityConfig.defaults()))
                .isEqualTo(new PopularityConfig(2));
        assertThat(ConfigJson.write(new PopularityConfig(2))).isEqualTo("{\"months\":2}");
    }
}
