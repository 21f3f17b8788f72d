package dev.recsys.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("slow")
@Timeout(120)
class LoadRunTest {
    /** What a busy machine may add. */
    private static final double SLACK_MILLIS = 250;

    private interface Talk {
        void with(Socket client) throws Exception;
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private ServerSocket listener;

    @AfterEach
    void end() throws IOException {
        if (server != null) {
            server.stop(0);
        }
        if (listener != null) {
            listener.close();
        }
        threads.shutdownNow();
    }

    private int serve(HttpHandler handler) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.createContext("/", handler);
        server.setExecutor(threads);
        server.start();
        return server.getAddress().getPort();
    }

    /** A server that says anything to whoever connects. */
    private int talk(Talk talk) throws IOException {
        listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        threads.execute(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket client = listener.accept();
                    threads.execute(() -> {
                        try (client) {
                            talk.with(client);
                        } catch (Exception e) {
                            // The client has gone, or the test is over.
                        }
                    });
                } catch (IOException e) {
                    return;
                }
            }
        });
        return listener.getLocalPort();
    }

    private static LoadRun load(int port, int connections, double rate, Duration duration, Duration timeout) {
        Target target = Target.of("http://127.0.0.1:" + port + "/", Target.Reach.LOOPBACK);
        Calls calls = new Calls(target, List.of("/"), List.of("{}"), List.of());
        return new LoadRun(target, calls, Schedule.atRate(rate, duration), connections, timeout);
    }

    private static HttpHandler stallingOnce(long millis) {
        AtomicInteger asked = new AtomicInteger();
        return exchange -> {
            exchange.getRequestBody().readAllBytes();
            if (asked.getAndIncrement() == 0) {
                try {
                    Thread.sleep(millis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        };
    }

    /**
     * 200 requests at 50/s on one connection, of which the first is answered after 2 s: the i-th is due at 20·i ms, so the first
     * hundred wait 2000 − 20·i ms and the others hardly. In order: a hundred short ones, then 20, 40, … 2000 ms. A generator that
     * waits for answers before it counts would find one slow request, and 99 % fast ones.
     */
    @Test
    void latency_behindAStall_countsFromWhenRequestsWereDue() throws Exception {
        int port = serve(stallingOnce(2000));
        LoadReport report =
                load(port, 1, 50, Duration.ofSeconds(4), Duration.ofSeconds(10)).run();
        assertThat(report.answers()).isEqualTo(200);
        assertThat(report.millis(75)).isCloseTo(1000, within(SLACK_MILLIS));
        assertThat(report.millis(90)).isCloseTo(1600, within(SLACK_MILLIS));
        assertThat(report.millis(99)).isCloseTo(1960, within(SLACK_MILLIS));
        assertThat(report.millis(100)).isCloseTo(2000, within(SLACK_MILLIS));
        assertThat(report.waited()).isBetween(90L, 200L);
    }

    @Test
    void requests_whileOneStalls_startOnOtherConnections() throws Exception {
        int port = serve(stallingOnce(2000));
        LoadReport report =
                load(port, 8, 50, Duration.ofSeconds(3), Duration.ofSeconds(10)).run();
        assertThat(report.answers()).isEqualTo(150);
        assertThat(report.millis(90)).isLessThan(SLACK_MILLIS);
        assertThat(report.millis(100)).isCloseTo(2000, within(SLACK_MILLIS));
        assertThat(report.achieved()).isCloseTo(50, within(5.0));
    }

    @Test
    void statuses_ofAllKinds_areCounted() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        int[] statuses = {200, 503, 404, 200};
        int port = serve(exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] body = "{\"items\":[]}".getBytes(StandardCharsets.UTF_8);
            // Of an unknown length, so sent in chunks.
            exchange.sendResponseHeaders(statuses[asked.getAndIncrement() % 4], 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        LoadReport report = load(port, 4, 200, Duration.ofSeconds(1), Duration.ofSeconds(10))
                .run();
        assertThat(report.statuses()).isEqualTo(Map.of(200, 100L, 404, 50L, 503, 50L));
        assertThat(report.failures()).isEmpty();
        assertThat(report.errors()).isEqualTo(100);
        assertThat(report.toText()).contains("200: 100   404: 50   503: 50");
    }

    @Test
    void failure_nobodyListens_isRefused() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        LoadReport report =
                load(port, 2, 20, Duration.ofSeconds(1), Duration.ofSeconds(5)).run();
        assertThat(report.failures()).isEqualTo(Map.of(Failure.REFUSED, 20L));
        // How quickly nobody answers is no latency.
        assertThat(report.latency().getTotalCount()).isZero();
    }

    @Test
    void failure_closedBeforeAnAnswer_isAReset() throws Exception {
        int port = talk(client -> client.getInputStream().read());
        LoadReport report =
                load(port, 2, 20, Duration.ofSeconds(1), Duration.ofSeconds(5)).run();
        assertThat(report.failures()).isEqualTo(Map.of(Failure.RESET, 20L));
    }

    @Test
    void failure_anotherProtocol_isSaid() throws Exception {
        int port = talk(client -> {
            client.getInputStream().read();
            client.getOutputStream().write("220 mail\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().readAllBytes();
        });
        LoadReport report =
                load(port, 2, 20, Duration.ofSeconds(1), Duration.ofSeconds(5)).run();
        assertThat(report.failures()).isEqualTo(Map.of(Failure.GARBLED, 20L));
    }

    /** Each byte comes in time, so that a time-out of the socket alone would never end it. */
    @Test
    void failure_anAnswerThatNeverEnds_timesOut() throws Exception {
        int port = talk(client -> {
            client.getInputStream().read();
            OutputStream out = client.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write('x');
                out.flush();
                Thread.sleep(20);
            }
        });
        LoadReport report =
                load(port, 4, 10, Duration.ofSeconds(1), Duration.ofMillis(400)).run();
        assertThat(report.failed()).isEqualTo(10);
        assertThat(report.failures().keySet()).isSubsetOf(Failure.TIMED_OUT, Failure.NOT_SENT);
        assertThat(report.failures()).containsKey(Failure.TIMED_OUT);
        assertThat(report.millis(50)).isCloseTo(400, within(SLACK_MILLIS));
        assertThat(report.seconds()).isLessThan(1 + 0.4 + SLACK_MILLIS / 1000);
    }

    @Test
    void stop_inTheMiddle_keepsWhatWasMeasured() throws Exception {
        int port = serve(stallingOnce(0));
        LoadRun run = load(port, 4, 100, Duration.ofHours(1), Duration.ofSeconds(10));
        threads.execute(() -> {
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            run.stop();
        });
        LoadReport report = run.run();
        assertThat(report.stopped()).isTrue();
        assertThat(report.answers()).isBetween(10L, 200L);
        assertThat(report.toText()).contains("stopped early");
    }

    @Test
    void connections_betweenRequests_areKept() throws Exception {
        AtomicInteger opened = new AtomicInteger();
        int port = talk(client -> {
            opened.incrementAndGet();
            byte[] answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII);
            byte[] asked = new byte[4096];
            while (client.getInputStream().read(asked) > 0) {
                client.getOutputStream().write(answer);
            }
        });
        LoadReport report =
                load(port, 3, 100, Duration.ofSeconds(1), Duration.ofSeconds(5)).run();
        assertThat(report.answers()).isEqualTo(100);
        assertThat(opened).hasValue(3);
    }
}
