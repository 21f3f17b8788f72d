package dev.recsys.reliability.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's Prometheus on loopback, with the project's configuration and rules, another target and quicker scrapes. */
final class PrometheusServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final String address;
    private final Path output;

    PrometheusServer(Path folder, String target) throws IOException {
        String program = Tools.needed("prometheus");
        String config = Files.readString(Tools.OPS.resolve("prometheus.yml"));
        String changed = config.replace("recsys:8080", target).replace("_interval: 15s", "_interval: 1s");
        if (changed.equals(config) || changed.contains("15s") || !changed.contains(target)) {
            throw new IllegalStateException("prometheus.yml is not as this test knows it");
        }
        Files.writeString(folder.resolve("prometheus.yml"), changed);
        Files.copy(Tools.OPS.resolve("rules.yml"), folder.resolve("rules.yml"));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = "127.0.0.1:" + free.getLocalPort();
        }
        output = folder.resolve("prometheus.txt");
        process = new ProcessBuilder(List.of(
                        program,
                        "--config.file=" + folder.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=" + address))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Waits until the target has been scraped so often. */
    void awaitScrapes(int scrapes) throws IOException, InterruptedException {
        for (int i = 0; i < 600; i++) {
            if (!process.isAlive()) {
                throw new IllegalStateException("Prometheus ended: " + Files.readString(output));
            }
            try {
                JsonNode result = query("count_over_time(up{job=\"recsys\"}[5m])");
                if (result.size() > 0 && result.get(0).get("value").get(1).asInt() >= scrapes) {
                    return;
                }
            } catch (IOException e) {
                // Not there yet.
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("Prometheus did not scrape in a minute: " + Files.readString(output));
    }

    /** The series that an expression gives now. */
    JsonNode query(String expression) throws IOException {
        return get("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8))
                .get("result");
    }

    JsonNode get(String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://" + address + path).toURL().openConnection();
        connection.setConnectTimeout(10_000);
        connection.setReadTimeout(10_000);
        boolean fine = connection.getResponseCode() == 200;
        try (InputStream in = fine ? connection.getInputStream() : connection.getErrorStream()) {
            JsonNode answer = JSON.readTree(in);
            if (!fine || !answer.path("status").asText().equals("success")) {
                throw new IOException("Prometheus refused " + path + ": " + answer);
            }
            return answer.get("data");
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
