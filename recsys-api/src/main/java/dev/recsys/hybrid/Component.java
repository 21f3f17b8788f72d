package dev.recsys.hybrid;

import dev.recsys.data.Vocabulary;
import dev.recsys.internal.resolve.VocabularyMap;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.pipeline.ScoringModel;
import org.jspecify.annotations.Nullable;

/** One component of a hybrid, asked in the hybrid's indexes. Immutable and thread-safe. */
final class Component {
    private final String name;
    private final ScoringModel model;
    private final @Nullable VocabularyMap map; // from the hybrid's indexes; null if they are the same

    Component(String name, ScoringModel model, Vocabulary vocabulary) {
        this.name = name;
        this.model = model;
        this.map = model.vocabulary().equals(vocabulary) ? null : VocabularyMap.between(vocabulary, model.vocabulary());
    }

    String name() {
        return name;
    }

    ScoringModel model() {
        return model;
    }

    /** The customer in the component's indexes. */
    KnownCustomer known(KnownCustomer customer) {
        return map == null ? customer : map.customer(customer);
    }

    ComponentScores score(KnownCustomer customer) {
        return new ComponentScores(model.score(known(customer)), map);
    }

    /** The component's index of an item, or -1 if it does not know it. */
    int place(int item) {
        return map == null ? item : map.item(item);
    }
}
