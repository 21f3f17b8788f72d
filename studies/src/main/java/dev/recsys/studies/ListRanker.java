package dev.recsys.studies;

import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.internal.boost.BoostedRounds;
import dev.recsys.mlc.internal.boost.Booster;
import dev.recsys.mlc.internal.boost.RankingLoss;
import dev.recsys.mlc.internal.columns.BinMatrix;
import dev.recsys.mlc.internal.columns.NumberBins;
import dev.recsys.mlc.options.Sampling;
import dev.recsys.mlc.options.Trees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A booster of NDCG on groups of candidates. Immutable. */
final class ListRanker {
    private static final int BINS = 255;

    private final NumberBins bins;
    private final BoostedRounds rounds;

    private ListRanker(NumberBins bins, BoostedRounds rounds) {
        this.bins = bins;
        this.rounds = rounds;
    }

    static ListRanker train(
            List<Candidates.Group> all, Trees trees, Sampling sampling, int k, long seed, Workers workers) {
        List<Candidates.Group> groups = new ArrayList<>();
        for (Candidates.Group group : all) {
            if (IntStream.range(0, group.items().length).anyMatch(i -> group.taken()[i])) {
                groups.add(group);
            }
        }
        int[] starts = new int[groups.size() + 1];
        for (int g = 0; g < groups.size(); g++) {
            starts[g + 1] = starts[g] + groups.get(g).items().length;
        }
        float[][] rows = new float[starts[groups.size()]][];
        byte[] grades = new byte[rows.length];
        for (int g = 0; g < groups.size(); g++) {
            for (int i = 0; i < groups.get(g).items().length; i++) {
                rows[starts[g] + i] = groups.get(g).rows()[i];
                grades[starts[g] + i] = (byte) (groups.get(g).taken()[i] ? 1 : 0);
            }
        }
        NumberBins bins = NumberBins.learn(rows, rows[0].length, BINS);
        BinMatrix matrix = bins.bin(rows);
        try (Workers alone = Workers.of("rank", 1)) {
            Booster booster =
                    new Booster(matrix, new RankingLoss(starts, grades, k), trees, sampling, 1, workers, alone);
            int[] learn = IntStream.range(0, rows.length).toArray();
            return new ListRanker(bins, booster.train(learn, new int[0], trees.rounds(), seed));
        }
    }

    /** A group's items, the best first. */
    int[] rank(Candidates.Group group) {
        BinMatrix matrix = bins.bin(group.rows());
        double[] margins = new double[group.items().length];
        for (int i = 0; i < margins.length; i++) {
            rounds.margins(matrix, i, margins, i);
        }
        Integer[] order = new Integer[margins.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(margins[b], margins[a]));
        return Arrays.stream(order).mapToInt(i -> group.items()[i]).toArray();
    }
}
