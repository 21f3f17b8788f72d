package dev.recsys.mlc;

import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Transition;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The scores of other models, one column a model and item, cut into bins by quantiles like a numeric feature. Immutable and
 * thread-safe.
 */
final class InputColumns {
    private static final int SAMPLE = 20_000; // customers the models are asked about for the quantiles

    private final InputModels models;
    private final float[][] edges; // of each column, ascending

    private InputColumns(InputModels models, float[][] edges) {
        this.models = models;
        this.edges = edges;
    }

    static InputColumns learn(InputModels models, List<Transition> transitions, MlcConfig config) {
        int columns = models.names().size() * models.items().size();
        float[][] edges = new float[columns][];
        if (columns == 0) {
            return new InputColumns(models, edges);
        }
        long pairs = transitions.stream().mapToLong(Transition::pairCount).sum();
        double share = Math.min(1, (double) SAMPLE / Math.max(1, pairs));
        SplittableRandom random = new SplittableRandom(config.seed());
        List<float[]> rows = new ArrayList<>();
        for (Transition transition : transitions) {
            for (int pair = 0; pair < transition.pairCount(); pair++) {
                if (random.nextLong() >>> 11 < share * 0x1p53) {
                    int row = transition.rowBefore(pair);
                    rows.add(models.scores(
                            transition.before().features().row(row),
                            transition.before().holdings().itemsOf(row)));
                }
            }
        }
        for (int column = 0; column < columns; column++) {
            float[] values = new float[rows.size()];
            int size = 0;
            for (float[] row : rows) {
                if (!Float.isNaN(row[column])) {
                    values[size++] = row[column];
                }
            }
            edges[column] = FeatureBinner.quantiles(Arrays.copyOf(values, size), config.bins());
        }
        return new InputColumns(models, edges);
    }

    int columnCount() {
        return edges.length;
    }

    /** One more than the greatest bin of a column. */
    int binCount(int column) {
        return edges[column].length + 2;
    }

    /** What a column is called. */
    String name(int column, List<String> items) {
        return models.names().get(column / items.size()) + " score of " + items.get(column % items.size());
    }

    /**
     * Encodes a customer; asks every model.
     *
     * @param held item indexes. Not modified.
     * @param out gets one bin a column from {@code first} on. Modified.
     */
    void encode(FeatureRow row, int[] held, int[] out, int first) {
        if (edges.length == 0) {
            return;
        }
        float[] scores = models.scores(row, held);
        for (int column = 0; column < edges.length; column++) {
            out[first + column] = FeatureBinner.bin(edges[column], scores[column]);
        }
    }

    void writeTo(Sections.Builder out) {
        models.writeTo(out);
        for (int column = 0; column < edges.length; column++) {
            out.put("binner/inputs" + column, edges[column]);
        }
    }

    static InputColumns readFrom(Sections in, IdIndex items, FeatureTable features) throws ModelFormatException {
        InputModels models = InputModels.readFrom(in, items, features);
        float[][] edges = new float[models.names().size() * items.size()][];
        for (int column = 0; column < edges.length; column++) {
            edges[column] = FeatureBinner.edges(in, "binner/inputs" + column, "input column " + column);
        }
        return new InputColumns(models, edges);
    }
}
