package dev.recsys.studies;

import dev.recsys.TrainingListener;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import dev.recsys.eval.EvaluationReport;
import dev.recsys.eval.Evaluator;
import dev.recsys.eval.MapAtK;
import dev.recsys.eval.NdcgAtK;
import dev.recsys.eval.TimeSplit;
import dev.recsys.io.SantanderPanel;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.synthetic.SyntheticBank;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a table of results is about: data to learn from, and how well a model finds what came after. */
interface ResultsTask {
    /** The data sets, in the order of the tables. */
    List<String> NAMES = List.of("online-retail", "gowalla", "santander", "synthetic");

    /** What models are trained on. */
    Dataset train();

    /** Figures by name, the one that decides first. */
    Map<String, Double> measure(ScoringModel model);

    /** One line about the data. */
    String about();

    /** Reads a data set below a folder; the synthetic bank needs none. */
    static ResultsTask of(String name, Path data) throws IOException {
        return switch (name) {
            case "online-retail" -> retail(data.resolve("online-retail"));
            case "gowalla" -> gowalla(data.resolve("gowalla"));
            case "santander" ->
                new Months(
                        "the panel of a tenth of Santander's customers; learned from until March 2016, April's additions to be found",
                        TimeSplit.at(
                                SantanderPanel.read(data.resolve("santander/santander_panel_2016-02_04.csv.gz")),
                                LocalDate.of(2016, 4, 1)));
            case "synthetic" -> {
                Panel panel = SyntheticBank.builder().customers(50_000).build().toPanel();
                yield new Months(
                        "a bank of 50,000 invented customers (`--synthetic 50000`); the additions of the last month to be found",
                        TimeSplit.at(panel, panel.last().date()));
            }
            default -> throw new IllegalArgumentException("there is no data set " + name);
        };
    }

    private static ResultsTask retail(Path folder) throws IOException {
        RetailStudy.Cut cut = new RetailStudy(RetailStudy.log(
                        folder.resolve("online_retail_II_2009-12_2010-12.csv.gz"),
                        folder.resolve("online_retail_2010-12_2011-12.csv.gz")))
                .last();
        return new Shop(
                "invoices of a wholesaler of gifts until September 2011; what its customers first bought after that to be found",
                cut.before(),
                cut.taken(),
                10);
    }

    private static ResultsTask gowalla(Path folder) throws IOException {
        EventLog log = GowallaStudy.log(GowallaStudy.read(folder.resolve("train.txt.gz")), null);
        return new Shop(
                "places that people checked in at, the split that papers on graph models use",
                log,
                GowallaStudy.read(folder.resolve("test.txt.gz")),
                20);
    }

    /** Events, and what users took after them. */
    record Shop(String what, EventLog train, Map<String, Set<String>> taken, int k) implements ResultsTask {
        @Override
        public String about() {
            return "%s: %,d users, %,d items, %,d events, %,d users asked"
                    .formatted(what, train.users().size(), train.items().size(), train.size(), taken.size());
        }

        @Override
        public Map<String, Double> measure(ScoringModel model) {
            RankingFigures figures = RankingFigures.of(Bundle.of(model).remembering(train), new TreeMap<>(taken), k);
            Map<String, Double> named = new LinkedHashMap<>();
            named.put("NDCG@" + k, figures.ndcg());
            named.put("P@5", figures.precision());
            named.put("R@" + k, k == 10 ? figures.cappedRecall() : figures.recall());
            return named;
        }
    }

    /** A panel, split before its last month. */
    record Months(String what, TimeSplit split) implements ResultsTask {
        @Override
        public Dataset train() {
            return split.train();
        }

        @Override
        public String about() {
            return "%s: %,d customers, of whom %,d added something"
                    .formatted(what, split.userCount(), split.adderCount());
        }

        @Override
        public Map<String, Double> measure(ScoringModel model) {
            EvaluationReport report = Evaluator.of(MapAtK.of(7), NdcgAtK.of(10))
                    .evaluate(Map.of("model", model), split, TrainingListener.none());
            Map<String, Double> named = new LinkedHashMap<>();
            named.put("MAP@7, adders", report.model("model").metric("map@7/adders"));
            named.put("MAP@7, all", report.model("model").metric("map@7"));
            named.put("NDCG@10, adders", report.model("model").metric("ndcg@10/adders"));
            return named;
        }
    }
}
