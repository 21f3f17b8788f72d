package dev.recsys.benchmarks;

import dev.recsys.Recommender;
import dev.recsys.TrainingListener;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.cluster.ClusterConfig;
import dev.recsys.cluster.ClusterTrainer;
import dev.recsys.data.Dataset;
import dev.recsys.data.Panel;
import dev.recsys.eval.CustomerFolds;
import dev.recsys.eval.EvaluationReport;
import dev.recsys.eval.Evaluator;
import dev.recsys.eval.FoldsReport;
import dev.recsys.eval.MapAtK;
import dev.recsys.eval.TimeSplit;
import dev.recsys.hybrid.Blend;
import dev.recsys.hybrid.Blend.Normalization;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.io.SantanderPanel;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which blend of the three models is best? Measured on customer-disjoint folds of the last step before a date, so that
 * what comes after stays unseen.
 *
 * <p>Run: {@code java -cp benchmarks/target/benchmarks.jar dev.recsys.benchmarks.BlendStudy PANEL LAST_DATE}
 */
public final class BlendStudy {
    private BlendStudy() {}

    /**
     * Prints the table.
     *
     * @param args the panel's file and the date of the last month to look at. Not modified.
     */
    public static void main(String[] args) {
        Panel panel = SantanderPanel.read(Path.of(args[0])).through(LocalDate.parse(args[1]));
        CustomerFolds folds = CustomerFolds.of(panel, 5, 1);
        Evaluator evaluator = Evaluator.of(MapAtK.of(7));
        List<EvaluationReport> reports = new ArrayList<>();
        for (int fold = 0; fold < folds.count(); fold++) {
            TimeSplit split = folds.split(fold);
            Dataset train = split.train();
            Recommender popularity = new PopularityTrainer(PopularityConfig.defaults()).train(train);
            Recommender als = new AlsTrainer(AlsConfig.defaults()).train(train);
            Recommender cluster = new ClusterTrainer(ClusterConfig.defaults()).train(train);
            Recommender mlc = new MlcTrainer(MlcConfig.defaults()).train(train);
            Map<String, Recommender> measured = new LinkedHashMap<>();
            measured.put("popularity", popularity);
            measured.put("als", als);
            measured.put("cluster", cluster);
            measured.put("mlc", mlc);
            blends().forEach((name, blend) -> measured.put(
                    name,
                    HybridRecommender.builder()
                            .add("als", als)
                            .add("cluster", cluster)
                            .add("mlc", mlc)
                            .blend(blend)
                            .fallback(popularity)
                            .build()));
            reports.add(evaluator.evaluate(measured, split, TrainingListener.none()));
        }
        System.out.println(new FoldsReport(reports).toTable());
    }

    private static Map<String, Blend> blends() {
        Map<String, Blend> blends = new LinkedHashMap<>();
        double[][] weights = {
            {1, 1, 1}, {1, 0, 1}, {1, 0.1, 1}, {1, 0.2, 1}, {2, 1, 4}, {1, 0.1, 2}, {1, 0.2, 2}, {1, 0, 2}, {1, 0, 4}
        };
        for (Normalization normalization : Normalization.values()) {
            for (double[] w : weights) {
                String name = normalization + " als " + w[0] + " cluster " + w[1] + " mlc " + w[2];
                blends.put(name, Blend.weightedSum(Map.of("als", w[0], "cluster", w[1], "mlc", w[2]), normalization));
            }
        }
        blends.put("rank fusion 60", Blend.reciprocalRankFusion(60));
        blends.put("rank fusion 5", Blend.reciprocalRankFusion(5));
        blends.put("round robin", Blend.roundRobin());
        blends.put("cascade", Blend.cascade());
        return blends;
    }
}
