package dev.recsys.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLogTest {
    private record Event(String user, String item, double weight, Instant time) {}

    private static List<Event> random(int count, long seed) {
        Random random = new Random(seed);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(new Event(
                    "u" + random.nextInt(12),
                    "i" + random.nextInt(12),
                    0.5 + random.nextInt(4),
                    Instant.ofEpochSecond(random.nextInt(20) - 10L)));
        }
        return events;
    }

    private static EventLog build(List<Event> events) {
        EventLog.Builder log = EventLog.builder();
        events.forEach(e -> log.add(e.user, e.item, e.weight, e.time));
        return log.build();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void build_anyOrderOfArrival_givesEqualLogs(long seed) {
        List<Event> events = random(300, seed);
        EventLog log = build(events);
        for (int i = 1; i < log.size(); i++) {
            assertThat(log.time(i)).isAfterOrEqualTo(log.time(i - 1));
        }
        for (int round = 0; round < 4; round++) {
            Collections.shuffle(events, new Random(seed + round));
            EventLog again = build(events);
            assertThat(again.contentHash()).isEqualTo(log.contentHash());
            assertThat(again.interactions()).isEqualTo(log.interactions());
            assertThat(again.users()).isEqualTo(log.users());
        }
    }

    @Test
    void contentHash_anyOneChange_isAnother() {
        Event event = new Event("u1", "i1", 1, Instant.EPOCH);
        Event other = new Event("u2", "i2", 1, Instant.EPOCH);
        List<String> hashes = new ArrayList<>();
        for (Event changed : List.of(
                event,
                new Event("u2", "i1", 1, Instant.EPOCH),
                new Event("u1", "i2", 1, Instant.EPOCH),
                new Event("u1", "i1", 2, Instant.EPOCH),
                new Event("u1", "i1", 1, Instant.ofEpochSecond(1)))) {
            hashes.add(build(List.of(changed, other)).contentHash());
        }
        assertThat(hashes).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void beforeAndFrom_anyMoment_splitTheLog(long seed) {
        EventLog log = build(random(200, seed));
        for (long millis = -12_000; millis <= 12_000; millis += 500) {
            Instant moment = Instant.ofEpochMilli(millis);
            int earlier = 0;
            for (int event = 0; event < log.size(); event++) {
                earlier += log.time(event).isBefore(moment) ? 1 : 0;
            }
            EventLog before = log.before(moment);
            EventLog from = log.from(moment);
            assertThat(before.size()).as("events before %s", moment).isEqualTo(earlier);
            assertThat(from.size()).as("events from %s", moment).isEqualTo(log.size() - earlier);
            for (int event = 0; event < from.size(); event++) {
                assertThat(from.time(event)).isEqualTo(log.time(earlier + event));
                assertThat(from.user(event)).isEqualTo(log.user(earlier + event));
                assertThat(from.item(event)).isEqualTo(log.item(earlier + event));
                assertThat(from.weight(event)).isEqualTo(log.weight(earlier + event));
            }
            assertThat(before.users()).isSameAs(log.users());
        }
        assertThat(log.before(Instant.MAX).size()).isEqualTo(log.size());
        assertThat(log.from(Instant.MIN).size()).isEqualTo(log.size());
    }

    @Test
    void interactions_repeatedEvents_areSummed() {
        EventLog log = build(List.of(
                new Event("u1", "i1", 1.5, Instant.EPOCH),
                new Event("u2", "i2", 4, Instant.EPOCH),
                new Event("u1", "i1", 2, Instant.ofEpochSecond(9))));
        InteractionMatrix sums = log.interactions();
        assertThat(sums.cellCount()).isEqualTo(2);
        assertThat(sums.weight(0, 0)).isEqualTo(3.5f);
        assertThat(sums.weight(1, 1)).isEqualTo(4);
        assertThat(log.before(Instant.ofEpochSecond(9)).interactions().weight(0, 0))
                .isEqualTo(1.5f);
    }

    @Test
    void add_hostileValue_isRefused() {
        for (double weight :
                new double[] {0, -0.0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e300, 1e-300, 1e38, 1.1e12}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EventLog.builder().add("u", "i", weight, Instant.EPOCH));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> EventLog.builder().add("", "i", 1, Instant.EPOCH));
        assertThatIllegalArgumentException().isThrownBy(() -> EventLog.builder().add("u", null, 1, Instant.EPOCH));
        assertThatIllegalArgumentException().isThrownBy(() -> EventLog.builder().add("u", "i", 1, null));
    }

    @Test
    void add_refusedEvent_leavesNoUserOrItem() {
        EventLog.Builder log = EventLog.builder().add("u", "i", 1, Instant.EPOCH);
        for (String bad : new String[] {null, "", "\ud800"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> log.add("ghost", bad, 1, Instant.EPOCH));
            assertThatIllegalArgumentException().isThrownBy(() -> log.add(bad, "ghost", 1, Instant.EPOCH));
        }
        assertThat(log.build().users().ids()).containsExactly("u");
        assertThat(log.build().items().ids()).containsExactly("i");
    }

    @Test
    void build_noEvents_isAnEmptyLog() {
        EventLog log = EventLog.builder().build();
        assertThat(log.size()).isZero();
        assertThat(log.interactions().rowCount()).isZero();
        assertThat(log.before(Instant.EPOCH).size()).isZero();
        assertThat(log).hasToString("EventLog[0 events, 0 users, 0 items]");
    }

    @Test
    void decayed_halfLife_halvesWeightsOfThatAge() {
        Instant end = Instant.parse("2020-03-01T00:00:00Z");
        EventLog log = EventLog.builder()
                .add("u", "new", 3, end)
                .add("u", "later", 3, end.plusSeconds(86_400))
                .add("u", "old", 3, end.minusSeconds(10 * 86_400))
                .add("u", "older", 3, end.minusSeconds(15 * 86_400))
                .add("u", "oldest", 3, Instant.EPOCH)
                .add("u", "tiny", Float.MIN_VALUE, Instant.EPOCH)
                .build();
        EventLog decayed = log.decayed(end, 10);
        assertThat(decayed.size()).isEqualTo(log.size());
        double[] expected = {3, 3, 1.5, 3 / Math.sqrt(8), Float.MIN_NORMAL, Float.MIN_VALUE};
        String[] items = {"new", "later", "old", "older", "oldest", "tiny"};
        for (int i = 0; i < items.length; i++) {
            double weight = decayed.interactions().weight(0, log.items().indexOf(items[i]));
            assertThat(weight).as(items[i]).isCloseTo(expected[i], withinPercentage(0.001));
        }
        assertThat(log.interactions().weight(0, log.items().indexOf("old"))).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> log.decayed(end, 0))
                .withMessageContaining("halfLifeDays must be finite and above 0");
    }

    @Test
    void declared_moreItems_keepEventsAndOrder() {
        EventLog log = EventLog.builder()
                .add("u", "bb", 1, Instant.EPOCH)
                .add("u", "c", 2, Instant.EPOCH)
                .add("v", "a", 3, Instant.EPOCH)
                .build();
        Item described = Item.of("c").withGroup("tools").withAttribute("words", "red|hammer");
        EventLog declared = log.declared(Catalogue.ofItems(List.of(Item.of("d"), described, Item.of("b"))));
        assertThat(declared.items().ids()).containsExactly("a", "b", "c", "d", "bb");
        assertThat(declared.catalogue().item(2)).isEqualTo(described);
        assertThat(declared.interactions().weight(0, 2)).isEqualTo(2);
        assertThat(declared.interactions().weight(0, 4)).isEqualTo(1);
        assertThat(declared.interactions().weight(1, 0)).isEqualTo(3);
        assertThat(declared.contentHash())
                .isNotEqualTo(log.contentHash())
                .isNotEqualTo(log.declared(Catalogue.of(declared.items())).contentHash());
        assertThat(log.declared(log.catalogue()).contentHash()).isEqualTo(log.contentHash());
    }
}
