package dev.recsys.mlc.uplift;

import dev.recsys.data.FeatureTable;
import dev.recsys.internal.check.Checks;
import dev.recsys.mlc.internal.columns.ColumnWords;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who was treated and what came of it, checked, one a row.
 *
 * @param outcomes whether it happened. Not to be modified.
 * @param treated whether the row was treated. Not to be modified.
 * @param propensities its chance to be; the share of treated rows where none are known. Not to be modified.
 * @param known whether the propensities are
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, never compared
record CampaignRows(boolean[] outcomes, boolean[] treated, double[] propensities, boolean known) {
    static final double LEAST = 0.01; // propensity: a row stands for at most 100
    private static final double MOST_DEVIATIONS = 5;

    static CampaignRows of(FeatureTable table, Campaign campaign) {
        boolean[] outcomes = flags(table, campaign.outcome(), campaign.positive(), "outcome", "positive");
        boolean[] treated = flags(table, campaign.treatment(), campaign.treated(), "treatment", "treated");
        double[] propensities = new double[outcomes.length];
        if (campaign.hasPropensity()) {
            read(table, campaign.propensity(), propensities);
            requireFit(treated, propensities, campaign);
        } else {
            Arrays.fill(propensities, (double) count(treated) / treated.length);
        }
        return new CampaignRows(outcomes, treated, propensities, campaign.hasPropensity());
    }

    private static int column(FeatureTable table, String name, String what) {
        int column = table.schema().indexOf(name);
        Checks.that(
                column >= 0,
                "%s \"%s\" must be a column of the table, which has %s",
                what,
                name,
                table.schema().names());
        return column;
    }

    private static boolean[] flags(FeatureTable table, String name, String chosen, String what, String value) {
        String[] words = ColumnWords.of(table, column(table, name, what));
        Set<String> seen = new TreeSet<>();
        boolean[] flags = new boolean[words.length];
        for (int row = 0; row < words.length; row++) {
            Checks.that(
                    !words[row].isEmpty(),
                    "%s \"%s\" must have a value in every row, but has none in row %d",
                    what,
                    name,
                    row);
            seen.add(words[row]);
            Checks.that(seen.size() <= 2, "%s \"%s\" must have two values, but has more: %s", what, name, seen);
            flags[row] = words[row].equals(chosen);
        }
        Checks.that(seen.size() == 2, "%s \"%s\" must have two values, but has %s", what, name, seen);
        Checks.that(
                seen.contains(chosen),
                "%s of %s \"%s\" must be one of its values %s, but was \"%s\"",
                value,
                what,
                name,
                seen,
                chosen);
        return flags;
    }

    private static void read(FeatureTable table, String name, double[] propensities) {
        int column = column(table, name, "propensity");
        Checks.that(
                table.schema().isNumeric(column),
                "propensity \"%s\" must be a column of numbers, but holds categories",
                name);
        for (int row = 0; row < propensities.length; row++) {
            float value = table.number(row, column);
            Checks.that(
                    value >= (float) LEAST && value <= (float) (1 - LEAST),
                    "propensity \"%s\" must be in %s..%s in every row, but is %s in row %d; leave out customers who were"
                            + " (almost) surely treated or not, as nothing can be learned from them",
                    name,
                    LEAST,
                    1 - LEAST,
                    value,
                    row);
            propensities[row] = value;
        }
    }

    /** Refuses propensities that cannot be those of this treatment, such as those of the control. */
    private static void requireFit(boolean[] treated, double[] propensities, Campaign campaign) {
        double expected = 0;
        double variance = 0;
        for (double e : propensities) {
            expected += e;
            variance += e * (1 - e);
        }
        double deviations = (count(treated) - expected) / Math.sqrt(variance);
        Checks.that(
                Math.abs(deviations) <= MOST_DEVIATIONS,
                "propensity \"%s\" must be the chance of treatment \"%s\" to be \"%s\", but sums to %s where %d rows of %d were"
                        + " treated, %s standard deviations off",
                campaign.propensity(),
                campaign.treatment(),
                campaign.treated(),
                String.format(Locale.ROOT, "%.1f", expected),
                count(treated),
                treated.length,
                String.format(Locale.ROOT, "%.1f", deviations));
    }

    static int count(boolean[] flags) {
        int count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        return count;
    }

    /** What a row stands for in its arm: 1 ÷ its chance to be in it. */
    double weight(int row) {
        return 1 / (treated[row] ? propensities[row] : 1 - propensities[row]);
    }

    int size() {
        return treated.length;
    }
}
