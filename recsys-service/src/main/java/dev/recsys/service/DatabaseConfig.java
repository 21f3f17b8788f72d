package dev.recsys.service;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** A data source only where one is set: without it the service runs, and remembers contacts in its process or nowhere. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("spring.datasource.url")
@ImportAutoConfiguration(DataSourceAutoConfiguration.class)
class DatabaseConfig {}
