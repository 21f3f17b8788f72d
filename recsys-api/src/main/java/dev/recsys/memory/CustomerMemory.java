package dev.recsys.memory;

import dev.recsys.data.Catalogue;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.FeatureRow;
import dev.recsys.data.HoldingHistory;
import dev.recsys.data.IdIndex;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Panel;
import dev.recsys.data.Period;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of customers at the end of some data: who they are, what they hold, their latest features, and what
 * they held before. A bundle has one for all its models; it is replaced by that of newer data without any training. A
 * memory can hold pseudonyms in place of ids, and forget a customer. Immutable and thread-safe.
 *
 * <p><b>Memory:</b> about 20 bytes an id, 8 a holding, 1 to 4 a feature and 12 for the history, a customer.
 */
public final class CustomerMemory {
    private final RememberedData data; // its customers are ids, or their pseudonyms
    private final String keyMark; // of the key of the pseudonyms; empty where there are none
    private final @Nullable Pseudonyms pseudonyms;

    private CustomerMemory(RememberedData data, String keyMark, @Nullable Pseudonyms pseudonyms) {
        this.data = data;
        this.keyMark = keyMark;
        this.pseudonyms = pseudonyms;
    }

    /**
     * What is known of the customers of some data at its end. Only customers with data are remembered.
     *
     * @param data a panel or an event log
     * @param needs what models look at; features the data lacks are left out
     * @return the memory; O(rows)
     * @throws IllegalArgumentException if {@code data} is null
     */
    public static CustomerMemory of(Dataset data, MemoryNeeds needs) {
        Checks.notNull(data, "data");
        Checks.notNull(needs, "needs");
        RememberedData remembered = data instanceof Panel panel
                ? RememberedData.of(panel, needs)
                : RememberedData.of((EventLog) data, needs);
        return new CustomerMemory(remembered, "", null);
    }

    /**
     * The memory of holdings alone, given as a matrix.
     *
     * @param customers who is remembered
     * @param catalogue the items
     * @param held customers × items
     * @return the memory
     * @throws IllegalArgumentException if the matrix has another shape, or if {@code customers}, {@code catalogue} or
     *     {@code held} is null
     */
    public static CustomerMemory ofHoldings(IdIndex customers, Catalogue catalogue, InteractionMatrix held) {
        Checks.notNull(customers, "customers");
        Checks.notNull(catalogue, "catalogue");
        Checks.notNull(held, "held");
        Checks.that(
                held.rowCount() == customers.size() && held.columnCount() == catalogue.size(),
                "held must have a row for each of customers and a column for each item of the catalogue, which is %d x %d, but was"
                        + " %d x %d",
                customers.size(),
                catalogue.size(),
                held.rowCount(),
                held.columnCount());
        return new CustomerMemory(RememberedData.of(customers, catalogue, held), "", null);
    }

    /**
     * The same memory with pseudonyms in place of ids: HMAC-SHA-256 under a key that is not kept in files. Requests name
     * the id as before. Batches for all customers answer with pseudonyms.
     *
     * @param key at least 16 bytes, to be kept secret. Not modified.
     * @return the pseudonymised memory
     * @throws IllegalArgumentException if the key is too short, or if {@code key} is null
     * @throws IllegalStateException if it holds pseudonyms already
     */
    public CustomerMemory pseudonymised(byte[] key) {
        Checks.notNull(key, "key");
        if (!keyMark.isEmpty()) {
            throw new IllegalStateException("the memory is pseudonymised already");
        }
        Pseudonyms made = new Pseudonyms(key);
        IdIndex.Builder names = IdIndex.builder();
        for (int customer = 0; customer < data.size(); customer++) {
            names.add(made.of(data.customers().id(customer)));
        }
        Checks.that(names.size() == data.size(), "two ids have one pseudonym; use another key");
        // In canonical order, so that the order of rows does not reveal the order of the ids.
        int[] place = names.canonicalOrder();
        int[] order = new int[place.length];
        for (int i = 0; i < place.length; i++) {
            order[place[i]] = i;
        }
        return new CustomerMemory(data.picked(order, names.build(place)), made.mark(), made);
    }

    /**
     * A memory of pseudonyms that was read from a file, with the key to find customers again.
     *
     * @param key the key of {@link #pseudonymised}. Not modified.
     * @return the same memory, which now knows customers by their ids
     * @throws IllegalArgumentException if it is another key, or if {@code key} is null
     * @throws IllegalStateException if the memory is not pseudonymised
     */
    public CustomerMemory unlocked(byte[] key) {
        Checks.notNull(key, "key");
        if (keyMark.isEmpty()) {
            throw new IllegalStateException("the memory is not pseudonymised, so it needs no key");
        }
        Pseudonyms made = new Pseudonyms(key);
        Checks.that(made.mark().equals(keyMark), "this is not the key the memory was pseudonymised with");
        return new CustomerMemory(data, keyMark, made);
    }

    /**
     * Whether pseudonyms stand in place of ids.
     *
     * @return false unless {@link #pseudonymised} made it
     */
    public boolean isPseudonymised() {
        return !keyMark.isEmpty();
    }

