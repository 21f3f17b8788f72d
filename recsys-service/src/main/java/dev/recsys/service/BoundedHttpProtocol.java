package dev.recsys.service;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP/1.1, but that the head of a request must be there by a time: its own timeouts begin anew with every byte. Public
 * since Tomcat makes it, by its name.
 */
public final class BoundedHttpProtocol extends Http11NioProtocol {
    private volatile long headNanos = TimeUnit.SECONDS.toNanos(10);
    private @Nullable ScheduledFuture<?> looking;

    /** For Tomcat. */
    public BoundedHttpProtocol() {}

    /** Sets how long a head, and any pause within a body, may take. */
    void bound(Duration longest) {
        headNanos = longest.toNanos();
        setDisableUploadTimeout(false);
        setConnectionUploadTimeout(Math.toIntExact(longest.toMillis()));
    }

    @Override
    public void start() throws Exception {
        super.start();
        long pause = Math.max(TimeUnit.MILLISECONDS.toNanos(50), headNanos / 10);
        looking = getUtilityExecutor().scheduleWithFixedDelay(this::cutLate, pause, pause, TimeUnit.NANOSECONDS);
    }

    @Override
    public void stop() throws Exception {
        ScheduledFuture<?> task = looking;
        if (task != null) {
            task.cancel(false);
        }
        super.stop();
    }

    private void cutLate() {
        long now = System.nanoTime();
        for (SocketWrapperBase<NioChannel> connection : getEndpoint().getConnections()) {
            ReentrantLock lock = connection.getLock();
            if (lock.tryLock()) { // or else a thread is at it
                try {
                    if (isLate(connection.getCurrentProcessor(), now)) {
                        connection.close();
                    }
                } finally {
                    lock.unlock();
                }
            }
        }
    }

    /**
     * Whether a head has begun too long ago and is not complete: that alone keeps a processor with a connection that no thread is
     * at, but for what goes on asynchronously.
     */
    private boolean isLate(@Nullable Object processor, long now) {
        if (!(processor instanceof AbstractProcessor http) || http.isAsync() || http.isUpgrade()) {
            return false;
        }
        long begun = http.getRequest().getStartTimeNanos();
        return begun >= 0 && now - begun > headNanos;
    }
}
