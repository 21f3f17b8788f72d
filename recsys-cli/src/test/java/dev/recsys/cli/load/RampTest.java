package dev.recsys.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RampTest {
    private final List<Double> tried = new ArrayList<>();

    private static LoadReport report(double rate, double millis, double lateMillis, int status, boolean stopped) {
        Histogram latency = new Histogram(3);
        Histogram lateness = new Histogram(3);
        for (int i = 0; i < 100; i++) {
            latency.recordValue((long) (millis * 1e6));
            lateness.recordValue((long) (lateMillis * 1e6));
        }
        return new LoadReport(100, rate, 1, Map.of(status, 100L), Map.of(), latency, lateness, 0, 0.5, stopped);
    }

    @Test
    void climb_untilP99IsTooHigh_namesTheRate() throws Exception {
        Ramp.Found found = Ramp.of("100:1000:100")
                .climb(
                        rate -> {
                            tried.add(rate);
                            return report(rate, rate <= 300 ? 5 : 50, 0, 200, false);
                        },
                        20);
        assertThat(tried).containsExactly(100.0, 200.0, 300.0, 400.0);
        assertThat(found.toText()).contains("saturated at 400.0/s (p99 50.", "kept up with 300.0/s");
        assertThat(found.toJson().get("keptUpPerSecond").asDouble()).isEqualTo(300);
        assertThat(found.toJson().get("saturatedPerSecond").asDouble()).isEqualTo(400);
    }

    @Test
    void climb_toTheEnd_isNotSaturated() throws Exception {
        Ramp.Found found = Ramp.of("1:3:1").climb(rate -> report(rate, 1, 0, 200, false), 20);
        assertThat(found.steps()).hasSize(3);
        assertThat(found.toText()).contains("not saturated: the service kept up with 3.0/s");
        assertThat(found.toJson().get("saturatedPerSecond").isNull()).isTrue();
    }

    @Test
    void climb_withAnError_endsThere() throws Exception {
        Ramp.Found found = Ramp.of("1:3:1").climb(rate -> report(rate, 1, 0, 503, false), 20);
        assertThat(found.toText())
                .contains("saturated at 1.0/s (100 of 100 requests failed), and the first rate was already too much");
        assertThat(found.toJson().get("keptUpPerSecond").asDouble()).isZero();
    }

    @Test
    void climb_byALateGenerator_saysSo() throws Exception {
        assertThat(Ramp.of("1:3:1")
                        .climb(rate -> report(rate, 50, 40, 200, false), 20)
                        .toText())
                .contains("the generator itself was late");
        assertThat(report(1, 50, 40, 200, false).isGeneratorLate()).isTrue();
        assertThat(report(1, 50, 10, 200, false).isGeneratorLate()).isFalse();
    }

    @Test
    void climb_stopped_claimsNothing() throws Exception {
        Ramp.Found found = Ramp.of("1:3:1").climb(rate -> report(rate, 1, 0, 200, rate == 2), 20);
        assertThat(found.steps()).hasSize(2);
        assertThat(found.toText()).contains("stopped early, at 2.0/s").doesNotContain("saturated");
        assertThat(found.toJson().get("keptUpPerSecond").asDouble()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "1:2", "1:2:3:4", "a:2:1", "2:1:1", "0:1:1", "1:2:0", "1:2:NaN", "1:1e9:1", "1:9000:1"})
    void of_whatIsNoRamp_isRefused(String words) {
        assertThatThrownBy(() -> Ramp.of(words))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--ramp");
    }
}
