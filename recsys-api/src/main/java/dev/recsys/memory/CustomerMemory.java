package dev.recsys.memory;

import dev.recsys.data.Catalogue;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.HoldingHistory;
import dev.recsys.data.IdIndex;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Panel;
import dev.recsys.data.Period;
import dev.recsys.data.Snapshot;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
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
    private final IdIndex customers; // ids, or their pseudonyms
    private final Vocabulary vocabulary;
    private final InteractionMatrix held;
    private final RememberedFeatures features;
    private final RememberedHistory history;
    private final @Nullable LocalDate asOf;
    private final @Nullable Period period;
    private final String keyMark; // of the key of the pseudonyms; empty where there are none
    private final @Nullable Pseudonyms pseudonyms;

    private CustomerMemory(
            IdIndex customers,
            Vocabulary vocabulary,
            InteractionMatrix held,
            RememberedFeatures features,
            RememberedHistory history,
            @Nullable LocalDate asOf,
            @Nullable Period period,
            String keyMark,
            @Nullable Pseudonyms pseudonyms) {
        this.customers = customers;
        this.vocabulary = vocabulary;
        this.held = held;
        this.features = features;
        this.history = history;
        this.asOf = asOf;
        this.period = period;
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
        return data instanceof Panel panel ? ofPanel(panel, needs) : ofEvents((EventLog) data, needs);
    }

    private static CustomerMemory ofPanel(Panel panel, MemoryNeeds needs) {
        BitSet seen = new BitSet();
        for (Snapshot snapshot : panel.snapshots()) {
            for (int row = 0; row < snapshot.rowCount(); row++) {
                seen.set(snapshot.user(row));
            }
        }
        int[] kept = seen.stream().toArray();
        List<String> names = panel.schema().names().stream()
                .filter(needs.features()::contains)
                .toList();
        List<String> changing =
                names.stream().filter(needs.changingFeatures()::contains).toList();
        RememberedFeatures features = RememberedFeatures.of(panel, kept, names, changing);
        boolean all = kept.length == panel.users().size();
        InteractionMatrix held = panel.interactions();
        return new CustomerMemory(
                all ? panel.users() : ids(panel.users(), kept),
                vocabulary(panel.catalogue(), features.latest()),
                all ? held : held.pickRows(kept),
                features,
                RememberedHistory.of(panel, kept, needs.historyPeriods()),
                panel.snapshots().isEmpty() ? null : panel.last().date(),
                panel.period(),
                "",
                null);
    }

    private static CustomerMemory ofEvents(EventLog log, MemoryNeeds needs) {
        boolean decays = needs.halfLifeDays() > 0 && log.size() > 0;
        InteractionMatrix held =
                (decays ? log.decayed(log.time(log.size() - 1), needs.halfLifeDays()) : log).interactions();
        int[] kept = IntStream.range(0, held.rowCount())
                .filter(user -> held.rowSize(user) > 0)
                .toArray();
        boolean all = kept.length == log.users().size();
        LocalDate last = log.size() == 0
                ? null
                : log.time(log.size() - 1).atOffset(ZoneOffset.UTC).toLocalDate();
        return new CustomerMemory(
                all ? log.users() : ids(log.users(), kept),
                Vocabulary.of(log.catalogue()),
                all ? held : held.pickRows(kept),
                RememberedFeatures.none(kept.length),
                RememberedHistory.none(),
                last,
                null,
                "",
                null);
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
                "holdings must be %d x %d, but were %d x %d",
                customers.size(),
                catalogue.size(),
                held.rowCount(),
                held.columnCount());
        return new CustomerMemory(
                customers,
                Vocabulary.of(catalogue),
                held,
                RememberedFeatures.none(customers.size()),
                RememberedHistory.none(),
                null,
                null,
                "",
                null);
    }

    private static IdIndex ids(IdIndex users, int[] kept) {
        return IdIndex.of(() -> IntStream.of(kept).mapToObj(users::id).iterator());
    }

    private static Vocabulary vocabulary(Catalogue catalogue, FeatureTable features) {
        List<IdIndex> dictionaries = new ArrayList<>();
        for (int column = 0; column < features.schema().size(); column++) {
            dictionaries.add(features.schema().isNumeric(column) ? IdIndex.of(List.of()) : features.dictionary(column));
        }
        return new Vocabulary(catalogue, features.schema(), dictionaries);
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
        for (int customer = 0; customer < customers.size(); customer++) {
            names.add(made.of(customers.id(customer)));
        }
        Checks.that(names.size() == customers.size(), "two ids have one pseudonym; use another key");
        // In canonical order, so that the order of rows does not reveal the order of the ids.
        int[] place = names.canonicalOrder();
        int[] order = new int[place.length];
        for (int i = 0; i < place.length; i++) {
            order[place[i]] = i;
        }
        return new CustomerMemory(
                names.build(place),
                vocabulary,
                held.pickRows(order),
                features.picked(order),
                history.picked(order),
                asOf,
                period,
                made.mark(),
                made);
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
        return new CustomerMemory(customers, vocabulary, held, features, history, asOf, period, keyMark, made);
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
        int[] order = IntStream.range(0, customers.size())
                .filter(customer -> customer != gone)
                .toArray();
        return new CustomerMemory(
                ids(customers, order),
                vocabulary,
                held.pickRows(order),
                features.picked(order),
                history.picked(order),
                asOf,
                period,
                keyMark,
                pseudonyms);
    }

    /**
     * How many customers are remembered.
     *
     * @return the count
     */
    public int size() {
        return customers.size();
    }

    /**
     * The ids of all customers, or their pseudonyms.
     *
     * @return the index
     */
    public IdIndex customers() {
        return customers;
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
            return customers.indexOf(customerId);
        }
        Pseudonyms names = pseudonyms;
        if (names == null) {
            throw new IllegalStateException(
                    "the memory is pseudonymised; CustomerMemory.unlocked(key) makes it know customers again");
        }
        return customers.indexOf(names.of(customerId));
    }

    /**
     * What the indexes of the memory stand for.
     *
     * @return items and the features it remembers
     */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /**
     * What each customer holds.
     *
     * @return customers × items
     */
    public InteractionMatrix holdings() {
        return held;
    }

    /**
     * The date of the latest data.
     *
     * @return the date, or empty where the data has none
     */
    public Optional<LocalDate> asOf() {
        return Optional.ofNullable(asOf);
    }

    /**
     * How many periods a date lies after the latest data.
     *
     * @param date the date
     * @return at least 0; 0 where the data has no date or period
     */
    public int periodsSince(LocalDate date) {
        LocalDate latest = asOf;
        Period step = period;
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
        return features.now(customer);
    }

    /**
     * A customer's features one period before the latest.
     *
     * @param customer an index
     * @return the features, in the order of the vocabulary's schema; missing where the period before is not remembered
     * @throws IllegalArgumentException if the index is out of range
     */
    public FeatureRow featuresBefore(int customer) {
        return features.before(Checks.index(customer, customers.size(), "customer"));
    }

    /**
     * Whether a feature's value of the period before is remembered.
     *
     * @param column a feature of the vocabulary's schema
     * @return true for the features that {@link MemoryNeeds#changingFeatures} asked for
     * @throws IllegalArgumentException if the column is out of range
     */
    public boolean remembersBefore(int column) {
        return features.isChanging(Checks.index(column, vocabulary.schema().size(), "column"));
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
        Checks.index(customer, customers.size(), "customer");
        Checks.atLeast(periodsSince, 0, "periodsSince");
        return history.periodCount() == 0
                ? HoldingHistory.none()
                : history.of(
                        customer, held.columnsOf(customer), Math.min(periodsSince, HoldingHistory.MAX_PERIODS + 1));
    }

    /**
     * Writes the memory.
     *
     * @param out gets the sections
     * @throws IllegalArgumentException if {@code out} is null
     */
    public void writeTo(Sections.Builder out) {
        Checks.notNull(out, "out");
        LocalDate date = asOf;
        Period step = period;
        out.put("customers", customers).put("catalogue", vocabulary.catalogue()).put("held", held);
        features.writeTo(out);
        history.writeTo(out, "history/");
        out.put("asOf", date == null ? "" : date.toString())
                .put("period", step == null ? "" : step.name())
                .put("keyMark", keyMark);
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
        IdIndex customers = in.ids("customers");
        Catalogue catalogue = in.catalogue("catalogue");
        RememberedFeatures features = RememberedFeatures.readFrom(in, customers.size());
        try {
            String asOf = in.text("asOf");
            String period = in.text("period");
            String keyMark = in.text("keyMark");
            Checks.that(keyMark.isEmpty() || Pseudonyms.isMark(keyMark), "the mark of the key is damaged");
            return new CustomerMemory(
                    customers,
                    vocabulary(catalogue, features.latest()),
                    in.matrix("held", customers.size(), catalogue.size()),
                    features,
                    RememberedHistory.readFrom(in.under("history/"), customers.size(), catalogue.size()),
                    asOf.isEmpty() ? null : LocalDate.parse(asOf),
                    period.isEmpty() ? null : Period.valueOf(period),
                    keyMark,
                    null);
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw new ModelFormatException("the memory's date, period or mark of the key is damaged", e);
        }
    }

    /** How many customers are remembered: no personal data. */
    @Override
    public String toString() {
        return "CustomerMemory[" + customers.size() + " customers, "
                + vocabulary.catalogue().size() + " items" + (isPseudonymised() ? ", pseudonymised" : "") + "]";
    }
}
