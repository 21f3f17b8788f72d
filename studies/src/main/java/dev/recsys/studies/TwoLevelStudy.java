package dev.recsys.studies;

import dev.recsys.Trainer;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.baselines.EaseTrainer;
import dev.recsys.baselines.MarkovTrainer;
import dev.recsys.baselines.NeighbourConfig;
import dev.recsys.baselines.NeighbourTrainer;
import dev.recsys.baselines.UserNeighbourConfig;
import dev.recsys.baselines.UserNeighbourTrainer;
import dev.recsys.data.EventLog;
import dev.recsys.graph.GraphFilterConfig;
import dev.recsys.graph.GraphFilterTrainer;
import dev.recsys.hybrid.HybridTrainer;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.options.Sampling;
import dev.recsys.mlc.options.Trees;
import dev.recsys.pipeline.ScoringModel;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Do candidates of several models, ranked again by a booster of NDCG, beat the best of the models? The booster learns from what
 * users took in the last part of a log, of models trained without it: the last days of Online Retail, a tenth of each user's
 * items of Gowalla. The models are then trained on all of the log.
 *
 * <p>Run: {@code java -Xmx8g --add-modules jdk.incubator.vector -cp studies/target/studies.jar
 * dev.recsys.studies.TwoLevelStudy retail FILE FILE validate|fourth|last SETTING…}, or {@code gowalla FOLDER validate|test
 * SETTING…}. A setting is a list such as {@code k=30,days=90,trees={"rounds":200}}; the first one's days, depth and windows hold
 * for all. {@code export=FOLDER} writes the groups for another ranker.
 */
public final class TwoLevelStudy {
    private static final String ALS = // of Gowalla, chosen there on the tenth at greater ranks
            "{\"factors\":256,\"iterations\":6,\"loss\":{\"unobservedWeight\":0.005,\"regularization\":0.005,\"frequencyExponent\":1}}";
    private static final Trees TREES = Trees.defaults().withRounds(150).withMaxLeaves(6);

    private final boolean hasTimes;
    private final int k;
    private final int depth;
    private final int days;
    private final int windows;
    private final String export;
    private final Map<String, String> first;
    private final Workers workers;

    /** What to learn from, and what each user took then. */
    record Task(String name, EventLog log, Map<String, Set<String>> taken) {}

    private TwoLevelStudy(boolean hasTimes, Map<String, String> setting, Workers workers) {
        this.hasTimes = hasTimes;
        this.workers = workers;
        this.k = hasTimes ? 10 : 20;
        this.first = setting;
        this.depth = Integer.parseInt(setting.getOrDefault("depth", "50"));
        this.days = Integer.parseInt(setting.getOrDefault("days", "60"));
        this.windows = Integer.parseInt(setting.getOrDefault("windows", hasTimes ? "3" : "1"));
        this.export = setting.getOrDefault("export", "");
    }

    /**
     * Prints a line a model and a setting.
     *
     * @param args as above. Not modified.
     * @throws IOException if a file can't be read
     */
    public static void main(String[] args) throws IOException {
        boolean retail = args[0].equals("retail");
        String part = args[retail ? 3 : 2];
        List<Map<String, String>> settings = new ArrayList<>();
        for (String text : List.of(args).subList(retail ? 4 : 3, args.length)) {
            settings.add(setting(text));
        }
        try (Workers workers = Workers.of("study", Runtime.getRuntime().availableProcessors())) {
            TwoLevelStudy study = new TwoLevelStudy(retail, settings.get(0), workers);
            for (Task task : retail ? retail(args, part) : List.of(gowalla(Path.of(args[1]), part.equals("test")))) {
                study.compare(task, settings);
            }
        }
    }

    private static Map<String, String> setting(String text) {
        Map<String, String> setting = new TreeMap<>();
        for (String pair : text.split(",(?![^{]*\\})", -1)) {
            String[] sides = pair.split("=", 2);
            setting.put(sides[0], sides.length > 1 ? sides[1] : "");
        }
        return setting;
    }

    private static List<Task> retail(String[] args, String part) throws IOException {
        RetailStudy study = new RetailStudy(RetailStudy.log(Path.of(args[1]), Path.of(args[2])));
        List<Task> tasks = new ArrayList<>();
        int date = 0;
        for (RetailStudy.Cut cut : part.equals("last") ? List.of(study.last()) : study.early()) {
            tasks.add(new Task(part.equals("last") ? "last" : "early " + date++, cut.before(), cut.taken()));
        }
        return switch (part) {
            case "validate" -> tasks.subList(0, 3);
            case "fourth" -> tasks.subList(3, 4);
            default -> tasks;
        };
    }

    private static Task gowalla(Path folder, boolean test) throws IOException {
        Map<String, Set<String>> train = GowallaStudy.read(folder.resolve("train.txt.gz"));
        Map<String, Set<String>> held = new TreeMap<>();
        EventLog log = GowallaStudy.log(train, test ? null : held);
        return new Task(test ? "test" : "tenth", log, test ? GowallaStudy.read(folder.resolve("test.txt.gz")) : held);
    }

