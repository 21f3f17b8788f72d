package dev.recsys.mlc.uplift;

import dev.recsys.internal.run.ChiSquare;
import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.internal.boost.BoostedRounds;
import dev.recsys.mlc.internal.boost.GrownTree;
import dev.recsys.mlc.internal.columns.BinMatrix;
import dev.recsys.mlc.options.Trees;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How well boosted trees rank rows they have not seen by whether they were treated. The parts left out agree with one another more than
 * parts of other data would, so their deviations are not summed: the greatest counts, Bonferroni-corrected.
 */
final class TreatmentGuess {
    private static final int PARTS = 3;
    private static final Trees TREES = Trees.defaults()
            .withRounds(40)
            .withMaxLeaves(8)
            .withLearningRate(0.1)
            .withMinRowsPerLeaf(20);

    private TreatmentGuess() {}

    static TreatmentSign of(BinMatrix matrix, boolean[] treated, long seed, Workers workers, Workers alone) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] parts = new int[treated.length];
        Arrays.setAll(parts, row -> random.nextInt(PARTS));
        float[] weights = new float[treated.length];
        Arrays.fill(weights, 1);
        double[] gains = new double[matrix.columnCount()];
        double greatest = Double.NEGATIVE_INFINITY;
        for (int part = 0; part < PARTS; part++) {
            int number = part;
            int[] learn = IntStream.range(0, parts.length)
                    .filter(row -> parts[row] != number)
                    .toArray();
            int[] left = IntStream.range(0, parts.length)
                    .filter(row -> parts[row] == number)
                    .toArray();
            BoostedRounds rounds = new BoostedArm(matrix, TREES, seed, workers, alone)
                    .grow(learn, new int[0], treated, weights, TREES.rounds());
            greatest = Math.max(greatest, deviation(rounds, matrix, left, treated));
            addGains(rounds, gains);
        }
        double beyond = ChiSquare.beyond(greatest * greatest, 1) / 2;
        double chance = Math.min(1, PARTS * (greatest > 0 ? beyond : 1 - beyond));
        int most = IntStream.range(0, gains.length).reduce(0, (a, b) -> gains[b] > gains[a] ? b : a);
        return new TreatmentSign(most, greatest, 0, chance);
    }

    private static void addGains(BoostedRounds rounds, double[] gains) {
        for (GrownTree[] trees : rounds.rounds()) {
            for (GrownTree tree : trees) {
                for (int node = 0; node < tree.nodeCount(); node++) {
                    gains[tree.column(node)] += tree.gain(node);
                }
            }
        }
    }

    /** Mann and Whitney's U of the treated, less its mean, in standard deviations corrected for ties; 0 where all are alike. */
    private static double deviation(BoostedRounds rounds, BinMatrix matrix, int[] rows, boolean[] treated) {
        double[] margins = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            rounds.margins(matrix, rows[i], margins, i);
        }
        Integer[] order = IntStream.range(0, rows.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Double.compare(margins[a], margins[b]));
        double ranks = 0;
        double ties = 0;
        double yes = 0;
        for (int from = 0, to; from < order.length; from = to) {
            int here = 0;
            for (to = from; to < order.length && margins[order[to]] == margins[order[from]]; to++) {
                here += treated[rows[order[to]]] ? 1 : 0;
            }
            double alike = to - from;
            ranks += here * (from + 1 + to) / 2.0;
            ties += alike * alike * alike - alike;
            yes += here;
        }
        double all = order.length;
        double no = all - yes;
        double variance = yes * no / 12 * (all + 1 - ties / (all * (all - 1)));
        return variance > 0 ? (ranks - yes * (all + 1) / 2) / Math.sqrt(variance) : 0;
    }
}
