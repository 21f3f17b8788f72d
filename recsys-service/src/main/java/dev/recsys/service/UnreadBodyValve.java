package dev.recsys.service;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Bounds what Tomcat does by itself: where an answer is given and the body has not been read, it reads the body to its end, however
 * slowly it comes. Here a few callers at once get a second for it, after which the connection can be used again; that of others is
 * closed.
 */
final class UnreadBodyValve extends ValveBase {
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE_MILLIS = 50;

    private final Semaphore resting;

    UnreadBodyValve(int resting) {
        super(true);
        this.resting = new Semaphore(resting);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        org.apache.coyote.Request below = request.getCoyoteRequest();
        if (request.isAsync() || below.isFinished() || isRestRead(below)) {
            return;
        }
        if (!response.isCommitted()) {
            response.setHeader("Connection", "close");
        }
        response.finishResponse();
        below.action(ActionCode.CLOSE_NOW, null);
    }

    /** Reads the rest, unless it takes too long or too many wait already. */
    private boolean isRestRead(org.apache.coyote.Request below) {
        if (!isTaken()) {
            return false;
        }
        try {
            long end = System.nanoTime() + REST_NANOS;
            Discarded discarded = new Discarded();
            while (!below.isFinished() && System.nanoTime() < end && below.doRead(discarded) >= 0) {
                discarded.expand(0);
            }
            return below.isFinished();
        } catch (IOException e) {
            container.getLogger().debug("a caller left: " + e.getClass().getName());
            return false;
        } finally {
            resting.release();
        }
    }

    private boolean isTaken() {
        try {
            return resting.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
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
