package dev.recsys.eval;

import dev.recsys.eval.internal.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The groups of a report as text for a terminal. */
final class GroupTable {
    private static final String ADDERS = "/adders";

    private GroupTable() {}

    static String of(Map<String, ModelReport> all) {
        StringBuilder text = new StringBuilder();
        ReportTable.popularityFirst(all)
                .forEach((name, model) -> model.groups().forEach((grouping, found) -> {
                    text.append(text.isEmpty() ? "" : "\n");
                    text.append(TextTable.render(List.of(table(name + " by " + grouping, found))));
                    unequalOffers(found, text);
                }));
        return text.toString();
    }

    /** Figures over all users and over adders, a line a group, then the gap of each. */
    private static TextTable table(String title, GroupsReport found) {
        Set<String> keys = new LinkedHashSet<>();
        found.groups()
                .values()
                .forEach(group -> group.metrics().keySet().stream()
                        .filter(key -> !key.contains("/") || key.endsWith(ADDERS))
                        .forEach(keys::add));
        List<String> head = new ArrayList<>(List.of(title, "users", "adders"));
        head.addAll(keys);
        TextTable table = new TextTable().row(head);
        found.groups().forEach((name, group) -> {
            List<String> row =
                    new ArrayList<>(List.of(name, Integer.toString(group.users()), Integer.toString(group.adders())));
            keys.forEach(key -> row.add(cell(group, key)));
            table.row(row);
        });
        table.row(gaps("lowest ÷ highest", keys, found, true));
        return table.row(gaps("p", keys, found, false));
    }

    private static String cell(GroupReport group, String key) {
        Double mean = group.metrics().get(key);
        Interval interval = group.intervals().get(key);
        if (mean == null) {
            return "-";
        }
        return interval == null
                ? number(mean)
                : number(mean) + " [" + number(interval.low()) + ", " + number(interval.high()) + "]";
    }

    private static List<String> gaps(String title, Set<String> keys, GroupsReport found, boolean ratios) {
        List<String> row = new ArrayList<>(List.of(title, "", ""));
        for (String key : keys) {
            GroupGap gap = found.metricGaps().get(key);
            double figure = gap == null ? Double.NaN : ratios ? gap.ratio() : gap.pValue();
            row.add(Double.isNaN(figure) ? "-" : String.format(Locale.ROOT, "%.3f", figure));
        }
        return row;
    }

    private static void unequalOffers(GroupsReport found, StringBuilder text) {
        TextTable table = new TextTable().row(List.of("offers below four fifths", "lowest", "", "highest", "", "p"));
        boolean[] any = new boolean[1];
        found.offerGaps().forEach((item, gap) -> {
            if (!gap.isWithinFourFifths() && gap.pValue() < Difference.LEVEL) {
                any[0] = true;
                table.row(List.of(
                        item,
                        gap.lowest(),
                        number(gap.low()),
                        gap.highest(),
                        number(gap.high()),
                        String.format(Locale.ROOT, "%.3g", gap.pValue())));
            }
        });
        if (any[0]) {
            text.append('\n').append(TextTable.render(List.of(table)));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.5f", value);
    }
}
