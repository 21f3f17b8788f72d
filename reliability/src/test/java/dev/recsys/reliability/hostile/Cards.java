package dev.recsys.reliability.hostile;

import dev.recsys.TrainingListener;
import dev.recsys.decision.drift.Stability;
import dev.recsys.mlc.scorecard.CardAttribute;
import dev.recsys.mlc.scorecard.PointsScale;
import dev.recsys.mlc.scorecard.PointsScore;
import dev.recsys.mlc.scorecard.ReasonCode;
import dev.recsys.mlc.scorecard.ScoreFigures;
import dev.recsys.mlc.scorecard.Scorecard;
import dev.recsys.mlc.scorecard.ScorecardConfig;
import dev.recsys.mlc.scorecard.ScorecardTrainer;
import dev.recsys.mlc.scorecard.TargetPoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Objects of scorecards, and the arguments of their methods. */
final class Cards {
    private static final PointsScale SCALE = PointsScale.defaults();
    private static final ReasonCode CODE = new ReasonCode("age", "R1", "Too young");
    private static final ScorecardConfig CONFIG = ScorecardConfig.defaults().withMinInformation(0);
    private static final ScorecardTrainer TRAINER = new ScorecardTrainer(CONFIG);
    private static final Scorecard CARD = TRAINER.train(Targets.TABLE, Targets.LEFT);
    private static final TargetPoints POINTS = TargetPoints.of(Targets.MODEL, "left", SCALE);
    private static final double[] POINTS_OF_TWO = {500, 600};
    private static final double[] CHANCES = {0.6, 0.4};
    private static final boolean[] OUTCOMES = {true, false};

    private Cards() {}

    static List<Object> all() {
        ScoreFigures figures = ScoreFigures.of(POINTS_OF_TWO, CHANCES, OUTCOMES);
        CardAttribute attribute = CARD.attributes().get(0);
        return List.of(
                SCALE,
                SCALE.bad(),
                CODE,
                CONFIG,
                CONFIG.binning(),
                TRAINER,
                CARD,
                CARD.card(),
                attribute,
                attribute.bins().get(0),
                POINTS,
                POINTS.scoreAll(Targets.TABLE, 1),
                CARD.score(Targets.TABLE, 0),
                new PointsScore.Part("age", -3, "R1", "Too young"),
                figures,
                figures.deciles().get(0),
                Stability.of(Targets.TABLE, Targets.TABLE).get(0));
    }

    static Map<String, Supplier<Object[]>> arguments(Path folder) {
        Map<String, Supplier<Object[]>> calls = new HashMap<>();
        String at = "mlc.scorecard.";
        calls.put("decision.drift.Stability.of(FeatureTable,FeatureTable)", () ->
                new Object[] {Targets.TABLE, Targets.TABLE});
        calls.put(at + "ScoreFigures.of(double[],double[],boolean[])", () ->
                new Object[] {POINTS_OF_TWO.clone(), CHANCES.clone(), OUTCOMES.clone()});
        calls.put(at + "PointsScale.withRange(int,int)", () -> new Object[] {300, 850});
        calls.put(at + "TargetPoints.of(TargetModel,String,PointsScale)", () ->
                new Object[] {Targets.MODEL, "left", SCALE});
        calls.put(at + "ScorecardTrainer.train(FeatureTable,Target)", () -> new Object[] {Targets.TABLE, Targets.LEFT});
        calls.put(at + "ScorecardTrainer.train(FeatureTable,Target,TrainingListener)", () ->
                new Object[] {Targets.TABLE, Targets.LEFT, TrainingListener.none()});
        for (String type : List.of("PointsModel", "TargetPoints", "Scorecard")) {
            calls.put(at + type + ".withReasonCodes(List)", () -> new Object[] {List.of(CODE)});
            calls.put(at + type + ".score(Map)", () -> new Object[] {Tables.ATTRIBUTES});
            calls.put(at + type + ".score(FeatureTable,int)", () -> new Object[] {Targets.TABLE, 1});
            calls.put(at + type + ".scoreAll(FeatureTable,int)", () -> new Object[] {Targets.TABLE, 1});
            calls.put(at + type + ".evaluate(FeatureTable,int)", () -> new Object[] {Targets.TABLE, 1});
        }
        calls.put(at + "Scorecard.load(Path)", () -> new Object[] {saved(folder)});
        return calls;
    }

    private static Path saved(Path folder) {
        Path file = folder.resolve("card.recsys");
        try {
            CARD.save(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
