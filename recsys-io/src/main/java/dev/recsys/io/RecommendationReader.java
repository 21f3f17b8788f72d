package dev.recsys.io;

import dev.recsys.hybrid.PrecomputedRecommender;
import dev.recsys.internal.check.Checks;
import java.nio.file.Path;

/**
 * Reads rankings, one a customer, from a CSV file with a header, as {@code recsys run} writes them into
 * {@code recommendations.csv}: a customer, a product, and a rank or a score or both.
 *
 * <pre>{@code
 * PrecomputedRecommender.Builder lists = PrecomputedRecommender.withFallback(popularity);
 * ReadReport report = RecommendationReader.builder().read(Path.of("recommendations.csv"), lists);
 * Recommender offline = lists.build();
 * }</pre>
 *
 * <p><b>The file</b> is plain, gzip, or zip of exactly one file, recognised by its first bytes. Columns and rows come in any order;
 * other columns are ignored and noted. A customer's items are ordered by rank, or else by score, the greatest first; equal ones
 * stand in the order of the file. Where there is a rank, the score only tells how far items are apart; without a score it is
 * 1 ÷ the place.
 *
 * <p><b>Quarantined,</b> each with line, column and reason: a missing customer or product; a product that the catalogue does not
 * have; a rank that is not a whole number from 1 on, a score that is not a number; a wrong number of fields; a broken quote; what
 * is too long. A file of which more than 5 % of the rows are quarantined is refused unless {@link Builder#maxRejected} allows it. A
 * ranking that has an item twice, or whose scores rise from rank to rank, is refused.
 */
public final class RecommendationReader {
    private RecommendationReader() {}

    /**
     * A builder that ends in {@link Builder#read}.
     *
     * @return a builder with all defaults
     */
    public static Builder builder() {
        return new Builder();
    }

    /** How to read; not thread-safe, may read any number of files one after the other. */
    public static final class Builder {
        private RankingLayout layout = RankingLayout.defaults();
        private Tolerance tolerance = Tolerance.defaults();

        private Builder() {}

        /**
         * Names the column of customers.
         *
         * @param column its name; default {@code customer}
         * @return this
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder user(String column) {
            layout = layout.withUser(Checks.notBlank(column, "column"));
            return this;
        }

        /**
         * Names the column of items.
         *
         * @param column its name; default {@code product}
         * @return this
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder item(String column) {
            layout = layout.withItem(Checks.notBlank(column, "column"));
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
            tolerance = tolerance.withRejectLimit(Checks.atLeast(limit, 0, "limit"));
            return this;
        }

        /**
         * Which share of the rows may be rejected before the file as a whole is refused.
         *
         * @param share in 0..1; default 0.05
         * @return this
         * @throws IllegalArgumentException if the share is out of range
         */
        public Builder maxRejected(double share) {
            tolerance = tolerance.withMaxRejected(Checks.inRange(share, 0, 1, "share"));
            return this;
        }

        /**
         * Reads a file.
         *
         * @param path the file, in any file system
         * @param into gets the ranking of each customer. Modified, also where a ranking is refused.
         * @return the counts, the rows left out and the notes
         * @throws IllegalArgumentException if the file is empty, damaged, or a zip of no or several files, its header lacks a
         *     column or has one twice, two settings name one column, or a ranking has an item twice, rises in score, or is of
         *     a customer who has one already
         * @throws RejectedRowsException if more rows are rejected than {@link #maxRejected} allows
         * @throws java.io.UncheckedIOException if the file cannot be read
         */
        public ReadReport read(Path path, PrecomputedRecommender.Builder into) {
            Checks.notNull(path, "path");
            Checks.notNull(into, "into");
            ReportBuilder report = new ReportBuilder(path.toString(), Reject.Unit.LINE, tolerance);
            RankingSink sink = new RankingSink(layout, into.catalogue(), report);
            new CsvTable(report, sink, ',', CsvScanner.LineBreaks.ALLOWED, ReadProgress.none()).read(path, null);
            ReadReport told = report.build();
            sink.giveTo(into);
            return told;
        }
    }
}
