package dev.recsys.decision.contact;

import static dev.recsys.decision.contact.Contacts.CUSTOMER;
import static dev.recsys.decision.contact.Contacts.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two instances, each a process of its own, that offer to one customer in one PostgreSQL at the same moments. */
@Tag("slow")
class TwoInstancesTest {
    private static final int ROUNDS = 5;

    @BeforeAll
    static void start() {
        Postgres.url();
    }

    @Test
    void offers_ofTwoProcessesAtOnce_exceedNoCap() throws Exception {
        Round round = hammer("locked_", "locked");

        assertThat(round.said()).isEqualTo(CapHammer.CAP);
        assertThat(round.items()).hasSize(CapHammer.CAP).doesNotHaveDuplicates();
    }

    /** What the test above would miss if it could not fail. */
    @Test
    void offers_ofAMemoryWithoutTheLock_exceedACap() throws Exception {
        boolean exceeded = false;
        for (int i = 0; i < ROUNDS && !exceeded; i++) {
            List<String> items = hammer("unlocked" + i + "_", "unlocked").items();
            exceeded = items.size() > CapHammer.CAP || items.stream().distinct().count() < items.size();
        }
        assertThat(exceeded).isTrue();
    }

    /** What came of it: how many offers the processes say they made, and the items of those in the database. */
    private record Round(int said, List<String> items) {}

    private static Round hammer(String prefix, String kind) throws Exception {
        JdbcContacts contacts = JdbcContacts.of(Postgres.source(), prefix);
        contacts.migrate();
        contacts.record(Contacts.of(Contact.Kind.ACCEPTED, "first", "other", NOW)); // the row that contacts refer to
        try (Instance one = new Instance(prefix, "a", kind);
                Instance two = new Instance(prefix, "b", kind)) {
            one.awaitReady();
            two.awaitReady();
            long start = System.currentTimeMillis() + 200;
            one.start(start);
            two.start(start);
            int said = one.result() + two.result();
            List<String> items = contacts.history(CUSTOMER, NOW).contacts().stream()
                    .filter(contact -> contact.kind() == Contact.Kind.OFFER)
                    .map(Contact::itemId)
                    .toList();
            return new Round(said, items);
        }
    }

    /** A JVM of its own; it starts fast and computes slowly. */
    private static final class Instance implements AutoCloseable {
        private final Process process;
        private final BufferedReader said;

        Instance(String prefix, String name, String kind) throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx128m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                    .replace("/" + File.pathSeparator, File.pathSeparator),
                            CapHammer.class.getName(),
                            Postgres.url(),
                            prefix,
                            name,
                            kind)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        void awaitReady() throws IOException {
            assertThat(said.readLine()).isEqualTo("ready");
        }

        void start(long millis) throws IOException {
            process.getOutputStream().write((millis + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        }

        int result() throws IOException, InterruptedException {
            String line = said.readLine();
            assertThat(line).isNotNull();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return Integer.parseInt(line);
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }
}
