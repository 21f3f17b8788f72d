package dev.recsys.service;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;

/** Access by bearer tokens (RFC 6750) of an authorization server, whose keys are fetched when the first token comes. */
final class TokenAccess {
    static final String NO_ANSWER =
            "the token can't be checked, since the authorization server did not answer; ask again";

    private static final String USER = "recsys";
    private static final String ADMIN = "recsys.admin";

    private final ProblemWriter problems;
    private final JwtGrantedAuthoritiesConverter scopes = new JwtGrantedAuthoritiesConverter();

    TokenAccess(ProblemWriter problems) {
        this.problems = problems;
        scopes.setAuthorityPrefix("");
    }

    /** Lets tokens in. */
    void applyTo(HttpSecurity http) {
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(this::roles);
        http.oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(converter))
                .withObjectPostProcessor(new ObjectPostProcessor<BearerTokenAuthenticationFilter>() {
                    @Override
                    public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                        filter.setAuthenticationEntryPoint((request, response, e) -> refuse(response, e));
                        filter.setAuthenticationFailureHandler((request, response, e) -> refuse(response, e));
                        return filter;
                    }
                }));
    }

    /** Of scopes in a text or in a list, in the claim {@code scope} or {@code scp}; the admin's includes the other. */
    private Collection<GrantedAuthority> roles(Jwt token) {
        Collection<String> given = AuthorityUtils.authorityListToSet(scopes.convert(token));
        if (given.contains(ADMIN)) {
            return AuthorityUtils.createAuthorityList(Roles.USER, Roles.ADMIN);
        }
        return given.contains(USER) ? AuthorityUtils.createAuthorityList(Roles.USER) : List.of();
    }

    /** What exactly is wrong with a token is not said: whoever made it up would learn from it. */
    private void refuse(HttpServletResponse response, AuthenticationException e) throws IOException {
        if (e instanceof AuthenticationServiceException) {
            problems.write(response, HttpStatus.SERVICE_UNAVAILABLE, NO_ANSWER);
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
        problems.write(
                response,
                HttpStatus.UNAUTHORIZED,
                "the bearer token is not accepted: it must be of the issuer and for the audience set, unchanged and in its"
                        + " time");
    }

    /** Asks for a token, where none was given. */
    static void challenge(HttpServletResponse response) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    /** Says that the token's scopes do not suffice. */
    static void challengeForMore(HttpServletResponse response) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
    }
}
