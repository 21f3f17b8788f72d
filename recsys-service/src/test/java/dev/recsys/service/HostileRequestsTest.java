package dev.recsys.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.service.RawClient.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests that no honest caller sends, byte by byte as they are. Whatever they say, the answer is JSON, nothing of them stands in its
 * head, no file but those meant is read, and the log stays one line an entry.
 */
@ExtendWith(OutputCaptureExtension.class)
class HostileRequestsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FORGED = "Injected-By-Test";
    private static final String CUSTOMER = TestBank.customer(5);

    @TempDir
    private static Path folder;

    private static Running service;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectory(folder.resolve("lists"));
        Files.writeString(folder.resolve("outside.csv"), "customer,product,rank\n");
        service = Running.with(
                "--recsys.store=" + TestBank.store(),
                "--recsys.watch=0s",
                "--recsys.guard.enabled=false",
                "--recsys.contacts.store=memory",
                "--recsys.decision.log.folder=" + folder.resolve("log"),
                "--recsys.service.lists=" + folder.resolve("lists"),
                "--recsys.service.audit=" + folder.resolve("audit"));
        port = service.port();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** Asks, and holds every answer to what all must be. */
    private static Reply ask(String request) throws IOException {
        Reply reply = RawClient.ask(port, request);
        assertThat(reply.head()).as(request).startsWith("HTTP/1.1 ").doesNotContain(FORGED);
        assertThat(reply.body()).as(request).doesNotContainIgnoringCase("<html").doesNotContain("Tomcat");
        assertThat(reply.header("Server")).isEmpty();
        boolean isOfActuator = reply.status() == 404 && reply.body().isEmpty();
        if (reply.status() >= 400 && !isOfActuator) {
            assertThat(reply.header("Content-Type")).as(request).hasValue("application/problem+json");
            assertThat(reply.json().path("status").asInt()).isEqualTo(reply.status());
            assertThat(reply.json().path("detail").asString()).isNotBlank();
        }
        return reply;
    }

    private static void assertRefused(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isBetween(400, 499);
    }

    private static void assertLives() throws IOException {
        assertThat(ask(RawClient.post("/v1/recommend", "{\"customer\":{\"id\":\"" + CUSTOMER + "\"}}"))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("dev.recsys.service.HostileInputs#malformed")
    void request_malformed_isAProblem(String request) throws Exception {
        int status = ask(request).status();
        assertThat(status).isGreaterThanOrEqualTo(400).isNotEqualTo(500);
    }

    @Test
    void request_ofTwoLengths_leavesNothingForTheNextCaller() throws Exception {
        String smuggled = "GET /v1/customers/" + CUSTOMER + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        Reply reply = RawClient.ask(
                port,
                "POST /v1/recommend HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + (smuggled.length() + 5) + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled);

        assertThat(reply.body()).doesNotContain("holdings");
        assertThat(reply.body()).doesNotContain("HTTP/1.1 200");
    }

    @ParameterizedTest
    @MethodSource("dev.recsys.service.HostileInputs#wrongBodies")
    void body_ofWrongTypesOrDepth_isRefusedByEveryOperation(String body) throws Exception {
        for (String operation : List.of(
                "/v1/recommend",
                "/v1/recommend/batch",
                "/v1/explain?item=cco",
                "/v1/segments/assign",
                "/v1/customers/a/outcomes",
                "/recommendations",
                "/get_online_mlc",
                "/get_online_kmeans",
                "/load_recommendations")) {
            Reply reply = ask(RawClient.post(operation, body));
            assertThat(reply.status())
                    .as("%s: %s", operation, reply.body())
                    .isIn(200, 201, 400, 404, 409); // what an operation does not look at may be as it is
        }
    }

    @Test
    void body_ofTenMegabytes_isTooLarge() throws Exception {
        String large = "{\"customer\":{\"id\":\"" + "x".repeat(10_000_000) + "\"}}";
        assertThat(declared(large).status()).isEqualTo(413);
        String chunked =
                RawClient.head("POST", "/v1/recommend", "Content-Type: application/json", "Transfer-Encoding: chunked")
                        + "\r\n" + Integer.toHexString(large.length()) + "\r\n" + large + "\r\n0\r\n\r\n";
        assertThat(ask(chunked).status()).isEqualTo(413);
        assertLives();
    }

    private static Reply declared(String body) throws IOException {
        return ask(RawClient.post("/v1/recommend", body));
    }

    @Test
    void names_neverSeen_areAnsweredOrRefusedByName() throws Exception {
        JsonNode decision = ask(RawClient.post(
                        "/v1/recommend",
                        "{\"customer\":{\"id\":\"never seen\",\"features\":{\"nomprov\":\"ATLANTIS\",\"sexo\":\"?\","
                                + "\"segmento\":\"04 - NOSUCH\",\"nosuch\":1}},\"limit\":2}"))
                .json();
        assertThat(decision.path("offers")).hasSize(2);
        assertThat(decision.path("ignored").toString()).contains("nosuch");

        assertRefused(
                ask(RawClient.post("/v1/recommend", "{\"customer\":{\"holdings\":[\"nosuch\"]},\"strict\":true}")));
        assertRefused(ask(RawClient.post("/v1/recommend", "{\"allow\":[\"nosuch\"]}")));
        assertRefused(ask(RawClient.post("/v1/explain?item=nosuch", "{}")));
        assertRefused(ask(RawClient.get("/v1/items/nosuch/similar")));
        assertRefused(ask(RawClient.get("/v1/customers/nosuch")));
        for (String operation : List.of("/recommendations", "/get_online_mlc", "/get_online_kmeans")) {
            JsonNode ranked = ask(RawClient.post(
                            operation,
                            "{\"user_id\":\"never seen\",\"holdings\":[\"nosuch\"],\"features\":{\"nomprov\":\"ATLANTIS\"}}"))
                    .json();
            assertThat(ranked.path("recs")).as(operation).hasSize(7);
        }
        assertThat(ask(RawClient.post(
                                "/v1/segments/assign",
                                "{\"customer\":{\"features\":{\"nomprov\":\"ATLANTIS\",\"age\":30}}}"))
                        .status())
                .isEqualTo(200);
    }

    /** Line ends as they are, encoded, encoded twice, and as what some decoders take for them. */
    private static final List<String> BREAKS =
            List.of("%0d%0a", "%0D%0A%20", "%0a", "%0d", "%250d%250a", "%E5%98%8A%E5%98%8D", "%C2%85", "%E2%80%A8");

    @Test
    void lineEnds_inAddresses_reachNoHead() throws Exception {
        for (String lineEnd : BREAKS) {
            String forged = "a" + lineEnd + FORGED + ":%20yes" + lineEnd + lineEnd + "b";
            for (String target : List.of(
                    "/v1/customers/" + forged,
                    "/v1/items/" + forged + "/similar",
                    "/v1/models/" + forged + "/activate",
                    "/v1/reasons?language=" + forged,
                    "/v1/items/cco/similar?limit=" + forged,
                    "/recommendations?user_id=" + forged,
                    "/get_online_mlc?k=" + forged,
                    "/load_recommendations?type=als&file=" + forged,
                    "/load_recommendations?type=" + forged + "&file=a",
                    "/docs/" + forged,
                    "/ui/" + forged,
                    "/" + forged,
                    "/actuator/" + forged,
                    "/actuator/health/" + forged)) {
                assertThat(ask(RawClient.get(target)).status()).as(target).isLessThan(500);
            }
            ask(RawClient.post("/v1/customers/" + forged + "/outcomes", "{\"id\":\"1\",\"kind\":\"REFUSED\"}"));
            ask(RawClient.post("/v1/explain?item=" + forged, "{}"));
            String location = RawClient.ask(port, RawClient.get("/docs?configUrl=" + forged))
                    .header("Location")
                    .orElseThrow(); // keeps the query as it was encoded
            assertThat(location).startsWith("/swagger-ui/index.html?").doesNotContain(" ");
        }
        assertLives();
    }

    @Test
    void lineEnds_inHeaders_reachNoHead() throws Exception {
        String forged = FORGED + ": yes";
        for (String lineEnd : List.of("\r", "\n", "\r\n ", "\r\n\t", "\u0085", "\u0000", "\u000b")) {
            for (String header : List.of(
                    "Host",
                    "Origin",
                    "Referer",
                    "Accept",
                    "Content-Type",
                    "X-API-Key",
                    "Authorization",
                    "X-Forwarded-Host")) {
                Reply reply = RawClient.ask(
                        port,
                        "GET /nosuch HTTP/1.1\r\nConnection: close\r\n"
                                + (header.equals("Host") ? "" : "Host: localhost\r\n") + header + ": a" + lineEnd
                                + forged
                                + "\r\n\r\n");
                assertThat(reply.head())
                        .as(header + " " + (int) lineEnd.charAt(0))
                        .doesNotContain(FORGED);
                assertThat(reply.body()).doesNotContainIgnoringCase("<html");
                assertThat(reply.status()).isBetween(400, 499);
            }
        }
        Reply docs = ask(RawClient.get("/docs", "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: gopher"));
        assertThat(docs.header("Location").orElse("")).doesNotContain("evil");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..%2foutside.csv",
                "..%2f..%2foutside.csv",
                "%2e%2e%2foutside.csv",
                "..%5coutside.csv",
                "%2e%2e%5coutside.csv",
                "..%252foutside.csv",
                "%c0%ae%c0%ae%c0%afoutside.csv",
                "....%2f%2foutside.csv",
                "%2fetc%2fpasswd",
                "a%00.csv",
                "%00",
                ".%2foutside.csv",
                "..;%2foutside.csv",
                "file:%2f%2f%2fetc%2fpasswd"
            })
    void path_outOfItsFolder_isRefused(String name) throws Exception {
        assertRefused(ask(RawClient.get("/load_recommendations?type=als&file=" + name)));
        for (String target : List.of(
                "/v1/models/" + name + "/activate",
                "/v1/customers/" + name,
                "/v1/items/" + name + "/similar",
                "/ui/" + name,
                "/docs/" + name,
                "/" + name,
                "/ui/" + name.replace("outside.csv", "application.properties"),
                "/actuator/" + name)) {
            Reply reply = ask(RawClient.get(target));
            assertRefused(reply);
            assertThat(reply.body()).as(target).doesNotContain("spring.").doesNotContain("root:");
        }
        assertRefused(ask(RawClient.post("/v1/models/" + name + "/activate", "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ui/../application.properties",
                "/ui/../../application.properties",
                "/ui/..;/application.properties",
                "/ui/%2e%2e/application.properties",
                "/ui//../../application.properties",
                "/ui/..\\application.properties",
                "/..;/actuator/env",
                "/application.properties",
                "/WEB-INF/web.xml",
                "/META-INF/spring.factories",
                "/ui/%00app.js",
                "/ui/app.js%00.css"
            })
    void path_toWhatIsNotServed_isRefused(String target) throws Exception {
        Reply reply = ask(RawClient.get(target));
        assertRefused(reply);
        assertThat(reply.body()).doesNotContain("spring.");
    }

    @Test
    void generation_ofABadNumber_isRefused() throws Exception {
        for (String number : List.of("0", "-1", "99999999999999999999", "1e3", "0xg", "%C2%B2", "%D9%A1%00")) {
            assertRefused(ask(RawClient.post("/v1/models/" + number + "/activate", "")));
        }
        assertLives();
    }

    @Test
    void id_withAnEncodedSlash_isRefusedByAProblem() throws Exception {
        Reply reply = ask(RawClient.get("/v1/customers/a%2fb"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("detail").asString()).contains("encoded slash");
        assertThat(ask(RawClient.get("/v1/customers/a%252fb")).status()).isIn(400, 404);
    }

    @Test
    void log_ofForgedEntries_staysALineAnEntry(CapturedOutput output) throws Exception {
        String forged =
                "x%0d%0a2031-01-01T00:00:00.000Z%20%20INFO%20forged%20entry%1b[2J%1b]0;title%07%C2%9b2J%E2%80%A8forged";
        String raw = "x\\r\\n2031-01-01T00:00:00.000Z  INFO forged entry\\u001b[2J\\u009b2J\\u2028forged";
        for (String target : List.of(
                "/v1/customers/" + forged,
                "/v1/models/" + forged,
                "/load_recommendations?type=als&file=" + forged,
                "/recommendations?user_id=" + forged,
                "/v1/reasons?language=" + forged,
                "/" + forged)) {
            ask(RawClient.get(target));
        }
        ask(RawClient.post(
                "/v1/recommend", "{\"id\":\"log\",\"customer\":{\"id\":\"" + raw + "\"},\"channel\":\"a\"}"));
        ask(RawClient.post("/v1/recommend", "{\"" + raw + "\":1}"));
        ask(RawClient.post("/recommendations", "{\"user_id\":\"" + raw + "\"}"));
        ask(RawClient.post("/load_recommendations", "{\"type\":\"als\",\"file\":\"" + raw + "\"}"));
        ask(RawClient.post("/v1/models/9/activate", ""));
        RawClient.ask(port, "GET /\u001b[2Jx HTTP/1.1\r\nHost: localhost\r\n\r\n");
        RawClient.ask(port, "GET / HTTP/1.1\r\nHost: local\u001b[2J\rforged\r\n\r\n");
        RawClient.ask(port, "GET / HTTP/1.1\r\nHost: localhost\r\nX\u001b[2J\u009b: \u001b\n2031 forged\r\n\r\n");

        assertThat(output.getOut()).contains("activate generation"); // what is captured is the service's log
        assertThat(output.getOut() + output.getErr())
                .doesNotContain("\u001b")
                .doesNotContain("\u009b")
                .doesNotContain("\u2028")
                .doesNotContain("\u0007");
        for (String line : output.getOut().split("\n|\r", -1)) {
            assertThat(line).doesNotStartWith("2031").doesNotStartWith("forged");
        }
        assertWholeEntries(folder.resolve("audit"));
        assertWholeEntries(folder.resolve("log"));
    }

    private static void assertWholeEntries(Path log) throws IOException {
        int lines = 0;
        try (Stream<Path> files = Files.walk(log)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                for (String line : Files.readAllLines(file)) {
                    assertThat(JSON.readTree(line).isObject()).isTrue();
                    lines++;
                }
            }
        }
        assertThat(lines).as("entries in " + log.getFileName()).isPositive();
    }
}
