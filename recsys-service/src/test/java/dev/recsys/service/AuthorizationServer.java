package dev.recsys.service;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.json.JsonMapper;

/**
 * Spring Authorization Server on a free port of this machine: it publishes its keys, and gives tokens to clients that it knows by
 * name. A client's name says what is wrong with its tokens.
 */
@EnableAutoConfiguration(
        exclude = DataSourceAutoConfiguration.class) // no component, which the service's scan would find
class AuthorizationServer {
    static final String AUDIENCE = "recsys";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Bean
    SecurityFilterChain authorizationSecurity(HttpSecurity http) throws Exception {
        http.oauth2AuthorizationServer(server -> http.securityMatcher(server.getEndpointsMatcher()))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
        return http.build();
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings() {
        return AuthorizationServerSettings.builder().build(); // its issuer is the address it is asked at
    }

    @Bean
    RegisteredClientRepository clients() {
        List<RegisteredClient> clients = new ArrayList<>();
        for (String name :
                List.of("app", "expired", "early", "other-audience", "no-audience", "other-issuer", "text-scope")) {
            clients.add(client(name, "recsys", "profile"));
        }
        clients.add(client("operator", "recsys", "recsys.admin"));
        clients.add(client("stranger", "recsys.administrator", "xrecsys"));
        return new InMemoryRegisteredClientRepository(clients);
    }

    private static RegisteredClient client(String name, String... scopes) {
        return RegisteredClient.withId(name)
                .clientId(name)
                .clientSecret("{noop}secret of " + name)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(all -> all.addAll(List.of(scopes)))
                .build();
    }

    @Bean
    JWKSource<SecurityContext> keys() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        RSAKey key = new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                .privateKey(pair.getPrivate())
                .keyID("first")
                .build();
        return new ImmutableJWKSet<>(new JWKSet(key));
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims() {
        return context -> {
            JwtClaimsSet.Builder claims = context.getClaims().audience(List.of("others", AUDIENCE));
            fault(context.getRegisteredClient().getClientId()).accept(claims);
        };
    }

    private static Consumer<JwtClaimsSet.Builder> fault(String client) {
        Instant now = Instant.now();
        return switch (client) {
            case "expired" ->
                claims -> claims.issuedAt(now.minusSeconds(600))
                        .notBefore(now.minusSeconds(600))
                        .expiresAt(now.minusSeconds(120)); // clocks may differ by a minute
            case "early" -> claims -> claims.notBefore(now.plusSeconds(120));
            case "other-audience" -> claims -> claims.audience(List.of("others"));
            case "no-audience" -> claims -> claims.claims(all -> all.remove("aud"));
            case "other-issuer" -> claims -> claims.issuer("http://127.0.0.1:1");
            case "text-scope" -> claims -> claims.claim("scope", "profile recsys"); // as RFC 9068 has it
            default -> claims -> {};
        };
    }

    /** A running server. */
    static final class Started implements AutoCloseable {
        private final HttpClient http = HttpClient.newHttpClient();
        private final ConfigurableApplicationContext context;

        private Started(ConfigurableApplicationContext context) {
            this.context = context;
        }

        String issuer() {
            return "http://127.0.0.1:"
                    + ((WebServerApplicationContext) context).getWebServer().getPort();
        }

        /** A token by client credentials, with all of a client's scopes. */
        String token(String client) throws Exception {
            return token(client, String.join(" ", scopes(client)));
        }

        /** A token by client credentials, with the scopes that are named. */
        String token(String client, String scopes) throws Exception {
            String credentials = URLEncoder.encode(client, StandardCharsets.UTF_8) + ":"
                    + URLEncoder.encode("secret of " + client, StandardCharsets.UTF_8);
            HttpRequest request = HttpRequest.newBuilder(URI.create(issuer() + "/oauth2/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header(
                            "Authorization",
                            "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "grant_type=client_credentials&scope=" + URLEncoder.encode(scopes, StandardCharsets.UTF_8)))
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError("no token: " + response.statusCode() + " " + response.body());
            }
            return JSON.readTree(response.body()).path("access_token").asString();
        }

        private List<String> scopes(String client) {
            RegisteredClient known =
                    context.getBean(RegisteredClientRepository.class).findByClientId(client);
            return known.getScopes().stream().sorted().toList();
        }

        @Override
        public void close() {
            context.close();
        }
    }

    static Started start(int port) {
        return new Started(SpringApplication.run(
                AuthorizationServer.class,
                "--spring.config.name=authorization", // not the service's properties
                "--spring.main.banner-mode=off",
                "--server.port=" + port,
                "--server.address=127.0.0.1"));
    }
}
