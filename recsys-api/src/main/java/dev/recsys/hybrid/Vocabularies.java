package dev.recsys.hybrid;

import dev.recsys.data.Catalogue;
import dev.recsys.data.Feature;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Item;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.pipeline.ScoringModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One vocabulary for components that were trained on different data, and the groups of its items. */
final class Vocabularies {
    private Vocabularies() {}

    /**
     * All items, features and categories of some models.
     *
     * @throws IllegalArgumentException if two models disagree on the kind or the role of a feature, or on whether an item is
     *     credit
     */
    static Vocabulary union(Collection<ScoringModel> models) {
        Vocabulary first = models.iterator().next().vocabulary();
        if (models.stream().allMatch(model -> model.vocabulary().equals(first))) {
            return first;
        }
        Map<String, Item> items = new LinkedHashMap<>();
        Map<String, Feature> features = new LinkedHashMap<>();
        Map<String, IdIndex.Builder> values = new LinkedHashMap<>();
        for (ScoringModel model : models) {
            for (Item item : model.catalogue().items()) {
                Item known = items.putIfAbsent(item.id(), item);
                Checks.that(
                        known == null || known.role() == item.role(),
                        "the components disagree on whether item \"%s\" is credit; declare it alike for all",
                        item.id());
            }
            FeatureSchema schema = model.vocabulary().schema();
            for (int column = 0; column < schema.size(); column++) {
                Feature feature = schema.feature(column);
                Feature known = features.putIfAbsent(feature.name(), feature);
                Checks.that(
                        known == null || (known.kind() == feature.kind() && known.role() == feature.role()),
                        "the components disagree on the kind or the role of feature \"%s\"; declare it alike for all",
                        feature.name());
                IdIndex.Builder all = values.computeIfAbsent(feature.name(), name -> IdIndex.builder());
                if (!schema.isNumeric(column)) {
                    model.vocabulary().dictionary(column).ids().forEach(all::add);
                }
            }
        }
        List<IdIndex> dictionaries = new ArrayList<>();
        values.values().forEach(all -> dictionaries.add(all.build()));
        return new Vocabulary(
                Catalogue.ofItems(items.values()), FeatureSchema.of(List.copyOf(features.values())), dictionaries);
    }

    /** Items that may be normalised and ranked together: credit items apart where anything is protected. */
    static int[][] groups(Vocabulary vocabulary) {
        Catalogue catalogue = vocabulary.catalogue();
        int[] all = IntStream.range(0, catalogue.size()).toArray();
        if (!vocabulary.protects()) {
            return new int[][] {all};
        }
        return new int[][] {
            IntStream.of(all).filter(item -> !catalogue.isCredit(item)).toArray(),
            IntStream.of(all).filter(catalogue::isCredit).toArray()
        };
    }
}
