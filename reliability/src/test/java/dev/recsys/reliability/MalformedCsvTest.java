package dev.recsys.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.io.EventRead;
import dev.recsys.io.EventReader;
import dev.recsys.io.PanelRead;
import dev.recsys.io.ReadReport;
import dev.recsys.io.Reject;
import dev.recsys.io.SantanderReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a file holds, a reader takes or quarantines each row once and says why, or refuses the file in one sentence. Rows
 * are counted by {@link CsvOracle} too, and a row without a fault is never quarantined.
 */
@Tag("slow")
class MalformedCsvTest {
    private static final int FILES = Scale.of(10_000, 2_000_000);

    @TempDir
    Path folder;

    /** Reads a file, tolerating all that can be tolerated. */
    private interface Reader {
        Found read(Path file);
    }

    /** The report, and how many rows the data has. */
    private record Found(ReadReport report, int rows) {}

    private static Found panel(Path file) {
        PanelRead read = SantanderReader.builder()
                .maxRejected(1)
                .allowOutlyingPeriods()
                .rejectLimit(Integer.MAX_VALUE)
                .read(file);
        return new Found(read.report(), Math.toIntExact(read.panel().rowCount()));
    }

    private static Found events(Path file) {
        EventRead read = EventReader.builder()
                .maxRejected(1)
                .rejectLimit(Integer.MAX_VALUE)
                .read(file);
        return new Found(read.report(), read.log().size());
    }

    @Test
    @Timeout(value = 6, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void files_malformed_areReadRowByRowOrRefused() throws IOException {
        Tally tally = new Tally("malformed-csv");
        for (long seed = 0; seed < FILES; seed++) {
            boolean isPanel = seed % 2 == 0;
            check(isPanel ? MalformedCsvTest::panel : MalformedCsvTest::events, seed, tally);
        }
        tally.close();
        // Without these the harness would look at refusals alone.
        assertThat(tally.of("file taken")).isGreaterThan(FILES / 2);
        assertThat(tally.of("row accepted")).isGreaterThan(FILES);
        for (Reject.Cause cause : Reject.Cause.values()) {
            assertThat(tally.of("row quarantined, " + cause)).as("%s", cause).isPositive();
        }
    }

    /** A fault planted: the harness must see a reader that loses a row. */
    @Test
    void reader_thatLosesARow_isCaught() {
        Reader losing = file -> {
            try {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                int end = text.stripTrailing().lastIndexOf('\n');
                if (text.startsWith("user,") && end > 0) {
                    Files.writeString(file, text.substring(0, end), StandardCharsets.ISO_8859_1);
                }
                return events(file);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        };
        assertThatThrownBy(() -> {
                    for (long seed = 1; seed < 200; seed += 2) {
                        check(losing, seed, new Tally("planted"));
                    }
                })
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("rows of the file");
    }

    private void check(Reader reader, long seed, Tally tally) throws IOException {
        boolean isPanel = seed % 2 == 0;
        MalformedCsv made = isPanel ? MalformedCsv.panel(seed) : MalformedCsv.events(seed);
        Path file = Files.write(folder.resolve("rows"), made.bytes());
        Found found;
        try {
            found = reader.read(file);
        } catch (IllegalArgumentException refusal) {
            checkRefusal(refusal, made, file, seed, isPanel);
            tally.count("file refused");
            return;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError("seed " + seed + ": an exception that no caller expects", e);
        }
        tally.count("file taken");
        ReadReport report = found.report();
        assertThat(report.accepted() + report.quarantined()).as("seed %d", seed).isEqualTo(report.rowsRead());
        assertThat((long) found.rows()).as("seed %d: rows of the data", seed).isEqualTo(report.accepted());
        assertThat(report.rejects()).as("seed %d", seed).hasSize(Math.toIntExact(report.quarantined()));
        assertThat(report.tallies().stream().mapToLong(ReadReport.Tally::count).sum())
                .as("seed %d", seed)
                .isEqualTo(report.quarantined());
        int expected = new CsvOracle(made.text(), !isPanel).rows();
        assertThat(report.rowsRead()).as("seed %d: rows of the file", seed).isEqualTo(expected);
        checkRejects(report.rejects(), made, seed);
        count(tally, "row accepted", report.accepted());
        report.tallies().forEach(reason -> count(tally, "row quarantined, " + reason.cause(), reason.count()));
    }

    private static void count(Tally tally, String outcome, long times) {
        for (long i = 0; i < times; i++) {
            tally.count(outcome);
        }
    }

    private static void checkRefusal(
            IllegalArgumentException refusal, MalformedCsv made, Path file, long seed, boolean isPanel) {
        assertThat(refusal)
                .as("seed %d", seed)
                .hasMessageStartingWith(file.toString())
                .message()
                .doesNotContain("\n")
                .hasSizeLessThan(1000);
        boolean isSound = !made.damaged() && !made.headerTouched();
        if (isSound && made.text().startsWith(isPanel ? "fecha_dato," : "user,")) {
            // All that is left is a text cut off inside its header.
            assertThat(new CsvOracle(made.text(), !isPanel).rows())
                    .as("seed %d: %s", seed, refusal)
                    .isLessThan(1);
        }
    }

    private static void checkRejects(List<Reject> rejects, MalformedCsv made, long seed) {
        String text = made.text().startsWith("\uFEFF") ? made.text().substring(1) : made.text();
        List<String> lines = text.lines().toList();
        assertThat(rejects)
                .as("seed %d", seed)
                .extracting(Reject::number)
                .isSorted()
                .doesNotHaveDuplicates();
        for (Reject reject : rejects) {
            assertThat(reject.number()).as("seed %d", seed).isBetween(2L, (long) lines.size());
            assertThat(reject.reason()).as("seed %d", seed).isNotBlank().hasSizeLessThan(400);
            assertThat(reject.toString()).as("seed %d", seed).startsWith("line " + reject.number());
            boolean ofTheRow = List.of(Reject.Cause.FIELD_COUNT, Reject.Cause.QUOTE, Reject.Cause.TOO_LONG)
                    .contains(reject.cause());
            assertThat(ofTheRow || !reject.column().isEmpty())
                    .as("seed %d: %s", seed, reject)
                    .isTrue();
            if (!made.headerTouched() && reject.cause() != Reject.Cause.DUPLICATE) {
                assertThat(made.sound())
                        .as("seed %d: %s", seed, reject)
                        .doesNotContain(lines.get((int) reject.number() - 1));
            }
        }
    }
}
