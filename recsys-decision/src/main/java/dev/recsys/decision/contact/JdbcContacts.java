package dev.recsys.decision.contact;

import dev.recsys.internal.check.Checks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Contacts in a database that several instances share, in SQL that PostgreSQL and H2 understand; tested with PostgreSQL 15 and
 * H2 2. Thread-safe if the data source is.
 *
 * <p><b>Schema.</b> Call {@link #migrate()} before the first use, or let an administrator apply the library's resources
 * {@code dev/recsys/decision/contact/001-contacts.sql} and so on, with the prefix put in, and keep their number in
 * {@code <prefix>contact_schema}. Tables are {@code <prefix>customer}, whose rows are locked by whoever writes contacts of the
 * customer, {@code <prefix>contact} and {@code <prefix>contact_schema}.
 *
 * <p><b>Connections.</b> Each call takes one from the data source and gives it back as it was; there is no pool here, so give
 * a source that has one. Time limits (connecting, waiting for locks, statements) are the source's. The database must be the
 * one that takes the writes, not a copy that lags behind it.
 *
 * <p><b>Transactions.</b> Each write is one transaction at read committed, whatever the source's default. It locks the
 * customer's row first, so instances that offer to one customer wait for one another and to others do not. Deadlocks and
 * failed serialisations are tried again, at most {@value Transactions#ATTEMPTS} times in all. Where the connection breaks at
 * the commit, nobody knows whether it went through; the call fails, and may be repeated.
 *
 * <p><b>Failures</b> are {@link ContactMemoryException}s that name the work and the SQL state. Of a customer they
 * name the id alone, so what a database says of a refused row is left out.
 */
public class JdbcContacts implements ContactMemory {
    private static final String COLUMNS = "customer_id, contact_id, item_id, item_group, channel, kind, contact_time";
    private static final String OF_MARKETING =
            "('" + Contact.Kind.OBJECTION + "', '" + Contact.Kind.OBJECTION_WITHDRAWN + "')";
    private static final int BATCH = 1000;

    private final String customers;
    private final String contacts;
    private final Transactions transactions;
    private final Migrations migrations;
    private volatile boolean versionChecked;

    /** Not public: the lock is what tests leave out to see that it is missed. */
    JdbcContacts(DataSource source, String tablePrefix, List<String> scripts) {
        transactions = new Transactions(source);
        migrations = new Migrations(tablePrefix, scripts, transactions);
        customers = tablePrefix + "customer";
        contacts = tablePrefix + "contact";
    }

    /**
     * Contacts in tables whose names begin with {@code recsys_}.
     *
     * @param source where connections come from
     * @return the memory; nothing is asked of the database yet
     * @throws IllegalArgumentException if {@code source} is null
     */
    public static JdbcContacts of(DataSource source) {
        return of(source, "recsys_");
    }

    /**
     * Contacts in tables whose names begin with a prefix.
     *
     * @param source where connections come from
     * @param tablePrefix a lower-case letter, then at most 29 lower-case letters, digits and underscores
     * @return the memory; nothing is asked of the database yet
     * @throws IllegalArgumentException if an argument is null or the prefix has another form
     */
    public static JdbcContacts of(DataSource source, String tablePrefix) {
        Checks.notNull(source, "source");
        Checks.that(
                Checks.notNull(tablePrefix, "tablePrefix").matches("[a-z][a-z0-9_]{0,29}"),
                "tablePrefix must be a lower-case letter, then at most 29 lower-case letters, digits and underscores");
        return new JdbcContacts(source, tablePrefix, Migrations.scripts());
    }

    /**
     * Creates the tables or brings them to the version of this library. Does nothing where they are there; several instances
     * may call it at the same time. A migration that fails leaves the version before it.
     *
     * @throws IllegalStateException if the tables are of a newer version than this library knows
     * @throws ContactMemoryException if the database cannot be written to
     */
    public void migrate() {
        migrations.migrate();
        versionChecked = true;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the tables are of another version than this library's
     */
    @Override
    public ContactHistory history(String customerId, Instant since) {
        String customer = Texts.named(customerId, "customerId");
        Instant earliest = Times.limited(Checks.notNull(since, "since"));
        requireVersion();
        return transactions.read(
                "read the contacts of customer " + customer, c -> history(c, customer, earliest, List.of()));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the tables are of another version than this library's
     */
    @Override
    public boolean record(Contact contact) {
        Checks.notNull(contact, "contact");
        requireVersion();
        String customer = contact.customerId();
        return transactions.write("record contact " + contact.id() + " of customer " + customer, c -> {
            lock(c, customer);
            Contact before =
                    history(c, customer, Times.LATEST, List.of(contact)).find(contact.id());
            if (before != null) {
                before.requireSame(contact);
                return false;
            }
            insert(c, List.of(contact));
            return true;
        });
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the tables are of another version than this library's
     */
    @Override
    public Set<String> offer(List<Contact> offers, ContactPolicy policy) {
        Offers given = Offers.of(offers, policy);
        requireVersion();
        if (given.isEmpty()) {
            return Set.of();
        }
        String customer = given.customerId();
        return transactions.write("record offers to customer " + customer, c -> {
            lock(c, customer);
            ContactHistory history = history(c, customer, given.since(policy), given.all());
            Offers.Permitted permitted = given.permitted(history, policy);
            insert(c, permitted.added());
            return permitted.ids();
        });
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the tables are of another version than this library's
     */
    @Override
    public int forget(String customerId) {
        String customer = Texts.named(customerId, "customerId");
        requireVersion();
        return transactions.write("erase the contacts of customer " + customer, c -> {
            lock(c, customer);
            int erased = update(c, "DELETE FROM " + contacts + " WHERE customer_id = ?", customer);
            update(c, "DELETE FROM " + customers + " WHERE customer_id = ?", customer);
            return erased;
        });
    }

    /**
     * Erases the contacts before a time, of all customers, and the ids of customers of whom nothing is left. Objections to
     * marketing and their withdrawals stay. Contacts that a policy may still look at must not be erased.
     *
     * @param time the earliest time to keep, such as now less the longest window and a day
     * @return how many contacts were erased
     * @throws IllegalArgumentException if {@code time} is null
     * @throws IllegalStateException if the tables are of another version than this library's
     * @throws ContactMemoryException if the database cannot be written to; repeat the call then
     */
    public int forgetBefore(Instant time) {
        Instant earliest = Times.limited(Checks.notNull(time, "time"));
        requireVersion();
        int erased = transactions.write("erase old contacts", c -> {
            String sql = "DELETE FROM " + contacts + " WHERE contact_time < ? AND kind NOT IN " + OF_MARKETING;
            try (PreparedStatement delete = c.prepareStatement(sql)) {
                delete.setObject(1, earliest.atOffset(ZoneOffset.UTC));
                return delete.executeUpdate();
            }
        });
        List<String> idle = transactions.read("look for customers without contacts", this::idle);
        while (!idle.isEmpty()) {
            idle.forEach(this::forgetIdle);
            idle = transactions.read("look for customers without contacts", this::idle);
        }
        return erased;
    }

    /** Waits until no other transaction writes contacts of the customer, and keeps others from it until this one ends. */
    void lock(Connection connection, String customerId) throws SQLException {
        String select = "SELECT customer_id FROM " + customers + " WHERE customer_id = ? FOR UPDATE";
        try (PreparedStatement query = connection.prepareStatement(select)) {
            query.setString(1, customerId);
            try (ResultSet rows = query.executeQuery()) {
                if (rows.next()) {
                    return;
                }
            }
        }
        // Where another transaction inserts it at the same time, this one fails and is tried again.
        update(connection, "INSERT INTO " + customers + " (customer_id) VALUES (?)", customerId);
    }

    private void requireVersion() {
        if (!versionChecked) {
            migrations.requireLast();
            versionChecked = true;
        }
    }

    /** Contacts since a time, those that concern marketing as a whole, and those with the ids of some. */
    private ContactHistory history(Connection connection, String customerId, Instant since, List<Contact> sameIds)
            throws SQLException {
        String ids = sameIds.isEmpty() ? "" : " OR contact_id IN (?" + ", ?".repeat(sameIds.size() - 1) + ")";
        String sql = "SELECT " + COLUMNS + " FROM " + contacts
                + " WHERE customer_id = ? AND (contact_time >= ? OR kind IN " + OF_MARKETING + ids + ")";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, customerId);
            query.setObject(2, since.atOffset(ZoneOffset.UTC));
            for (int i = 0; i < sameIds.size(); i++) {
                query.setString(3 + i, sameIds.get(i).id());
            }
            List<Contact> found = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(contact(rows));
                }
            }
            return ContactHistory.of(customerId, found);
        }
    }

    private static Contact contact(ResultSet row) throws SQLException {
        try {
            return new Contact(
                    row.getString(2),
                    row.getString(1),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    Contact.Kind.valueOf(row.getString(6)),
                    row.getObject(7, OffsetDateTime.class).toInstant());
        } catch (IllegalArgumentException e) {
            throw new ContactMemoryException(
                    "cannot read contact " + row.getString(2) + " of customer " + row.getString(1)
                            + ": the row is none that this library writes",
                    e);
        }
    }

    private void insert(Connection connection, List<Contact> added) throws SQLException {
        String sql = "INSERT INTO " + contacts + " (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)";
        if (added.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Contact contact : added) {
                insert.setString(1, contact.customerId());
                insert.setString(2, contact.id());
                insert.setString(3, contact.itemId());
                insert.setString(4, contact.group());
                insert.setString(5, contact.channel());
                insert.setString(6, contact.kind().name());
                insert.setObject(7, contact.time().atOffset(ZoneOffset.UTC));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private List<String> idle(Connection connection) throws SQLException {
        String sql = "SELECT customer_id FROM " + customers + " c WHERE NOT EXISTS (SELECT 1 FROM " + contacts
                + " k WHERE k.customer_id = c.customer_id) ORDER BY customer_id FETCH FIRST " + BATCH + " ROWS ONLY";
        List<String> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private void forgetIdle(String customerId) {
        transactions.write("erase the id of customer " + customerId, c -> {
            lock(c, customerId);
            String sql = "DELETE FROM " + customers + " WHERE customer_id = ? AND NOT EXISTS (SELECT 1 FROM " + contacts
                    + " WHERE customer_id = ?)";
            return update(c, sql, customerId, customerId);
        });
    }

    private static int update(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setString(i + 1, values[i]);
            }
            return update.executeUpdate();
        }
    }
}
