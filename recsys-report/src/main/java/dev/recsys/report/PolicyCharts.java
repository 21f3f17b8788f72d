package dev.recsys.report;

import dev.recsys.data.Catalogue;
import dev.recsys.report.internal.chart.Chart.Kind;
import dev.recsys.report.internal.chart.Measure;
import dev.recsys.report.internal.chart.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a policy makes of offers: what it takes out and why, from whom, and what it does to the expected margin. */
final class PolicyCharts {
    private static final int SHOWN = 24;
    private static final int ROWS = 60;

    private final PolicyTally policy;
    private final OfferTally tally;
    private final SectionWriter out;
    private final Catalogue catalogue;

    PolicyCharts(PolicyTally policy, SectionWriter out) {
        this.policy = policy;
        this.tally = policy.offers();
        this.out = out;
        this.catalogue = tally.panel().catalogue();
    }

    void add() {
        fates();
        exclusions();
        groups();
        if (policy.hasValues()) {
            margins();
        }
    }

    private static int most(OfferCounts counts, int items) {
        return IntStream.range(0, items)
                .boxed()
                .max(Comparator.<Integer>comparingLong(counts::ofItem).thenComparing(Comparator.reverseOrder()))
                .orElse(0);
    }

    /** The codes that take out offers, the most first. */
    private static List<Map.Entry<String, OfferCounts>> ranked(Map<String, OfferCounts> byCode) {
        return byCode.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> -entry.getValue().all()))
                .toList();
    }

    private void fates() {
        long before = tally.counts().all();
        List<Map.Entry<String, OfferCounts>> codes = ranked(policy.out());
        long taken = codes.stream().mapToLong(code -> code.getValue().all()).sum();
        long passed = policy.passed().all();
        List<String> labels = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        labels.add(out.text("fates.kept"));
        counts.add(before - taken - passed);
        for (Map.Entry<String, OfferCounts> code : codes) {
            labels.add(out.text("fates.out", code.getKey()));
            counts.add(code.getValue().all());
        }
        labels.add(out.text("fates.passed"));
        counts.add(passed);
        labels.add(out.text("fates.added"));
        counts.add(policy.added().all());
        String kept = out.text(
                "fates.says",
                policy.policy(),
                out.numbers.count(before - taken - passed),
                out.numbers.count(before),
                out.numbers.share(before == 0 ? Double.NaN : (double) (before - taken - passed) / before));
        String most = out.text("fates.none");
        if (!codes.isEmpty()) {
            OfferCounts first = codes.get(0).getValue();
            int item = most(first, catalogue.size());
            most = out.text(
                    "fates.most",
                    codes.get(0).getKey(),
                    out.numbers.count(first.all()),
                    label(item),
                    out.numbers.count(first.ofItem(item)));
        }
        out.chart(
                "fates",
                Kind.BARS,
                Measure.COUNT,
                SectionWriter.join(kept, most),
                labels,
                List.of(Series.of(
                        out.text("fates.unit"),
                        counts.stream().mapToDouble(Long::doubleValue).toArray())));
    }

    private String label(int item) {
        return catalogue.item(item).label();
    }

    /** What the policy makes of the offers, for a model's card. */
    static String summary(PolicyTally policy, SectionWriter out) {
        OfferTally tally = policy.offers();
        String codes = ranked(policy.out()).stream()
                .map(code ->
                        code.getKey() + " " + out.numbers.count(code.getValue().all()))
                .collect(Collectors.joining(", "));
        String says = out.text(
                "card.policySays",
                policy.policy(),
                out.numbers.count(tally.counts().all()),
                out.numbers.count(policy.after().all()),
                codes.isEmpty() ? "–" : codes);
        if (!policy.hasValues()) {
            return says;
        }
        PolicyCharts charts = new PolicyCharts(policy, out);
        double before = tally.groups().stream()
                .mapToDouble(group -> charts.margin(group, false))
                .sum();
        double after = tally.groups().stream()
                .mapToDouble(group -> charts.margin(group, true))
                .sum();
        return SectionWriter.join(says, out.text("card.policyMargin", charts.money(before), charts.money(after)));
    }

    private void exclusions() {
        record Row(String code, int item, long offers, long all) {}
        List<Row> rows = new ArrayList<>();
        policy.excluded().forEach((code, counts) -> {
            OfferCounts offers = policy.out().get(code);
            for (int item = 0; item < catalogue.size(); item++) {
                if (counts.ofItem(item) > 0) {
                    rows.add(new Row(code, item, offers == null ? 0 : offers.ofItem(item), counts.ofItem(item)));
                }
            }
        });
        if (rows.isEmpty()) {
            return;
        }
        rows.sort(Comparator.<Row>comparingLong(row -> -row.offers).thenComparingLong(row -> -row.all));
        List<Map.Entry<String, OfferCounts>> codes = ranked(policy.excluded());
        String says = out.text(
                "exclusions.says",
                policy.excluded().size(),
                codes.get(0).getKey(),
                out.numbers.count(codes.get(0).getValue().all()));
        out.table(
                "exclusions",
                out.text("exclusions.title"),
                SectionWriter.join(says, rows.size() > ROWS ? out.text("exclusions.shown", ROWS, rows.size()) : ""),
                Measure.COUNT,
                List.of(
                        out.text("exclusions.code"),
                        out.text("offered.axis"),
                        out.text("exclusions.offers"),
                        out.text("exclusions.all")),
                rows.stream()
                        .limit(ROWS)
                        .map(row -> List.<Object>of(row.code, label(row.item), (double) row.offers, (double) row.all))
                        .toList());
    }

    private double margin(int group, boolean isAfter) {
        return IntStream.range(0, catalogue.size())
                .mapToDouble(item -> isAfter ? policy.marginAfter(group, item) : policy.marginBefore(group, item))
                .sum();
    }

    private void groups() {
        List<Integer> groups = tally.groups();
        if (groups.size() < 2) {
            return;
        }
        List<String> head = new ArrayList<>(List.of(
                tally.groupLabel(),
                out.text("customers.unit"),
                out.text("policyBy.before"),
                out.text("policyBy.after"),
                out.text("policyBy.withoutBefore"),
                out.text("policyBy.withoutAfter")));
        if (policy.hasValues()) {
            head.add(out.text("policyBy.marginBefore"));
            head.add(out.text("policyBy.marginAfter"));
        }
        List<List<Object>> rows = new ArrayList<>();
        for (int group : groups) {
            List<Object> row = new ArrayList<>(List.of(
                    name(group),
                    (double) tally.customers(group),
                    (double) tally.counts().ofGroup(group),
                    (double) policy.after().ofGroup(group),
                    (double) tally.counts().without(group),
                    (double) policy.after().without(group)));
            if (policy.hasValues()) {
                row.add(margin(group, false));
                row.add(margin(group, true));
            }
            rows.add(row);
        }
        out.table(
                "policyBy", out.text("policyBy.title", tally.groupLabel()), change(groups), Measure.COUNT, head, rows);
    }

    /** Of which group the policy keeps the smallest share of the offers, and of which the greatest. */
    private String change(List<Integer> groups) {
        List<Integer> offered = groups.stream()
                .filter(group -> tally.counts().ofGroup(group) > 0)
                .sorted(Comparator.comparingDouble(this::kept))
                .toList();
        if (offered.isEmpty()) {
            return out.text("fates.none");
        }
        int least = offered.get(0);
        int most = offered.get(offered.size() - 1);
        return out.text(
                "policyBy.says",
                name(least),
                out.numbers.share(kept(least)),
                name(most),
                out.numbers.share(kept(most)));
    }

    private double kept(int group) {
        long before = tally.counts().ofGroup(group);
        long out = policy.passed().ofGroup(group)
                + policy.out().values().stream()
                        .mapToLong(counts -> counts.ofGroup(group))
                        .sum();
        return (double) (before - out) / before;
    }

    private String name(int group) {
        return tally.groupName(group).isEmpty() ? out.text("feature.unknown") : tally.groupName(group);
    }

    private void margins() {
        double[] before = new double[catalogue.size()];
        double[] after = new double[catalogue.size()];
        for (int group : tally.groups()) {
            for (int item = 0; item < before.length; item++) {
                before[item] += policy.marginBefore(group, item);
                after[item] += policy.marginAfter(group, item);
            }
        }
        List<Integer> items = IntStream.range(0, before.length)
                .boxed()
                .sorted(Comparator.comparingDouble(item -> -Math.max(before[item], after[item])))
                .limit(SHOWN)
                .toList();
        double all = IntStream.range(0, before.length)
                .mapToDouble(item -> before[item])
                .sum();
        double left = IntStream.range(0, after.length)
                .mapToDouble(item -> after[item])
                .sum();
        out.chart(
                "margins",
                Kind.BARS,
                Measure.COUNT,
                out.text("margins.says", money(all), money(left), money(left / tally.customers())),
                items.stream().map(this::label).toList(),
                List.of(
                        Series.of(
                                out.text("offered.before"),
                                items.stream().mapToDouble(item -> before[item]).toArray()),
                        Series.of(
                                out.text("offered.after"),
                                items.stream().mapToDouble(item -> after[item]).toArray())));
    }

    private String money(double value) {
        return out.numbers.full(value, Math.abs(value) < 100 ? Measure.DECIMAL : Measure.COUNT);
    }
}
