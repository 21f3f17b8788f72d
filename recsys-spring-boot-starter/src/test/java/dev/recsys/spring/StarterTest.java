package dev.recsys.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.RecommendationRequest;
import dev.recsys.TrainingListener;
import dev.recsys.bundle.Bundle;
import dev.recsys.bundle.ModelFolder;
import dev.recsys.bundle.ModelStore;
import dev.recsys.bundle.Release;
import dev.recsys.data.Panel;
import dev.recsys.decision.DecisionRequest;
import dev.recsys.decision.contact.ContactMemory;
import dev.recsys.decision.contact.InMemoryContacts;
import dev.recsys.decision.contact.JdbcContacts;
import dev.recsys.live.Live;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.synthetic.SyntheticBank;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** A plain application, as its users generate one, with nothing but properties. */
class StarterTest {
    @TempDir
    private static Path folder;

    private static Bundle bundle;
    private static Path models;

    @SpringBootApplication
    static class Application {}

    @BeforeAll
    static void train() throws IOException {
        Panel panel =
                SyntheticBank.builder().customers(200).months(4).seed(1).build().toPanel();
        bundle = Bundle.of(new PopularityTrainer().train(panel, TrainingListener.none()))
                .remembering(panel);
        models = folder.resolve("models");
        ModelFolder.at(models).save("popularity", bundle);
    }

    private static ConfigurableApplicationContext run(String... properties) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties("spring.datasource.url=jdbc:h2:mem:" + System.nanoTime(), "logging.level.root=WARN")
                .properties(properties)
                .run();
    }

    @SuppressWarnings("unchecked")
    private static Live<Serving> live(ConfigurableApplicationContext context) {
        return (Live<Serving>) context.getBean(Live.class);
    }

    private static DecisionRequest request(String customer) {
        return DecisionRequest.of(
                        RecommendationRequest.forUser(customer).limit(2).build())
                .build();
    }

    @Test
    void withoutProperties_nothingIsConfigured() {
        try (ConfigurableApplicationContext context = run()) {
            assertThat(context.getBeansOfType(Live.class)).isEmpty();
            assertThat(context.getBeansOfType(RecsysEndpoint.class)).isEmpty();
        }
    }

    @Test
    void models_areServedMeasuredAndHealthy() {
        try (ConfigurableApplicationContext context = run(
                "recsys.models=" + models,
                "recsys.contacts.store=memory",
                "recsys.decision.log.folder=" + folder.resolve("log"))) {
            assertThat(live(context).get().engine().decide(request("a")).offers())
                    .hasSize(2);

            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(registry.get("recsys.decisions").timer().count()).isEqualTo(1);
            assertThat(registry.get("recsys.offers").counters()).hasSize(2);
            assertThat(registry.get("recsys.log.appended").functionCounter().count())
                    .isEqualTo(1);
            assertThat(context.getBean(ContactMemory.class)).isInstanceOf(InMemoryContacts.class);
            HealthIndicator health = context.getBean("recsysHealthIndicator", HealthIndicator.class);
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
            assertThat(health.health().getDetails()).containsEntry("model", "popularity");
            assertThat(context.getBean(RecsysEndpoint.class).view().models()).containsExactly("popularity");
        }
    }

    @Test
    void store_isWatchedAndItsPolicyDecides() throws Exception {
        Path store = folder.resolve("store");
        ModelStore.at(store).save(Release.of("popularity", bundle));
        try (ConfigurableApplicationContext context = run("recsys.store=" + store, "recsys.watch=100ms")) {
            String first = live(context).served().generation().id();
            ModelStore.at(store)
                    .save(Release.of("popularity", bundle).withPolicy("p.yaml", "policy: newer\nversion: 2\n"));

            for (int i = 0; i < 600 && live(context).served().generation().id().equals(first); i++) {
                Thread.sleep(50);
            }
            assertThat(live(context).get().engine().policy().name()).isEqualTo("newer");

            ModelStore.at(store)
                    .save(Release.of("popularity", bundle)
                            .withPolicy("p.yaml", "policy: bad\nversion: 3\nnosuch: 1\n"));
            for (int i = 0; i < 600 && live(context).lastFailure().isEmpty(); i++) {
                Thread.sleep(50);
            }
            assertThat(live(context).get().engine().policy().name()).isEqualTo("newer");
            assertThat(context.getBean(RecsysEndpoint.class).view().refused()).contains("nosuch");
            assertThat(context.getBean(MeterRegistry.class)
                            .get("recsys.reload.refused")
                            .gauge()
                            .value())
                    .isEqualTo(1);
        }
    }

    @Test
    void jdbcContacts_areMigratedAndShared() {
        try (ConfigurableApplicationContext context =
                run("recsys.models=" + models, "recsys.contacts.store=jdbc", "recsys.contacts.table-prefix=bank_")) {
            ContactMemory contacts = context.getBean(ContactMemory.class);
            assertThat(contacts).isInstanceOf(JdbcContacts.class);
            live(context).get().engine().decide(request("a"));
            assertThat(contacts.history("a", java.time.Instant.EPOCH).contacts())
                    .hasSize(2);
        }
    }

    @Test
    void badProperties_areRefusedByName() {
        assertRefused("set only one of recsys.models and recsys.store", "recsys.models=" + models, "recsys.store=x");
        assertRefused("recsys.watch must be 0 or at least 100ms", "recsys.store=" + models, "recsys.watch=1ms");
        assertRefused("tablePrefix", "recsys.models=" + models, "recsys.contacts.table-prefix=Bad;");
    }

    private static void assertRefused(String message, String... properties) {
        Throwable thrown = null;
        try {
            run(properties).close();
        } catch (RuntimeException e) {
            thrown = e;
        }
        StringBuilder all = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage()).append('\n');
        }
        assertThat(all.toString()).contains(message);
    }

    @Test
    void watchDefault_isFiveSeconds() {
        try (ConfigurableApplicationContext context = run("recsys.models=" + models)) {
            assertThat(context.getBean(RecsysProperties.class).watch()).isEqualTo(Duration.ofSeconds(5));
            assertThat(Files.exists(models)).isTrue();
        }
    }
}
