package dev.recsys.data;

import java.util.Arrays;
import java.util.List;

/** The features of a panel by user, each from the snapshot that is the user's latest or some periods older. */
final class UserFeatures {
    private UserFeatures() {}

    /** Some features of each user, so many periods before the latest snapshot; users × names. */
    static FeatureTable of(
            List<Snapshot> snapshots, int userCount, Vocabulary vocabulary, List<String> names, int back) {
        if (snapshots.isEmpty()) {
            return nothingKnown(userCount, vocabulary).select(names);
        }
        Snapshot last = snapshots.get(snapshots.size() - 1);
        if (back == 0 && last.rowCount() == userCount) { // a row for each user, in the order of the index
            return last.features().select(names);
        }
        int[] tableOf = new int[userCount];
        int[] rows = new int[userCount];
        Arrays.fill(tableOf, -1);
        for (int s = 0; s < snapshots.size(); s++) {
            for (int row = 0; row < snapshots.get(s).rowCount(); row++) {
                tableOf[snapshots.get(s).user(row)] = s;
                rows[snapshots.get(s).user(row)] = row;
            }
        }
        for (int user = 0; user < rows.length && back > 0; user++) {
            tableOf[user] = tableOf[user] < 0 ? -1 : snapshotBack(snapshots, tableOf[user], back);
            rows[user] = tableOf[user] < 0 ? -1 : snapshots.get(tableOf[user]).rowOf(user);
            tableOf[user] = rows[user] < 0 ? -1 : tableOf[user];
        }
        List<FeatureTable> tables =
                snapshots.stream().map(s -> s.features().select(names)).toList();
        return FeatureTable.gather(tables, tableOf, rows);
    }

    /** The snapshot so many periods before another, or -1. */
    private static int snapshotBack(List<Snapshot> snapshots, int place, int back) {
        int wanted = snapshots.get(place).periodIndex() - back;
        for (int s = place - 1; s >= 0; s--) {
            if (snapshots.get(s).periodIndex() == wanted) {
                return s;
            }
        }
        return -1;
    }

    /** Every feature of the schema, missing for every user. */
    private static FeatureTable nothingKnown(int userCount, Vocabulary vocabulary) {
        FeatureTable.Builder table = FeatureTable.builder(userCount);
        float[] numbers = new float[userCount];
        int[] codes = new int[userCount];
        Arrays.fill(numbers, Float.NaN);
        Arrays.fill(codes, -1);
        FeatureSchema schema = vocabulary.schema();
        for (int column = 0; column < schema.size(); column++) {
            if (schema.isNumeric(column)) {
                table.numeric(schema.name(column), numbers);
            } else {
                table.categorical(schema.name(column), vocabulary.dictionary(column), codes);
            }
        }
        return table.build();
    }
}
