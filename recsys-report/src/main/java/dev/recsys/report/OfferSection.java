package dev.recsys.report;

import dev.recsys.ReasonTexts;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.data.Catalogue;
import dev.recsys.report.internal.chart.Chart;
import dev.recsys.report.internal.chart.Chart.Kind;
import dev.recsys.report.internal.chart.Measure;
import dev.recsys.report.internal.chart.Series;
import dev.recsys.report.internal.page.Section;
import dev.recsys.report.internal.page.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which offers are made to whom, and who is left out. For one report and one thread. */
final class OfferSection {
    private static final int SHOWN = 24;
    private static final int GROUPS = 8;
    private static final int LEAST_GROUP = 20;
    private static final double EXPECTED = 5; // offers to a group by the share of all customers
    private static final int SAID = 3;
    private static final int NAMED = 5;

    private final OfferTally tally;
    private final @Nullable PolicyTally policy;
    private final SectionWriter out;
    private final Catalogue catalogue;

    private OfferSection(OfferTally tally, @Nullable PolicyTally policy, Texts texts) {
        this.tally = tally;
        this.policy = policy;
        this.out = new SectionWriter(texts);
        this.catalogue = tally.panel().catalogue();
    }

    /** The section; with a policy, of the offers before and after it. */
    static Section of(OfferTally tally, @Nullable PolicyTally policy, Texts texts) {
        OfferSection section = new OfferSection(tally, policy, texts);
        if (tally.customers() > 0) {
            section.products();
            section.groups("offeredBy", tally.counts(), policy == null ? "offeredBy.title" : "offeredBy.before");
            if (policy != null) {
                section.groups("offeredAfter", policy.after(), "offeredBy.after");
                new PolicyCharts(policy, section.out).add();
            }
        }
        tally.shown().forEach(section::customer);
        return section.out.section("offers");
    }

    private String label(int item) {
        return catalogue.item(item).label();
    }

    /** The items to show, the most offered first. */
    private static List<Integer> items(OfferCounts counts, int all) {
        return IntStream.range(0, all)
                .boxed()
                .sorted(Comparator.comparingLong(item -> -counts.ofItem(item)))
                .limit(SHOWN)
                .toList();
    }

    private void products() {
        OfferCounts last = policy == null ? tally.counts() : policy.after();
        List<Integer> items = items(tally.counts(), catalogue.size());
        int most = items(last, catalogue.size()).get(0);
        List<String> never = IntStream.range(0, catalogue.size())
                .filter(item -> last.ofItem(item) == 0)
                .mapToObj(this::label)
                .toList();
        double all = tally.customers();
        String says = out.text(
                policy == null ? "offered.says" : "offered.saysAfter",
                out.numbers.count(all),
                label(most),
                out.numbers.share(last.ofItem(most) / all));
        String nobody = never.isEmpty()
                ? out.text("offered.everything")
                : out.text("offered.never", never.size(), out.some(never, NAMED));
        List<Series> series = new ArrayList<>();
        series.add(shares(
                out.text(policy == null ? "offered.unit" : "offered.before"), items, tally.counts()::ofItem, all));
        if (policy != null) {
            series.add(shares(out.text("offered.after"), items, last::ofItem, all));
        }
        out.chart(
                "offered",
                Kind.BARS,
                Measure.SHARE,
                SectionWriter.join(says, nobody, policy == null ? out.text("offered.noPolicy") : ""),
                items.stream().map(this::label).toList(),
                series);
    }

    private static Series shares(String name, List<Integer> items, IntToLongFunction counts, double all) {
        return Series.of(
                name,
                items.stream()
                        .mapToDouble(item -> counts.applyAsLong(item) / all)
                        .toArray());
    }

    private String name(int group) {
        return tally.groupName(group).isEmpty() ? out.text("feature.unknown") : tally.groupName(group);
    }

