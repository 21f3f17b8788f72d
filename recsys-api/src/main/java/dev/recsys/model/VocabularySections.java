package dev.recsys.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Vocabulary;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** How ids, a catalogue and a vocabulary lie in sections: written and read side by side. */
final class VocabularySections {
    private VocabularySections() {}

    static void put(SectionMap out, String name, IdIndex ids) {
        int[] lengths = new int[ids.size()];
        ByteArrayOutputStream pool = new ByteArrayOutputStream();
        for (int i = 0; i < lengths.length; i++) {
            byte[] id = ids.id(i).getBytes(UTF_8);
            lengths[i] = id.length;
            pool.writeBytes(id);
        }
        out.put(name + ".lengths", lengths).put(name + ".pool", pool.toByteArray());
    }

    static IdIndex ids(SectionMap in, String name) throws ModelFormatException {
        int[] lengths = in.ints(name + ".lengths");
        byte[] pool = in.bytes(name + ".pool");
        List<String> ids = new ArrayList<>(lengths.length);
        int at = 0;
        for (int length : lengths) {
            if (length <= 0 || length > pool.length - at) {
                throw new ModelFormatException("ids \"" + name + "\" do not fill their pool");
            }
            ids.add(SectionChecks.text(name, pool, at, length));
            at += length;
        }
        return SectionChecks.made(name, at == pool.length, () -> IdIndex.of(ids));
    }

    static void put(SectionMap out, String name, Catalogue catalogue) {
        put(out, name, catalogue.ids());
        out.put(name + ".described", VocabularyJson.described(catalogue));
    }

    static Catalogue catalogue(SectionMap in, String name) throws ModelFormatException {
        IdIndex ids = ids(in, name);
        String described = in.text(name + ".described");
        Catalogue catalogue = SectionChecks.made(name, true, () -> VocabularyJson.catalogue(ids, described));
        SectionChecks.requireAsWritten(name + ".described", described, VocabularyJson.described(catalogue));
        return catalogue;
    }

    static void put(SectionMap out, String name, Vocabulary vocabulary) {
        FeatureSchema schema = vocabulary.schema();
        put(out, name + ".items", vocabulary.catalogue());
        out.put(name + ".features", VocabularyJson.write(schema));
        for (int column = 0; column < schema.size(); column++) {
            if (!schema.isNumeric(column)) {
                put(out, name + ".values" + column, vocabulary.dictionary(column));
            }
        }
    }

    static Vocabulary vocabulary(SectionMap in, String name) throws ModelFormatException {
        Catalogue catalogue = catalogue(in, name + ".items");
        String features = in.text(name + ".features");
        FeatureSchema schema = SectionChecks.made(name, true, () -> VocabularyJson.schema(features));
        SectionChecks.requireAsWritten(name + ".features", features, VocabularyJson.write(schema));
        List<IdIndex> dictionaries = new ArrayList<>();
        for (int column = 0; column < schema.size(); column++) {
            dictionaries.add(schema.isNumeric(column) ? IdIndex.of(List.of()) : ids(in, name + ".values" + column));
        }
        return SectionChecks.made(name, true, () -> new Vocabulary(catalogue, schema, dictionaries));
    }
}
