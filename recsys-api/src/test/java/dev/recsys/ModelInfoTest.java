package dev.recsys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.data.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelInfoTest {
    private static ModelInfo of(String algorithm, String hash, int users, int items, Map<String, String> notes) {
        return new ModelInfo(
                algorithm,
                hash,
                "{}",
                "data",
                LocalDate.EPOCH,
                Period.MONTH,
                users,
                items,
                "1",
                "17",
                Instant.EPOCH,
                5,
                notes);
    }

    @Test
    void notes_laterChanged_areNotSeenAndSorted() {
        Map<String, String> notes = new HashMap<>(Map.of("b", "2", "a", "1"));
        ModelInfo info = of("als", "hash", 0, 0, notes);
        notes.clear();
        assertThat(info.notes().keySet()).containsExactly("a", "b");
        assertThatThrownBy(() -> info.notes().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void lastSnapshot_dateOrNone_isOptional() {
        assertThat(of("als", "hash", 1, 1, Map.of()).lastSnapshot()).contains(LocalDate.EPOCH);
        ModelInfo events =
                new ModelInfo("als", "hash", "{}", "data", null, null, 1, 1, "1", "17", Instant.EPOCH, 5, Map.of());
        assertThat(events.lastSnapshot()).isEmpty();
    }

    @Test
    void constructor_blankNullOrNegative_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> of(" ", "hash", 1, 1, Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> of(null, "hash", 1, 1, Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> of("als", null, 1, 1, Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> of("als", "hash", -1, 1, Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> of("als", "hash", 1, -1, Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelInfo("als", "h", "{}", "d", null, null, 1, 1, "1", "17", null, 5, Map.of()));
    }
}
