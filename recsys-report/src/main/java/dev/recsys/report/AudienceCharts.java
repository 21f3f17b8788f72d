package dev.recsys.report;

import dev.recsys.data.FeatureSchema;
import dev.recsys.eval.GroupGap;
import dev.recsys.eval.GroupReport;
import dev.recsys.eval.GroupsReport;
import dev.recsys.eval.Interval;
import dev.recsys.report.internal.chart.Chart;
import dev.recsys.report.internal.chart.Chart.Kind;
import dev.recsys.report.internal.chart.Measure;
import dev.recsys.report.internal.chart.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How well models serve customers of a kind, and how unequally the best one treats groups. For one report and one thread. */
final class AudienceCharts {
    private static final List<String> AUDIENCES =
            List.of("adders", "first", "reactivation", "without-holdings", "rare");
    private static final Pattern BAND =
            Pattern.compile("\\d+: (?:below (?<high>\\S+)|from (?<from>\\S+)|(?<low>\\S+) to below (?<to>\\S+))");
    private static final double LEVEL = 0.05;
    private static final int GROUPS = 12;
    private static final int SAID = 3;

    private final Evaluated found;
    private final FeatureSchema schema;
    private final SectionWriter out;

    AudienceCharts(Evaluated found, FeatureSchema schema, SectionWriter out) {
        this.found = found;
        this.schema = schema;
        this.out = out;
    }

    /** First acquisitions, re-activations, customers without holdings and rare products apart. */
    void audiences() {
        int slash = found.key().indexOf('/');
        String metric = slash < 0 ? found.key() : found.key().substring(0, slash);
        List<String> models = found.best();
        List<String> audiences = AUDIENCES.stream()
                .filter(audience -> found.model(models.get(0)).metrics().containsKey(metric + "/" + audience))
                .toList();
        if (audiences.size() < 2) {
            return;
        }
        List<Series> series = new ArrayList<>();
        for (String name : models) {
            series.add(Series.of(
                    name,
                    audiences.stream()
                            .mapToDouble(
                                    each -> found.model(name).metrics().getOrDefault(metric + "/" + each, Double.NaN))
                            .toArray()));
        }
        String best = models.get(0);
        String weakest = audiences.stream()
                .min(Comparator.comparingDouble(each -> found.model(best).metric(metric + "/" + each)))
                .orElseThrow();
        Chart.Words words = new Chart.Words(
                "audiences",
                out.text("audiences.title"),
                out.text(
                        "audiences.says",
                        best,
                        metric,
                        out.text("audience." + weakest),
                        out.decimal(found.model(best).metric(metric + "/" + weakest)),
                        out.decimal(found.model(best).metric(metric + "/" + audiences.get(0)))),
                metric,
                out.text("audiences.axis"));
        out.chart(
                words,
                Kind.BARS,
                Measure.DECIMAL,
                audiences.stream().map(each -> out.text("audience." + each)).toList(),
                series);
    }

    /** Each grouping: the metric by group, and who is offered what more seldom. */
    void groups() {
        String best = found.best().get(0);
        int number = 0;
        for (Map.Entry<String, GroupsReport> grouping :
                found.model(best).groups().entrySet()) {
            number++;
            metric("group-" + number, best, title(grouping.getKey()), grouping.getValue());
            offers("gap-" + number, best, title(grouping.getKey()), grouping.getValue());
        }
    }

    private String title(String grouping) {
        int column = schema.indexOf(grouping);
        return column < 0
                ? out.texts.textOr("grouping." + grouping, grouping)
                : schema.feature(column).label();
    }

    private String name(String group) {
        Matcher band = BAND.matcher(group);
        if (!band.matches()) {
            return out.texts.textOr("group." + group, group);
        }
        String high = band.group("high");
        return high != null
                ? "< " + high
                : band.group("to") == null ? "≥ " + band.group("from") : band.group("low") + " – < " + band.group("to");
    }

    private void metric(String id, String best, String title, GroupsReport groups) {
        String key = found.key();
        GroupGap gap = groups.metricGaps().get(key);
        Map<String, GroupReport> shown = new LinkedHashMap<>();
        groups.groups().entrySet().stream()
                .filter(entry -> entry.getValue().metrics().containsKey(key)
                        && entry.getValue().intervals().containsKey(key))
                .sorted(Comparator.comparingInt(
                        entry -> // bands stay in their order
                        BAND.matcher(entry.getKey()).matches()
                                        ? 0
                                        : -entry.getValue().users()))
                .limit(GROUPS)
                .forEach(entry -> shown.put(entry.getKey(), entry.getValue()));
        if (shown.size() < 2 || gap == null) {
            return;
        }
        List<String> labels = new ArrayList<>();
        double[][] series = new double[3][shown.size()];
        shown.forEach((group, report) -> {
            int place = labels.size();
            Interval interval = report.intervals().getOrDefault(key, new Interval(0, 0));
            labels.add(out.text("group.size", name(group), out.numbers.count(report.users())));
            series[0][place] = report.metrics().getOrDefault(key, Double.NaN);
            series[1][place] = interval.low();
            series[2][place] = interval.high();
        });
        String says = out.text(
                gap.pValue() < LEVEL ? "groups.differ" : "groups.alike",
                best,
                key,
                name(gap.lowest()),
                out.decimal(gap.low()),
                name(gap.highest()),
                out.decimal(gap.high()),
                out.chance(gap.pValue()));
        Chart.Words words = new Chart.Words(id, out.text("groups.title", title), says, key, out.text("groups.axis"));
        out.intervals(words, Measure.DECIMAL, labels, series[0], series[1], series[2]);
    }

    /** How often the groups are offered each product; the four-fifths rule. */
    private void offers(String id, String best, String title, GroupsReport groups) {
        List<Map.Entry<String, GroupGap>> gaps = groups.offerGaps().entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> {
                    double ratio = entry.getValue().ratio();
                    return Double.isNaN(ratio) ? 1 : ratio;
                }))
                .toList();
        if (gaps.isEmpty()) {
            return;
        }
        List<List<Object>> rows = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (Map.Entry<String, GroupGap> entry : gaps) {
            GroupGap gap = entry.getValue();
            boolean breaks = !gap.isWithinFourFifths() && gap.pValue() < LEVEL;
            if (breaks) {
                broken.add(found.label(entry.getKey()));
            }
            rows.add(List.of(
                    found.label(entry.getKey()),
                    name(gap.lowest()),
                    gap.low(),
                    name(gap.highest()),
                    gap.high(),
                    gap.ratio(),
                    out.text(breaks ? "gaps.broken" : gap.isWithinFourFifths() ? "gaps.kept" : "gaps.chance"),
                    out.chance(gap.pValue())));
        }
        String says = broken.isEmpty()
                ? out.text("gaps.none", best, gaps.size())
                : out.text("gaps.says", best, broken.size(), gaps.size(), out.some(broken, SAID));
        out.table(
                id,
                out.text("gaps.title", title),
                says,
                Measure.SHARE,
                List.of(
                        out.text("offered.axis"),
                        out.text("gaps.lowest"),
                        out.text("gaps.low"),
                        out.text("gaps.highest"),
                        out.text("gaps.high"),
                        out.text("gaps.ratio"),
                        out.text("gaps.rule"),
                        out.text("differences.p")),
                rows);
    }
}
