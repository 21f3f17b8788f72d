package dev.recsys.io;

import static dev.recsys.io.SantanderLines.header;
import static dev.recsys.io.SantanderLines.row;
import static dev.recsys.io.SantanderLines.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.data.FeatureTable;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SantanderReaderTest {
    @TempDir
    Path folder;

    private PanelRead read(String... lines) throws Exception {
        return SantanderReader.builder().maxRejected(1).read(write(folder, lines));
    }

    private static List<String> sentences(ReadReport report) {
        return report.rejects().stream().map(Reject::toString).toList();
    }

    @Test
    void report_onFileWithPlantedFaults_namesEachByLineAndColumn() throws Exception {
        ReadReport report = read(
                        header(), // line 1
                        row("701"),
                        row("702", "age", "4o"),
                        row("703", "fecha_dato", "2015-02-30"),
                        row("", "age", "40"),
                        row("705") + ",7", // line 6
                        row("701", "age", "41"),
                        row("707", "ind_cco_fin_ult1", "2"),
                        row("708", "nomprov", "\"CORUÑA, A"),
                        row("709"), // line 10
                        row("710", "age", "201"),
                        row("711", "fecha_alta", "soon"),
                        row("712", "fecha_dato", "NA"),
                        "",
                        "only three,fields,here", // line 15
                        row("713", "renta", "1e9999"),
                        row("714", "nomprov", "\"COR\"UÑA"),
                        row("715", "age", "x".repeat(50)),
                        row("716"))
                .report();

        assertThat(sentences(report))
                .containsExactly(
                        "line 3, column \"age\": cannot read \"4o\" as a number",
                        "line 4, column \"fecha_dato\": cannot read \"2015-02-30\" as a date",
                        "line 5, column \"ncodpers\": the user's id is missing",
                        "line 6: has 49 fields, but the header has 48",
                        "line 7, column \"ncodpers\": user \"701\" has a row in the MONTH of 2015-01-28 already",
                        "line 8, column \"ind_cco_fin_ult1\": cannot read \"2\" as a flag of 0 or 1",
                        "line 9, column \"nomprov\": a quote is not closed on its line, or text follows a closing quote",
                        "line 11, column \"age\": must be in 0..200, but was \"201\"",
                        "line 12, column \"fecha_alta\": cannot read \"soon\" as a date",
                        "line 13, column \"fecha_dato\": the date is missing",
                        "line 15: has 3 fields, but the header has 48",
                        "line 16, column \"renta\": must be in 0..1000000000000, but was \"1e9999\"",
                        "line 17, column \"nomprov\": a quote is not closed on its line, or text follows a closing quote",
                        "line 18, column \"age\": cannot read \"" + "x".repeat(40) + "…\" as a number");
        assertThat(report.accepted()).isEqualTo(3);
        assertThat(report.quarantined()).isEqualTo(14);
        assertThat(report.rowsRead()).isEqualTo(17);
        assertThat(report.tallies().stream().mapToLong(ReadReport.Tally::count).sum())
                .isEqualTo(14);
        assertThat(report.tallies())
                .contains(new ReadReport.Tally("age", Reject.Cause.NOT_A_NUMBER, 2))
                .contains(new ReadReport.Tally("", Reject.Cause.FIELD_COUNT, 2));
        assertThat(report.toString())
                .contains("17 rows read, 3 accepted, 14 quarantined", "line 3, column \"age\"", "and 4 more");
    }

    @Test
    void panel_ofFileWithFaults_holdsNothingOfQuarantinedRows() throws Exception {
        Panel withFaults = read(
                        header(),
                        row("701"),
                        row("999", "canal_entrada", "ZZZ", "age", "4o"),
                        row("998", "canal_entrada", "YYY", "ind_viv_fin_ult1", "?"),
                        row("701", "canal_entrada", "VVV"),
                        row("997", "canal_entrada", "WWW") + ",")
                .panel();
        assertThat(withFaults.contentHash())
                .isEqualTo(read(header(), row("701")).panel().contentHash());
        assertThat(withFaults.users().ids()).containsExactly("701");
    }

    @Test
    void row_withAllDirt_isCleaned() throws Exception {
        PanelRead read = read(
                header(),
                row(
                        "701",
                        "age",
                        " NA",
                        "antiguedad",
                        "-999999",
                        "indrel_1mes",
                        "1.0",
                        "cod_prov",
                        " 8",
                        "renta",
                        "",
                        "ind_nomina_ult1",
                        "NA",
                        "ind_nom_pens_ult1",
                        "",
                        "ind_recibo_ult1",
                        " 1",
                        "fecha_alta",
                        "2015-02-03"),
                row(
                        "702.0",
                        "age",
                        " 35",
                        "antiguedad",
                        "      6",
                        "indrel_1mes",
                        "1",
                        "cod_prov",
                        "8",
                        "ind_nomina_ult1",
                        "1.0",
                        "ult_fec_cli_1t",
                        "2015-01-09"),
                row("703", "indrel_1mes", "P", "sexo", "NA"));
        Panel panel = read.panel();
        Snapshot snapshot = panel.last();
        FeatureTable features = snapshot.features();

        assertThat(read.report().quarantined()).isZero();
        assertThat(panel.users().ids()).containsExactly("701", "702", "703");
        assertThat(number(features, 0, "age")).isNaN();
        assertThat(number(features, 1, "age")).isEqualTo(35);
        assertThat(number(features, 0, "antiguedad")).isNaN();
        assertThat(number(features, 1, "antiguedad")).isEqualTo(6);
        assertThat(number(features, 0, "renta")).isNaN();
        assertThat(number(features, 1, "renta")).isEqualTo(51234.57f);
        assertThat(number(features, 0, "fecha_alta"))
                .isEqualTo((float) LocalDate.of(2015, 2, 3).toEpochDay());
        assertThat(number(features, 1, "ult_fec_cli_1t"))
                .isEqualTo((float) LocalDate.of(2015, 1, 9).toEpochDay());
        assertThat(values(features, "indrel_1mes")).containsExactly("1", "1", "P");
        assertThat(values(features, "cod_prov")).containsExactly("8", "8", null);
        assertThat(values(features, "sexo")).containsExactly("V", "V", null);
        assertThat(values(features, "nomprov")).containsOnly("CORUÑA, A");
        assertThat(held(panel, 0)).containsExactly("cco", "recibo");
        assertThat(held(panel, 1)).containsExactly("cco", "nomina");
        assertThat(read.report().notes())
                .containsExactly(
                        "1 cells of \"antiguedad\" were -999999; read as missing",
                        "1 rows have \"fecha_alta\" later than \"fecha_dato\"; kept as they are");
    }

    private static float number(FeatureTable features, int row, String column) {
        return features.number(row, features.schema().indexOf(column));
    }

    private static List<String> values(FeatureTable features, String name) {
        int column = features.schema().indexOf(name);
        List<String> values = new ArrayList<>();
        for (int row = 0; row < features.rowCount(); row++) {
            int code = features.code(row, column);
            values.add(code < 0 ? null : features.dictionary(column).id(code));
        }
        return values;
    }

    private static List<String> held(Panel panel, int row) {
        return Arrays.stream(panel.last().holdings().itemsOf(row))
                .mapToObj(panel.items()::id)
                .toList();
    }

    @Test
    void schema_items_followTheOriginalHeader() {
        assertThat(SantanderSchema.columns()).hasSize(48).startsWith("fecha_dato", "ncodpers", "ind_empleado");
        assertThat(SantanderSchema.items())
                .hasSize(24)
                .startsWith("ahor")
                .endsWith("viv", "nomina", "nom_pens", "recibo");
        assertThat(SantanderSchema.itemColumns()).contains("ind_viv_fin_ult1", "ind_nomina_ult1", "ind_recibo_ult1");
        assertThat(SantanderSchema.features().size()).isEqualTo(22);
    }

    @Test
    void quoteLeftOpen_beforeManyRows_costsOneRow() throws Exception {
        List<String> lines = new ArrayList<>(List.of(header(), row("1", "nomprov", "\"OPEN")));
        for (int i = 2; i <= 3000; i++) {
            lines.add(row(Integer.toString(i), "nomprov", "MADRID"));
        }
        ReadReport report = read(lines.toArray(String[]::new)).report();
        assertThat(sentences(report))
                .containsExactly(
                        "line 2, column \"nomprov\": a quote is not closed on its line, or text follows a closing quote");
        assertThat(report.accepted()).isEqualTo(2999);
    }

    @Test
    void quoteLeftOpen_closedByAnEmptyQuotedFieldFarBelow_costsOneRow() throws Exception {
        ReadReport report = read(
                        header(),
                        row("1", "nomprov", "\"OPEN"),
                        row("2", "nomprov", "MADRID"),
                        row("3", "nomprov", "a\""),
                        row("4", "nomprov", "MADRID"))
                .report();
        assertThat(report.accepted()).isEqualTo(3);
        assertThat(report.rejects()).extracting(Reject::number).containsExactly(2L);
    }

    @Test
    void rowOfHugeLength_isOneReject() throws Exception {
        ReadReport report = read(header(), row("1"), "x,".repeat(2_000_000), row("2"), "y".repeat(3_000_000), row("3"))
                .report();
        assertThat(report.accepted()).isEqualTo(3);
        assertThat(report.rejects()).extracting(Reject::number).containsExactly(3L, 5L);
    }

    @Test
    void rejects_beyondTheLimit_areCountedOnly() throws Exception {
        Path file = write(folder, header(), row("1", "age", "a"), row("2", "age", "b"), row("3", "age", "c"), row("4"));
        ReadReport report = SantanderReader.builder()
                .rejectLimit(2)
                .maxRejected(1)
                .read(file)
                .report();
        assertThat(report.rejects()).hasSize(2);
        assertThat(report.quarantined()).isEqualTo(3);
        assertThat(report.tallies()).containsExactly(new ReadReport.Tally("age", Reject.Cause.NOT_A_NUMBER, 3));
    }

    @Test
    void columns_unknown_areIgnoredAndNoted() throws Exception {
        PanelRead read = read(header() + ",score,memo", row("1") + ",0.5,\"a, b\"");
        assertThat(read.report().accepted()).isEqualTo(1);
        assertThat(read.report().notes())
                .containsExactly("ignored columns \"score\", \"memo\", which the schema does not know");
    }

    @Test
    void header_lackingAColumn_isRefused() throws Exception {
        Path file = write(folder, header().replace(",age", ",years"), row("1"));
        assertThatThrownBy(() -> SantanderPanel.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file + ": the header lacks column \"age\"");
    }

    @Test
    void header_withoutProducts_isRefused() throws Exception {
        String head = SantanderSchema.columns().stream().limit(24).collect(Collectors.joining(","));
        Path file = write(folder, head, "2016-06-28,1");
        assertThatThrownBy(() -> SantanderPanel.read(file))
                .hasMessageContaining("the header lacks columns \"ind_ahor_fin_ult1\"")
                .hasMessageEndingWith("and 19 more");
    }

    @Test
    void header_withAColumnTwice_isRefused() throws Exception {
        Path file = write(folder, header() + ",age", row("1") + ",3");
        assertThatThrownBy(() -> SantanderPanel.read(file)).hasMessage(file + ": the header has column \"age\" twice");
    }

    @Test
    void file_withoutContent_isRefused() throws Exception {
        Path file = Files.createFile(folder.resolve("empty.csv"));
        assertThatThrownBy(() -> SantanderPanel.read(file)).hasMessage(file + " is empty");
        Path blank = Files.writeString(folder.resolve("blank.csv"), "\n\n\n");
        assertThatThrownBy(() -> SantanderPanel.read(blank)).hasMessage(blank + " is empty");
    }

    @Test
    void file_withHeaderOnly_isRefusedByTheShortForm() throws Exception {
        Path file = write(folder, header());
        assertThat(SantanderReader.builder().read(file).report().rowsRead()).isZero();
        assertThatThrownBy(() -> SantanderPanel.read(file)).hasMessage(file + " has a header, but no rows");
    }

    @Test
    void file_withoutAnySoundRow_isRefusedByTheShortForm() throws Exception {
        Path file = write(folder, header(), row("1", "age", "old"));
        assertThatThrownBy(() -> SantanderPanel.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2, column \"age\": cannot read \"old\" as a number");
    }

    @Test
    void file_thatIsNotThere_isRefused() {
        Path file = folder.resolve("none.csv");
        assertThatThrownBy(() -> SantanderPanel.read(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("there is no file " + file);
        assertThatThrownBy(() -> SantanderPanel.read(folder)).hasMessage("path " + folder + " is a folder, not a file");
    }

    @Test
    @Tag("slow")
    void progress_isToldEvery65536RowsAndAtTheEnd() throws Exception {
        List<String> lines = new ArrayList<>(List.of(header()));
        for (int i = 1; i <= 70_000; i++) {
            lines.add(row(Integer.toString(i)));
        }
        List<Long> rows = new ArrayList<>();
        List<Double> fractions = new ArrayList<>();
        SantanderReader.builder()
                .progress((count, fraction) -> {
                    rows.add(count);
                    fractions.add(fraction);
                })
                .read(write(folder, lines.toArray(String[]::new)));
        assertThat(rows).containsExactly(65_536L, 70_000L);
        assertThat(fractions.get(0)).isBetween(0.8, 1.0);
        assertThat(fractions.get(1)).isEqualTo(1.0);
    }

    @Test
    void progress_thatThrows_endsTheReading() throws Exception {
        Path file = write(folder, header(), row("1"));
        assertThatThrownBy(() -> SantanderReader.builder()
                        .progress((rows, fraction) -> {
                            throw new IllegalStateException("enough");
                        })
                        .read(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("enough");
    }
}
