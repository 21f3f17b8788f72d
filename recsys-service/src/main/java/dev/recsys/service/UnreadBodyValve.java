package dev.recsys.service;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Closes the connection where an answer was given and the body has not been read: Tomcat would read it to its end first, however
 * slowly it comes. Before that a few callers get a second to send the rest and to see their answer, which a reset could take away.
 */
final class UnreadBodyValve extends ValveBase {
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int CHUNK = 64 * 1024;

    private final Semaphore lingering;

    UnreadBodyValve(int lingering) {
        super(true);
        this.lingering = new Semaphore(lingering);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        org.apache.coyote.Request below = request.getCoyoteRequest();
        if (request.isAsync() || below.isFinished() || isReadNow(request)) {
            return;
        }
        if (!response.isCommitted()) {
            response.setHeader("Connection", "close");
        }
        response.finishResponse();
        if (lingering.tryAcquire()) {
            try {
                linger(below);
            } finally {
                lingering.release();
            }
        }
        below.action(ActionCode.CLOSE_NOW, null);
    }

    /** Reads what is here already; true if that was the whole body. */
    private static boolean isReadNow(Request request) {
        try {
            InputStream in = request.getInputStream();
            byte[] chunk = new byte[CHUNK];
            for (int got = 0; got < CHUNK && in.available() > 0; ) {
                got += Math.max(1, in.read(chunk));
            }
        } catch (IOException | IllegalStateException e) {
            return false; // gone, or read as text
        }
        return request.getCoyoteRequest().isFinished();
    }

    /** Below the request's stream, which the end of the answer has closed. */
    private void linger(org.apache.coyote.Request below) {
        long end = System.nanoTime() + LINGER_NANOS;
        Discarded discarded = new Discarded();
        try {
            while (System.nanoTime() < end && below.doRead(discarded) >= 0) {
                discarded.expand(0);
            }
        } catch (IOException e) {
            container.getLogger().debug("a caller left: " + e.getClass().getName());
        }
    }

    /** Where bytes go that nobody wants. */
    private static final class Discarded implements ApplicationBufferHandler {
        private ByteBuffer last = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            last = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return last;
        }

        @Override
        public void expand(int size) {
            last = ByteBuffer.allocate(0);
        }
    }
}
