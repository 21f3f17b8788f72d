package dev.recsys.studies;

import dev.recsys.TrainingListener;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.bundle.Bundle;
import dev.recsys.cluster.ClusterConfig;
import dev.recsys.cluster.ClusterTrainer;
import dev.recsys.data.Panel;
import dev.recsys.data.Transition;
import dev.recsys.decision.drift.DriftConfig;
import dev.recsys.decision.drift.DriftFinding;
import dev.recsys.decision.drift.DriftMonitor;
import dev.recsys.decision.drift.DriftPeriod;
import dev.recsys.decision.drift.DriftReport;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.synthetic.SyntheticBank;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Does drift monitoring find the products whose additions stop, and is it quiet otherwise? On synthetic banks, over many
 * seeds. Which products stop, and when, is read off all banks together: from that month on, each month has at most a tenth of
 * the additions of a mean month of the year before.
 *
 * <p>Run: {@code java -cp studies/target/studies.jar dev.recsys.studies.DriftStudy als 50000 1 100}: the model
 * (popularity, als, segments or mlc), the number of customers, the first seed, how many seeds.
 */
public final class DriftStudy {
    private static final int MONTHS = 17;

    /** The last month of training, and the quiet months examined: nothing but seasons and newcomers. */
    private static final int[][] QUIET = {{3, 5}, {7, 9}, {12, 14}};

    /** Before anything stops. */
    private static final int BEFORE = 9;

    private DriftStudy() {}

    /**
     * Prints what was flagged.
     *
     * @param args model, customers, first seed, seeds. Not modified.
     */
    public static void main(String[] args) {
        int customers = Integer.parseInt(args[1]);
        int first = Integer.parseInt(args[2]);
        int seeds = Integer.parseInt(args[3]);
        List<List<DriftFinding>> quiet = new ArrayList<>();
        List<Integer> quietMonths = new ArrayList<>();
        long[][] added = new long[0][];
        long[][] couldAdd = new long[0][];
        List<Map<String, LocalDate>> stops = new ArrayList<>();
        List<Map<String, LocalDate>> told = new ArrayList<>();
        List<String> items = List.of();
        List<LocalDate> dates = List.of();
        for (int seed = first; seed < first + seeds; seed++) {
            SyntheticBank bank = SyntheticBank.builder()
                    .customers(customers)
                    .months(MONTHS)
                    .seed(seed)
                    .build();
            Panel panel = bank.toPanel();
            dates = bank.dates();
            items = panel.items().ids();
            added = added.length == 0 ? new long[items.size()][MONTHS] : added;
            couldAdd = couldAdd.length == 0 ? new long[items.size()][MONTHS] : couldAdd;
            for (int month = 1; month < MONTHS; month++) {
                Transition step = panel.transition(month);
                for (int item = 0; item < items.size(); item++) {
                    added[item][month] += step.additionCount(item);
                    couldAdd[item][month] += step.nonOwnerCount(item);
                }
            }
            for (int[] months : QUIET) {
                for (DriftPeriod period : examine(args[0], panel, dates.get(months[0]), dates.get(months[1]))
                        .periods()) {
                    quiet.add(period.findings());
                    quietMonths.add(dates.indexOf(period.date()));
                    for (DriftFinding finding : period.findings()) {
                        System.out.printf("seed %d, %s: %s%n", seed, period.date(), finding.sentence());
                    }
                }
            }
            DriftReport report = examine(args[0], panel, dates.get(BEFORE), dates.get(MONTHS - 1));
            Map<String, LocalDate> since = new LinkedHashMap<>();
            Map<String, LocalDate> firstTold = new LinkedHashMap<>();
            for (DriftPeriod period : report.periods()) {
                for (DriftPeriod.Product product : period.products()) {
                    LocalDate stopped = product.stoppedIn();
                    if (stopped != null) {
                        since.put(product.id(), stopped);
                        firstTold.putIfAbsent(product.id(), period.date());
                    }
                }
            }
            stops.add(since);
            told.add(firstTold);
            System.out.printf("seed %d: stopped %s, told in %s%n", seed, since, firstTold);
        }
        print(quiet, quietMonths, added, couldAdd, items);
        for (int item = 0; item < items.size(); item++) {
            print(items.get(item), added[item], couldAdd[item], dates, stops, told, seeds);
        }
    }

