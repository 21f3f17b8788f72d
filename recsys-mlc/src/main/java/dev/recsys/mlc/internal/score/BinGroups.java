package dev.recsys.mlc.internal.score;

import dev.recsys.mlc.internal.boost.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * Bins of a column in groups that no question so far has separated. Each question splits the groups it separates; a group is a set of
 * bins, so that costs a few operations a group, whatever the number of bins. For one thread.
 */
final class BinGroups {
    private final List<int[]> groups = new ArrayList<>();

    /** One group of the first bins. */
    BinGroups(int binCount) {
        int[] all = new int[Split.WORDS];
        for (int word = 0; word < all.length; word++) {
            int bins = Math.max(0, Math.min(Integer.SIZE, binCount - word * Integer.SIZE));
            all[word] = bins == Integer.SIZE ? -1 : (1 << bins) - 1;
        }
        groups.add(all);
    }

    /** Separates the bins that go left at a node from those that go right. */
    void split(Forest forest, int node) {
        for (int place = groups.size() - 1; place >= 0; place--) {
            int[] group = groups.get(place);
            int[] left = new int[group.length];
            int someLeft = 0;
            int someRight = 0;
            for (int word = 0; word < group.length; word++) {
                left[word] = group[word] & forest.setWord(node, word);
                someLeft |= left[word];
                someRight |= group[word] ^ left[word];
            }
            if (someLeft != 0 && someRight != 0) {
                for (int word = 0; word < group.length; word++) {
                    group[word] ^= left[word];
                }
                groups.add(left);
            }
        }
    }

    int count() {
        return groups.size();
    }

    /** A group's first bin, which stands for all of them. */
    int first(int group) {
        return next(group, 0);
    }

    /** The first bin of a group that is not below some bin; -1 if there is none. */
    int next(int group, int from) {
        int[] bins = groups.get(group);
        for (int word = from >>> 5; word < bins.length; word++) {
            int rest = word == from >>> 5 ? bins[word] & (-1 << from) : bins[word];
            if (rest != 0) {
                return (word << 5) + Integer.numberOfTrailingZeros(rest);
            }
        }
        return -1;
    }
}
