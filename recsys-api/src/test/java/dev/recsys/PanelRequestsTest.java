package dev.recsys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import dev.recsys.testkit.SmallBank;
import java.util.LinkedHashMap;
import java.util.Map;
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
        }
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
