package dev.recsys.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file of attributes may look like. */
class TableFormatsTest {
    private static final String ROWS = "age,city\n30,Lima\n40,\"León, A\"\n";

    @TempDir
    Path folder;

    private TableRead read(byte[] bytes) throws IOException {
        return TableReader.builder().read(Files.write(folder.resolve("file"), bytes));
    }

    private TableRead read(String text) throws IOException {
        return read(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"',', comma", ";, semicolon", "'\t', tab", "|, bar"})
    void separator_ofAFile_isDetected(String separator, String name) throws IOException {
        for (String end : List.of("\n", "\r\n", "\r")) {
            TableRead read = read(String.join(separator, "a", "\"b,;|\t\"", "c")
                    + end
                    + String.join(separator, "1", "\"x" + separator + "y,;|\t\"", "3")
                    + end
                    + String.join(separator, "2", "\"z\n" + separator + "z\"", "4")
                    + end);
            assertThat(read.report().notes()).containsExactly("detected the separator: " + name);
            assertThat(Tables.values(read.table(), "a")).containsExactly("1.0", "2.0");
            assertThat(Tables.values(read.table(), "b,;|"))
                    .containsExactly("x" + separator + "y,;|", "z\n" + separator + "z");
            assertThat(Tables.values(read.table(), "c")).containsExactly("3.0", "4.0");
        }
    }

