package dev.recsys.studies;

import dev.recsys.data.EventLog;
import dev.recsys.data.InteractionMatrix;
import java.util.List;

/** Counts, recency and growth of a log's users and items, which a ranker reads besides the models' scores. Immutable. */
final class LogFacts {
    static final List<String> NAMES = List.of(
            "item users",
            "item events 7 days",
            "item events 30 days",
            "item events 90 days",
            "item growth",
            "item days since last",
            "item days since first",
            "user items",
            "user days",
            "user days since last",
            "user days since first",
            "user events 90 days",
            "user items' users",
            "item users less user items'");
    private static final int[] WINDOWS = {7, 30, 90}; // days

    private final double[][] recent; // window, item: events
    private final double[] lastOfItem; // days before the log's end
    private final double[] firstOfItem;
    private final double[] lastOfUser;
    private final double[] firstOfUser;
    private final double[] daysOfUser;
    private final double[] recentOfUser;
    private final InteractionMatrix held;
    private final InteractionMatrix items;

    LogFacts(EventLog log) {
        held = log.interactions();
        items = held.transposed();
        int itemCount = held.columnCount();
        int userCount = held.rowCount();
        recent = new double[WINDOWS.length][itemCount];
        lastOfItem = new double[itemCount];
        firstOfItem = new double[itemCount];
        lastOfUser = new double[userCount];
        firstOfUser = new double[userCount];
        daysOfUser = new double[userCount];
        recentOfUser = new double[userCount];
        double end = days(log, log.size() - 1);
        double[] lastDay = new double[userCount];
        for (int event = 0; event < log.size(); event++) { // in the order of time
            int item = log.item(event);
            int user = log.user(event);
            double ago = end - days(log, event);
            for (int window = 0; window < WINDOWS.length; window++) {
                recent[window][item] += ago < WINDOWS[window] ? 1 : 0;
            }
            recentOfUser[user] += ago < 90 ? 1 : 0;
            lastOfItem[item] = ago;
            firstOfItem[item] = Math.max(firstOfItem[item], ago);
            lastOfUser[user] = ago;
            firstOfUser[user] = Math.max(firstOfUser[user], ago);
            double day = Math.floor(days(log, event)) + 1;
            daysOfUser[user] += day > lastDay[user] ? 1 : 0;
            lastDay[user] = day;
        }
    }

    private static double days(EventLog log, int event) {
        return log.time(event).getEpochSecond() / 86400.0;
    }

    /** Writes the facts of a pair, in the order of {@link #NAMES}. */
    void write(int user, int item, float[] row, int from) {
        double ofHeld = 0;
        for (int other : held.columnsOf(user)) {
            ofHeld += Math.log(items.rowSize(other)) / held.rowSize(user);
        }
        double users = Math.log(items.rowSize(item));
        double[] facts = {
            users,
            recent[0][item],
            recent[1][item],
            recent[2][item],
            Math.log((recent[1][item] + 3) / (recent[2][item] / 3 + 3)),
            lastOfItem[item],
            firstOfItem[item],
            held.rowSize(user),
            daysOfUser[user],
            lastOfUser[user],
            firstOfUser[user],
            recentOfUser[user],
            ofHeld,
            users - ofHeld
        };
        for (int fact = 0; fact < facts.length; fact++) {
            row[from + fact] = (float) facts[fact];
        }
    }
}
