package dev.recsys.service;

import dev.recsys.service.ServiceProperties.Access;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who may do what. Everyone may ask whether the service is alive and ready; who may ask for the rest is set by
 * {@link ServiceProperties#access}. Administration needs the admin role: of a key, of the scope {@code recsys.admin}, or of
 * whoever is on this machine where access is by loopback.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfig {
    private static final String[] OPEN = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"
    };
    private static final String[] PAGES = {"/", "/index.html", "/ui/**", "/favicon.ico"};

    @Bean
    SecurityFilterChain recsysSecurity(HttpSecurity http, ServiceProperties properties, JsonMapper json)
            throws Exception {
        Access access = properties.access();
        if (access == Access.API_KEY && properties.apiKeys().isEmpty()) {
            throw new IllegalStateException("recsys.service.api-keys must have a key where access is API_KEY");
        }
        http.csrf(csrf -> csrf.disable()) // no cookies, no sessions: nothing that a browser sends by itself
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .formLogin(form -> form.disable())
                .httpBasic(basic -> basic.disable())
                .logout(logout -> logout.disable())
                .requestCache(cache -> cache.disable())
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                        "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'")))
                .exceptionHandling(failed -> failed.authenticationEntryPoint((request, response, e) ->
                                write(response, json, HttpStatus.UNAUTHORIZED, missing(access)))
                        .accessDeniedHandler((request, response, e) ->
                                write(response, json, HttpStatus.FORBIDDEN, "this caller may not do this")));
        http.authorizeHttpRequests(requests -> {
            requests.requestMatchers(OPEN).permitAll();
            requests.requestMatchers(HttpMethod.GET, PAGES).permitAll();
            if (access == Access.LOOPBACK) {
                requests.anyRequest()
                        .access((authentication, context) ->
                                new AuthorizationDecision(isLoopback(context.getRequest())));
                return;
            }
            requests.requestMatchers(HttpMethod.POST, "/v1/models/**").hasAuthority(Roles.ADMIN);
            requests.requestMatchers(HttpMethod.DELETE, "/v1/**").hasAuthority(Roles.ADMIN);
            requests.requestMatchers("/load_recommendations").hasAuthority(Roles.ADMIN);
            requests.requestMatchers("/actuator/prometheus", "/actuator/info").permitAll();
            requests.requestMatchers("/actuator/**").hasAuthority(Roles.ADMIN);
            if (access == Access.OPEN) {
                requests.anyRequest().permitAll();
            } else {
                requests.anyRequest().hasAuthority(Roles.USER);
            }
        });
        if (access == Access.API_KEY) {
            http.addFilterBefore(new ApiKeyFilter(properties.apiKeys()), UsernamePasswordAuthenticationFilter.class);
        }
        if (access == Access.OAUTH2) {
            JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
            converter.setJwtGrantedAuthoritiesConverter(SecurityConfig::authorities);
            http.oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(converter)));
        }
        if (properties.requestsPerSecond() > 0) {
            http.addFilterAfter(
                    new RateFilter(properties.requestsPerSecond(), json, InstantSource.system()),
                    AuthorizationFilter.class);
        }
        return http.build();
    }

    /** Of the scopes {@code recsys} and {@code recsys.admin}; the second includes the first. */
    private static Collection<GrantedAuthority> authorities(Jwt token) {
        String scope = token.getClaimAsString("scope");
        List<String> scopes = scope == null ? List.of() : List.of(scope.split(" "));
        if (scopes.contains("recsys.admin")) {
            return List.of(new SimpleGrantedAuthority(Roles.USER), new SimpleGrantedAuthority(Roles.ADMIN));
        }
        return scopes.contains("recsys") ? List.of(new SimpleGrantedAuthority(Roles.USER)) : List.of();
    }

    /** By the address of the connection alone: headers can say anything. */
    private static boolean isLoopback(HttpServletRequest request) {
        try {
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String missing(Access access) {
        return switch (access) {
            case LOOPBACK -> "the service answers this machine only: set recsys.service.access";
            case API_KEY -> "the header X-API-Key must have a key of this service";
            case OAUTH2 -> "a bearer token must be given";
            case OPEN -> "administration is closed: set recsys.service.access";
        };
    }

    private static void write(HttpServletResponse response, JsonMapper json, HttpStatus status, String detail)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), Problems.of(status, status.getReasonPhrase(), detail));
    }
}