    private void groups(String id, OfferCounts counts, String title) {
        List<Integer> groups = tally.groups();
        if (groups.size() < 2) {
            return;
        }
        List<Integer> items = items(tally.counts(), catalogue.size());
        List<Series> series = new ArrayList<>();
        for (int group : groups.subList(0, Math.min(GROUPS, groups.size()))) {
            series.add(shares(name(group), items, item -> counts.offers(group, item), (double) tally.customers(group)));
        }
        Chart.Words words = new Chart.Words(
                id,
                out.text(title, tally.groupLabel()),
                SectionWriter.join(forgotten(groups, counts), leftOut(groups, counts)),
                out.text("offeredBy.unit"),
                out.text("offered.axis"));
        out.chart(
                words, Kind.HEAT, Measure.SHARE, items.stream().map(this::label).toList(), series);
    }

    /** Groups of which nobody gets an offer. */
    private String forgotten(List<Integer> groups, OfferCounts counts) {
        List<String> said = groups.stream()
                .filter(group -> counts.without(group) == tally.customers(group))
                .limit(SAID)
                .map(group -> out.text("offeredBy.nobody", name(group), out.numbers.count(tally.customers(group))))
                .toList();
        return said.isEmpty() ? out.text("offeredBy.everyGroup") : String.join(" ", said);
    }

    /** Groups of which nobody is offered a product that others are offered often. */
    private String leftOut(List<Integer> groups, OfferCounts counts) {
        record Gap(int group, int item, double expected) {}
        List<Gap> gaps = new ArrayList<>();
        for (int group : groups) {
            boolean served = tally.customers(group) >= LEAST_GROUP && counts.without(group) < tally.customers(group);
            for (int item = 0; served && item < catalogue.size(); item++) {
                double expected = (double) counts.ofItem(item) / tally.customers() * tally.customers(group);
                if (counts.offers(group, item) == 0 && expected >= EXPECTED) {
                    gaps.add(new Gap(group, item, expected));
                }
            }
        }
        gaps.sort(Comparator.comparingDouble(gap -> -gap.expected));
        return gaps.stream()
                .limit(SAID)
                .map(gap -> out.text(
                        "offeredBy.gap",
                        name(gap.group),
                        label(gap.item),
                        out.numbers.share((double) counts.ofItem(gap.item) / tally.customers())))
                .collect(Collectors.joining(" "));
    }

    private void customer(Recommendations answer) {
        ReasonTexts reasons =
                ReasonTexts.of(out.texts.locale(), catalogue, tally.panel().schema());
        List<List<Object>> rows = new ArrayList<>();
        for (RecommendedItem item : answer.items()) {
            int index = catalogue.indexOf(item.itemId());
            String parts = item.contributions().entrySet().stream()
                    .map(part -> part.getKey() + " " + out.numbers.full(part.getValue(), Measure.DECIMAL))
                    .collect(Collectors.joining(", "));
            List<Object> row = new ArrayList<>(List.of(
                    index < 0 ? item.itemId() : label(index), item.score(), reasons.sentence(item.reason()), parts));
            if (policy != null) {
                row.add(fate(policy, answer.customerId(), item.itemId()));
            }
            rows.add(row);
        }
        String id = Objects.requireNonNullElse(answer.customerId(), "–");
        List<String> holdings = tally.holdings(answer.customerId());
        String says = holdings.isEmpty()
                ? out.text("customer.none")
                : out.text("customer.says", holdings.size(), String.join(", ", holdings));
        List<String> head = new ArrayList<>(List.of(
                out.text("customer.product"),
                out.text("customer.score"),
                out.text("customer.reason"),
                out.text("customer.parts")));
        if (policy != null) {
            head.add(out.text("customer.policy"));
        }
        out.table(
                "customer-" + (tally.shown().indexOf(answer) + 1),
                out.text("customer.title", id),
                says,
                Measure.DECIMAL,
                head,
                rows);
    }

    private String fate(PolicyTally left, @Nullable String customer, String item) {
        int place = left.placeAfter(customer, item);
        String code = left.codeOf(customer, item);
        return place > 0
                ? out.text("customer.place", place)
                : code.isEmpty() ? out.text("fates.passed") : out.text("customer.out", code);
    }
}
