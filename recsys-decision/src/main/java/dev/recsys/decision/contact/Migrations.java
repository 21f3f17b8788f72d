package dev.recsys.decision.contact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/**
 * The schema and its versions: resource {@code n} of the list leads from version n − 1 to version n. PostgreSQL applies each
 * as a whole or not at all, under the lock of the row that holds the version. H2 ends a transaction at each statement that
 * defines a table, so a statement must do no harm when it is repeated.
 */
final class Migrations {
    static final List<String> RESOURCES = List.of("001-contacts.sql", "002-times.sql");

    private final String prefix;
    private final List<String> scripts;
    private final Transactions transactions;

    Migrations(String prefix, List<String> scripts, Transactions transactions) {
        this.prefix = prefix;
        this.scripts = scripts;
        this.transactions = transactions;
    }

    /** The scripts of this library. */
    static List<String> scripts() {
        return RESOURCES.stream().map(Migrations::text).toList();
    }

    /** Brings the schema to the last version. */
    void migrate() {
        transactions.write("create the table of the schema's version", connection -> {
            execute(
                    connection,
                    "CREATE TABLE IF NOT EXISTS " + prefix
                            + "contact_schema (id INT NOT NULL PRIMARY KEY, version INT NOT NULL)");
            execute(
                    connection,
                    "INSERT INTO " + prefix
                            + "contact_schema (id, version) SELECT 1, 0 WHERE NOT EXISTS (SELECT 1 FROM " + prefix
                            + "contact_schema)");
            return true;
        });
        boolean done = false;
        while (!done) {
            done = transactions.write("migrate the schema", this::step);
        }
    }

    /** Refuses a schema of another version than this library's. */
    void requireLast() {
        int version = transactions.read("read the schema's version, which migrate() creates", c -> version(c, ""));
        requireKnown(version);
        if (version < scripts.size()) {
            throw new IllegalStateException("tables " + prefix + "* must be at version " + scripts.size()
                    + ", but are at " + version + ": call migrate()");
        }
    }

    private boolean step(Connection connection) throws SQLException {
        int version = version(connection, " FOR UPDATE");
        requireKnown(version);
        if (version == scripts.size()) {
            return true;
        }
        for (String statement : statements(scripts.get(version))) {
            execute(connection, statement.replace("${prefix}", prefix));
        }
        // Only from the version found: where the lock went with the first statement, another may be further.
        execute(
                connection,
                "UPDATE " + prefix + "contact_schema SET version = " + (version + 1) + " WHERE version = " + version);
        return false;
    }

    private void requireKnown(int version) {
        if (version > scripts.size()) {
            throw new IllegalStateException("tables " + prefix + "* are at version " + version
                    + ", but this library knows only up to " + scripts.size() + ": use a newer library");
        }
    }

    private int version(Connection connection, String locking) throws SQLException {
        String sql = "SELECT version FROM " + prefix + "contact_schema WHERE id = 1" + locking;
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> statements(String script) {
        String code = script.replaceAll("(?m)^--.*$", "");
        return Arrays.stream(code.split(";", -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static String text(String resource) {
        try (InputStream in = Migrations.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the library lacks its resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + resource, e);
        }
    }
}
