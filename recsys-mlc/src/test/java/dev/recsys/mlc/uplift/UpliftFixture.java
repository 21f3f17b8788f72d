package dev.recsys.mlc.uplift;

import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Campaigns whose effect on each customer is known, for tests and measurements. */
final class UpliftFixture {
    static final Campaign RANDOM = Campaign.of("bought", "yes", "offer", "sent");
    static final Campaign KNOWN = RANDOM.withPropensity("chance");

    private static final IdIndex REGIONS = IdIndex.of(List.of("east", "north", "south", "west"));
    private static final int NUMBERS = 8;

    private UpliftFixture() {}

    /** How outcome, effect and treatment come about. */
    enum Design {
        /** One in eight buys; the offer moves few, by 2 points on average, 40 % treated at random. */
        SMALL_EFFECT,
        /** The offer moves some by 12 points and repels others by 10, half treated at random. */
        SLEEPING_DOGS,
        /** Those who buy anyway are treated more often, by known chances of 0.08 to 0.92. */
        CONFOUNDED;

        double untreated(double[] x, int region) {
            double score = this == SMALL_EFFECT ? -2 : -1;
            return 1 / (1 + Math.exp(-(score + 1.2 * x[0] + 0.8 * x[1] + (region == 1 ? 0.5 : 0))));
        }

        double effect(double[] x, int region) {
            double wanted = switch (this) {
                case SMALL_EFFECT -> (x[2] > 0 ? 0.05 : 0) + (region == 2 ? 0.03 : 0) - 0.0125 * (1 - x[3]) / 2;
                case SLEEPING_DOGS -> (x[2] > 0.2 ? 0.12 : x[2] < -0.4 ? -0.1 : 0) + 0.04 * x[3];
                case CONFOUNDED -> 0.08 * (1 + x[2]) / 2 + (region == 3 ? 0.06 : 0) - (x[0] > 0.5 ? 0.05 : 0);
            };
            double untreated = untreated(x, region);
            return Math.max(-untreated, Math.min(1 - untreated, wanted));
        }

        double propensity(double[] x) {
            return switch (this) {
                case SMALL_EFFECT -> 0.4;
                case SLEEPING_DOGS -> 0.5;
                case CONFOUNDED -> Math.max(0.08, Math.min(0.92, 1 / (1 + Math.exp(-(1.8 * x[0] + x[1])))));
            };
        }

        Campaign campaign() {
            return this == CONFOUNDED ? KNOWN : RANDOM;
        }
    }

    /** A campaign's table, and what is true of each row. */
    @SuppressWarnings("ArrayRecordComponent") // for tests
    record Drawn(FeatureTable table, double[] untreated, double[] effects) {}

    static Drawn draw(Design design, int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] numbers = new float[NUMBERS][rows];
        int[] regions = new int[rows];
        int[] offers = new int[rows];
        int[] bought = new int[rows];
        float[] chances = new float[rows];
        double[] untreated = new double[rows];
        double[] effects = new double[rows];
        double[] x = new double[NUMBERS];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < NUMBERS; column++) {
                x[column] = (float) (2 * unit(random) - 1);
                numbers[column][row] = (float) x[column];
            }
            regions[row] = random.nextInt(REGIONS.size());
            untreated[row] = design.untreated(x, regions[row]);
            effects[row] = design.effect(x, regions[row]);
            chances[row] = (float) design.propensity(x);
            offers[row] = unit(random) < chances[row] ? 1 : 0;
            bought[row] = unit(random) < untreated[row] + offers[row] * effects[row] ? 1 : 0;
        }
        FeatureTable.Builder table = FeatureTable.builder(rows);
        for (int column = 0; column < NUMBERS; column++) {
            table.numeric("x" + column, numbers[column]);
        }
        table.categorical("region", REGIONS, regions)
                .categorical("offer", IdIndex.of(List.of("kept", "sent")), offers)
                .categorical("bought", IdIndex.of(List.of("no", "yes")), bought);
        if (design == Design.CONFOUNDED) {
            table.numeric("chance", chances);
        }
        return new Drawn(table.build(), untreated, effects);
    }

    static double unit(SplittableRandom random) {
        return (random.nextLong() >>> 11) * 0x1p-53;
    }

    /** What the figures are of a population: effect, Qini, AUUC, then of each share the rate and the gains over none and all. */
    static double[] truth(double[] scores, Drawn drawn, double[] shares) {
        int n = scores.length;
        Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Double.compare(scores[b], scores[a]));
        double[] gains = new double[n + 1]; // of the first rows, equal scores evenly
        for (int from = 0, to; from < n; from = to) {
            double sum = 0;
            for (to = from; to < n && scores[order[to]] == scores[order[from]]; to++) {
                sum += drawn.effects()[order[to]] / n;
            }
            for (int rank = from; rank < to; rank++) {
                gains[rank + 1] = gains[from] + sum * (rank + 1 - from) / (to - from);
            }
        }
        double area = 0;
        for (int rank = 0; rank < n; rank++) {
            area += (gains[rank] + gains[rank + 1]) / 2 / n;
        }
        double all = gains[n];
        double base = Arrays.stream(drawn.untreated()).average().orElseThrow();
        double[] truth = new double[3 + 3 * shares.length];
        truth[0] = all;
        truth[1] = area - all / 2;
        truth[2] = area;
        for (int k = 0; k < shares.length; k++) {
            double gain = gains[(int) Math.round(shares[k] * n)];
            truth[3 + 3 * k] = base + gain;
            truth[4 + 3 * k] = gain;
            truth[5 + 3 * k] = gain - all;
        }
        return truth;
    }

    static double[] scores(UpliftModel model, FeatureTable table) {
        UpliftScores scores = model.predictAll(table, 2);
        return IntStream.range(0, scores.rowCount()).mapToDouble(scores::uplift).toArray();
    }

    /** Few small trees, on two threads. */
    static UpliftConfig config(UpliftConfig.Learner learner) {
        UpliftConfig config = UpliftConfig.defaults();
        return config.withLearner(learner)
                .withTrees(config.trees().withRounds(60).withMaxLeaves(6))
                .withForest(config.forest().withTrees(40).withMinRowsPerArm(30))
                .withThreads(2);
    }
}
