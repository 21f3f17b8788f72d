package dev.recsys.cli.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends requests when they are due, whatever the answers take. Each connection has a thread, which takes the next request,
 * sleeps until it is due, sends it and waits for the answer; while all of them wait, requests queue, and their latency grows.
 * Runs once.
 */
final class LoadRun {
    private static final long TICK_NANOS = 1_000_000;

    private final Calls calls;
    private final Schedule schedule;
    private final long timeoutNanos;
    private final Tally tally = new Tally();
    private final AtomicLong next = new AtomicLong();
    private final List<HttpConnection> connections = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch connected;
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile boolean stopped;
    private volatile boolean finished;
    private volatile long start;

    LoadRun(Target target, Calls calls, Schedule schedule, int connections, Duration timeout) {
        this.calls = calls;
        this.schedule = schedule;
        this.timeoutNanos = timeout.toNanos();
        this.connected = new CountDownLatch(connections);
        for (int i = 0; i < connections; i++) {
            HttpConnection connection = new HttpConnection(target);
            this.connections.add(connection);
            threads.add(thread("load-" + i, () -> work(connection)));
        }
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Ends the run early; what was measured stays. For any thread. */
    void stop() {
        stopped = true;
        connections.forEach(HttpConnection::close);
        threads.forEach(LockSupport::unpark);
    }

    /** Runs to the end, at most the schedule's time and one time-out. */
    LoadReport run() throws InterruptedException {
        threads.forEach(Thread::start);
        connected.await();
        long cpu = cpuNanos();
        start = System.nanoTime();
        begun.countDown();
        Thread clock = thread("load-clock", this::watch);
        clock.start();
        for (Thread thread : threads) {
            thread.join();
        }
        long nanos = System.nanoTime() - start;
        double cores = (cpuNanos() - cpu) / (double) nanos;
        boolean early = stopped;
        finished = true;
        clock.join();
        connections.forEach(HttpConnection::close);
        return tally.report(schedule.count(), schedule.rate(), early ? nanos : schedule.nanos(), cores, early);
    }

    private void work(HttpConnection connection) {
        try {
            connection.open(System.nanoTime() + timeoutNanos);
        } catch (IOException e) {
            // Tried again with the first request, which counts the failure.
        }
        connected.countDown();
        try {
            begun.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        for (long request = next.getAndIncrement(); request < schedule.count(); request = next.getAndIncrement()) {
            long due = start + schedule.due(request);
            boolean early = System.nanoTime() < due;
            sleepUntil(due);
            if (stopped) {
                return;
            }
            if (early) {
                tally.late(System.nanoTime() - due);
            } else {
                tally.waited();
            }
            send(connection, request, due);
        }
    }

    private void send(HttpConnection connection, long request, long due) {
        long until = due + timeoutNanos;
        Failure failure;
        int status = 0;
        try {
            if (System.nanoTime() - until >= 0) {
                failure = Failure.NOT_SENT;
            } else {
                status = connection.exchange(calls.bytes(request), until);
                failure = null;
            }
        } catch (IOException e) {
            failure = Failure.of(e);
        }
        long now = System.nanoTime();
        if (failure == null) {
            tally.answered(status, now - due, now - start);
        } else if (!stopped) {
            tally.failed(failure, now - due, now - start);
        }
    }

    private void sleepUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0 && !stopped; left = due - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    /** Ends requests whose time is up, and finds out by its own ticks how late threads wake. */
    private void watch() {
        while (!finished) {
            long due = System.nanoTime() + TICK_NANOS;
            LockSupport.parkNanos(this, TICK_NANOS);
            long now = System.nanoTime();
            if (now > due) {
                tally.late(now - due);
            }
            connections.forEach(connection -> connection.expire(now));
        }
    }

    /** Processor time of this process; 0 where the JVM can't tell. */
    private static long cpuNanos() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof com.sun.management.OperatingSystemMXBean known ? known.getProcessCpuTime() : 0;
    }
}
