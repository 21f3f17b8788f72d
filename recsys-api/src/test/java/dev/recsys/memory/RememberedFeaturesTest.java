package dev.recsys.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.Facts;
import dev.recsys.RecommendationRequest;
import dev.recsys.data.EventLog;
import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
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
import org.junit.jupiter.api.Test;

class RememberedFeaturesTest {
    private static final LocalDate FIRST = LocalDate.of(2020, 1, 28);
    private static final Set<String> NAMES = Set.of("income", "age", "city");

    /** One customer who moves and earns more, one who misses the month before, one who has left. */
    private static Panel panel() {
        FeatureSchema schema = FeatureSchema.builder()
                .numeric("income")
                .numeric("age")
                .categorical("city")
                .build();
        PanelBuilder panel = Panel.builder(List.of("a"), schema);
        panel.row(FIRST, "1").number("income", 10).number("age", 30).category("city", "north");
        panel.row(FIRST.plusMonths(1), "1")
                .number("income", 20)
                .number("age", 30)
                .category("city", "south");
        panel.row(FIRST.plusMonths(2), "1")
                .number("income", 30)
                .number("age", 31)
                .category("city", "north");
        panel.row(FIRST, "2").number("income", 5);
        panel.row(FIRST.plusMonths(2), "2").number("income", 6);
        panel.row(FIRST, "3").number("income", 7);
        panel.row(FIRST.plusMonths(1), "3").number("income", 8);
        panel.row(FIRST.plusMonths(3), "4").number("income", 9);
        return panel.build();
    }

    private static CustomerMemory memory() {
        return CustomerMemory.of(
                panel().through(FIRST.plusMonths(2)), new MemoryNeeds(NAMES, 0, Set.of("income", "city"), 0));
    }

    private static CustomerMemory read(CustomerMemory memory) throws ModelFormatException {
        Sections.Builder out = Sections.builder();
        memory.writeTo(out);
        return CustomerMemory.readFrom(out.build());
    }

    private static FeatureRow before(CustomerMemory memory, RecommendationRequest.Builder request) {
        return new Resolver(memory.vocabulary(), memory)
                .resolve(request.build())
                .customer()
                .featuresBefore();
    }

    private static String city(CustomerMemory memory, FeatureRow row) {
        int code = row.code(2);
        return code < 0 ? "" : memory.vocabulary().dictionary(2).id(code);
    }

    private static RecommendationRequest.Builder one() {
        return RecommendationRequest.forUser("1");
    }

    @Test
    void resolve_nothingSaid_isTheMonthBeforeTheLatest() throws ModelFormatException {
        for (CustomerMemory profiles : List.of(memory(), read(memory()))) {
            FeatureRow row = before(profiles, one());
            assertThat(row.number(0)).isEqualTo(20);
            assertThat(row.number(1)).as("not asked for").isNaN();
            assertThat(city(profiles, row)).isEqualTo("south");
            assertThat(before(profiles, one().date(FIRST.plusMonths(3))).number(0))
                    .as("no value of that month is said")
                    .isEqualTo(20);
            assertThat(before(profiles, RecommendationRequest.forUser("2")).number(0))
                    .isNaN();
            assertThat(before(profiles, RecommendationRequest.forUser("2")).code(2))
                    .isEqualTo(-1);
            assertThat(before(profiles, RecommendationRequest.forUser("3")).number(0))
                    .isEqualTo(7);
            assertThat(before(profiles, RecommendationRequest.forUser("4")).number(0))
                    .isNaN();
            assertThat(before(profiles, RecommendationRequest.anonymous()).code(2))
                    .isEqualTo(-1);
        }
    }

