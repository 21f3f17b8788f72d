package dev.recsys.decision.drift;

import dev.recsys.data.FeatureTable;
import dev.recsys.internal.check.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a column of a later table differs from that of a reference, by the population stability index: Σ (share later − share before) ·
 * ln(share later ÷ share before). Bins are those of the reference: its deciles of a number, each category with enough rows and the rare
 * ones together, and missing values apart. Half a row is added to each bin, so that an empty one has a logarithm; a bin empty in both
 * tables is left out.
 *
 * <p>A rule of thumb of credit scoring takes less than .1 for no change and more than .25 for a great one.
 *
 * @param column the column
 * @param psi the index, at least 0
 * @param byChance what two samples of these sizes from one population give on average: (bins − 1) · (1 ÷ rows before + 1 ÷ rows later)
 */
public record Stability(String column, double psi, double byChance) {
    /**
     * Checks the values.
     *
     * @param column not blank
     * @param psi at least 0
     * @param byChance at least 0
     * @throws IllegalArgumentException if a value is out of range
     */
    public Stability {
        Checks.notBlank(column, "column");
        Checks.notNegative(psi, "psi");
        Checks.notNegative(byChance, "byChance");
    }

    /**
     * Compares all columns of a reference with those of a later table. O(cells · log rows).
     *
     * @param reference the earlier rows, such as those of training; at least one
     * @param later the later rows, at least one, with all columns of the reference as the same kinds, and any others
     * @return one a column of the reference, in its order
     * @throws IllegalArgumentException if a table has no row or is null, or {@code later} lacks a column or has it as another kind
     */
    public static List<Stability> of(FeatureTable reference, FeatureTable later) {
        Checks.notNull(reference, "reference");
        Checks.notNull(later, "later");
        Checks.that(reference.rowCount() > 0, "reference must have a row, but has none");
        Checks.that(later.rowCount() > 0, "later must have a row, but has none");
        for (String name : reference.schema().names()) {
            int place = later.schema().indexOf(name);
            Checks.that(
                    place >= 0
                            && later.schema().isNumeric(place)
                                    == reference
                                            .schema()
                                            .isNumeric(reference.schema().indexOf(name)),
                    "later must have the column \"%s\" of reference as the same kind, but has %s",
                    name,
                    later.schema().names());
        }
        Map<String, Distribution> before = Features.distributions(reference);
        Map<String, Distribution> after =
                Features.distributions(later.select(reference.schema().names()));
        List<Stability> found = new ArrayList<>();
        before.forEach((name, distribution) -> {
            Distribution.Comparison comparison =
                    distribution.compare(Checks.notNull(after.get(name), "the later column"));
            found.add(new Stability(name, Math.max(0, comparison.psi()), comparison.noise()));
        });
        return List.copyOf(found);
    }
}
