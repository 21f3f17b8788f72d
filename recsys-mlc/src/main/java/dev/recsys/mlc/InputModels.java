package dev.recsys.mlc;

import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.Recommender;
import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.UserFeatures;
import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Panel;
import dev.recsys.model.InfoJson;
import dev.recsys.model.ModelFile;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Other models, whose scores of a customer are columns. They are asked as if by a stranger, who tells what is held and the
 * features that are not protected, and were trained without those: their scores can't carry a protected feature into the
 * scoring of a protected product. Immutable and thread-safe.
 */
final class InputModels {
    private static final String PREFIX = "inputs/";

    private final Map<String, Recommender> models; // by name, in the order of their columns
    private final IdIndex items;
    private final FeatureTable features; // tells names and dictionaries; its rows are not read
    private final int[] hidden; // places of the protected features, ascending

    private InputModels(Map<String, Recommender> models, IdIndex items, FeatureTable features, int[] hidden) {
        this.models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
        this.items = items;
        this.features = features.pickRows(new int[0]); // not to keep a panel's rows alive
        this.hidden = hidden;
    }

    /**
     * Trains the models on what was known before anything was added that is learned from.
     *
     * @param earlier the panel up to the first snapshot whose customers are learned from
     */
    static InputModels train(
            Map<String, Trainer> trainers, Panel earlier, MlcConfig config, TrainingListener listener) {
        FeatureSchema schema = earlier.schema();
        List<String> shown = new ArrayList<>(schema.names());
        shown.removeAll(config.protectedFeatures());
        int[] hidden = config.protectedFeatures().stream()
                .mapToInt(schema::indexOf)
                .filter(column -> column >= 0)
                .sorted()
                .toArray();
        Panel visible = trainers.isEmpty() ? earlier : earlier.selectFeatures(shown);
        Map<String, Recommender> models = new LinkedHashMap<>();
        trainers.forEach((name, trainer) -> models.put(name, trainer.train(visible, listener)));
        return new InputModels(models, earlier.items(), earlier.last().features(), hidden);
    }

    /** No models. */
    static InputModels none() {
        FeatureTable nothing = FeatureTable.builder(0).build();
        return new InputModels(Map.of(), IdIndex.of(List.of()), nothing, new int[0]);
    }

    List<String> names() {
        return List.copyOf(models.keySet());
    }

    IdIndex items() {
        return items;
    }

    /** What each model is, by its name. */
    Map<String, String> notes() {
        Map<String, String> notes = new LinkedHashMap<>();
        models.forEach((name, model) -> notes.put(
                "input " + name, model.info().algorithm() + " " + model.info().modelHash()));
        return notes;
    }

    /**
     * Asks all models.
     *
     * @param row the customer's features
     * @param held the customer's items. Not modified.
     * @return models × items; NaN where a model has nothing to say of this customer
     */
    float[] scores(FeatureRow row, int[] held) {
        float[] scores = new float[models.size() * items.size()];
        Arrays.fill(scores, Float.NaN);
        RecommendationRequest request = RecommendationRequest.anonymous()
                .holdings(Arrays.stream(held).mapToObj(items::id).toList())
                .features(new Visible(this, row))
                .includeOwned()
                .limit(Math.max(1, items.size()))
                .build();
        int start = 0;
        for (Recommender model : models.values()) {
            Recommendations answer = model.recommend(request);
            if (answer.level() != FallbackLevel.POPULARITY) {
                for (RecommendedItem item : answer.items()) {
                    scores[start + items.indexOf(item.itemId())] = (float) item.score();
                }
            }
            start += items.size();
        }
        return scores;
    }

    /** What a row tells, but for what is hidden. */
    private record Visible(InputModels models, FeatureRow row) implements UserFeatures {
        private int column(String name, FeatureSchema.Kind kind) {
            FeatureSchema schema = models.features.schema();
            int column = schema.indexOf(name);
            boolean shown = column >= 0 && Arrays.binarySearch(models.hidden, column) < 0;
            return shown && schema.kind(column) == kind ? column : -1;
        }

        @Override
        public boolean has(String name) {
            return column(name, FeatureSchema.Kind.NUMERIC) >= 0 || column(name, FeatureSchema.Kind.CATEGORICAL) >= 0;
        }

        @Override
        public double number(String name) {
            int column = column(name, FeatureSchema.Kind.NUMERIC);
            return column < 0 ? Double.NaN : row.number(column);
        }

        @Override
        public @Nullable String category(String name) {
            int column = column(name, FeatureSchema.Kind.CATEGORICAL);
            int code = column < 0 ? -1 : row.code(column);
            return code < 0 ? null : models.features.dictionary(column).id(code);
        }
    }

    void writeTo(Sections.Builder out) {
        if (models.isEmpty()) {
            return;
        }
        out.put(PREFIX + "order", String.join("\n", models.keySet())).put(PREFIX + "hidden", hidden);
        int place = 0;
        for (Recommender model : models.values()) {
            String prefix = place++ + "/";
            out.putNote(PREFIX + prefix + "info", InfoJson.write(model.info()));
            out.putAll(PREFIX + prefix + "model/", ModelFile.sectionsOf(model));
        }
    }

    static InputModels readFrom(Sections file, IdIndex items, FeatureTable features) throws ModelFormatException {
        Sections in = file.under(PREFIX);
        if (in.isEmpty()) {
            return none();
        }
        Map<String, Recommender> models = new LinkedHashMap<>();
        for (String name : in.text("order").split("\n", -1)) {
            Sections part = in.under(models.size() + "/");
            Recommender model = ModelFile.modelOf(info(part), part.under("model/"));
            if (!model.items().ids().equals(items.ids())) {
                throw new ModelFormatException("the input \"" + name + "\" has another catalogue");
            }
            if (name.isBlank() || models.put(name, model) != null) {
                throw new ModelFormatException("an input's name is blank or taken: \"" + name + "\"");
            }
        }
        int[] hidden = Protection.ascending(in, "hidden", features.schema().size());
        return new InputModels(models, items, features, hidden);
    }

    private static ModelInfo info(Sections part) throws ModelFormatException {
        try {
            return InfoJson.read(part.text("info"));
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException("an input's manifest can't be read: " + e.getMessage(), e);
        }
    }
}
