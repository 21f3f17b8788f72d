package dev.recsys.eval;

import dev.recsys.eval.Column.Audience;
import dev.recsys.internal.run.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the figures of models would be in other samples of the same users. All models see the same samples and exchanges, so
 * that any two can be compared: the sum of scores with random signs gives the paired permutation test of every pair at the cost
 * of one. Users without a score are skipped, and whatever a user gets is counted in all samples in one pass.
 */
final class Resamples {
    /** How many samples there are. */
    static final int COUNT = 1000;

    private static final int BLOCKS = 8; // of samples, each with numbers of its own whatever the threads
    private static final int SIZE = COUNT / BLOCKS;
    private static final int ROOM = 128; // for SIZE numbers: whole vectors and whole words of random bits
    private static final long SEED = 0x5eed0fca5e5L;
    private static final double ROUNDING = 1e-9;
    private static final int SCORED = 1 << 31; // of a mask: a score other than 0

    private final List<UserScores> tables;
    private final double[][][] means; // by table, column and sample; NaN for a sample without users of the column
    private final double[][][] flips; // by table, column and exchange; of one table alone, all 0
    private final double[][] sums; // by table and column
    private final int[] audiences; // by column: numbers of those there are
    private final int[] same; // by column: the first one with the same sums, itself at the latest
    private final long[] counts; // of users by audience

    private Resamples(List<UserScores> tables) {
        this.tables = tables;
        int columns = tables.get(0).columns().size();
        this.means = new double[tables.size()][columns][COUNT];
        this.flips = new double[tables.size()][columns][COUNT];
        this.sums = new double[tables.size()][columns];
        List<Audience> distinct = tables.get(0).columns().stream()
                .map(Column::audience)
                .distinct()
                .toList();
        this.audiences = tables.get(0).columns().stream()
                .mapToInt(column -> distinct.indexOf(column.audience()))
                .toArray();
        this.counts = new long[distinct.size()];
        this.same = Column.same(tables.get(0).columns());
    }

    /**
     * Samples users.
     *
     * @param tables of models asked about the same users, at least one
     * @param users the users that there are, by their index. Not modified.
     * @param workers who compute
     */
    static Resamples of(List<UserScores> tables, int[] users, Workers workers) {
        Resamples resamples = new Resamples(tables);
        int[] masks = resamples.masks(users);
        workers.forRanges(BLOCKS, 1, (range, from, to) -> resamples.fill(range, users, masks));
        return resamples;
    }

    /** What a user counts for: a bit an audience, and {@link #SCORED}. */
    private int[] masks(int[] users) {
        int[] masks = new int[users.length];
        for (int t = 0; t < tables.size(); t++) {
            for (int c = 0; c < audiences.length; c++) {
                float[] scores = tables.get(t).scores(c);
                for (int i = 0; i < users.length; i++) {
                    float score = scores[users[i]];
                    if (!Float.isNaN(score)) {
                        masks[i] |= (score != 0 ? SCORED : 0) | (1 << audiences[c]);
                    }
                }
            }
        }
        for (int mask : masks) {
            for (int audience = 0; audience < counts.length; audience++) {
                counts[audience] += (mask >>> audience) & 1;
            }
        }
        return masks;
    }

