package dev.recsys.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.io.synthetic.SyntheticBank;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticRoundTripTest {
    @TempDir
    Path folder;

    @Test
    void syntheticBank_writtenAndRead_equalsItsPanel() throws Exception {
        SyntheticBank bank =
                SyntheticBank.builder().customers(2_000).months(5).seed(11).build();
        Path file = folder.resolve("bank.csv.gz");
        bank.writeCsv(file);
        PanelRead read = SantanderReader.builder().read(file);
        assertThat(read.report().rejects()).isEmpty();
        assertThat(read.panel().schema()).isEqualTo(bank.toPanel().schema());
        assertThat(read.panel().contentHash()).isEqualTo(bank.toPanel().contentHash());
    }
}
