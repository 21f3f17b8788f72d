package dev.recsys.service;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens connections to a port of this machine, asks once on each, says how many were answered, and holds all of them until its input
 * ends. In a process of its own, since a process may open so many files and no more.
 */
final class IdleCallers {
    private static final byte[] REQUEST =
            "GET /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII);

    private IdleCallers() {}

    public static void main(String[] arguments) throws IOException {
        InetSocketAddress service =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        int wanted = Integer.parseInt(arguments[1]);
        List<SocketChannel> held = new ArrayList<>();
        ByteBuffer answer = ByteBuffer.allocate(4096);
        int answered = 0;
        for (int i = 0; i < wanted; i++) {
            SocketChannel connection = SocketChannel.open(service);
            held.add(connection);
            connection.write(ByteBuffer.wrap(REQUEST));
            answer.clear();
            connection.read(answer);
            answered += US_ASCII.decode(answer.flip()).toString().startsWith("HTTP/1.1 200") ? 1 : 0;
        }
        System.out.println(answered);
        while (System.in.read() >= 0) {
            // until whoever started this has seen enough
        }
        int open = 0;
        for (SocketChannel connection : held) {
            connection.configureBlocking(false);
            int count = 1;
            while (count > 0) { // what is left of the answer
                answer.clear();
                count = connection.read(answer);
            }
            open += count == 0 ? 1 : 0;
            connection.close();
        }
        System.out.println(open);
    }
}
