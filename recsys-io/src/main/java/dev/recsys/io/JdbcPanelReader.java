package dev.recsys.io;

import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Item;
import dev.recsys.data.Period;
import dev.recsys.internal.check.Checks;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Reads a panel from a query: a row for each user and date, a column for each feature, and a column of 0 or 1 for each
 * item.
 *
 * <pre>{@code
 * PanelRead read = JdbcPanelReader.builder()
 *         .date("month").user("customer")
 *         .features(FeatureSchema.builder().numeric("age").categorical("segment").build())
 *         .item("account", "has_account").item("card", "has_card")
 *         .read(connection, "select * from holdings where month >= ?", LocalDate.of(2016, 1, 1));
 * }</pre>
 *
 * <p>Columns are found by label, whatever their case; others are ignored and noted. Dates may be dates,
 * timestamps at midnight or text ({@code 2016-04-28}); flags numbers, booleans or text. Null and blank text are missing, and
 * not held where the column is an item. Rows are streamed, in any order; the connection stays open. Quarantined are the
 * same faults as in {@link SantanderReader}, the row's number standing for the line; number 1 is the first.
 */
public final class JdbcPanelReader {
    private JdbcPanelReader() {}

    /**
     * A builder without features and items that ends in {@link Builder#read}.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder(new PanelLayout(
                "date",
                "user",
                FeatureSchema.empty(),
                List.of(),
                Catalogue.of(List.of()),
                List.of(),
                "",
                PanelLayout.Dirt.BLANKS,
                Period.MONTH));
    }

    /**
     * A builder for a table with the columns of {@link SantanderSchema}, under the cleaning rules of
     * {@link SantanderReader}.
     *
     * @return a builder with all columns set
     */
    public static Builder santander() {
        return new Builder(SantanderSchema.layout());
    }

    /** How to read; not thread-safe, may read any number of queries one after the other. */
    public static final class Builder {
        private String date;
        private String user;
        private FeatureSchema features;
        private List<NumberRule> rules;
        private final List<Item> items;
        private final List<String> itemColumns;
        private final PanelLayout start;
        private Period period;
        private int fetchSize = 10_000;
        private ReadProgress progress = ReadProgress.none();
        private Tolerance tolerance = Tolerance.defaults();

        private Builder(PanelLayout start) {
            this.start = start;
            date = start.date();
            user = start.user();
            features = start.features();
            rules = start.rules();
            items = new ArrayList<>(start.items().items());
            period = start.period();
            itemColumns = new ArrayList<>(start.itemColumns());
        }

        /**
         * Names the column of dates.
         *
         * @param column its label; default {@code date}
         * @return this
         * @throws IllegalArgumentException if the label is blank
         */
        public Builder date(String column) {
            date = Checks.notBlank(column, "date");
            return this;
        }

        /**
         * Names the column of users.
         *
         * @param column its label; default {@code user}
         * @return this
         * @throws IllegalArgumentException if the label is blank
         */
        public Builder user(String column) {
            user = Checks.notBlank(column, "user");
            return this;
        }

        /**
         * Names the features; each is a column of the query.
         *
         * @param schema names, kinds and roles; default: none
         * @return this
         */
        public Builder features(FeatureSchema schema) {
            features = Checks.notNull(schema, "features");
            rules = Collections.nCopies(schema.size(), NumberRule.any());
            return this;
        }

        /**
         * Adds an item, which gets the next index.
         *
         * @param id the item's id
         * @param column the label of its flags
         * @return this
         * @throws IllegalArgumentException if one of them is blank
         */
        public Builder item(String id, String column) {
            return item(Item.of(id), column);
        }

        /**
         * Adds an item with its label, group and role, which gets the next index.
         *
         * @param item the item
         * @param column the label of its flags
         * @return this
         * @throws IllegalArgumentException if the label is blank
         */
        public Builder item(Item item, String column) {
            items.add(Checks.notNull(item, "item"));
            itemColumns.add(Checks.notBlank(column, "column"));
            return this;
        }

        /**
         * Sets the period that is one step of the panel.
         *
         * @param step default: {@link Period#MONTH}
         * @return this
         */
        public Builder period(Period step) {
            period = Checks.notNull(step, "period");
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
         * Takes panels with periods that are refused otherwise: far away from the others in time, as wrong dates bring
         * about, or with far fewer customers than one before, as in a part of a delivery. A note of the report names
         * them.
         *
         * @return this
         */
        public Builder allowOutlyingPeriods() {
            tolerance = tolerance.withAnyPeriods();
            return this;
        }

        /**
         * Runs a query and reads its rows.
         *
         * @param connection stays open
         * @param query one select, with a {@code ?} for each parameter
         * @param parameters the values of the parameters, as the driver takes them. Not modified.
         * @return the panel of all rows accepted, possibly none, and the report
         * @throws IllegalArgumentException if there is no item, two settings name one column, the query lacks a column
         *     or has one twice, a period is outlying, or {@code parameters} is null
         * @throws RejectedRowsException if more rows are rejected than {@link #maxRejected} allows
         * @throws SQLException if the database refuses
         */
        public PanelRead read(Connection connection, String query, Object... parameters) throws SQLException {
            Checks.notNull(parameters, "parameters");
            Checks.that(!items.isEmpty(), "a panel must have at least one item");
            PanelLayout layout = new PanelLayout(
                    date,
                    user,
                    features,
                    rules,
                    Catalogue.ofItems(items),
                    List.copyOf(itemColumns),
                    Objects.equals(features, start.features()) ? start.startDate() : "",
                    start.dirt(),
                    period);
            layout.checkDistinct();
            ReportBuilder report = new ReportBuilder("query", Reject.Unit.ROW, tolerance);
            PanelSink sink = new PanelSink(layout, report);
            new JdbcTable(report, sink, fetchSize, progress).read(connection, query, parameters);
            return sink.build(tolerance.periods());
        }
    }
}
