package dev.recsys.service;

import dev.recsys.service.ServiceProperties.Access;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;

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
    SecurityFilterChain recsysSecurity(
            HttpSecurity http, ServiceProperties properties, ProblemWriter problems, ObjectProvider<JwtDecoder> tokens)
            throws Exception {
        Access access = properties.access();
        if (access == Access.API_KEY && properties.apiKeys().isEmpty()) {
            throw new IllegalStateException("recsys.service.api-keys must have a key where access is API_KEY");
        }
        if (access == Access.OAUTH2 && tokens.getIfAvailable() == null) {
            throw new IllegalStateException(
                    "spring.security.oauth2.resourceserver.jwt.issuer-uri must be set where access is OAUTH2");
        }
        http.csrf(csrf -> csrf.disable()) // no cookies, no sessions: nothing that a browser sends by itself
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .formLogin(form -> form.disable())
                .httpBasic(basic -> basic.disable())
                .logout(logout -> logout.disable())
                .requestCache(cache -> cache.disable())
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                        "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'")))
                .exceptionHandling(failed -> failed.authenticationEntryPoint((request, response, e) -> {
                            if (access == Access.OAUTH2) {
                                TokenAccess.challenge(response);
                            }
                            problems.write(response, HttpStatus.UNAUTHORIZED, missing(access));
                        })
                        .accessDeniedHandler((request, response, e) -> {
                            if (access == Access.OAUTH2) {
                                TokenAccess.challengeForMore(response);
                            }
                            problems.write(response, HttpStatus.FORBIDDEN, "this caller may not do this");
                        }));
        http.authorizeHttpRequests(requests -> {
            // Permitted when they came in: what is left is the end of a stream, or to say what went wrong.
            requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                    .permitAll();
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
            new TokenAccess(problems).applyTo(http);
        }
        if (properties.requestsPerSecond() > 0) {
            http.addFilterAfter(
                    new RateFilter(properties.requestsPerSecond(), problems, InstantSource.system()),
                    AuthorizationFilter.class);
        }
        return http.build();
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
}
