package dev.recsys.decision.contact;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Work done in a database as a whole or not at all, and done again where another transaction was in the way. Thread-safe if
 * the source is.
 */
final class Transactions {
    static final int ATTEMPTS = 8;

    /**
     * What passes by itself: a deadlock or another failed serialisation (class 40), a row that another transaction has just
     * inserted, a lock not got in time, a table or its row type that another transaction has just made (42P07, 42710; in PostgreSQL
     * {@code IF NOT EXISTS} does not prevent it), H2's concurrent update, and its general error, which it gives to two instances
     * that define the same index at once.
     */
    private static final Set<String> PASSING = Set.of("23505", "55P03", "HYT00", "42P07", "42710", "90131", "HY000");

    private final DataSource source;

    Transactions(DataSource source) {
        this.source = source;
    }

    /** What is done on a connection. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Does work in a transaction; {@code what} names it in a failure, without personal data beyond an id. */
    <T> T write(String what, Work<T> work) {
        return retrying(what, connection -> inTransaction(connection, work));
    }

    /** Reads by one statement. */
    <T> T read(String what, Work<T> work) {
        return retrying(what, connection -> {
            T result = work.on(connection);
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            return result;
        });
    }

    private <T> T retrying(String what, Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = source.getConnection()) {
                if (connection == null) {
                    throw new IllegalStateException("cannot " + what + ": the data source gives no connection");
                }
                return work.on(connection);
            } catch (SQLException e) {
                if (!passes(e) || attempt == ATTEMPTS || !pause(attempt)) {
                    throw failure(what, attempt, e);
                }
            }
        }
    }

    private static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        if (!autoCommit) {
            connection.setAutoCommit(true); // the isolation can be changed only between transactions
        }
        int isolation = connection.getTransactionIsolation();
        // A snapshot older than the customer's lock would not show what others wrote while this one waited for it.
        boolean changed = isolation != Connection.TRANSACTION_READ_COMMITTED;
        if (changed) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        connection.setAutoCommit(false);
        boolean committed = false;
        try {
            T result = work.on(connection);
            connection.commit();
            committed = true;
            return result;
        } finally {
            leaveAsFound(connection, committed, autoCommit, changed ? isolation : 0);
        }
    }

    /** Rolls back what is not committed; a failure to do so must not hide why: the closed connection's work is lost anyway. */
    private static void leaveAsFound(Connection connection, boolean committed, boolean autoCommit, int isolation)
            throws SQLException {
        try {
            if (!committed) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
            if (isolation != 0) {
                connection.setTransactionIsolation(isolation);
            }
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            if (committed) {
                throw e;
            }
        }
    }

    private static boolean passes(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("40") || PASSING.contains(state));
    }

    /** Waits a little longer each time; false if the thread is to end. */
    private static boolean pause(int attempt) {
        try {
            TimeUnit.MILLISECONDS.sleep(1L << attempt);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ContactMemoryException failure(String what, int attempts, SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String message = "cannot " + what + ": SQL state " + state + ", error " + e.getErrorCode()
                + (attempts == 1 ? "" : ", after " + attempts + " attempts");
        // Databases quote the row in messages of these classes.
        boolean quotes = state.startsWith("22") || state.startsWith("23");
        return new ContactMemoryException(message, quotes ? null : e);
    }
}
