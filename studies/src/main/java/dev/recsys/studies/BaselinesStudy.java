package dev.recsys.studies;

import dev.recsys.baselines.BprConfig;
import dev.recsys.baselines.BprTrainer;
import dev.recsys.baselines.EaseConfig;
import dev.recsys.baselines.EaseTrainer;
import dev.recsys.baselines.MarkovConfig;
import dev.recsys.baselines.MarkovTrainer;
import dev.recsys.baselines.NeighbourConfig;
import dev.recsys.baselines.NeighbourTrainer;
import dev.recsys.baselines.RandomConfig;
import dev.recsys.baselines.RandomTrainer;
import dev.recsys.baselines.ShareConfig;
import dev.recsys.baselines.ShareTrainer;
import dev.recsys.baselines.SlimConfig;
import dev.recsys.baselines.SlimTrainer;
import dev.recsys.baselines.UserNeighbourConfig;
import dev.recsys.baselines.UserNeighbourTrainer;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.EventLog;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.pipeline.ScoringModel;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How good are the baselines, and how long does a fresh Java take to train them? The processes of {@code
 * benchmarks/baselines.sh}, which sets them beside their twins in {@code implicit} on the same files:
 *
 * <ul>
 *   <li>{@code retail FILE FILE FOLDER} and {@code gowalla FOLDER FOLDER} write what is learned from and what is to be found:
 *       {@code test} as {@link RetailStudy} and {@link GowallaStudy} have it, and the parts on which settings are chosen;
 *   <li>{@code fit FOLDER K MODEL [JSON]} trains on one of these parts, and prints seconds, precision@5, recall@K, hits ÷
 *       min(K, taken), and NDCG@K.
 * </ul>
 */
public final class BaselinesStudy {
    private BaselinesStudy() {}

    /**
     * Writes data or trains once.
     *
     * @param args as above. Not modified.
     * @throws IOException if a file can't be read or written
     */
    public static void main(String[] args) throws IOException {
        switch (args[0]) {
            case "retail" -> retail(Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));
            case "gowalla" -> gowalla(Path.of(args[1]), Path.of(args[2]));
            case "fit" -> fit(Path.of(args[1]), Integer.parseInt(args[2]), args[3], args.length > 4 ? args[4] : "{}");
            default -> throw new IllegalArgumentException("there is no mode " + args[0]);
        }
    }

    private static void retail(Path first, Path second, Path out) throws IOException {
        RetailStudy study = new RetailStudy(RetailStudy.log(first, second));
        List<RetailStudy.Cut> early = study.early();
        for (int i = 0; i < early.size(); i++) {
            write(out.resolve("early-" + i), early.get(i).before(), early.get(i).taken());
        }
        write(out.resolve("test"), study.last().before(), study.last().taken());
    }

    private static void gowalla(Path from, Path out) throws IOException {
        Map<String, Set<String>> train = GowallaStudy.read(from.resolve("train.txt.gz"));
        Map<String, Set<String>> held = new TreeMap<>();
        EventLog most = GowallaStudy.log(train, held);
        write(out.resolve("early-0"), most, held);
        write(out.resolve("test"), GowallaStudy.log(train, null), GowallaStudy.read(from.resolve("test.txt.gz")));
    }

    private static void write(Path folder, EventLog log, Map<String, Set<String>> taken) throws IOException {
        Files.createDirectories(folder);
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("train.tsv"))) {
            for (int event = 0; event < log.size(); event++) {
                out.write(log.users().id(log.user(event)) + "\t" + log.items().id(log.item(event)) + "\t"
                        + log.weight(event) + "\t" + log.time(event).getEpochSecond() + "\n");
            }
        }
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("truth.tsv"))) {
            for (Map.Entry<String, Set<String>> user : taken.entrySet()) {
                for (String item : user.getValue().stream().sorted().toList()) {
                    out.write(user.getKey() + "\t" + item + "\n");
                }
            }
        }
    }

    private static void fit(Path folder, int k, String name, String json) throws IOException {
        EventLog.Builder events = EventLog.builder();
        for (String line : Files.readAllLines(folder.resolve("train.tsv"))) {
            String[] fields = line.split("\t", -1);
            events.add(
                    fields[0],
                    fields[1],
                    Double.parseDouble(fields[2]),
                    Instant.ofEpochSecond(Long.parseLong(fields[3])));
        }
        Map<String, Set<String>> taken = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve("truth.tsv"))) {
            String[] fields = line.split("\t", -1);
            taken.computeIfAbsent(fields[0], user -> new HashSet<>()).add(fields[1]);
        }
        EventLog log = events.build();
        taken.values().forEach(items -> items.removeIf(item -> log.items().indexOf(item) < 0));
        taken.values().removeIf(Set::isEmpty);
        log.interactions(); // as the peer is given a matrix
        log.contentHash();
        long start = System.nanoTime();
        ScoringModel model = train(name, json, log);
        double seconds = (System.nanoTime() - start) / 1e9;
        RankingFigures figures = RankingFigures.of(Bundle.of(model).remembering(log), taken, k);
        System.out.printf(
                Locale.ROOT,
                "%s\t%.2f\t%.4f\t%.4f\t%.4f\t%.4f%n",
                name,
                seconds,
                figures.precision(),
                figures.recall(),
                figures.cappedRecall(),
                figures.ndcg());
    }

    private static ScoringModel train(String name, String json, EventLog log) {
        NeighbourConfig neighbours = NeighbourConfig.defaults();
        return switch (name) {
            case "cosine" -> neighbours(json, neighbours.withSimilarity(NeighbourConfig.Similarity.COSINE), log);
            case "tfidf" -> neighbours(json, neighbours.withSimilarity(NeighbourConfig.Similarity.TF_IDF), log);
            case "bm25" -> neighbours(json, neighbours.withSimilarity(NeighbourConfig.Similarity.BM25), log);
            case "ease" -> new EaseTrainer(read(json, EaseConfig.defaults())).train(log);
            case "slim" -> new SlimTrainer(read(json, SlimConfig.defaults())).train(log);
            case "bpr" -> new BprTrainer(read(json, BprConfig.defaults())).train(log);
            case "markov" -> new MarkovTrainer(read(json, MarkovConfig.defaults())).train(log);
            case "share" -> new ShareTrainer(read(json, ShareConfig.defaults())).train(log);
            case "userknn" -> new UserNeighbourTrainer(read(json, UserNeighbourConfig.defaults())).train(log);
            case "random" -> new RandomTrainer(read(json, RandomConfig.defaults())).train(log);
            default -> throw new IllegalArgumentException("there is no model " + name);
        };
    }

    private static ScoringModel neighbours(String json, NeighbourConfig config, EventLog log) {
        return new NeighbourTrainer(read(json, config)).train(log);
    }

    /** The JSON library is loaded only where there is something to read. */
    private static <C extends Record> C read(String json, C defaults) {
        return json.equals("{}") ? defaults : ConfigJson.read(json, defaults);
    }
}
