package dev.recsys.mlc.scorecard;

import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import dev.recsys.mlc.targets.Target;
import java.util.List;
import java.util.SplittableRandom;

/** Customers who pay back or not by a known rule, for tests. */
final class CreditFixture {
    static final Target DEFAULTED = Target.binary("defaulted", "yes");
    static final IdIndex JOBS = IdIndex.of(List.of("clerk", "farmer", "nurse", "pilot", "student"));

    private CreditFixture() {}

    /**
     * Columns tenure (missing in every tenth row), income, job (pilots are rare), gender, noise and defaulted (no or yes); the longer the
     * tenure and the higher the income, the fewer default.
     */
    static FeatureTable table(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] tenure = new float[rows];
        float[] income = new float[rows];
        int[] job = new int[rows];
        int[] gender = new int[rows];
        float[] noise = new float[rows];
        int[] defaulted = new int[rows];
        for (int row = 0; row < rows; row++) {
            double years = 30 * random.nextDouble();
            tenure[row] = row % 10 == 9 ? Float.NaN : (float) years;
            income[row] = Math.round(1000 + 4000 * random.nextDouble());
            job[row] = row % 100 == 3 ? 3 : random.nextInt(5) == 0 ? 4 : random.nextInt(3);
            gender[row] = random.nextInt(2);
            noise[row] = (float) random.nextDouble();
            double score = -0.5 - years / 10 + (3000 - income[row]) / 1500 + (job[row] == 4 ? 1 : 0);
            defaulted[row] = random.nextDouble() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
        }
        return FeatureTable.builder(rows)
                .numeric("tenure", tenure)
                .numeric("income", income)
                .categorical("job", JOBS, job)
                .categorical("gender", IdIndex.of(List.of("f", "m")), gender)
                .numeric("noise", noise)
                .categorical("defaulted", IdIndex.of(List.of("no", "yes")), defaulted)
                .build();
    }

    /** Protects gender. */
    static ScorecardConfig config() {
        ScorecardConfig config = ScorecardConfig.defaults();
        return config.withColumns(config.columns().withProtectedColumns(List.of("gender")));
    }
}