    @Test
    void resolve_valuesOfALaterMonth_areComparedWithTheLatest() {
        CustomerMemory profiles = memory();
        RecommendationRequest.Builder request = one().feature("income", 40).date(FIRST.plusMonths(3));
        assertThat(before(profiles, request).number(0)).isEqualTo(30);
        assertThat(city(profiles, before(profiles, request))).as("not said").isEqualTo("south");
        assertThat(city(profiles, before(profiles, request.feature("city", "north"))))
                .isEqualTo("north");
        assertThat(before(profiles, request.date(FIRST.plusMonths(2))).number(0))
                .isEqualTo(20);
        assertThat(before(profiles, one().feature("income", 40)).number(0)).isEqualTo(20);
        for (int months : new int[] {4, 1000}) {
            FeatureRow row = before(profiles, request.date(FIRST.plusMonths(months)));
            assertThat(row.number(0)).isNaN();
            assertThat(row.code(2)).isEqualTo(-1);
        }
    }

    @Test
    void resolve_periodBeforeSaid_replacesTheMemory() {
        CustomerMemory profiles = memory();
        Facts said = Facts.builder()
                .number("income", 1e300)
                .number("age", 3)
                .category("city", "south")
                .build();
        for (RecommendationRequest.Builder request :
                List.of(one(), RecommendationRequest.anonymous(), one().feature("income", 40))) {
            FeatureRow row = before(profiles, request.earlier(1, said));
            assertThat(row.number(0)).isEqualTo(Float.MAX_VALUE);
            assertThat(row.number(1)).isEqualTo(3);
            assertThat(city(profiles, row)).isEqualTo("south");
        }
        Facts missing =
                Facts.builder().missing("income").category("city", "atlantis").build();
        assertThat(before(profiles, one().earlier(1, missing)).number(0)).isNaN();
        assertThat(before(profiles, one().earlier(1, missing)).code(2)).isEqualTo(-1);
    }

    @Test
    void featuresBefore_transition_isTheSnapshotBefore() {
        Transition transition = panel().transition(2);
        assertThat(transition.pairCount()).isEqualTo(1);
        assertThat(transition.featuresBefore(0).number(0)).isEqualTo(10);
        assertThat(panel().transition(1).featuresBefore(0).number(0)).isNaN();
        assertThat(panel().transition(1).featuresBefore(0).code(2)).isEqualTo(-1);
    }

    @Test
    void of_nothingToRemember_isUnknown() throws ModelFormatException {
        CustomerMemory none = read(CustomerMemory.of(panel(), new MemoryNeeds(NAMES, 0, Set.of(), 0)));
        assertThat(before(none, one()).number(0)).isNaN();
        EventLog log = EventLog.builder().add("1", "x", 1, Instant.EPOCH).build();
        CustomerMemory shop = CustomerMemory.of(log, new MemoryNeeds(NAMES, 0, Set.of("income"), 0));
        assertThat(shop.vocabulary().schema().size()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MemoryNeeds(Set.of("age"), 0, Set.of("income"), 0))
                .withMessage("changingFeatures must be among [age], but were [income]");
    }

    @Test
    void readFrom_damaged_isRefused() throws ModelFormatException {
        IdIndex cities = IdIndex.of(List.of("north", "south"));
        FeatureTable latest = FeatureTable.builder(3)
                .numeric("income", new float[3])
                .categorical("city", cities, new int[3])
                .build();
        IdIndex others = IdIndex.of(List.of("north", "east"));
        for (FeatureTable before : List.of(
                FeatureTable.builder(3).numeric("shoe size", new float[3]).build(),
                FeatureTable.builder(3).numeric("city", new float[3]).build(),
                FeatureTable.builder(3).categorical("city", others, new int[3]).build())) {
            Sections in = Sections.builder()
                    .put("features", latest)
                    .put("before/features", before)
                    .build();
            assertThatThrownBy(() -> RememberedFeatures.readFrom(in, 3))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessage("the remembered features of the period before are damaged");
        }
        Sections sound = Sections.builder()
                .put("features", latest)
                .put("before/features", latest)
                .build();
        assertThat(RememberedFeatures.readFrom(sound, 3).isChanging(1)).isTrue();
    }
}
