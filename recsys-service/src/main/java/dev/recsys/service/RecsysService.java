package dev.recsys.service;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;

/** The service: the starter's beans behind HTTP. */
@SpringBootApplication(exclude = DataSourceAutoConfiguration.class)
@EnableConfigurationProperties(ServiceProperties.class)
public class RecsysService {
    /**
     * Starts the service.
     *
     * @param arguments properties, such as {@code --recsys.models=out/models} and {@code --server.port=8080}
     */
    public static void main(String[] arguments) {
        SpringApplication.run(RecsysService.class, arguments);
    }
}
