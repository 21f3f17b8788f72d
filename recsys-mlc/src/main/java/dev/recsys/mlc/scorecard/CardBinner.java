package dev.recsys.mlc.scorecard;

import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Groups the values of the columns of a table into the bins of a scorecard, by which rows were bad. */
final class CardBinner {
    private final FeatureTable table;
    private final int[] used; // rows whose outcome is known
    private final boolean[] isBad; // of each of them
    private final int most;
    private final CardBinning binning;
    private final double meanRate;

    /**
     * Of rows of a table.
     *
     * @param most fine bins of a number, and categories that may stay apart
     */
    CardBinner(FeatureTable table, int[] used, boolean[] isBad, int most, CardBinning binning) {
        this.table = table;
        this.used = used;
        this.isBad = isBad;
        this.most = most;
        this.binning = binning;
        int bads = 0;
        for (boolean bad : isBad) {
            bads += bad ? 1 : 0;
        }
        this.meanRate = (double) bads / isBad.length;
    }

    /**
     * The bins of a column.
     *
     * @param trend of a number, 1 where bad rates must not fall, -1 where they must not rise, 0 for any
     */
    CardColumn column(int column, int trend) {
        return table.schema().isNumeric(column) ? numbers(column, trend) : categories(column);
    }

    private CardColumn numbers(int column, int trend) {
        float[] known = new float[used.length];
        int count = 0;
        for (int row : used) {
            float value = table.number(row, column);
            if (!Float.isNaN(value)) {
                known[count++] = value + 0f; // no -0
            }
        }
        float[] edges = fineEdges(Arrays.copyOf(known, count));
        int[] rows = new int[edges.length + 2];
        int[] bads = new int[edges.length + 2];
        CardColumn fine = CardColumn.ofNumbers("fine", edges, rows, bads);
        for (int i = 0; i < used.length; i++) {
            int bin = fine.bin(table.number(used[i], column));
            rows[bin]++;
            bads[bin] += isBad[i] ? 1 : 0;
        }
        int[] last = merged(rows, bads, trend);
        float[] kept = new float[last.length - 1];
        for (int bin = 0; bin < kept.length; bin++) {
            kept[bin] = edges[last[bin]];
        }
        return CardColumn.ofNumbers(table.schema().name(column), kept, summed(rows, last), summed(bads, last));
    }

    /** Values such that about as many rows lie between one and the next. */
    private float[] fineEdges(float[] known) {
        Arrays.sort(known);
        List<Float> edges = new ArrayList<>();
        for (int part = 1; part < most; part++) {
            int place = (int) ((long) part * known.length / most) - 1;
            // The greatest value is no edge: nothing lies above it.
            if (place >= 0
                    && known[place] < known[known.length - 1]
                    && (edges.isEmpty() || edges.get(edges.size() - 1) < known[place])) {
                edges.add(known[place]);
            }
        }
        float[] sorted = new float[edges.size()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = edges.get(i);
        }
        return sorted;
    }

    private int[] merged(int[] rows, int[] bads, int trend) {
        return CardMerging.merge(
                Arrays.copyOfRange(rows, 1, rows.length),
                Arrays.copyOfRange(bads, 1, bads.length),
                trend,
                used.length,
                meanRate,
                binning);
    }

    /** Counts of fine bins as those of the bins they are merged into; the first, of missing values, as it is. */
    private static int[] summed(int[] fine, int[] last) {
        int[] sums = new int[last.length + 1];
        sums[0] = fine[0];
        for (int bin = 0, at = 0; bin < last.length; bin++) {
            for (; at <= last[bin]; at++) {
                sums[bin + 1] += fine[at + 1];
            }
        }
        return sums;
    }

    private CardColumn categories(int column) {
        IdIndex values = table.dictionary(column);
        int[] rows = new int[values.size() + 1];
        int[] bads = new int[values.size() + 1];
        for (int i = 0; i < used.length; i++) {
            int code = table.code(used[i], column) + 1;
            rows[code]++;
            bads[code] += isBad[i] ? 1 : 0;
        }
        List<int[]> groups = groups(rows);
        int[] sizes = new int[groups.size() + 1];
        int[] badOf = new int[groups.size() + 1];
        sizes[0] = rows[0];
        badOf[0] = bads[0];
        groups.sort(Comparator.<int[]>comparingDouble(group -> rate(sum(rows, group), sum(bads, group)))
                .thenComparingInt(group -> group[0]));
        for (int group = 0; group < groups.size(); group++) {
            sizes[group + 1] = sum(rows, groups.get(group));
            badOf[group + 1] = sum(bads, groups.get(group));
        }
        int[] last = groups.isEmpty() ? new int[] {0} : merged(sizes, badOf, 0);
        return named(column, rows, groups, last, summed(padded(sizes), last), summed(padded(badOf), last));
    }

    /** A column without any category has one bin without rows beside that of missing values. */
    private static int[] padded(int[] counts) {
        return counts.length > 1 ? counts : new int[] {counts[0], 0};
    }

    /** Each category that is frequent enough, and the rare ones together, as places in the counts. Unordered. */
    private List<int[]> groups(int[] rows) {
        List<Integer> seen = new ArrayList<>();
        for (int code = 1; code < rows.length; code++) {
            if (rows[code] > 0) {
                seen.add(code);
            }
        }
        seen.sort(Comparator.<Integer>comparingInt(code -> -rows[code]).thenComparingInt(code -> code));
        List<int[]> groups = new ArrayList<>();
        int frequent = 0;
        while (frequent < Math.min(most, seen.size()) && rows[seen.get(frequent)] >= binning.minShare() * used.length) {
            groups.add(new int[] {seen.get(frequent)});
            frequent++;
        }
        int[] rare = seen.stream().skip(frequent).mapToInt(code -> code).toArray();
        if (rare.length > 0) {
            // -1 marks it: a category never seen goes with them.
            int[] marked = Arrays.copyOf(rare, rare.length + 1);
            marked[rare.length] = -1;
            groups.add(marked);
        }
        return groups;
    }

    private CardColumn named(int column, int[] rows, List<int[]> groups, int[] last, int[] sizes, int[] bads) {
        IdIndex values = table.dictionary(column);
        int[] binOf = new int[rows.length];
        int unseen = groups.isEmpty() ? 1 : 0;
        for (int bin = 0, at = 0; bin < last.length && !groups.isEmpty(); bin++) {
            for (; at <= last[bin]; at++) {
                for (int code : groups.get(at)) {
                    if (code < 0) {
                        unseen = bin + 1;
                    } else {
                        binOf[code] = bin + 1;
                    }
                }
            }
        }
        List<String> kept = new ArrayList<>();
        for (int code = 1; code < rows.length; code++) {
            if (rows[code] > 0) {
                kept.add(values.id(code - 1));
            }
        }
        IdIndex seen = IdIndex.of(kept);
        int[] bins = new int[seen.size()];
        for (int i = 0; i < bins.length; i++) {
            bins[i] = binOf[values.indexOf(seen.id(i)) + 1];
        }
        return CardColumn.ofCategories(table.schema().name(column), seen, bins, unseen, sizes, bads);
    }

    private double rate(int rows, int bads) {
        return (bads + binning.smoothing() * meanRate) / (rows + binning.smoothing());
    }

    private static int sum(int[] counts, int[] places) {
        int sum = 0;
        for (int place : places) {
            sum += place < 0 ? 0 : counts[place];
        }
        return sum;
    }
}
