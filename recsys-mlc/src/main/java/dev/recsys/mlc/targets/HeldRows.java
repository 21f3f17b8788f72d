package dev.recsys.mlc.targets;

import dev.recsys.data.FeatureTable;
import dev.recsys.internal.check.Checks;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Which rows of a table are held out to stop by. */
final class HeldRows {
    private HeldRows() {}

    /** One a row; none true where nothing is held out, else some but not all. */
    static boolean[] of(FeatureTable table, TargetStopping stopping, long seed) {
        int rows = table.rowCount();
        boolean[] held = new boolean[rows];
        if (stopping.by() == TargetStopping.By.RANDOM) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int row = 0; row < rows; row++) {
                held[row] = (random.nextLong() >>> 11) * 0x1p-53 < stopping.share();
            }
            held[0] = false;
            held[rows - 1] = true;
        } else if (stopping.by() == TargetStopping.By.LAST) {
            int[] columns = stopping.order().stream()
                    .mapToInt(name -> numeric(table, name))
                    .toArray();
            Comparator<Integer> earlier = earlier(table, columns);
            Integer[] order = IntStream.range(0, rows).boxed().toArray(Integer[]::new);
            Arrays.sort(order, earlier); // stable: rows alike stay as they stand
            int cut = Math.max(1, Math.min(rows - 1, rows - (int) Math.round(stopping.share() * rows)));
            if (columns.length > 0) {
                cut = betweenValues(order, cut, earlier, stopping);
            }
            for (int place = cut; place < rows; place++) {
                held[order[place]] = true;
            }
        }
        return held;
    }

    /** A place next to a cut that does not part rows of the same values. */
    private static int betweenValues(Integer[] order, int cut, Comparator<Integer> earlier, TargetStopping stopping) {
        int down = cut;
        while (down > 0 && earlier.compare(order[down - 1], order[down]) == 0) {
            down--;
        }
        int up = cut;
        while (up < order.length && up > 0 && earlier.compare(order[up - 1], order[up]) == 0) {
            up++;
        }
        Checks.that(
                down > 0 || up < order.length,
                "order must name columns that tell rows apart, but all rows have the same values of %s",
                stopping.order());
        return down > 0 ? down : up;
    }

    private static int numeric(FeatureTable table, String name) {
        int column = table.schema().indexOf(name);
        Checks.that(
                table.schema().isNumeric(column),
                "order must name columns of numbers, but \"%s\" holds categories",
                name);
        for (int row = 0; row < table.rowCount(); row++) {
            Checks.that(
                    !Float.isNaN(table.number(row, column)),
                    "order must name columns with a value in every row, but \"%s\" has none in row %d",
                    name,
                    row);
        }
        return column;
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
