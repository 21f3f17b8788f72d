package dev.recsys.io;

import dev.recsys.BatchAnswer;
import dev.recsys.FallbackLevel;
import dev.recsys.data.Catalogue;
import dev.recsys.data.IdIndex;
import dev.recsys.hybrid.PrecomputedRecommender;
import dev.recsys.internal.check.Checks;
import dev.recsys.io.Reject.Cause;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/** Builds rankings from rows of cells: 20 bytes a row until they are whole. */
final class RankingSink extends RowSink {
    private final RankingLayout layout;
    private final Catalogue catalogue;
    private final IdIndex.Builder users = IdIndex.builder();
    private int[] userOf = new int[1024]; // each row
    private int[] itemOf = new int[1024];
    private int[] rankOf = new int[1024];
    private double[] scoreOf = new double[1024];
    private int rows;
    private int userField;
    private int itemField;
    private int rankField;
    private int scoreField;

    // The row at hand.
    private String user = "";
    private int item;
    private int rank;
    private double score;

    RankingSink(RankingLayout layout, Catalogue catalogue, ReportBuilder report) {
        super(report);
        this.layout = layout;
        this.catalogue = catalogue;
        Checks.that(
                new HashSet<>(layout.columns()).size() == 4,
                "customer, product, rank and score must be four columns, but were %s",
                layout.columns());
    }

    @Override
    List<String> knownColumns() {
        return layout.columns();
    }

    @Override
    void header(List<String> fields) {
        Header header = new Header(fields, layout.required(), layout.columns(), report);
        userField = header.field(layout.user());
        itemField = header.field(layout.item());
        rankField = header.field(RankingLayout.RANK);
        scoreField = header.field(RankingLayout.SCORE);
        Checks.that(
                rankField >= 0 || scoreField >= 0,
                "%s: the header must have column \"rank\" or \"score\"",
                report.source());
    }

    @Override
    void cell(int field, char[] buf, int from, int to) {
        if (failed()) {
            return;
        }
        int start = Cells.skipBlanks(buf, from, to);
        int end = Cells.dropBlanks(buf, start, to);
        if (field == userField) {
            user(buf, start, end);
        } else if (field == itemField) {
            item(buf, start, end);
        } else if (field == rankField) {
            rank(buf, start, end);
        } else if (field == scoreField) {
            score(buf, start, end);
        }
    }

    private void user(char[] buf, int from, int to) {
        if (from == to) {
            fail(layout.user(), Cause.MISSING, "the customer's id is missing");
        } else if (to - from > MAX_TEXT) {
            failTooLong(layout.user(), "the customer's id", to - from);
        } else {
            user = new String(buf, from, to - from);
        }
    }

    private void item(char[] buf, int from, int to) {
        if (from == to) {
            fail(layout.item(), Cause.MISSING, "the product's id is missing");
            return;
        }
        item = catalogue.indexOf(new String(buf, from, to - from));
        if (item < 0) {
            fail(
                    layout.item(),
                    Cause.OUT_OF_RANGE,
                    "the catalogue does not have product " + ReportBuilder.shown(buf, from, to));
        }
    }

    private void rank(char[] buf, int from, int to) {
        double number = from == to ? Double.NaN : Cells.number(buf, from, to);
        if (Double.isNaN(number)) {
            failReading(RankingLayout.RANK, Cause.NOT_A_NUMBER, "a number", buf, from, to);
        } else if (number < 1 || number != (int) number) {
            fail(
                    RankingLayout.RANK,
                    Cause.OUT_OF_RANGE,
                    "must be a whole number from 1 on, but was " + ReportBuilder.shown(buf, from, to));
        } else {
            rank = (int) number;
        }
    }

    private void score(char[] buf, int from, int to) {
        score = from == to ? Double.NaN : Cells.number(buf, from, to);
        if (!Double.isFinite(score)) {
            failReading(RankingLayout.SCORE, Cause.NOT_A_NUMBER, "a number", buf, from, to);
        }
    }

    @Override
    void commit() {
        if (rows == userOf.length) {
            int more = 2 * rows;
            userOf = Arrays.copyOf(userOf, more);
            itemOf = Arrays.copyOf(itemOf, more);
            rankOf = Arrays.copyOf(rankOf, more);
            scoreOf = Arrays.copyOf(scoreOf, more);
        }
        userOf[rows] = users.add(user);
        itemOf[rows] = item;
        rankOf[rows] = rank;
        scoreOf[rows++] = score;
    }

    /**
     * Adds each customer's ranking, in the order in which customers come.
     *
     * @throws IllegalArgumentException if a ranking can't be added
     */
    void giveTo(PrecomputedRecommender.Builder into) {
        IdIndex ids = users.build();
        int[] ends = new int[ids.size() + 1];
        for (int row = 0; row < rows; row++) {
            ends[userOf[row] + 1]++;
        }
        for (int next = 1; next < ends.length; next++) {
            ends[next] += ends[next - 1];
        }
        int[] byUser = new int[rows];
        int[] free = ends.clone();
        for (int row = 0; row < rows; row++) {
            byUser[free[userOf[row]]++] = row;
        }
        for (int customer = 0; customer < ids.size(); customer++) {
            String id = ids.id(customer);
            try {
                into.add(ranking(id, Arrays.copyOfRange(byUser, ends[customer], ends[customer + 1])));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(report.source() + ": customer \"" + id + "\": " + e.getMessage(), e);
            }
        }
    }

    private BatchAnswer ranking(String customer, int[] theirs) {
        int[] ordered = Arrays.stream(theirs)
                .boxed()
                .sorted((a, b) ->
                        rankField >= 0 ? Integer.compare(rankOf[a], rankOf[b]) : Double.compare(scoreOf[b], scoreOf[a]))
                .mapToInt(row -> row)
                .toArray();
        int[] items = new int[ordered.length];
        double[] scores = new double[ordered.length];
        for (int place = 0; place < ordered.length; place++) {
            items[place] = itemOf[ordered[place]];
            scores[place] = scoreField >= 0 ? scoreOf[ordered[place]] : 1.0 / (place + 1);
        }
        return new BatchAnswer(customer, FallbackLevel.KNOWN_USER, catalogue, items, scores, List.of());
    }
}
