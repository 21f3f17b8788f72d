package dev.recsys.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
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
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("\\Q" + file + "\\E: cannot read beyond line \\d+: the gzip is damaged at byte "
                        + String.format("%,d of %<,d", all.length / 2) + ": the file ends inside the packed data");
    }

    @Test
    @Tag("slow")
    void gzip_withAnyByteFlipped_isRefusedOrReadsTheSame() throws Exception {
        byte[] text = TEXT.getBytes(UTF_8);
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(gzip(Arrays.copyOf(text, 30_000)));
        joined.write(gzip(Arrays.copyOfRange(text, 30_000, text.length)));
        refusesFlips(joined.toByteArray());
    }

    @Test
    @Tag("slow")
    void zip_withAnyByteFlipped_isRefusedOrReadsTheSame() throws Exception {
        refusesFlips(zip("train.csv", TEXT));
        refusesFlips(stored(TEXT));
    }

    private void refusesFlips(byte[] sound) throws Exception {
        Random random = new Random(8);
        int refused = 0;
        for (int i = 0; i < 150; i++) {
            byte[] damaged = sound.clone();
            // The first and last bytes one by one, where headers and directories are; those between at random.
            int at = i < 35 ? i : i < 125 ? sound.length - 1 - (i - 35) : random.nextInt(sound.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Path file = file(damaged);
            String found;
            try {
                found = SantanderReader.builder().read(file).panel().contentHash();
            } catch (IllegalArgumentException e) {
                refused++;
                assertThat(e).hasMessageStartingWith(file.toString());
                found = expected;
            }
            assertThat(found).as("byte %d of %d", at, sound.length).isEqualTo(expected);
        }
        assertThat(refused).isGreaterThan(60);
    }

    /** An entry whose bytes stand in the archive as they are: a flip leaves text that can be read. */
    private static byte[] stored(String text) throws IOException {
        byte[] content = text.getBytes(UTF_8);
        ZipEntry entry = new ZipEntry("train.csv");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(entry);
            out.write(content);
        }
        return bytes.toByteArray();
    }

    @Test
    void zip_withAnEntryItsDirectoryDoesNotList_isRefused() throws Exception {
        byte[] one = zip("train.csv", TEXT);
        byte[] hidden = zip("hidden.csv", TEXT);
        int entryEnd = new String(hidden, ISO_8859_1).indexOf("PK\u0001\u0002");
        int directory = new String(one, ISO_8859_1).indexOf("PK\u0001\u0002");
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(one, 0, directory);
        both.write(hidden, 0, entryEnd);
        both.write(one, directory, one.length - directory);
        byte[] bytes = both.toByteArray();
        // The directory begins later now.
        int end = new String(bytes, ISO_8859_1).lastIndexOf("PK\u0005\u0006");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(end + 16, directory + entryEnd);
        Path file = file(bytes);
        assertThatThrownBy(() -> SantanderPanel.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the zip is damaged: its directory does not state what it holds");
    }

    /** What Info-ZIP writes to a pipe: sizes of 8 bytes behind the data. */
    @Test
    void zip_writtenToAPipe_givesTheSamePanel() throws Exception {
        byte[] text = TEXT.getBytes(UTF_8);
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(text);
        deflater.finish();
        byte[] packed = new byte[text.length];
        int length = deflater.deflate(packed);
        CRC32 crc = new CRC32();
        crc.update(text);
        ByteBuffer zip = ByteBuffer.allocate(length + 1000).order(ByteOrder.LITTLE_ENDIAN);
        zip.putInt(0x04034b50)
                .putShort((short) 45)
                .putShort((short) 8)
                .putShort((short) 8)
                .putInt(0);
        zip.putInt(0)
                .putInt(-1)
                .putInt(-1)
                .putShort((short) 1)
                .putShort((short) 20)
                .put((byte) '-');
        zip.putShort((short) 1).putShort((short) 16).putLong(0).putLong(0);
        zip.put(packed, 0, length);
        zip.putInt(0x08074b50).putInt((int) crc.getValue()).putLong(length).putLong(text.length);
        int directory = zip.position();
        zip.putInt(0x02014b50)
                .putShort((short) 45)
                .putShort((short) 45)
                .putShort((short) 8)
                .putShort((short) 8);
        zip.putInt(0)
                .putInt((int) crc.getValue())
                .putInt(length)
                .putInt(text.length)
                .putShort((short) 1);
        zip.put(new byte[16]).put((byte) '-');
        int end = zip.position();
        zip.putInt(0x06054b50).putInt(0).putShort((short) 1).putShort((short) 1);
        zip.putInt(end - directory).putInt(directory).putShort((short) 0);
        assertThat(hash(Arrays.copyOf(zip.array(), zip.position()))).isEqualTo(expected);
    }

    @Test
    void gzip_paddedWithZeros_givesTheSamePanel() throws Exception {
        byte[] all = gzip(TEXT.getBytes(UTF_8));
        assertThat(hash(Arrays.copyOf(all, all.length + 1000))).isEqualTo(expected);
        byte[] followed = Arrays.copyOf(all, all.length + 2);
        followed[all.length + 1] = 'x';
        Path file = file(followed);
        assertThatThrownBy(() -> SantanderPanel.read(file)).hasMessageContaining("something other than gzip follows");
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
            assertThat(read.report().notes().toString()).contains("bytes that are not UTF-8, read as windows-1252: ");
        }
    }

    @Test
    void text_inUtf16_isRefused() throws Exception {
        Path file = file(TEXT.getBytes(UTF_16));
        assertThatThrownBy(() -> SantanderPanel.read(file)).hasMessageContaining("is UTF-16");
    }
}
