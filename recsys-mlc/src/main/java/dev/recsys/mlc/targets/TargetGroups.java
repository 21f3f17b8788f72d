package dev.recsys.mlc.targets;

import dev.recsys.mlc.options.Trees;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which targets learn together. With {@link Trees.Structure#SHARED} these are binary targets that weigh alike and are known in about
 * the same rows: the target known in most rows opens a group, and each next one joins the first group with whose rows it has at
 * least half of those in common in which either is known. So a tree passes over few rows that say nothing of a target.
 */
final class TargetGroups {
    private static final int LEAST_IN_COMMON = 2; // one in so many rows

    private TargetGroups() {}

    /**
     * Targets that learn together.
     *
     * @param places of the targets, ascending. Not to be modified.
     * @param rows in which one of them is known, ascending. Not to be modified.
     */
    @SuppressWarnings("ArrayRecordComponent") // package-private, never compared
    record Together(int[] places, int[] rows) {}

    private record Group(BitSet rows, List<Integer> members) {
        Together together() {
            return new Together(
                    members.stream().mapToInt(k -> k).sorted().toArray(),
                    rows.stream().toArray());
        }
    }

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
        List<Group> shared = new ArrayList<>();
        List<Group> apart = new ArrayList<>();
        List<BitSet> known = values.stream().map(TargetGroups::known).toList();
        for (int k : byRows(known)) {
            if (isShared && targets.get(k).loss() == Target.Loss.LOGISTIC) {
                join(shared, k, known.get(k));
            } else {
                apart.add(new Group(known.get(k), List.of(k)));
            }
        }
        List<Together> groups = new ArrayList<>();
        for (List<Group> some : List.of(shared, apart)) {
            some.stream()
                    .map(Group::together)
                    .sorted(Comparator.comparingInt(group -> group.places()[0]))
                    .forEach(groups::add);
        }
        return groups;
    }

    /** The target known in most rows first; ties in the order given. */
    private static List<Integer> byRows(List<BitSet> known) {
        return IntStream.range(0, known.size())
                .boxed()
                .sorted(Comparator.comparingInt(k -> -known.get(k).cardinality()))
                .toList();
    }

    private static BitSet known(double[] values) {
        BitSet known = new BitSet(values.length);
        for (int row = 0; row < values.length; row++) {
            known.set(row, !Double.isNaN(values[row]));
        }
        return known;
    }

    private static void join(List<Group> groups, int target, BitSet known) {
        for (Group group : groups) {
            BitSet common = (BitSet) group.rows().clone();
            common.and(known);
            int both = common.cardinality();
            int either = group.rows().cardinality() + known.cardinality() - both;
            if (LEAST_IN_COMMON * (long) both >= either) {
                group.rows().or(known);
                group.members().add(target);
                return;
            }
        }
        groups.add(new Group((BitSet) known.clone(), new ArrayList<>(List.of(target))));
    }
}
