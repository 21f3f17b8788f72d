package dev.recsys.studies;

import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommender;
import dev.recsys.TrainingListener;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.cluster.ClusterConfig;
import dev.recsys.cluster.ClusterTrainer;
import dev.recsys.data.Dataset;
import dev.recsys.data.IdIndex;
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
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which blend of the models is best? Measured on customer-disjoint folds of the last step before a date, so that what comes
 * after stays unseen. A fold's models are trained once and asked once about each customer; all blends share their answers.
 *
 * <p>Run: {@code java -Xmx4g -cp studies/target/studies.jar dev.recsys.studies.BlendStudy PANEL LAST_DATE [SEED]}
 */
public final class BlendStudy {
    private BlendStudy() {}

    /**
     * Prints the table.
     *
     * @param args the panel's file, the date of the last month to look at and, if not 1, the seed of the folds. Not
     *     modified.
     */
    public static void main(String[] args) {
        Panel panel = SantanderPanel.read(Path.of(args[0])).through(LocalDate.parse(args[1]));
        CustomerFolds folds = CustomerFolds.of(panel, 5, args.length > 2 ? Long.parseLong(args[2]) : 1);
        Evaluator evaluator = Evaluator.of(MapAtK.of(7));
        List<EvaluationReport> reports = new ArrayList<>();
        for (int fold = 0; fold < folds.count(); fold++) {
            TimeSplit split = folds.split(fold);
            Dataset train = split.train();
            Recommender popularity = new PopularityTrainer(PopularityConfig.defaults()).train(train);
            Map<String, Recommender> models = new LinkedHashMap<>();
            models.put("als", new AlsTrainer(AlsConfig.defaults()).train(train));
            models.put("cluster", new ClusterTrainer(ClusterConfig.defaults()).train(train));
            models.put("mlc", new MlcTrainer(MlcConfig.defaults()).train(train));
            Map<String, Recommender> measured = new LinkedHashMap<>(models);
            measured.put("popularity", popularity);
            models.replaceAll((name, model) -> new Remembering(model, new ConcurrentHashMap<>()));
            blends().forEach((name, blend) -> measured.put(name, hybrid(models, blend, popularity)));
            reports.add(evaluator.evaluate(measured, split, TrainingListener.none()));
        }
        System.out.println(new FoldsReport(reports).toTable());
    }

    private static Recommender hybrid(Map<String, Recommender> models, Blend blend, Recommender fallback) {
        HybridRecommender.Builder hybrid =
                HybridRecommender.builder().blend(blend).fallback(fallback);
        models.forEach(hybrid::add);
        return hybrid.build();
    }

    private static Map<String, Blend> blends() {
        Map<String, Blend> blends = new LinkedHashMap<>();
        for (Normalization normalization : Normalization.values()) {
            for (double als : new double[] {0, 0.05, 0.1, 0.2, 0.3, 0.5, 1}) {
                for (double cluster : new double[] {0, 0.05, 0.1, 0.2}) {
                    String name = normalization + " als " + als + " cluster " + cluster;
                    blends.put(
                            name, Blend.weightedSum(Map.of("als", als, "cluster", cluster, "mlc", 1.0), normalization));
                }
            }
        }
        blends.put("rank fusion 60", Blend.reciprocalRankFusion(60));
        blends.put("rank fusion 5", Blend.reciprocalRankFusion(5));
        blends.put("round robin", Blend.roundRobin());
        blends.put("cascade", Blend.cascade());
        return blends;
    }

    /** Answers a user's first request and repeats that answer: in a fold, each user has one. */
    private record Remembering(Recommender model, Map<String, Recommendations> answers) implements Recommender {
        @Override
        public Recommendations recommend(RecommendationRequest request) {
            return answers.computeIfAbsent(request.userId().orElseThrow(), user -> model.recommend(request));
        }

        @Override
        public IdIndex items() {
            return model.items();
        }

        @Override
        public ModelInfo info() {
            return model.info();
        }
    }
}
