package dev.recsys.cli.load;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one command, one after another. A signal that ends the process, such as Ctrl-C, ends the run that is under way
 * and waits for its report.
 */
final class LoadSession implements AutoCloseable {
    private static final long REPORT_SECONDS = 10;

    private final Target target;
    private final Calls calls;
    private final int connections;
    private final Duration timeout;
    private final CountDownLatch reported = new CountDownLatch(1);
    private final Thread hook = new Thread(this::endAndWait, "load-stop");
    private @Nullable LoadRun current;
    private boolean stopped;

    LoadSession(Target target, Calls calls, int connections, Duration timeout) {
        this.target = target;
        this.calls = calls;
        this.connections = connections;
        this.timeout = timeout;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    LoadReport run(Schedule schedule) throws InterruptedException {
        return begin(new LoadRun(target, calls, schedule, connections, timeout)).run();
    }

    /** Sends requests that do not count. */
    void warmUp(Schedule schedule, Duration duration) throws InterruptedException {
        if (!duration.isZero()) {
            run(schedule);
        }
    }

    private synchronized LoadRun begin(LoadRun run) {
        current = run;
        if (stopped) {
            run.stop();
        }
        return run;
    }

    /** Ends the run under way, and each later one at once. For any thread. */
    synchronized void stop() {
        stopped = true;
        if (current != null) {
            current.stop();
        }
    }

    private void endAndWait() {
        stop();
        try {
            reported.await(REPORT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says that all was reported. */
    @Override
    public void close() {
        reported.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook runs already.
        }
    }
}
