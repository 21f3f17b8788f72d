package dev.recsys.io;

import static dev.recsys.io.SantanderLines.header;
import static dev.recsys.io.SantanderLines.row;
import static dev.recsys.io.SantanderLines.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much a reader puts up with: rejected rows, lengths and dates. */
class SantanderLimitsTest {
    @TempDir
    Path folder;

    private PanelRead read(String... lines) throws Exception {
        return SantanderReader.builder().maxRejected(1).read(write(folder, lines));
    }

    @Test
    void file_withSomeFaults_isReadByTheShortForm() throws Exception {
        assertThat(SantanderPanel.read(withFaults(20, 1)).rowCount()).isEqualTo(19);
    }

    /** A file of so many rows, the first ones of which lack a customer or have an age that cannot be read. */
    private Path withFaults(int rows, int faults) throws Exception {
        List<String> lines = new ArrayList<>(List.of(header()));
        for (int i = 0; i < rows; i++) {
            boolean late = i >= faults;
            lines.add(row(late || i % 2 > 0 ? Integer.toString(i) : "", "age", late || i % 2 == 0 ? "30" : "old"));
        }
        return write(folder, lines.toArray(String[]::new));
    }

    @Test
    void rejects_moreThanAllowed_stopTheReaderAndKeepTheReport() throws Exception {
        Path file = withFaults(100, 6);
        assertThatThrownBy(() -> SantanderReader.builder().read(file))
                .isInstanceOfSatisfying(
                        RejectedRowsException.class,
                        refused -> assertThat(refused.report().quarantined()).isEqualTo(6))
                .hasMessage(file + ": 6 of 100 rows (6.0 %) could not be read, more than the 5 % that maxRejected"
                        + " allows: column \"ncodpers\": 3 missing; column \"age\": 3 not a number; the first: line 2,"
                        + " column \"ncodpers\": the user's id is missing");
        assertThat(SantanderReader.builder()
                        .maxRejected(0.06)
                        .read(file)
                        .panel()
                        .rowCount())
                .isEqualTo(94);
        assertThatThrownBy(() -> SantanderReader.builder().maxRejected(0).read(withFaults(1000, 1)))
                .isInstanceOf(RejectedRowsException.class);
        assertThat(SantanderReader.builder().read(withFaults(100, 5)).report().quarantined())
                .isEqualTo(5);
        assertThatThrownBy(() -> SantanderReader.builder().maxRejected(1.1))
                .hasMessage("maxRejected must be in 0.0..1.0, but was 1.1");
    }

    @Test
    void text_ofHugeLength_isRejectedByItsLength() throws Exception {
        String huge = "7".repeat(60_000);
        ReadReport report = read(
                        header(), row(huge), row("1", "canal_entrada", huge), row("7".repeat(70_000)), row("2"))
                .report();
        assertThat(report.rejects().stream().map(Reject::toString))
                .containsExactly(
                        "line 2, column \"ncodpers\": the user's id has 60,000 characters, but may have 1,000 at most",
                        "line 3, column \"canal_entrada\": the category has 60,000 characters, but may have 1,000 at"
                                + " most",
                        "line 4, column \"ncodpers\": the field has more than 65,536 characters");
        assertThat(report.rejects()).extracting(Reject::cause).containsOnly(Reject.Cause.TOO_LONG);
    }

    @Test
    void date_ofAnUnlikelyYear_isRejected() throws Exception {
        ReadReport report = read(
                        header(), row("1", "fecha_dato", "0015-01-28"), row("2", "fecha_dato", "9999-12-31"), row("3"))
                .report();
        assertThat(report.rejects().stream().map(Reject::toString))
                .containsExactly(
                        "line 2, column \"fecha_dato\": must be of a year in 1900..2199, but was \"0015-01-28\"",
                        "line 3, column \"fecha_dato\": must be of a year in 1900..2199, but was \"9999-12-31\"");
    }

    @Test
    void values_atTheBordersOfTheirRange_areAccepted() throws Exception {
        String most = "K".repeat(RowSink.MAX_TEXT);
        String id = "9".repeat(RowSink.MAX_TEXT);
        ReadReport report = SantanderReader.builder()
                .allowOutlyingPeriods()
                .read(write(
                        folder,
                        header(),
                        row("1", "canal_entrada", most),
                        row(id),
                        row("2", "fecha_dato", "1900-01-01", "fecha_alta", "1900-01-01"),
                        row("3", "fecha_dato", "2199-12-31")))
                .report();
        assertThat(report.rejects()).isEmpty();
        assertThat(report.notes().toString()).doesNotContain("later than");
        ReadReport beyond = read(header(), row("1", "canal_entrada", most + "K"), row("7" + id), row("2"))
                .report();
        assertThat(beyond.rejects()).extracting(Reject::cause).containsOnly(Reject.Cause.TOO_LONG);
        assertThat(beyond.quarantined()).isEqualTo(2);
    }

    /** An id written as a number and one written as text are two customers. */
    @Test
    void ids_withLeadingZeros_stayApart() throws Exception {
        PanelRead read = read(header(), row("7"), row("007"), row("7.0", "fecha_dato", "2015-02-28"));
        assertThat(read.panel().users().ids()).containsExactly("7", "007");
        assertThat(read.panel().rowCount()).isEqualTo(3);
    }
}
