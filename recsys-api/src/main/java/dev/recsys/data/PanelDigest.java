package dev.recsys.data;

import java.util.List;

/** SHA-256 of all that a panel holds and declares. */
final class PanelDigest {
    private PanelDigest() {}

    static String of(IdIndex users, Vocabulary vocabulary, Period period, List<Snapshot> snapshots) {
        Catalogue catalogue = vocabulary.catalogue();
        ContentDigest digest =
                new ContentDigest().add("panel").add(period.name()).add(users).add(catalogue.ids());
        catalogue.items().forEach(item -> digest.add(item.toString()));
        FeatureSchema schema = vocabulary.schema();
        schema.features().forEach(feature -> digest.add(feature.toString()));
        for (Snapshot snapshot : snapshots) {
            FeatureTable features = snapshot.features();
            digest.add(snapshot.date().toString()).add(snapshot.rowCount());
            for (int row = 0; row < snapshot.rowCount(); row++) {
                digest.add(snapshot.user(row));
                for (int word = 0; word < HoldingMatrix.wordsPerRow(catalogue.size()); word++) {
                    digest.add(snapshot.holdings().word(row, word));
                }
            }
            for (int column = 0; column < schema.size(); column++) {
                if (!schema.isNumeric(column)) {
                    digest.add(features.dictionary(column));
                }
                features.addTo(digest, column);
            }
        }
        return digest.hex();
    }
}
