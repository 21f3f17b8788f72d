package dev.recsys.studies;

import dev.recsys.Recommender;
import dev.recsys.TrainingListener;
import dev.recsys.data.Panel;
import dev.recsys.eval.CustomerFolds;
import dev.recsys.eval.EvaluationReport;
import dev.recsys.eval.Evaluator;
import dev.recsys.eval.FoldsReport;
import dev.recsys.eval.MapAtK;
import dev.recsys.eval.TimeSplit;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.io.SantanderPanel;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcTrainer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which settings of the classification are best? Measured on customer-disjoint folds of the last step before a date, so
 * that what comes after stays unseen.
 *
 * <p>Run: {@code java -cp studies/target/studies.jar dev.recsys.studies.MlcStudy PANEL LAST_DATE FOLD_SEEDS
 * '{"trees":{"maxLeaves":6}}' …}, each further argument a JSON object of the options that differ from the defaults.
 */
public final class MlcStudy {
    private MlcStudy() {}

    /**
     * Prints the table.
     *
     * @param args the panel's file, the date of the last month to look at, how many seeds to draw the five folds by, the
     *     configurations. Not modified.
     */
    public static void main(String[] args) {
        Panel panel = SantanderPanel.read(Path.of(args[0])).through(LocalDate.parse(args[1]));
        Evaluator evaluator = Evaluator.of(MapAtK.of(7));
        Map<String, Double> seconds = new LinkedHashMap<>();
        List<EvaluationReport> reports = new ArrayList<>();
        for (int seed = 1; seed <= Integer.parseInt(args[2]); seed++) {
            CustomerFolds folds = CustomerFolds.of(panel, 5, seed);
            for (int fold = 0; fold < folds.count(); fold++) {
                TimeSplit split = folds.split(fold);
                Map<String, Recommender> models = new LinkedHashMap<>();
                for (int i = 3; i < args.length; i++) {
                    MlcConfig config = ConfigJson.read(args[i], MlcConfig.defaults());
                    Recommender model = new MlcTrainer(config).train(split.trainPanel());
                    models.put(args[i], model);
                    seconds.merge(args[i], model.info().trainMillis() / 1e3, Double::sum);
                    if (fold == 0 && seed == 1) {
                        System.out.println(args[i] + " " + model.info().notes());
                    }
                }
                reports.add(evaluator.evaluate(models, split, TrainingListener.none()));
            }
        }
        System.out.println(new FoldsReport(reports).toTable());
        System.out.println("seconds in all: " + seconds);
    }
}
