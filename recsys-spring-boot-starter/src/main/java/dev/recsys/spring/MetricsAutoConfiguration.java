package dev.recsys.spring;

import dev.recsys.decision.log.DecisionLog;
import dev.recsys.live.Live;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Meters, where Micrometer has a registry. */
@AutoConfiguration(
        before = RecsysAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
public class MetricsAutoConfiguration {
    /** For Spring. */
    public MetricsAutoConfiguration() {}

    /** Meters are made where something serves. */
    @Configuration(proxyBeanMethods = false)
    @org.springframework.context.annotation.Conditional(RecsysAutoConfiguration.ModelsAreSet.class)
    static class WhereModelsAreSet {
        @Bean
        DecisionMetrics recsysDecisionMetrics(MeterRegistry registry) {
            return new DecisionMetrics(registry);
        }

        @Bean
        MeterBinder recsysServingMetrics(
                ObjectProvider<Live<Serving>> live, ObjectProvider<Reloads> reloads, ObjectProvider<DecisionLog> log) {
            return new ServingMetrics(live, reloads, log);
        }
    }
}
