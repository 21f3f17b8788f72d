package dev.recsys.mlc;

import dev.recsys.spi.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Grows the rounds of one boosted model: in each the loss's derivatives at the present margins, then either one tree whose
 * leaves hold a value for every output, or one tree an output. With rows held out it stops when their loss has not fallen
 * for {@link MlcConfig#patience} rounds, and keeps the rounds up to the best. For one thread; it hands work to its workers.
 */
final class Booster {
    private static final int ROWS = 4096; // a range of rows

    private final BinMatrix matrix;
    private final Loss loss;
    private final MlcConfig config;
    private final Workers workers;
    private final Workers alone;
    private final int width; // outputs a tree
    private final List<TreeGrower> growers = new ArrayList<>();
    private final double[] margins;
    private final double[] gradients;
    private final double[] hessians;

    Booster(BinMatrix matrix, Loss loss, MlcConfig config, Workers workers, Workers alone) {
        this.matrix = matrix;
        this.loss = loss;
        this.config = config;
        this.workers = workers;
        this.alone = alone;
        int outputs = loss.outputs();
        this.width = config.structure() == MlcConfig.Structure.SHARED ? outputs : 1;
        RareRows rare = new RareRows(matrix, workers);
        for (int tree = 0; tree < outputs / width; tree++) {
            // Several trees are grown side by side, a single one column by column.
            growers.add(new TreeGrower(matrix, width, rare, config, outputs == width ? workers : alone));
        }
        int cells = Math.multiplyExact(matrix.rowCount(), outputs);
        this.margins = new double[cells];
        this.gradients = new double[cells];
        this.hessians = new double[cells];
    }

    /**
     * Trains.
     *
     * @param learn rows to learn from, ascending. Not modified.
     * @param held rows to stop by, ascending; none for all rounds. Not modified.
     * @param most rounds at the most, at least 0
     * @param seed of the sampling
     * @return the rounds
     */
    BoostedRounds train(int[] learn, int[] held, int most, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int outputs = loss.outputs();
        double[] intercepts = loss.intercepts(learn);
        int[] all = IntStream.concat(Arrays.stream(learn), Arrays.stream(held)).toArray();
        for (int row : all) {
            System.arraycopy(intercepts, 0, margins, row * outputs, outputs);
        }
        List<GrownTree[]> rounds = new ArrayList<>();
        double bestLoss = held.length == 0 ? Double.NaN : loss.sum(held, margins);
        int bestRounds = 0;
        for (int round = 0; round < most; round++) {
            workers.forRanges(
                    learn.length,
                    ROWS,
                    (range, from, to) -> loss.derive(learn, from, to, margins, gradients, hessians));
            GrownTree[] trees = grow(learn, random);
            if (Arrays.stream(trees).allMatch(t -> t.nodeCount() == 0)) {
                break; // nothing left to gain; the constants are in the intercepts
            }
            rounds.add(trees);
            add(trees, all);
            if (held.length > 0) {
                double now = loss.sum(held, margins);
                if (now < bestLoss) {
                    bestLoss = now;
                    bestRounds = rounds.size();
                } else if (rounds.size() - bestRounds >= config.patience()) {
                    break;
                }
            }
        }
        List<GrownTree[]> kept = held.length == 0 ? rounds : rounds.subList(0, bestRounds);
        return new BoostedRounds(intercepts, List.copyOf(kept), bestLoss);
    }

    private GrownTree[] grow(int[] learn, SplittableRandom random) {
        int trees = growers.size();
        int[] rows = draw(learn, config.rowShare(), random);
        int[][] columns = new int[trees][];
        int[] everyColumn = IntStream.range(0, matrix.columnCount()).toArray();
        Arrays.setAll(columns, t -> draw(everyColumn, config.columnShare(), random));
        GrownTree[] grown = new GrownTree[trees];
        IntFunction<GrownTree> grower = tree -> growers.get(tree)
                .grow(
                        GradientWords.pack(
                                gradients,
                                hessians,
                                rows,
                                loss.outputs(),
                                tree * width,
                                width,
                                trees == 1 ? workers : alone),
                        rows,
                        columns[tree]);
        if (trees == 1) {
            grown[0] = grower.apply(0);
        } else {
            workers.forRanges(trees, 1, (range, tree, end) -> grown[tree] = grower.apply(tree));
        }
        return grown;
    }

    /** Each element with a chance of {@code share}, in the old order; at least one. */
    private static int[] draw(int[] from, double share, SplittableRandom random) {
        if (share == 1 || from.length == 0) {
            return from;
        }
        int[] drawn = Arrays.stream(from)
                .filter(i -> (random.nextLong() >>> 11) * 0x1p-53 < share)
                .toArray();
        return drawn.length == 0 ? new int[] {from[0]} : drawn;
    }

    private void add(GrownTree[] trees, int[] rows) {
        int outputs = loss.outputs();
        workers.forRanges(rows.length, ROWS, (range, from, to) -> {
            for (int i = from; i < to; i++) {
                int cell = rows[i] * outputs;
                for (int tree = 0; tree < trees.length; tree++) {
                    int known = growers.get(tree).lastLeafOf(rows[i]);
                    int leaf = known >= 0 ? known : trees[tree].leafOf(matrix, rows[i]);
                    for (int k = 0; k < width; k++) {
                        margins[cell++] += trees[tree].value(leaf, k);
                    }
                }
            }
        });
    }
}