    private Map<String, Trainer<? super EventLog>> trainers() {
        Map<String, Trainer<? super EventLog>> trainers = new LinkedHashMap<>();
        NeighbourConfig neighbours = NeighbourConfig.defaults();
        trainers.put("graph", new GraphFilterTrainer());
        trainers.put(
                "als", new AlsTrainer(hasTimes ? AlsConfig.defaults() : ConfigJson.read(ALS, AlsConfig.forPanel())));
        trainers.put("tfidf", new NeighbourTrainer(neighbours.withSimilarity(NeighbourConfig.Similarity.TF_IDF)));
        if (hasTimes) {
            trainers.put("ease", new EaseTrainer());
            trainers.put("markov", new MarkovTrainer());
            trainers.put("userknn", new UserNeighbourTrainer(UserNeighbourConfig.defaults()));
        } else {
            trainers.put("tuned", new GraphFilterTrainer(graph("0.3", "0.25", 512, "")));
            trainers.put(
                    "bspm",
                    new GraphFilterTrainer(
                            graph("1", "0", 1024, ",\"lowPassWeight\":0.2,\"sharpening\":2.5,\"userExponent\":0.5")));
        }
        return trainers;
    }

    private static GraphFilterConfig graph(String exponent, String popularity, int neighbours, String more) {
        return ConfigJson.read(
                "{\"factors\":448,\"neighbours\":" + neighbours + ",\"filter\":{\"exponent\":" + exponent
                        + ",\"popularityExponent\":" + popularity + more + "}}",
                GraphFilterConfig.defaults());
    }

    private Map<String, ScoringModel> train(EventLog log) {
        Map<String, ScoringModel> models = new LinkedHashMap<>();
        trainers().forEach((name, trainer) -> {
            long start = System.nanoTime();
            models.put(name, (ScoringModel) trainer.train(log));
            System.out.printf(Locale.ROOT, "  %s %.1f s", name, (System.nanoTime() - start) / 1e9);
        });
        System.out.println();
        return models;
    }

    /** The groups to learn from: of each window before the log's end, what users took in it. */
    private List<Candidates.Group> groups(EventLog log) {
        List<Candidates.Group> groups = new ArrayList<>();
        EventLog whole = log;
        for (int window = 0; window < windows; window++) {
            Map<String, Set<String>> taken = new TreeMap<>();
            EventLog earlier = hasTimes ? earlier(whole) : tenth(whole, window, taken);
            if (hasTimes) {
                take(whole, earlier, taken);
            }
            groups.addAll(new Candidates(earlier, train(earlier), depth).of(some(taken), workers));
            whole = hasTimes ? earlier : log;
        }
        return groups;
    }

    /** A share of the users, the same ones each time. */
    private Map<String, Set<String>> some(Map<String, Set<String>> taken) {
        Map<String, Set<String>> some = new TreeMap<>(taken);
        double share = Double.parseDouble(first.getOrDefault("share", "1"));
        some.keySet().removeIf(user -> Math.floorMod((user.hashCode() * 0x9e3779b9) >>> 8, 1000) >= 1000 * share);
        return some;
    }

    private EventLog earlier(EventLog log) {
        Instant end = log.time(log.size() - 1);
        return log.before(end.minus(Duration.ofDays(days)));
    }

    private static EventLog tenth(EventLog log, int window, Map<String, Set<String>> taken) {
        EventLog earlier = log.keep(event ->
                Math.floorMod((31 * (31 * log.user(event) + log.item(event)) * 0x9e3779b9) >>> 8, 10) != window);
        take(log, earlier, taken);
        return earlier;
    }

    private static void take(EventLog whole, EventLog earlier, Map<String, Set<String>> taken) {
        for (int user = 0; user < whole.users().size(); user++) {
            if (earlier.interactions().rowSize(user) == 0) {
                continue;
            }
            for (int item : whole.interactions().columnsOf(user)) {
                if (earlier.interactions().weight(user, item) == 0
                        && earlier.interactions().transposed().rowSize(item) > 0) {
                    taken.computeIfAbsent(whole.users().id(user), u -> new HashSet<>())
                            .add(whole.items().id(item));
                }
            }
        }
    }

