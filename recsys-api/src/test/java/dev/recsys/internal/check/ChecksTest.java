package dev.recsys.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ChecksTest {
    private static void refuses(String sentence, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(sentence);
    }

    @Test
    void checks_allowedValue_returnIt() {
        Checks.that(true, "never %s", "seen");
        assertThat(Checks.notNull("x", "name")).isEqualTo("x");
        assertThat(Checks.notBlank(" x", "name")).isEqualTo(" x");
        assertThat(Checks.atLeast(1, 1, "rank")).isEqualTo(1);
        assertThat(Checks.inRange(3, 3, 3, "rank")).isEqualTo(3);
        assertThat(Checks.inRange(0.5, 0.5, 1, "share")).isEqualTo(0.5);
        assertThat(Checks.inRange(1.0, 0.5, 1, "share")).isEqualTo(1);
        assertThat(Checks.positive(Double.MIN_VALUE, "weight")).isEqualTo(Double.MIN_VALUE);
        assertThat(Checks.notNegative(0, "weight")).isZero();
        assertThat(Checks.index(0, 1, "row")).isZero();
    }

    @Test
    void checks_forbiddenValue_nameItTheRuleAndTheValue() {
        refuses("a is 1.5", () -> Checks.that(false, "%s is %s", "a", 1.5));
        refuses("name must not be null", () -> Checks.notNull(null, "name"));
        refuses("name must not be null", () -> Checks.notBlank(null, "name"));
        refuses("name must not be blank", () -> Checks.notBlank(" \t", "name"));
        refuses("rank must be at least 1, but was 0", () -> Checks.atLeast(0, 1, "rank"));
        refuses("rank must be in 1..2, but was 3", () -> Checks.inRange(3, 1, 2, "rank"));
        refuses("rank must be in 1..2, but was 0", () -> Checks.inRange(0, 1, 2, "rank"));
        refuses("share must be in 0.0..1.0, but was NaN", () -> Checks.inRange(Double.NaN, 0, 1, "share"));
        refuses("share must be in 0.0..1.0, but was 1.5", () -> Checks.inRange(1.5, 0, 1, "share"));
        refuses("row must be in 0..1, but was 2", () -> Checks.index(2, 2, "row"));
        refuses("row must be in 0..1, but was -1", () -> Checks.index(-1, 2, "row"));
    }

    @Test
    void positiveAndNotNegative_hostileNumbers_areRefused() {
        for (double value : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            refuses("w must be finite and above 0, but was " + value, () -> Checks.positive(value, "w"));
            refuses("w must be finite and at least 0, but was " + value, () -> Checks.notNegative(value, "w"));
        }
        refuses("w must be finite and above 0, but was 0.0", () -> Checks.positive(0, "w"));
        refuses("w must be finite and above 0, but was -0.0", () -> Checks.positive(-0.0, "w"));
    }

    @Test
    void messages_percentSignInANameOrValue_areLeftAlone() {
        refuses("100 % must not be null", () -> Checks.notNull(null, "100 %"));
        refuses("5 %d must be at least 1, but was 0", () -> Checks.atLeast(0, 1, "5 %d"));
    }

    @Test
    void collectionsAndMaps_holdingNull_areRefused() {
        refuses("ids must not be null", () -> Checks.copyOf(null, "ids"));
        refuses("ids must not hold null", () -> Checks.copyOf(Arrays.asList("a", null), "ids"));
        refuses("ids must not hold null", () -> Checks.noNulls(Arrays.asList("a", null), "ids"));
        refuses("weights must not hold null", () -> Checks.noNulls(Collections.singletonMap(null, 1), "weights"));
        refuses("weights must not hold null", () -> Checks.noNulls(Collections.singletonMap("a", null), "weights"));
    }

    @Test
    void collectionsAndMaps_withoutNull_areGivenBack() {
        List<String> given = new ArrayList<>(List.of("a", "b"));
        List<String> copy = Checks.copyOf(given, "ids");
        given.clear();
        assertThat(copy).containsExactly("a", "b");
        assertThat(Checks.noNulls(given, "ids")).isSameAs(given);
        Map<String, Integer> map = Map.of("a", 1);
        assertThat(Checks.noNulls(map, "weights")).isSameAs(map);
    }
}
