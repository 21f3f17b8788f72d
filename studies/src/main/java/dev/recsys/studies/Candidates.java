package dev.recsys.studies;

import dev.recsys.data.EventLog;
import dev.recsys.internal.resolve.Resolver;
import dev.recsys.internal.run.Workers;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.pipeline.TopItems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** The first items of several models for some users, and what the models and the log say of each pair. */
final class Candidates {
    private static final int OF_A_MODEL = 4; // columns

    private final List<String> names = new ArrayList<>();
    private final List<ScoringModel> models = new ArrayList<>();
    private final List<Resolver> resolvers = new ArrayList<>();
    private final EventLog log;
    private final LogFacts facts;
    private final int depth;

    /** A user's candidates, ascending: rows of numbers, whether each was taken then, and the first items of each model. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Group(int[] items, float[][] rows, boolean[] taken, Map<String, int[]> first) {}

    Candidates(EventLog log, Map<String, ScoringModel> trained, int depth) {
        this.log = log;
        this.facts = new LogFacts(log);
        this.depth = depth;
        trained.forEach((name, model) -> {
            names.add(name);
            models.add(model);
            resolvers.add(new Resolver(log.vocabulary(), CustomerMemory.of(log, model.needs())));
        });
    }

    List<String> columns() {
        List<String> columns = new ArrayList<>();
        for (String name : names) {
            columns.addAll(List.of(name + " score", name + " share", name + " rank", name + " above median"));
        }
        columns.add("models");
        columns.addAll(LogFacts.NAMES);
        return columns;
    }

    /** The candidates of each user, in the order of the map. */
    List<Group> of(Map<String, Set<String>> taken, Workers workers) {
        List<String> users = List.copyOf(taken.keySet());
        Group[] groups = new Group[users.size()];
        workers.forRanges(groups.length, 16, (range, from, to) -> {
            for (int place = from; place < to; place++) {
                Set<Integer> truth = new HashSet<>();
                taken.getOrDefault(users.get(place), Set.of())
                        .forEach(item -> truth.add(log.items().indexOf(item)));
                groups[place] = group(log.users().indexOf(users.get(place)), truth::contains);
            }
        });
        return Arrays.asList(groups);
    }

    private Group group(int user, Predicate<Integer> isTaken) {
        Map<String, int[]> first = new LinkedHashMap<>();
        Map<Integer, Integer> votes = new HashMap<>();
        double[][] scores = new double[models.size()][];
        double[] best = new double[models.size()];
        for (int model = 0; model < scores.length; model++) {
            String id = log.users().id(user);
            Resolver resolver = resolvers.get(model);
            var customer = resolver.remembered(
                    Objects.requireNonNull(resolver.memory()).indexOf(id));
            scores[model] = models.get(model).score(customer).scores().clone();
            TopItems top = new TopItems(depth);
            top.restart(item -> Arrays.binarySearch(customer.held(), item) >= 0);
            for (int item = 0; item < scores[model].length; item++) {
                if (scores[model][item] > top.threshold()) {
                    top.offer(item, scores[model][item]);
                }
            }
            for (int item : top.items()) {
                votes.merge(item, 1, Integer::sum);
            }
            best[model] = top.size() == 0 ? 0 : top.scores()[0];
            first.put(names.get(model), top.items());
        }
        int[] items = votes.keySet().stream().mapToInt(item -> item).sorted().toArray();
        int width = OF_A_MODEL * scores.length;
        float[][] rows = new float[items.length][width + 1 + LogFacts.NAMES.size()];
        for (int model = 0; model < scores.length; model++) {
            writeScores(scores[model], best[model], items, rows, OF_A_MODEL * model);
        }
        boolean[] taken = new boolean[items.length];
        for (int i = 0; i < items.length; i++) {
            rows[i][width] = votes.getOrDefault(items[i], 0);
            facts.write(user, items[i], rows[i], width + 1);
            taken[i] = isTaken.test(items[i]);
        }
        return new Group(items, rows, taken, first);
    }

    private static void writeScores(double[] scores, double best, int[] items, float[][] rows, int column) {
        Integer[] order = new Integer[items.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(scores[items[b]], scores[items[a]]));
        double median = items.length == 0 ? 0 : scores[items[order[order.length / 2]]];
        for (int rank = 0; rank < order.length; rank++) {
            int i = order[rank];
            double score = scores[items[i]];
            rows[i][column] = (float) score;
            rows[i][column + 1] = (float) (best > 0 ? score / best : score - best);
            rows[i][column + 2] = rank;
            rows[i][column + 3] = (float) (score - median);
        }
    }
}
