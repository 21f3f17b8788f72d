package dev.recsys.testkit;

import dev.recsys.data.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Two months of a synthetic shop with three departments of eight items, whose right answers are known: each visitor buys
 * five items of one department and nothing of the others, so that the three items left are the ones to offer. All
 * departments have equally many visitors. The same arguments always give the same data.
 */
public final class SmallShop {
    /** The departments. */
    public static final List<String> DEPARTMENTS = List.of("books", "garden", "shoes");

    /** How many items a department has. */
    public static final int DEPARTMENT_ITEMS = 8;

    /** How many items of the department a visitor has bought. */
    public static final int BOUGHT = 5;

    private static final Instant FIRST = Instant.parse("2024-03-01T08:00:00Z");
    private static final int DAYS = 60;

    private SmallShop() {}

    private record Event(String user, String item, double weight, Instant time) {}

    /**
     * The id of a visitor; no id is a part of another.
     *
     * @param visitor counted from 0
     * @return the id
     */
    public static String visitorId(int visitor) {
        return String.format(Locale.ROOT, "visitor-%05d", visitor);
    }

    /**
     * The department a visitor buys from.
     *
     * @param visitor counted from 0
     * @return one of {@link #DEPARTMENTS}
     */
    public static String department(int visitor) {
        return DEPARTMENTS.get(visitor % DEPARTMENTS.size());
    }

    /**
     * An item.
     *
     * @param department one of {@link #DEPARTMENTS}
     * @param item in {@code 0..DEPARTMENT_ITEMS-1}
     * @return the item's id
     */
    public static String item(String department, int item) {
        return department + "-" + item;
    }

    /**
     * The right first answers to a visitor.
     *
     * @param visitor counted from 0
     * @return the items of the visitor's department that the visitor has not bought, in alphabetical order
     */
    public static List<String> missingItems(int visitor) {
        List<String> missing = new ArrayList<>();
        for (int item = 0; item < DEPARTMENT_ITEMS; item++) {
            if (!hasBought(visitor, item)) {
                missing.add(item(department(visitor), item));
            }
        }
        return missing;
    }

    private static boolean hasBought(int visitor, int item) {
        int first = visitor / DEPARTMENTS.size();
        // An odd factor visits all items, so that pairs of items are bought together in many ways.
        int place = ((item - first) * (first % 2 == 0 ? 1 : 3)) % DEPARTMENT_ITEMS;
        return (place + DEPARTMENT_ITEMS) % DEPARTMENT_ITEMS < BOUGHT;
    }

    /**
     * The shop.
     *
     * @param visitors how many visitors it has
     * @return their events
     */
    public static EventLog log(int visitors) {
        return build(events(visitors));
    }

    /**
     * The shop, its events read in another order.
     *
     * @param visitors how many visitors it has
     * @param seed of the order
     * @return a log equal to {@link #log}
     */
    public static EventLog shuffled(int visitors, long seed) {
        List<Event> events = events(visitors);
        Collections.shuffle(events, new Random(seed));
        return build(events);
    }

    private static EventLog build(List<Event> events) {
        EventLog.Builder log = EventLog.builder();
        events.forEach(event -> log.add(event.user, event.item, event.weight, event.time));
        return log.build();
    }

    private static List<Event> events(int visitors) {
        List<Event> events = new ArrayList<>();
        for (int visitor = 0; visitor < visitors; visitor++) {
            SplittableRandom random = new SplittableRandom(visitor * 37L + 11);
            for (int item = 0; item < DEPARTMENT_ITEMS; item++) {
                if (hasBought(visitor, item)) {
                    Instant time = FIRST.plus(Duration.ofMinutes(random.nextInt(DAYS * 24 * 60)));
                    events.add(new Event(
                            visitorId(visitor), item(department(visitor), item), 1 + random.nextInt(2), time));
                }
            }
        }
        return events;
    }
}
