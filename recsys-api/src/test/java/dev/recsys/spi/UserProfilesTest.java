package dev.recsys.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.FallbackLevel;
import dev.recsys.RecommendationRequest;
import dev.recsys.data.EventLog;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.model.Sections;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserProfilesTest {
    private static final LocalDate DATE = LocalDate.of(2020, 1, 28);

    private static Panel panel() {
        FeatureSchema schema =
                FeatureSchema.builder().numeric("age").categorical("city").build();
        PanelBuilder panel = Panel.builder(List.of("a", "b", "c"), schema);
        panel.row(DATE, "1")
                .number("age", 30)
                .category("city", "north")
                .holds("a")
                .holds("c");
        panel.row(DATE, "2").category("city", "south");
        panel.row(DATE.plusMonths(1), "later").holds("b");
        return panel.build();
    }

    private static UserProfiles profiles() {
        return UserProfiles.of(panel().through(DATE), List.of("city", "age"));
    }

    private static KnownUser resolve(RecommendationRequest.Builder request) {
        return profiles().resolve(request.build());
    }

    private static RecommendationRequest.Builder user(String id) {
        return RecommendationRequest.forUser(id);
    }

    @Test
    void of_usersWithoutData_areNotRemembered() {
        assertThat(panel().through(DATE).users().size()).isEqualTo(3);
        assertThat(profiles().users().ids()).containsExactly("1", "2");
        assertThat(profiles().items().ids()).containsExactly("a", "b", "c");
        assertThat(profiles().features().rowCount()).isEqualTo(2);
        EventLog log = EventLog.builder()
                .add("u1", "x", 2, Instant.EPOCH)
                .add("u2", "x", 3, Instant.ofEpochSecond(9))
                .build();
        UserProfiles later = UserProfiles.of(log.from(Instant.ofEpochSecond(5)), List.of());
        assertThat(later.users().ids()).containsExactly("u2");
        assertThat(later.resolve(user("u2").build()).weights()).containsExactly(3);
    }

    @Test
    void of_unknownFeature_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> UserProfiles.of(panel(), List.of("shoe")));
        EventLog log = EventLog.builder().add("u", "x", 1, Instant.EPOCH).build();
        assertThatIllegalArgumentException().isThrownBy(() -> UserProfiles.of(log, List.of("age")));
    }

    @Test
    void resolve_nothingSaid_isWhatTheModelRemembers() {
        KnownUser one = resolve(user("1"));
        assertThat(one.held()).containsExactly(0, 2);
        assertThat(one.weights()).containsExactly(1, 1);
        assertThat(one.features().number(1)).isEqualTo(30);
        assertThat(profiles().features().dictionary(0).id(one.features().code(0)))
                .isEqualTo("north");
        assertThat(one.levelByAll()).isEqualTo(FallbackLevel.KNOWN_USER);
    }

    @Test
    void resolve_holdingsSaid_goBeforeMemoryEvenIfEmpty() {
        KnownUser other = resolve(user("1").holdings(Map.of("c", 0.25, "yacht", 1.0, "b", 0.5)));
        assertThat(other.held()).containsExactly(1, 2);
        assertThat(other.weights()).containsExactly(0.5f, 0.25f);
        assertThat(other.features().number(1)).isEqualTo(30);
        KnownUser nothing = resolve(user("1").holdings(List.of()));
        assertThat(nothing.held()).isEmpty();
        assertThat(nothing.levelByHoldings()).isEqualTo(FallbackLevel.POPULARITY);
        assertThat(nothing.levelByAll()).isEqualTo(FallbackLevel.KNOWN_USER);
    }

    @Test
    void resolve_someFeaturesSaid_goBeforeMemoryNameByName() {
        KnownUser older = resolve(user("1").feature("age", 31));
        assertThat(older.features().number(1)).isEqualTo(31);
        assertThat(older.features().code(0))
                .isEqualTo(resolve(user("1")).features().code(0));
        KnownUser moved = resolve(user("1").feature("city", "south"));
        assertThat(moved.features().number(1)).isEqualTo(30);
        assertThat(moved.features().code(0))
                .isEqualTo(resolve(user("2")).features().code(0));
    }

    @Test
    void resolve_missingOrUnseenOrOfTheOtherKind_isMissing() {
        KnownUser unsaid = resolve(user("1").feature("age", Double.NaN).feature("city", "atlantis"));
        assertThat(unsaid.features().number(1)).isNaN();
        assertThat(unsaid.features().code(0)).isEqualTo(-1);
        KnownUser swapped = resolve(user("1").feature("age", "old").feature("city", 5));
        assertThat(swapped.features().number(1)).isNaN();
        assertThat(swapped.features().code(0)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e300, -1e300, Double.MAX_VALUE, -Double.MAX_VALUE})
    void resolve_numberPastFloat_staysFinite(double age) {
        float number = resolve(user("1").feature("age", age)).features().number(1);
        assertThat(number).isEqualTo((float) (Math.signum(age) * Float.MAX_VALUE));
    }

    @Test
    void resolve_weightPastFloat_staysFiniteAndAboveZero() {
        KnownUser extreme = resolve(user("1").holdings(Map.of("a", 1e300, "b", 1e-300)));
        assertThat(extreme.weights()[0]).isEqualTo(Float.MAX_VALUE);
        assertThat(extreme.weights()[1]).isPositive();
    }

    @Test
    void levels_strangers_followWhatTheRequestSays() {
        KnownUser stranger = resolve(user("stranger"));
        assertThat(stranger.held()).isEmpty();
        assertThat(stranger.features().number(1)).isNaN();
        assertThat(stranger.features().code(0)).isEqualTo(-1);
        assertThat(stranger.levelByAll()).isEqualTo(FallbackLevel.POPULARITY);
        KnownUser holder = resolve(user("stranger").holdings(List.of("a")));
        assertThat(holder.levelByHoldings()).isEqualTo(FallbackLevel.HOLDINGS);
        assertThat(holder.levelByFeatures()).isEqualTo(FallbackLevel.POPULARITY);
        assertThat(holder.levelByAll()).isEqualTo(FallbackLevel.HOLDINGS);
        KnownUser described = resolve(RecommendationRequest.anonymous().feature("age", 5));
        assertThat(described.levelByHoldings()).isEqualTo(FallbackLevel.POPULARITY);
        assertThat(described.levelByFeatures()).isEqualTo(FallbackLevel.FEATURES);
        assertThat(described.levelByAll()).isEqualTo(FallbackLevel.FEATURES);
        KnownUser misnamed = resolve(RecommendationRequest.anonymous().feature("shoe", 5));
        assertThat(misnamed.levelByFeatures()).isEqualTo(FallbackLevel.POPULARITY);
        assertThat(resolve(user("later")).levelByAll()).isEqualTo(FallbackLevel.POPULARITY);
    }

    @Test
    void writeAndRead_profiles_roundTrip() throws Exception {
        Sections.Builder out = Sections.builder();
        profiles().writeTo(out);
        UserProfiles read = UserProfiles.readFrom(out.build());
        assertThat(read.users()).isEqualTo(profiles().users());
        assertThat(read.items()).isEqualTo(profiles().items());
        KnownUser one = read.resolve(user("1").build());
        assertThat(one.held()).containsExactly(0, 2);
        assertThat(one.features().number(1)).isEqualTo(30);
        assertThat(read.features().schema()).isEqualTo(profiles().features().schema());
    }
}
