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
import java.util.Optional;
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
     * The store of generations, which refuses those that none of {@code recsys.public-keys} has signed, where such are set.
     *
     * @param properties what is set
     * @return the store
     * @throws IOException if a key can't be read
     */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty("recsys.store")
    public ModelStore recsysStore(RecsysProperties properties) throws IOException {
        ModelStore store = ModelStore.at(Objects.requireNonNull(properties.store(), "recsys.store"));
        return properties.publicKeys().isEmpty() ? store : store.requiring(keys(properties.publicKeys()));
    }

    /**
     * What serves. It is loaded and tested before the application starts; a store that is watched replaces it later.
     *
     * @param properties what is set
     * @param store the store, if one is set
     * @param reloads loads and tests generations
     * @param clock the application's clock, if it has one
     * @return what serves
     * @throws IOException if no model can be read or served
     */
    @Bean
    @ConditionalOnMissingBean
    Live<Serving> recsysLive(
            RecsysProperties properties,
            ObjectProvider<ModelStore> store,
            Reloads reloads,
            ObjectProvider<InstantSource> clock)
            throws IOException {
        Live<Serving> live = builder(properties, store.getIfAvailable(), reloads)
                .clock(clock.getIfAvailable(InstantSource::system))
                .open();
        if (properties.store() != null && !properties.watch().isZero()) {
            live.watch(properties.watch());
        }
        return live;
    }

    private static Live.Builder<Serving> builder(
            RecsysProperties properties, @Nullable ModelStore store, Reloads loader) throws IOException {
        if (store != null) {
            return Live.of(store, loader);
        }
        Path folder =
                Objects.requireNonNull(properties.models(), "recsys.models").toRealPath();
        return Live.fixed(Generation.ofFolder(folder, modelOf(folder, properties.model())), loader);
    }

    private static String modelOf(Path folder, @Nullable String wanted) throws IOException {
        if (wanted != null) {
            return wanted;
        }
        ModelFolder models = ModelFolder.at(folder);
        Optional<String> chosen = models.defaultName();
        if (chosen.isEmpty()) {
            throw new IllegalStateException(
                    "recsys.model must say which of the models " + models.names() + " in " + folder);
        }
        return chosen.get();
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
