package dev.recsys.mlc.targets;

import dev.recsys.data.FeatureTable;
import dev.recsys.internal.check.Checks;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Which of some rows of a table are held out to stop by. */
final class HeldRows {
    private HeldRows() {}

    /** Refuses what rows can't be ordered by. */
    static void requireOrder(FeatureTable table, TargetStopping stopping) {
        if (stopping.by() != TargetStopping.By.LAST || stopping.order().isEmpty()) {
            return;
        }
        int[] columns = columns(table, stopping);
        for (int column : columns) {
            for (int row = 0; row < table.rowCount(); row++) {
                Checks.that(
                        !Float.isNaN(table.number(row, column)),
                        "order must name columns with a value in every row, but \"%s\" has none in row %d",
                        table.schema().name(column),
                        row);
            }
        }
        Comparator<Integer> earlier = earlier(table, columns);
        Checks.that(
                IntStream.range(1, table.rowCount()).anyMatch(row -> earlier.compare(0, row) != 0),
                "order must name columns that tell rows apart, but all rows have the same values of %s",
                stopping.order());
    }

    /**
     * Holds out rows.
     *
     * @param table the table
     * @param rows rows of it, ascending, at least two. Not modified.
     * @param stopping which to hold out, checked
     * @param seed of a random draw
     * @return one each of the rows: some but not all are true, or none where nothing is held out or no order tells them apart
     */
    static boolean[] of(FeatureTable table, int[] rows, TargetStopping stopping, long seed) {
        int count = rows.length;
        boolean[] held = new boolean[count];
        if (stopping.by() == TargetStopping.By.RANDOM) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int place = 0; place < count; place++) {
                held[place] = (random.nextLong() >>> 11) * 0x1p-53 < stopping.share();
            }
            held[0] = false;
            held[count - 1] = true;
        } else if (stopping.by() == TargetStopping.By.LAST) {
            Comparator<Integer> earlier = earlier(table, columns(table, stopping));
            Integer[] order = IntStream.range(0, count).boxed().toArray(Integer[]::new);
            Arrays.sort(order, (a, b) -> earlier.compare(rows[a], rows[b])); // stable: rows alike stay as they stand
            int cut = Math.max(1, Math.min(count - 1, count - (int) Math.round(stopping.share() * count)));
            if (!stopping.order().isEmpty()) {
                cut = betweenValues(order, cut, (a, b) -> earlier.compare(rows[a], rows[b]));
            }
            for (int place = cut; place < count; place++) {
                held[order[place]] = true;
            }
        }
        return held;
    }

    /** A place next to a cut that does not part rows of the same values; the end where all have the same. */
    private static int betweenValues(Integer[] order, int cut, Comparator<Integer> earlier) {
        int down = cut;
        while (down > 0 && earlier.compare(order[down - 1], order[down]) == 0) {
            down--;
        }
        int up = cut;
        while (up < order.length && earlier.compare(order[up - 1], order[up]) == 0) {
            up++;
        }
        return down > 0 ? down : up;
    }

    private static int[] columns(FeatureTable table, TargetStopping stopping) {
        int[] columns = stopping.order().stream()
                .mapToInt(name -> table.schema().indexOf(name))
                .toArray();
        for (int column : columns) {
            Checks.that(
                    table.schema().isNumeric(column),
                    "order must name columns of numbers, but \"%s\" holds categories",
                    table.schema().name(column));
        }
        return columns;
    }

    private static Comparator<Integer> earlier(FeatureTable table, int[] columns) {
        return (a, b) -> {
            for (int column : columns) {
                int compared = Float.compare(table.number(a, column), table.number(b, column));
                if (compared != 0) {
                    return compared;
                }
            }
            return 0;
        };
    }
}
