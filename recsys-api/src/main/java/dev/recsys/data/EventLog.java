package dev.recsys.data;

import dev.recsys.internal.check.Checks;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Events in time: a user did something with an item, with a weight. Kept in the order of time, then user, item and
 * weight, so that equal events give equal logs whatever their order of arrival. Immutable and thread-safe; 20 bytes an
 * event.
 */
public final class EventLog implements Dataset {
    /** The greatest weight of an event: what a training adds up and squares stays far within a float. */
    public static final double MOST_WEIGHT = 1e12;

    private final IdIndex users;
    private final Vocabulary vocabulary;
    private final int[] eventUsers;
    private final int[] eventItems;
    private final float[] weights;
    private final long[] seconds;
    private volatile @Nullable InteractionMatrix interactions;
    private volatile @Nullable String contentHash;

    private EventLog(
            IdIndex users, Vocabulary vocabulary, int[] eventUsers, int[] eventItems, float[] weights, long[] seconds) {
        this.users = users;
        this.vocabulary = vocabulary;
        this.eventUsers = eventUsers;
        this.eventItems = eventItems;
        this.weights = weights;
        this.seconds = seconds;
    }

    /**
     * A builder fed event by event, in any order.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public IdIndex users() {
        return users;
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /**
     * How many events there are.
     *
     * @return the count
     */
    public int size() {
        return eventUsers.length;
    }

    /**
     * Who did it.
     *
     * @param event in {@code 0..size()-1}
     * @return the user index
     * @throws IllegalArgumentException if the index is out of range
     */
    public int user(int event) {
        return eventUsers[Checks.index(event, eventUsers.length, "event")];
    }

    /**
     * With what.
     *
     * @param event in {@code 0..size()-1}
     * @return the item index
     * @throws IllegalArgumentException if the index is out of range
     */
    public int item(int event) {
        return eventItems[Checks.index(event, eventItems.length, "event")];
    }

    /**
     * How strongly.
     *
     * @param event in {@code 0..size()-1}
     * @return the weight, finite and above 0
     * @throws IllegalArgumentException if the index is out of range
     */
    public float weight(int event) {
        return weights[Checks.index(event, weights.length, "event")];
    }

    /**
     * When.
     *
     * @param event in {@code 0..size()-1}
     * @return the time, to the second
     * @throws IllegalArgumentException if the index is out of range
     */
    public Instant time(int event) {
        return Instant.ofEpochSecond(seconds[Checks.index(event, seconds.length, "event")]);
    }

    /**
     * The events before a moment, sharing this log's indexes.
     *
     * @param end the first moment left out
     * @return the earlier events
     * @throws IllegalArgumentException if {@code end} is null
     */
    public EventLog before(Instant end) {
        Checks.notNull(end, "end");
        return slice(0, firstAt(end));
    }

    /**
     * The events from a moment on, sharing this log's indexes.
     *
     * @param start the first moment kept
     * @return the later events
     * @throws IllegalArgumentException if {@code start} is null
     */
    public EventLog from(Instant start) {
        Checks.notNull(start, "start");
        return slice(firstAt(start), size());
    }

    /**
     * Some of the events, sharing this log's indexes.
     *
     * @param keptEvent whether the event of an index stays
     * @return the smaller log
     * @throws IllegalArgumentException if {@code keptEvent} is null
     */
    public EventLog keep(IntPredicate keptEvent) {
        Checks.notNull(keptEvent, "keptEvent");
        int[] kept = IntStream.range(0, size()).filter(keptEvent).toArray();
        int[] keptUsers = new int[kept.length];
        int[] keptItems = new int[kept.length];
        float[] keptWeights = new float[kept.length];
        long[] keptSeconds = new long[kept.length];
        for (int i = 0; i < kept.length; i++) {
            keptUsers[i] = eventUsers[kept[i]];
            keptItems[i] = eventItems[kept[i]];
            keptWeights[i] = weights[kept[i]];
            keptSeconds[i] = seconds[kept[i]];
        }
        return new EventLog(users, vocabulary, keptUsers, keptItems, keptWeights, keptSeconds);
    }

