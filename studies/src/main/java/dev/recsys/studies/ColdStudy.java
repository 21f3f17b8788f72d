package dev.recsys.studies;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.baselines.BprTrainer;
import dev.recsys.baselines.FeatureFactorConfig;
import dev.recsys.baselines.FeatureFactorTrainer;
import dev.recsys.baselines.RandomTrainer;
import dev.recsys.data.Catalogue;
import dev.recsys.data.EventLog;
import dev.recsys.data.Item;
import dev.recsys.eval.AucAtK;
import dev.recsys.eval.ColdItems;
import dev.recsys.eval.Evaluator;
import dev.recsys.eval.Metric;
import dev.recsys.eval.NdcgAtK;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.popularity.PopularityTrainer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * What do attributes say of items nobody had yet? Online Retail, cut by date as in {@link RetailStudy}: every tenth item, by a
 * hash of its id, has its events hidden from the training; the attributes are the words of the descriptions and the stem of the
 * code. What customers bought later is looked for among the hidden items alone (mean AUC, NDCG@10) and among all (NDCG@10).
 * Settings are chosen on the four earlier dates; the last date is looked at once.
 *
 * <p>Run: {@code java -Xmx3g --add-modules jdk.incubator.vector -cp studies/target/studies.jar dev.recsys.studies.ColdStudy
 * FILE FILE early|last [JSON]} for the table, the options of the factorisation given as JSON, or {@code … write FOLDER} for
 * the same data as files for {@code benchmarks/lightfm_peer.py}.
 */
public final class ColdStudy {
    private static final int K = 10;

    private final Catalogue items;
    private final RetailStudy study;

    private ColdStudy(Path first, Path second) throws IOException {
        Map<String, String> descriptions = new TreeMap<>();
        read(first, descriptions);
        read(second, descriptions);
        this.items = catalogue(descriptions);
        this.study = new RetailStudy(RetailStudy.log(first, second));
    }

    /** What is learned from, and what each customer bought then among all items, hidden ones included. */
    private record Cut(ColdItems split, Map<String, Set<String>> taken) {
        EventLog train() {
            return (EventLog) split.cold().train();
        }
    }

    /**
     * Prints the table.
     *
     * @param args as above. Not modified.
     * @throws IOException if a file can't be read or written
     */
    public static void main(String[] args) throws IOException {
        ColdStudy study = new ColdStudy(Path.of(args[0]), Path.of(args[1]));
        switch (args[2]) {
            case "early" -> study.measure(study.study.early(), args.length > 3 ? args[3] : "{}");
            case "last" -> study.measure(List.of(study.study.last()), args.length > 3 ? args[3] : "{}");
            case "tune" -> study.tune(List.of(args).subList(3, args.length));
            case "write" -> {
                study.write(study.cut(study.study.early().get(3)), Path.of(args[3], "early"));
                study.write(study.cut(study.study.last()), Path.of(args[3], "last"));
            }
            default -> throw new IllegalArgumentException("there is no mode " + args[2]);
        }
    }

    private static void read(Path file, Map<String, String> descriptions) throws IOException {
        try (var unpacked = new GZIPInputStream(Files.newInputStream(file));
                var rows =
                        CsvReader.builder().ofCsvRecord(new InputStreamReader(unpacked, StandardCharsets.ISO_8859_1))) {
            for (CsvRecord row : rows) {
                String description = row.getField(2).strip();
                // The longest is the description proper; others are notes such as "damaged" or "?".
                if (!row.getField(6).isBlank()) {
                    descriptions.merge(row.getField(1), description, (a, b) -> a.length() >= b.length() ? a : b);
                }
            }
        }
    }

    private static Catalogue catalogue(Map<String, String> descriptions) {
        List<Item> items = new ArrayList<>();
        descriptions.forEach((code, description) -> {
            String[] words = description.toLowerCase(Locale.ROOT).split("[^a-z0-9]+");
            String stem = code.replaceAll("[A-Za-z]+$", "");
            Item item = Item.of(code).withAttribute("words", String.join("|", words));
            items.add(
                    stem.length() < 4
                            ? item
                            : item.withAttribute("family", stem.substring(0, Math.min(4, stem.length())) + "|" + stem));
        });
        return Catalogue.ofItems(items);
    }

    private static boolean isHidden(String item) {
        return Math.floorMod(item.hashCode() * 0x9E3779B9, 10) == 0;
    }

    private Cut cut(RetailStudy.Cut cut) {
        EventLog before = cut.before();
        EventLog.Builder events = EventLog.builder();
        for (int event = 0; event < before.size(); event++) {
            events.add(
                    before.users().id(before.user(event)),
                    before.items().id(before.item(event)),
                    before.weight(event),
                    before.time(event));
        }
        Instant moment = before.time(before.size() - 1).plusSeconds(1);
        cut.taken().forEach((user, taken) -> taken.forEach(item -> events.add(user, item, 1, moment)));
        Set<String> hidden = new TreeSet<>();
        for (String item : before.items().ids()) {
            if (isHidden(item)) {
                hidden.add(item);
            }
        }
        ColdItems split = ColdItems.of(events.build().declared(items), moment, hidden);
        Map<String, Set<String>> taken = new TreeMap<>();
        split.all()
                .testCases()
                .filter(user -> !user.truth().isEmpty())
                .forEach(user -> taken.put(user.userId(), user.truth()));
        return new Cut(split, taken);
    }