    /**
     * The same memory without a customer.
     *
     * @param customerId the customer's id
     * @return the smaller memory, or this one if it does not know the customer; O(customers)
     * @throws IllegalStateException if the memory is pseudonymised and not unlocked
     * @throws IllegalArgumentException if {@code customerId} is null
     */
    public CustomerMemory without(String customerId) {
        Checks.notNull(customerId, "customerId");
        int gone = indexOf(customerId);
        if (gone < 0) {
            return this;
        }
        int[] order = IntStream.range(0, data.size())
                .filter(customer -> customer != gone)
                .toArray();
        return new CustomerMemory(data.picked(order, RememberedData.ids(data.customers(), order)), keyMark, pseudonyms);
    }

    /**
     * How many customers are remembered.
     *
     * @return the count
     */
    public int size() {
        return data.size();
    }

    /**
     * The ids of all customers, or their pseudonyms.
     *
     * @return the index
     */
    public IdIndex customers() {
        return data.customers();
    }

    /**
     * Where a customer stands.
     *
     * @param customerId any string
     * @return an index, or -1 for a stranger
     * @throws IllegalStateException if the memory is pseudonymised and not unlocked
     * @throws IllegalArgumentException if {@code customerId} is null
     */
    public int indexOf(String customerId) {
        Checks.notNull(customerId, "customerId");
        if (keyMark.isEmpty()) {
            return data.customers().indexOf(customerId);
        }
        Pseudonyms names = pseudonyms;
        if (names == null) {
            throw new IllegalStateException(
                    "the memory is pseudonymised; CustomerMemory.unlocked(key) makes it know customers again");
        }
        return data.customers().indexOf(names.of(customerId));
    }

    /**
     * What the indexes of the memory stand for.
     *
     * @return items and the features it remembers
     */
    public Vocabulary vocabulary() {
        return data.vocabulary();
    }

    /**
     * What each customer holds.
     *
     * @return customers × items
     */
    public InteractionMatrix holdings() {
        return data.held();
    }

    /**
     * The date of the latest data.
     *
     * @return the date, or empty where the data has none
     */
    public Optional<LocalDate> asOf() {
        return Optional.ofNullable(data.asOf());
    }

    /**
     * How many periods a date lies after the latest data.
     *
     * @param date the date
     * @return at least 0; 0 where the data has no date or period
     */
    public int periodsSince(LocalDate date) {
        LocalDate latest = data.asOf();
        Period step = data.period();
        return latest == null || step == null ? 0 : Math.max(0, step.between(latest, date));
    }

    /**
     * A customer's latest features.
     *
     * @param customer an index
     * @return the features, in the order of the vocabulary's schema
     * @throws IllegalArgumentException if the index is out of range
     */
    public FeatureRow features(int customer) {
        return data.features().now(customer);
    }

    /**
     * A customer's features one period before the latest.
     *
     * @param customer an index
     * @return the features, in the order of the vocabulary's schema; missing where the period before is not remembered
     * @throws IllegalArgumentException if the index is out of range
     */
    public FeatureRow featuresBefore(int customer) {
        return data.features().before(Checks.index(customer, data.size(), "customer"));
    }

    /**
     * Whether a feature's value of the period before is remembered.
     *
     * @param column a feature of the vocabulary's schema
     * @return true for the features that {@link MemoryNeeds#changingFeatures} asked for
     * @throws IllegalArgumentException if the column is out of range
     */
    public boolean remembersBefore(int column) {
        int columns = data.vocabulary().schema().size();
        return data.features().isChanging(Checks.index(column, columns, "column"));
    }

    /**
     * What a customer held in the periods before some date.
     *
     * @param customer an index
     * @param periodsSince how many periods the date lies after the latest data, at least 0
     * @return the history; of a later date it begins with the latest holdings
     * @throws IllegalArgumentException if an argument is out of range
     */
    public HoldingHistory history(int customer, int periodsSince) {
        Checks.index(customer, data.size(), "customer");
        Checks.atLeast(periodsSince, 0, "periodsSince");
        RememberedHistory history = data.history();
        if (history.periodCount() == 0) {
            return HoldingHistory.none();
        }
        int[] held = data.held().columnsOf(customer);
        return history.of(customer, held, Math.min(periodsSince, HoldingHistory.MAX_PERIODS + 1));
    }

    /**
     * Writes the memory.
     *
     * @param out gets the sections
     * @throws IllegalArgumentException if {@code out} is null
     */
    public void writeTo(Sections.Builder out) {
        Checks.notNull(out, "out");
        data.writeTo(out);
        out.put("keyMark", keyMark);
    }

    /**
     * Reads what {@link #writeTo} wrote.
     *
     * @param in the sections
     * @return the memory; one of pseudonyms has to be {@link #unlocked}
     * @throws ModelFormatException if a section is missing or damaged
     * @throws IllegalArgumentException if {@code in} is null
     */
    public static CustomerMemory readFrom(Sections in) throws ModelFormatException {
        Checks.notNull(in, "in");
        RememberedData data = RememberedData.readFrom(in);
        String keyMark = in.text("keyMark");
        if (!keyMark.isEmpty() && !Pseudonyms.isMark(keyMark)) {
            throw new ModelFormatException("the mark of the key of the memory's pseudonyms is damaged");
        }
        return new CustomerMemory(data, keyMark, null);
    }

    /** How many customers are remembered: no personal data. */
    @Override
    public String toString() {
        return "CustomerMemory[" + data.size() + " customers, "
                + vocabulary().catalogue().size() + " items" + (isPseudonymised() ? ", pseudonymised" : "") + "]";
    }
}