    private void fill(int block, int[] users, int[] masks) {
        List<Column> columns = tables.get(0).columns();
        SampleWeights drawn = new SampleWeights(ROOM, counts.length);
        double[][][] scored = new double[tables.size()][columns.size()][ROOM];
        double[][][] flipped = new double[tables.size()][columns.size()][ROOM];
        double[] weights = new double[ROOM];
        double[] signs = new double[ROOM];
        boolean isCompared = tables.size() > 1;
        for (int i = 0; i < users.length; i++) {
            int user = users[i];
            long seed = SampleWeights.mix(
                    SampleWeights.mix(SEED + user * 0x9e3779b97f4a7c15L) ^ (block + 1) * 0xd1342543de82ef95L);
            long state = drawn.draw(seed);
            for (int audience = 0; audience < counts.length; audience++) {
                if (((masks[i] >>> audience) & 1) != 0) {
                    drawn.count(audience);
                }
            }
            if ((masks[i] & SCORED) == 0) {
                continue; // as most are: nothing to add to the scores
            }
            drawn.unpack(weights);
            if (isCompared) {
                drawSigns(state, signs);
            }
            for (int c = 0; c < columns.size(); c++) {
                for (int t = 0; t < tables.size(); t++) {
                    float score = tables.get(t).scores(c)[user];
                    if (Float.isNaN(score) || score == 0) {
                        continue;
                    }
                    if (same[c] == c) {
                        add(score, weights, scored[t][c]);
                        if (isCompared) {
                            add(score, signs, flipped[t][c]);
                        }
                    }
                    if (block == 0) {
                        sums[t][c] += score;
                    }
                }
            }
        }
        double[][] weightSums = new double[counts.length][];
        Arrays.setAll(weightSums, drawn::sums);
        for (int t = 0; t < tables.size(); t++) {
            for (int c = 0; c < columns.size(); c++) {
                double[] weighed = weightSums[audiences[c]];
                for (int i = 0; i < SIZE; i++) {
                    means[t][c][block * SIZE + i] = scored[t][same[c]][i] / weighed[i];
                    flips[t][c][block * SIZE + i] = flipped[t][same[c]][i];
                }
            }
        }
    }

    /** The compiler makes this one of vectors. */
    private static void add(double factor, double[] values, double[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] += factor * values[i];
        }
    }

    private static void drawSigns(long seed, double[] signs) {
        long state = seed;
        for (int i = 0; i < ROOM; i += 64) {
            long bits = SampleWeights.mix(state += 0x9e3779b97f4a7c15L);
            for (int j = i; j < i + 64; j++) {
                signs[j] = 1 - 2 * (bits & 1);
                bits >>>= 1;
            }
        }
    }

    /** The intervals of one model's figures, by key; none for a figure of nobody. */
    Map<String, Interval> intervals(int table) {
        Map<String, Interval> intervals = new LinkedHashMap<>();
        List<Column> columns = tables.get(table).columns();
        for (int c = 0; c < columns.size(); c++) {
            Interval interval = interval(means[table][c].clone());
            if (interval != null) {
                intervals.put(columns.get(c).key(), interval);
            }
        }
        return intervals;
    }

    private static @Nullable Interval interval(double[] values) {
        Arrays.sort(values); // NaN stands last
        int count = values.length;
        while (count > 0 && Double.isNaN(values[count - 1])) {
            count--;
        }
        if (count == 0) {
            return null;
        }
        return new Interval(values[(int) (0.025 * count)], values[count - 1 - (int) (0.025 * count)]);
    }

    /** Every two models, in their order. */
    List<Comparison> comparisons() {
        List<Comparison> comparisons = new ArrayList<>();
        for (int first = 0; first < tables.size(); first++) {
            for (int second = first + 1; second < tables.size(); second++) {
                UserScores a = tables.get(first);
                UserScores b = tables.get(second);
                comparisons.add(new Comparison(a.model(), b.model(), a.agreement(b), differences(first, second)));
            }
        }
        return comparisons;
    }

    private Map<String, Difference> differences(int first, int second) {
        Map<String, Difference> differences = new LinkedHashMap<>();
        List<Column> columns = tables.get(first).columns();
        for (int c = 0; c < columns.size(); c++) {
            double[] sampled = means[first][c].clone();
            for (int i = 0; i < COUNT; i++) {
                sampled[i] -= means[second][c][i];
            }
            Interval interval = interval(sampled);
            if (interval != null) {
                double found = sums[first][c] - sums[second][c];
                long users = counts[audiences[c]];
                differences.put(
                        columns.get(c).key(), new Difference(found / users, interval, pValue(first, second, c, found)));
            }
        }
        return differences;
    }

    private double pValue(int first, int second, int column, double found) {
        double least = Math.abs(found) - ROUNDING * (Math.abs(sums[first][column]) + Math.abs(sums[second][column]));
        int asGreat = 1;
        for (int i = 0; i < COUNT; i++) {
            asGreat += Math.abs(flips[first][column][i] - flips[second][column][i]) >= least ? 1 : 0;
        }
        return asGreat / (COUNT + 1.0);
    }
}
