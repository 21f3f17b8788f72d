package dev.recsys.reliability.hostile;

import dev.recsys.TrainingListener;
import dev.recsys.data.FeatureTable;
import dev.recsys.mlc.uplift.Campaign;
import dev.recsys.mlc.uplift.UpliftConfig;
import dev.recsys.mlc.uplift.UpliftEvaluator;
import dev.recsys.mlc.uplift.UpliftFigures;
import dev.recsys.mlc.uplift.UpliftModel;
import dev.recsys.mlc.uplift.UpliftTrainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Objects of uplift, and the arguments of their methods. */
final class Uplifts {
    private static final FeatureTable TABLE = Tables.TABLE.with(FeatureTable.builder(6)
            .numeric("offer", new float[] {0, 1, 0, 1, 1, 0})
            .numeric("bought", new float[] {0, 1, 1, 0, 1, 0})
            .build());
    private static final Campaign CAMPAIGN = Campaign.of("bought", "1", "offer", "1");
    private static final UpliftConfig CONFIG = config();
    private static final UpliftTrainer TRAINER = new UpliftTrainer(CONFIG);
    private static final UpliftModel MODEL = TRAINER.train(TABLE, CAMPAIGN);
    private static final UpliftEvaluator EVALUATOR =
            UpliftEvaluator.defaults().withResamples(20).withThreads(1);

    private Uplifts() {}

    private static UpliftConfig config() {
        UpliftConfig config = UpliftConfig.defaults();
        return config.withTrees(config.trees().withRounds(5).withMinRowsPerLeaf(1))
                .withForest(config.forest().withTrees(5).withMinRowsPerArm(1))
                .withThreads(1);
    }

    static List<Object> all() {
        UpliftFigures figures = EVALUATOR.evaluate(MODEL, TABLE);
        return List.of(
                CAMPAIGN,
                CONFIG,
                CONFIG.learner(),
                CONFIG.forest(),
                TRAINER,
                MODEL,
                MODEL.predict(Tables.ATTRIBUTES),
                MODEL.predictAll(TABLE, 1),
                MODEL.explain(Tables.ATTRIBUTES),
                EVALUATOR,
                figures,
                figures.qini(),
                figures.policies().get(0),
                figures.curve().get(1));
    }

    static Map<String, Supplier<Object[]>> arguments(Path folder) {
        Map<String, Supplier<Object[]>> calls = new HashMap<>();
        String at = "mlc.uplift.";
        calls.put(at + "Campaign.of(String,String,String,String)", () -> new Object[] {"bought", "1", "offer", "1"});
        calls.put(at + "Campaign.withPropensity(String)", () -> new Object[] {"chance"});
        calls.put(at + "UpliftTrainer.train(FeatureTable,Campaign)", () -> new Object[] {TABLE, CAMPAIGN});
        calls.put(at + "UpliftTrainer.train(FeatureTable,Campaign,TrainingListener)", () ->
                new Object[] {TABLE, CAMPAIGN, TrainingListener.none()});
        calls.put(at + "UpliftModel.predict(Map)", () -> new Object[] {Tables.ATTRIBUTES});
        calls.put(at + "UpliftModel.explain(Map)", () -> new Object[] {Tables.ATTRIBUTES});
        calls.put(at + "UpliftModel.explain(FeatureTable,int)", () -> new Object[] {TABLE, 1});
        calls.put(at + "UpliftModel.predictAll(FeatureTable,int)", () -> new Object[] {TABLE, 1});
        calls.put(at + "UpliftModel.load(Path)", () -> new Object[] {saved(folder)});
        calls.put(at + "UpliftScores.uplift(int)", () -> new Object[] {1});
        calls.put(at + "UpliftScores.treated(int)", () -> new Object[] {1});
        calls.put(at + "UpliftScores.control(int)", () -> new Object[] {1});
        calls.put(at + "UpliftEvaluator.evaluate(UpliftModel,FeatureTable)", () -> new Object[] {MODEL, TABLE});
        calls.put(at + "UpliftEvaluator.evaluate(UpliftModel,FeatureTable,Campaign)", () ->
                new Object[] {MODEL, TABLE, CAMPAIGN});
        calls.put(at + "UpliftEvaluator.withShares(List)", () -> new Object[] {List.of(0.25)});
        return calls;
    }

    private static Path saved(Path folder) {
        Path file = folder.resolve("uplift.recsys");
        try {
            MODEL.save(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
