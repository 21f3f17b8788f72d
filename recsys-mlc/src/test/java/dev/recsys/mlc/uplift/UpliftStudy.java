package dev.recsys.mlc.uplift;

import dev.recsys.data.FeatureTable;
import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.internal.columns.BinMatrix;
import dev.recsys.mlc.internal.columns.TableBins;
import dev.recsys.mlc.uplift.UpliftConfig.Learner;
import dev.recsys.mlc.uplift.UpliftFixture.Design;
import dev.recsys.mlc.uplift.UpliftFixture.Drawn;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The measurements behind the decision record on uplift, by the first argument: {@code coverage seeds rows}, {@code alarms seeds rows},
 * {@code learners firstSeed seeds rows}.
 */
final class UpliftStudy {
    private static final double[] SHARES = {0.1, 0.3, 0.5};
    private static final int POPULATION = 400_000;

    private UpliftStudy() {}

    public static void main(String[] args) {
        switch (args[0]) {
            case "coverage" -> coverage(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
            case "alarms" -> alarms(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
            default -> learners(Integer.parseInt(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        }
    }

    /** How many intervals of other samples hold what is true of a fixed model. */
    static int[] covered(Design design, Learner learner, int seeds, int rows, int resamples) {
        UpliftModel model = new UpliftTrainer(UpliftFixture.config(learner))
                .train(UpliftFixture.draw(design, 6000, 1).table(), design.campaign());
        Drawn population = UpliftFixture.draw(design, POPULATION, 2);
        double[] truth = UpliftFixture.truth(UpliftFixture.scores(model, population.table()), population, SHARES);
        UpliftEvaluator evaluator = UpliftEvaluator.defaults()
                .withShares(List.of(0.1, 0.3, 0.5))
                .withResamples(resamples)
                .withThreads(2);
        int[] covered = new int[truth.length];
        for (int seed = 0; seed < seeds; seed++) {
            FeatureTable table = UpliftFixture.draw(design, rows, 1000 + seed).table();
            UpliftFigures figures = evaluator
                    .withSeed(seed)
                    .figures(UpliftFixture.scores(model, table), CampaignRows.of(table, design.campaign()));
            for (int k = 0; k < truth.length; k++) {
                UpliftFigures.Estimate estimate = estimate(figures, k);
                covered[k] += estimate.low() <= truth[k] && truth[k] <= estimate.high() ? 1 : 0;
            }
        }
        return covered;
    }

    private static UpliftFigures.Estimate estimate(UpliftFigures figures, int k) {
        if (k < 3) {
            return List.of(figures.effect(), figures.qini(), figures.auuc()).get(k);
        }
        UpliftFigures.Policy policy = figures.policies().get(k / 3 - 1);
        return List.of(policy.rate(), policy.overNone(), policy.overAll()).get(k % 3);
    }

    private static void coverage(int seeds, int rows) {
        System.out.println("design learner: effect qini auuc, of .1, .3, .5: rate overNone overAll");
        for (Design design : Design.values()) {
            for (Learner learner : Learner.values()) {
                int[] covered = covered(design, learner, seeds, rows, 400);
                StringBuilder line = new StringBuilder(design + " " + learner + ":");
                Arrays.stream(covered)
                        .forEach(hits -> line.append(String.format(Locale.ROOT, " %.1f", 100.0 * hits / seeds)));
                System.out.println(line);
            }
        }
    }

    /** How often the check of randomisation refuses. */
    private static void alarms(int seeds, int rows) {
        for (Design design : Design.values()) {
            int single = 0;
            int joint = 0;
            int either = 0;
            for (int seed = 0; seed < seeds; seed++) {
                FeatureTable table =
                        UpliftFixture.draw(design, rows, 50_000 + seed).table();
                CampaignRows campaign = CampaignRows.of(table, UpliftFixture.RANDOM);
                List<String> names = table.schema().names().subList(0, 9);
                FeatureTable attributes = table.select(names);
                try (Workers workers = Workers.of("study", 2);
                        Workers alone = Workers.of("study", 1)) {
                    BinMatrix matrix = TableBins.learn(attributes, 10).encode(attributes, workers);
                    boolean isSingle =
                            Randomisation.single(matrix, campaign.treated()).chance() <= Randomisation.LEVEL;
                    boolean isJoint = TreatmentGuess.of(matrix, campaign.treated(), seed, workers, alone)
                                    .chance()
                            <= Randomisation.LEVEL;
                    single += isSingle ? 1 : 0;
                    joint += isJoint ? 1 : 0;
                    either += isSingle || isJoint ? 1 : 0;
                }
            }
            System.out.printf("%s: single %d, joint %d, either %d of %d%n", design, single, joint, either, seeds);
        }
    }

    /** What the learners' rankings are truly worth. */
    private static void learners(int first, int seeds, int rows) {
        for (Design design : Design.values()) {
            Drawn population = UpliftFixture.draw(design, 100_000, 2);
            double best = UpliftFixture.truth(population.effects(), population, SHARES)[1];
            for (Learner learner : Learner.values()) {
                double[][] all = new double[seeds][];
                double seconds = 0;
                for (int seed = 0; seed < seeds; seed++) {
                    FeatureTable table =
                            UpliftFixture.draw(design, rows, first + seed).table();
                    long start = System.nanoTime();
                    UpliftModel model = new UpliftTrainer(UpliftConfig.defaults()
                                    .withLearner(learner)
                                    .withThreads(2)
                                    .withSeed(seed))
                            .train(
                                    table,
                                    UpliftFixture.Design.CONFOUNDED == design
                                            ? UpliftFixture.KNOWN
                                            : UpliftFixture.RANDOM);
                    seconds += (System.nanoTime() - start) / 1e9 / seeds;
                    double[] scores = UpliftFixture.scores(model, population.table());
                    double error = 0;
                    for (int row = 0; row < scores.length; row++) {
                        error += Math.pow(scores[row] - population.effects()[row], 2) / scores.length;
                    }
                    double[] truth = UpliftFixture.truth(scores, population, SHARES);
                    all[seed] = new double[] {truth[1] / best, truth[2], truth[7], Math.sqrt(error), truth[0]};
                }
                double[] mean = new double[5];
                for (double[] one : all) {
                    for (int k = 0; k < mean.length; k++) {
                        mean[k] += one[k] / seeds;
                    }
                }
                double spread = Math.sqrt(Arrays.stream(all)
                                .mapToDouble(one -> Math.pow(one[0] - mean[0], 2))
                                .sum()
                        / (seeds - 1)
                        / seeds);
                System.out.printf(
                        Locale.ROOT,
                        "%s %s rows %d: qini/best %.3f ± %.3f, auuc %.5f, top 30%% over none %.5f, rmse %.4f, effect %.4f, %.1f s%n",
                        design,
                        learner,
                        rows,
                        mean[0],
                        spread,
                        mean[1],
                        mean[2],
                        mean[3],
                        mean[4],
                        seconds);
            }
        }
    }
}
