package dev.recsys.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextLinesTest {
    @TempDir
    private Path folder;

    /** Each line as "number stray text". */
    private List<String> read(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("lines.txt"), bytes);
        List<String> found = new ArrayList<>();
        try (TextLines lines = TextLines.open(file)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                found.add(lines.number() + " " + lines.strayBytes() + " " + line);
            }
        }
        return found;
    }

    @Test
    void next_everyLineEnd_endsOneLine() throws IOException {
        assertThat(read("a\nb\r\nc\rd\n\n\r\re".getBytes(UTF_8)))
                .containsExactly("1 0 a", "2 0 b", "3 0 c", "4 0 d", "5 0 ", "6 0 ", "7 0 ", "8 0 e");
        assertThat(read("a\r\n".getBytes(UTF_8))).containsExactly("1 0 a");
        assertThat(read("\n".getBytes(UTF_8))).containsExactly("1 0 ");
    }

    @Test
    void next_byteOrderMark_isSkippedAtTheStartOnly() throws IOException {
        assertThat(read("\uFEFFa\n\uFEFFb".getBytes(UTF_8))).containsExactly("1 0 a", "2 0 \uFEFFb");
        assertThat(read("\uFEFF\na".getBytes(UTF_8))).containsExactly("1 0 ", "2 0 a");
    }

    @Test
    void next_bytesThatAreNotUtf8_areWindows1252AndCountedByLine() throws IOException {
        assertThat(read("ñ1\nñañ\r\nñ\rñ\nb".getBytes(ISO_8859_1)))
                .containsExactly("1 1 ñ1", "2 2 ñañ", "3 1 ñ", "4 1 ñ", "5 0 b");
        assertThat(read("ñ1\n€😀\n".getBytes(UTF_8))).containsExactly("1 0 ñ1", "2 0 €😀");
    }

    @Test
    void open_gzip_isUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write("a\nb\n".getBytes(UTF_8));
        }
        assertThat(read(packed.toByteArray())).containsExactly("1 0 a", "2 0 b");
    }

    @Test
    void open_emptyOrUtf16_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> read(new byte[0])).withMessageContaining("is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0}))
                .withMessageContaining("UTF-16");
    }

    @Test
    void next_lineWithoutAnEnd_isRefusedByItsNumber() {
        String text = "a\n" + "x".repeat(TextLines.MAX_LENGTH + 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(text.getBytes(UTF_8)))
                .withMessageEndingWith("lines.txt, line 2 is longer than 1048576 characters");
    }
}
