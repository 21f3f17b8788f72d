package dev.recsys.studies;

import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.Recommender;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.cluster.ClusterConfig;
import dev.recsys.cluster.ClusterTrainer;
import dev.recsys.data.Panel;
import dev.recsys.eval.CustomerFolds;
import dev.recsys.eval.TestCase;
import dev.recsys.eval.TimeSplit;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.hybrid.HybridTrainer;
import dev.recsys.internal.check.Checks;
import dev.recsys.io.SantanderPanel;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.synthetic.SyntheticBank;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What does the learned blend of all three models change against classification alone? Measured by MAP@7 over customers who
 * add something, by log-loss, and by the calibration error: in twenty groups of equal size by score, the mean over products of
 * the mean gap between score and share.
 *
 * <p>Run: {@code java -Xmx4g -cp studies/target/studies.jar dev.recsys.studies.BlendStudy folds PANEL LAST_DATE SEED} on
 * customer-disjoint folds of the last step before a date, or {@code … BlendStudy bank CUSTOMERS SEED MONTH…} on months of a
 * synthetic bank of 17 months, numbered from 0.
 */
public final class BlendStudy {
    private static final int PLACES = 7;
    private static final int GROUPS = 20;

    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    private BlendStudy() {}

    /**
     * Prints the tables.
     *
     * @param args the kind of data and where to find it. Not modified.
     */
    public static void main(String[] args) {
        BlendStudy study = new BlendStudy();
        if (args[0].equals("folds")) {
            Panel panel = SantanderPanel.read(Path.of(args[1])).through(LocalDate.parse(args[2]));
            CustomerFolds folds = CustomerFolds.of(panel, 5, Long.parseLong(args[3]));
            for (int fold = 0; fold < folds.count(); fold++) {
                study.measure(folds.split(fold));
            }
        } else {
            SyntheticBank bank = SyntheticBank.builder()
                    .customers(Integer.parseInt(args[1]))
                    .months(17)
                    .seed(Long.parseLong(args[2]))
                    .build();
            Panel panel = bank.toPanel();
            for (int i = 3; i < args.length; i++) {
                study.measure(TimeSplit.at(panel, bank.dates().get(Integer.parseInt(args[i]))));
            }
        }
        study.print();
    }

    private void measure(TimeSplit split) {
        long start = System.nanoTime();
        HybridRecommender hybrid = HybridTrainer.forPanels()
                .add("als", new AlsTrainer(AlsConfig.defaults()))
                .add("cluster", new ClusterTrainer(ClusterConfig.defaults()))
                .add("mlc", new MlcTrainer(MlcConfig.defaults()))
                .build()
                .train(split.trainPanel());
        System.out.printf("%s, trained in %.1f s%n", split.name(), (System.nanoTime() - start) / 1e9);
        hybrid.info().notes().forEach((name, note) -> {
            if (name.startsWith("blend")) {
                System.out.println("    " + name + ": " + note);
            }
        });
        Map<String, Recommender> models = new LinkedHashMap<>(hybrid.components());
        models.put("hybrid", hybrid);
        models.forEach((name, model) -> {
            Tally tally = tallies.computeIfAbsent(name, n -> new Tally());
            split.testCases().forEach(test -> tally.add(model, test));
        });
        print();
    }

    private void print() {
        Tally alone = Checks.notNull(tallies.get("mlc"), "mlc");
        tallies.forEach((name, tally) -> {
            double sum = 0;
            double squares = 0;
            int count = tally.precisions.size();
            for (int i = 0; i < count; i++) {
                double difference = tally.precisions.get(i) - alone.precisions.get(i);
                sum += difference;
                squares += difference * difference;
            }
            double mean = sum / count;
            System.out.printf(
                    "%-8s %d adders, MAP@%d %.4f, to mlc %+.4f ± %.4f, log-loss %.5f, calibration error %.5f%n",
                    name,
                    count,
                    PLACES,
                    tally.precisions.stream().mapToDouble(p -> p).average().orElse(0),
                    mean,
                    Math.sqrt((squares / count - mean * mean) / count),
                    tally.loss / tally.customers,
                    tally.calibrationError());
        });
    }

    /** A model's figures over all splits, customers in the same order for all models. */
    private static final class Tally {
        private final List<Double> precisions = new ArrayList<>();
        private final Map<String, List<double[]>> scores = new LinkedHashMap<>(); // by product: score, 1 if taken
        private double loss;
        private int customers;

        void add(Recommender model, TestCase test) {
            RecommendationRequest request =
                    test.request().limit(model.catalogue().size()).build();
            Recommendations answer = model.recommend(request);
            Set<String> truth = test.truth();
            int hits = 0;
            double precision = 0;
            for (int place = 0; place < answer.items().size(); place++) {
                RecommendedItem item = answer.items().get(place);
                boolean taken = truth.contains(item.itemId());
                if (taken && place < PLACES) {
                    precision += ++hits / (place + 1.0);
                }
                double p = Math.max(1e-12, Math.min(1 - 1e-12, item.score()));
                loss -= Math.log(taken ? p : 1 - p);
                scores.computeIfAbsent(item.itemId(), id -> new ArrayList<>()).add(new double[] {p, taken ? 1 : 0});
            }
            customers++;
            if (!truth.isEmpty()) {
                precisions.add(precision / Math.min(PLACES, truth.size()));
            }
        }

        double calibrationError() {
            double error = 0;
            for (List<double[]> ofItem : scores.values()) {
                ofItem.sort(Comparator.comparingDouble(pair -> pair[0]));
                double gaps = 0;
                for (int group = 0; group < GROUPS; group++) {
                    int from = (int) ((long) ofItem.size() * group / GROUPS);
                    int to = (int) ((long) ofItem.size() * (group + 1) / GROUPS);
                    double gap = 0;
                    for (double[] pair : ofItem.subList(from, to)) {
                        gap += pair[0] - pair[1];
                    }
                    gaps += Math.abs(gap);
                }
                error += gaps / ofItem.size();
            }
            return error / scores.size();
        }
    }
}
