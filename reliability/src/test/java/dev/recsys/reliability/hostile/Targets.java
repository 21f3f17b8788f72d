package dev.recsys.reliability.hostile;

import dev.recsys.CustomerPredictor;
import dev.recsys.TrainingListener;
import dev.recsys.data.FeatureTable;
import dev.recsys.internal.file.ModelFile;
import dev.recsys.mlc.targets.ColumnContribution;
import dev.recsys.mlc.targets.PanelLabels;
import dev.recsys.mlc.targets.PanelTarget;
import dev.recsys.mlc.targets.Target;
import dev.recsys.mlc.targets.TargetCodec;
import dev.recsys.mlc.targets.TargetConfig;
import dev.recsys.mlc.targets.TargetExplanation;
import dev.recsys.mlc.targets.TargetModel;
import dev.recsys.mlc.targets.TargetStopping;
import dev.recsys.mlc.targets.TargetTrainer;
import dev.recsys.testkit.SmallBank;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Objects of a bank's own targets, and the arguments of their methods. */
final class Targets {
    static final FeatureTable TABLE = Tables.TABLE.with(FeatureTable.builder(6)
            .numeric("left", new float[] {0, 1, 0, 1, 1, 0})
            .build());
    static final Target LEFT = Target.binary("left");
    private static final TargetConfig CONFIG = config();
    private static final TargetTrainer TRAINER = new TargetTrainer(CONFIG);
    static final TargetModel MODEL = TRAINER.train(TABLE, List.of(LEFT));

    private static final PanelTarget CARD = PanelTarget.removal("card");
    private static final PanelLabels LABELS = PanelLabels.of(1, CARD);

    private Targets() {}

    /** A predictor of customers. */
    static CustomerPredictor predictor() {
        return MODEL.predictor("left");
    }

    private static TargetConfig config() {
        TargetConfig config = TargetConfig.defaults();
        return config.withTrees(config.trees().withRounds(5).withMinRowsPerLeaf(1))
                .withThreads(1);
    }

    static List<Object> all() {
        TargetExplanation why = MODEL.explain("left", Tables.ATTRIBUTES);
        return List.of(
                LEFT,
                LEFT.loss(),
                LEFT.missing(),
                CONFIG,
                CONFIG.trees(),
                CONFIG.columns(),
                CONFIG.rows(),
                CONFIG.stopping(),
                TargetStopping.By.LAST,
                TargetStopping.Then.KEEP,
                TargetStopping.Calibration.PLATT,
                TRAINER,
                MODEL,
                MODEL.predict("left", Tables.ATTRIBUTES),
                MODEL.predictAll(TABLE, 1),
                MODEL.evaluate(TABLE, 1).get(0),
                why,
                CARD,
                CARD.kind(),
                LABELS,
                LABELS.gone(),
                LABELS.rows(Fixtures.PANEL),
                new TargetCodec(),
                MODEL.predictor("left"),
                new ColumnContribution("age", 0.5));
    }

    static Map<String, Supplier<Object[]>> arguments(Path folder) {
        Map<String, Supplier<Object[]>> calls = new HashMap<>();
        String at = "mlc.targets.";
        calls.put(at + "Target.number(String,Loss)", () -> new Object[] {"left", Target.Loss.SQUARED});
        calls.put(at + "Target.tweedie(String,double)", () -> new Object[] {"left", 1.5});
        calls.put(at + "TargetTrainer.train(FeatureTable,List)", () -> new Object[] {TABLE, List.of(LEFT)});
        calls.put(at + "TargetTrainer.train(FeatureTable,List,TrainingListener)", () ->
                new Object[] {TABLE, List.of(LEFT), TrainingListener.none()});
        calls.put(at + "TargetModel.predict(String,Map)", () -> new Object[] {"left", Tables.ATTRIBUTES});
        calls.put(at + "TargetModel.explain(String,Map)", () -> new Object[] {"left", Tables.ATTRIBUTES});
        calls.put(at + "TargetModel.explain(String,FeatureTable,int)", () -> new Object[] {"left", TABLE, 1});
        calls.put(at + "TargetModel.importance(String)", () -> new Object[] {"left"});
        calls.put(at + "TargetModel.predictAll(FeatureTable,int)", () -> new Object[] {TABLE, 1});
        calls.put(at + "TargetModel.evaluate(FeatureTable,int)", () -> new Object[] {TABLE, 1});
        calls.put(at + "TargetValues.known(FeatureTable,Target)", () -> new Object[] {TABLE, LEFT});
        calls.put(at + "TargetValues.of(FeatureTable,Target)", () -> new Object[] {TABLE, LEFT});
        calls.put(at + "TargetModel.load(Path)", () -> new Object[] {saved(folder)});
        calls.put(at + "TargetScores.value(int,int)", () -> new Object[] {1, 0});
        calls.put(at + "TargetScores.rawScore(int,int)", () -> new Object[] {1, 0});
        calls.put(at + "TargetModel.predictor(String)", () -> new Object[] {"left"});
        calls.put("CustomerPredictor.predict(Map)", () -> new Object[] {Tables.ATTRIBUTES});
        calls.put(at + "PanelLabels.of(int,PanelTarget[])", () -> new Object[] {1, new PanelTarget[] {CARD}});
        calls.put(at + "PanelLabels.rows(Panel)", () -> new Object[] {Fixtures.PANEL});
        calls.put(at + "PanelLabels.latest(Panel)", () -> new Object[] {Fixtures.PANEL});
        calls.put(at + "PanelLabels.rowsAt(Panel,LocalDate)", () -> new Object[] {Fixtures.PANEL, SmallBank.month(1)});
        Supplier<Object[]> content = () -> content(saved(folder));
        calls.put(at + "TargetCodec.read(ModelInfo,Sections)", content);
        calls.put("model.PredictorCodec.read(ModelInfo,Sections)", content);
        calls.put("bundle.Predictors.load(Path)", () -> new Object[] {saved(folder)});
        calls.put("bundle.Predictors.load(Path,String)", () -> new Object[] {saved(folder), "left"});
        return calls;
    }

    private static Object[] content(Path file) {
        Object[] content = new Object[2];
        try {
            ModelFile.read(file, (info, sections) -> {
                content[0] = info;
                content[1] = sections;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return content;
    }

    static Path saved(Path folder) {
        Path file = folder.resolve("targets.recsys");
        try {
            MODEL.save(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