    /** What is measured of a model. */
    private static final class Figures {
        double auc;
        double coldNdcg;
        double allNdcg;
        double coldShare;
        int cold;
        int all;
        double seconds;
    }

    private Map<String, ScoringModel> models(EventLog log, FeatureFactorConfig config) {
        Map<String, ScoringModel> models = new LinkedHashMap<>();
        models.put("random", new RandomTrainer().train(log));
        models.put("popularity", new PopularityTrainer().train(log));
        models.put("bpr", new BprTrainer().train(log));
        models.put("als", new AlsTrainer(AlsConfig.defaults()).train(log));
        models.put("features", new FeatureFactorTrainer(config).train(log));
        EventLog plain = log.declared(Catalogue.of(log.items()));
        models.put("features, none", new FeatureFactorTrainer(config).train(plain));
        return models;
    }

    private void measure(List<RetailStudy.Cut> cuts, String json) {
        FeatureFactorConfig config = ConfigJson.read(json, FeatureFactorConfig.defaults());
        Map<String, Figures> table = new LinkedHashMap<>();
        for (RetailStudy.Cut one : cuts) {
            Cut cut = cut(one);
            models(cut.train(), config)
                    .forEach((name, model) -> add(table.computeIfAbsent(name, n -> new Figures()), model, cut));
        }
        print(table, cuts.size());
    }

    private void tune(List<String> configs) {
        List<Cut> cuts = List.of(cut(study.early().get(1)), cut(study.early().get(3)));
        Map<String, Figures> table = new LinkedHashMap<>();
        for (String json : configs) {
            FeatureFactorConfig config = ConfigJson.read(json, FeatureFactorConfig.defaults());
            for (Cut cut : cuts) {
                ScoringModel model = new FeatureFactorTrainer(config).train(cut.train());
                add(table.computeIfAbsent(json, n -> new Figures()), model, cut);
            }
        }
        print(table, cuts.size());
    }

    private static void print(Map<String, Figures> table, int cuts) {
        System.out.printf(
                "%-18s %8s %10s %10s %10s %9s%n",
                "model", "cold AUC", "cold NDCG", "all NDCG", "cold share", "seconds");
        table.forEach((name, figures) -> System.out.printf(
                Locale.ROOT,
                "%-18s %8.4f %10.4f %10.4f %10.4f %9.2f%n",
                name,
                figures.auc / figures.cold,
                figures.coldNdcg / figures.cold,
                figures.allNdcg / figures.all,
                figures.coldShare / figures.all,
                figures.seconds / cuts));
    }

    private static void add(Figures figures, ScoringModel model, Cut cut) {
        figures.seconds += model.info().trainMillis() / 1e3;
        Set<String> hidden = cut.split().hidden();
        Evaluator evaluator = Evaluator.of(NdcgAtK.of(K), AucAtK.of(hidden.size()), new ShareOf(hidden))
                .allowingTrainedPeriods(); // one model learns from the same log without attributes
        Map<String, Double> cold = evaluator
                .evaluate(model, cut.split().cold())
                .models()
                .values()
                .iterator()
                .next()
                .metrics();
        Map<String, Double> all = evaluator
                .evaluate(model, cut.split().all())
                .models()
                .values()
                .iterator()
                .next()
                .metrics();
        int coldUsers = cut.split().cold().adderCount();
        int allUsers = cut.split().all().adderCount();
        figures.coldNdcg += cold.getOrDefault("ndcg@10/adders", 0.0) * coldUsers;
        figures.auc += cold.getOrDefault("auc@" + hidden.size() + "/adders", 0.0) * coldUsers;
        figures.allNdcg += all.getOrDefault("ndcg@10/adders", 0.0) * allUsers;
        figures.coldShare += all.getOrDefault("cold share@10/adders", 0.0) * allUsers;
        figures.cold += coldUsers;
        figures.all += allUsers;
    }

    /** The share of hidden items in the first places. */
    private record ShareOf(Set<String> hidden) implements Metric {
        @Override
        public String name() {
            return "cold share@" + K;
        }

        @Override
        public int k() {
            return K;
        }

        @Override
        public double score(List<String> ranked, Set<String> truth) {
            return ranked.stream().limit(K).filter(hidden::contains).count() / (double) K;
        }
    }

    private void write(Cut cut, Path folder) throws IOException {
        Files.createDirectories(folder);
        EventLog log = cut.train();
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("train.tsv"))) {
            for (int user = 0; user < log.users().size(); user++) {
                int[] columns = log.interactions().columnsOf(user);
                for (int item : columns) {
                    out.write(log.users().id(user) + "\t" + log.items().id(item) + "\t"
                            + log.interactions().weight(user, item) + "\n");
                }
            }
        }
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("items.tsv"))) {
            for (int item = 0; item < log.items().size(); item++) {
                String id = log.items().id(item);
                boolean seen = log.interactions().transposed().rowSize(item) > 0;
                if (seen || cut.split().hidden().contains(id)) {
                    Map<String, String> facts = log.catalogue().item(item).attributes();
                    out.write(id + "\t" + (seen ? "seen" : "hidden") + "\t" + facts.getOrDefault("words", "") + "\t"
                            + facts.getOrDefault("family", "") + "\n");
                }
            }
        }
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("truth.tsv"))) {
            for (Map.Entry<String, Set<String>> user : cut.taken().entrySet()) {
                for (String item : new TreeSet<>(user.getValue())) {
                    out.write(user.getKey() + "\t" + item + "\n");
                }
            }
        }
    }
}
