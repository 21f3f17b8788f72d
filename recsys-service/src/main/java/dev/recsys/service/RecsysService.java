package dev.recsys.service;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;

/** The service: the starter's beans behind HTTP. */
@SpringBootApplication(exclude = DataSourceAutoConfiguration.class)
@EnableConfigurationProperties(ServiceProperties.class)
public class RecsysService {
    /** For Spring. */
    public RecsysService() {}

    /**
     * Starts the service.
     *
     * @param arguments options such as {@code --models out/models --port 8080}, and properties such as
     *     {@code --recsys.watch=30s}
     */
    public static void main(String[] arguments) {
        List<String> given = List.of(arguments);
        if (given.contains("--help") || given.contains("-h")) {
            System.out.print(ServeArguments.HELP);
            return;
        }
        String[] properties;
        try {
            properties = ServeArguments.translated(given);
        } catch (IllegalArgumentException e) {
            System.err.println("recsys serve: " + e.getMessage());
            System.exit(2);
            return;
        }
        SpringApplication.run(RecsysService.class, properties);
    }
}
