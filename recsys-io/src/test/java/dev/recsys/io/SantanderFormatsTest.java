package dev.recsys.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same rows give the same panel, however the file is written. */
class SantanderFormatsTest {
    private static final List<Map<String, String>> ROWS = SantanderLines.manyCells(200, 5);
    private static final String TEXT = SantanderLines.text(SantanderSchema.columns(), ROWS);

    @TempDir
    Path folder;

    private String expected;

    @BeforeEach
    void readPlainFile() throws IOException {
        expected = hash(TEXT.getBytes(UTF_8));
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(folder, "panel", ".dat"), content);
    }

    private String hash(byte[] content) throws IOException {
        PanelRead read = SantanderReader.builder().read(file(content));
        assertThat(read.report().quarantined()).as(read.report().toString()).isZero();
        assertThat(read.report().accepted()).isEqualTo(600);
        return read.panel().contentHash();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                out.putNextEntry(new ZipEntry(namesAndTexts[i]));
                out.write(namesAndTexts[i + 1].getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void gzip_givesTheSamePanel() throws Exception {
        assertThat(hash(gzip(TEXT.getBytes(UTF_8)))).isEqualTo(expected);
    }

    @Test
    void gzip_ofSeveralMembers_isReadWhole() throws Exception {
        byte[] all = TEXT.getBytes(UTF_8);
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(gzip(Arrays.copyOf(all, 30_000)));
        joined.write(gzip(Arrays.copyOfRange(all, 30_000, all.length)));
        assertThat(hash(joined.toByteArray())).isEqualTo(expected);
    }

    @Test
    void gzip_cutShort_isRefusedWithThePlace() throws Exception {
        byte[] all = gzip(TEXT.getBytes(UTF_8));
        Path file = file(Arrays.copyOf(all, all.length / 2));
        assertThatThrownBy(() -> SantanderPanel.read(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file + ": cannot read beyond line ");
    }

    @Test
    void zip_ofOneFile_givesTheSamePanel() throws Exception {
        assertThat(hash(zip("folder/", "", "folder/train.csv", TEXT))).isEqualTo(expected);
    }

    @Test
    void zip_ofSeveralFiles_isRefused() throws Exception {
        Path file = file(zip("train.csv", TEXT, "test.csv", TEXT));
        assertThatThrownBy(() -> SantanderPanel.read(file))
                .hasMessage(file + " is a zip of several files, but must hold exactly one");
        Path empty = file(zip());
        assertThatThrownBy(() -> SantanderPanel.read(empty)).hasMessage(empty + " is a zip without a file in it");
    }

    @Test
    void zip_damaged_isRefused() throws Exception {
        Path file = file(Arrays.copyOf(zip("train.csv", TEXT), 500));
        assertThatThrownBy(() -> SantanderPanel.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be unpacked");
    }

    @Test
    void columns_shuffled_giveTheSamePanel() throws Exception {
        List<String> columns = new ArrayList<>(SantanderSchema.columns());
        Collections.shuffle(columns, new Random(3));
        assertThat(hash(SantanderLines.text(columns, ROWS).getBytes(UTF_8))).isEqualTo(expected);
    }

    @Test
    void rows_shuffled_giveTheSamePanel() throws Exception {
        List<Map<String, String>> rows = new ArrayList<>(ROWS);
        Collections.shuffle(rows, new Random(4));
        assertThat(hash(SantanderLines.text(SantanderSchema.columns(), rows).getBytes(UTF_8)))
                .isEqualTo(expected);
    }

    @Test
    void rows_withAnotherCell_giveAnotherPanel() throws Exception {
        assertThat(hash(TEXT.replaceFirst("51234", "51235")
                        .replaceFirst(" 42", " 43")
                        .replaceFirst("KA", "KB")
                        .getBytes(UTF_8)))
                .isNotEqualTo(expected);
    }

    @Test
    void dates_monthFirst_giveTheSamePanel() throws Exception {
        String monthFirst = TEXT.replaceAll("(\\d{4})-0?(\\d+)-0?(\\d+)", "$2/$3/$1");
        assertThat(monthFirst).contains("\n1/28/2015,700").contains("3/5/2011");
        assertThat(hash(monthFirst.getBytes(UTF_8))).isEqualTo(expected);
    }

    @Test
    void byteOrderMark_isSkipped() throws Exception {
        assertThat(hash(("\uFEFF" + TEXT).getBytes(UTF_8))).isEqualTo(expected);
    }

    @Test
    void lineEnds_ofAnyKind_giveTheSamePanel() throws Exception {
        assertThat(hash(TEXT.replace("\n", "\r\n").getBytes(UTF_8))).isEqualTo(expected);
        assertThat(hash(TEXT.replace("\n", "\r").getBytes(UTF_8))).isEqualTo(expected);
        assertThat(hash(TEXT.strip().getBytes(UTF_8))).isEqualTo(expected);
    }

    @Test
    void cells_allQuoted_giveTheSamePanel() throws Exception {
        String plain = TEXT.replace("\"CORUÑA, A\"", "CORUÑA; A");
        String quoted =
                ("\"" + plain.strip().replace(",", "\",\"").replace("\n", "\"\n\"") + "\"").replace("; A", ", A");
        assertThat(hash(quoted.getBytes(UTF_8))).isEqualTo(expected);
    }

    @Test
    void text_inLatin1OrWindows1252_givesTheSamePanelAndANote() throws Exception {
        for (Charset charset : List.of(ISO_8859_1, Charset.forName("windows-1252"))) {
            assertThat(hash(TEXT.getBytes(charset))).isEqualTo(expected);
            PanelRead read = SantanderReader.builder().read(file(TEXT.getBytes(charset)));
            assertThat(read.report().notes().toString()).contains("bytes are not UTF-8; read as windows-1252");
        }
    }

    @Test
    void text_inUtf16_isRefused() throws Exception {
        Path file = file(TEXT.getBytes(UTF_16));
        assertThatThrownBy(() -> SantanderPanel.read(file)).hasMessageContaining("is UTF-16");
    }
}