    /**
     * The same events, those long ago with less weight: 2<sup>−age/halfLife</sup> of it, sharing this log's indexes. Ages
     * are counted in seconds back from a moment; later events keep their weight. No weight falls below the least normal
     * float.
     *
     * @param asOf from when ages count
     * @param halfLifeDays after how many days a weight is half, finite and above 0
     * @return the decayed log
     * @throws IllegalArgumentException if the half-life is out of range, or if {@code asOf} is null
     */
    public EventLog decayed(Instant asOf, double halfLifeDays) {
        Checks.notNull(asOf, "asOf");
        double halfLifeSeconds = Checks.positive(halfLifeDays, "halfLifeDays") * 86_400;
        float[] decayed = new float[weights.length];
        for (int event = 0; event < decayed.length; event++) {
            double age = Math.max(0, (double) asOf.getEpochSecond() - seconds[event]);
            double weight = weights[event] * StrictMath.pow(2, -age / halfLifeSeconds);
            decayed[event] = (float) Math.max(Math.min(weights[event], Float.MIN_NORMAL), weight);
        }
        return new EventLog(users, vocabulary, eventUsers, eventItems, decayed, seconds);
    }

    /**
     * The same events with what is known of their items, and with items nobody has had yet. Items stay in the order of their
     * ids, whatever that of the catalogue; those it does not have stay plain.
     *
     * @param catalogue the items
     * @return the log with the new declarations
     * @throws IllegalArgumentException if {@code catalogue} is null, or an alias of it is the id of an item of this log
     */
    public EventLog declared(Catalogue catalogue) {
        Checks.notNull(catalogue, "catalogue");
        IdIndex.Builder ids = IdIndex.builder();
        Map<Integer, Item> items = new HashMap<>();
        for (int item = 0; item < catalogue.size(); item++) {
            items.put(ids.add(catalogue.id(item)), catalogue.item(item));
        }
        int[] newItems = new int[vocabulary.catalogue().size()];
        for (int item = 0; item < newItems.length; item++) {
            newItems[item] = ids.add(vocabulary.catalogue().id(item));
            items.putIfAbsent(newItems[item], vocabulary.catalogue().item(item));
        }
        int[] places = ids.canonicalOrder();
        Item[] ordered = new Item[places.length];
        items.forEach((item, described) -> ordered[places[item]] = described);
        int[] renumbered = new int[eventItems.length];
        for (int event = 0; event < renumbered.length; event++) {
            renumbered[event] = places[newItems[eventItems[event]]];
        }
        Vocabulary declared = Vocabulary.of(Catalogue.ofItems(Arrays.asList(ordered)));
        return new EventLog(users, declared, eventUsers, renumbered, weights, seconds);
    }

    private int firstAt(Instant moment) {
        // Times are whole seconds, so the first at or after a fraction is at or after the next second.
        long second = moment.getEpochSecond() + (moment.getNano() > 0 ? 1 : 0);
        int first = Arrays.binarySearch(seconds, second);
        if (first < 0) {
            return -first - 1;
        }
        while (first > 0 && seconds[first - 1] == seconds[first]) {
            first--;
        }
        return first;
    }

    private EventLog slice(int start, int end) {
        return new EventLog(
                users,
                vocabulary,
                Arrays.copyOfRange(eventUsers, start, end),
                Arrays.copyOfRange(eventItems, start, end),
                Arrays.copyOfRange(weights, start, end),
                Arrays.copyOfRange(seconds, start, end));
    }

    @Override
    public InteractionMatrix interactions() {
        InteractionMatrix result = interactions;
        if (result == null) {
            result = InteractionMatrix.of(
                    users.size(), vocabulary.catalogue().size(), eventUsers, eventItems, weights, size());
            interactions = result;
        }
        return result;
    }

