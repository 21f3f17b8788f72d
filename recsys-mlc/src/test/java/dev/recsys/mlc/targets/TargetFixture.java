package dev.recsys.mlc.targets;

import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import java.util.List;
import java.util.SplittableRandom;

/** A table whose targets follow known rules, for tests. */
final class TargetFixture {
    static final IdIndex CITIES = IdIndex.of(List.of("north", "south", "west"));

    private TargetFixture() {}

    /**
     * Columns age (missing in every tenth row), balance, city, time, and the targets left (no or yes), good (0 or 1), spend (at
     * least 0, often 0), visits (a count) and known (0 or 1, missing in every fourth row).
     */
    static FeatureTable table(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] age = new float[rows];
        float[] balance = new float[rows];
        float[] time = new float[rows];
        int[] city = new int[rows];
        int[] left = new int[rows];
        float[] good = new float[rows];
        float[] spend = new float[rows];
        float[] visits = new float[rows];
        float[] known = new float[rows];
        for (int row = 0; row < rows; row++) {
            double years = 20 + 50 * unit(random);
            age[row] = row % 10 == 9 ? Float.NaN : (float) years;
            balance[row] = (float) (1000 * unit(random));
            city[row] = (int) (3 * unit(random));
            time[row] = Math.floorDiv(row, 10);
            double score = (years - 45) / 10 - balance[row] / 500 + (city[row] == 1 ? 1 : 0);
            double chance = 1 / (1 + Math.exp(-score));
            left[row] = unit(random) < chance ? 1 : 0;
            good[row] = unit(random) < chance ? 0 : 1;
            double mean = Math.exp(score / 2);
            spend[row] = unit(random) < 0.5 ? 0 : (float) (200 * mean * unit(random));
            visits[row] = (int) (mean * 3 * unit(random));
            known[row] = row % 4 == 3 ? Float.NaN : left[row];
        }
        return FeatureTable.builder(rows)
                .numeric("age", age)
                .numeric("balance", balance)
                .categorical("city", CITIES, city)
                .numeric("time", time)
                .categorical("left", IdIndex.of(List.of("no", "yes")), left)
                .numeric("good", good)
                .numeric("spend", spend)
                .numeric("visits", visits)
                .numeric("known", known)
                .build();
    }

    private static double unit(SplittableRandom random) {
        return (random.nextLong() >>> 11) * 0x1p-53;
    }

    /** Few small trees, on one thread, that see no other target. */
    static TargetConfig config() {
        TargetConfig config = TargetConfig.defaults();
        return config.withTrees(config.trees().withRounds(60).withMaxLeaves(6).withLearningRate(0.1))
                .withColumns(config.columns().withExcluded(List.of("time", "left", "good", "spend", "visits", "known")))
                .withThreads(1);
    }
}
