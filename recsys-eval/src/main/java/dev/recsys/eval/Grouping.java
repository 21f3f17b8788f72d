package dev.recsys.eval;

import dev.recsys.data.FeatureSchema;
import dev.recsys.internal.check.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which groups the test users fall into, so that a report shows each apart: by a feature on the day of the split, such as
 * segment, channel, age or sex, or by whether they hold anything. A user whose value is missing is in the group
 * {@code "unknown"}. Immutable and thread-safe.
 */
public final class Grouping {
    private static final int BANDS = 5;
    private static final String UNKNOWN = "unknown";

    private final String name;
    private final Kind kind;
    private final List<Double> edges;

    private enum Kind {
        FEATURE,
        BANDS,
        HOLDINGS
    }

    private Grouping(String name, Kind kind, List<Double> edges) {
        this.name = name;
        this.kind = kind;
        this.edges = edges;
    }

    /**
     * By a feature of a panel: each category is a group; a numeric feature gives five bands of about equally many users.
     *
     * @param feature the feature's name, which is also the grouping's
     * @return the grouping
     * @throws IllegalArgumentException if {@code feature} is blank or null
     */
    public static Grouping byFeature(String feature) {
        return new Grouping(Checks.notBlank(feature, "feature"), Kind.FEATURE, List.of());
    }

    /**
     * By bands of a numeric feature of a panel, such as ages below 25, from 25 to below 45, and from 45 on.
     *
     * @param feature the feature's name, which is also the grouping's
     * @param edges where one band ends and the next begins, ascending. Not modified.
     * @return the grouping
     * @throws IllegalArgumentException if {@code feature} is blank or null, or {@code edges} is empty, holds null, or is not
     *     finite and ascending
     */
    public static Grouping byBands(String feature, List<Double> edges) {
        Checks.notBlank(feature, "feature");
        List<Double> copy = Checks.copyOf(edges, "edges");
        Checks.that(!copy.isEmpty(), "edges must not be empty: bands need at least one edge");
        for (int i = 0; i < copy.size(); i++) {
            boolean ascends = i == 0 || copy.get(i) > copy.get(i - 1);
            Checks.that(
                    Double.isFinite(copy.get(i)) && ascends, "edges must be finite and ascending, but were %s", copy);
        }
        return new Grouping(feature, Kind.BANDS, copy);
    }

    /**
     * By what users hold on the day of the split: {@code "cold"} are those who hold nothing, {@code "warm"} all others. Named
     * {@code "holdings"}; on events too.
     *
     * @return the grouping
     */
    public static Grouping byHoldings() {
        return new Grouping("holdings", Kind.HOLDINGS, List.of());
    }

    /**
     * What the grouping is called in a report.
     *
     * @return the feature's name, or {@code "holdings"}
     */
    public String name() {
        return name;
    }

    /** The users of each group by their index, groups in the order of their names, bands in their own. */
    Map<String, int[]> users(TimeSplit split) {
        String[] groups = switch (kind) {
            case HOLDINGS -> byHoldings(split);
            case FEATURE, BANDS -> byFeature(split);
        };
        Map<String, List<Integer>> lists = new HashMap<>();
        for (int user = 0; user < groups.length; user++) {
            lists.computeIfAbsent(groups[user], group -> new ArrayList<>()).add(user);
        }
        Map<String, int[]> users = new TreeMap<>();
        lists.forEach((group, list) ->
                users.put(group, list.stream().mapToInt(Integer::intValue).toArray()));
        return users;
    }

    private static String[] byHoldings(TimeSplit split) {
        String[] groups = new String[split.userCount()];
        Arrays.setAll(groups, user -> split.testCase(user).holdings().isEmpty() ? "cold" : "warm");
        return groups;
    }

    private String[] byFeature(TimeSplit split) {
        PanelCases cases = split.panelCases("grouping \"" + name + "\"");
        FeatureSchema schema = cases.schema();
        Checks.that(
                schema.names().contains(name),
                "grouping must be by one of %s, but the panel has no feature \"%s\"",
                schema.names(),
                name);
        boolean isNumeric = schema.isNumeric(schema.indexOf(name));
        Checks.that(
                isNumeric || kind == Kind.FEATURE,
                "grouping by bands needs a numeric feature, but \"%s\" is not",
                name);
        String[] groups = new String[cases.count()];
        if (!isNumeric) {
            Arrays.setAll(groups, user -> {
                String category = cases.category(name, user);
                return category == null ? UNKNOWN : category;
            });
            return groups;
        }
        double[] values = new double[groups.length];
        Arrays.setAll(values, user -> cases.number(name, user));
        List<Double> limits = kind == Kind.BANDS ? edges : quantiles(values);
        Arrays.setAll(groups, user -> band(values[user], limits));
        return groups;
    }

    private static List<Double> quantiles(double[] values) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        List<Double> quantiles = new ArrayList<>();
        for (int band = 1; band < BANDS && sorted.length > 0; band++) {
            double edge = sorted[(int) ((long) band * sorted.length / BANDS)];
            if (edge > sorted[0] && (quantiles.isEmpty() || edge > quantiles.get(quantiles.size() - 1))) {
                quantiles.add(edge);
            }
        }
        return quantiles;
    }

    /** Bands are numbered, so that their names sort like them. */
    private static String band(double value, List<Double> edges) {
        if (Double.isNaN(value)) {
            return UNKNOWN;
        }
        if (edges.isEmpty()) {
            return "1: all";
        }
        int band = 0;
        while (band < edges.size() && value >= edges.get(band)) {
            band++;
        }
        String number = String.format(Locale.ROOT, edges.size() < 9 ? "%d: " : "%02d: ", band + 1);
        if (band == 0) {
            return number + "below " + text(edges.get(0));
        }
        String from = text(edges.get(band - 1));
        return number + (band == edges.size() ? "from " + from : from + " to below " + text(edges.get(band)));
    }

    private static String text(double edge) {
        return edge == Math.rint(edge) && Math.abs(edge) < 1e15
                ? Long.toString((long) edge)
                : String.format(Locale.ROOT, "%.4g", edge);
    }

    @Override
    public String toString() {
        return "Grouping[" + name + "]";
    }
}
