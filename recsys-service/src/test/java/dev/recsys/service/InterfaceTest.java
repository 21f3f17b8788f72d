package dev.recsys.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.JsonNode;

/** The description of the interface says what the service does, no less and no more. */
class InterfaceTest {
    private static Running service;

    @BeforeAll
    static void start() {
        service = Running.with("--recsys.models=" + TestBank.models(), "--recsys.guard.enabled=false");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void description_isOpenApi31AndNamesEveryOperation() throws Exception {
        JsonNode api = service.get("/openapi").json();

        assertThat(api.path("openapi").asString()).startsWith("3.1");
        assertThat(api.path("info").path("title").asString()).isEqualTo("recsys");
        assertThat(api.path("paths").propertyNames())
                .contains(
                        "/v1/recommend",
                        "/v1/recommend/batch",
                        "/v1/recommend/stream",
                        "/v1/explain",
                        "/v1/segments/assign",
                        "/v1/customers/{customer}/outcomes",
                        "/v1/models/{number}/activate",
                        "/recommendations",
                        "/get_online_mlc",
                        "/get_online_kmeans",
                        "/load_recommendations",
                        "/get_statistics");
        assertThat(service.get("/docs").status()).isIn(200, 302);
    }

    @Test
    void decision_hasExactlyTheFieldsThatAreDescribed() throws Exception {
        String request = "{\"customer\":{\"id\":\"" + TestBank.customer(1) + "\"},\"channel\":\"app\"}";
        JsonNode decision = service.post("/v1/recommend", request).json();

        // The policy names no models of customers, so these two are absent.
        assertSame(decision, "Decision", "predictions");
        assertSame(decision.path("offers").get(0), "Offer", "models");
        assertSame(decision.path("offers").get(0).path("reason"), "Reason");
    }

    @Test
    void explanation_hasExactlyTheFieldsThatAreDescribed() throws Exception {
        JsonNode why = service.post("/v1/explain?item=cco", "{\"customer\":{\"id\":\"" + TestBank.customer(1) + "\"}}")
                .json();

        assertSame(why, "Explanation");
        assertSame(why.path("contributions").get(0), "Contribution");
    }

    @Test
    void request_isAcceptedWithEveryFieldThatIsDescribed() throws Exception {
        JsonNode described = service.get("/openapi")
                .json()
                .path("components")
                .path("schemas")
                .path("DecisionRequest")
                .path("properties");
        for (String field : described.propertyNames()) {
            String body = "{\"" + field + "\": null}";
            String detail =
                    service.post("/v1/recommend", body).json().path("detail").asString("");
            assertThat(detail).as(field).doesNotContain("has no field");
        }
    }

    private static void assertSame(JsonNode answer, String schema, String... absent) throws Exception {
        JsonNode described = service.get("/openapi")
                .json()
                .path("components")
                .path("schemas")
                .path(schema)
                .path("properties");
        Set<String> expected = new TreeSet<>(described.propertyNames());
        for (String field : absent) {
            assertThat(expected.remove(field)).as(field).isTrue();
        }
        assertThat(new TreeSet<>(answer.propertyNames())).isEqualTo(expected);
    }

    @Test
    void startFailures_areSentences() {
        StartFailures failures = new StartFailures();

        assertThat(failures.analyze(
                                new NoSuchBeanDefinitionException(ResolvableType.forClass(dev.recsys.live.Live.class)))
                        .getAction())
                .isEqualTo("Give --models DIR or --store DIR.");
        assertThat(failures.analyze(new BeanCreationException(
                                "recsysLive", "x", new java.nio.file.NoSuchFileException("nosuch/hybrid.recsys")))
                        .getDescription())
                .isEqualTo("There is no file or folder nosuch/hybrid.recsys.");
        assertThat(failures.analyze(new IllegalStateException("of something else")))
                .isNull();
    }
}