    @Test
    void separator_whereOthersAreInCells_isThatOfTheRows() throws IOException {
        assertThat(read("a,b;c\n1,5;2,5\n3,5;4,5\n").table().schema().names()).containsExactly("a,b", "c");
        assertThat(read("a;b,c\n1;2\n3;4\n").table().schema().names()).containsExactly("a", "b,c");
        assertThat(read("name|text\nx|a, b, c\ny|d; e\n").table().schema().names())
                .containsExactly("name", "text");
        assertThat(read("a\tb, EUR\n1\t2,50\n").table().schema().names()).containsExactly("a", "b, EUR");
        // Most of the rows decide, not all.
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("a;b;c\n1;2\n1;2\n1;2;3\n"))
                .withMessageContaining("2 of 3 rows");
        // Rows that fit count for more than rows that are cut.
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("a,b;c\n1,2,3;4\n1,2,3;4\n1,2,3\n"))
                .withMessageContaining("1 of 3 rows");
        // A header that no row fits is still one of several columns.
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("a;b;c\n1;2\n1;2\n"))
                .withMessageContaining("has 2 fields, but the header has 3");
    }

    @Test
    void separator_ofATableOfOneColumn_isNone() throws IOException {
        TableRead read = read("name\nLima, Peru\nBonn; am Rhein\n");
        assertThat(read.report().notes()).containsExactly("detected no separator: the table has one column");
        assertThat(Tables.values(read.table(), "name")).containsExactly("Lima, Peru", "Bonn; am Rhein");
        String late = "name\n" + "x\n".repeat(300) + "Lima, Peru\n";
        assertThat(read(late).table().rowCount()).isEqualTo(301);
        assertThat(Tables.values(read("amount, EUR\n12\n\n13\n").table(), "amount, EUR"))
                .containsExactly("12.0", "13.0");
    }

    @Test
    void separator_named_isNotDetected() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "a,b:c\n1,2:3\n");
        TableRead read = TableReader.builder().separator(':').read(file);
        assertThat(read.table().schema().names()).containsExactly("a,b", "c");
        assertThat(read.report().notes()).noneMatch(note -> note.contains("detected"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TableReader.builder().separator('\r'))
                .withMessage("separator must be neither a quote nor a line break");
    }

    @Test
    void files_longerThanTheSample_areReadWhole() throws IOException {
        StringBuilder text = new StringBuilder("a;b\n");
        for (int row = 0; row < 60_000; row++) {
            text.append(row % 10).append(";ñ€😀").append(row % 3).append('\n');
        }
        TableRead read = read(text.toString());
        assertThat(read.report().notes()).containsExactly("detected the separator: semicolon");
        assertThat(read.table().rowCount()).isEqualTo(60_000);
        assertThat(read.table().dictionary(1).ids()).containsExactly("ñ€😀0", "ñ€😀1", "ñ€😀2");
        for (int row = 0; row < 60_000; row++) {
            assertThat(read.table().number(row, 0)).isEqualTo(row % 10);
            assertThat(read.table().code(row, 1)).isEqualTo(row % 3);
        }
    }

    @Test
    void text_sampled_isReadFromItsBeginning() throws IOException {
        Random random = new Random(1);
        for (int length : new int[] {0, 1, 2, 3, 131_072, 131_073, 131_074, 131_075, 131_076, 300_000}) {
            String text = "é;\n".repeat(length / 3 + 1).substring(0, length);
            try (SampledReader reader =
                    SampledReader.of(new LenientUtf8Reader(new ByteArrayInputStream(text.getBytes(UTF_8))))) {
                StringBuilder read = new StringBuilder();
                char[] buf = new char[9_000];
                int got = reader.read(buf, 0, 2);
                while (got >= 0) {
                    read.append(buf, 0, got);
                    got = reader.read(buf, 0, 2 + random.nextInt(8_000));
                }
                assertThat(read.toString().equals(text)).as("length %d", length).isTrue();
            }
        }
    }

    @Test
    void rows_longerThanTheSample_leaveTheHeaderToDecide() throws IOException {
        String wide = "a;b\n1;2," + "x".repeat(900) + "\n";
        assertThat(read(wide).report().notes()).containsExactly("detected the separator: semicolon");
        String overlong = "a;b\n" + "x,".repeat(100_000) + "\n" + "1;2\n".repeat(40);
        assertThat(read(overlong).table().rowCount()).isEqualTo(40);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("x;".repeat(200_000) + "\n1;2\n"))
                .withMessageContaining("the header has more than 131,072 characters");
    }

    @Test
    void encodings_ofTheText_areRead() throws IOException {
        TableRead marked = read("\uFEFF" + ROWS);
        assertThat(Tables.values(marked.table(), "age")).containsExactly("30.0", "40.0");
        TableRead latin = read(ROWS.getBytes(ISO_8859_1));
        assertThat(Tables.values(latin.table(), "city")).containsExactly("Lima", "León, A");
        assertThat(latin.report().notes())
                .containsExactly("detected the separator: comma", "bytes that are not UTF-8, read as windows-1252: 1");
        Path wide = Files.write(folder.resolve("wide"), ROWS.getBytes(UTF_16LE));
        assertThat(Tables.values(
                        TableReader.builder().charset(UTF_16LE).read(wide).table(), "city"))
                .containsExactly("Lima", "León, A");
    }

    @Test
    void packed_byGzipOrZip_isUnpacked() throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(ROWS.getBytes(UTF_8));
        }
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("rows.csv"));
            out.write(ROWS.getBytes(UTF_8));
        }
        for (byte[] packed : List.of(gzip.toByteArray(), zip.toByteArray())) {
            assertThat(Tables.values(read(packed).table(), "city")).containsExactly("Lima", "León, A");
            byte[] damaged = packed.clone();
            damaged[packed.length / 2] ^= 8;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> read(damaged))
                    .withMessageContaining(folder.toString());
        }
    }

    @Test
    void files_withoutRows_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> read("")).withMessageEndingWith("file is empty");
        assertThatIllegalArgumentException().isThrownBy(() -> read("\n\r\n")).withMessageEndingWith("file is empty");
        assertThatIllegalArgumentException().isThrownBy(() -> read("\uFEFF")).withMessageEndingWith("file is empty");
        for (String header : List.of("a;b", "a;b\n", "a\n\n")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> read(header))
                    .withMessageEndingWith("has a header, but no rows");
        }
    }

    @Test
    void headers_withAColumnTwice_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("a,b, a\n1,2,3\n"))
                .withMessageEndingWith("the header has column \"a\" twice");
        Path file = folder.resolve("file");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TableReader.builder().id("i").read(Files.writeString(file, "i,b,i\n1,2,3\n")))
                .withMessageEndingWith("the header has column \"i\" twice");
    }

    @Test
    void headers_withBlankNames_loseThoseColumns() throws IOException {
        TableRead read = read("\"\",a, ,b,\n0,1,x,2,\n1,3,y,4,\n");
        assertThat(read.table().schema().names()).containsExactly("a", "b");
        assertThat(Tables.values(read.table(), "b")).containsExactly("2.0", "4.0");
        assertThat(read.report().notes())
                .containsExactly(
                        "detected the separator: comma",
                        "left out 3 of the columns, which have no name; the first is number 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(" , \n1,2\n"))
                .withMessageEndingWith("the header names no column");
    }

    @Test
    void headers_withABrokenQuote_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("\"a,b\n1,2\n"))
                .withMessageEndingWith("the header has a quote that is not closed");
    }
}
