package dev.recsys.eval;

import dev.recsys.RecommendationRequest;
import dev.recsys.data.EventLog;
import dev.recsys.data.IdIndex;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.memory.MemoryNeeds;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The users of an event log's past, and what they did later for the first time. */
final class EventCases implements Cases {
    private final EventLog known;
    private final EventLog later;
    private final int[] knownUsers; // of each case: index in known, or -1
    private final int[] laterUsers; // of each case: index in later, or -1
    private final int[] knownItems; // of each later item: index in known, or -1
    private final ItemNames knownNames;
    private final ItemNames laterNames;
    private final int adders;
    private final int unknownUsers;

    private EventCases(EventLog known, EventLog later, int[] knownUsers, int[] laterUsers, int unknownUsers) {
        this.known = known;
        this.later = later;
        this.knownUsers = knownUsers;
        this.laterUsers = laterUsers;
        this.knownItems = translation(later.items(), known.items());
        this.knownNames = new ItemNames(known.items());
        this.laterNames = known.items().equals(later.items()) ? knownNames : new ItemNames(later.items());
        this.unknownUsers = unknownUsers;
        int count = 0;
        for (int index = 0; index < knownUsers.length; index++) {
            count += truth(index).isEmpty() ? 0 : 1;
        }
        this.adders = count;
    }

    /** The users with history in {@code known}. */
    static EventCases ofKnownUsers(EventLog known, EventLog later) {
        return of(known, later, new int[0]);
    }

    /** The users with history in {@code known}, then those that only {@code later} has. */
    static EventCases ofAllUsers(EventLog known, EventLog later) {
        return of(known, later, unknownUsers(known, later));
    }

    private static EventCases of(EventLog known, EventLog later, int[] strangers) {
        InteractionMatrix history = known.interactions();
        int[] translated = translation(known.users(), later.users());
        int[] knownUsers = new int[history.rowCount() + strangers.length];
        int[] laterUsers = new int[knownUsers.length];
        int count = 0;
        for (int user = 0; user < history.rowCount(); user++) {
            if (history.rowSize(user) > 0) {
                knownUsers[count] = user;
                laterUsers[count++] = translated[user];
            }
        }
        for (int stranger : strangers) {
            knownUsers[count] = -1;
            laterUsers[count++] = stranger;
        }
        return new EventCases(
                known,
                later,
                Arrays.copyOf(knownUsers, count),
                Arrays.copyOf(laterUsers, count),
                strangers.length > 0 ? strangers.length : unknownUsers(known, later).length);
    }

    private static int[] unknownUsers(EventLog known, EventLog later) {
        int[] translated = translation(later.users(), known.users());
        int[] unknown = new int[translated.length];
        int count = 0;
        for (int user = 0; user < translated.length; user++) {
            boolean history = translated[user] >= 0 && known.interactions().rowSize(translated[user]) > 0;
            if (later.interactions().rowSize(user) > 0 && !history) {
                unknown[count++] = user;
            }
        }
        return Arrays.copyOf(unknown, count);
    }

    /** For each id of one index its place in the other, or -1. */
    private static int[] translation(IdIndex from, IdIndex to) {
        boolean same = from.equals(to);
        int[] places = new int[from.size()];
        Arrays.setAll(places, i -> same ? i : to.indexOf(from.id(i)));
        return places;
    }

    @Override
    public int count() {
        return knownUsers.length;
    }

    @Override
    public int adderCount() {
        return adders;
    }

    @Override
    public int unknownUserCount() {
        return unknownUsers;
    }

    @Override
    public boolean ofPanel() {
        return false;
    }

    @Override
    public TestCase get(int index) {
        int user = knownUsers[index];
        String userId = user >= 0 ? known.users().id(user) : later.users().id(laterUsers[index]);
        return new TestCase(userId, new HistoryFacts(known, knownNames, userId, user), truth(index), Set.of(), null);
    }

    @Override
    public CustomerMemory memory(MemoryNeeds needs) {
        return CustomerMemory.of(known, needs);
    }

    /** A user without history, of index -1, asks with the id alone. */
    private record HistoryFacts(EventLog known, ItemNames names, String userId, int user) implements UserFacts {
        @Override
        public RecommendationRequest.Builder request() {
            return user < 0 ? requestById() : requestById().holdings(weights());
        }

        @Override
        public RecommendationRequest.Builder requestById() {
            return RecommendationRequest.forUser(userId);
        }

        @Override
        public Set<String> holdings() {
            return user < 0 ? Set.of() : weights().keySet();
        }

        private Map<String, Double> weights() {
            InteractionMatrix history = known.interactions();
            Map<String, Double> weights = new LinkedHashMap<>(2 * history.rowSize(user)); // never to grow
            for (int cell = history.rowStart(user); cell < history.rowStart(user + 1); cell++) {
                weights.put(names.of(history.columnAt(cell)), (double) history.weightAt(cell));
            }
            return weights;
        }
    }

    private Set<String> truth(int index) {
        Set<String> truth = new LinkedHashSet<>();
        int user = laterUsers[index];
        if (user >= 0) {
            for (int item : later.interactions().columnsOf(user)) {
                if (!isKnownPair(knownUsers[index], knownItems[item])) {
                    truth.add(laterNames.of(item));
                }
            }
        }
        return truth;
    }

    /**
     * The ids of items as one string an item, made when it is first asked for: no user makes one again, or hashes it again. Threads
     * that make the same one at once make equal ones.
     */
    private static final class ItemNames {
        private final IdIndex items;
        private final @Nullable String[] names;

        ItemNames(IdIndex items) {
            this.items = items;
            this.names = new String[items.size()];
        }

        String of(int item) {
            String name = names[item];
            if (name == null) {
                name = items.id(item);
                names[item] = name;
            }
            return name;
        }
    }

    private boolean isKnownPair(int user, int item) {
        return user >= 0 && item >= 0 && known.interactions().weight(user, item) > 0;
    }
}
