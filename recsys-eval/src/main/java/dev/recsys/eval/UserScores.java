package dev.recsys.eval;

import dev.recsys.data.IdIndex;
import java.util.Arrays;
import java.util.List;

/**
 * What one recommender got of every test user: a score a column, and the items offered. Intervals, tests, groups and what lies
 * beyond accuracy all come from it. Threads may write different users at once; then it is only read.
 */
final class UserScores {
    private static final int NO_ITEM = -1;

    private final String model;
    private final List<Column> columns;
    private final float[][] scores; // by column and user; NaN for one who does not belong to the column
    private final int[] offers; // users × places, indexes in the catalogue, or NO_ITEM
    private final boolean[] hits; // of the offers
    private final int places;

    UserScores(String model, List<Column> columns, int users, int places) {
        this.model = model;
        this.columns = columns;
        this.scores = new float[columns.size()][users];
        for (float[] column : scores) {
            Arrays.fill(column, Float.NaN);
        }
        this.offers = new int[users * places];
        Arrays.fill(offers, NO_ITEM);
        this.hits = new boolean[users * places];
        this.places = places;
    }

    void score(int user, int column, double score) {
        scores[column][user] = (float) score;
    }

    /** Keeps the first places of an answer. */
    void offer(int index, JudgedList ranked, IdIndex items) {
        for (int place = 0; place < Math.min(places, ranked.size()); place++) {
            offers[index * places + place] = items.indexOf(ranked.get(place));
            hits[index * places + place] = ranked.isTrue(place);
        }
    }

    /** Whether the user took what was offered in a place. */
    boolean isHit(int user, int place) {
        return hits[user * places + place];
    }

    String model() {
        return model;
    }

    List<Column> columns() {
        return columns;
    }

    /** The scores of a column by user; NaN for one who does not belong to it. Not to be modified. */
    float[] scores(int column) {
        return scores[column];
    }

    int userCount() {
        return places == 0 ? (scores.length == 0 ? 0 : scores[0].length) : offers.length / places;
    }

    /** How many places are kept; 0 if there are none. */
    int places() {
        return places;
    }

    /** The item offered in a place, or -1. */
    int offer(int user, int place) {
        return offers[user * places + place];
    }

    /** Whether an item is among the offers to a user. */
    boolean isOffered(int user, int item) {
        for (int at = user * places; at < (user + 1) * places; at++) {
            if (offers[at] == item) {
                return true;
            }
        }
        return false;
    }

    /** How many of some users each item is offered to. */
    int[] offersByItem(int[] users, int items) {
        int[] counts = new int[items];
        for (int user : users) {
            for (int at = user * places; at < (user + 1) * places; at++) {
                if (offers[at] >= 0 && isFirst(user * places, at)) {
                    counts[offers[at]]++;
                }
            }
        }
        return counts;
    }

    private boolean isFirst(int from, int at) {
        for (int earlier = from; earlier < at; earlier++) {
            if (offers[earlier] == offers[at]) {
                return false;
            }
        }
        return true;
    }

    /** The mean of a column over some users; NaN over nobody. */
    double mean(int column, int[] users) {
        double sum = 0;
        int count = 0;
        for (int user : users) {
            float score = scores[column][user];
            if (!Float.isNaN(score)) {
                sum += score;
                count++;
            }
        }
        return sum / count;
    }

    /** The mean over users of the share that two models' offers have in common of all they offer; NaN without offers. */
    double agreement(UserScores other) {
        double sum = 0;
        int users = 0;
        for (int user = 0; user < userCount() && places > 0; user++) {
            int own = 0;
            int common = 0;
            int others = 0;
            for (int place = 0; place < places; place++) {
                int item = offer(user, place);
                if (item >= 0) {
                    own++;
                    common += other.isOffered(user, item) ? 1 : 0;
                }
                others += other.offer(user, place) >= 0 ? 1 : 0;
            }
            if (own + others > 0) {
                sum += (double) common / (own + others - common);
                users++;
            }
        }
        return users == 0 ? Double.NaN : sum / users;
    }
}
