package dev.recsys.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.service.Running.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what by a token of a real authorization server, fetched over HTTP by client credentials. */
class TokenAccessTest {
    private static final String REQUEST = "{\"customer\":{\"id\":\"" + TestBank.customer(1) + "\"},\"limit\":1}";

    @TempDir
    private static Path folder;

    private static AuthorizationServer.Started authorization;
    private static Running service;

    @BeforeAll
    static void start() throws Exception {
        authorization = AuthorizationServer.start(0);
        service = Running.with(
                "--recsys.store=" + TestBank.store(),
                "--recsys.watch=0s",
                "--recsys.contacts.store=memory",
                "--recsys.service.access=OAUTH2",
                "--recsys.service.audit=" + folder.resolve("audit"),
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + authorization.issuer(),
                "--spring.security.oauth2.resourceserver.jwt.audiences=" + AuthorizationServer.AUDIENCE);
    }

    @AfterAll
    static void stop() {
        service.close();
        authorization.close();
    }

    private static Answer ask(String token) throws Exception {
        return service.post("/v1/recommend", REQUEST, "Authorization", "Bearer " + token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "text-scope"})
    void user_decidesAndAdministersNothing(String client) throws Exception {
        String[] bearer = {"Authorization", "Bearer " + authorization.token(client)};

        assertThat(service.post("/v1/recommend", REQUEST, bearer).json().path("offers"))
                .hasSize(1);
        assertThat(service.get("/v1/models", bearer).status()).isEqualTo(200);
        assertForbidden(service.post("/v1/models/rollback", "", bearer));
        assertForbidden(service.post("/v1/models/1/activate", "", bearer));
        assertForbidden(service.get("/load_recommendations?type=als&file=a", bearer));
        assertForbidden(service.get("/actuator/recsys", bearer));
        assertForbidden(service.send(
                java.net.http.HttpRequest.newBuilder(service.uri("/v1/customers/a/outcomes"))
                        .DELETE(),
                bearer));
    }

