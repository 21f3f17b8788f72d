package dev.recsys.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.service.RawClient.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More callers than the server has threads, each of whom sends a byte now and then: they are cut off, and others are answered. */
@Tag("slow")
class SlowClientsTest {
    private static final int THREADS = 8;
    private static final int CALLERS = 5 * THREADS;
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(40);
    private static final String BODY = "{\"customer\":{\"id\":\"" + TestBank.customer(2) + "\"},\"limit\":1}";

    private static Running service;
    private static int port;
    private static final ExecutorService CALLING = Executors.newCachedThreadPool();

    @BeforeAll
    static void start() throws Exception {
        service = Running.with(
                "--recsys.models=" + TestBank.models(),
                "--recsys.guard.enabled=false",
                "--recsys.service.read-timeout=" + LONGEST.toMillis() + "ms",
                "--server.tomcat.connection-timeout=" + LONGEST.toMillis() + "ms",
                "--server.tomcat.threads.max=" + THREADS);
        port = service.port();
        for (int i = 0; i < 50; i++) { // a cold JVM is slow too
            service.post("/v1/recommend", BODY);
            service.get("/actuator/health/readiness");
        }
    }

    @AfterAll
    static void stop() {
        service.close();
        CALLING.shutdownNow();
    }

    /** The head of a request whose body is still to come. */
    private static String post(String path, String type, long length) {
        return RawClient.head("POST", path, "Content-Type: " + type, "Content-Length: " + length)
                        .replace("Connection: close\r\n", "")
                + "\r\n";
    }

    /** What became of a slow caller. */
    private record Ended(Duration after, Reply reply) {}

    /** Sends the first bytes at once and then one at a time, until the other side ends it. */
    private static Ended trickle(String first, char next) throws Exception {
        long begun = System.nanoTime();
        try (RawClient client = new RawClient(port)) {
            client.send(first);
            BooleanSupplier isPatient =
                    () -> System.nanoTime() - begun < Duration.ofSeconds(30).toNanos();
            while (isPatient.getAsBoolean() && client.trickle(next)) {
                Thread.sleep(PAUSE.toMillis());
            }
            Duration after = Duration.ofNanos(System.nanoTime() - begun);
            return new Ended(after, client.reply());
        }
    }

    /** Lets callers trickle, asks meanwhile, and gives what became of them. */
    private static List<Ended> whileTrickling(String first, char next) throws Exception {
        List<Future<Ended>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(CALLING.submit(() -> trickle(first, next)));
        }
        Thread.sleep(LONGEST.toMillis() / 3); // until they hold what they can
        for (int i = 0; i < 5; i++) {
            long begun = System.nanoTime();
            // Head and body at once: one whose body comes apart may be told to ask again while so many wait.
            String head = RawClient.head(
                    "POST", "/v1/recommend", "Content-Type: application/json", "Content-Length: " + BODY.length());
            assertThat(RawClient.ask(port, head + "\r\n" + BODY).status()).isEqualTo(200);
            assertThat(service.get("/actuator/health/liveness").status()).isEqualTo(200);
            assertThat(service.get("/actuator/health/readiness").status()).isEqualTo(200);
            // Were all threads held, the last of the slow callers would be cut after five times that.
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONGEST.multipliedBy(4));
        }
        List<Ended> ended = new ArrayList<>();
        for (Future<Ended> caller : callers) {
            ended.add(caller.get());
        }
        return ended;
    }

    @Test
    void head_byteByByte_isCutInTime() throws Exception {
        for (Ended ended : whileTrickling("GET /v1/items HTTP/1.1\r\nHost: localhost\r\nX: ", 'a')) {
            assertThat(ended.after()).isBetween(LONGEST.minusMillis(100), LONGEST.multipliedBy(5));
            assertThat(ended.reply().head()).isEmpty();
        }
    }

    @Test
    void body_byteByByte_isCutInTimeAndHoldsHalfTheThreads() throws Exception {
        String head = post("/v1/recommend", "application/json", 10000);
        List<Ended> all = whileTrickling(head + "{", ' ');

        for (Ended ended : all) {
            assertThat(ended.after()).isLessThan(LONGEST.multipliedBy(6));
            assertThat(ended.reply().status()).as(ended.reply().head()).isIn(408, 503);
            assertThat(ended.reply().header("Content-Type")).hasValue("application/problem+json");
        }
        assertThat(all).filteredOn(ended -> ended.reply().status() == 408).isNotEmpty();
        assertThat(all).filteredOn(ended -> ended.reply().status() == 503).isNotEmpty();
    }

    @Test
    void body_nobodyReads_holdsNoThread() throws Exception {
        String head = post("/v1/nosuch", "application/json", 1000000000);
        for (Ended ended : whileTrickling(head, ' ')) {
            assertThat(ended.after()).isLessThan(LONGEST.multipliedBy(6));
            assertThat(ended.reply().status()).isIn(404, 413);
        }
    }

    @Test
    void body_thatNeverComes_isCutInTime() throws Exception {
        long begun = System.nanoTime();
        Reply reply = RawClient.ask(port, post("/v1/recommend", "application/json", 100));
        for (int i = 0; i < 50 && reply.status() == 503; i++) { // while slow callers of another test are let go
            Thread.sleep(LONGEST.toMillis() / 10);
            begun = System.nanoTime();
            reply = RawClient.ask(port, post("/v1/recommend", "application/json", 100));
        }

        assertThat(reply.status()).isEqualTo(408);
        assertThat(reply.json().path("detail").asString()).endsWith("did not arrive in time");
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(LONGEST.minusMillis(100), LONGEST.multipliedBy(6));
    }

    @Test
    void line_ofAStreamByteByByte_isCutInTime() throws Exception {
        String head = post("/v1/recommend/stream", "application/x-ndjson", 10000);
        for (Ended ended : whileTrickling(head + BODY + "\n", ' ')) {
            assertThat(ended.after()).isLessThan(LONGEST.multipliedBy(20)); // eight streams at once
            assertThat(ended.reply().status()).isIn(200, 408);
        }
    }

    @Test
    void connection_idleBetweenRequests_staysOpenAndWorks() throws Exception {
        try (RawClient client = new RawClient(port)) {
            String request = "GET /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\n";
            client.send(request + "\r\n");
            Thread.sleep(LONGEST.multipliedBy(2).toMillis());
            client.send(request + "Connection: close\r\n\r\n");
            assertThat(client.bytes().split("HTTP/1.1 200", -1)).hasSize(3);
        }
    }

    @Test
    void refusal_ofABodyThatComesAMomentLater_keepsTheConnection() throws Exception {
        try (RawClient client = new RawClient(port)) {
            client.send(post("/v1/nosuch", "application/json", 2));
            Thread.sleep(100); // as a library does that sends head and body apart
            client.send("{}");
            client.send("GET /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(client.bytes()).startsWith("HTTP/1.1 404").contains("HTTP/1.1 200");
        }
    }
}
