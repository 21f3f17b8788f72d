package dev.recsys.spring;

import dev.recsys.decision.log.DecisionLog;
import dev.recsys.live.Live;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Health and the endpoint {@code recsys}, where the application has Actuator. */
@AutoConfiguration(after = RecsysAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, Endpoint.class})
@ConditionalOnBean(RecsysProperties.class)
public class ActuatorAutoConfiguration {
    /** For Spring. */
    public ActuatorAutoConfiguration() {}

    /**
     * Whether what serves is sound.
     *
     * @param live what serves
     * @param log the log of decisions, if there is one
     * @return the indicator
     */
    @Bean
    public HealthIndicator recsysHealthIndicator(Live<Serving> live, ObjectProvider<DecisionLog> log) {
        return new RecsysHealthIndicator(live, log.getIfAvailable());
    }

    /**
     * What serves, for operators.
     *
     * @param live what serves
     * @return the endpoint
     */
    @Bean
    public RecsysEndpoint recsysEndpoint(Live<Serving> live) {
        return new RecsysEndpoint(live);
    }
}
