package dev.recsys.studies;

import dev.recsys.internal.options.ConfigJson;
import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.options.Sampling;
import dev.recsys.mlc.options.Trees;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How good and how fast is the booster of NDCG on the groups that {@link TwoLevelStudy} exported? The process of {@code
 * benchmarks/lambdarank.sh}, which sets it beside LightGBM's on the same files. Groups without a row taken don't count.
 *
 * <p>Run: {@code java -Xmx4g --add-modules jdk.incubator.vector -cp studies/target/studies.jar
 * dev.recsys.studies.RankerComparison LEARN.csv ASKED.csv K TREES SAMPLING}, the last two options as JSON
 */
public final class RankerComparison {
    private static final int NDCG = 10;

    private RankerComparison() {}

    /**
     * Trains once and prints seconds and NDCG@10.
     *
     * @param args as above. Not modified.
     * @throws IOException if a file can't be read
     */
    public static void main(String[] args) throws IOException {
        List<Candidates.Group> learn = read(Path.of(args[0]));
        List<Candidates.Group> asked = read(Path.of(args[1]));
        Trees trees = ConfigJson.read(args[3], Trees.defaults());
        Sampling sampling = ConfigJson.read(args[4], Sampling.defaults());
        try (Workers workers = Workers.of("study", Runtime.getRuntime().availableProcessors())) {
            long start = System.nanoTime();
            ListRanker ranker = ListRanker.train(learn, trees, sampling, Integer.parseInt(args[2]), 42, workers);
            double seconds = (System.nanoTime() - start) / 1e9;
            UserFigures figures = UserFigures.of(asked.size());
            for (int g = 0; g < asked.size(); g++) {
                figures.set(g, ranker.rank(asked.get(g)), truth(asked.get(g)), NDCG);
            }
            System.out.printf(
                    Locale.ROOT, "ours: %.1f s, ndcg@%d %.4f%n", seconds, NDCG, UserFigures.mean(figures.ndcg()));
        }
    }

    private static Set<Integer> truth(Candidates.Group group) {
        Set<Integer> truth = new HashSet<>();
        for (int i = 0; i < group.items().length; i++) {
            if (group.taken()[i]) {
                truth.add(group.items()[i]);
            }
        }
        return truth;
    }

    private static List<Candidates.Group> read(Path file) throws IOException {
        List<Candidates.Group> groups = new ArrayList<>();
        List<String[]> lines = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] fields = line.split(",", -1);
                if (!lines.isEmpty() && !lines.get(0)[0].equals(fields[0])) {
                    add(lines, groups);
                }
                lines.add(fields);
            }
        }
        add(lines, groups);
        return groups;
    }

    private static void add(List<String[]> lines, List<Candidates.Group> groups) {
        int count = lines.size();
        Candidates.Group group = new Candidates.Group(new int[count], new float[count][], new boolean[count], Map.of());
        boolean any = false;
        for (int i = 0; i < count; i++) {
            String[] fields = lines.get(i);
            group.items()[i] = Integer.parseInt(fields[1]);
            group.taken()[i] = fields[2].equals("1");
            any |= group.taken()[i];
            group.rows()[i] = new float[fields.length - 3];
            for (int column = 0; column < fields.length - 3; column++) {
                group.rows()[i][column] = Float.parseFloat(fields[column + 3]);
            }
        }
        if (any) {
            groups.add(group);
        }
        lines.clear();
    }
}
