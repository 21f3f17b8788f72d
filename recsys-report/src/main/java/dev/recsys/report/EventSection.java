package dev.recsys.report;

import dev.recsys.data.EventLog;
import dev.recsys.report.internal.chart.Chart.Kind;
import dev.recsys.report.internal.chart.Measure;
import dev.recsys.report.internal.chart.Series;
import dev.recsys.report.internal.page.Section;
import dev.recsys.report.internal.page.Texts;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What is in a log of events. For one report and one thread. */
final class EventSection {
    private static final int SHOWN = 20;
    private static final int[] EDGES = {1, 2, 3, 6, 11, 21, 51, 101, 201, 501};

    private final EventLog log;
    private final SectionWriter out;

    private EventSection(EventLog log, Texts texts) {
        this.log = log;
        this.out = new SectionWriter(texts);
    }

    static Section of(EventLog log, Map<String, Long> rejected, long accepted, Texts texts) {
        EventSection section = new EventSection(log, texts);
        if (log.size() > 0) {
            if (section.hasTimes()) {
                section.months();
            }
            section.counts();
        }
        Rejections.add(section.out, rejected, accepted);
        return section.out.section("data");
    }

    /** Whether the time of any event is known; they are in the order of time. */
    private boolean hasTimes() {
        return !log.time(0).equals(Instant.EPOCH) || !log.time(log.size() - 1).equals(Instant.EPOCH);
    }

    private void months() {
        Map<YearMonth, double[]> months = new TreeMap<>();
        int[] seen = new int[log.users().size()];
        Arrays.fill(seen, -1);
        int place = -1;
        YearMonth now = null;
        for (int event = 0; event < log.size(); event++) { // in the order of time
            YearMonth month = YearMonth.from(log.time(event).atZone(ZoneOffset.UTC));
            if (!month.equals(now)) {
                now = month;
                place++;
                months.put(month, new double[2]);
            }
            double[] sums = months.computeIfAbsent(month, key -> new double[2]);
            sums[0]++;
            if (seen[log.user(event)] != place) {
                seen[log.user(event)] = place;
                sums[1]++;
            }
        }
        YearMonth best = months.entrySet().stream()
                .max(Comparator.comparingDouble(entry -> entry.getValue()[0]))
                .orElseThrow()
                .getKey();
        double[] most = months.getOrDefault(best, new double[2]);
        List<String> labels = months.keySet().stream().map(YearMonth::toString).toList();
        String sentence = out.text(
                "events.says",
                out.numbers.count(log.size()),
                out.numbers.count(log.users().size()),
                out.numbers.count(log.items().size()),
                best,
                out.numbers.count(most[0]));
        out.chart(
                "events",
                Kind.LINES,
                Measure.COUNT,
                sentence,
                labels,
                List.of(
                        Series.of(
                                out.text("events.all"),
                                months.values().stream().mapToDouble(s -> s[0]).toArray()),
                        Series.of(
                                out.text("events.customers"),
                                months.values().stream().mapToDouble(s -> s[1]).toArray())));
    }

    private void counts() {
        int[] ofUser = new int[log.users().size()];
        long[] ofItem = new long[log.items().size()];
        for (int event = 0; event < log.size(); event++) {
            ofUser[log.user(event)]++;
            ofItem[log.item(event)]++;
        }
        List<Integer> order = IntStream.range(0, ofItem.length)
                .boxed()
                .sorted(Comparator.comparingLong(item -> -ofItem[item]))
                .toList();
        int tenth = Math.max(1, order.size() / 10);
        long top = order.stream().limit(tenth).mapToLong(item -> ofItem[item]).sum();
        List<Integer> shown = order.stream().limit(SHOWN).toList();
        out.chart(
                "items",
                Kind.BARS,
                Measure.COUNT,
                out.text(
                        "items.says",
                        out.numbers.count(tenth),
                        out.numbers.share((double) top / log.size()),
                        label(shown.get(0)),
                        out.numbers.count(ofItem[shown.get(0)])),
                shown.stream().map(this::label).toList(),
                List.of(Series.of(
                        out.text("items.unit"),
                        shown.stream().mapToDouble(item -> ofItem[item]).toArray())));
        double[] shares = new double[EDGES.length];
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < EDGES.length; i++) {
            int next = i + 1 < EDGES.length ? EDGES[i + 1] : Integer.MAX_VALUE;
            int from = EDGES[i];
            labels.add(i + 1 == EDGES.length ? from + "+" : next == from + 1 ? "" + from : from + "–" + (next - 1));
            shares[i] = (double) Arrays.stream(ofUser)
                            .filter(n -> n >= from && n < next)
                            .count()
                    / ofUser.length;
        }
        Arrays.sort(ofUser);
        out.chart(
                "perUser",
                Kind.COLUMNS,
                Measure.SHARE,
                out.text("perUser.says", out.numbers.count(ofUser[ofUser.length / 2]), out.numbers.share(shares[0])),
                labels,
                List.of(Series.of(out.text("perUser.unit"), shares)));
    }

    private String label(int item) {
        return log.catalogue().item(item).label();
    }
}
