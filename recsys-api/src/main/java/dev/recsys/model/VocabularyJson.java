package dev.recsys.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recsys.data.Catalogue;
import dev.recsys.data.Feature;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Item;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.JsonMappers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Items and features with their roles as JSON, and back. */
final class VocabularyJson {
    private VocabularyJson() {}

    /** The items that say more than their id. */
    static String described(Catalogue catalogue) {
        List<Map<String, ?>> items = new ArrayList<>();
        for (int index = 0; index < catalogue.size(); index++) {
            Item item = catalogue.item(index);
            if (!item.equals(Item.of(item.id()))) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("index", index);
                json.put("label", item.label());
                json.put("group", item.group());
                json.put("role", item.role().name());
                json.put("attributes", item.attributes());
                items.add(json);
            }
        }
        return JsonMappers.text(items);
    }

    static Catalogue catalogue(IdIndex ids, String described) {
        JsonNode items = parse(described, "the items");
        if (items.isEmpty()) {
            return Catalogue.of(ids);
        }
        Map<Integer, Item> known = new HashMap<>();
        for (JsonNode json : items) {
            int index = Checks.index(json.path("index").asInt(-1), ids.size(), "item index");
            Map<String, String> attributes = new TreeMap<>();
            json.path("attributes")
                    .properties()
                    .forEach(attribute -> attributes.put(
                            attribute.getKey(), attribute.getValue().asText()));
            known.put(
                    index,
                    new Item(
                            ids.id(index),
                            json.path("label").asText(),
                            json.path("group").asText(),
                            Item.Role.valueOf(json.path("role").asText()),
                            attributes));
        }
        List<Item> all = new ArrayList<>();
        for (int index = 0; index < ids.size(); index++) {
            Item item = known.get(index);
            all.add(item == null ? Item.of(ids.id(index)) : item);
        }
        return Catalogue.ofItems(all);
    }

    static String write(FeatureSchema schema) {
        List<Map<String, ?>> features = new ArrayList<>();
        for (Feature feature : schema.features()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", feature.name());
            json.put("kind", feature.kind().name());
            json.put("label", feature.label());
            json.put("role", feature.role().name());
            features.add(json);
        }
        return JsonMappers.text(features);
    }

    static FeatureSchema schema(String text) {
        List<Feature> features = new ArrayList<>();
        for (JsonNode json : parse(text, "the features")) {
            features.add(new Feature(
                    json.path("name").asText(),
                    Feature.Kind.valueOf(json.path("kind").asText()),
                    json.path("label").asText(),
                    Feature.Role.valueOf(json.path("role").asText())));
        }
        return FeatureSchema.of(features);
    }

    private static JsonNode parse(String text, String what) {
        try {
            JsonNode json = JsonMappers.plain().readTree(text);
            Checks.that(json.isArray(), "%s must be a JSON array", what);
            return json;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(what + " are not JSON", e);
        }
    }
}
