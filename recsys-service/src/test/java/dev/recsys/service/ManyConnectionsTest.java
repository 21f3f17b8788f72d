package dev.recsys.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ten thousand callers who asked once and stay: the service answers others as before, and remains ready. */
@Tag("slow")
class ManyConnectionsTest {
    private static final int WANTED = 10_000;
    private static final int OTHERS = 1_000; // files that a JVM and its tests have open beside

    @Test
    void connections_tenThousandIdle_leaveOthersAnswered() throws Exception {
        int connections = possible();
        String body = "{\"customer\":{\"id\":\"" + TestBank.customer(4) + "\"},\"limit\":1}";
        try (Running service = Running.with("--recsys.models=" + TestBank.models(), "--recsys.guard.enabled=false")) {
            long begun = System.nanoTime();
            Process callers = callers(service, connections);
            try (BufferedReader said = said(callers)) {
                assertThat(said.readLine()).isEqualTo(String.valueOf(connections));
                System.out.println(connections + " idle connections held after "
                        + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");

                for (int i = 0; i < 100; i++) {
                    assertThat(service.post("/v1/recommend", body).status()).isEqualTo(200);
                }
                assertThat(service.get("/actuator/health/readiness").status()).isEqualTo(200);
                assertThat(service.get("/actuator/prometheus").body()).contains("recsys_decisions_seconds_count");

                callers.getOutputStream().close();
                assertThat(said.readLine()).isEqualTo(String.valueOf(connections)); // none was cut
            } finally {
                callers.destroyForcibly();
            }
        }
    }

    @Test
    void connections_idleForTooLong_areClosed() throws Exception {
        try (Running service =
                Running.with("--recsys.models=" + TestBank.models(), "--server.tomcat.keep-alive-timeout=2s")) {
            Process callers = callers(service, 50);
            try (BufferedReader said = said(callers)) {
                assertThat(said.readLine()).isEqualTo("50");
                Thread.sleep(5000);
                callers.getOutputStream().close();
                assertThat(said.readLine()).isEqualTo("0");
            } finally {
                callers.destroyForcibly();
            }
        }
    }

    private static Process callers(Running service, int connections) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        IdleCallers.class.getName(),
                        String.valueOf(service.port()),
                        String.valueOf(connections))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static BufferedReader said(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** As many as this process may have files open for, and no more than are wanted. */
    private static int possible() {
        assumeTrue(
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean,
                "how many files may be open is not known here");
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long free = system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount() - OTHERS;
        int connections = (int) Math.min(WANTED, free);
        assumeTrue(connections >= 1000, "only " + free + " more files may be open: ulimit -n");
        if (connections < WANTED) {
            System.out.println("only " + connections + " of " + WANTED + " connections, by ulimit -n");
        }
        return connections;
    }
}
