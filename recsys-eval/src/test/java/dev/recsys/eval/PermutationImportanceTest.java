package dev.recsys.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.Facts;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommender;
import dev.recsys.data.EventLog;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PermutationImportanceTest {
    private static final int USERS = 2000;

    /** A quarter of the users adds each of a, b, c, d; the kind says which to half of them, and nothing to the others. */
    private static Panel panel() {
        PanelBuilder rows = Panel.builder(
                Fixtures.ITEMS,
                FeatureSchema.builder()
                        .numeric("age")
                        .categorical("kind")
                        .numeric("noise")
                        .build());
        for (int user = 0; user < USERS; user++) {
            String item = Fixtures.ITEMS.get(user % 4);
            rows.row(Fixtures.JANUARY, "u" + user).number("age", user).number("noise", user % 7);
            if (user % 8 < 4) {
                rows.category("kind", item);
            }
            rows.row(Fixtures.FEBRUARY, "u" + user).holds(item);
        }
        return rows.build();
    }

    private static TimeSplit split() {
        return TimeSplit.at(panel(), Fixtures.FEBRUARY);
    }

    private static Facts facts(RecommendationRequest request) {
        return request.customer().now();
    }

    /** Offers the kind, or nothing where it is missing. */
    private static Recommender byKind() {
        return Fixtures.ranking("kind", request -> {
            String kind = request.customer().now().category("kind");
            return kind == null ? List.of() : List.of(kind);
        });
    }

    @Test
    void measure_featureTheAnswerIsMadeOf_fallsToChance() {
        PermutationImportance measurement =
                PermutationImportance.of(MapAtK.of(1)).withThreads(2);
        Map<String, Double> falls = measurement.measure(byKind(), split());
        assertThat(falls.keySet()).containsExactly("kind", "age", "noise");
        // Right for one half before; then for one half × one quarter.
        assertThat(falls.get("kind")).isCloseTo(0.5 - 0.125, within(0.03));
        assertThat(falls.get("age")).isZero();
        assertThat(falls.get("noise")).isZero();
        assertThat(measurement.withThreads(1).measure(byKind(), split())).isEqualTo(falls);
        assertThat(measurement.withSeed(7).measure(byKind(), split()).get("kind"))
                .isNotEqualTo(falls.get("kind"));
        double mean = measurement.withRepeats(20).measure(byKind(), split()).get("kind");
        assertThat(mean).isCloseTo(0.375, within(0.01));
    }

    @Test
    void permuted_oneFeature_movesItsValuesAndNothingElse() {
        TimeSplit split = split();
        int[] order = new int[USERS];
        for (int i = 0; i < USERS; i++) {
            order[i] = (i + 1) % USERS;
        }
        TimeSplit permuted = split.permuted("age", order);
        assertThat(permuted.userCount()).isEqualTo(USERS);
        assertThat(permuted.adderCount()).isEqualTo(split.adderCount());
        List<Double> moved = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            RecommendationRequest was = split.testCase(i).request().build();
            RecommendationRequest is = permuted.testCase(i).request().build();
            Facts next = facts(split.testCase(order[i]).request().build());
            assertThat(is.customer().id()).isEqualTo(was.customer().id());
            assertThat(facts(is).holdings()).isEqualTo(facts(was).holdings());
            assertThat(facts(is).number("age")).isEqualTo(next.number("age"));
            assertThat(facts(is).number("noise")).isEqualTo(facts(was).number("noise"));
            assertThat(Objects.equals(facts(is).category("kind"), facts(was).category("kind")))
                    .isTrue();
            assertThat(permuted.testCase(i).truth()).isEqualTo(split.testCase(i).truth());
            moved.add(facts(is).number("age"));
        }
        assertThat(moved).doesNotHaveDuplicates();
    }

    @Test
    void permuted_missingValue_isSaidToBeMissing() {
        TimeSplit split = split();
        int[] order = new int[USERS];
        for (int i = 0; i < USERS; i++) {
            order[i] = (i + 4) % USERS; // from one who has a kind to one who has none, and back
        }
        TimeSplit permuted = split.permuted("kind", order);
        for (int i = 0; i < USERS; i++) {
            boolean hadKind = facts(split.testCase(i).request().build()).category("kind") != null;
            Facts said = facts(permuted.testCase(i).requestById().build());
            assertThat(said.featureNames()).containsExactly("kind");
            assertThat(said.isMissing("kind")).isEqualTo(hadKind);
            assertThat(facts(permuted.testCase(i).request().build()).isMissing("kind"))
                    .isEqualTo(hadKind);
        }
    }

    @Test
    void measure_events_isRefused() {
        EventLog log = EventLog.builder()
                .add("u", "i", 1, Instant.EPOCH)
                .add("u", "j", 1, Instant.EPOCH.plusSeconds(9))
                .build();
        TimeSplit split = TimeSplit.at(log, Instant.EPOCH.plusSeconds(5));
        assertThatThrownBy(() -> PermutationImportance.of(MapAtK.of(1)).measure(byKind(), split))
                .hasMessage("the importance of features needs a split of a panel");
        assertThatThrownBy(() -> PermutationImportance.of(MapAtK.of(1)).withRepeats(0))
                .hasMessage("repeats must be at least 1, but was 0");
    }
}
