package dev.recsys.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.Customer;
import dev.recsys.Facts;
import dev.recsys.PanelCustomers;
import dev.recsys.RecommendationRequest;
import dev.recsys.data.EventLog;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.HoldingHistory;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.data.Transition;
import dev.recsys.internal.resolve.Resolver;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RememberedHistoryTest {
    private static final LocalDate FIRST = LocalDate.of(2020, 1, 28);

    /** Users who come late, miss months, leave, and change one of their items now and then. */
    private static Panel panel(int months, int items) {
        List<String> names = IntStream.range(0, items).mapToObj(i -> "i" + i).toList();
        PanelBuilder panel = Panel.builder(names, FeatureSchema.builder().build());
        for (int user = 0; user < 60; user++) {
            SplittableRandom random = new SplittableRandom(user);
            boolean[] held = new boolean[items];
            int entry = random.nextInt(5);
            for (int month = entry; month < months; month++) {
                held[random.nextInt(items)] ^= random.nextInt(3) == 0;
                if (random.nextInt(6) > 0) {
                    panel.row(FIRST.plusMonths(month), "u" + user);
                    IntStream.range(0, items).filter(i -> held[i]).forEach(i -> panel.holds(names.get(i)));
                }
            }
        }
        return panel.build();
    }

    private static MemoryNeeds needs(int periods) {
        return new MemoryNeeds(Set.of(), periods, Set.of(), 0);
    }

    private static HoldingHistory history(CustomerMemory memory, RecommendationRequest.Builder request) {
        return new Resolver(memory.vocabulary(), memory)
                .resolve(request.build())
                .customer()
                .history();
    }

    private static CustomerMemory read(CustomerMemory memory) throws ModelFormatException {
        Sections.Builder out = Sections.builder();
        memory.writeTo(out);
        return CustomerMemory.readFrom(out.build());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 16, 24})
    void history_trainingRequestMemoryAndFile_areOne(int depth) throws ModelFormatException {
        Panel panel = panel(17, 40);
        LocalDate date = FIRST.plusMonths(15);
        CustomerMemory memory = CustomerMemory.of(panel.through(date), needs(depth));
        CustomerMemory read = read(memory);
        PanelCustomers customers = PanelCustomers.at(panel, date);
        Transition transition = panel.transition(16);
        assertThat(transition.periodsBefore()).isEqualTo(15);
        assertThat(transition.pairCount()).isGreaterThan(20);
        int known = 0;
        for (int pair = 0; pair < transition.pairCount(); pair++) {
            HoldingHistory trained = transition.history(pair, depth);
            String id = panel.users().id(transition.user(pair));
            Customer customer = customers.customer(transition.rowBefore(pair));
            assertAlike(said(customer, depth, panel), trained, depth);
            assertThat(history(memory, RecommendationRequest.forUser(id))).isEqualTo(trained);
            assertThat(history(read, RecommendationRequest.forUser(id))).isEqualTo(trained);
            known += trained.isKnown() ? 1 : 0;
        }
        assertThat(known).isGreaterThan(20);
    }

    /** The history a request says, cut to a depth. */
    private static HoldingHistory said(Customer customer, int depth, Panel panel) {
        Customer.Builder cut = Customer.anonymous();
        for (int place = 0; place < Math.min(depth, customer.earlier().size()); place++) {
            cut.earlier(place + 1, customer.earlier().get(place));
        }
        RecommendationRequest request =
                RecommendationRequest.forCustomer(cut.build()).build();
        return new Resolver(panel.vocabulary(), null)
                .resolve(request)
                .customer()
                .history();
    }

    /** A request does not say how long nothing is known before its first period. */
    private static void assertAlike(HoldingHistory said, HoldingHistory trained, int depth) {
        for (int period = 1; period <= depth; period++) {
            assertThat(said.isKnown(period)).isEqualTo(trained.isKnown(period));
            for (int item = 0; said.isKnown(period) && item < 40; item++) {
                assertThat(said.holds(period, item)).isEqualTo(trained.holds(period, item));
            }
        }
    }

    private static CustomerMemory two() {
        PanelBuilder panel =
                Panel.builder(List.of("a", "b"), FeatureSchema.builder().build());
        panel.row(FIRST, "u").holds("a");
        panel.row(FIRST.plusMonths(1), "u").holds("a").holds("b");
        panel.row(FIRST.plusMonths(2), "u").holds("b");
        return CustomerMemory.of(panel.build(), needs(2));
    }

    private static HoldingHistory months(int... words) {
        HoldingHistory.Builder history = HoldingHistory.builder(words.length, 2);
        for (int month = 1; month <= words.length; month++) {
            if (words[month - 1] >= 0) {
                history.known(month).word(month, 0, words[month - 1]);
            }
        }
        return history.build();
    }

    @Test
    void resolve_holdingsOfALaterMonth_moveTheMemoryBack() {
        RecommendationRequest.Builder request =
                RecommendationRequest.forUser("u").date(FIRST.plusMonths(3));
        assertThat(history(two(), request)).isEqualTo(months(3, 1));
        assertThat(history(two(), request.holdings(List.of("a")))).isEqualTo(months(2, 3));
        assertThat(history(two(), request.date(FIRST.plusMonths(4)))).isEqualTo(months(-1, 2));
        assertThat(history(two(), request.date(FIRST.plusMonths(5)))).isEqualTo(HoldingHistory.none());
        assertThat(history(two(), request.date(FIRST.plusYears(90)))).isEqualTo(HoldingHistory.none());
        assertThat(history(two(), request.date(FIRST.minusYears(90)))).isEqualTo(months(3, 1));
    }

    @Test
    void resolve_historySaid_replacesTheMemory() {
        Facts month = Facts.builder().holdings(List.of("b", "yacht")).build();
        RecommendationRequest.Builder known =
                RecommendationRequest.forUser("u").earlier(1, month).earlier(2, Facts.unknown());
        assertThat(history(two(), known)).isEqualTo(months(2));
        assertThat(history(two(), RecommendationRequest.anonymous().earlier(1, month)))
                .isEqualTo(months(2));
        assertThat(history(two(), RecommendationRequest.forUser("u").earlier(2, month)))
                .isEqualTo(months(-1, 2));
        assertThat(history(two(), RecommendationRequest.forUser("stranger"))).isEqualTo(HoldingHistory.none());
    }

    @Test
    void of_nothingToRemember_isNone() throws ModelFormatException {
        Panel one = panel(6, 3).through(FIRST);
        RecommendationRequest.Builder request = RecommendationRequest.forUser("u0");
        assertThat(history(CustomerMemory.of(one, needs(5)), request)).isEqualTo(HoldingHistory.none());
        assertThat(history(CustomerMemory.of(panel(6, 3), needs(0)), request)).isEqualTo(HoldingHistory.none());
        EventLog log = EventLog.builder().add("u0", "i0", 1, Instant.EPOCH).build();
        assertThat(history(read(CustomerMemory.of(log, needs(5))), request)).isEqualTo(HoldingHistory.none());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> needs(25))
                .withMessage("historyPeriods must be in 0..24, but was 25");
    }

    private static Sections damaged(int[] months, int[] known, int[] starts, int[] changes) {
        return Sections.builder()
                .put("periods", months)
                .put("known", known)
                .put("starts", starts)
                .put("changes", changes)
                .build();
    }

    private static int change(int month, int item) {
        return month << 26 | item;
    }

    @Test
    void readFrom_damage_isRefused() throws ModelFormatException {
        int[] months = {2};
        int[] known = {0b110};
        int[] starts = {0, 2};
        int[] changes = {change(1, 0), change(2, 0)};
        assertThat(RememberedHistory.readFrom(damaged(months, known, starts, changes), 1, 2)
                        .of(0, new int[] {0}, 0))
                .isEqualTo(months(0, 1));
        List<Sections> bad = List.of(
                damaged(new int[] {2, 100}, known, starts, changes),
                damaged(new int[] {0}, known, starts, changes),
                damaged(new int[] {25}, known, starts, changes),
                damaged(months, new int[] {0b1110}, starts, changes),
                damaged(months, new int[] {0b111}, starts, changes),
                damaged(months, new int[] {0b100}, starts, changes),
                damaged(months, new int[] {0b110, 0}, starts, changes),
                damaged(months, known, new int[] {0, 1}, changes),
                damaged(months, known, new int[] {1, 2}, changes),
                damaged(months, known, starts, new int[] {change(1, 0), change(1, 0)}),
                damaged(months, known, starts, new int[] {change(2, 0), change(1, 0)}),
                damaged(months, known, starts, new int[] {change(0, 0), change(1, 0)}),
                damaged(months, known, starts, new int[] {change(1, 0), change(2, 2)}),
                damaged(months, known, starts, new int[] {change(33, 0), change(1, 0)}));
        for (Sections sections : bad) {
            assertThatThrownBy(() -> RememberedHistory.readFrom(sections, 1, 2))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessage("the remembered periods of holdings are damaged");
        }
    }
}
