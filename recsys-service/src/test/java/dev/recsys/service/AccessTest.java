package dev.recsys.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.bundle.ModelStore;
import dev.recsys.bundle.Release;
import dev.recsys.bundle.SigningKeys;
import dev.recsys.service.Running.Answer;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AccessTest {
    private static final String[] USER = {"X-API-Key", "for users"};
    private static final String[] ADMIN = {"X-API-Key", "for admins"};

    @Test
    void apiKeys_letUsersAskAndAdministratorsChangeGenerations() throws Exception {
        Path store = TestBank.store();
        try (Running service = Running.with(
                "--recsys.store=" + store,
                "--recsys.watch=0s",
                "--recsys.service.access=API_KEY",
                "--recsys.service.requests-per-second=1000",
                "--recsys.service.api-keys[0].name=app",
                "--recsys.service.api-keys[0].sha256=" + sha256("for users"),
                "--recsys.service.api-keys[1].name=operator",
                "--recsys.service.api-keys[1].admin=true",
                "--recsys.service.api-keys[1].sha256=" + sha256("for admins"))) {
            Answer none = service.get("/v1/models");
            assertThat(none.status()).isEqualTo(401);
            assertThat(none.json().path("detail").asString()).contains("X-API-Key");
            assertThat(service.get("/v1/models", "X-API-Key", "wrong").status()).isEqualTo(401);
            assertThat(service.get("/actuator/health/liveness").status()).isEqualTo(200);
            assertThat(service.get("/actuator/recsys", USER).status()).isEqualTo(403);
            assertThat(service.get("/v1/models", USER).json().path("generations"))
                    .hasSize(1);
            String first = service.get("/v1/models", USER).json().path("live").asString();

            assertThat(service.send(
                                    HttpRequest.newBuilder(service.uri("/v1/recommend/stream"))
                                            .header("Content-Type", "application/x-ndjson")
                                            .POST(HttpRequest.BodyPublishers.ofString("{}\n{}\n")),
                                    USER)
                            .body()
                            .lines())
                    .hasSize(2);

            ModelStore.at(store).save(Release.of("hybrid", TestBank.BUNDLE).withNote("second"));
            assertThat(service.post("/v1/models/2/activate", "", USER).status()).isEqualTo(403);
            JsonNode after = service.post("/v1/models/2/activate", "", ADMIN).json();
            assertThat(after.path("live").asString()).startsWith("2-");
            assertThat(service.post("/v1/recommend", "{}", USER)
                            .response()
                            .headers()
                            .firstValue("Recsys-Generation"))
                    .hasValue(after.path("live").asString());
            assertThat(service.post("/v1/models/9/activate", "", ADMIN).status())
                    .isEqualTo(404);
            assertThat(service.post("/v1/models/rollback", "", ADMIN)
                            .json()
                            .path("live")
                            .asString())
                    .isEqualTo(first);
        }
    }

    @Test
    void models_ofAStoreWithKeys_areThoseThatAreSigned() throws Exception {
        Path folder = Files.createTempDirectory(TestBank.FOLDER, "signed");
        Path privateKey = folder.resolve("key");
        Path publicKey = SigningKeys.generate(privateKey);
        ModelStore store = ModelStore.at(folder.resolve("store"));
        store.save(Release.of("hybrid", TestBank.BUNDLE).withNote("unsigned"));
        store.signing(SigningKeys.privateKey(privateKey))
                .save(Release.of("hybrid", TestBank.BUNDLE).withNote("signed"));
        try (Running service = Running.with(
                "--recsys.store=" + folder.resolve("store"),
                "--recsys.public-keys=" + publicKey,
                "--recsys.watch=0s")) {
            JsonNode generations = service.get("/v1/models").json().path("generations");
            assertThat(generations.findValuesAsString("note")).containsExactly("signed");
            assertThat(service.post("/v1/models/1/activate", "").status()).isEqualTo(409);
        }
    }

    @Test
    void open_letsEveryoneAskAndNobodyAdminister() throws Exception {
        try (Running service = Running.with("--recsys.models=" + TestBank.models(), "--recsys.service.access=OPEN")) {
            assertThat(service.post("/v1/recommend", "{}").status()).isEqualTo(200);
            assertThat(service.post("/v1/models/rollback", "").status()).isEqualTo(401);
            assertThat(service.get("/load_recommendations?type=als&file=a").status())
                    .isEqualTo(401);
        }
    }

    @Test
    void apiKeys_withoutAKey_areRefusedAtTheStart() {
        assertThatThrownBy(
                        () -> Running.with("--recsys.models=" + TestBank.models(), "--recsys.service.access=API_KEY"))
                .hasRootCauseMessage("recsys.service.api-keys must have a key where access is API_KEY");
    }

    @Test
    void rate_isLimitedByCallerAndSecond() {
        Instant[] now = {Instant.ofEpochSecond(100)};
        RateFilter filter =
                new RateFilter(2, new ProblemWriter(JsonMapper.builder().build()), () -> now[0]);

        assertThat(filter.isAllowed("a")).isTrue();
        assertThat(filter.isAllowed("a")).isTrue();
        assertThat(filter.isAllowed("a")).isFalse();
        assertThat(filter.isAllowed("b")).isTrue();
        now[0] = now[0].plusSeconds(1);
        assertThat(filter.isAllowed("a")).isTrue();
    }

    @Test
    void arguments_standForProperties() {
        assertThat(ServeArguments.translated(java.util.List.of("--models", "m", "--port=1", "--recsys.watch=1s")))
                .containsExactly("--recsys.models=m", "--server.port=1", "--recsys.watch=1s");
        assertThatThrownBy(() -> ServeArguments.translated(java.util.List.of("--modles", "m")))
                .hasMessageStartingWith("there is no option \"--modles\"");
        assertThatThrownBy(() -> ServeArguments.translated(java.util.List.of("--port")))
                .hasMessage("--port must have a value");
    }

    private static String sha256(String key) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
    }
}
