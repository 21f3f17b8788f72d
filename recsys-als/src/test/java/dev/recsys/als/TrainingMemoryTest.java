package dev.recsys.als;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.als.AlsConfig.Solver;
import dev.recsys.als.AlsConfig.Weighting;
import dev.recsys.data.EventLog;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrainingMemoryTest {
    @Test
    void bytes_byHand_isTheSum() {
        AlsConfig.Builder config = AlsConfig.builder().factors(20).threads(3);
        long transposed = 8 * 1000 + 4 * 50;
        long model = (2 * 20 + 32) * 4 * 50;
        long workspace = (24 * 32 * 32 + (1 << 20)) * 3 + 48 * 20 * 20;
        assertThat(TrainingMemory.bytes(100, 50, 1000, config.build()))
                .isEqualTo(transposed + 4 * 32 * 150 + model + workspace);
        assertThat(TrainingMemory.bytes(
                        100, 50, 1000, config.weighting(Weighting.BM25).build()))
                .isEqualTo(transposed + 16 * 1000 + 4 * 100 + 4 * 32 * 150 + model + workspace);
        config.weighting(Weighting.NONE);
        assertThat(TrainingMemory.bytes(
                        100, 50, 1000, config.solver(Solver.REFERENCE).build()))
                .isEqualTo(transposed + 8 * 20 * 150 + model + workspace);
        assertThat(TrainingMemory.bytes(8192, 24, 1000, AlsConfig.defaults()))
                .isEqualTo(8 * 1000 + 4 * 24 + 16 * 8192 + (2 + 24 + 4) * 8L * 24 * 24 * 26);
    }

    @Test
    void bytes_pastTwoToThe31_doesNotWrap() {
        AlsConfig config = AlsConfig.builder().factors(4096).threads(1).build();
        assertThat(TrainingMemory.bytes(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, config))
                .isGreaterThan(4L * 4096 * 2 * Integer.MAX_VALUE);
    }

    @Test
    void train_rankTooGreatForTheHeap_isRefusedWithTheFigures() {
        long most = Runtime.getRuntime().maxMemory();
        int users = (int) (most / 4096 / 4) + 1000; // their factors alone take the whole heap
        EventLog.Builder log = EventLog.builder();
        for (int user = 0; user < users; user++) {
            log.add("u" + user, "i" + user % 40, 1, Instant.EPOCH);
        }
        AlsTrainer trainer = new AlsTrainer(
                AlsConfig.builder().factors(4096).threads(1).iterations(1).build());
        assertThatThrownBy(() -> trainer.train(log.build()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("als needs about \\d+ MB of heap for " + users + " users, 40 items and " + users
                        + " cells at rank 4096, but \\d+ MB of " + (most >> 20)
                        + " MB are free; a lower rank or a greater -Xmx helps");
    }

    @Test
    void factorMatrix_severalBlocks_keepsEveryRowApart() {
        FactorMatrix matrix = new FactorMatrix(5000, 4090);
        for (int row = 0; row < 5000; row++) {
            matrix.set(row, 0, row);
            matrix.set(row, 4089, -row);
        }
        assertThat(matrix.block(0)).isNotSameAs(matrix.block(4999));
        for (int row = 0; row < 5000; row++) {
            assertThat(matrix.get(row, 0)).isEqualTo(row);
            assertThat(matrix.get(row, 4089)).isEqualTo(-row);
        }
    }
}
