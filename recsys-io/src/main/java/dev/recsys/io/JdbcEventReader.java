package dev.recsys.io;

import dev.recsys.internal.check.Checks;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Reads events from a query: a user, an item, and where there are such columns a weight and a time, under the rules of
 * {@link EventReader}.
 *
 * <pre>{@code
 * EventRead read = JdbcEventReader.builder()
 *         .user("customer").item("product").time("bought_at")
 *         .read(connection, "select customer, product, bought_at from orders where shop = ?", 7);
 * }</pre>
 *
 * <p>Columns are found by label, whatever their case; others are ignored and noted. A timestamp without a time zone is
 * UTC. Rows are streamed, in any order; the connection stays open. In a reject, the row's number stands for the line;
 * number 1 is the first.
 */
public final class JdbcEventReader {
    private JdbcEventReader() {}

    /**
     * A builder that ends in {@link Builder#read}.
     *
     * @return a builder with all defaults
     */
    public static Builder builder() {
        return new Builder();
    }

    /** How to read; not thread-safe, may read any number of queries one after the other. */
    public static final class Builder {
        private EventLayout layout = EventLayout.defaults();
        private int fetchSize = 10_000;
        private ReadProgress progress = ReadProgress.none();
        private Tolerance tolerance = Tolerance.defaults();

        private Builder() {}

        /**
         * Names the column of users.
         *
         * @param column its label; default {@code user}
         * @return this
         * @throws IllegalArgumentException if the label is blank
         */
        public Builder user(String column) {
            layout = layout.withUser(Checks.notBlank(column, "user"));
            return this;
        }

        /**
         * Names the column of items.
         *
         * @param column its label; default {@code item}
         * @return this
         * @throws IllegalArgumentException if the label is blank
         */
        public Builder item(String column) {
            layout = layout.withItem(Checks.notBlank(column, "item"));
            return this;
        }

        /**
         * Names the column of weights, which the query must then have.
         *
         * @param column its label; default {@code weight}, if there is such a column
         * @return this
         * @throws IllegalArgumentException if the label is blank
         */
        public Builder weight(String column) {
            layout = layout.withWeight(Checks.notBlank(column, "weight"));
            return this;
        }

        /**
         * Names the column of times, which the query must then have.
         *
         * @param column its label; default {@code timestamp}, if there is such a column
         * @return this
         * @throws IllegalArgumentException if the label is blank
         */
        public Builder time(String column) {
            layout = layout.withTime(Checks.notBlank(column, "time"));
            return this;
        }

        /**
         * How many rows the driver should fetch at a time. PostgreSQL heeds it only with auto-commit off, MySQL only with
         * {@code useCursorFetch=true}.
         *
         * @param rows at least 0, which leaves it to the driver; default 10,000
         * @return this
         * @throws IllegalArgumentException if the number is negative
         */
        public Builder fetchSize(int rows) {
            fetchSize = Checks.atLeast(rows, 0, "fetchSize");
            return this;
        }

        /**
         * Sets the listener of the progress of reading.
         *
         * @param listener called every 65,536 rows; default: none
         * @return this
         */
        public Builder progress(ReadProgress listener) {
            progress = Checks.notNull(listener, "progress");
            return this;
        }

        /**
         * How many rejects the report keeps; all are counted.
         *
         * @param limit at least 0; default 1000
         * @return this
         * @throws IllegalArgumentException if the limit is negative
         */
        public Builder rejectLimit(int limit) {
            tolerance = tolerance.withRejectLimit(limit);
            return this;
        }

        /**
         * Which share of the rows may be rejected before the source as a whole is refused.
         *
         * @param share in 0..1; default 0.05
         * @return this
         * @throws IllegalArgumentException if the share is out of range
         */
        public Builder maxRejected(double share) {
            tolerance = tolerance.withMaxRejected(share);
            return this;
        }

        /**
         * Runs a query and reads its rows.
         *
         * @param connection stays open
         * @param query one select, with a {@code ?} for each parameter
         * @param parameters the values of the parameters, as the driver takes them. Not modified.
         * @return the log of all events accepted, possibly none, and the report
         * @throws IllegalArgumentException if two settings name one column, the query lacks a column or has one twice, or
         *     {@code parameters} is null
         * @throws RejectedRowsException if more rows are rejected than {@link #maxRejected} allows
         * @throws SQLException if the database refuses
         */
        public EventRead read(Connection connection, String query, Object... parameters) throws SQLException {
            Checks.notNull(parameters, "parameters");
            ReportBuilder report = new ReportBuilder("query", Reject.Unit.ROW, tolerance);
            EventSink sink = new EventSink(layout, report);
            new JdbcTable(report, sink, fetchSize, progress).read(connection, query, parameters);
            return sink.build();
        }
    }
}
