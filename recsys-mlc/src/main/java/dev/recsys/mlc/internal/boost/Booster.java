package dev.recsys.mlc.internal.boost;

import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.internal.columns.BinMatrix;
import dev.recsys.mlc.options.Sampling;
import dev.recsys.mlc.options.Stopping;
import dev.recsys.mlc.options.Trees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Grows the rounds of one boosted model: in each the loss's derivatives at the present margins, then either one tree whose
 * leaves hold a value for every output, or one tree an output. With rows held out it stops when their loss has not fallen
 * for {@link Stopping#earlyStoppingRounds}, and keeps the rounds up to the best. For one thread; it hands work to its workers.
 */
public final class Booster {
    private static final int ROWS = 4096; // a range of rows
    private static final int USELESS =
            10; // rounds in a row that draw nothing worth asking, after which no more is tried
    private static final int CHUNK = 64; // rows whose derivatives are made before they are packed

    private final BinMatrix matrix;
    private final Loss loss;
    private final Sampling sampling;
    private final int earlyStoppingRounds;
    private final Workers workers;
    private final int width; // outputs a tree
    private final Histogram histograms; // of all outputs
    private final GradientWords words;
    private final List<TreeGrower> growers = new ArrayList<>();
    private final double[] margins;

    /**
     * A booster of a loss.
     *
     * @param matrix the bins
     * @param loss what to lower
     * @param trees how trees are grown
     * @param sampling of rows and columns
     * @param earlyStoppingRounds rounds without a lower loss after which a model stops
     * @param workers shares work
     * @param alone a single worker
     */
    public Booster(
            BinMatrix matrix,
            Loss loss,
            Trees trees,
            Sampling sampling,
            int earlyStoppingRounds,
            Workers workers,
            Workers alone) {
        this(matrix, loss, trees, sampling, earlyStoppingRounds, GrowthRules.plain(), workers, alone);
    }

    /**
     * A booster of a loss whose trees keep to some rules.
     *
     * @param matrix the bins
     * @param loss what to lower
     * @param trees how trees are grown
     * @param sampling of rows and columns
     * @param earlyStoppingRounds rounds without a lower loss after which a model stops
     * @param rules what trees must keep to
     * @param workers shares work
     * @param alone a single worker
     */
    public Booster(
            BinMatrix matrix,
            Loss loss,
            Trees trees,
            Sampling sampling,
            int earlyStoppingRounds,
            GrowthRules rules,
            Workers workers,
            Workers alone) {
        this.matrix = matrix;
        this.loss = loss;
        this.sampling = sampling;
        this.earlyStoppingRounds = earlyStoppingRounds;
        this.workers = workers;
        int outputs = loss.outputs();
        this.width = trees.structure() == Trees.Structure.SHARED ? outputs : 1;
        RareRows rare = new RareRows(matrix, workers);
        this.histograms = new Histogram(matrix, outputs, rare, workers);
        this.words = new GradientWords(matrix.rowCount(), outputs);
        for (int first = 0; first < outputs; first += width) {
            // Several trees are grown side by side, a single one column by column.
            Histogram ofTree = outputs == width ? histograms : new Histogram(matrix, width, rare, alone);
            growers.add(new TreeGrower(matrix, first, width, ofTree, trees, rules));
        }
        int cells = Math.multiplyExact(matrix.rowCount(), outputs);
        this.margins = new double[cells];
    }

    /**
     * Trains.
     *
     * @param learn rows to learn from, ascending. Not modified.
     * @param held rows to stop by, ascending; none for all rounds. Not modified.
     * @param most the most rounds, at least 0
     * @param seed of the sampling
     * @return the rounds
     */
    public BoostedRounds train(int[] learn, int[] held, int most, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int outputs = loss.outputs();
        double[] intercepts = loss.intercepts(learn);
        words.forget();
        int[] all = IntStream.concat(Arrays.stream(learn), Arrays.stream(held)).toArray();
        for (int row : all) {
            System.arraycopy(intercepts, 0, margins, row * outputs, outputs);
        }
        List<GrownTree[]> rounds = new ArrayList<>();
        double bestLoss = held.length == 0 ? Double.NaN : heldLoss(held);
        int bestRounds = 0;
        int useless = 0;
        while (rounds.size() < most && useless < (isSampled() ? USELESS : 1)) {
            GrownTree[] trees = grow(learn, random);
            if (Arrays.stream(trees).allMatch(t -> t.nodeCount() == 0)) {
                useless++; // the constants are in the intercepts
                continue;
            }
            useless = 0;
            rounds.add(trees);
            add(trees, all);
            if (held.length > 0) {
                double now = heldLoss(held);
                if (now < bestLoss) {
                    bestLoss = now;
                    bestRounds = rounds.size();
                } else if (rounds.size() - bestRounds >= earlyStoppingRounds) {
                    break;
                }
            }
        }
        List<GrownTree[]> kept = held.length == 0 ? rounds : rounds.subList(0, bestRounds);
        return new BoostedRounds(intercepts, List.copyOf(kept), bestLoss);
    }

    /** Whether a round sees other rows or columns than the one before. */
    private boolean isSampled() {
        return sampling.subsample() < 1 || sampling.columnSample() < 1;
    }

    private double heldLoss(int[] held) {
        return workers.sumRanges(held.length, ROWS, (from, to) -> loss.sum(held, from, to, margins));
    }

    /** Packs the derivatives of a tree's rows, twice if the units don't suit them; returns what they come to. */
    private long[] derive(int[] rows) {
        loss.prepare(margins, workers);
        GradientWords.Sums sums = pack(rows);
        return words.fits(sums) ? sums.words() : pack(rows).words();
    }

    private GradientWords.Sums pack(int[] rows) {
        int outputs = loss.outputs();
        GradientWords.Sums[] parts = new GradientWords.Sums[(rows.length + ROWS - 1) / ROWS];
        workers.forRanges(rows.length, ROWS, (range, from, to) -> {
            GradientWords.Sums part = new GradientWords.Sums(outputs);
            double[] gradients = new double[CHUNK * outputs];
            double[] hessians = new double[CHUNK * outputs];
            for (int chunk = from; chunk < to; chunk += CHUNK) {
                int end = Math.min(to, chunk + CHUNK);
                loss.derive(rows, chunk, end, margins, gradients, hessians);
                words.pack(gradients, hessians, rows, chunk, end, part);
            }
            parts[range] = part;
        });
        GradientWords.Sums sums = new GradientWords.Sums(outputs);
        for (GradientWords.Sums part : parts) { // in one order, whoever made them
            sums.add(part);
        }
        return sums;
    }

    private GrownTree[] grow(int[] learn, SplittableRandom random) {
        int trees = growers.size();
        int outputs = loss.outputs();
        int[] rows = draw(learn, sampling.subsample(), random);
        int[][] columns = new int[trees][];
        int[] everyColumn = IntStream.range(0, matrix.columnCount()).toArray();
        Arrays.setAll(columns, t -> draw(everyColumn, sampling.columnSample(), random));
        Histogram.Rows root = Histogram.Rows.root(rows, matrix.rowCount());
        long[] totals = derive(rows);
        // All trees begin with the same rows, so that one pass over them serves all.
        long[] cells = new long[histograms.length()];
        histograms.sum(words, 0, root, totals, trees == 1 ? columns[0] : everyColumn, cells);
        GrownTree[] grown = new GrownTree[trees];
        if (width == outputs) {
            grown[0] = growers.get(0).grow(words, root, totals, cells, columns[0]);
        } else {
            workers.forRanges(trees, 1, (range, tree, end) -> {
                long[] ofTree = {totals[tree], totals[outputs]};
                grown[tree] = growers.get(tree).grow(words, root, ofTree, histograms.pick(cells, tree), columns[tree]);
            });
        }
        return grown;
    }

    /** Each element with a chance of {@code share}, in the old order; at least one. */
    private static int[] draw(int[] from, double share, SplittableRandom random) {
        if (share == 1 || from.length == 0) {
            return from;
        }
        int[] drawn = new int[from.length];
        int count = 0;
        for (int element : from) {
            drawn[count] = element;
            count += (random.nextLong() >>> 11) * 0x1p-53 < share ? 1 : 0;
        }
        return count == 0 ? new int[] {from[0]} : Arrays.copyOf(drawn, count);
    }

    private void add(GrownTree[] trees, int[] rows) {
        int outputs = loss.outputs();
        workers.forRanges(rows.length, ROWS, (range, from, to) -> {
            for (int tree = 0; tree < trees.length; tree++) {
                short[] leaves = growers.get(tree).lastLeaves();
                for (int i = from; i < to; i++) {
                    int row = rows[i];
                    int leaf = leaves[row] >= 0 ? leaves[row] : trees[tree].leafOf(matrix, row);
                    trees[tree].addValues(leaf, margins, row * outputs + tree * width);
                }
            }
        });
    }
}
