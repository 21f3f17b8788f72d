package dev.recsys.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.spi.ConfigJson;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ClusterConfigTest {
    @Test
    void json_ofEveryOption_givesTheConfigBack() {
        ClusterConfig config = ClusterConfig.builder()
                .clusters(8)
                .iterations(7)
                .restarts(6)
                .sampleSize(500)
                .features(List.of("age", "segment"))
                .maxCategories(4)
                .categoryWeight(0.5)
                .smoothing(3)
                .months(2)
                .seed(-1)
                .threads(2)
                .build();

        assertThat(ConfigJson.read(ConfigJson.write(config), ClusterConfig.defaults()))
                .isEqualTo(config);
    }

    @Test
    void json_withSomeOptions_keepsTheOtherDefaults() {
        ClusterConfig config = ConfigJson.read("{\"clusters\": 5, \"features\": [\"age\"]}", ClusterConfig.defaults());

        assertThat(config)
                .isEqualTo(ClusterConfig.builder()
                        .clusters(5)
                        .features(List.of("age"))
                        .build());
    }

    @Test
    void values_outOfRange_areRefusedByName() {
        refused(b -> b.clusters(0), "clusters must be at least 1, but was 0");
        refused(b -> b.iterations(0), "iterations must be at least 1, but was 0");
        refused(b -> b.restarts(0), "restarts must be at least 1, but was 0");
        refused(b -> b.sampleSize(0), "sampleSize must be at least 1, but was 0");
        refused(b -> b.features(List.of(" ")), "feature name must not be blank");
        refused(b -> b.features(List.of("a", "a")), "features must not name one twice, but were [a, a]");
        refused(b -> b.maxCategories(0), "maxCategories must be at least 1, but was 0");
        refused(b -> b.categoryWeight(0), "categoryWeight must be finite and above 0, but was 0.0");
        refused(b -> b.smoothing(-1), "smoothing must be finite and at least 0, but was -1.0");
        refused(b -> b.smoothing(Double.NaN), "smoothing must be finite and at least 0, but was NaN");
        refused(b -> b.months(0), "months must be at least 1, but was 0");
        refused(b -> b.threads(0), "threads must be at least 1, but was 0");
    }

    private static void refused(Consumer<ClusterConfig.Builder> setting, String message) {
        ClusterConfig.Builder builder = ClusterConfig.builder();
        setting.accept(builder);
        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
    }
}