    @Override
    public String contentHash() {
        String result = contentHash;
        if (result == null) {
            ContentDigest digest =
                    new ContentDigest().add("events").add(users).add(items()).add(size());
            for (int item = 0; item < items().size(); item++) {
                if (!catalogue().item(item).equals(Item.of(catalogue().id(item)))) {
                    digest.add(catalogue().item(item).toString());
                }
            }
            for (int event = 0; event < size(); event++) {
                digest.add(eventUsers[event])
                        .add(eventItems[event])
                        .add(weights[event])
                        .add(seconds[event]);
            }
            result = digest.hex();
            contentHash = result;
        }
        return result;
    }

    @Override
    public String toString() {
        return "EventLog[" + size() + " events, " + users.size() + " users, " + items().size() + " items]";
    }

    /** Collects events; not thread-safe. */
    public static final class Builder {
        private final IdIndex.Builder users = IdIndex.builder();
        private final IdIndex.Builder items = IdIndex.builder();
        private int[] eventUsers = new int[64];
        private int[] eventItems = new int[64];
        private float[] weights = new float[64];
        private long[] seconds = new long[64];
        private int size;

        private Builder() {}

        /**
         * Adds an event; a refused one leaves the builder as it was.
         *
         * @param user the user's id
         * @param item the item's id
         * @param weight how strong it was, above 0 as a float too, {@link EventLog#MOST_WEIGHT} at most
         * @param time when it was, kept to the second; {@link Instant#EPOCH} where it is not known
         * @return this
         * @throws IllegalArgumentException if an id is empty or the weight is out of range
         */
        public Builder add(String user, String item, double weight, Instant time) {
            float asFloat = (float) weight;
            Checks.that(
                    asFloat > 0 && weight <= MOST_WEIGHT,
                    "weight must be above 0 and at most 1e12, but was %s",
                    weight);
            Checks.notNull(time, "time");
            // Both before either is added: a refused event leaves no trace.
            byte[] userBytes = IdIndex.encodeChecked(user);
            byte[] itemBytes = IdIndex.encodeChecked(item);
            if (size == eventUsers.length) {
                int grown = (int) Math.min(Integer.MAX_VALUE - 8, 2L * size);
                eventUsers = Arrays.copyOf(eventUsers, grown);
                eventItems = Arrays.copyOf(eventItems, grown);
                weights = Arrays.copyOf(weights, grown);
                seconds = Arrays.copyOf(seconds, grown);
            }
            eventUsers[size] = users.addEncoded(userBytes);
            eventItems[size] = items.addEncoded(itemBytes);
            weights[size] = asFloat;
            seconds[size++] = time.getEpochSecond();
            return this;
        }

        /**
         * The log of all events added, users and items in canonical order.
         *
         * @return an immutable log
         */
        public EventLog build() {
            int[] userPlace = users.canonicalOrder();
            int[] itemPlace = items.canonicalOrder();
            int[] order = IntStream.range(0, size)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingLong(e -> seconds[e])
                            .thenComparingInt(e -> userPlace[eventUsers[e]])
                            .thenComparingInt(e -> itemPlace[eventItems[e]])
                            .thenComparingDouble(e -> weights[e]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int[] sortedUsers = new int[size];
            int[] sortedItems = new int[size];
            float[] sortedWeights = new float[size];
            long[] sortedSeconds = new long[size];
            for (int i = 0; i < size; i++) {
                sortedUsers[i] = userPlace[eventUsers[order[i]]];
                sortedItems[i] = itemPlace[eventItems[order[i]]];
                sortedWeights[i] = weights[order[i]];
                sortedSeconds[i] = seconds[order[i]];
            }
            return new EventLog(
                    users.build(userPlace),
                    Vocabulary.of(Catalogue.of(items.build(itemPlace))),
                    sortedUsers,
                    sortedItems,
                    sortedWeights,
                    sortedSeconds);
        }
    }
}
