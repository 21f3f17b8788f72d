package dev.recsys.io;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.recsys.io.CsvScanner.LineBreaks;
import dev.recsys.io.CsvScanner.Outcome;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvScannerTest {
    /** What was found: a line for each record. */
    private static final class Records implements CsvScanner.Fields {
        private final List<String> fields = new ArrayList<>();
        private final List<String> all = new ArrayList<>();
        private long scanned;

        @Override
        public void begin(long line) {
            fields.clear();
        }

        @Override
        public void field(int index, char[] buf, int from, int to) {
            assertThat(index).isEqualTo(fields.size());
            fields.add(new String(buf, from, to - from));
        }

        static Records of(Reader text, LineBreaks lineBreaks) throws IOException {
            Records records = new Records();
            CsvScanner scanner = new CsvScanner(text, ',', lineBreaks, records);
            for (Outcome outcome = scanner.next(); outcome != Outcome.END; outcome = scanner.next()) {
                records.all.add(scanner.line() + " "
                        + (outcome == Outcome.RECORD ? records.fields : outcome + " at " + scanner.fieldCount()));
            }
            records.scanned = scanner.scanned();
            return records;
        }

        static List<String> of(String text, LineBreaks lineBreaks) throws IOException {
            return of(new StringReader(text), lineBreaks).all;
        }
    }

    /** Gives a few characters at a time, so that every place in a text comes to stand at an end of the buffer. */
    private static Reader trickle(String text, Random random) {
        return new StringReader(text) {
            @Override
            public int read(char[] buf, int off, int len) throws IOException {
                return super.read(buf, off, Math.min(len, 1 + random.nextInt(3)));
            }
        };
    }

    @Test
    void records_ofEveryShape_areCutWithTheirLines() throws IOException {
        assertThat(Records.of("\uFEFFa,b\r\n\r\n\"x,\"\"y\"\"\",\n,\"\"\rc\"c,\" d\"", LineBreaks.REFUSED))
                .containsExactly("1 [a, b]", "3 [x,\"y\", ]", "4 [, ]", "5 [c\"c,  d]");
        assertThat(Records.of("a,\"b\r\n\r\nc\"\n\"d\n\"\n", LineBreaks.ALLOWED))
                .containsExactly("1 [a, b\r\n\r\nc]", "4 [d\n]");
        assertThat(Records.of("", LineBreaks.ALLOWED)).isEmpty();
        assertThat(Records.of("\n\r\n\r", LineBreaks.ALLOWED)).isEmpty();
        assertThat(Records.of("a,", LineBreaks.ALLOWED)).containsExactly("1 [a, ]");
        assertThat(Records.of("\uFEFF", LineBreaks.ALLOWED)).isEmpty();
    }

    @Test
    void quotes_broken_costOneLine() throws IOException {
        assertThat(Records.of("a,\"b\nc,d\n\"e\"f,g\nh\n\"", LineBreaks.REFUSED))
                .containsExactly(
                        "1 BROKEN_QUOTE at 1", "2 [c, d]", "3 BROKEN_QUOTE at 0", "4 [h]", "5 BROKEN_QUOTE at 0");
        assertThat(Records.of("a,\"b\r\nc,d\r\n\"e\"f,g\r\nh", LineBreaks.ALLOWED))
                .containsExactly("1 BROKEN_QUOTE at 1", "2 [c, d]", "3 BROKEN_QUOTE at 0", "4 [h]");
    }

    @Test
    void lengths_beyondTheLimits_costOneLine() throws IOException {
        String field = "x".repeat(CsvScanner.MAX_FIELD);
        String record = (field.substring(1) + ",").repeat(2);
        for (LineBreaks lineBreaks : LineBreaks.values()) {
            assertThat(Records.of(field + "\n\"" + field + "\"\nx" + field + "\n\"x" + field + "\"\nb", lineBreaks))
                    .containsExactly(
                            "1 [" + field + "]",
                            "2 [" + field + "]",
                            "3 LONG_FIELD at 0",
                            "4 LONG_FIELD at 0",
                            "5 [b]");
            assertThat(Records.of(record + "\nx" + record + "\n" + record.repeat(9) + "\nb", lineBreaks))
                    .hasSize(4)
                    .contains("2 LONG_RECORD at 2", "3 LONG_RECORD at 2", "4 [b]");
            assertThat(Records.of("\"" + field.repeat(9) + "\nb", lineBreaks))
                    .containsExactly("1 LONG_RECORD at 0", "2 [b]");
        }
    }

    @Test
    void quotesDoubled_inLongFields_standForOne() throws IOException {
        for (int before : new int[] {0, 1, 85, 86, 255, 256, 5_000}) {
            for (int after : new int[] {0, 1, 255, 256, 900, 40_000}) {
                String plain = "x".repeat(before) + "\"" + "y".repeat(after);
                assertThat(Records.of("a,\"" + plain.replace("\"", "\"\"") + "\",b", LineBreaks.REFUSED))
                        .containsExactly("1 [a, " + plain + ", b]");
            }
        }
    }

    @Test
    void lines_beyondTheLimit_costOneLine() throws IOException {
        String most = "\"" + "x\n".repeat(CsvScanner.MAX_LINES - 1) + "\"";
        assertThat(Records.of(most, LineBreaks.ALLOWED)).hasSize(1);
        assertThat(Records.of("\"\n" + most.substring(1) + "\nb", LineBreaks.ALLOWED))
                .hasSize(CsvScanner.MAX_LINES + 2)
                .startsWith("1 BROKEN_QUOTE at 0", "2 [x]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\",y,\"\n",
                "\"\n",
                "\"x\n",
                "a,\"\"\"x\n",
                "\"",
                "\"\"\n",
                "x\"\r",
                "\"\r\n\r\n",
                "\"a\"b,\"\n"
            })
    void text_ofBrokenQuotes_isLookedAtABoundedNumberOfTimes(String line) throws IOException {
        int lines = 3_000;
        String text = line.repeat(lines);
        assertThat(Records.of(new StringReader(text), LineBreaks.REFUSED).scanned)
                .isLessThanOrEqualTo(text.length());
        assertThat(Records.of(new StringReader(text), LineBreaks.ALLOWED).scanned)
                .isLessThanOrEqualTo((long) CsvScanner.MAX_LINES * text.length());
    }

    @Test
    void texts_atRandom_areCutAsFastCsvCutsThem() throws IOException {
        int compared = 0;
        for (int seed = 0; seed < 1_500; seed++) {
            Random random = new Random(seed);
            StringBuilder made = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                made.append("ab,,\"\"\n\r\u0000é".charAt(random.nextInt(10)));
            }
            String text = made.toString();
            List<String> expected = new ArrayList<>();
            try (CsvReader<CsvRecord> csv = CsvReader.builder()
                    .allowUnclosedQuote(false)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(text)) {
                for (CsvRecord row : csv) {
                    expected.add(row.getStartingLineNumber() + " " + row.getFields());
                }
            } catch (CsvParseException e) {
                expected.clear();
            }
            List<String> found = Records.of(trickle(text, random), LineBreaks.ALLOWED).all;
            assertThat(found).as("seed %d", seed).isEqualTo(Records.of(text, LineBreaks.ALLOWED));
            if (found.stream().noneMatch(record -> record.contains("BROKEN"))) {
                compared++;
                assertThat(found).as("seed %d: %s", seed, text).isEqualTo(expected);
            } else {
                assertThat(expected).as("seed %d: %s", seed, text).isEmpty();
            }
        }
        assertThat(compared).isBetween(300, 1_200);
    }
}
