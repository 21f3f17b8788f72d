package dev.recsys.mlc.internal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.mlc.ConfigFixture;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.mlc.options.Trees;
import dev.recsys.testkit.SmallBank;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingMemoryTest {
    private static long bytes(ConfigFixture config, long products, long group) {
        return TrainingMemory.of(1000, 50, 600, products, group, config.plan()).bytes();
    }

    @Test
    void bytes_byHand_isTheSum() {
        long histograms = 8 * 600 * 11 * 17;
        ConfigFixture config = ConfigFixture.defaults().threads(3);
        assertThat(bytes(config, 24, 10)).isEqualTo(1000 * (60 + 60 + 9 * 24 + 25 * 10) + histograms);
        assertThat(bytes(config, 10, 10)).isEqualTo(1000 * (60 + 60 + 9 * 10 + 24 * 10) + histograms);
        config.models(1);
        assertThat(bytes(config, 24, 10)).isEqualTo(1000 * (60 + 60 + 2 * 24 + 17 * 10) + histograms);
        assertThat(bytes(config, 10, 10)).isEqualTo(1000 * (60 + 60 + 2 * 10 + 17 * 10) + histograms);
        config.fallbackModels(false);
        assertThat(bytes(config, 24, 10)).isEqualTo(1000 * (60 + 60 + 24 + 17 * 10) + histograms);
        config.structure(Trees.Structure.PER_PRODUCT);
        assertThat(bytes(config, 24, 10))
                .isEqualTo(1000 * (50 + 60 + 24 + (17 + 10) * 10 + 3 * 8) + 8 * 600 * (11 + 3 * 2 * 17));
        assertThat(bytes(config.threads(99), 24, 10))
                .isEqualTo(1000 * (50 + 60 + 24 + (17 + 10) * 10 + 10 * 8) + 8 * 600 * (11 + 10 * 2 * 17));
    }

    @Test
    void remedy_greatestPart_isTold() {
        ConfigFixture config = ConfigFixture.defaults();
        assertThat(TrainingMemory.of(1_000_000, 50, 600, 24, 24, config.plan()).remedy())
                .isEqualTo("fewer maxRows");
        assertThat(TrainingMemory.of(1000, 50, 60_000, 24, 24, config.plan()).remedy())
                .isEqualTo("fewer maxLeaves");
        config.structure(Trees.Structure.PER_PRODUCT).threads(99);
        assertThat(TrainingMemory.of(1000, 50, 60_000, 24, 24, config.plan()).remedy())
                .isEqualTo("fewer threads");
    }

    @Test
    void bytes_pastTwoToThe31_doesNotWrap() {
        ConfigFixture config = ConfigFixture.defaults().maxLeaves(256);
        assertThat(TrainingMemory.of(16_000_000, 10_000, 100_000, 5000, 5000, config.plan())
                        .bytes())
                .isGreaterThan(8L * 100_000 * 5000 * 256 + 16_000_000L * 25 * 5000);
    }

    @Test
    void requireCells_moreThanAnArrayHas_isRefused() {
        TrainingMemory.requireCells(16_000_000, 133);
        assertThatThrownBy(() -> TrainingMemory.requireCells(16_000_000, 134))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "mlc can't learn 134 products from 16000000 rows, as an array has at most 2147483647 places;"
                                + " fewer maxRows help");
    }

    @Test
    void train_tooGreatForTheHeap_isRefusedWithTheFigures() {
        int products = 4000; // the histograms alone take hundreds of gigabytes
        List<String> names = IntStream.range(0, products).mapToObj(p -> "p" + p).toList();
        PanelBuilder panel = Panel.builder(names, FeatureSchema.builder().build());
        for (int month = 0; month < 2; month++) {
            for (String name : names) {
                panel.row(SmallBank.month(month), "friend of " + name);
                if (month == 1) {
                    panel.holds(name);
                }
            }
            panel.row(SmallBank.month(month), "nobody's friend");
        }
        MlcConfig config =
                ConfigFixture.defaults().minAdditions(1).maxLeaves(256).build();
        assertThatThrownBy(() -> new MlcTrainer(config).train(panel.build()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching(
                        "mlc needs about \\d+ MB of heap for 4001 rows, 4001 columns and 4000 products, but \\d+"
                                + " MB of " + (Runtime.getRuntime().maxMemory() >> 20)
                                + " MB are free; fewer maxLeaves or a greater -Xmx helps");
    }
}
