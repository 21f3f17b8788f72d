package dev.recsys.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.RecommendationRequest;
import dev.recsys.TrainingListener;
import dev.recsys.bundle.Bundle;
import dev.recsys.bundle.ModelFolder;
import dev.recsys.data.Panel;
import dev.recsys.decision.DecisionRequest;
import dev.recsys.live.Live;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.synthetic.SyntheticBank;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Decisions as observations, for metrics and traces: what they say, and that none are made where nobody wants them. */
class ObservationTest {
    private static final String CUSTOMER = "a customer's id";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void train() throws IOException {
        Panel panel =
                SyntheticBank.builder().customers(200).months(4).seed(1).build().toPanel();
        ModelFolder.at(folder)
                .save("popularity", Bundle.of(new PopularityTrainer().train(panel, TrainingListener.none())));
    }

    private static ApplicationContextRunner application(String... properties) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        RecsysAutoConfiguration.class, dev.recsys.spring.ObservationAutoConfiguration.class))
                .withPropertyValues("recsys.models=" + folder)
                .withPropertyValues(properties);
    }

    @SuppressWarnings("unchecked")
    private static Serving serving(org.springframework.context.ApplicationContext context) {
        return ((Live<Serving>) context.getBean(Live.class)).get();
    }

    private static DecisionRequest request(String... denied) {
        return DecisionRequest.of(RecommendationRequest.forUser(CUSTOMER)
                        .deny(List.of(denied))
                        .limit(2)
                        .build())
                .build();
    }

    private static TestObservationRegistryAssert.TestObservationRegistryAssertReturningObservationContextAssert single(
            TestObservationRegistry registry) {
        return TestObservationRegistryAssert.assertThat(registry)
                .doesNotHaveAnyRemainingCurrentObservation()
                .hasNumberOfObservationsWithNameEqualTo(DecisionObservations.NAME, 1)
                .hasObservationWithNameEqualTo(DecisionObservations.NAME)
                .that()
                .hasBeenStarted()
                .hasBeenStopped();
    }

    @Test
    void decision_observed_saysLevelAndOutcome() {
        TestObservationRegistry registry = TestObservationRegistry.create();
        application("recsys.observation.enabled=true")
                .withBean(ObservationRegistry.class, () -> registry)
                .run(context -> {
                    Observation outer = Observation.start("http", registry);
                    String id = outer.scoped(
                            () -> serving(context).decide(request()).id());
                    outer.stop();

                    single(registry)
                            .hasOnlyKeys(
                                    DecisionObservations.LEVEL,
                                    DecisionObservations.OUTCOME,
                                    DecisionObservations.GENERATION,
                                    DecisionObservations.DECISION)
                            .hasLowCardinalityKeyValue(DecisionObservations.LEVEL, "POPULARITY")
                            .hasLowCardinalityKeyValue(DecisionObservations.OUTCOME, "offers")
                            .hasHighCardinalityKeyValue(
                                    DecisionObservations.GENERATION,
                                    serving(context).generation().info().id())
                            .hasHighCardinalityKeyValue(DecisionObservations.DECISION, id)
                            .hasParentObservationEqualTo(outer)
                            .doesNotHaveError();
                });
    }

    @Test
    void decision_withoutOfferOrRefused_saysSo() {
        TestObservationRegistry empty = TestObservationRegistry.create();
        application("recsys.observation.enabled=true")
                .withBean(ObservationRegistry.class, () -> empty)
                .run(context -> {
                    Serving serving = serving(context);
                    String[] all = serving.bundle().catalogue().items().stream()
                            .map(item -> item.id())
                            .toArray(String[]::new);
                    assertThat(serving.decide(request(all)).offers()).isEmpty();
                    single(empty).hasLowCardinalityKeyValue(DecisionObservations.OUTCOME, "no_offer");
                });
        TestObservationRegistry refused = TestObservationRegistry.create();
        application("recsys.observation.enabled=true")
                .withBean(ObservationRegistry.class, () -> refused)
                .run(context -> {
                    assertThatThrownBy(() -> serving(context).decide(request("nosuch")))
                            .isInstanceOf(IllegalArgumentException.class);
                    single(refused)
                            .hasLowCardinalityKeyValue(DecisionObservations.OUTCOME, "refused")
                            .hasLowCardinalityKeyValue(DecisionObservations.LEVEL, "none")
                            .doesNotHaveError();
                });
    }

    @Test
    void decision_failed_hasTheError() {
        TestObservationRegistry registry = TestObservationRegistry.create();
        IllegalStateException failure = new IllegalStateException("the log is full");

        assertThatThrownBy(() -> new DecisionObservations(registry).observe(request(), "1-a", request -> {
                    throw failure;
                }))
                .isSameAs(failure);
        single(registry)
                .hasLowCardinalityKeyValue(DecisionObservations.OUTCOME, "failed")
                .hasError(failure);
    }

    @Test
    void decision_traced_isASpanInTheCallersTrace() {
        SimpleTracer tracer = new SimpleTracer();
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new DefaultTracingObservationHandler(tracer));
        application("recsys.observation.enabled=true")
                .withBean(ObservationRegistry.class, () -> registry)
                .run(context -> {
                    Observation outer = Observation.start("http", registry);
                    outer.scoped(() -> serving(context).decide(request()));
                    outer.stop();

                    assertThat(tracer.getSpans()).hasSize(2);
                    SimpleSpan span = tracer.getSpans().stream()
                            .filter(made -> made.getName().equals("decide"))
                            .findFirst()
                            .orElseThrow();
                    assertThat(span.getTags())
                            .containsEntry("level", "POPULARITY")
                            .containsEntry("outcome", "offers")
                            .containsKeys("recsys.generation", "recsys.decision.id");
                    assertThat(span.getTags().values()).doesNotContain(CUSTOMER);
                    assertThat(span.getTraceId()).isNotBlank();
                    assertThat(span.getParentId())
                            .isEqualTo(tracer.getSpans().stream()
                                    .filter(made -> made.getName().equals("http"))
                                    .findFirst()
                                    .orElseThrow()
                                    .getSpanId());
                });
    }

    @Test
    void decision_ofNobodysInterest_isNotObserved() {
        TestObservationRegistry registry = TestObservationRegistry.create();
        application().withBean(ObservationRegistry.class, () -> registry).run(context -> {
            assertThat(context).doesNotHaveBean(DecisionObserver.class);
            serving(context).decide(request());
            TestObservationRegistryAssert.assertThat(registry).doesNotHaveAnyObservation();
        });
        application("recsys.observation.enabled=true").run(context -> {
            assertThat(context).doesNotHaveBean(DecisionObserver.class);
            assertThat(serving(context).decide(request()).offers()).hasSize(2);
        });
        ObservationRegistry unheard = ObservationRegistry.create(); // nobody listens
        application("recsys.observation.enabled=true")
                .withBean(ObservationRegistry.class, () -> unheard)
                .run(context -> {
                    assertThat(serving(context).decide(request()).offers()).hasSize(2);
                    Observation[] seen = new Observation[1];
                    new DecisionObservations(unheard).observe(request(), "1-a", request -> {
                        seen[0] = unheard.getCurrentObservation();
                        return serving(context).engine().decide(request);
                    });
                    assertThat(seen[0]).isNull();
                });
    }

    @Test
    void springsRegistry_timesDecisionsByLevelAndOutcome() {
        application("recsys.observation.enabled=true")
                .withConfiguration(AutoConfigurations.of(
                        ObservationAutoConfiguration.class,
                        org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration.class,
                        org.springframework.boot.micrometer.metrics.autoconfigure
                                .CompositeMeterRegistryAutoConfiguration.class,
                        org.springframework.boot.micrometer.metrics.autoconfigure.export.simple
                                .SimpleMetricsExportAutoConfiguration.class))
                .run(context -> {
                    serving(context).decide(request());

                    assertThat(context.getBean(MeterRegistry.class)
                                    .get(DecisionObservations.NAME)
                                    .tag("level", "POPULARITY")
                                    .tag("outcome", "offers")
                                    .timer()
                                    .count())
                            .isEqualTo(1);
                });
    }
}
