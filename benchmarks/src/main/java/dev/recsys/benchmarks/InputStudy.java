package dev.recsys.benchmarks;

import dev.recsys.Recommender;
import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.cluster.ClusterConfig;
import dev.recsys.cluster.ClusterTrainer;
import dev.recsys.data.Panel;
import dev.recsys.eval.CustomerFolds;
import dev.recsys.eval.EvaluationReport;
import dev.recsys.eval.Evaluator;
import dev.recsys.eval.FoldsReport;
import dev.recsys.eval.MapAtK;
import dev.recsys.eval.TimeSplit;
import dev.recsys.io.SantanderPanel;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcTrainer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Does classification gain from the scores of ALS and of segments? Measured on customer-disjoint folds of the last step
 * before a date, so that what comes after stays unseen.
 *
 * <p>Run: {@code java -cp benchmarks/target/benchmarks.jar dev.recsys.benchmarks.InputStudy PANEL LAST_DATE FOLD_SEEDS}
 */
public final class InputStudy {
    private static final String METRIC = "map@7/adders";

    private InputStudy() {}

    private static Map<String, Map<String, Trainer>> inputs() {
        Trainer als = new AlsTrainer(AlsConfig.defaults());
        Trainer segments =
                new ClusterTrainer(ClusterConfig.builder().clusters(8).build());
        Map<String, Map<String, Trainer>> inputs = new LinkedHashMap<>();
        inputs.put("none", Map.of());
        inputs.put("als", Map.of("als", als));
        inputs.put("segments", Map.of("segments", segments));
        Map<String, Trainer> both = new LinkedHashMap<>();
        both.put("als", als);
        both.put("segments", segments);
        inputs.put("both", both);
        return inputs;
    }

    /**
     * Prints the figures, and the differences on the same fold.
     *
     * @param args the panel's file, the date of the last month to look at, how many seeds to draw the five folds by. Not
     *     modified.
     */
    public static void main(String[] args) {
        Panel panel = SantanderPanel.read(Path.of(args[0])).through(LocalDate.parse(args[1]));
        Evaluator evaluator = Evaluator.of(MapAtK.of(7));
        List<EvaluationReport> reports = new ArrayList<>();
        for (int seed = 1; seed <= Integer.parseInt(args[2]); seed++) {
            CustomerFolds folds = CustomerFolds.of(panel, 5, seed);
            for (int fold = 0; fold < folds.count(); fold++) {
                TimeSplit split = folds.split(fold);
                Map<String, Recommender> models = new LinkedHashMap<>();
                inputs().forEach((name, inputs) ->
                        models.put(name, new MlcTrainer(MlcConfig.defaults(), inputs).train(split.train())));
                reports.add(evaluator.evaluate(models, split, TrainingListener.none()));
            }
        }
        System.out.println(new FoldsReport(reports).toTable());
        for (String name : inputs().keySet()) {
            double[] differences = reports.stream()
                    .mapToDouble(
                            r -> r.model(name).metric(METRIC) - r.model("none").metric(METRIC))
                    .toArray();
            double mean = 0;
            double squares = 0;
            for (double difference : differences) {
                mean += difference / differences.length;
                squares += difference * difference / differences.length;
            }
            double error = Math.sqrt(Math.max(0, squares - mean * mean) / Math.max(1, differences.length - 1));
            System.out.printf(Locale.ROOT, "%s - none: %.4f ± %.4f%n", name, mean, error);
        }
    }
}