    @Test
    void operator_withTheAdminScope_administersAndIsAudited() throws Exception {
        String[] admin = {"Authorization", "Bearer " + authorization.token("operator", "recsys.admin")};

        assertThat(service.post("/v1/recommend", REQUEST, admin).status()).isEqualTo(200);
        assertThat(service.get("/actuator/recsys", admin).status()).isEqualTo(200);
        assertThat(service.post("/v1/models/1/activate", "", admin).status()).isEqualTo(200);
        assertThat(service.post("/v1/models/9/activate", "", admin).status()).isEqualTo(404);
        String audited = "";
        try (Stream<Path> files = Files.walk(folder.resolve("audit"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                audited += Files.readString(file);
            }
        }
        assertThat(audited)
                .contains("\"who\":\"operator\",\"what\":\"activate generation\",\"about\":1,\"state\":\"done\"")
                .contains("\"about\":9,\"state\":\"failed\"");
    }

    @Test
    void operator_withoutTheAdminScope_administersNothing() throws Exception {
        assertForbidden(service.post(
                "/v1/models/1/activate", "", "Authorization", "Bearer " + authorization.token("operator", "recsys")));
    }

    @Test
    void scopes_thatOnlyLookAlike_giveNoRole() throws Exception {
        assertForbidden(ask(authorization.token("stranger")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "early", "other-audience", "no-audience", "other-issuer"})
    void token_withAWrongClaim_isRefused(String client) throws Exception {
        assertUnauthorized(ask(authorization.token(client)));
    }

    @Test
    void token_ofAnotherAuthorizationServer_isRefused() throws Exception {
        try (AuthorizationServer.Started other = AuthorizationServer.start(0)) {
            assertUnauthorized(ask(other.token("app")));
        }
    }

    @Test
    void token_tamperedWith_isRefused() throws Exception {
        String[] parts = authorization.token("app").split("\\.");
        String claims = text(parts[1]);
        assertThat(claims).contains("\"recsys\"");
        String raised = base64(claims.replace("\"profile\"", "\"recsys.admin\"").getBytes(UTF_8));
        char last = parts[2].charAt(10);
        String signature = parts[2].substring(0, 10) + (last == 'A' ? 'B' : 'A') + parts[2].substring(11);

        assertThat(raised).isNotEqualTo(parts[1]);
        assertUnauthorized(ask(parts[0] + "." + raised + "." + parts[2]));
        assertUnauthorized(ask(parts[0] + "." + parts[1] + "." + signature));
        assertUnauthorized(ask(parts[0] + "." + parts[1] + "."));
        assertUnauthorized(ask(base64("{\"alg\":\"none\"}".getBytes(UTF_8)) + "." + raised + "."));
        assertUnauthorized(ask(signedWithThePublicKey(raised)));
        assertUnauthorized(ask("no-token-at-all"));
        assertUnauthorized(ask("a b"));
        assertUnauthorized(ask("x".repeat(8000)));
        assertThat(ask(String.join(".", parts)).status()).isEqualTo(200);
    }

    /** What is signed by the public key as if it were a shared secret. */
    private static String signedWithThePublicKey(String claims) throws Exception {
        byte[] key = service.send(java.net.http.HttpRequest.newBuilder(
                        java.net.URI.create(authorization.issuer() + "/oauth2/jwks")))
                .json()
                .path("keys")
                .get(0)
                .path("n")
                .asString()
                .getBytes(UTF_8);
        String signed = base64("{\"alg\":\"HS256\",\"kid\":\"first\"}".getBytes(UTF_8)) + "." + claims;
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return signed + "." + base64(mac.doFinal(signed.getBytes(UTF_8)));
    }

    @Test
    void token_missingOrElsewhere_isRefused() throws Exception {
        String token = authorization.token("app");

        assertUnauthorized(service.post("/v1/recommend", REQUEST));
        assertUnauthorized(service.post("/v1/recommend?access_token=" + token, REQUEST));
        assertUnauthorized(service.post("/v1/recommend", REQUEST, "Authorization", "Basic " + token));
        assertUnauthorized(service.post("/v1/recommend", REQUEST, "X-API-Key", token));
        assertThat(service.get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    @Test
    void authorizationServer_outOfReach_isAProblemThatPasses() throws Exception {
        AuthorizationServer.Started away = AuthorizationServer.start(0);
        String issuer = away.issuer();
        String token = away.token("app");
        away.close();
        try (Running late = Running.with(
                "--recsys.models=" + TestBank.models(),
                "--recsys.service.access=OAUTH2",
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer)) {
            Answer answer = late.post("/v1/recommend", REQUEST, "Authorization", "Bearer " + token);
            assertProblem(answer, 503);
            assertThat(answer.json().path("detail").asString()).contains("authorization server");
            assertThat(late.get("/actuator/health/readiness").status()).isEqualTo(200);

            try (AuthorizationServer.Started back =
                    AuthorizationServer.start(java.net.URI.create(issuer).getPort())) {
                assertThat(late.post("/v1/recommend", REQUEST, "Authorization", "Bearer " + back.token("app"))
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void access_byTokensWithoutAnIssuer_isRefusedAtTheStart() {
        assertThatThrownBy(() -> Running.with("--recsys.models=" + TestBank.models(), "--recsys.service.access=OAUTH2"))
                .hasRootCauseMessage(
                        "spring.security.oauth2.resourceserver.jwt.issuer-uri must be set where access is" + " OAUTH2");
    }

    private static void assertUnauthorized(Answer answer) {
        assertProblem(answer, 401);
        assertThat(answer.response().headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
    }

    private static void assertForbidden(Answer answer) {
        assertProblem(answer, 403);
        assertThat(answer.response().headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).contains("error=\"insufficient_scope\""));
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.response().headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("detail").asString()).isNotBlank();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String text(String base64) {
        return new String(Base64.getUrlDecoder().decode(base64), UTF_8);
    }
}
