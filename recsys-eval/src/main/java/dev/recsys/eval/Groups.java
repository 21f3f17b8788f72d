package dev.recsys.eval;

import dev.recsys.data.Catalogue;
import dev.recsys.eval.Column.Audience;
import dev.recsys.internal.run.ChiSquare;
import dev.recsys.internal.run.Workers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Compares groups of users by the tables of their scores. */
final class Groups {
    private static final int LEAST_USERS = 30;

    private Groups() {}

    /** The report of each table, by grouping. */
    static List<Map<String, GroupsReport>> of(
            List<Grouping> groupings, List<UserScores> tables, TimeSplit split, Workers workers) {
        List<Map<String, GroupsReport>> reports = new ArrayList<>();
        tables.forEach(table -> reports.add(new LinkedHashMap<>()));
        Catalogue catalogue = split.train().vocabulary().catalogue();
        for (Grouping grouping : groupings) {
            Map<String, int[]> users = grouping.users(split);
            Map<String, Resamples> resamples = new LinkedHashMap<>();
            users.forEach((group, members) -> resamples.put(group, Resamples.of(tables, members, workers)));
            for (int t = 0; t < tables.size(); t++) {
                reports.get(t).put(grouping.name(), report(tables.get(t), t, users, resamples, catalogue));
            }
        }
        return reports;
    }

    private static GroupsReport report(
            UserScores table,
            int index,
            Map<String, int[]> users,
            Map<String, Resamples> resamples,
            Catalogue catalogue) {
        Map<String, int[]> offers = new LinkedHashMap<>();
        users.forEach((name, members) -> offers.put(name, table.offersByItem(members, catalogue.size())));
        int[] all = table.offersByItem(IntStream.range(0, table.userCount()).toArray(), catalogue.size());
        int[] offered =
                IntStream.range(0, all.length).filter(item -> all[item] > 0).toArray();
        Map<String, GroupReport> groups = new LinkedHashMap<>();
        resamples.forEach((name, samples) -> {
            int[] members = users.getOrDefault(name, new int[0]);
            Map<String, Double> metrics = new LinkedHashMap<>();
            int adders = 0;
            for (int c = 0; c < table.columns().size(); c++) {
                double mean = table.mean(c, members);
                if (!Double.isNaN(mean)) {
                    metrics.put(table.columns().get(c).key(), mean);
                }
                if (table.columns().get(c).audience() == Audience.ADDERS) {
                    adders = count(table.scores(c), members);
                }
            }
            Map<String, Double> rates = new LinkedHashMap<>();
            int[] counts = offers.getOrDefault(name, new int[catalogue.size()]);
            for (int item : offered) {
                rates.put(catalogue.id(item), (double) counts[item] / members.length);
            }
            groups.put(name, new GroupReport(members.length, adders, metrics, samples.intervals(index), rates));
        });
        Map<String, GroupGap> metricGaps = new LinkedHashMap<>();
        for (int c = 0; c < table.columns().size(); c++) {
            float[] scores = table.scores(c);
            GroupGap gap = gap(users, user -> scores[user]);
            if (gap != null) {
                metricGaps.put(table.columns().get(c).key(), gap);
            }
        }
        Map<String, GroupGap> offerGaps = new LinkedHashMap<>();
        for (int item : offered) {
            List<Sum> shares = new ArrayList<>();
            offers.forEach((name, counts) ->
                    shares.add(Sum.ofOnes(name, users.getOrDefault(name, new int[0]).length, counts[item])));
            GroupGap gap = gap(shares);
            if (gap != null) {
                offerGaps.put(catalogue.id(item), gap);
            }
        }
        return new GroupsReport(groups, metricGaps, offerGaps);
    }

    private static int count(float[] scores, int[] members) {
        int count = 0;
        for (int user : members) {
            count += Float.isNaN(scores[user]) ? 0 : 1;
        }
        return count;
    }

    /** The scores of each group added up; NaN for users who do not count. */
    private static List<Sum> sums(Map<String, int[]> users, IntToDoubleFunction scoreOf) {
        List<Sum> sums = new ArrayList<>();
        users.forEach((name, members) -> {
            Sum sum = new Sum(name);
            for (int user : members) {
                sum.add(scoreOf.applyAsDouble(user));
            }
            sums.add(sum);
        });
        return sums;
    }

    /** The gap between the groups in a score that is NaN for users who do not count; null for fewer than two groups. */
    static @Nullable GroupGap gap(Map<String, int[]> users, IntToDoubleFunction scoreOf) {
        return gap(sums(users, scoreOf));
    }

    private static @Nullable GroupGap gap(List<Sum> sums) {
        List<Sum> groups = sums.stream().filter(sum -> sum.count >= LEAST_USERS).toList();
        if (groups.size() < 2) {
            return null;
        }
        Sum all = new Sum("all");
        Sum lowest = groups.get(0);
        Sum highest = groups.get(0);
        for (Sum group : groups) {
            all.count += group.count;
            all.sum += group.sum;
            all.squares += group.squares;
            lowest = group.mean() < lowest.mean() ? group : lowest;
            highest = group.mean() > highest.mean() ? group : highest;
        }
        double variance = all.squares / all.count - all.mean() * all.mean();
        double between = 0;
        for (Sum group : groups) {
            between += group.count * (group.mean() - all.mean()) * (group.mean() - all.mean());
        }
        boolean differs = lowest.mean() < highest.mean() || variance > 1e-12 * all.squares / all.count;
        double pValue = differs ? ChiSquare.beyond(between / variance, groups.size() - 1) : Double.NaN;
        return new GroupGap(lowest.name, lowest.mean(), highest.name, highest.mean(), pValue);
    }

    /** The scores of one group, added up. */
    private static final class Sum {
        private final String name;
        private long count;
        private double sum;
        private double squares;

        Sum(String name) {
            this.name = name;
        }

        /** So many scores of which some are 1 and the others 0. */
        static Sum ofOnes(String name, int count, int ones) {
            Sum sum = new Sum(name);
            sum.count = count;
            sum.sum = ones;
            sum.squares = ones;
            return sum;
        }

        void add(double score) {
            if (!Double.isNaN(score)) {
                count++;
                sum += score;
                squares += score * score;
            }
        }

        double mean() {
            return sum / count;
        }
    }
}
