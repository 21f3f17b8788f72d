package dev.recsys.baselines;

import dev.recsys.baselines.BprConfig.Negatives;
import dev.recsys.data.InteractionMatrix;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The chance in BPR: the order of the users, and what each interaction is compared with. It depends on nothing that is learned, so
 * that it can be drawn ahead. Used by one thread at a time.
 */
final class BprDraws {
    /** From how many samples on a part is full. */
    private static final int FULL = 1 << 14;

    private final InteractionMatrix users;
    private final Negatives negatives;
    private final SplittableRandom random;
    private final int[] order; // users
    private int left; // of the order, from its end

    BprDraws(InteractionMatrix users, Negatives negatives, SplittableRandom random) {
        this.users = users;
        this.negatives = negatives;
        this.random = random;
        this.order = new int[users.rowCount()];
        for (int user = 0; user < order.length; user++) {
            order[user] = user;
        }
    }

    /** Some users and, for each of their interactions, the item it is compared with. */
    static final class Part {
        private int[] chosen = new int[64]; // users
        private int[] others = new int[FULL];
        private int userCount;
        private int sampleCount;

        int userCount() {
            return userCount;
        }

        int sampleCount() {
            return sampleCount;
        }

        int user(int place) {
            return chosen[place];
        }

        int other(int sample) {
            return others[sample];
        }

        private void clear() {
            userCount = 0;
            sampleCount = 0;
        }

        /** Adds a user; gives the place of the first sample. */
        private int add(int user, int samples) {
            if (userCount == chosen.length) {
                chosen = Arrays.copyOf(chosen, 2 * userCount);
            }
            if (others.length - sampleCount < samples) {
                others = Arrays.copyOf(others, sampleCount + samples);
            }
            chosen[userCount++] = user;
            int first = sampleCount;
            sampleCount += samples;
            return first;
        }
    }

    /** Begins a pass over all users. */
    void restart() {
        left = order.length;
    }

    /** The next users who have something and lack something; none at the end of a pass. The part is modified. */
    Part next(Part part) {
        part.clear();
        while (left > 0 && part.sampleCount() < FULL) {
            int place = random.nextInt(left);
            int user = order[place];
            order[place] = order[--left];
            order[left] = user;
            int count = users.rowSize(user);
            if (count > 0 && count < users.columnCount()) {
                int first = part.add(user, count);
                for (int sample = first; sample < first + count; sample++) {
                    part.others[sample] = other(user);
                }
            }
        }
        return part;
    }

    /** An item the user does not have. */
    private int other(int user) {
        while (true) {
            int item = negatives == Negatives.UNIFORM
                    ? random.nextInt(users.columnCount())
                    : users.columnAt(random.nextInt(users.cellCount()));
            if (users.weight(user, item) == 0) {
                return item;
            }
        }
    }
}
