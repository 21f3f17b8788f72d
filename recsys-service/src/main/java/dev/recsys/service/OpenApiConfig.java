package dev.recsys.service;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.servers.Server;
import org.springframework.context.annotation.Configuration;

/** What the description of the interface says of the whole. */
@Configuration(proxyBeanMethods = false)
@OpenAPIDefinition(
        info =
                @Info(
                        title = "recsys",
                        version = "1",
                        description =
                                "What a bank may offer a customer next, and why. Refusals are problem+json (RFC 9457)."),
        servers = @Server(url = "/", description = "this service"))
class OpenApiConfig {}
