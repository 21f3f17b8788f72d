package dev.recsys.decision.contact;

import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The memory in a PostgreSQL, at a default isolation that would not see what others wrote during a wait for a lock. */
@Tag("slow")
class PostgresContactsTest extends JdbcContactsContract {
    @BeforeAll
    static void start() {
        Postgres.url();
    }

    @Override
    DataSource source() {
        var source = Postgres.source();
        source.setOptions("-c default_transaction_isolation=repeatable\\ read");
        return source;
    }
}
