package dev.recsys.io;

import dev.recsys.internal.check.Checks;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Drives a query through a {@link RowSink}. Each value becomes the text a CSV file would have, so that both sources obey
 * the same rules; null becomes an empty cell. The driver must be of JDBC 4.2 or later, which brought java.time.
 */
final class JdbcTable {
    private static final char[] NOTHING = new char[0];
    private static final int PROGRESS_MASK = (1 << 16) - 1;

    private final ReportBuilder report;
    private final RowSink sink;
    private final int fetchSize;
    private final ReadProgress progress;

    JdbcTable(ReportBuilder report, RowSink sink, int fetchSize, ReadProgress progress) {
        this.report = report;
        this.sink = sink;
        this.fetchSize = fetchSize;
        this.progress = progress;
    }

    void read(Connection connection, String query, Object... parameters) throws SQLException {
        Checks.notNull(connection, "connection");
        try (PreparedStatement statement = connection.prepareStatement(
                Checks.notBlank(query, "query"), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(fetchSize);
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                int[] types = types(rows.getMetaData());
                sink.header(labels(rows.getMetaData()));
                while (rows.next()) {
                    take(rows, types);
                }
            }
        }
        progress.onProgress(report.rowsRead(), Double.NaN);
    }

    private void take(ResultSet rows, int[] types) throws SQLException {
        sink.begin(report.rowsRead() + 1);
        for (int field = 0; field < types.length; field++) {
            String text = text(rows, field + 1, types[field]);
            char[] cell = text == null ? NOTHING : wellFormed(text);
            sink.cell(field, cell, 0, cell.length);
        }
        sink.end();
        if ((report.rowsRead() & PROGRESS_MASK) == 0) {
            progress.onProgress(report.rowsRead(), Double.NaN);
        }
    }

    /** The labels; one that differs from a known column only in case, as many databases make it, becomes that column. */
    private List<String> labels(ResultSetMetaData meta) throws SQLException {
        List<String> known = sink.knownColumns();
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            String label = meta.getColumnLabel(i);
            labels.add(
                    known.contains(label)
                            ? label
                            : known.stream()
                                    .filter(label::equalsIgnoreCase)
                                    .findFirst()
                                    .orElse(label));
        }
        return labels;
    }

    private static int[] types(ResultSetMetaData meta) throws SQLException {
        int[] types = new int[meta.getColumnCount()];
        for (int i = 0; i < types.length; i++) {
            types[i] = meta.getColumnType(i + 1);
        }
        return types;
    }

    private static @Nullable String text(ResultSet rows, int column, int type) throws SQLException {
        switch (type) {
            case Types.DATE -> {
                LocalDate date = rows.getObject(column, LocalDate.class);
                return date == null ? null : date.toString();
            }
            case Types.TIMESTAMP -> {
                LocalDateTime time = rows.getObject(column, LocalDateTime.class);
                // Midnight as a date, since a date of Oracle comes as a timestamp.
                return time == null
                        ? null
                        : time.toLocalTime().equals(LocalTime.MIDNIGHT)
                                ? time.toLocalDate().toString()
                                : time.toString();
            }
            case Types.TIMESTAMP_WITH_TIMEZONE -> {
                OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
                return time == null ? null : time.toString();
            }
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.CLOB -> {
                return rows.getString(column);
            }
            case Types.BIT, Types.BOOLEAN -> {
                boolean flag = rows.getBoolean(column);
                return rows.wasNull() ? null : flag ? "1" : "0";
            }
            default -> {
                Object value = rows.getObject(column);
                if (value instanceof BigDecimal number) {
                    return plain(number);
                }
                if (value instanceof Double || value instanceof Float) {
                    double number = ((Number) value).doubleValue();
                    return Double.isFinite(number) ? plain(new BigDecimal(value.toString())) : value.toString();
                }
                return value == null ? null : value.toString();
            }
        }
    }

    private static String plain(BigDecimal number) {
        return (number.scale() > 0 ? number.stripTrailingZeros() : number).toPlainString();
    }

    /** The characters, lone surrogates replaced, for which an id has no room. */
    private static char[] wellFormed(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (Character.isHighSurrogate(chars[i]) && i + 1 < chars.length && Character.isLowSurrogate(chars[i + 1])) {
                i++;
            } else if (Character.isSurrogate(chars[i])) {
                chars[i] = '\uFFFD';
            }
        }
        return chars;
    }
}
