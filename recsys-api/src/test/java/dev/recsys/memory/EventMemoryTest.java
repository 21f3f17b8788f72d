package dev.recsys.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recsys.data.EventLog;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is remembered of events. */
class EventMemoryTest {
    private static final Instant START = Instant.parse("2020-03-01T12:00:00Z");
    private static final MemoryNeeds DECAYING = new MemoryNeeds(Set.of(), 0, Set.of(), 10);

    private static EventLog log() {
        return EventLog.builder()
                .add("ann", "tea", 1, START)
                .add("ann", "tool", 4, START.plusSeconds(10 * 86_400))
                .add("bob", "tea", 2, START.plusSeconds(20 * 86_400))
                .build();
    }

    private static float weight(CustomerMemory memory, String customer, int item) {
        InteractionMatrix held = memory.holdings();
        int row = memory.indexOf(customer);
        for (int cell = held.rowStart(row); cell < held.rowStart(row) + held.rowSize(row); cell++) {
            if (held.columnAt(cell) == item) {
                return held.weightAt(cell);
            }
        }
        return 0;
    }

    private static CustomerMemory again(CustomerMemory memory) throws ModelFormatException {
        Sections.Builder sections = Sections.builder();
        memory.writeTo(sections);
        return CustomerMemory.readFrom(sections.build());
    }

    @Test
    void memory_ofEvents_holdsTheirWeightsAndTheirLastDay() throws Exception {
        CustomerMemory memory = CustomerMemory.of(log(), MemoryNeeds.holdings());
        assertThat(memory.customers().ids()).containsExactly("ann", "bob");
        assertThat(weight(memory, "ann", 0)).isEqualTo(1);
        assertThat(weight(memory, "ann", 1)).isEqualTo(4);
        assertThat(weight(memory, "bob", 0)).isEqualTo(2);
        assertThat(memory.asOf()).contains(LocalDate.of(2020, 3, 21));
        assertThat(again(memory).asOf()).isEqualTo(memory.asOf());
        assertThat(again(memory).holdings()).isEqualTo(memory.holdings());
    }

    @Test
    void memory_ofAHalfLife_hasOldEventsDecayed() {
        CustomerMemory memory = CustomerMemory.of(log(), DECAYING);
        assertThat(weight(memory, "ann", 0)).isEqualTo(.25f);
        assertThat(weight(memory, "ann", 1)).isEqualTo(2);
        assertThat(weight(memory, "bob", 0)).isEqualTo(2);
    }

    @Test
    void memory_ofPartOfALog_leavesOutCustomersWithoutEvents() {
        CustomerMemory memory = CustomerMemory.of(log().from(START.plusSeconds(15 * 86_400)), MemoryNeeds.holdings());
        assertThat(memory.customers().ids()).containsExactly("bob");
        assertThat(weight(memory, "bob", 0)).isEqualTo(2);
        assertThat(memory.indexOf("ann")).isNegative();
    }

    @Test
    void memory_ofALogWithoutEvents_isEmptyAndHasNoDate() throws Exception {
        for (MemoryNeeds needs : new MemoryNeeds[] {MemoryNeeds.holdings(), DECAYING}) {
            CustomerMemory memory = CustomerMemory.of(log().before(START), needs);
            assertThat(memory.size()).isZero();
            assertThat(memory.asOf()).isEmpty();
            assertThat(again(memory).asOf()).isEmpty();
        }
    }

    @Test
    void readFrom_markThatIsNoKeys_isRefused() {
        Sections.Builder whole = Sections.builder();
        CustomerMemory.of(log(), MemoryNeeds.holdings())
                .pseudonymised("0123456789abcdef".getBytes(UTF_8))
                .writeTo(whole);
        Sections damaged = Sections.builder()
                .putAll("", whole.build().without("keyMark"))
                .put("keyMark", "no mark")
                .build();
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> CustomerMemory.readFrom(damaged))
                .withMessageContaining("mark of the key");
    }
}
