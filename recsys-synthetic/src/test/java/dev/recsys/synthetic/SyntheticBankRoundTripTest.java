package dev.recsys.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.data.Panel;
import dev.recsys.io.SantanderPanel;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of a bank and its panel in memory tell the same. */
class SyntheticBankRoundTripTest {
    @ParameterizedTest
    @ValueSource(strings = {"bank.csv", "bank.csv.gz"})
    void panel_readBackFromTheFile_isThePanelInMemory(String name, @TempDir Path directory) throws IOException {
        SyntheticBank bank = SyntheticBank.builder().customers(8_000).seed(9).build();
        bank.writeCsv(directory.resolve(name));
        Panel read = SantanderPanel.read(directory.resolve(name));
        assertThat(read.rowCount()).isEqualTo(bank.toPanel().rowCount());
        assertThat(read.contentHash()).isEqualTo(bank.toPanel().contentHash());
    }
}
