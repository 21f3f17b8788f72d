package dev.recsys.decision.contact;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** The memory in an embedded database. */
class H2ContactsTest extends JdbcContactsContract {
    @Override
    DataSource source() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + prefix() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000");
        return source;
    }
}
