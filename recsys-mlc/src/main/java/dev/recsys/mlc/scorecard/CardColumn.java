package dev.recsys.mlc.scorecard;

import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * The bins of an attribute and what training saw in them. Bin 0 is that of missing values. Bin b of a number holds what lies above
 * edge b−2 and at most at edge b−1, the last what lies above all.
 */
final class CardColumn {
    static final int MOST_BINS = 256;

    private final String name;
    private final boolean isNumeric;
    private final float[] edges; // of a number, ascending
    private final IdIndex categories; // of a category, those seen
    private final int[] bins; // of each category
    private final int unseen; // the bin of a category never seen
    private final int[] rows; // of each bin
    private final int[] bads; // of each bin

    private CardColumn(
            String name,
            boolean isNumeric,
            float[] edges,
            IdIndex categories,
            int[] bins,
            int unseen,
            int[] rows,
            int[] bads) {
        this.name = name;
        this.isNumeric = isNumeric;
        this.edges = edges;
        this.categories = categories;
        this.bins = bins;
        this.unseen = unseen;
        this.rows = rows;
        this.bads = bads;
    }

    /** A number, cut at ascending edges. The arrays are kept. */
    static CardColumn ofNumbers(String name, float[] edges, int[] rows, int[] bads) {
        return new CardColumn(name, true, edges, IdIndex.of(List.of()), new int[0], 0, rows, bads);
    }

    /** Categories with the bin of each, and that of one never seen: the rare ones', or 0 where there are none. The arrays are kept. */
    static CardColumn ofCategories(String name, IdIndex categories, int[] bins, int unseen, int[] rows, int[] bads) {
        return new CardColumn(name, false, new float[0], categories, bins, unseen, rows, bads);
    }

    String name() {
        return name;
    }

    boolean isNumeric() {
        return isNumeric;
    }

    int rows(int bin) {
        return rows[bin];
    }

    int bads(int bin) {
        return bads[bin];
    }

    int size() {
        return rows.length;
    }

    int bin(float number) {
        if (Float.isNaN(number)) {
            return 0;
        }
        int bin = 1;
        while (bin <= edges.length && number > edges[bin - 1]) {
            bin++;
        }
        return bin;
    }

    int bin(String category) {
        int code = categories.indexOf(category);
        return code < 0 ? unseen : bins[code];
    }

    /** The bin of each row of a table that has the column at a place. */
    IntUnaryOperator ofRows(FeatureTable table, int place) {
        if (isNumeric) {
            return row -> bin(table.number(row, place));
        }
        IdIndex values = table.dictionary(place);
        int[] of = new int[values.size()];
        for (int code = 0; code < of.length; code++) {
            of[code] = bin(values.id(code));
        }
        return row -> {
            int code = table.code(row, place);
            return code < 0 ? 0 : of[code];
        };
    }

    String label(int bin) {
        if (bin == 0) {
            return "missing";
        }
        if (isNumeric) {
            if (edges.length == 0) {
                return "any";
            }
            String above = bin == 1 ? "" : "> " + text(edges[bin - 2]);
            String most = bin > edges.length ? "" : "<= " + text(edges[bin - 1]);
            return above.isEmpty() || most.isEmpty() ? above + most : above + " and " + most;
        }
        List<String> names = new ArrayList<>();
        for (int code = 0; code < bins.length; code++) {
            if (bins[code] == bin) {
                names.add(categories.id(code));
            }
        }
        if (bin == unseen) {
            names.add("others");
        }
        return String.join(", ", names);
    }

    private static String text(float edge) {
        return edge == (long) edge && Math.abs(edge) < 1e9 ? Long.toString((long) edge) : Float.toString(edge);
    }

    void writeTo(Sections.Builder out, String at) {
        out.put(at + "name", name)
                .put(at + "kind", new int[] {isNumeric ? 0 : 1, unseen})
                .put(at + "rows", rows)
                .put(at + "bads", bads);
        if (isNumeric) {
            out.put(at + "edges", edges);
        } else {
            out.put(at + "categories", categories).put(at + "bins", bins);
        }
    }

    static CardColumn readFrom(Sections in, String at) throws ModelFormatException {
        String name = in.text(at + "name");
        int[] kind = in.ints(at + "kind");
        int[] rows = in.ints(at + "rows");
        int[] bads = in.ints(at + "bads");
        int size = rows.length;
        require(!name.isBlank() && kind.length == 2 && (kind[0] == 0 || kind[0] == 1), at, "its name or kind");
        require(size >= 2 && size <= MOST_BINS && bads.length == size, at, "its bins");
        for (int bin = 0; bin < size; bin++) {
            require(bads[bin] >= 0 && bads[bin] <= rows[bin], at, "the rows of a bin");
        }
        if (kind[0] == 0) {
            float[] edges = in.floats(at + "edges");
            require(edges.length == size - 2 && kind[1] == 0, at, "its edges");
            for (int i = 0; i < edges.length; i++) {
                require(Float.isFinite(edges[i]) && (i == 0 || edges[i] > edges[i - 1]), at, "an edge");
            }
            return ofNumbers(name, edges, rows, bads);
        }
        IdIndex categories = in.ids(at + "categories");
        int[] bins = in.ints(at + "bins");
        require(bins.length == categories.size() && kind[1] >= 0 && kind[1] < size, at, "its categories");
        boolean[] named = new boolean[size];
        named[kind[1]] = true;
        for (int bin : bins) {
            require(bin >= 1 && bin < size, at, "the bin of a category");
            named[bin] = true;
        }
        for (int bin = 1; bin < size; bin++) {
            require(named[bin], at, "a bin without categories");
        }
        return ofCategories(name, categories, bins, kind[1], rows, bads);
    }

    private static void require(boolean condition, String at, String what) throws ModelFormatException {
        if (!condition) {
            throw new ModelFormatException("attribute \"" + at + "\" of the scorecard has damage in " + what);
        }
    }
}
