package dev.recsys.spring;

import dev.recsys.bundle.Generation;
import dev.recsys.bundle.ModelFolder;
import dev.recsys.bundle.ModelStore;
import dev.recsys.bundle.SigningKeys;
import dev.recsys.decision.DecisionListener;
import dev.recsys.decision.contact.ContactMemory;
import dev.recsys.decision.contact.InMemoryContacts;
import dev.recsys.decision.log.DecisionLog;
import dev.recsys.decision.log.LogConfig;
import dev.recsys.live.Live;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * A live recommender and decisions, where {@code recsys.models} or {@code recsys.store} is set. Each bean gives way to one of the
 * application's own. Beans of type {@link DecisionListener} hear of every decision.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@Conditional(RecsysAutoConfiguration.ModelsAreSet.class)
@EnableConfigurationProperties(RecsysProperties.class)
public class RecsysAutoConfiguration {
    /** For Spring. */
    public RecsysAutoConfiguration() {}

    /** Whether it is set where models come from. */
    static final class ModelsAreSet extends AnyNestedCondition {
        ModelsAreSet() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnProperty("recsys.models")
        static final class Models {}

        @ConditionalOnProperty("recsys.store")
        static final class Store {}
    }

    @Bean
    Reloads recsysReloads(
            RecsysProperties properties,
            ObjectProvider<ContactMemory> contacts,
            ObjectProvider<DecisionLog> log,
            ObjectProvider<DecisionListener> listeners,
            ObjectProvider<InstantSource> clock,
            ObjectProvider<DecisionObserver> observer) {
        ServingLoader loader = new ServingLoader(
                properties,
                contacts.getIfAvailable(),
                log.getIfAvailable(),
                listeners.orderedStream().toList(),
                clock.getIfAvailable(InstantSource::system),
                observer.getIfAvailable());
        return new Reloads(loader);
    }

    /**
     * What serves. It is loaded and tested before the application starts; a store that is watched replaces it later.
     *
     * @param properties what is set
     * @param reloads loads and tests generations
     * @param clock the application's clock, if it has one
     * @return what serves
     * @throws IOException if no model can be read or served
     */
    @Bean
    @ConditionalOnMissingBean
    Live<Serving> recsysLive(RecsysProperties properties, Reloads reloads, ObjectProvider<InstantSource> clock)
            throws IOException {
        Live<Serving> live = builder(properties, reloads)
                .clock(clock.getIfAvailable(InstantSource::system))
                .open();
        if (properties.store() != null && !properties.watch().isZero()) {
            live.watch(properties.watch());
        }
        return live;
    }

    private static Live.Builder<Serving> builder(RecsysProperties properties, Reloads loader) throws IOException {
        Path store = properties.store();
        if (store == null) {
            Path folder =
                    Objects.requireNonNull(properties.models(), "recsys.models").toRealPath();
            return Live.fixed(Generation.ofFolder(folder, modelOf(folder, properties.model())), loader);
        }
        ModelStore from = ModelStore.at(store);
        return Live.of(
                properties.publicKeys().isEmpty() ? from : from.requiring(keys(properties.publicKeys())), loader);
    }

    private static String modelOf(Path folder, @Nullable String wanted) throws IOException {
        List<String> names = ModelFolder.at(folder).names();
        if (wanted != null) {
            return wanted;
        }
        if (names.contains("hybrid")) {
            return "hybrid";
        }
        if (names.size() != 1) {
            throw new IllegalStateException("recsys.model must say which of the models " + names + " in " + folder);
        }
        return names.get(0);
    }

    private static List<PublicKey> keys(List<Path> files) throws IOException {
        List<PublicKey> keys = new ArrayList<>();
        for (Path file : files) {
            keys.add(SigningKeys.publicKey(file));
        }
        return keys;
    }

    /**
     * The log of decisions, closed with the application, so that no record is lost.
     *
     * @param properties what is set
     * @param clock the application's clock, if it has one
     * @return the log
     * @throws IOException if the folder can't be used
     */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty("recsys.decision.log.folder")
    public DecisionLog recsysDecisionLog(RecsysProperties properties, ObjectProvider<InstantSource> clock)
            throws IOException {
        RecsysProperties.Log log = properties.decision().log();
        return DecisionLog.open(
                Objects.requireNonNull(log.folder(), "recsys.decision.log.folder"),
                LogConfig.defaults().withForce(log.force()),
                clock.getIfAvailable(InstantSource::system));
    }

    /**
     * Contacts in this process.
     *
     * @param properties what is set
     * @return an empty memory of contacts
     */
    @Bean
    @ConditionalOnMissingBean(ContactMemory.class)
    @ConditionalOnProperty(name = "recsys.contacts.store", havingValue = "memory")
    public InMemoryContacts recsysContacts(RecsysProperties properties) {
        return InMemoryContacts.of(properties.contacts().retention());
    }
}
