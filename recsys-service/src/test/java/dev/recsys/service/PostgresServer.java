package dev.recsys.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL of Debian's package that can be stopped and started again on the same port, with what it has written. It is erased
 * when it is closed, or when this JVM ends, also by a kill.
 */
final class PostgresServer {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

    /** Runs as a user who may run a server: starts it at "start", stops it at "stop", erases all when its input ends. */
    private static final String SCRIPT = """
            dir="$(mktemp -d "${TMPDIR:-/tmp}/recsys-service-postgres.XXXXXX")"
            cd "$dir"
            "$1/initdb" -D "$dir/data" -U recsys -A trust -E UTF8 --locale=C --no-sync >"$dir/log" 2>&1 || cat "$dir/log"
            server=
            stop() { if [ -n "$server" ]; then kill -QUIT "$server"; wait "$server"; server=; fi; }
            while read -r word; do
              stop
              if [ "$word" = start ]; then
                "$1/postgres" -D "$dir/data" -p "$2" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \\
                  -c max_connections=50 </dev/null >>"$dir/log" 2>&1 &
                server=$!
              fi
              echo "$word"
            done
            stop
            rm -rf "$dir"
            """;

    private final Process keeper;
    private final BufferedReader said;
    private final String url;

    private PostgresServer(Process keeper, int port) {
        this.keeper = keeper;
        this.said = keeper.inputReader(UTF_8);
        this.url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=recsys";
    }

    /** A running server; skips the test that asks where PostgreSQL is not installed. */
    static PostgresServer started() throws Exception {
        Path programs = programs();
        assumeTrue(programs != null, "PostgreSQL is not installed: apt-get install postgresql");
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            assumeTrue(
                    Files.isExecutable(Path.of("/usr/sbin/runuser")),
                    "root may not run PostgreSQL, and there is no runuser to be another user");
            command.addAll(List.of("/usr/sbin/runuser", "-u", "postgres", "--"));
        }
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        command.addAll(List.of("sh", "-c", SCRIPT, "sh", programs.toString(), String.valueOf(port)));
        PostgresServer server = new PostgresServer(
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start(),
                port);
        server.start();
        return server;
    }

    private static Path programs() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return null;
        }
        try (Stream<Path> folders = Files.list(versions)) {
            return folders.map(folder -> folder.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .findFirst()
                    .orElse(null);
        }
    }

    String url() {
        return url;
    }

    /** Starts the server, and waits until it answers. */
    void start() throws Exception {
        tell("start");
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                DriverManager.getConnection(url).close();
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
            Thread.sleep(100);
        }
    }

    /** Stops the server at once, in the midst of what it does. */
    void stop() throws IOException {
        tell("stop");
    }

    private void tell(String word) throws IOException {
        keeper.getOutputStream().write((word + "\n").getBytes(UTF_8));
        keeper.getOutputStream().flush();
        String answer = said.readLine();
        if (!word.equals(answer)) {
            throw new IOException("PostgreSQL does not " + word + ": " + answer);
        }
    }

    /** The rows of a query, columns separated by blanks. */
    List<String> rows(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    row.add(found.getString(column));
                }
                rows.add(String.join(" ", row));
            }
            return rows;
        }
    }

    /** Stops and erases it. */
    void close() throws Exception {
        keeper.getOutputStream().close();
        if (!keeper.waitFor(60, TimeUnit.SECONDS)) {
            keeper.destroyForcibly();
        }
    }
}
