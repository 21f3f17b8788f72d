package dev.recsys.studies;

import dev.recsys.Trainer;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.EventLog;
import dev.recsys.graph.GraphFilterConfig;
import dev.recsys.graph.GraphFilterTrainer;
import dev.recsys.hybrid.Blend;
import dev.recsys.hybrid.HybridTrainer;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.pipeline.ScoringModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Does a hybrid of ALS and a graph filter rank better than its best component, with weights learned on the end of the log? On the four
 * early dates of Online Retail and the last one, which no setting here depends on; or on Gowalla, on the tenth that settings are
 * chosen on or on the test file.
 *
 * <p>Run: {@code java -Xmx6g --add-modules jdk.incubator.vector -cp studies/target/studies.jar
 * dev.recsys.studies.EventHybridStudy retail FILE FILE [GRAPH [ALS]]} or {@code gowalla FOLDER validate|test [GRAPH [ALS]]}, with
 * options of the graph filter and of ALS as JSON.
 */
public final class EventHybridStudy {
    private final AlsTrainer als;
    private final GraphFilterTrainer graph;

    private EventHybridStudy(AlsConfig als, GraphFilterConfig graph) {
        this.als = new AlsTrainer(als);
        this.graph = new GraphFilterTrainer(graph);
    }

    /**
     * Prints a line a model.
     *
     * @param args as above. Not modified.
     * @throws IOException if a file can't be read
     */
    public static void main(String[] args) throws IOException {
        EventHybridStudy study = new EventHybridStudy(
                args.length > 4 ? ConfigJson.read(args[4], AlsConfig.defaults()) : AlsConfig.defaults(),
                args.length > 3
                        ? ConfigJson.read(args[3], GraphFilterConfig.defaults())
                        : GraphFilterConfig.defaults());
        if (args[0].equals("gowalla")) {
            Map<String, Set<String>> train = GowallaStudy.read(Path.of(args[1], "train.txt.gz"));
            boolean isTest = args[2].equals("test");
            Map<String, Set<String>> held = new HashMap<>();
            EventLog log = GowallaStudy.log(train, isTest ? null : held);
            study.compare(args[2], log, isTest ? GowallaStudy.read(Path.of(args[1], "test.txt.gz")) : held, 20);
            return;
        }
        RetailStudy retail = new RetailStudy(RetailStudy.log(Path.of(args[1]), Path.of(args[2])));
        int date = 0;
        for (RetailStudy.Cut cut : retail.early()) {
            study.compare("early " + date++, cut.before(), cut.taken(), 10);
        }
        study.compare("last", retail.last().before(), retail.last().taken(), 10);
    }

    private void compare(String what, EventLog log, Map<String, Set<String>> taken, int k) {
        Map<String, Trainer<? super EventLog>> trainers = new LinkedHashMap<>();
        trainers.put("als", als);
        trainers.put("graph", graph);
        trainers.put("equal shares", hybrid().blend(Blend.equalShares()).build());
        trainers.put("learned", hybrid().build());
        trainers.forEach((name, trainer) -> {
            long start = System.nanoTime();
            ScoringModel model = (ScoringModel) trainer.train(log);
            double seconds = (System.nanoTime() - start) / 1e9;
            RankingFigures figures = RankingFigures.of(Bundle.of(model).remembering(log), taken, k);
            System.out.printf(
                    Locale.ROOT,
                    "%-8s %-13s recall@%d %.4f ndcg@%d %.4f, %.1f s %s%n",
                    what,
                    name,
                    k,
                    figures.recall(),
                    k,
                    figures.ndcg(),
                    seconds,
                    name.equals("learned") ? model.info().config() : "");
        });
    }

    private HybridTrainer.Builder<EventLog> hybrid() {
        return HybridTrainer.forEvents().add("als", als).add("graph", graph);
    }
}
