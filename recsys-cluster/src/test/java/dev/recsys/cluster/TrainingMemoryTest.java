package dev.recsys.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TrainingMemoryTest {
    private static final ClusterConfig DEFAULTS = ClusterConfig.defaults().withThreads(4);

    private static String remedy(ClusterConfig config, long users, long dimension, long items) {
        return TrainingMemory.of(users, dimension, items, config).remedy();
    }

    @Test
    void remedy_greatestPart_isTold() {
        assertThat(remedy(DEFAULTS, 10_000_000, 100, 24)).isEqualTo("a smaller sampleSize");
        assertThat(remedy(DEFAULTS.withClusters(10_000), 20_000, 100, 24)).isEqualTo("fewer clusters");
        ClusterConfig many = DEFAULTS.withThreads(4096).withFit(DEFAULTS.fit().withRestarts(1000));
        assertThat(remedy(many, 20_000, 100, 24)).isEqualTo("fewer threads");
    }

    @Test
    void bytes_pastTwoToThe31_doesNotWrap() {
        ClusterConfig most = DEFAULTS.withClusters(10_000)
                .withThreads(4096)
                .withFit(DEFAULTS.fit().withRestarts(1000).withSampleSize(100_000_000));
        assertThat(TrainingMemory.of(Integer.MAX_VALUE, 100_000, 1_000_000, most)
                        .bytes())
                .isGreaterThan(4L * 100_000 * 100_000_000);
    }

    @Test
    void check_moreThanTheHeap_isRefusedWithTheFigures() {
        assertThatCode(() -> TrainingMemory.check(10_000, 20, 24, DEFAULTS)).doesNotThrowAnyException();
        assertThatThrownBy(() -> TrainingMemory.check(1_000_000, 100_000, 24, DEFAULTS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching(
                        "cluster needs about \\d+ MB of heap for 1000000 customers, 100000 coordinates, 24 items"
                                + " and 20 clusters on 4 threads, but \\d+ MB of \\d+ MB are free; a smaller sampleSize or a"
                                + " greater -Xmx helps");
    }
}
