package dev.recsys.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.RecommendationRequest;
import dev.recsys.UserFeatures;
import dev.recsys.data.EventLog;
import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.data.Transition;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RememberedFeaturesTest {
    private static final LocalDate FIRST = LocalDate.of(2020, 1, 28);
    private static final List<String> NAMES = List.of("income", "age", "city");

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

    private static UserProfiles profiles() {
        return UserProfiles.of(panel().through(FIRST.plusMonths(2)), NAMES, 0, List.of("income", "city"));
    }

    private static UserProfiles read(UserProfiles profiles) throws ModelFormatException {
        Sections.Builder out = Sections.builder();
        profiles.writeTo(out);
        return UserProfiles.readFrom(out.build());
    }

    private static FeatureRow before(UserProfiles profiles, RecommendationRequest.Builder request) {
        return profiles.resolve(request.build()).featuresBefore();
    }

    private static String city(UserProfiles profiles, FeatureRow row) {
        int code = row.code(2);
        return code < 0 ? "" : profiles.features().dictionary(2).id(code);
    }

    private static RecommendationRequest.Builder one() {
        return RecommendationRequest.forUser("1");
    }

    @Test
    void resolve_nothingSaid_isTheMonthBeforeTheLatest() throws ModelFormatException {
        for (UserProfiles profiles : List.of(profiles(), read(profiles()))) {
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
        UserProfiles profiles = profiles();
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
    void resolve_monthBeforeSaid_goesBeforeMemory() {
        UserProfiles profiles = profiles();
        UserFeatures said = UserFeatures.of(Map.of("income", 1e300, "age", 3.0), Map.of("city", "south"));
        for (RecommendationRequest.Builder request :
                List.of(one(), RecommendationRequest.anonymous(), one().feature("income", 40))) {
            FeatureRow row = before(profiles, request.featuresBefore(said));
            assertThat(row.number(0)).isEqualTo(Float.MAX_VALUE);
            assertThat(row.number(1)).isNaN();
            assertThat(city(profiles, row)).isEqualTo("south");
            FeatureRow silent = before(profiles, request.featuresBefore(UserFeatures.of(Map.of(), Map.of())));
            assertThat(silent.number(0)).isNaN();
            assertThat(silent.code(2)).isEqualTo(-1);
        }
        UserFeatures unseen = UserFeatures.of(Map.of(), Map.of("city", "atlantis"));
        assertThat(before(profiles, one().featuresBefore(unseen)).code(2)).isEqualTo(-1);
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
        UserProfiles none = read(UserProfiles.of(panel(), NAMES, 0));
        assertThat(before(none, one()).number(0)).isNaN();
        UserProfiles first = UserProfiles.of(panel().through(FIRST), NAMES, 0, List.of("income"));
        assertThat(before(first, one().feature("income", 3).date(FIRST.plusMonths(1)))
                        .number(0))
                .isNaN();
        EventLog log = EventLog.builder().add("1", "x", 1, Instant.EPOCH).build();
        assertThat(before(UserProfiles.of(log, List.of()), one()).number(0)).isNaN();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserProfiles.of(panel(), List.of("age"), 0, List.of("income")))
                .withMessage("changingNames must be among [age], but were [income]");
    }

    @Test
    void readFrom_damaged_isRefused() throws ModelFormatException {
        FeatureTable latest = profiles().features();
        float[] three = new float[3];
        IdIndex others = IdIndex.of(List.of("north", "east"));
        for (FeatureTable before : List.of(
                FeatureTable.builder(3).build(),
                FeatureTable.builder(3).numeric("shoe size", three).build(),
                FeatureTable.builder(3).numeric("city", three).build(),
                FeatureTable.builder(3).categorical("city", others, new int[3]).build())) {
            Sections in = Sections.builder()
                    .put("asOf", new int[] {7})
                    .put("features", before)
                    .build();
            assertThatThrownBy(() -> RememberedFeatures.readFrom(in, latest))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessage("the remembered features of the month before are damaged");
        }
        FeatureTable sound = FeatureTable.builder(3).numeric("income", three).build();
        Sections.Builder two = Sections.builder().put("asOf", new int[2]).put("features", sound);
        assertThatThrownBy(() -> RememberedFeatures.readFrom(two.build(), latest))
                .isInstanceOf(ModelFormatException.class);
        Sections.Builder one = Sections.builder().put("asOf", new int[1]).put("features", sound);
        assertThat(RememberedFeatures.readFrom(one.build(), latest)).isNotNull();
    }
}
