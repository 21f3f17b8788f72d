package dev.recsys.decision.contact;

import static dev.recsys.decision.contact.Contacts.CUSTOMER;
import static dev.recsys.decision.contact.Contacts.NOW;
import static dev.recsys.decision.contact.Contacts.ago;
import static dev.recsys.decision.contact.Contacts.objection;
import static dev.recsys.decision.contact.Contacts.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What a memory in a database does beside what every memory does: its schema, its versions, its failures. */
abstract class JdbcContactsContract extends WritableContactsContract {
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private final String prefix = "t" + PREFIXES.incrementAndGet() + "_";

    abstract DataSource source();

    @Override
    ContactMemory empty() {
        JdbcContacts contacts = JdbcContacts.of(source(), prefix);
        contacts.migrate();
        return contacts;
    }

    @Test
    void use_beforeMigration_saysWhatToCall() {
        assertThatThrownBy(() -> JdbcContacts.of(source(), prefix).history(CUSTOMER, NOW))
                .isInstanceOf(ContactMemoryException.class)
                .hasMessageStartingWith("cannot read the schema's version, which migrate() creates: SQL state 42");
    }

    @Test
    void use_afterAnothersMigration_needsNoneOfItsOwn() {
        empty().record(offer("d1", "card", NOW));

        assertThat(JdbcContacts.of(source(), prefix).history(CUSTOMER, NOW).contacts())
                .hasSize(1);
    }

    @Test
    void migrate_fromEveryEarlierVersion_keepsWhatIsThere() throws SQLException {
        for (int version = 1; version < Migrations.RESOURCES.size(); version++) {
            String own = prefix + version + "_";
            JdbcContacts old =
                    new JdbcContacts(source(), own, Migrations.scripts().subList(0, version));
            old.migrate();
            old.record(offer("d1", "card", NOW));
            JdbcContacts contacts = JdbcContacts.of(source(), own);
            int before = version;
            assertThatThrownBy(() -> contacts.history(CUSTOMER, NOW))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("tables %s* must be at version 2, but are at %d: call migrate()", own, before);

            contacts.migrate();
            contacts.migrate();

            assertThat(contacts.history(CUSTOMER, NOW).contacts()).containsExactly(offer("d1", "card", NOW));
            assertThat(number("SELECT version FROM " + own + "contact_schema")).isEqualTo(Migrations.RESOURCES.size());
        }
    }

    @Test
    void migrate_ofANewerSchema_isRefusedAndSoIsItsUse() throws SQLException {
        empty();
        execute("UPDATE " + prefix + "contact_schema SET version = 3");
        JdbcContacts contacts = JdbcContacts.of(source(), prefix);
        String message =
                "tables " + prefix + "* are at version 3, but this library knows only up to 2: use a newer library";

        assertThatThrownBy(contacts::migrate)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> contacts.record(offer("d1", "card", NOW)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        assertThat(number("SELECT version FROM " + prefix + "contact_schema")).isEqualTo(3);
    }

    @Test
    void migrate_thatFailsMidway_leavesTheVersionBeforeAndCanBeRepeated() throws SQLException {
        List<String> broken = List.of(
                Migrations.scripts().get(0),
                "CREATE TABLE IF NOT EXISTS ${prefix}half (id INT NOT NULL); INSERT INTO ${prefix}no_such VALUES (1)");
        JdbcContacts contacts = new JdbcContacts(source(), prefix, broken);

        assertThatThrownBy(contacts::migrate)
                .isInstanceOf(ContactMemoryException.class)
                .hasMessageStartingWith("cannot migrate the schema: SQL state 42");

        assertThat(number("SELECT version FROM " + prefix + "contact_schema")).isEqualTo(1);
        empty();
        assertThat(number("SELECT version FROM " + prefix + "contact_schema")).isEqualTo(2);
    }

    @Test
    void migrate_ofSeveralInstancesAtOnce_migratesOnce() throws Exception {
        int instances = 8;
        ExecutorService pool = Executors.newFixedThreadPool(instances);
        try {
            for (int round = 0; round < 30; round++) {
                String own = prefix + "r" + round + "_";
                CyclicBarrier barrier = new CyclicBarrier(instances);
                List<Future<?>> ends = new ArrayList<>();
                for (int i = 0; i < instances; i++) {
                    ends.add(pool.submit(() -> {
                        JdbcContacts contacts = JdbcContacts.of(source(), own);
                        barrier.await(60, TimeUnit.SECONDS);
                        contacts.migrate();
                        return contacts.record(offer("d1", "card", NOW));
                    }));
                }
                List<Object> made = new ArrayList<>();
                for (Future<?> end : ends) {
                    made.add(end.get(120, TimeUnit.SECONDS));
                }
                assertThat(made).containsOnlyOnce(true).hasSize(instances);
                assertThat(number("SELECT count(*) FROM " + own + "contact_schema"))
                        .isEqualTo(1);
                assertThat(number("SELECT version FROM " + own + "contact_schema"))
                        .isEqualTo(2);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void forget_leavesNoRowOfTheCustomer() throws SQLException {
        memory(offer("d1", "card", NOW)).forget(CUSTOMER);

        assertThat(number("SELECT count(*) FROM " + prefix + "contact")).isZero();
        assertThat(number("SELECT count(*) FROM " + prefix + "customer")).isZero();
    }

    @Test
    void forgetBefore_aTime_erasesOlderContactsAndIdleCustomersButNoObjection() throws SQLException {
        ContactMemory memory = memory(offer("d1", "card", ago(31)), offer("d2", "card", ago(30)));
        memory.record(new Contact("d1", "idle", "card", "", "", Contact.Kind.PURCHASE, ago(40)));
        memory.record(new Contact("o", "objector", "", "", "", Contact.Kind.OBJECTION, ago(40)));

        assertThat(((JdbcContacts) memory).forgetBefore(ago(30))).isEqualTo(2);

        assertThat(memory.history(CUSTOMER, Instant.MIN).contacts()).containsExactly(offer("d2", "card", ago(30)));
        assertThat(memory.history("objector", Instant.MIN).objectsToMarketing(NOW))
                .isTrue();
        assertThat(number("SELECT count(*) FROM " + prefix + "customer")).isEqualTo(2);
    }

    @Test
    void row_ofAKindUnknown_isAFailureAndNotIgnored() throws SQLException {
        ContactMemory memory = memory(objection("o", ago(1)));
        execute("UPDATE " + prefix + "contact SET kind = 'OBJECTION' WHERE contact_id = 'o'");
        assertThat(memory.history(CUSTOMER, NOW).contacts()).hasSize(1);
        execute("UPDATE " + prefix + "contact SET kind = 'UNHEARD_OF', contact_time = contact_time + INTERVAL '9' DAY");

        assertThatThrownBy(() -> memory.history(CUSTOMER, NOW))
                .isInstanceOf(ContactMemoryException.class)
                .hasMessage("cannot read contact o of customer c17: the row is none that this library writes");
    }

    @Test
    void prefix_ofAnotherForm_isRefused() {
        for (String bad : new String[] {"", "1a", "A_", "a-b", "a;drop", "a".repeat(31)}) {
            assertThatThrownBy(() -> JdbcContacts.of(source(), bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("tablePrefix must be");
        }
    }

    String prefix() {
        return prefix;
    }

    final void execute(String sql) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    final long number(String sql) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }
}
