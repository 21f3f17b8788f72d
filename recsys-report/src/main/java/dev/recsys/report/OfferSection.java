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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which offers are made to whom, and who is left out. For one report and one thread. */
final class OfferSection {
    private static final int SHOWN = 24;
    private static final int GROUPS = 8;
    private static final int LEAST_GROUP = 20;
    private static final double EXPECTED = 5; // offers to a group by the share of all customers
    private static final int SAID = 3;
    private static final int NAMED = 5;

    private final OfferTally tally;
    private final SectionWriter out;
    private final Catalogue catalogue;

    private OfferSection(OfferTally tally, Texts texts) {
        this.tally = tally;
        this.out = new SectionWriter(texts);
        this.catalogue = tally.panel().catalogue();
    }

    static Section of(OfferTally tally, Texts texts) {
        OfferSection section = new OfferSection(tally, texts);
        if (tally.customers() > 0) {
            section.products();
            section.groups();
        }
        tally.shown().forEach(section::customer);
        return section.out.section("offers");
    }

    private String label(int item) {
        return catalogue.item(item).label();
    }

    private List<Integer> items() {
        return IntStream.range(0, catalogue.size())
                .boxed()
                .sorted(Comparator.comparingLong(item -> -tally.offers(item)))
                .limit(SHOWN)
                .toList();
    }

    private void products() {
        List<Integer> items = items();
        List<String> never = IntStream.range(0, catalogue.size())
                .filter(item -> tally.offers(item) == 0)
                .mapToObj(this::label)
                .toList();
        double all = tally.customers();
        String says = out.text(
                "offered.says",
                out.numbers.count(all),
                label(items.get(0)),
                out.numbers.share(tally.offers(items.get(0)) / all));
        String nobody = never.isEmpty()
                ? out.text("offered.everything")
                : out.text("offered.never", never.size(), out.some(never, NAMED));
        out.chart(
                "offered",
                Kind.BARS,
                Measure.SHARE,
                SectionWriter.join(says, nobody),
                items.stream().map(this::label).toList(),
                List.of(Series.of(
                        out.text("offered.unit"),
                        items.stream()
                                .mapToDouble(item -> tally.offers(item) / all)
                                .toArray())));
    }

    private String name(int group) {
        return tally.groupName(group).isEmpty() ? out.text("feature.unknown") : tally.groupName(group);
    }

    private void groups() {
        List<Integer> groups = tally.groups();
        if (groups.size() < 2) {
            return;
        }
        List<Integer> items = items();
        List<Series> series = new ArrayList<>();
        for (int group : groups.subList(0, Math.min(GROUPS, groups.size()))) {
            series.add(Series.of(
                    name(group),
                    items.stream()
                            .mapToDouble(item -> (double) tally.offers(group, item) / tally.customers(group))
                            .toArray()));
        }
        Chart.Words words = new Chart.Words(
                "offeredBy",
                out.text("offeredBy.title", tally.groupLabel()),
                SectionWriter.join(forgotten(groups), leftOut(groups)),
                out.text("offeredBy.unit"),
                out.text("offered.axis"));
        out.chart(
                words, Kind.HEAT, Measure.SHARE, items.stream().map(this::label).toList(), series);
    }

    /** Groups of which nobody gets an offer. */
    private String forgotten(List<Integer> groups) {
        List<String> said = groups.stream()
                .filter(group -> tally.without(group) == tally.customers(group))
                .limit(SAID)
                .map(group -> out.text("offeredBy.nobody", name(group), out.numbers.count(tally.customers(group))))
                .toList();
        return said.isEmpty() ? out.text("offeredBy.everyGroup") : String.join(" ", said);
    }

    /** Groups of which nobody is offered a product that others are offered often. */
    private String leftOut(List<Integer> groups) {
        record Gap(int group, int item, double expected) {}
        List<Gap> gaps = new ArrayList<>();
        for (int group : groups) {
            boolean served = tally.customers(group) >= LEAST_GROUP && tally.without(group) < tally.customers(group);
            for (int item = 0; served && item < catalogue.size(); item++) {
                double expected = (double) tally.offers(item) / tally.customers() * tally.customers(group);
                if (tally.offers(group, item) == 0 && expected >= EXPECTED) {
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
                        out.numbers.share((double) tally.offers(gap.item) / tally.customers())))
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
            rows.add(List.of(
                    index < 0 ? item.itemId() : label(index), item.score(), reasons.sentence(item.reason()), parts));
        }
        String id = Objects.requireNonNullElse(answer.customerId(), "–");
        List<String> holdings = tally.holdings(answer.customerId());
        String says = holdings.isEmpty()
                ? out.text("customer.none")
                : out.text("customer.says", holdings.size(), String.join(", ", holdings));
        out.table(
                "customer-" + (tally.shown().indexOf(answer) + 1),
                out.text("customer.title", id),
                says,
                Measure.DECIMAL,
                List.of(
                        out.text("customer.product"),
                        out.text("customer.score"),
                        out.text("customer.reason"),
                        out.text("customer.parts")),
                rows);
    }
}
