package dev.recsys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.data.FeatureTable;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import dev.recsys.testkit.SmallBank;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PanelRequestsTest {
    private static final Panel PANEL = SmallBank.panel(80);

    @Test
    void request_everyRowOfADate_tellsWhatThePanelKnewThen() {
        PanelRequests source = PanelRequests.at(PANEL, SmallBank.month(2));
        Snapshot snapshot = PANEL.snapshots().get(2);
        assertThat(source.snapshot()).isSameAs(snapshot);
        InteractionMatrix strengths =
                PANEL.before(SmallBank.month(2).plusDays(1)).interactions();
        for (int row = 0; row < snapshot.rowCount(); row++) {
            RecommendationRequest request = source.request(row).build();
            int user = snapshot.user(row);
            Map<String, Double> expected = new LinkedHashMap<>();
            for (int item : snapshot.holdings().itemsOf(row)) {
                expected.put(SmallBank.PRODUCTS.get(item), (double) strengths.weight(user, item));
            }
            assertThat(request.userId()).contains(PANEL.users().id(user));
            assertThat(request.holdings()).contains(expected);
            assertThat(request.date()).contains(SmallBank.month(2));
            assertThat((float) request.features().number("age"))
                    .isEqualTo(snapshot.features().number(row, 0));
            assertThat(request.features().has("city")).isTrue();
            int rowBefore = PANEL.snapshots().get(1).rowOf(user);
            UserFeatures before = request.featuresBefore().orElseThrow();
            assertThat(before.has("age")).isEqualTo(rowBefore >= 0);
            FeatureTable tableBefore = PANEL.snapshots().get(1).features();
            assertThat((float) before.number("age"))
                    .isEqualTo(Float.valueOf(rowBefore < 0 ? Float.NaN : tableBefore.number(rowBefore, 0)));
            HoldingHistory history = request.history().orElseThrow();
            assertThat(history.monthCount()).isEqualTo(2);
            for (int month = 1; month <= 2; month++) {
                Snapshot then = PANEL.snapshots().get(2 - month);
                int rowThen = then.rowOf(user);
                List<String> held = rowThen < 0
                        ? null
                        : Arrays.stream(then.holdings().itemsOf(rowThen))
                                .mapToObj(SmallBank.PRODUCTS::get)
                                .toList();
                assertThat(history.held(month)).isEqualTo(Optional.ofNullable(held));
            }
        }
    }

    @Test
    void request_firstSnapshot_saysNoHistory() {
        RecommendationRequest request =
                PanelRequests.at(PANEL, SmallBank.FIRST).request(0).build();
        assertThat(request.history()).isEmpty();
        assertThat(request.featuresBefore()).isEmpty();
    }

    @Test
    void held_monthOutOfRange_isRefused() {
        HoldingHistory history = PanelRequests.at(PANEL, SmallBank.month(2))
                .request(0)
                .build()
                .history()
                .orElseThrow();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> history.held(0))
                .withMessage("month must be in 1..2, but was 0");
        assertThatIllegalArgumentException().isThrownBy(() -> history.held(3));
    }

    @Test
    void at_aDateWithoutSnapshot_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PanelRequests.at(PANEL, SmallBank.month(1).plusDays(1)))
                .withMessageContaining("2020-02-29")
                .withMessageContaining("2020-02-28");
        assertThatIllegalArgumentException().isThrownBy(() -> PanelRequests.at(PANEL, SmallBank.month(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> PanelRequests.at(PANEL, SmallBank.month(9)));
    }

    @Test
    void request_rowOutOfRange_isRefused() {
        PanelRequests source = PanelRequests.at(PANEL, SmallBank.month(0));
        assertThatIllegalArgumentException().isThrownBy(() -> source.request(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source.request(source.snapshot().rowCount()));
    }
}
