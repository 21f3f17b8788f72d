package dev.recsys.spring;

import dev.recsys.decision.contact.ContactMemory;
import dev.recsys.decision.contact.JdbcContacts;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Contacts in the application's database, where {@code recsys.contacts.store} is {@code jdbc}. */
@AutoConfiguration(
        before = RecsysAutoConfiguration.class,
        afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnProperty(name = "recsys.contacts.store", havingValue = "jdbc")
@EnableConfigurationProperties(RecsysProperties.class)
public class JdbcContactsAutoConfiguration {
    /** For Spring. */
    public JdbcContactsAutoConfiguration() {}

    /**
     * Contacts in the database; its tables are created first, unless that is switched off.
     *
     * @param source the application's data source; without one the application does not start
     * @param properties what is set
     * @return the memory
     */
    @Bean
    @ConditionalOnMissingBean(ContactMemory.class)
    public JdbcContacts recsysContacts(DataSource source, RecsysProperties properties) {
        JdbcContacts contacts = JdbcContacts.of(source, properties.contacts().tablePrefix());
        if (properties.contacts().migrate()) {
            contacts.migrate();
        }
        return contacts;
    }
}
