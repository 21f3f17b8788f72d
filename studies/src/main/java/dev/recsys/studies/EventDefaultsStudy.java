package dev.recsys.studies;

import dev.recsys.Trainer;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.baselines.NeighbourTrainer;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.EventLog;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.synthetic.SyntheticBank;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
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
 * Do the defaults of ALS for events suit logs they were not chosen on? Generated shops of several sizes and densities, the holdings of
 * the synthetic bank as events, and, where its files are given, Online Retail of one customer in ten, each beside popularity,
 * item–item cosine and other settings of ALS. Of each user's items a fifth is hidden, or one of at least two; Online Retail is cut at
 * its dates. NDCG@10.
 *
 * <p>Run: {@code java -Xmx3g --add-modules jdk.incubator.vector -cp studies/target/studies.jar
 * dev.recsys.studies.EventDefaultsStudy '{}' '{"loss":{"regularization":0.1}}'}, possibly with {@code FILE FILE} before the settings
 */
public final class EventDefaultsStudy {
    private static final int K = 10;
    private static final int GROUPS = 8; // of items and of users in a generated shop

    private EventDefaultsStudy() {}

    /** What to learn from, and what each user took besides. */
    private record Task(String name, EventLog log, Map<String, Set<String>> taken) {}

    /**
     * Prints a line a model.
     *
     * @param args as above. Not modified.
     * @throws IOException if a file can't be read
     */
    public static void main(String[] args) throws IOException {
        boolean files = args.length > 1 && !args[0].startsWith("{");
        List<Task> tasks = new ArrayList<>();
        for (int[] shop :
                new int[][] {{1_000, 60, 5}, {3_000, 60, 15}, {3_000, 300, 10}, {500, 1_000, 30}, {6_000, 3_000, 8}}) {
            tasks.add(hidden(
                    String.format(Locale.ROOT, "%d x %d, %d each", shop[0], shop[1], shop[2]),
                    shop(shop[0], shop[1], shop[2]),
                    5));
        }
        tasks.add(hidden(
                "bank",
                SnapshotStudy.holdings(SyntheticBank.builder()
                        .customers(10_000)
                        .months(2)
                        .build()
                        .toPanel()),
                2));
        if (files) {
            thinned(Path.of(args[0]), Path.of(args[1]), tasks);
        }
        Map<String, Trainer<? super EventLog>> trainers = new LinkedHashMap<>();
        trainers.put("popularity", new PopularityTrainer());
        trainers.put("cosine", new NeighbourTrainer());
        for (String setting : List.of(args).subList(files ? 2 : 0, args.length)) {
            trainers.put("als " + setting, new AlsTrainer(ConfigJson.read(setting, AlsConfig.defaults())));
        }
        for (Task task : tasks) {
            trainers.forEach((name, trainer) -> {
                Bundle model =
                        Bundle.of((ScoringModel) trainer.train(task.log())).remembering(task.log());
                RankingFigures figures = RankingFigures.of(model, task.taken(), K);
                System.out.printf(Locale.ROOT, "%-22s %.4f %s%n", task.name(), figures.ndcg(), name);
            });
        }
    }

    /** Users of groups that overlap: each likes one or two groups of items, and items of all groups by their popularity. */
    private static Map<String, Set<String>> shop(int users, int items, int each) {
        SplittableRandom random = new SplittableRandom(users * 31L + items);
        Map<String, Set<String>> taken = new TreeMap<>();
        for (int user = 0; user < users; user++) {
            int[] liked = {random.nextInt(GROUPS), random.nextInt(GROUPS)};
            int count = 2 + random.nextInt(2 * each - 3);
            Set<String> mine = new HashSet<>();
            for (int draw = 0; draw < 20 * count && mine.size() < Math.min(count, items / 2); draw++) {
                int item = (int) (items * Math.pow(random.nextDouble(), 2)); // the first are bought most
                boolean fits = item % GROUPS == liked[0] || item % GROUPS == liked[1];
                if (fits || random.nextInt(12) == 0) {
                    mine.add("i" + item);
                }
            }
            taken.put("u" + user, mine);
        }
        return taken;
    }

    /** Hides one item in {@code part} of each user with two, but at least one. */
    private static Task hidden(String name, Map<String, Set<String>> sets, int part) {
        SplittableRandom random = new SplittableRandom(5);
        EventLog.Builder log = EventLog.builder();
        Map<String, Set<String>> taken = new TreeMap<>();
        Set<String> known = new HashSet<>();
        sets.forEach((user, items) -> {
            List<String> left = new ArrayList<>(items.stream().sorted().toList());
            int hide = left.size() < 2 ? 0 : part == 2 ? 1 : Math.max(1, left.size() / part);
            for (int i = 0; i < hide; i++) {
                taken.computeIfAbsent(user, u -> new HashSet<>()).add(left.remove(random.nextInt(left.size())));
            }
            for (String item : left) {
                log.add(user, item, 1, Instant.EPOCH);
                known.add(item);
            }
        });
        taken.values().forEach(items -> items.retainAll(known));
        taken.values().removeIf(Set::isEmpty);
        return new Task(name, log.build(), taken);
    }

    /** Two dates of Online Retail, one customer in ten. */
    private static void thinned(Path first, Path second, List<Task> tasks) throws IOException {
        EventLog all = RetailStudy.log(first, second);
        EventLog.Builder few = EventLog.builder();
        for (int event = 0; event < all.size(); event++) {
            if (all.user(event) % 10 == 0) {
                few.add(
                        all.users().id(all.user(event)),
                        all.items().id(all.item(event)),
                        all.weight(event),
                        all.time(event));
            }
        }
        List<RetailStudy.Cut> cuts = new RetailStudy(few.build()).early();
        for (int date : new int[] {1, 3}) {
            tasks.add(new Task(
                    "retail / 10, date " + date,
                    cuts.get(date).before(),
                    cuts.get(date).taken()));
        }
    }
}
