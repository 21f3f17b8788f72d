package dev.recsys.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.service.Running.Answer;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ServiceTest {
    private static final String CUSTOMER = TestBank.customer(7);

    @TempDir
    private static Path folder;

    private static Running service;

    @BeforeAll
    static void start() throws Exception {
        Path lists = Files.createDirectory(folder.resolve("lists"));
        Files.writeString(
                lists.resolve("als.csv"), "customer,product,rank\n" + CUSTOMER + ",viv,1\n" + CUSTOMER + ",ctju,2\n");
        Files.writeString(lists.resolve("bad.csv"), "customer,product,rank\n" + CUSTOMER + ",nosuch,1\n");
        Files.writeString(folder.resolve("outside.csv"), "customer,product,rank\n");
        Files.createSymbolicLink(lists.resolve("link.csv"), folder.resolve("outside.csv"));
        Files.writeString(folder.resolve("policy.yaml"), """
                policy: test
                version: 1
                rules:
                  - name: no-plans
                    items: [plan]
                    require: {age: {from: 200}}
                """);
        service = Running.with(
                "--recsys.models=" + TestBank.models(),
                "--recsys.decision.policy=" + folder.resolve("policy.yaml"),
                "--recsys.decision.log.folder=" + folder.resolve("log"),
                "--recsys.contacts.store=memory",
                "--recsys.service.lists=" + lists,
                "--recsys.service.audit=" + folder.resolve("audit"),
                "--recsys.service.test-customer=" + TestBank.customer(3),
                "--recsys.service.max-batch=3");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void recommend_ofARememberedCustomer_offersWhatTheModelRanks() throws Exception {
        Answer answer = service.post("/v1/recommend", request(CUSTOMER, 3));

        assertThat(answer.status()).isEqualTo(200);
        Recommendations expected = TestBank.BUNDLE.recommend(RecommendationRequest.forUser(CUSTOMER)
                .limit(3)
                .deny(List.of("plan"))
                .build());
        assertThat(texts(answer.json().path("offers"), "item")).isEqualTo(expected.itemIds());
        assertThat(answer.json().path("offers").get(0).path("score").asDouble())
                .isEqualTo(expected.items().get(0).score());
        assertThat(answer.json().path("policy").asString()).startsWith("test 1 ");
        assertThat(answer.response().headers().firstValue("Recsys-Generation"))
                .hasValueSatisfying(id -> assertThat(id).startsWith("0-"));
    }

    @Test
    void recommend_saysWhatARuleTookOut() throws Exception {
        JsonNode excluded =
                service.post("/v1/recommend", request(CUSTOMER, 24)).json().path("excluded");

        assertThat(texts(excluded, "rule")).contains("no-plans 1");
    }

    @Test
    void recommend_ofUnknownCustomerProvinceAndCategory_answersAndSaysWhatItIgnored() throws Exception {
        Answer answer = service.post(
                "/v1/recommend",
                "{\"customer\":{\"id\":\"never seen\",\"features\":{\"nomprov\":\"ATLANTIS\",\"nosuch\":1}},\"limit\":2}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("offers")).hasSize(2);
        assertThat(texts(answer.json().path("ignored"), "name")).contains("nosuch");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{\"limit\":0}",
                "{\"limit\":\"many\"}",
                "{\"nosuch\":1}",
                "{\"deny\":[\"nosuch\"]}",
                "{\"customer\":{\"id\":7}}",
                "{\"customer\":{\"features\":{\"age\":[1]}}}",
                "{\"time\":\"yesterday\"}",
                "{\"weights\":{\"cco\":-1}}",
                "{\"weights\":{\"nosuch\":1}}",
                "{\"preview\":1}",
                "{\"customer\":{\"id\":\"a\"},\"contacts\":[{\"id\":\"1\",\"kind\":\"SHRUG\",\"time\":\"2016-05-31T12:00:00Z\"}]}",
                "{\"contacts\":[{\"id\":\"1\"}]}"
            })
    void recommend_ofABadRequest_isRefusedByAProblem(String body) throws Exception {
        Answer answer = service.post("/v1/recommend", body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.response().headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.json().path("detail").asString()).isNotBlank();
    }

    @Test
    void recommend_ofABadLimit_namesFieldAndRule() throws Exception {
        JsonNode problem = service.post("/v1/recommend", "{\"limit\":0}").json();

        assertThat(problem.path("field").asString()).isEqualTo("limit");
        assertThat(problem.path("rule").asString()).isEqualTo("must be at least 1, but was 0");
    }

    @Test
    void recommend_ofATooLargeBody_isRefusedAndTheServiceLives() throws Exception {
        String large = "{\"customer\":{\"id\":\"" + "x".repeat(10_000_000) + "\"}}";
        HttpRequest.Builder chunked = HttpRequest.newBuilder(service.uri("/v1/recommend"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))));

        assertThat(statusOrCut(chunked)).isIn(413, -1);
        assertThat(service.post("/v1/recommend", "{\"customer\":{\"id\":\"" + "x".repeat(2_000_000) + "\"}}")
                        .status())
                .isEqualTo(413);
        assertThat(service.post("/v1/recommend", request(CUSTOMER, 1)).status()).isEqualTo(200);
    }

    @Test
    void batch_answersInOrderAndRefusesSingleRequests() throws Exception {
        Answer answer = service.post(
                "/v1/recommend/batch", "[" + request(CUSTOMER, 1) + ",{\"limit\":0}," + request("b", 1) + "]");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).hasSize(3);
        assertThat(answer.json().get(0).path("user").asString()).isEqualTo(CUSTOMER);
        assertThat(answer.json().get(1).path("field").asString()).isEqualTo("limit");
        assertThat(answer.json().get(2).path("user").asString()).isEqualTo("b");
        assertThat(service.post("/v1/recommend/batch", "[{},{},{},{}]")
                        .json()
                        .path("detail")
                        .asString())
                .isEqualTo("a batch must have at most 3 requests, but had 4");
    }

    @Test
    void stream_answersEachLine() throws Exception {
        Answer answer =
                stream((request("a", 1) + "\n\nbad\r\n \r\n" + request("b", 1)).getBytes(StandardCharsets.UTF_8));

        String[] lines = answer.body().split("\n", -1);
        assertThat(lines).hasSize(4);
        assertThat(lines[0]).contains("\"user\":\"a\"");
        assertThat(lines[1]).contains("not JSON");
        assertThat(lines[2]).contains("\"user\":\"b\"");
    }

    @Test
    void body_withANameTwice_isRefusedByEveryOperation() throws Exception {
        String twice = "{\"customer\":{\"id\":\"a\"},\"deny\":[\"cco\"],\"deny\":[]}";
        for (String operation : List.of("/v1/recommend", "/v1/explain?item=cco", "/v1/segments/assign")) {
            assertRefused(service.post(operation, twice), "has a name twice");
        }
        assertRefused(service.post("/v1/recommend/batch", "[" + twice + "]"), "has a name twice");
        assertThat(service.post("/v1/customers/a/outcomes", "{\"id\":\"x\",\"kind\":\"REFUSED\",\"kind\":\"REFUSED\"}")
                        .status())
                .isEqualTo(400);
        assertThat(stream(twice.getBytes(StandardCharsets.UTF_8)).body()).contains("has a name twice");
    }

    @Test
    void body_notInUtf8_isRefusedByEveryOperation() throws Exception {
        byte[] latin = request("Jos\u00e9", 1).getBytes(StandardCharsets.ISO_8859_1);
        for (String operation : List.of("/v1/recommend", "/v1/explain?item=cco", "/v1/segments/assign")) {
            assertRefused(
                    service.send(HttpRequest.newBuilder(service.uri(operation))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(latin))),
                    "a request must be in UTF-8, but is not");
        }
        assertThat(stream(latin).body()).contains("a request must be in UTF-8, but is not");
    }

    private static void assertRefused(Answer answer, String detail) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("detail").asString()).contains(detail);
    }

    private Answer stream(byte[] lines) throws Exception {
        return service.send(HttpRequest.newBuilder(service.uri("/v1/recommend/stream"))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(lines)));
    }

    @Test
    void explain_contributionsAddUpToTheScore() throws Exception {
        JsonNode why =
                service.post("/v1/explain?item=nomina", request(CUSTOMER, 1)).json();

        double sum = why.path("base").asDouble();
        for (JsonNode contribution : why.path("contributions")) {
            sum += contribution.path("value").asDouble();
        }
        assertThat(sum).isCloseTo(why.path("rawScore").asDouble(), within(1e-9));
        assertThat(service.post("/v1/explain?item=nosuch", request(CUSTOMER, 1)).status())
                .isEqualTo(400);
    }

    @Test
    void catalogue_saysWhatTheModelKnows() throws Exception {
        assertThat(texts(service.get("/v1/items").json(), "id")).contains("cco", "viv");
        assertThat(texts(service.get("/v1/features").json(), "name")).contains("age", "sexo");
        assertThat(service.get("/v1/items/cco/similar?limit=2").json()).hasSize(2);
        assertThat(service.get("/v1/items/nosuch/similar").status()).isEqualTo(404);
        assertThat(service.get("/v1/customers/" + CUSTOMER)
                        .json()
                        .path("features")
                        .has("age"))
                .isTrue();
        assertThat(service.get("/v1/customers/nobody").status()).isEqualTo(404);
    }

    @Test
    void assign_ofAnApplicant_describesTheSegment() throws Exception {
        JsonNode segment = service.post(
                        "/v1/segments/assign", "{\"customer\":{\"features\":{\"age\":30,\"sexo\":\"H\"}}}")
                .json();

        assertThat(segment.path("share").asDouble()).isBetween(0.0, 1.0);
        assertThat(segment.path("profile").path("means").has("age")).isTrue();
        assertThat(segment.path("items")).hasSize(24);
        assertThat(service.get("/v1/segments")
                        .json()
                        .get(segment.path("segment").asInt()))
                .isEqualTo(segment);
        assertThat(service.post("/v1/segments/assign", "{}").status()).isEqualTo(404);
    }

    @Test
    void outcome_isRecordedOnce() throws Exception {
        String outcome = "{\"id\":\"o1\",\"item\":\"cco\",\"kind\":\"REFUSED\"}";

        assertThat(service.post("/v1/customers/c9/outcomes", outcome).status()).isEqualTo(201);
        assertThat(service.post("/v1/customers/c9/outcomes", outcome).status()).isEqualTo(200);
        assertThat(service.post("/v1/customers/c9/outcomes", "{\"id\":\"o2\"}")
                        .json()
                        .path("field")
                        .asString())
                .isEqualTo("kind");
        assertThat(service.post("/v1/customers/c9/outcomes", "{\"id\":\"o2\",\"nosuch\":1}")
                        .status())
                .isEqualTo(400);
        HttpRequest.Builder erase =
                HttpRequest.newBuilder(service.uri("/v1/customers/c9/outcomes")).DELETE();
        assertThat(service.send(erase).status()).isEqualTo(204);
        assertThat(service.post("/v1/customers/c9/outcomes", outcome).status()).isEqualTo(201);
    }

    @Test
    void reference_withoutABody_answersForTheTestCustomer() throws Exception {
        for (String operation : List.of("/recommendations", "/get_online_mlc", "/get_online_kmeans")) {
            assertThat(service.get(operation).json().path("user_id").asString()).isEqualTo(TestBank.customer(3));
            assertThat(service.post(operation, "").json().path("recs")).hasSize(7);
            assertThat(service.get(operation + "?user_id=" + CUSTOMER + "&k=2")
                            .json()
                            .path("recs"))
                    .hasSize(2);
            assertThat(service.get(operation + "?k=0").status()).isEqualTo(400);
        }
        assertThat(service.get("/get_statistics").json().path("recommendations").asInt())
                .isPositive();
    }

    @Test
    void reference_loadedLists_takeTheirTurns() throws Exception {
        Answer loaded = service.get("/load_recommendations?type=als&file=als.csv");

        assertThat(loaded.json().path("loaded").asInt()).as(loaded.body()).isEqualTo(2);
        JsonNode recs = service.get("/recommendations?user_id=" + CUSTOMER + "&k=24")
                .json()
                .path("recs");
        assertThat(recs.valueStream().map(JsonNode::asString).limit(9)).contains("viv", "ctju");
        assertThat(service.get("/load_recommendations?type=als&file=bad.csv").status())
                .isEqualTo(409);
        String audited = "";
        try (Stream<Path> files = Files.walk(folder.resolve("audit"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                audited += Files.readString(file);
            }
        }
        assertThat(audited).contains("\"what\":\"load lists\",\"about\":\"ALS als.csv\",\"state\":\"done\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside.csv",
                "%2e%2e%2foutside.csv",
                "link.csv",
                "nosuch.csv",
                "",
                ".",
                "a%00b",
                "/etc/passwd"
            })
    void reference_pathsOutOfTheFolder_areRefused(String file) throws Exception {
        assertThat(service.get("/load_recommendations?type=als&file=" + file).status())
                .isIn(400, 404);
    }

    @Test
    void requestsFromPagesOfOtherSites_areRefused() throws Exception {
        assertThat(service.post("/v1/recommend", request(CUSTOMER, 1), "Origin", "http://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(service.get("/v1/items", "Sec-Fetch-Site", "cross-site").status())
                .isEqualTo(403);
        assertThat(service.get("/v1/items", "Sec-Fetch-Site", "same-origin").status())
                .isEqualTo(200);
    }

    @Test
    void operations_areThere() throws Exception {
        assertThat(service.get("/actuator/health/readiness")
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("UP");
        service.post("/v1/recommend", request(CUSTOMER, 1));
        assertThat(service.get("/actuator/prometheus").body())
                .contains(
                        "recsys_decisions_seconds_bucket",
                        "recsys_log_appended_total",
                        "recsys_components_calls_total",
                        "recsys_generation ",
                        "http_server_requests_seconds");
        assertThat(service.get("/actuator/recsys").json().path("algorithm").asString())
                .isEqualTo("hybrid");
        assertThat(service.get("/v1/statistics").json().path("decisions").asInt())
                .isPositive();
        assertThat(service.get("/v1/models").json().path("generations")).hasSize(1);
        assertThat(service.post("/v1/models/rollback", "").status()).isEqualTo(409);
        assertThat(service.get("/nosuch").status()).isEqualTo(404);
        assertThat(service.get("/actuator/env").status()).isEqualTo(404);
    }

    private static int statusOrCut(HttpRequest.Builder request) throws Exception {
        try {
            return service.send(request).status();
        } catch (java.io.IOException e) {
            return -1; // the connection was closed while the body was still sent
        }
    }

    private static String request(String customer, int limit) {
        return "{\"customer\":{\"id\":\"" + customer + "\"},\"limit\":" + limit + "}";
    }

    private static List<String> texts(JsonNode array, String field) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.path(field).asString()));
        return texts;
    }
}
