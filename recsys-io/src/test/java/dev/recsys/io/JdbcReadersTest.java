package dev.recsys.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcReadersTest {
    @TempDir
    Path folder;

    private Connection database;

    @BeforeEach
    void open() throws SQLException {
        database = DriverManager.getConnection("jdbc:h2:mem:");
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    private void run(String... statements) throws SQLException {
        try (Statement statement = database.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    @Test
    void santander_fromATableOfTypedColumns_equalsTheFile() throws Exception {
        List<Map<String, String>> rows = SantanderLines.manyCells(100, 9);
        Path file =
                Files.writeString(folder.resolve("panel.csv"), SantanderLines.text(SantanderSchema.columns(), rows));
        run("create table panel ("
                + SantanderSchema.columns().stream().map(JdbcReadersTest::typed).collect(Collectors.joining(", "))
                + ")");
        insert(rows);

        PanelRead read = JdbcPanelReader.santander().fetchSize(50).read(database, "select * from panel");
        assertThat(read.report().rejects()).isEmpty();
        assertThat(read.panel().contentHash())
                .isEqualTo(SantanderPanel.read(file).contentHash());
    }

    private static String typed(String column) {
        if (SantanderSchema.itemColumns().contains(column)) {
            return column + (column.length() % 2 == 0 ? " boolean" : " tinyint");
        }
        return column
                + switch (column) {
                    case "fecha_dato", "fecha_alta", "ult_fec_cli_1t" -> " date";
                    case "ncodpers" -> " bigint";
                    case "age" -> " integer";
                    case "antiguedad" -> " numeric(8, 2)";
                    case "renta" -> " double precision";
                    default -> " varchar(60)";
                };
    }

    private void insert(List<Map<String, String>> rows) throws SQLException {
        List<String> columns = SantanderSchema.columns();
        String marks = columns.stream().map(c -> "?").collect(Collectors.joining(","));
        try (PreparedStatement insert = database.prepareStatement("insert into panel values (" + marks + ")")) {
            for (Map<String, String> cells : rows) {
                for (int i = 0; i < columns.size(); i++) {
                    String cell = cells.get(columns.get(i)).strip().replace("\"", "");
                    insert.setString(i + 1, cell.isEmpty() || cell.equals("NA") ? null : cell);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Test
    void panel_ofABanksOwnTable_isReadWithParameters() throws Exception {
        run(
                "create table holdings (as_of timestamp, customer varchar(20), age real, segment varchar(9), "
                        + "has_account boolean, has_card char(1))",
                "insert into holdings values (timestamp '2016-01-31 00:00:00', 'c1', 40.5, 'NA', true, '0')",
                "insert into holdings values (timestamp '2016-02-29 00:00:00', 'c1', 40.5, 'NA', true, '1')",
                "insert into holdings values (timestamp '2015-12-31 00:00:00', 'c1', 40.5, 'NA', true, '0')",
                "insert into holdings values (timestamp '2016-02-29 00:00:00', 'c2', null, null, null, null)");
        PanelRead read = JdbcPanelReader.builder()
                .date("as_of")
                .user("customer")
                .features(FeatureSchema.builder()
                        .numeric("age")
                        .categorical("segment")
                        .build())
                .item("account", "has_account")
                .item("card", "has_card")
                .read(database, "select h.*, 1 as extra from holdings h where as_of >= ?", LocalDate.of(2016, 1, 1));
        Panel panel = read.panel();

        assertThat(read.report().toString()).contains("3 rows read, 3 accepted, 0 quarantined");
        assertThat(read.report().notes()).containsExactly("ignored column \"EXTRA\", which the schema does not know");
        assertThat(panel.snapshots()).extracting(s -> s.date().toString()).containsExactly("2016-01-31", "2016-02-29");
        assertThat(panel.transition(1).added(0)).containsExactly(1);
        assertThat(panel.last().features().number(0, 0)).isEqualTo(40.5f);
        assertThat(panel.last().features().number(1, 0)).isNaN();
        assertThat(panel.last().features().dictionary(1).ids()).containsExactly("NA");
        assertThat(panel.last().holdings().itemsOf(1)).isEmpty();
    }

    @Test
    void panel_withFaultyRows_quarantinesThemByRowNumber() throws Exception {
        run(
                "create table t (date varchar(10), \"USER\" varchar(9), account integer)",
                "insert into t values ('2016-01-31', 'a', 1), ('soon', 'b', 1), ('2016-01-31', 'a', 0), "
                        + "('2016-01-31', null, 1), ('2016-01-31', 'c', 7)");
        ReadReport report = JdbcPanelReader.builder()
                .maxRejected(1)
                .item("account", "account")
                .read(database, "select * from t")
                .report();
        assertThat(report.rejects().stream().map(Reject::toString))
                .containsExactly(
                        "row 2, column \"date\": cannot read \"soon\" as a date",
                        "row 3, column \"user\": user \"a\" has a row in the MONTH of 2016-01-31 already",
                        "row 4, column \"user\": the user's id is missing",
                        "row 5, column \"account\": cannot read \"7\" as a flag of 0 or 1");
        assertThat(report.rowsRead()).isEqualTo(5);
    }

    @Test
    void query_lackingAColumn_isRefused() {
        assertThatThrownBy(() -> JdbcPanelReader.builder()
                        .item("account", "account")
                        .read(database, "select date '2016-01-31' as date, 1 as account"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("query: the header lacks column \"user\"");
        assertThatThrownBy(() -> JdbcPanelReader.builder().read(database, "select 1"))
                .hasMessage("a panel must have at least one item");
        assertThatThrownBy(() -> JdbcPanelReader.builder().item("a", "user").read(database, "select 1"))
                .hasMessage("column \"user\" must have one meaning, but has two");
    }

    @Test
    void events_fromATable_equalTheFile() throws Exception {
        run(
                "create table orders (customer bigint, product varchar(9), amount decimal(9, 2), bought timestamp)",
                "insert into orders values (7, 'card', 2.50, timestamp '2016-04-28 09:05:07'), "
                        + "(8, 'loan', 1, timestamp '2016-04-29 00:00:00'), (9, 'loan', -1, null)");
        EventRead read = JdbcEventReader.builder()
                .maxRejected(1)
                .user("customer")
                .item("product")
                .weight("amount")
                .time("bought")
                .read(database, "select * from orders");
        Path file = Files.writeString(
                folder.resolve("orders.csv"),
                "user,item,weight,timestamp\n8,loan,1,2016-04-29\n7,card,2.5,2016-04-28T09:05:07Z\n");
        assertThat(read.report().quarantined()).isEqualTo(1);
        assertThat(read.log().contentHash())
                .isEqualTo(EventReader.builder().maxRejected(1).read(file).log().contentHash());
    }

    @Test
    void numbersAndTimes_ofEveryType_areReadAsTheyAre() throws Exception {
        run(
                "create table orders (\"user\" decimal(9, 3), item decimal(9, 0), weight real, timestamp timestamp with"
                        + " time zone)",
                "insert into orders values (7.500, 100, 1.5, timestamp with time zone '2016-04-28 09:05:07+02:00')",
                "insert into orders values (8.000, 1000, 2, timestamp with time zone '2016-04-29 00:00:00+00:00')");
        EventRead read = JdbcEventReader.builder().read(database, "select * from orders");
        assertThat(read.log().users().ids()).containsExactlyInAnyOrder("7.5", "8");
        assertThat(read.log().items().ids()).containsExactlyInAnyOrder("100", "1000");
        assertThat(read.log().weight(0)).isEqualTo(1.5f);
        assertThat(read.log().time(0)).isEqualTo(Instant.parse("2016-04-28T07:05:07Z"));
        assertThat(read.log().time(1)).isEqualTo(Instant.parse("2016-04-29T00:00:00Z"));
    }

    @Test
    void progress_isToldEvery65536RowsAndAtTheEnd() throws Exception {
        List<Long> rows = new ArrayList<>();
        JdbcEventReader.builder()
                .progress((count, fraction) -> {
                    rows.add(count);
                    assertThat(fraction).isNaN();
                })
                .read(database, "select x as \"user\", 1 as item from system_range(1, 65537)");
        assertThat(rows).containsExactly(65_536L, 65_537L);
    }
}
