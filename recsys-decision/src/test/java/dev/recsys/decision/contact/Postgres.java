package dev.recsys.decision.contact;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL of Debian's package for this JVM's tests: a new cluster in a temporary folder, started once, stopped and erased
 * when the JVM ends, also by a kill.
 */
final class Postgres {
    private static final long START_SECONDS = 120;

    /** Runs as a user who may run a server; ends with its standard input. */
    private static final String SCRIPT = """
            set -e
            dir="$(mktemp -d "${TMPDIR:-/tmp}/recsys-postgres.XXXXXX")"
            cd "$dir"
            "$1/initdb" -D "$dir/data" -U recsys -A trust -E UTF8 --locale=C --no-sync >"$dir/log" 2>&1 || { cat "$dir/log"; exit 1; }
            "$1/postgres" -D "$dir/data" -p "$2" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \\
              -c fsync=off -c max_connections=50 </dev/null >>"$dir/log" 2>&1 &
            server=$!
            cat >/dev/null || true
            kill -QUIT "$server" || true
            wait "$server" || true
            rm -rf "$dir"
            """;

    private static String url;

    private Postgres() {}

    /** The URL of the running server's database; skips the test that asks where PostgreSQL is not installed. */
    static synchronized String url() {
        if (url == null) {
            Optional<Path> programs = programs();
            assumeTrue(programs.isPresent(), "PostgreSQL is not installed: apt-get install postgresql");
            boolean root = "root".equals(System.getProperty("user.name"));
            assumeTrue(
                    !root || Files.isExecutable(Path.of("/usr/sbin/runuser")),
                    "root may not run PostgreSQL, and there is no runuser to be another user");
            try {
                url = start(programs.get(), root);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return url;
    }

    static PGSimpleDataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        return source;
    }

    /** The programs of the newest version. */
    private static Optional<Path> programs() {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(versions)) {
            return folders.map(folder -> folder.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparing(bin -> Integer.parseInt(
                            "0" + bin.getParent().getFileName().toString().replaceAll("\\D.*", ""))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String start(Path programs, boolean root) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>();
        if (root) {
            command.addAll(List.of("/usr/sbin/runuser", "-u", "postgres", "--"));
        }
        command.addAll(List.of("sh", "-c", SCRIPT, "sh", programs.toString(), String.valueOf(port)));
        Path log = Files.createTempFile("recsys-postgres", ".log");
        log.toFile().deleteOnExit();
        // Its standard input is this JVM's end of a pipe, which closes with the JVM.
        Process server = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        String at = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=recsys";
        awaitConnection(at, server, log);
        return at;
    }

    private static void awaitConnection(String at, Process server, Path log) throws IOException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(at);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (true) {
            try {
                source.getConnection().close();
                return;
            } catch (SQLException e) {
                if (!server.isAlive() || System.nanoTime() > end) {
                    server.destroy();
                    throw new IOException("PostgreSQL does not start: " + Files.readString(log), e);
                }
            }
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                throw new IOException("interrupted", e);
            }
        }
    }
}
