package dev.recsys.spring;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Observations of decisions, where {@code recsys.observation.enabled} is set and the application has a registry of observations. */
@AutoConfiguration(
        before = RecsysAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnProperty("recsys.observation.enabled")
public class ObservationAutoConfiguration {
    /** For Spring. */
    public ObservationAutoConfiguration() {}

    @Bean
    DecisionObserver recsysDecisionObserver(ObservationRegistry registry) {
        return new DecisionObservations(registry);
    }
}
