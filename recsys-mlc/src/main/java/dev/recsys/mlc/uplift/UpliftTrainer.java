package dev.recsys.mlc.uplift;

import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.data.FeatureTable;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.LoneModel;
import dev.recsys.internal.run.HeapRoom;
import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.internal.columns.BinMatrix;
import dev.recsys.mlc.internal.columns.LearnedTable;
import dev.recsys.mlc.internal.columns.TableBins;
import dev.recsys.mlc.internal.score.MarginScorer;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learns who is moved by a treatment, such as an offer, from a campaign with a control.
 *
 * <pre>{@code
 * Campaign campaign = Campaign.of("bought", "yes", "offer", "sent");
 * UpliftModel model = new UpliftTrainer().train(table, campaign);
 * double moved = model.predict(Map.of("tenure", 14, "channel", "branch")).uplift();
 * }</pre>
 *
 * <p>Without a column of propensities, treatment must have been given at random with the same chance for all. Attributes, protected ones
 * too, that tell who was treated refuse the training: each alone is tested by χ² in ten bins, Bonferroni-corrected, and all together by
 * boosted trees on rows they have not seen, at .005 each, so that a random campaign is refused once in a hundred times at most. With
 * propensities each row weighs 1 ÷ its chance to be in its arm; they are taken as true, but refused outside 0.01..0.99, and where their
 * sum is more than five standard deviations from the number of rows treated.
 *
 * <p>Protected columns, by the configuration or by the table's schema, are never learned from. The model is the same for any number of
 * threads and Java version.
 *
 * <p><b>Cost:</b> O(rounds × columns × rows) a boosted model, O(trees × depth × columns × rows drawn) the uplift trees; the check of
 * randomisation that of 120 rounds. About rows · (columns + 80) bytes beside the table. Thread-safe: each training has its own state.
 */
public final class UpliftTrainer {
    private static final String TASK = UpliftModel.ALGORITHM;

    private final UpliftConfig config;

    /** A trainer with the default options. */
    public UpliftTrainer() {
        this(UpliftConfig.defaults());
    }

    /**
     * A trainer of a configuration.
     *
     * @param config the options
     * @throws IllegalArgumentException if it is null
     */
    public UpliftTrainer(UpliftConfig config) {
        this.config = Checks.notNull(config, "config");
    }

    /**
     * Learns without telling anyone of its progress.
     *
     * @param table the rows
     * @param campaign which columns say who was treated and what came of it
     * @return the model
     * @throws IllegalArgumentException as {@link #train(FeatureTable, Campaign, TrainingListener)}
     */
    public UpliftModel train(FeatureTable table, Campaign campaign) {
        return train(table, campaign, TrainingListener.none());
    }

    /**
     * Learns.
     *
     * @param table the rows
     * @param campaign which columns say who was treated and what came of it
     * @param listener told of each step; may cancel
     * @return the model
     * @throws IllegalArgumentException if a column named is not there; treatment or outcome have missing values or not two; an arm has only
     *     one outcome; a propensity is missing or outside 0.01..0.99, or they do not fit who was treated; attributes tell who was treated
     *     and no propensities are given; no column is left to learn from; there are more than 16,777,215 rows; or an argument is null
     * @throws IllegalStateException if the heap has no room
     * @throws dev.recsys.TrainingCancelledException if the listener cancels or the thread is interrupted
     */
    public UpliftModel train(FeatureTable table, Campaign campaign, TrainingListener listener) {
        Checks.notNull(table, "table");
        Checks.notNull(campaign, "campaign");
        Checks.notNull(listener, "listener");
        long start = System.nanoTime();
        CampaignRows rows = CampaignRows.of(table, campaign);
        requireBothOutcomes(rows, campaign);
        UpliftColumns columns = UpliftColumns.of(table, campaign, config);
        requireRoom(rows.size(), columns.checked().schema().size());
        try (Workers workers = Workers.of(TASK, config.threads());
                Workers alone = Workers.of(TASK, 1)) {
            listener.checkCancelled(TASK);
            if (!rows.known()) {
                Randomisation.require(columns.checked(), rows.treated(), campaign, config.seed(), workers, alone);
            }
            report(listener, 1, start);
            TableBins bins = TableBins.learn(columns.learned(), UpliftColumns.MAX_BINS);
            BinMatrix matrix = bins.encode(columns.learned(), workers);
            MarginScorer scorer = UpliftLearners.train(matrix, rows, config, workers, alone);
            report(listener, 2, start);
            UpliftParts parts = new UpliftParts(
                    config.learner(), campaign, LearnedTable.vocabulary(columns.learned()), bins, scorer);
            return new UpliftModel(
                    LoneModel.info(TASK, parts.sections(), config, table, notes(rows, columns), start), parts);
        }
    }

    private static void report(TrainingListener listener, int step, long start) {
        listener.report(new TrainingProgress(TASK, step, 2, Double.NaN, (System.nanoTime() - start) / 1e9));
    }

    private static void requireBothOutcomes(CampaignRows rows, Campaign campaign) {
        boolean[][] seen = new boolean[2][2];
        for (int row = 0; row < rows.size(); row++) {
            seen[rows.treated()[row] ? 1 : 0][rows.outcomes()[row] ? 1 : 0] = true;
        }
        for (int arm = 0; arm < 2; arm++) {
            Checks.that(
                    seen[arm][0] && seen[arm][1],
                    "outcome \"%s\" must have both values among the %s rows, but has one only",
                    campaign.outcome(),
                    arm == 1 ? "treated" : "control");
        }
    }

    private static void requireRoom(int rows, int columns) {
        Checks.that(
                rows <= BinMatrix.MOST_ROWS, "table must have at most %d rows, but has %d", BinMatrix.MOST_ROWS, rows);
        HeapRoom.require((long) rows * (columns + 80L), TASK, "fewer rows", "%d rows and %d columns", rows, columns);
    }

    private Map<String, String> notes(CampaignRows rows, UpliftColumns columns) {
        Map<String, String> notes = new TreeMap<>();
        notes.put("columns", Integer.toString(columns.learned().schema().size()));
        notes.put("protected", String.join(", ", columns.guarded()));
        notes.put("learner", config.learner().name());
        notes.put("treated", CampaignRows.count(rows.treated()) + " of " + rows.size() + " rows");
        notes.put("randomisation", rows.known() ? "propensities given" : "no attribute tells who was treated");
        return notes;
    }
}
