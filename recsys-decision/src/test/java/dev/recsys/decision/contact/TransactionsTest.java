package dev.recsys.decision.contact;

import static dev.recsys.decision.contact.Contacts.NOW;
import static dev.recsys.decision.contact.Contacts.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of a database that fails: tried again where that helps, rolled back, and told without personal data. */
class TransactionsTest {
    private final JdbcDataSource h2 = new JdbcDataSource();
    private final List<Connection> given = new ArrayList<>();
    private int commits;

    TransactionsTest() {
        h2.setURL("jdbc:h2:mem:faults" + System.identityHashCode(this) + ";DB_CLOSE_DELAY=-1");
        JdbcContacts.of(h2).migrate();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "23505", "55P03", "HYT00"})
    void failure_thatPasses_isTriedAgain(String state) {
        JdbcContacts contacts = JdbcContacts.of(failing(commit -> commit < 3 ? state : null));

        assertThat(contacts.offer(List.of(offer("d1", "card", NOW)), ContactPolicy.none()))
                .containsExactly("d1");
        assertThat(commits).isEqualTo(3);
        assertThat(JdbcContacts.of(h2).history(Contacts.CUSTOMER, NOW).contacts())
                .hasSize(1);
    }

    @Test
    void failure_thatPassesButDoesNot_isTriedSoOftenAndTold() {
        JdbcContacts contacts = JdbcContacts.of(failing(commit -> "40001"));

        assertThatThrownBy(() -> contacts.record(offer("d1", "card", NOW)))
                .isInstanceOf(ContactMemoryException.class)
                .hasMessage("cannot record contact d1 of customer c17: SQL state 40001, error 7, after 8 attempts")
                .hasCauseInstanceOf(SQLException.class);
        assertThat(commits).isEqualTo(8);
    }

    @Test
    void failure_ofAnotherKind_isToldAtOnceAndLeavesNothing() {
        JdbcContacts contacts = JdbcContacts.of(failing(commit -> "08006"));

        assertThatThrownBy(() -> contacts.offer(List.of(offer("d1", "card", NOW)), ContactPolicy.none()))
                .isInstanceOf(ContactMemoryException.class)
                .hasMessage("cannot record offers to customer c17: SQL state 08006, error 7");
        assertThat(commits).isEqualTo(1);
        assertThat(JdbcContacts.of(h2).history(Contacts.CUSTOMER, NOW).contacts())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "23502"})
    void failure_whoseMessageMayQuoteTheRow_isToldWithoutIt(String state) {
        JdbcContacts contacts = JdbcContacts.of(failing(commit -> state));

        assertThatThrownBy(() -> contacts.record(offer("d1", "card", NOW)))
                .hasMessageEndingWith("SQL state " + state + ", error 7")
                .hasNoCause();
    }

    @Test
    void interruption_duringTheWait_endsTheAttempts() {
        JdbcContacts contacts = JdbcContacts.of(failing(commit -> "40001"));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> contacts.record(offer("d1", "card", NOW)))
                .isInstanceOf(ContactMemoryException.class)
                .hasMessageEndingWith("SQL state 40001, error 7");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void refusal_insideATransaction_rollsBack() {
        JdbcContacts contacts = JdbcContacts.of(failing(commit -> null));
        contacts.record(offer("d1", "card", NOW));

        assertThatThrownBy(() -> contacts.offer(
                        List.of(offer("d0", "card", NOW), offer("d1", "loan", NOW)), ContactPolicy.none()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(contacts.history(Contacts.CUSTOMER, NOW).contacts()).hasSize(1);
    }

    /** A pool gets back what it gave: the same isolation and auto-commit, and closed, whatever happened. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void connection_afterAnyCall_isGivenBackAsItWas(boolean autoCommit) throws SQLException {
        boolean[] fails = {false};
        Connection kept = h2.getConnection();
        kept.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        kept.setAutoCommit(autoCommit);
        int[] closed = {0};
        DataSource pool = pool(kept, () -> closed[0]++, commit -> fails[0] ? "08006" : null);
        JdbcContacts contacts = JdbcContacts.of(pool);

        contacts.record(offer("d1", "card", NOW));
        contacts.history(Contacts.CUSTOMER, NOW);
        fails[0] = true;
        assertThatThrownBy(() -> contacts.record(offer("d2", "card", NOW))).isInstanceOf(ContactMemoryException.class);

        assertThat(closed[0]).isEqualTo(4); // one for the schema's version
        assertThat(kept.getAutoCommit()).isEqualTo(autoCommit);
        assertThat(kept.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
        fails[0] = false;
        assertThat(contacts.forget(Contacts.CUSTOMER)).isEqualTo(1);
        kept.close();
    }

    @Test
    void source_withoutAConnection_isRefused() {
        DataSource none = proxy(DataSource.class, (method, arguments) -> null);

        assertThatThrownBy(() -> JdbcContacts.of(none).migrate())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("the data source gives no connection");
    }

    /** H2, where the n-th commit fails with an SQL state, if there is one for n. */
    private DataSource failing(IntFunction<String> states) {
        return proxy(DataSource.class, (method, arguments) -> {
            Connection connection = h2.getConnection();
            given.add(connection);
            return wrapped(connection, connection::close, states);
        });
    }

    private DataSource pool(Connection kept, Closing closing, IntFunction<String> states) {
        return proxy(DataSource.class, (method, arguments) -> wrapped(kept, closing, states));
    }

    private Connection wrapped(Connection connection, Closing closing, IntFunction<String> states) {
        return proxy(Connection.class, (method, arguments) -> {
            if (method.getName().equals("commit")) {
                String state = states.apply(++commits);
                if (state != null) {
                    throw new SQLException("a row of customer data", state, 7);
                }
            }
            if (method.getName().equals("close")) {
                closing.close();
                return null;
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    /** What closing a connection does. */
    private interface Closing {
        void close() throws SQLException;
    }

    /** What a proxy does. */
    private interface Call {
        Object of(java.lang.reflect.Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> call.of(method, arguments)));
    }
}
