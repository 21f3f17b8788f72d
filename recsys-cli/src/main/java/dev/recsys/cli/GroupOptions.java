package dev.recsys.cli;

import dev.recsys.eval.Grouping;
import dev.recsys.internal.check.Checks;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which groups of customers an evaluation shows apart. */
final class GroupOptions {
    private static final String HOLDINGS = "holdings";

    @Option(
            names = "--by",
            paramLabel = "FEATURE[:EDGE,...]",
            description =
                    "Show groups of customers apart: by a feature of the panel, a numeric one in fifths or in bands such as"
                            + " age:25,45,65; by `holdings` those who hold nothing (cold) and the others. May be given again.")
    private List<String> by = new ArrayList<>();

    Grouping[] groupings() {
        return by.stream().map(GroupOptions::grouping).toArray(Grouping[]::new);
    }

    private static Grouping grouping(String word) {
        int colon = word.indexOf(':');
        if (colon < 0) {
            return word.equals(HOLDINGS) ? Grouping.byHoldings() : Grouping.byFeature(Checks.notBlank(word, "--by"));
        }
        List<Double> edges = new ArrayList<>();
        for (String edge : word.substring(colon + 1).split(",", -1)) {
            try {
                edges.add(Double.valueOf(edge));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "--by must have numbers after the colon, but has \"" + edge + "\"", e);
            }
        }
        return Grouping.byBands(word.substring(0, colon), edges);
    }
}
