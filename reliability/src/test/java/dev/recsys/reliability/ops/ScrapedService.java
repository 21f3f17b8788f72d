package dev.recsys.reliability.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Exposes {@code ops/metrics.txt} as the service would; counters grow from scrape to scrape by what stands in it. */
final class ScrapedService implements AutoCloseable {
    private static final Pattern COUNTER = Pattern.compile("\\w+_(total|count|sum|bucket)(\\{.*})? \\S+");

    private final HttpServer server;
    private final AtomicInteger scrapes = new AtomicInteger();

    ScrapedService() throws IOException {
        String exposed;
        try (InputStream in = ScrapedService.class.getResourceAsStream("/ops/metrics.txt")) {
            exposed = new String(in.readAllBytes(), UTF_8);
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/actuator/prometheus", exchange -> {
            byte[] text = after(exposed, scrapes.incrementAndGet()).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        server.start();
    }

    String target() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private static String after(String exposed, int times) {
        return exposed.lines().map(line -> counted(line, times)).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String counted(String line, int times) {
        if (!COUNTER.matcher(line).matches()) {
            return line;
        }
        int value = line.lastIndexOf(' ') + 1;
        return line.substring(0, value) + Double.parseDouble(line.substring(value)) * times;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
