package dev.recsys.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.service.Running.Answer;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Services that remember contacts in a real PostgreSQL: over HTTP, across restarts, together, and when the database is gone. */
@Tag("slow")
class PostgresServiceTest {
    private static final int CAP = 3;

    @TempDir
    private static Path folder;

    private static PostgresServer database;
    private static Path policy;

    @BeforeAll
    static void start() throws Exception {
        database = PostgresServer.started();
        policy = Files.writeString(folder.resolve("policy.yaml"), """
                policy: capped
                version: 1
                contact:
                  coolDowns:
                    - {after: refused, per: item, days: 90}
                  caps:
                    - {most: 3, per: all, days: 7}
                """);
    }

    @AfterAll
    static void stop() throws Exception {
        if (database != null) {
            database.close();
        }
    }

    private static Running service() {
        return Running.with(
                "--recsys.models=" + TestBank.models(),
                "--recsys.decision.policy=" + policy,
                "--recsys.guard.enabled=false",
                "--recsys.contacts.store=jdbc",
                "--spring.datasource.url=" + database.url());
    }

    private static JsonNode decide(Running service, String customer, int limit) throws Exception {
        Answer answer = service.post("/v1/recommend", request(customer, limit));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String request(String customer, int limit) {
        return "{\"customer\":{\"id\":\"" + customer + "\"},\"limit\":" + limit + ",\"channel\":\"app\"}";
    }

    private static List<String> contacts(String customer) throws Exception {
        return database.rows("SELECT kind, item_id, channel FROM recsys_contact WHERE customer_id = '" + customer
                + "' ORDER BY contact_time, item_id");
    }

    @Test
    void outcomes_overHttp_landInTheDatabase() throws Exception {
        String customer = TestBank.customer(11);
        String path = "/v1/customers/" + customer + "/outcomes";
        try (Running service = service()) {
            String item = decide(service, customer, 1)
                    .path("offers")
                    .get(0)
                    .path("item")
                    .asString();
            String refused = "{\"id\":\"r1\",\"item\":\"" + item + "\",\"channel\":\"app\",\"kind\":\"REFUSED\"}";
            assertThat(service.post(path, refused).status()).isEqualTo(201);
            assertThat(service.post(path, refused).status()).isEqualTo(200);
            assertThat(service.post(path, "{\"id\":\"a1\",\"item\":\"cco\",\"kind\":\"ACCEPTED\"}")
                            .status())
                    .isEqualTo(201);

            assertThat(contacts(customer))
                    .containsExactlyInAnyOrder("OFFER " + item + " app", "REFUSED " + item + " app", "ACCEPTED cco ");
            JsonNode after = decide(service, customer, 24);
            assertThat(after.path("offers").findValuesAsString("item")).doesNotContain(item);
            assertThat(after.path("excluded").findValuesAsString("code")).contains("COOL_DOWN");

            assertThat(service.send(HttpRequest.newBuilder(service.uri(path)).DELETE())
                            .status())
                    .isEqualTo(204);
            assertThat(contacts(customer)).isEmpty();
        }
    }

    @Test
    void caps_acrossARestart_hold() throws Exception {
        String customer = TestBank.customer(12);
        try (Running first = service()) {
            assertThat(decide(first, customer, 2).path("offers")).hasSize(2);
        }
        try (Running second = service()) {
            assertThat(decide(second, customer, 5).path("offers")).hasSize(CAP - 2);
            assertThat(decide(second, customer, 5).path("offers")).isEmpty();
        }
        assertThat(contacts(customer)).hasSize(CAP);
    }

    @Test
    void caps_ofTwoServicesAtOnce_hold() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try (Running one = service();
                Running other = service()) {
            for (int customer = 20; customer < 30; customer++) {
                String id = TestBank.customer(customer);
                List<Callable<Integer>> calls = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    Running asked = i % 2 == 0 ? one : other;
                    calls.add(() -> decide(asked, id, 1).path("offers").size());
                }
                int offers = 0;
                for (Future<Integer> call : callers.invokeAll(calls)) {
                    offers += call.get();
                }
                assertThat(offers).isEqualTo(CAP);
                assertThat(contacts(id)).hasSize(CAP);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void database_goneAndBack_isSaidAndUsedAgain() throws Exception {
        String customer = TestBank.customer(13);
        String path = "/v1/customers/" + customer + "/outcomes";
        String outcome = "{\"id\":\"o1\",\"item\":\"cco\",\"kind\":\"ACCEPTED\"}";
        try (Running service = service()) {
            assertThat(decide(service, customer, 1).path("offers")).hasSize(1);

            database.stop();
            long begun = System.nanoTime();
            Answer refused = service.post(path, outcome);
            assertThat(refused.status()).as(refused.body()).isEqualTo(503);
            assertThat(refused.response().headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(refused.json().path("title").asString()).isEqualTo("Contacts unavailable");
            JsonNode decision = decide(service, customer, 2);
            assertThat(decision.path("offers")).isEmpty();
            assertThat(decision.path("excluded").findValuesAsString("code")).contains("CONTACTS_UNAVAILABLE");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
            assertThat(service.get("/actuator/health/readiness").status()).isEqualTo(200);
            assertThat(service.get("/actuator/health").status()).isEqualTo(503);
            assertThat(service.get("/actuator/prometheus").body()).contains("recsys_failures_total{part=\"contacts\"}");

            database.start();
            // The pool of connections tries again after some seconds at most.
            long back = System.nanoTime();
            int status = service.post(path, outcome).status();
            while (status == 503
                    && System.nanoTime() - back < Duration.ofSeconds(60).toNanos()) {
                Thread.sleep(100);
                status = service.post(path, outcome).status();
            }
            assertThat(status).isEqualTo(201);
            assertThat(decide(service, customer, 2).path("offers")).hasSize(2);
            assertThat(contacts(customer)).hasSize(4);
            assertThat(service.get("/actuator/health").status()).isEqualTo(200);
        } finally {
            database.start();
        }
    }
}
