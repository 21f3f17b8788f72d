package dev.recsys.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.hybrid.Blend.Normalization;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlendJsonTest {
    @Test
    void writeAndRead_anyBlend_roundTrips() {
        for (Blend blend : new Blend[] {
            Blend.equalShares(),
            Blend.weightedSum(Map.of("é \"x\"\n", 1.0 / 3, "y", 0.0, "z", Double.MIN_VALUE), Normalization.MIN_MAX),
            Blend.weightedSum(Map.of("x", Double.MAX_VALUE), Normalization.SHARE),
            Blend.weightedSum(Map.of("x", 0.5), Normalization.NONE),
            Blend.reciprocalRankFusion(1),
            Blend.reciprocalRankFusion(Integer.MAX_VALUE),
            Blend.roundRobin(),
            Blend.cascade()
        }) {
            assertThat(BlendJson.read(BlendJson.write(blend))).isEqualTo(blend);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"blend\":\"stacking\"}",
                "{\"blend\":\"weighted-sum\"}",
                "{\"blend\":\"weighted-sum\",\"normalization\":\"Z\"}",
                "{\"blend\":\"weighted-sum\",\"normalization\":\"SHARE\",\"weights\":{\"x\":-1}}",
                "{\"blend\":\"weighted-sum\",\"normalization\":\"SHARE\",\"weights\":{\"x\":1e999}}",
                "{\"blend\":\"weighted-sum\",\"normalization\":\"SHARE\",\"weights\":{\"x\":[]}}",
                "{\"blend\":\"reciprocal-rank-fusion\"}",
                "{\"blend\":\"reciprocal-rank-fusion\",\"constant\":0}"
            })
    void read_notABlend_isRefused(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> BlendJson.read(json));
    }
}
