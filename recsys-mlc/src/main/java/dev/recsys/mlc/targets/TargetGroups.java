package dev.recsys.mlc.targets;

import dev.recsys.mlc.options.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Which targets learn together: with {@link Trees.Structure#SHARED} all binary ones that weigh alike; others have trees of their own. */
final class TargetGroups {
    private TargetGroups() {}

    /**
     * Targets that learn together.
     *
     * @param places of the targets, ascending. Not to be modified.
     * @param rows in which one of them is known, ascending. Not to be modified.
     */
    @SuppressWarnings("ArrayRecordComponent") // package-private, never compared
    record Together(int[] places, int[] rows) {}

    /**
     * Groups targets.
     *
     * @param targets what is foretold
     * @param values of each target, one a row
     * @param config the options
     * @return groups that have every target once
     */
    static List<Together> of(List<Target> targets, List<double[]> values, TargetConfig config) {
        boolean isShared = config.trees().structure() == Trees.Structure.SHARED
                && config.rows().positiveWeight() == 1;
        int[] shared = IntStream.range(0, targets.size())
                .filter(k -> isShared && targets.get(k).loss() == Target.Loss.LOGISTIC)
                .toArray();
        List<Together> groups = new ArrayList<>();
        if (shared.length > 0) {
            groups.add(together(shared, values));
        }
        for (int k = 0; k < targets.size(); k++) {
            if (!isShared || targets.get(k).loss() != Target.Loss.LOGISTIC) {
                groups.add(together(new int[] {k}, values));
            }
        }
        return groups;
    }

    private static Together together(int[] places, List<double[]> values) {
        boolean[] known = new boolean[values.get(0).length];
        for (int k : places) {
            double[] each = values.get(k);
            for (int row = 0; row < known.length; row++) {
                known[row] |= !Double.isNaN(each[row]);
            }
        }
        return new Together(
                places,
                IntStream.range(0, known.length).filter(row -> known[row]).toArray());
    }
}
