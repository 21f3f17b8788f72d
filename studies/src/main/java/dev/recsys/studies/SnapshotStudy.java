package dev.recsys.studies;

import dev.recsys.BatchRequest;
import dev.recsys.Trainer;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.baselines.EaseTrainer;
import dev.recsys.baselines.NeighbourConfig;
import dev.recsys.baselines.NeighbourTrainer;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.data.Snapshot;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.io.SantanderPanel;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.synthetic.SyntheticBank;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * How well does ALS complete what customers hold when a bank has one snapshot and no history? One product of each customer with at
 * least two is hidden, the rest is a panel of one period; MAP@7 of the hidden one, settings of ALS beside popularity, item–item
 * cosine, TF-IDF and EASE. On synthetic banks, generated banks with more holdings each, and, where its file is given, a month of the
 * Santander panel. "Others" are models trained on all that every second customer holds, asked about the remaining customers.
 *
 * <p>Run: {@code java -Xmx3g --add-modules jdk.incubator.vector -cp studies/target/studies.jar dev.recsys.studies.SnapshotStudy
 * FILE '{}' '{"loss":{"regularization":0.02}}'}, or without the file
 */
public final class SnapshotStudy {
    private static final int K = 7;
    private static final LocalDate DATE = LocalDate.of(2016, 3, 28);
    private static final int KINDS = 6; // of customers of a generated bank
    private static final int PRODUCTS = 21;

    private SnapshotStudy() {}

    /** What is trained on, what is left of the snapshot of those who are asked, and what was hidden of each. */
    private record Task(String name, Panel trained, Panel panel, Map<String, Set<String>> hidden) {}

    /**
     * Prints a line a model.
     *
     * @param args as above. Not modified.
     */
    public static void main(String[] args) {
        boolean file = args.length > 0 && !args[0].startsWith("{");
        List<Task> tasks = new ArrayList<>();
        for (long seed : new long[] {42, 7, 12, 13}) {
            tasks.add(synthetic(29_000, seed));
        }
        tasks.add(synthetic(3_000, 8));
        tasks.add(synthetic(3_000, 15));
        for (long seed : new long[] {1, 4, 5, 6}) {
            tasks.add(hidden("kinds 29000, " + seed, kinds(29_000, seed)));
        }
        for (long seed : new long[] {2, 7, 8}) {
            tasks.add(hidden("kinds 2000, " + seed, kinds(2_000, seed)));
        }
        tasks.add(others("kinds 29000, 4, others", kinds(29_000, 4)));
        if (file) {
            Panel panel = SantanderPanel.read(Path.of(args[0])).before(DATE.plusDays(1));
            tasks.add(hidden("santander 2016-03", holdings(panel)));
            tasks.add(others("santander, others", holdings(panel)));
        }
        Map<String, Trainer<? super Panel>> trainers = new LinkedHashMap<>();
        trainers.put("popularity", new PopularityTrainer());
        trainers.put("cosine", new NeighbourTrainer());
        trainers.put(
                "tf-idf",
                new NeighbourTrainer(NeighbourConfig.defaults().withSimilarity(NeighbourConfig.Similarity.TF_IDF)));
        trainers.put("ease", new EaseTrainer());
        for (String setting : List.of(args).subList(file ? 1 : 0, args.length)) {
            trainers.put("als " + setting, new AlsTrainer(ConfigJson.read(setting, AlsConfig.defaults())));
        }
        for (Task task : tasks) {
            trainers.forEach((name, trainer) -> {
                ScoringModel model = (ScoringModel) trainer.train(task.trained());
                System.out.printf(Locale.ROOT, "%-22s %.4f %s%n", task.name(), precision(model, task), name);
            });
        }
    }

    private static double precision(ScoringModel model, Task task) {
        double[] sum = new double[1];
        List<String> users = new ArrayList<>(task.hidden().keySet());
        Bundle.of(model)
                .remembering(task.panel())
                .recommendAll(BatchRequest.forUsers(users).limit(K), answer -> {
                    Set<String> hidden =
                            task.hidden().getOrDefault(answer.userId().orElseThrow(), Set.of());
                    for (int place = 0; place < answer.size(); place++) {
                        sum[0] += hidden.contains(answer.itemId(place)) ? 1.0 / (place + 1) : 0;
                    }
                });
        return sum[0] / users.size();
    }

