package dev.recsys.cli.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** The requests to send, in turn: their bodies over their paths, ready for the wire. Thread-safe. */
final class Calls {
    private final byte[][] heads;
    private final byte[][] bodies;

    /**
     * Makes requests ready.
     *
     * @param paths asked in turn
     * @param bodies sent in turn
     * @param headers further ones, as {@code Name: value}
     */
    Calls(Target target, List<String> paths, List<String> bodies, List<String> headers) {
        StringBuilder further = new StringBuilder();
        headers.forEach(header -> further.append(header).append("\r\n"));
        this.heads = paths.stream()
                .map(path -> ("POST " + path + " HTTP/1.1\r\nHost: " + target.host()
                                + "\r\nUser-Agent: recsys-load\r\nAccept: application/json\r\n"
                                + "Content-Type: application/json\r\n" + further + "Content-Length: ")
                        .getBytes(UTF_8))
                .toArray(byte[][]::new);
        this.bodies = bodies.stream().map(body -> body.getBytes(UTF_8)).toArray(byte[][]::new);
    }

    /** All bytes of a request. */
    byte[] bytes(long request) {
        byte[] head = heads[(int) (request % heads.length)];
        byte[] body = bodies[(int) (request % bodies.length)];
        byte[] length = (body.length + "\r\n\r\n").getBytes(UTF_8);
        byte[] all = new byte[head.length + length.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(length, 0, all, head.length, length.length);
        System.arraycopy(body, 0, all, head.length + length.length, body.length);
        return all;
    }
}
