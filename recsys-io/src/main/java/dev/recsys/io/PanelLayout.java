package dev.recsys.io;

import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Period;
import dev.recsys.internal.check.Checks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which column of a panel's source is what. {@code rules} has one entry a feature, of no effect for categorical ones;
 * {@code itemColumns} one an item; {@code startDate} names the feature that should not be later than the row's date, or
 * is empty.
 */
record PanelLayout(
        String date,
        String user,
        FeatureSchema features,
        List<NumberRule> rules,
        Catalogue items,
        List<String> itemColumns,
        String startDate,
        Dirt dirt,
        Period period) {

    /** What a cell may carry that is not its value. */
    enum Dirt {
        /** Blanks around it; an empty cell is missing. */
        BLANKS,
        /** Besides, {@code NA} is missing and {@code 1.0} is {@code 1}. */
        SPREADSHEET
    }

    List<String> columns() {
        List<String> all = new ArrayList<>(List.of(date, user));
        all.addAll(features.names());
        all.addAll(itemColumns);
        return all;
    }

    /**
     * Refuses a layout in which one column has two meanings.
     *
     * @throws IllegalArgumentException if it has
     */
    void checkDistinct() {
        Set<String> seen = new HashSet<>();
        for (String column : columns()) {
            Checks.that(seen.add(column), "column \"%s\" must have one meaning, but has two", column);
        }
    }
}
