package dev.recsys.service;

import org.apache.catalina.Valve;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** How the server treats callers before the application does: what it says by itself, and how long it waits. */
@Configuration(proxyBeanMethods = false)
class TomcatConfig {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> recsysServer(
            JsonMapper json, ServiceProperties properties, @Value("${server.tomcat.threads.max:200}") int threads) {
        return factory -> {
            factory.setProtocol(BoundedHttpProtocol.class.getName());
            TomcatConnectorCustomizer bounds = connector -> {
                if (connector.getProtocolHandler() instanceof BoundedHttpProtocol protocol) {
                    protocol.bound(properties.readTimeout());
                }
            };
            factory.addConnectorCustomizers(bounds);
            factory.addContextCustomizers(context -> {
                StandardHost host = (StandardHost) context.getParent();
                for (Valve valve : host.getPipeline().getValves()) {
                    if (valve instanceof ErrorReportValve) {
                        host.getPipeline().removeValve(valve); // Spring's
                    }
                }
                host.getPipeline().addValve(new UnreadBodyValve(Math.max(1, threads / 4)));
                host.getPipeline().addValve(new ProblemValve(json));
                host.setErrorReportValveClass(ProblemValve.class.getName()); // so that it adds none of its own
            });
        };
    }
}
