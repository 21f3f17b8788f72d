package dev.recsys.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.data.Panel;
import dev.recsys.io.SantanderSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticBankTest {
    private static SyntheticBank bank(long seed) {
        return SyntheticBank.builder().customers(3_000).seed(seed).build();
    }

    private static String csv(SyntheticBank bank) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bank.writeCsv(out, SyntheticBankListener.none());
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void panel_ofOneSeed_isTheSameTwice() {
        assertThat(bank(1).toPanel().contentHash()).isEqualTo(bank(1).toPanel().contentHash());
    }

    @Test
    void panel_ofAnotherSeed_differs() {
        assertThat(bank(1).toPanel().contentHash())
                .isNotEqualTo(bank(2).toPanel().contentHash());
    }

    @Test
    void panel_hasTheSchemaOfTheFile_andIdsThatNoRealCustomerHas() {
        Panel panel = bank(1).toPanel();
        assertThat(panel.schema()).isEqualTo(SantanderSchema.features());
        assertThat(panel.items().ids()).isEqualTo(SantanderSchema.items());
        assertThat(new Products().items()).isEqualTo(SantanderSchema.items());
        assertThat(panel.users().ids()).hasSize(3_000).allMatch(id -> Integer.parseInt(id) >= 10_000_000);
    }

    @Test
    void panel_ofFewMonths_stillHasAllCustomers() {
        Panel panel = SyntheticBank.builder().customers(500).months(2).build().toPanel();
        assertThat(panel.snapshots()).hasSize(2);
        assertThat(panel.last().date()).isEqualTo(LocalDate.of(2015, 2, 28));
        assertThat(panel.users().size()).isEqualTo(500);
    }

    @Test
    void csv_hasTheHeaderTheSpellingAndTheDirtOfTheFile() throws IOException {
        String text =
                csv(SyntheticBank.builder().customers(20_000).months(8).seed(5).build());
        List<String> lines = text.lines().toList();
        assertThat(lines.get(0))
                .startsWith("\"fecha_dato\",\"ncodpers\",\"ind_empleado\"")
                .endsWith("\"ind_recibo_ult1\"");
        assertThat(lines.get(0).split(",")).hasSize(48);
        assertThat(lines.subList(1, lines.size()))
                .allMatch(line -> line.replaceAll("\"[^\"]*\"", "").split(",", -1).length == 48);
        assertThat(text)
                .contains("\"CORUÑA, A\"")
                .contains(",,,, NA,,NA,     NA,NA,,,,,,,,,NA,NA,,NA,,,0,")
                .contains(", NA")
                .containsPattern(", \\d\\d,20\\d\\d-\\d\\d-\\d\\d, [01],     \\d\\d, 1,,1.0,[AI],")
                .containsPattern(", 8,\"BARCELONA\"");
    }

    @Test
    void csv_isSortedByDateThenCustomer() throws IOException {
        List<String> keys =
                csv(bank(1)).lines().skip(1).map(line -> line.substring(0, 19)).toList();
        List<String> sorted = new ArrayList<>(keys);
        sorted.sort(null);
        assertThat(keys).isEqualTo(sorted).doesNotHaveDuplicates();
    }

    @Test
    void file_endingInGz_isZippedAndLeavesNoTemporaryBehind(@TempDir Path directory) throws IOException {
        Path plain = directory.resolve("bank.csv");
        Path zipped = directory.resolve("bank.csv.gz");
        List<LocalDate> told = new ArrayList<>();
        bank(1).writeCsv(plain, (date, rows) -> told.add(date));
        bank(1).writeCsv(zipped);
        assertThat(told).isEqualTo(bank(1).dates());
        try (InputStream in = new GZIPInputStream(Files.newInputStream(zipped))) {
            assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(plain));
        }
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrder(plain, zipped);
        }
    }

    @Test
    void file_orphansOfKilledWriters_areDeletedAndOtherFilesKept(@TempDir Path directory) throws IOException {
        Path target = directory.resolve("bank.csv.gz");
        Path orphan = Files.writeString(directory.resolve(".bank.csv.gz.recsys0123456789abcdef.tmp"), "part");
        Path ofAnother = Files.writeString(directory.resolve(".other.csv.recsys0123456789abcdef.tmp"), "part");
        Path mine = Files.writeString(directory.resolve("bank.csv.gz.tmp"), "mine");
        List<Path> seen = new ArrayList<>();
        bank(1).writeCsv(target, (date, rows) -> {
            try (var files = Files.list(directory)) {
                files.filter(file -> file.toString().endsWith(".tmp")).forEach(seen::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(orphan).doesNotExist();
        assertThat(seen).doesNotContain(orphan).contains(ofAnother, mine);
        assertThat(seen)
                .anyMatch(
                        file -> file.getFileName().toString().matches("\\.bank\\.csv\\.gz\\.recsys[0-9a-f]{16}\\.tmp"));
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrder(target, ofAnother, mine);
        }
    }

    @Test
    void file_failsHalfway_leavesTheOldOneAndNoLitter(@TempDir Path directory) throws IOException {
        Path target = Files.writeString(directory.resolve("bank.csv"), "old");
        assertThatThrownBy(() -> bank(1).writeCsv(target, (date, rows) -> {
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(target);
        }
        assertThat(target).hasContent("old");
    }

    @Test
    void stream_thatFails_passesItsExceptionOn() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("disk full");
            }
        };
        assertThatThrownBy(() -> bank(1).writeCsv(broken, SyntheticBankListener.none()))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
    }

    @Test
    void builder_outOfRange_refuses() {
        assertThatThrownBy(() -> SyntheticBank.builder().months(18)).hasMessage("months must be in 2..17, but was 18");
        assertThatThrownBy(() -> SyntheticBank.builder().months(1)).hasMessage("months must be in 2..17, but was 1");
        assertThatThrownBy(() -> SyntheticBank.builder().customers(0))
                .hasMessage("customers must be in 1..10000000, but was 0");
    }
}