    private void compare(Task all, List<Map<String, String>> settings) throws IOException {
        Task task = all.name().equals("tenth") ? new Task(all.name(), all.log(), some(all.taken())) : all;
        long start = System.nanoTime();
        List<Candidates.Group> groups = groups(task.log());
        Candidates candidates = new Candidates(task.log(), train(task.log()), depth);
        List<Candidates.Group> asked = candidates.of(task.taken(), workers);
        System.out.printf(
                Locale.ROOT,
                "%s: %d groups, %d rows to learn, %d users, %.1f s before ranking%n",
                task.name(),
                groups.size(),
                groups.stream().mapToInt(g -> g.items().length).sum(),
                asked.size(),
                (System.nanoTime() - start) / 1e9);
        if (!export.isEmpty()) {
            write(Path.of(export, task.name().replace(' ', '-') + "-learn.csv"), groups);
            write(Path.of(export, task.name().replace(' ', '-') + "-asked.csv"), asked);
        }
        List<Set<Integer>> truths = new ArrayList<>();
        task.taken().values().forEach(items -> {
            Set<Integer> truth = new HashSet<>();
            items.forEach(item -> truth.add(task.log().items().indexOf(item)));
            truths.add(truth);
        });
        UserFigures best = null;
        for (String name : trainers().keySet()) {
            UserFigures figures = UserFigures.of(asked.size());
            for (int user = 0; user < truths.size(); user++) {
                figures.set(user, asked.get(user).first().getOrDefault(name, new int[0]), truths.get(user), k);
            }
            print(task.name(), name, figures, "");
            if (best == null || UserFigures.mean(figures.ndcg()) > UserFigures.mean(best.ndcg())) {
                best = figures;
            }
        }
        UserFigures rival = Objects.requireNonNull(best);
        if (first.containsKey("hybrid")) {
            UserFigures figures = hybrid(task, truths);
            print(task.name(), "hybrid", figures, "");
            if (UserFigures.mean(figures.ndcg()) > UserFigures.mean(rival.ndcg())) {
                rival = figures;
            }
        }
        for (Map<String, String> setting : settings) {
            rerank(task, setting, groups, asked, truths, best, rival);
        }
    }

    private void rerank(
            Task task,
            Map<String, String> setting,
            List<Candidates.Group> groups,
            List<Candidates.Group> asked,
            List<Set<Integer>> truths,
            UserFigures best,
            UserFigures rival) {
        long start = System.nanoTime();
        Trees trees = ConfigJson.read(setting.getOrDefault("trees", "{}"), TREES);
        Sampling sampling = ConfigJson.read(setting.getOrDefault("sampling", "{}"), Sampling.defaults());
        int depthOfLoss = Integer.parseInt(setting.getOrDefault("k", "100"));
        ListRanker ranker = ListRanker.train(groups, trees, sampling, depthOfLoss, 42, workers);
        double seconds = (System.nanoTime() - start) / 1e9;
        UserFigures figures = UserFigures.of(asked.size());
        workers.forRanges(asked.size(), 16, (range, from, to) -> {
            for (int user = from; user < to; user++) {
                figures.set(user, ranker.rank(asked.get(user)), truths.get(user), k);
            }
        });
        print(
                task.name(),
                "two levels",
                figures,
                String.format(
                        Locale.ROOT,
                        "%.1f s, less the best's %s, recall %s, less the hybrid's if better %s, recall %s, %s",
                        seconds,
                        UserFigures.difference(figures.ndcg(), best.ndcg()),
                        UserFigures.difference(figures.recall(), best.recall()),
                        UserFigures.difference(figures.ndcg(), rival.ndcg()),
                        UserFigures.difference(figures.recall(), rival.recall()),
                        setting));
    }

    private UserFigures hybrid(Task task, List<Set<Integer>> truths) {
        Map<String, Trainer<? super EventLog>> trainers = trainers();
        HybridTrainer.Builder<EventLog> builder = HybridTrainer.forEvents();
        for (String name : List.of("als", hasTimes ? "graph" : "tuned")) {
            builder.add(name, Objects.requireNonNull(trainers.get(name)));
        }
        ScoringModel model = builder.build().train(task.log());
        List<Candidates.Group> groups =
                new Candidates(task.log(), Map.of("hybrid", model), k).of(task.taken(), workers);
        UserFigures figures = UserFigures.of(truths.size());
        for (int user = 0; user < truths.size(); user++) {
            figures.set(user, groups.get(user).first().getOrDefault("hybrid", new int[0]), truths.get(user), k);
        }
        return figures;
    }

    private void print(String task, String what, UserFigures figures, String more) {
        System.out.printf(
                Locale.ROOT,
                "%-8s %-11s recall@%d %.4f ndcg@%d %.4f %s%n",
                task,
                what,
                k,
                UserFigures.mean(figures.recall()),
                k,
                UserFigures.mean(figures.ndcg()),
                more);
    }

    /** A line a row: the group, whether it was taken, the numbers. */
    private static void write(Path file, List<Candidates.Group> groups) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int g = 0; g < groups.size(); g++) {
                Candidates.Group group = groups.get(g);
                for (int i = 0; i < group.items().length; i++) {
                    out.write(g + "," + group.items()[i] + "," + (group.taken()[i] ? 1 : 0));
                    for (float number : group.rows()[i]) {
                        out.write("," + number);
                    }
                    out.write("\n");
                }
            }
        }
    }
}