    private static Task synthetic(int customers, long seed) {
        Panel panel = SyntheticBank.builder()
                .customers(customers)
                .months(2)
                .seed(seed)
                .build()
                .toPanel();
        return hidden("synthetic " + customers + ", " + seed, holdings(panel));
    }

    /** What each customer of the last snapshot holds. */
    static Map<String, Set<String>> holdings(Panel panel) {
        Snapshot last = panel.last();
        Map<String, Set<String>> held = new TreeMap<>();
        for (int row = 0; row < last.rowCount(); row++) {
            Set<String> mine = new HashSet<>();
            for (int item : last.holdings().itemsOf(row)) {
                mine.add(panel.catalogue().id(item));
            }
            held.put(panel.users().id(last.user(row)), mine);
        }
        return held;
    }

    /** Customers who are mixtures of two kinds, each with its products; some five of 21 products each. */
    private static Map<String, Set<String>> kinds(int customers, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] share = new double[KINDS][PRODUCTS];
        for (double[] row : share) {
            for (int item = 0; item < PRODUCTS; item++) {
                row[item] = Math.pow(random.nextDouble(), 1 + 4.0 * item / PRODUCTS);
            }
        }
        Map<String, Set<String>> held = new TreeMap<>();
        for (int customer = 0; customer < customers; customer++) {
            int first = random.nextInt(KINDS);
            int second = random.nextInt(KINDS);
            double part = random.nextDouble();
            Set<String> mine = new HashSet<>();
            for (int item = 0; item < PRODUCTS; item++) {
                if (random.nextDouble() < part * share[first][item] + (1 - part) * share[second][item]) {
                    mine.add("p" + item);
                }
            }
            held.put("c" + customer, mine);
        }
        return held;
    }

    private static Task hidden(String name, Map<String, Set<String>> holdings) {
        Map<String, Set<String>> hidden = toHide(holdings);
        Panel panel = panel(holdings, holdings, hidden);
        return new Task(name, panel, panel, hidden);
    }

    /** Every second customer to be trained on with all they hold, the others to be asked about. */
    private static Task others(String name, Map<String, Set<String>> holdings) {
        Map<String, Set<String>> known = new TreeMap<>();
        Map<String, Set<String>> asked = new TreeMap<>();
        holdings.forEach((user, held) -> (known.size() > asked.size() ? asked : known).put(user, held));
        Map<String, Set<String>> hidden = toHide(asked);
        return new Task(name, panel(holdings, known, Map.of()), panel(holdings, asked, hidden), hidden);
    }

    /** One product of each customer who holds two or more. */
    private static Map<String, Set<String>> toHide(Map<String, Set<String>> holdings) {
        SplittableRandom random = new SplittableRandom(5);
        Map<String, Set<String>> hidden = new TreeMap<>();
        holdings.forEach((user, held) -> {
            if (held.size() > 1) {
                List<String> sorted = held.stream().sorted().toList();
                hidden.put(user, Set.of(sorted.get(random.nextInt(sorted.size()))));
            }
        });
        return hidden;
    }

    /** One snapshot of some of the customers, without what is hidden. */
    private static Panel panel(
            Map<String, Set<String>> all, Map<String, Set<String>> holdings, Map<String, Set<String>> hidden) {
        List<String> items =
                all.values().stream().flatMap(Set::stream).distinct().sorted().toList();
        PanelBuilder panel = Panel.builder(items, FeatureSchema.builder().build());
        holdings.forEach((user, held) -> {
            panel.row(DATE, user);
            held.stream()
                    .sorted()
                    .filter(item -> !hidden.getOrDefault(user, Set.of()).contains(item))
                    .forEach(panel::holds);
        });
        return panel.build();
    }
}