    /** A stop told late, since few customers took the product, is none of the month it is told in, but no false alarm. */
    private static void print(
            List<List<DriftFinding>> quiet,
            List<Integer> months,
            long[][] added,
            long[][] couldAdd,
            List<String> items) {
        int late = 0;
        int wrong = 0;
        Map<String, Integer> wrongly = new TreeMap<>();
        for (int i = 0; i < quiet.size(); i++) {
            int month = months.get(i);
            List<DriftFinding> others = quiet.get(i).stream()
                    .filter(finding -> {
                        int item = items.indexOf(finding.subject());
                        int stop =
                                finding.kind() == DriftFinding.Kind.ADDITIONS ? stop(added[item], couldAdd[item]) : 0;
                        return stop == 0 || stop > month;
                    })
                    .toList();
            others.forEach(finding -> wrongly.merge(finding.kind() + " " + finding.subject(), 1, Integer::sum));
            wrong += others.isEmpty() ? 0 : 1;
            late += !quiet.get(i).isEmpty() && others.isEmpty() ? 1 : 0;
        }
        System.out.printf(
                "%n%d quiet months: %d with a false alarm (%.2f %%) %s, %d more with an earlier stop told late%n%n",
                quiet.size(), wrong, 100.0 * wrong / quiet.size(), wrongly, late);
    }

    private static DriftReport examine(String model, Panel panel, LocalDate last, LocalDate until) {
        ScoringModel trained = train(model, panel.through(last));
        return DriftMonitor.of(Bundle.of(trained), DriftConfig.defaults().withScoredCustomers(2000))
                .examine(panel.through(until), TrainingListener.none());
    }

    private static ScoringModel train(String model, Panel known) {
        return switch (model) {
            case "popularity" -> new PopularityTrainer().train(known);
            case "als" -> new AlsTrainer(AlsConfig.forPanel()).train(known);
            case "segments" -> new ClusterTrainer(ClusterConfig.defaults()).train(known);
            case "mlc" -> new MlcTrainer(MlcConfig.defaults()).train(known);
            default -> throw new IllegalArgumentException("there is no model " + model);
        };
    }

    private static void print(
            String item,
            long[] added,
            long[] couldAdd,
            List<LocalDate> dates,
            List<Map<String, LocalDate>> stops,
            List<Map<String, LocalDate>> told,
            int seeds) {
        int stop = stop(added, couldAdd);
        int flagged = 0;
        int right = 0;
        int near = 0;
        TreeMap<LocalDate, Integer> when = new TreeMap<>();
        for (int seed = 0; seed < stops.size(); seed++) {
            LocalDate since = stops.get(seed).get(item);
            if (since != null) {
                flagged++;
                int place = dates.indexOf(since);
                right += place == stop ? 1 : 0;
                near += stop > 0 && Math.abs(place - stop) <= 1 ? 1 : 0;
                when.merge(java.util.Objects.requireNonNull(told.get(seed).get(item)), 1, Integer::sum);
            }
        }
        if (flagged > 0 || stop > 0) {
            long before = 0;
            for (int month = 1; month < (stop > 0 ? stop : MONTHS); month++) {
                before += added[month];
            }
            System.out.printf(
                    "%s: %s, %.1f additions a month before; flagged %d of %d, right month %d, within one %d; first told %s%n",
                    item,
                    stop > 0 ? "stops in " + dates.get(stop) : "does not stop",
                    (double) before / ((stop > 0 ? stop : MONTHS) - 1) / seeds,
                    flagged,
                    seeds,
                    right,
                    near,
                    when);
        }
    }

    /** The month from which on each has at most a tenth of the rate of the twelve months before it, or 0. */
    private static int stop(long[] added, long[] couldAdd) {
        for (int stop = 4; stop < MONTHS; stop++) {
            double before = 0;
            double candidates = 0;
            for (int month = Math.max(1, stop - 12); month < stop; month++) {
                before += added[month];
                candidates += couldAdd[month];
            }
            boolean stopped = before > 0;
            for (int month = stop; month < MONTHS; month++) {
                stopped &= added[month] <= 0.1 * before / candidates * couldAdd[month];
            }
            if (stopped) {
                return stop;
            }
        }
        return 0;
    }
}
