package dev.recsys.io;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packed files as other programs write them. */
class PackedInputTest {
    @TempDir
    private Path folder;

    private String read(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("packed"), bytes);
        StringBuilder text = new StringBuilder();
        try (TextLines lines = TextLines.open(file)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                text.append(line).append('\n');
            }
        }
        return text.toString();
    }

    /** Digits at random, which pack badly, so that the packed file is longer than one buffer. */
    private static String longText() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < 20_000; line++) {
            text.append(random.nextLong()).append('\n');
        }
        return text.toString();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(US_ASCII));
        }
        return bytes.toByteArray();
    }

    private static byte[] stored(String text) throws IOException {
        byte[] content = text.getBytes(US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry("train.csv");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(entry);
            out.write(content);
        }
        return bytes.toByteArray();
    }

    /** The gzip program writes the file's name; others write more. */
    @Test
    void gzip_withEveryFieldOfAHeader_isRead() throws IOException {
        byte[] plain = gzip("a\nb\n");
        for (int flags = 0; flags < 32; flags++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(plain, 0, 3);
            bytes.write(flags);
            bytes.write(plain, 4, 6);
            if ((flags & 4) != 0) {
                bytes.write(new byte[] {3, 0, 'x', 'y', 'z'});
            }
            if ((flags & 8) != 0) {
                bytes.write(new byte[] {'n', 'a', 'm', 'e', 0});
            }
            if ((flags & 16) != 0) {
                bytes.write(new byte[] {'c', 0});
            }
            if ((flags & 2) != 0) {
                bytes.write(new byte[] {1, 2});
            }
            bytes.write(plain, 10, plain.length - 10);
            assertThat(read(bytes.toByteArray())).as("flags %d", flags).isEqualTo("a\nb\n");
        }
    }

    @Test
    void files_longerThanABuffer_areReadWhole() throws IOException {
        String text = longText();
        assertThat(read(gzip(text))).isEqualTo(text);
        assertThat(read(stored(text))).isEqualTo(text);
    }

    @Test
    void stored_changed_isRefused() throws IOException {
        byte[] sound = stored("a\nb\n");
        byte[] changed = sound.clone();
        changed[30 + "train.csv".length()] ^= 1;
        assertThatIOException().isThrownBy(() -> read(changed)).withMessageContaining("the checksum does not match");
    }

    @Test
    void open_packedInsideAPacked_isRefused() throws IOException {
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(twice)) {
            out.write(gzip("a\n"));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(twice.toByteArray()))
                .withMessageContaining("holds a packed file inside a packed file");
        assertThatIllegalArgumentException().isThrownBy(() -> read(gzip(""))).withMessageContaining("is empty");
    }
}
