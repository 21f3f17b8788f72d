package dev.recsys.internal.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
    @TempDir
    private Path folder;

    private Path file(String text, Charset charset) throws IOException {
        return Files.write(folder.resolve("options.json"), text.getBytes(charset));
    }

    @Test
    void read_utf8_isTheTextWithoutAByteOrderMark() throws IOException {
        assertThat(TextFile.read(file("", UTF_8))).isEmpty();
        assertThat(TextFile.read(file("{\"é€😀\": 1}\n", UTF_8))).isEqualTo("{\"é€😀\": 1}\n");
        assertThat(TextFile.read(file("\uFEFF{\uFEFF}", UTF_8))).isEqualTo("{\uFEFF}");
        assertThat(TextFile.read(file("\uFEFF", UTF_8))).isEmpty();
    }

    @Test
    void read_notUtf8_isRefusedByFileAndLine() throws IOException {
        refused(file("{\r\n\r\n\"café\": 1}", ISO_8859_1), ", line 3 is not UTF-8");
        refused(file("{}", UTF_16), ", line 1 is not UTF-8");
        Path cut = folder.resolve("cut.json");
        Files.write(cut, new byte[] {'a', '\n', (byte) 0xE2, (byte) 0x82});
        refused(cut, ", line 2 is not UTF-8");
    }

    @Test
    void read_noTextFile_isRefusedByName() throws IOException {
        refused(folder, " is a folder, not a file");
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> TextFile.read(missing))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(missing.toString());
        Path sparse = folder.resolve("sparse");
        try (RandomAccessFile raw = new RandomAccessFile(sparse.toFile(), "rw")) {
            raw.setLength(TextFile.MAX_BYTES + 1L);
        }
        refused(sparse, " is longer than 64 MB");
    }

    @Test
    void readJson_json_isItsTree() throws IOException {
        assertThat(TextFile.readJson(file("\uFEFF{\"a\": [1]}", UTF_8))
                        .at("/a/0")
                        .intValue())
                .isEqualTo(1);
        assertThat(TextFile.readJson(file("", UTF_8)).isMissingNode()).isTrue();
    }

    @Test
    void readJson_notJson_isRefusedByFileAndLine() throws IOException {
        refusedJson("{\n\"a\": 1,\n\"a\": 2}", " has a name twice, at line 3");
        refusedJson("{\n\"a\" 1}", " is not JSON at line 2");
        refusedJson("{}\n{}", " is not JSON at line 2");
    }

    private void refusedJson(String json, String start) throws IOException {
        Path file = file(json, UTF_8);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextFile.readJson(file))
                .withMessageStartingWith(file + start);
    }

    private static void refused(Path file, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextFile.read(file))
                .withMessage(file + message);
    }
}
