package dev.recsys.synthetic;

import dev.recsys.data.Panel;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.TemporarySibling;
import dev.recsys.internal.file.WriteFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A <strong>synthetic</strong> bank: generated customers whose monthly panel has the columns, the marginals and the
 * month-to-month structure of the Santander file, for tests, demonstrations and benchmarks. No customer is real, and
 * results on it say nothing of any bank.
 *
 * <pre>{@code
 * SyntheticBank bank = SyntheticBank.builder().customers(50_000).months(17).seed(42).build();
 * Panel panel = bank.toPanel();
 * bank.writeCsv(Path.of("synthetic.csv.gz"));
 * }</pre>
 *
 * <p>Snapshots begin on 2015-01-28. Ids have eight digits from {@value #FIRST_ID} on, where those of the file have at most
 * seven. The same customers, months and seed give the same rows on every JDK. The panel equals the one read back from the
 * CSV file.
 *
 * <p>Immutable and thread-safe. <b>Cost:</b> rows are made month by month; about 150 bytes a customer are held besides
 * what is asked for, and a core makes some million rows a second.
 */
public final class SyntheticBank {
    /** The id of the first customer; the others follow. */
    public static final int FIRST_ID = 10_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(SyntheticBank.class);

    private final int customers;
    private final int months;
    private final long seed;

    private SyntheticBank(int customers, int months, long seed) {
        this.customers = customers;
        this.months = months;
        this.seed = seed;
    }

    /**
     * A builder of a bank of 50,000 customers, 17 months and seed 42.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * How many customers have at least one row.
     *
     * @return the count
     */
    public int customerCount() {
        return customers;
    }

    /**
     * How many snapshots there are.
     *
     * @return the count, in 2..17
     */
    public int monthCount() {
        return months;
    }

    /**
     * What all rows are made from.
     *
     * @return the seed
     */
    public long seed() {
        return seed;
    }

    /**
     * The dates of the snapshots, oldest first.
     *
     * @return an unmodifiable list
     */
    public List<LocalDate> dates() {
        return IntStream.range(0, months).mapToObj(Months::date).toList();
    }

    /**
     * The panel, with the features and items of {@link dev.recsys.io.SantanderSchema}.
     *
     * @return a new panel; takes about 50 bytes a row
     */
    public Panel toPanel() {
        PanelRows rows = new PanelRows();
        try {
            generate(rows, SyntheticBankListener.none());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a panel in memory does no I/O
        }
        return rows.build();
    }

    /**
     * Writes the panel as a file of 48 columns in the original's spelling, dirt included; gzipped if the name ends in
     * {@code .gz}. The file appears whole or not at all: a temporary sibling is renamed over it. Those that killed writers of
     * the same file left are deleted.
     *
     * @param file where to write; a regular file there is replaced
     * @throws IOException if it cannot be written, or what stands there is no regular file
     */
    public void writeCsv(Path file) throws IOException {
        writeCsv(file, SyntheticBankListener.none());
    }

    /**
     * Writes the panel like {@link #writeCsv(Path)} and reports progress.
     *
     * @param file where to write; an existing file is replaced
     * @param listener called after each month
     * @throws IOException if it cannot be written
     */
    public void writeCsv(Path file, SyntheticBankListener listener) throws IOException {
        Path target = Checks.notNull(file, "file").toAbsolutePath();
        Path name = Checks.notNull(target.getFileName(), "file name");
        WriteFailure.requireReplaceable(target);
        try (TemporarySibling temporary = TemporarySibling.create(target)) {
            // Not closed, which would close the channel and end the lock before the rename.
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(temporary.channel()), 1 << 16);
            if (name.toString().endsWith(".gz")) {
                FastGzip zipped = new FastGzip(out);
                writeCsv(zipped, listener);
                zipped.end();
            } else {
                writeCsv(out, listener);
            }
            out.flush();
            temporary.channel().force(true);
            temporary.replaceTarget();
        }
    }

    /**
     * Writes the CSV form as UTF-8 to a stream, month by month.
     *
     * @param out where to write; flushed but not closed
     * @param listener called after each month
     * @throws IOException if the stream fails
     */
    public void writeCsv(OutputStream out, SyntheticBankListener listener) throws IOException {
        CsvRows rows = new CsvRows(Checks.notNull(out, "out"));
        generate(rows, Checks.notNull(listener, "listener"));
        rows.finish();
        out.flush();
    }

    private void generate(RowSink sink, SyntheticBankListener listener) throws IOException {
        LOG.info(
                "making a synthetic bank: {} customers, {} months, seed {}; no customer is real",
                customers,
                months,
                seed);
        List<Archetype> archetypes = Archetype.all();
        CustomerFactory factory = new CustomerFactory(seed, months, archetypes);
        ProductDynamics dynamics = new ProductDynamics(new Products(), archetypes);
        Customer[] all = new Customer[customers];
        Arrays.setAll(all, factory::create);
        CustomerRow row = new CustomerRow();
        long rows = 0;
        for (int month = 0; month < months; month++) {
            for (Customer customer : all) {
                if (month == customer.entry) {
                    dynamics.enter(customer);
                } else if (month > customer.entry) {
                    dynamics.advance(customer, month);
                }
                if (customer.hasRow(month)) {
                    row.set(customer, month);
                    sink.accept(row);
                    rows++;
                }
            }
            listener.onMonth(Months.date(month), rows);
        }
    }

    /** Compresses fast rather than well: the writing then keeps up with the making. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(1);
        }

        /** Ends the data, and leaves the stream below open. */
        void end() throws IOException {
            finish();
            def.end();
        }
    }

    /** Collects the options of a bank; not thread-safe. */
    public static final class Builder {
        private int customers = 50_000;
        private int months = Months.MOST;
        private long seed = 42;

        private Builder() {}

        /**
         * Sets how many customers there are. Default 50,000; the file the marginals come from has 956,645.
         *
         * @param count in 1..10,000,000
         * @return this
         * @throws IllegalArgumentException if the count is out of range
         */
        public Builder customers(int count) {
            customers = Checks.inRange(count, 1, 10_000_000, "customers");
            return this;
        }

        /**
         * Sets how many snapshots there are, from 2015-01-28 on. Default 17. With fewer months, all customers enter in
         * those.
         *
         * @param count in 2..17
         * @return this
         * @throws IllegalArgumentException if the count is out of range
         */
        public Builder months(int count) {
            months = Checks.inRange(count, 2, Months.MOST, "months");
            return this;
        }

        /**
         * Sets what all rows are made from. Default 42.
         *
         * @param value any number
         * @return this
         */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * The bank; nothing is generated yet.
         *
         * @return an immutable bank
         */
        public SyntheticBank build() {
            return new SyntheticBank(customers, months, seed);
        }
    }
}
