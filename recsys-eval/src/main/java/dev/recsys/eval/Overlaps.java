package dev.recsys.eval;

import dev.recsys.data.InteractionMatrix;
import org.jspecify.annotations.Nullable;

/**
 * How many users two items have in common. An item that at least one user in 64 has gets a set of bits when it is first asked
 * about; all of them take at most 8 bytes an interaction. Not thread-safe.
 */
final class Overlaps {
    private final InteractionMatrix users; // by item
    private final long[] @Nullable [] bits; // by item; null where there are none yet
    private final int words;

    /** Of users by item. */
    Overlaps(InteractionMatrix users) {
        this.users = users;
        this.bits = new long[users.rowCount()][];
        this.words = (users.columnCount() + Long.SIZE - 1) / Long.SIZE;
    }

    /** The cosine of the users of two items, each user counting 1; 0 where they have none in common. */
    double cosine(int a, int b) {
        int common = common(a, b);
        return common == 0 ? 0 : common / Math.sqrt((double) users.rowSize(a) * users.rowSize(b));
    }

    private int common(int a, int b) {
        int few = users.rowSize(a) < users.rowSize(b) ? a : b;
        int many = few == a ? b : a;
        if (users.rowSize(many) < words) {
            return merged(a, b);
        }
        long[] inMany = bits(many);
        int common = 0;
        if (users.rowSize(few) < words) {
            for (int cell = users.rowStart(few); cell < users.rowStart(few + 1); cell++) {
                int user = users.columnAt(cell);
                common += (int) (inMany[user >>> 6] >>> user) & 1;
            }
        } else {
            long[] inFew = bits(few);
            for (int word = 0; word < words; word++) {
                common += Long.bitCount(inFew[word] & inMany[word]);
            }
        }
        return common;
    }

    private int merged(int a, int b) {
        int i = users.rowStart(a);
        int j = users.rowStart(b);
        int common = 0;
        while (i < users.rowStart(a + 1) && j < users.rowStart(b + 1)) {
            int compared = Integer.compare(users.columnAt(i), users.columnAt(j));
            common += compared == 0 ? 1 : 0;
            i += compared <= 0 ? 1 : 0;
            j += compared >= 0 ? 1 : 0;
        }
        return common;
    }

    private long[] bits(int item) {
        long[] found = bits[item];
        if (found == null) {
            found = new long[words];
            for (int cell = users.rowStart(item); cell < users.rowStart(item + 1); cell++) {
                int user = users.columnAt(cell);
                found[user >>> 6] |= 1L << user;
            }
            bits[item] = found;
        }
        return found;
    }
}
