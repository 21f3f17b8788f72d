package dev.recsys.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recsys.eval.Column.Audience;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.check.Sha256;
import dev.recsys.internal.run.Workers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What models got customer by customer in an evaluation, so that they can be compared with those of another evaluation by the
 * paired test of {@link Comparison}. A customer who added nothing scores 0 by every metric on additions, so only the others are
 * kept; and not by id, but by the first eight bytes of its SHA-256, which whoever has the ids can match. Get it by
 * {@link Evaluator#keepingScores}. Immutable and thread-safe.
 *
 * <p>In a file: gzip, UTF-8; a line {@code # {"format":1,"split":"2016-04-01","users":92627,"models":[…],"metrics":[…]}}, a line of
 * column names, then a line a customer who added something: the hash in hexadecimal, ascending, and for each model the score by
 * each metric.
 */
public final class CustomerScores {
    private final ScoreRows rows;

    private CustomerScores(ScoreRows rows) {
        this.rows = rows;
    }

    /** What tables of one split have by the metrics on additions. */
    static CustomerScores of(List<UserScores> tables, TimeSplit split) {
        List<Column> columns = tables.get(0).columns();
        int[] kept = IntStream.range(0, columns.size())
                .filter(c -> columns.get(c).audience() == Audience.ALL)
                .toArray();
        int[] adders = IntStream.range(0, split.userCount())
                .filter(user -> !split.testCase(user).truth().isEmpty())
                .toArray();
        long[] hashes = new long[adders.length];
        for (int i = 0; i < adders.length; i++) {
            hashes[i] = hash(split.testCase(adders[i]).userId());
        }
        Integer[] order = IntStream.range(0, adders.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingLong(i -> hashes[i]));
        long[] customers = Arrays.stream(order).mapToLong(i -> hashes[i]).toArray();
        float[][] scores = new float[tables.size() * kept.length][adders.length];
        for (int row = 0; row < scores.length; row++) {
            float[] all = tables.get(row / kept.length).scores(kept[row % kept.length]);
            for (int i = 0; i < order.length; i++) {
                scores[row][i] = all[adders[order[i]]];
            }
        }
        return new CustomerScores(new ScoreRows(
                split.name(),
                split.userCount(),
                tables.stream().map(UserScores::model).toList(),
                Arrays.stream(kept).mapToObj(c -> columns.get(c).key()).toList(),
                customers,
                scores));
    }

    private static long hash(String id) {
        return ByteBuffer.wrap(Sha256.digest().digest(id.getBytes(UTF_8))).getLong();
    }

    /**
     * Reads a file that {@link #write} wrote.
     *
     * @param file the file
     * @return the scores
     * @throws IOException if the file can't be read
     * @throws IllegalArgumentException if it has another shape; names the line
     */
    public static CustomerScores read(Path file) throws IOException {
        return new CustomerScores(ScoreFile.read(Checks.notNull(file, "file")));
    }

    /**
     * Writes a file, over one that is there.
     *
     * @param file the file; its folder must exist
     * @throws IOException if it can't be written
     */
    public void write(Path file) throws IOException {
        ScoreFile.write(Checks.notNull(file, "file"), rows);
    }

    /**
     * The split of the evaluation.
     *
     * @return its name, such as {@code "2016-04-01"}
     */
    public String split() {
        return rows.split();
    }

    /**
     * How many customers were asked about.
     *
     * @return at least 1
     */
    public int users() {
        return rows.users();
    }

    /**
     * How many of them added something.
     *
     * @return at most {@link #users}
     */
    public int adders() {
        return rows.adders();
    }

    /**
     * The models.
     *
     * @return their names, in the order of the evaluation
     */
    public List<String> models() {
        return rows.models();
    }

    /**
     * The metrics on additions.
     *
     * @return their keys over all customers, such as {@code "map@7"}, in the order of the evaluation
     */
    public List<String> metrics() {
        return rows.metrics();
    }

    /**
     * Whether another evaluation was of the same customers: the same split, as many customers, and the same ones added something.
     *
     * @param other the other evaluation's
     * @return whether the two can be compared
     * @throws IllegalArgumentException if {@code other} is null
     */
    public boolean hasCustomersOf(CustomerScores other) {
        Checks.notNull(other, "other");
        return rows.hasCustomersOf(other.rows);
    }

    /**
     * How far a model is ahead of one of another evaluation of the same customers, by every metric that both have, over all
     * customers and, as {@code "map@7/adders"}, over those who added something.
     *
     * @param model one of {@link #models}
     * @param other the other evaluation's, possibly this one
     * @param otherModel one of its models
     * @return differences, this model's figure less the other's, by key; O(customers · 1,000)
     * @throws IllegalArgumentException if there is no such model, or the customers are others ({@link #hasCustomersOf}), or if an
     *     argument is null
     */
    public Map<String, Difference> compare(String model, CustomerScores other, String otherModel) {
        Checks.notNull(other, "other");
        int own = indexOf(model, models(), "model");
        int others = indexOf(otherModel, other.models(), "otherModel");
        Checks.that(
                hasCustomersOf(other),
                "other must be of the same customers, %s of whom %s added something at %s, but is of %s, %s and %s or of others",
                users(),
                adders(),
                split(),
                other.users(),
                other.adders(),
                other.split());
        List<String> common =
                metrics().stream().filter(other.metrics()::contains).toList();
        List<UserScores> tables = List.of(table(own, common, "first"), other.table(others, common, "second"));
        try (Workers workers = Workers.of("comparison", Runtime.getRuntime().availableProcessors())) {
            return Resamples.of(tables, IntStream.range(0, users()).toArray(), workers)
                    .comparisons()
                    .get(0)
                    .differences();
        }
    }

    private static int indexOf(String model, List<String> models, String name) {
        int index = models.indexOf(Checks.notNull(model, name));
        Checks.that(index >= 0, "%s must be one of %s, but was \"%s\"", name, models, model);
        return index;
    }

    /** The scores of all customers, those who added something first. */
    private UserScores table(int model, List<String> wanted, String name) {
        List<Column> columns = new ArrayList<>();
        for (String metric : wanted) {
            columns.add(new Column(metric, new Measured(metric), Audience.ALL, Set.of()));
            columns.add(new Column(metric + "/adders", new Measured(metric), Audience.ADDERS, Set.of()));
        }
        UserScores table = new UserScores(name, columns, users(), 0);
        for (int c = 0; c < columns.size(); c++) {
            int metric = metrics().indexOf(wanted.get(c / 2));
            for (int user = 0; user < adders(); user++) {
                table.score(user, c, rows.score(model, metric, user));
            }
            for (int user = adders(); user < users() && c % 2 == 0; user++) {
                table.score(user, c, 0);
            }
        }
        return table;
    }

    /** A metric whose scores are there already. */
    private record Measured(String name) implements Metric {
        @Override
        public int k() {
            return 1;
        }

        @Override
        public double score(List<String> ranked, Set<String> truth) {
            throw new IllegalStateException(name + " was measured already");
        }
    }

    @Override
    public String toString() {
        return "CustomerScores[" + split() + ", " + users() + " users, " + models() + "]";
    }
}
