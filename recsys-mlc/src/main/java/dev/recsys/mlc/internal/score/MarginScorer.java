package dev.recsys.mlc.internal.score;

import dev.recsys.mlc.internal.boost.BoostedRounds;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The margins of several outputs, learned in groups that have trees of their own. Immutable and thread-safe. */
public final class MarginScorer {
    private final int outputs;
    private final List<Group> groups;

    /** Outputs that share trees. */
    @SuppressWarnings("ArrayRecordComponent") // package-private, never compared
    private record Group(int[] outputs, Forest forest, ForestScorer scorer) {}

    private MarginScorer(int outputs, List<Group> groups) {
        this.outputs = outputs;
        this.groups = List.copyOf(groups);
    }

    /**
     * The trees of some outputs.
     *
     * @param outputs which. Not to be modified.
     * @param rounds what was grown for them
     */
    @SuppressWarnings("ArrayRecordComponent") // internal, never compared
    public record Fit(int[] outputs, BoostedRounds rounds) {}

    /**
     * A scorer of what was grown.
     *
     * @param fits every output in exactly one
     * @return the scorer
     */
    public static MarginScorer of(List<Fit> fits) {
        List<Group> groups = new ArrayList<>();
        int outputs = 0;
        for (Fit fit : fits) {
            Forest forest = Forest.meanOf(List.of(fit.rounds()));
            groups.add(new Group(fit.outputs(), forest, new ForestScorer(forest)));
            outputs += fit.outputs().length;
        }
        return new MarginScorer(outputs, groups);
    }

    /**
     * A row's margins.
     *
     * @param bins one a column. Not modified.
     * @param out one an output. Modified.
     */
    public void margins(int[] bins, double[] out) {
        for (Group group : groups) {
            double[] some = new double[group.outputs.length];
            group.scorer.margins(bins, some);
            for (int k = 0; k < some.length; k++) {
                out[group.outputs[k]] = some[k];
            }
        }
    }

    /**
     * A row's margin of one output; the trees of others are not asked unless they are the same.
     *
     * @param bins one a column. Not modified.
     * @param output whose margin
     * @return what {@link #margins} gives for it
     */
    public double margin(int[] bins, int output) {
        Group group = groupOf(output);
        double[] some = new double[group.outputs.length];
        group.scorer.margins(bins, some);
        return some[place(group, output)];
    }

    /**
     * Adds what each column puts into a margin ({@link TreeShap}).
     *
     * @param bins one a column. Not modified.
     * @param output whose margin
     * @param values one a column, added to. Modified.
     * @return the expected margin
     */
    public double explain(int[] bins, int output, double[] values) {
        Group group = groupOf(output);
        return TreeShap.add(group.forest, bins, place(group, output), values);
    }

    /**
     * Adds what the questions of an output's trees gained to their columns.
     *
     * @param output whose trees
     * @param gains one a column, added to. Modified.
     */
    public void addGains(int output, double[] gains) {
        groupOf(output).forest.addGains(gains);
    }

    /**
     * How many trees decide an output.
     *
     * @param output an output
     * @return at least 0
     */
    public int treeCount(int output) {
        return groupOf(output).forest.treeCount();
    }

    private Group groupOf(int output) {
        return groups.stream()
                .filter(group -> place(group, output) >= 0)
                .findFirst()
                .orElseThrow();
    }

    private static int place(Group group, int output) {
        return Arrays.binarySearch(group.outputs, output);
    }

    /**
     * Writes the trees.
     *
     * @param out gets the sections
     */
    public void writeTo(Sections.Builder out) {
        int[] groupOf = new int[outputs];
        for (int g = 0; g < groups.size(); g++) {
            for (int output : groups.get(g).outputs) {
                groupOf[output] = g;
            }
            groups.get(g).forest.writeTo(out, "trees" + g + "/");
        }
        out.put("groups", groupOf);
    }

    /**
     * Reads the trees.
     *
     * @param in the sections
     * @param outputs how many there must be
     * @param columnCount columns they may ask for
     * @return the scorer
     * @throws ModelFormatException if a section is missing or not sound
     */
    public static MarginScorer readFrom(Sections in, int outputs, int columnCount) throws ModelFormatException {
        int[] groupOf = in.ints("groups");
        int count = Arrays.stream(groupOf).max().orElse(-1) + 1;
        if (groupOf.length != outputs || count > outputs) {
            throw new ModelFormatException("section \"groups\" must give each of " + outputs + " targets a group");
        }
        List<Group> groups = new ArrayList<>();
        int members = 0;
        for (int g = 0; g < count; g++) {
            int number = g;
            int[] some = IntStream.range(0, outputs)
                    .filter(output -> groupOf[output] == number)
                    .toArray();
            if (some.length == 0) {
                throw new ModelFormatException("section \"groups\" leaves group " + g + " without targets");
            }
            members += some.length;
            Forest forest = Forest.readFrom(in, "trees" + g + "/", some.length, columnCount);
            groups.add(new Group(some, forest, new ForestScorer(forest)));
        }
        if (members != outputs) {
            throw new ModelFormatException("section \"groups\" has a group below 0");
        }
        return new MarginScorer(outputs, groups);
    }
}
