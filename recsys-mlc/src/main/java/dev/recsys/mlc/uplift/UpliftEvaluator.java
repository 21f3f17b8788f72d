package dev.recsys.mlc.uplift;

import dev.recsys.data.FeatureTable;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.run.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures predicted uplift on a campaign the model has not seen. Intervals are of the model as it is: they say what other customers
 * would show of it, not what another training would.
 *
 * <p><b>Cost:</b> O(rows · log rows + resamples · rows). Immutable and thread-safe.
 *
 * @param shares of customers whose treatment is valued, ascending, each above 0 and at most 1; default .1, .2, .3, .5
 * @param resamples of the customers, in 20..100000; default 1000
 * @param confidence how often an interval holds what it estimates, above 0 and below 1; default .95
 * @param seed of the resamples and of the check of randomisation; default 42
 * @param threads how many to use, in 1..4096; the figures do not depend on it; default the processors
 */
public record UpliftEvaluator(List<Double> shares, int resamples, double confidence, long seed, int threads) {
    /**
     * Checks and copies the options.
     *
     * @param shares ascending, each above 0 and at most 1
     * @param resamples in 20..100000
     * @param confidence above 0 and below 1
     * @param seed any number
     * @param threads in 1..4096
     * @throws IllegalArgumentException if an option is out of its range, or {@code shares} is or holds null
     */
    public UpliftEvaluator {
        shares = Checks.copyOf(shares, "shares");
        double before = 0;
        for (double share : shares) {
            Checks.that(
                    share > before && share <= 1,
                    "shares must be ascending, above 0 and at most 1, but were %s",
                    shares);
            before = share;
        }
        Checks.inRange(resamples, 20, 100_000, "resamples");
        Checks.that(confidence > 0 && confidence < 1, "confidence must be above 0 and below 1, but was %s", confidence);
        Checks.inRange(threads, 1, 4096, "threads");
    }

    /**
     * The defaults.
     *
     * @return the options
     */
    public static UpliftEvaluator defaults() {
        return new UpliftEvaluator(
                List.of(0.1, 0.2, 0.3, 0.5),
                1000,
                0.95,
                42,
                Runtime.getRuntime().availableProcessors());
    }

    /**
     * The same with another {@link #shares}.
     *
     * @param shares ascending, each above 0 and at most 1
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public UpliftEvaluator withShares(List<Double> shares) {
        return new UpliftEvaluator(shares, resamples, confidence, seed, threads);
    }

    /**
     * The same with another {@link #resamples}.
     *
     * @param resamples in 20..100000
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public UpliftEvaluator withResamples(int resamples) {
        return new UpliftEvaluator(shares, resamples, confidence, seed, threads);
    }

    /**
     * The same with another {@link #confidence}.
     *
     * @param confidence above 0 and below 1
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public UpliftEvaluator withConfidence(double confidence) {
        return new UpliftEvaluator(shares, resamples, confidence, seed, threads);
    }

    /**
     * The same with another {@link #seed}.
     *
     * @param seed any number
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public UpliftEvaluator withSeed(long seed) {
        return new UpliftEvaluator(shares, resamples, confidence, seed, threads);
    }

    /**
     * The same with another {@link #threads}.
     *
     * @param threads in 1..4096
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public UpliftEvaluator withThreads(int threads) {
        return new UpliftEvaluator(shares, resamples, confidence, seed, threads);
    }

    /**
     * Measures a model on rows of the campaign it was learned from.
     *
     * @param model the model
     * @param table rows that the model was not learned from, with its columns and those of its campaign
     * @return the figures
     * @throws IllegalArgumentException as {@link #evaluate(UpliftModel, FeatureTable, Campaign)}
     */
    public UpliftFigures evaluate(UpliftModel model, FeatureTable table) {
        return evaluate(model, table, Checks.notNull(model, "model").campaign());
    }

    /**
     * Measures a model on a campaign.
     *
     * @param model the model
     * @param table rows that the model was not learned from, with its columns and those of the campaign
     * @param campaign who was treated and what came of it. Without propensities, none of the model's attributes may tell who was treated
     * @return the figures
     * @throws IllegalArgumentException if a column is missing or of another kind, the campaign is refused as by {@link UpliftTrainer}, or
     *     an argument is null
     */
    public UpliftFigures evaluate(UpliftModel model, FeatureTable table, Campaign campaign) {
        Checks.notNull(model, "model");
        Checks.notNull(table, "table");
        CampaignRows rows = CampaignRows.of(table, Checks.notNull(campaign, "campaign"));
        UpliftScores scores = model.predictAll(table, threads);
        if (!rows.known()) {
            try (Workers workers = Workers.of(UpliftModel.ALGORITHM, threads);
                    Workers alone = Workers.of(UpliftModel.ALGORITHM, 1)) {
                FeatureTable seen = table.select(model.columns().names());
                Randomisation.require(seen, rows.treated(), campaign, seed, workers, alone);
            }
        }
        return figures(
                IntStream.range(0, rows.size()).mapToDouble(scores::uplift).toArray(), rows);
    }

    /** The figures of a ranking. */
    UpliftFigures figures(double[] scores, CampaignRows rows) {
        double[] wanted = shares.stream().mapToDouble(share -> share).toArray();
        UpliftCurve curve = new UpliftCurve(scores, rows);
        Resampling drawn;
        try (Workers workers = Workers.of(UpliftModel.ALGORITHM, threads)) {
            drawn = new Resampling(curve, wanted, resamples, seed, workers);
        }
        double z = Resampling.z(confidence);
        List<UpliftFigures.Policy> policies = new ArrayList<>();
        for (int place = 0; place < wanted.length; place++) {
            int first = UpliftCurve.FIXED + UpliftCurve.OF_SHARE * place;
            policies.add(new UpliftFigures.Policy(
                    wanted[place],
                    drawn.estimate(first, z),
                    drawn.estimate(first + 1, z),
                    drawn.estimate(first + 2, z)));
        }
        double[][] points = curve.points();
        List<UpliftFigures.Point> line = new ArrayList<>();
        for (int p = 0; p <= UpliftCurve.POINTS; p++) {
            line.add(new UpliftFigures.Point((double) p / UpliftCurve.POINTS, points[0][p], points[1][p]));
        }
        return new UpliftFigures(
                rows.size(),
                CampaignRows.count(rows.treated()),
                drawn.estimate(0, z),
                drawn.estimate(1, z),
                drawn.estimate(2, z),
                policies,
                line);
    }
}
