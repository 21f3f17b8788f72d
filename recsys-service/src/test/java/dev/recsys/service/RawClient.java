package dev.recsys.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A caller who sends bytes as they are, which no library for HTTP would. */
final class RawClient implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final ByteArrayOutputStream early = new ByteArrayOutputStream();

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** An answer: its head as it came, and its body. */
    record Reply(String head, String body) {
        int status() {
            return head.isEmpty() ? -1 : Integer.parseInt(head.split(" ", 3)[1]);
        }

        Optional<String> header(String name) {
            return List.of(head.split("\r\n")).stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).trim())
                    .findFirst();
        }

        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    /** Sends a request, each character a byte, and reads to the end of the connection. */
    static Reply ask(int port, String request) throws IOException {
        try (RawClient client = new RawClient(port)) {
            client.send(request);
            return client.reply();
        }
    }

    /** A request with a head and nothing else, after which the connection is to be closed. */
    static String get(String target, String... headers) {
        return head("GET", target, headers) + "\r\n";
    }

    static String post(String target, String json) {
        return head("POST", target, "Content-Type: application/json", "Content-Length: " + json.length()) + "\r\n"
                + json;
    }

    /** A head without the empty line that ends it. */
    static String head(String method, String target, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        head.append("Connection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.toString();
    }

    void send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** All bytes to the end of the connection, which a reset is too. */
    String bytes() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        early.writeTo(all);
        InputStream in = socket.getInputStream();
        try {
            byte[] chunk = new byte[8192];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                all.write(chunk, 0, count);
            }
        } catch (SocketException e) {
            assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe).*");
        }
        return all.toString(ISO_8859_1);
    }

    /** The only answer of a connection. */
    Reply reply() throws IOException {
        String text = bytes();
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Reply("", text);
        }
        Reply reply = new Reply(text.substring(0, end), text.substring(end + 4));
        return reply.header("Transfer-Encoding").isPresent()
                ? new Reply(reply.head(), withoutChunks(reply.body()))
                : reply;
    }

    private static String withoutChunks(String body) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (true) {
            int line = body.indexOf("\r\n", at);
            int size = line < 0 ? 0 : Integer.parseInt(body.substring(at, line), 16);
            if (size == 0) {
                return text.toString();
            }
            text.append(body, line + 2, line + 2 + size);
            at = line + 2 + size + 2;
        }
    }

    /** Sends a byte, and says whether the other side has neither answered nor closed. */
    boolean trickle(char next) throws IOException {
        try {
            socket.getOutputStream().write(next);
            socket.setSoTimeout(1);
            int answered = socket.getInputStream().read();
            if (answered >= 0) {
                early.write(answered);
            }
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (SocketException e) {
            return false;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
