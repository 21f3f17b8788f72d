package dev.recsys.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Debian's Chromium without a screen, driven by its driver over plain WebDriver calls (W3C), so that the tests need no library for it.
 * Not thread-safe.
 */
final class Browser {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
    static final String TAB = "\uE004";
    static final String ENTER = "\uE007";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final String session;

    private Browser(Process driver, int port, Path chromium) throws IOException, InterruptedException {
        this.driver = driver;
        String server = "http://127.0.0.1:" + port;
        awaitDriver(server);
        List<String> arguments = new ArrayList<>(List.of(
                "--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en-GB", "--hide-scrollbars"));
        if ("root".equals(System.getProperty("user.name"))) {
            arguments.add("--no-sandbox"); // which root may not have
        }
        Map<String, Object> options = Map.of("binary", chromium.toString(), "args", arguments);
        Map<String, Object> wanted = Map.of(
                "browserName", "chrome", "goog:loggingPrefs", Map.of("browser", "ALL"), "goog:chromeOptions", options);
        JsonNode made = call("POST", server + "/session", Map.of("capabilities", Map.of("alwaysMatch", wanted)));
        this.session = server + "/session/" + made.path("sessionId").asString();
    }

    /** A new browser; skips the test that asks where Chromium or its driver is not installed. */
    static Browser start() throws IOException, InterruptedException {
        Optional<Path> chromium = program("chromium");
        Optional<Path> chromedriver = program("chromedriver");
        assumeTrue(
                chromium.isPresent() && chromedriver.isPresent(),
                "Chromium is not installed: apt-get install chromium chromium-driver");
        int port = freePort();
        Process driver = new ProcessBuilder(
                        chromedriver.orElseThrow().toString(), "--port=" + port, "--log-level=SEVERE")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(driver::destroy));
        return new Browser(driver, port, chromium.orElseThrow());
    }

    private static Optional<Path> program(String name) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitDriver(String server) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                call("GET", server + "/status", null);
                return;
            } catch (IOException e) {
                assertThat(System.nanoTime()).as("the driver answers in time").isLessThan(end);
                Thread.sleep(50);
            }
        }
    }

    private JsonNode call(String method, String url, Object body) throws IOException, InterruptedException {
        HttpRequest.BodyPublisher publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, publisher)
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode value = JSON.readTree(response.body()).path("value");
        assertThat(response.statusCode()).as("%s %s: %s", method, url, value).isEqualTo(200);
        return value;
    }

    void open(URI address) throws IOException, InterruptedException {
        call("POST", session + "/url", Map.of("url", address.toString()));
    }

    /** Runs a function's body, with {@code arguments[0]} and so on. A promise is waited for. */
    JsonNode run(String script, Object... arguments) throws IOException, InterruptedException {
        return call("POST", session + "/execute/sync", Map.of("script", script, "args", List.of(arguments)));
    }

    /** Waits until an expression is true, and fails with what the page says if it never is. */
    void await(String expression) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!run("return Boolean(" + expression + ")").asBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(expression + " is not to come; the page says\n"
                        + run("return document.body.innerText").asString() + "\n" + complaints());
            }
            Thread.sleep(50);
        }
    }

    private String element(String css) throws IOException, InterruptedException {
        return session + "/element/"
                + call("POST", session + "/element", Map.of("using", "css selector", "value", css))
                        .path(ELEMENT)
                        .asString();
    }

    /** Clicks as a mouse does: what is covered or not shown can't be. */
    void click(String css) throws IOException, InterruptedException {
        call("POST", element(css) + "/click", Map.of());
    }

    /** Types at the end of a field, key by key. */
    void type(String css, String keys) throws IOException, InterruptedException {
        call("POST", element(css) + "/value", Map.of("text", keys));
    }

    void clear(String css) throws IOException, InterruptedException {
        call("POST", element(css) + "/clear", Map.of());
    }

    /** Presses keys wherever the focus is. */
    void press(String keys) throws IOException, InterruptedException {
        List<Map<String, String>> strokes = new ArrayList<>();
        keys.codePoints().mapToObj(Character::toString).forEach(key -> {
            strokes.add(Map.of("type", "keyDown", "value", key));
            strokes.add(Map.of("type", "keyUp", "value", key));
        });
        call(
                "POST",
                session + "/actions",
                Map.of("actions", List.of(Map.of("type", "key", "id", "keyboard", "actions", strokes))));
    }

    /** What an element shows, found and read at once, since the page may replace it in between. */
    String text(String css) throws IOException, InterruptedException {
        return run("return document.querySelector(arguments[0]).innerText.trim()", css)
                .asString();
    }

    int count(String css) throws IOException, InterruptedException {
        return run("return document.querySelectorAll(arguments[0]).length", css).asInt();
    }

    /** Gives the page a size and a scheme of colours. */
    void look(int width, int height, String scheme) throws IOException, InterruptedException {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        command(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    void picture(Path file) throws IOException, InterruptedException {
        JsonNode picture = command("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        Files.write(file, Base64.getDecoder().decode(picture.path("data").asString()));
    }

    private JsonNode command(String name, Map<String, ?> parameters) throws IOException, InterruptedException {
        return call("POST", session + "/goog/cdp/execute", Map.of("cmd", name, "params", parameters));
    }

    /** What the console has said since the last call, such as what the content policy refused. */
    List<String> complaints() throws IOException, InterruptedException {
        List<String> messages = new ArrayList<>();
        for (JsonNode entry : call("POST", session + "/se/log", Map.of("type", "browser"))) {
            messages.add(
                    entry.path("level").asString() + " " + entry.path("message").asString());
        }
        return messages;
    }

    /** Ends the browser and its driver. */
    void close() throws IOException, InterruptedException {
        call("DELETE", session, null);
        driver.destroy();
        if (!driver.waitFor(10, TimeUnit.SECONDS)) {
            driver.destroyForcibly();
        }
    }
}
