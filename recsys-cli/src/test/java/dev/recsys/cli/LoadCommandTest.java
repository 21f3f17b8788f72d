package dev.recsys.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
@Timeout(120)
class LoadCommandTest {
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private String url;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        start(server);
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void start(HttpServer any) {
        any.createContext("/", this::answer);
        any.setExecutor(threads);
        any.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("X-API-Key") + " " + body);
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    @Test
    void load_atARate_reportsInWords() {
        Result result = Result.run("load", "--url", url + "/v1/recommend", "--rate", "50", "--duration", "1s");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("50 scheduled, 50 answered, 0 failed", "50.0/s scheduled", "200: 50", "p99.9", "generator");
        assertThat(asked)
                .hasSize(50)
                .allMatch(each -> each.startsWith("POST /v1/recommend null {\"customer\":{\"id\":\"100000"));
    }

    @Test
    void load_requestsOfAFile_areSentInTurn(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("requests.jsonl"), "{\"a\":1}\n\n {\"b\":\"ñ\"}\n");
        Result result = Result.run(
                "load",
                "--url",
                url,
                "--requests",
                file,
                "--rate",
                "6",
                "--duration",
                "500ms",
                "--connections",
                "1",
                "--header",
                "X-API-Key: k",
                "--json");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(asked).containsExactly("POST / k {\"a\":1}", "POST / k {\"b\":\"ñ\"}", "POST / k {\"a\":1}");
        JsonNode json = result.json();
        assertThat(json.get("answered").asInt()).isEqualTo(3);
        assertThat(json.get("statuses").get("200").asInt()).isEqualTo(3);
        assertThat(json.get("latencyMillis").get("p99.9").asDouble()).isPositive();
        assertThat(json.get("generator").get("processors").asDouble()).isPositive();
    }

    @Test
    void load_users_areAskedFor(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("users.txt"), "ann \"a\"\nbob\n");
        Result.run("load", "--url", url, "--users", file, "--rate", "2", "--duration", "1s", "--connections", "1");
        assertThat(asked).hasSize(2);
        assertThat(asked.get(0)).contains("\"id\":\"ann \\\"a\\\"\"");
        assertThat(asked.get(1)).contains("\"id\":\"bob\"");
    }

    @Test
    void load_theReferenceScenario_mixesItsOperations() {
        Result result = Result.run("load", "--url", url + "/api/", "--scenario", "reference", "--duration", "1s");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(asked).hasSize(100);
        assertThat(asked)
                .filteredOn(each -> each.startsWith("POST /api/recommendations "))
                .hasSize(34);
        assertThat(asked)
                .filteredOn(each -> each.startsWith("POST /api/get_online_mlc "))
                .hasSize(33);
        assertThat(asked)
                .filteredOn(each -> each.startsWith("POST /api/get_online_kmeans "))
                .hasSize(33);
    }

    /** Each answer takes one thread 10 ms: no more than 100 a second. */
    @Test
    void load_aRampOverWhatTheServerCanDo_namesTheRate() throws Exception {
        HttpServer slow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        slow.createContext("/", exchange -> {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            answer(exchange);
        });
        slow.setExecutor(null);
        slow.start();
        try {
            JsonNode json = Result.run(
                            "load",
                            "--url",
                            "http://localhost:" + slow.getAddress().getPort(),
                            "--ramp",
                            "20:620:200",
                            "--duration",
                            "2s",
                            "--max-p99",
                            "700ms",
                            "--json")
                    .json();
            assertThat(json.get("saturatedPerSecond").asDouble()).isEqualTo(220);
            assertThat(json.get("keptUpPerSecond").asDouble()).isEqualTo(20);
            assertThat(json.get("fault").asText()).startsWith("p99 ");
        } finally {
            slow.stop(0);
        }
    }

    @Test
    void load_warmUp_doesNotCount() throws Exception {
        JsonNode json = Result.run(
                        "load", "--url", url, "--rate", "20", "--duration", "1s", "--warm-up", "500ms", "--json")
                .json();
        assertThat(json.get("answered").asInt()).isEqualTo(20);
        assertThat(asked).hasSize(30);
    }

    @Test
    void load_nobodyThere_failsInWords() {
        server.stop(0);
        Result result = Result.run("load", "--url", url, "--rate", "10", "--duration", "500ms");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("refused: 5");
    }

    @Test
    void load_anotherMachine_isRefused() {
        Result result = Result.run("load", "--url", "http://192.0.2.7/v1/recommend", "--duration", "1s");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("192.0.2.7 is not this machine", "--allow-remote");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--rate 0",
                "--rate -1",
                "--rate NaN",
                "--rate 1e9",
                "--duration 0s",
                "--duration soon",
                "--duration 48h",
                "--timeout 0ms",
                "--connections 0",
                "--ramp 1:2:1 --rate 5",
                "--scenario reference --rate 5",
                "--scenario other",
                "--customers 5-1",
                "--customers 1-9999999",
                "--customers a-b",
                "--header X",
                "--requests no-such-file"
            })
    void load_badUsage_isRefusedBeforeAnythingIsSent(String words) {
        List<Object> arguments = new ArrayList<>(List.of("load", "--url", url));
        arguments.addAll(List.of(words.split(" ")));
        Result result = Result.run(arguments.toArray());
        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).startsWith("recsys: ").doesNotContain("Exception");
        assertThat(asked).isEmpty();
    }

    @Test
    void load_aHeaderOfTwoLines_isRefused() {
        assertThat(Result.run("load", "--url", url, "--header", "X: a\r\nY: b").code())
                .isEqualTo(2);
        assertThat(asked).isEmpty();
    }

    @Test
    void load_aLineThatIsNoRequest_isNamed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("requests.jsonl"), "{}\n[1]\n");
        Result result = Result.run("load", "--url", url, "--requests", file);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("requests.jsonl, line 2: a request must be a JSON object");
    }

    private static Process process(Path output, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Ctrl-C does to a process what this does, by another signal. */
    @Test
    void load_ended_printsWhatWasMeasured(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("out.txt");
        Process process =
                process(output, Main.class.getName(), "load", "--url", url, "--rate", "50", "--duration", "1h");
        while (asked.size() < 20) {
            Thread.sleep(20);
        }
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(output)).contains("180,000 scheduled", "stopped early", "latency", "200: ");
    }

    @Test
    void load_overTls_needsACertificateThatIsTrusted(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("store.p12");
        int made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start()
                .waitFor();
        assertThat(made).isZero();
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        secure.setHttpsConfigurator(new HttpsConfigurator(context(store)));
        start(secure);
        try {
            String secureUrl = "https://localhost:" + secure.getAddress().getPort();
            Path trusting = folder.resolve("trusting.txt");
            Process process = process(
                    trusting,
                    "-Djavax.net.ssl.trustStore=" + store,
                    "-Djavax.net.ssl.trustStorePassword=changeit",
                    Main.class.getName(),
                    "load",
                    "--url",
                    secureUrl,
                    "--rate",
                    "20",
                    "--duration",
                    "1s");
            assertThat(process.waitFor()).as(Files.readString(trusting)).isZero();
            assertThat(Files.readString(trusting)).contains("200: 20");
            Result stranger = Result.run("load", "--url", secureUrl, "--rate", "20", "--duration", "1s");
            assertThat(stranger.out()).contains("no TLS: 20");
        } finally {
            secure.stop(0);
        }
    }

    private static SSLContext context(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}
