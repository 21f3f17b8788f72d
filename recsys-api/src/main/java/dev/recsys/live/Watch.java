package dev.recsys.live;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A daemon thread that does something from time to time. Thread-safe. */
final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final CountDownLatch end = new CountDownLatch(1);
    private final Runnable task;
    private final long millis;

    private Watch(Runnable task, long millis) {
        this.task = task;
        this.millis = millis;
    }

    static Watch start(Runnable task, Duration every) {
        Watch watch = new Watch(task, every.toMillis());
        Thread thread = new Thread(watch::run, "recsys-live");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    private void run() {
        try {
            while (!end.await(millis, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the end of the thread
        }
    }

    /** One look that fails is not the end of watching. */
    private void look() {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("the look at the store failed; the next one follows", e);
        }
    }

    void close() {
        end.countDown();
    }
}
