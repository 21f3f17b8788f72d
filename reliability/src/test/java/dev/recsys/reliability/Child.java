package dev.recsys.reliability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.helpers.NOP_FallbackServiceProvider;

/** A JVM of one's own that is killed by SIGKILL: it cleans nothing up. */
final class Child implements AutoCloseable {
    private static final long END_SECONDS = Scale.of(300, 3600);

    private final Process process;

    private Child(Process process) {
        this.process = process;
    }

    /** Starts a class with a main method on this class path; it starts fast and computes slowly. */
    static Child start(Path log, String mainClass, String... args) throws IOException {
        return start(256, log, ProcessBuilder.Redirect.PIPE, mainClass, args);
    }

    /** Starts one with another heap, in MB, whose standard output goes to a file. */
    static Child start(int heap, Path log, Path out, String mainClass, String... args) throws IOException {
        return start(heap, log, ProcessBuilder.Redirect.to(out.toFile()), mainClass, args);
    }

    /**
     * Lets a child work until it prints a line, then ends it in order. Those of its class that start later take the classes that it
     * loaded from an archive, in half the time.
     */
    static void rehearse(Path log, String line, String mainClass, String... args) throws Exception {
        try (Child child = start(256, log, ProcessBuilder.Redirect.PIPE, mainClass, args)) {
            child.awaitLine(line);
            child.process.destroy(); // by SIGTERM, at which the archive is written
            child.await();
        }
    }

    private static Child start(int heap, Path log, ProcessBuilder.Redirect out, String mainClass, String... args)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m",
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                SharedClasses.option(mainClass),
                "-Dslf4j.provider="
                        + NOP_FallbackServiceProvider.class.getName(), // a third of the start would be logback's
                "-cp",
                SharedClasses.PATH,
                mainClass));
        command.addAll(List.of(args));
        return new Child(new ProcessBuilder(command)
                .redirectOutput(out)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    /** Waits for a line that the child prints. */
    void awaitLine(String expected) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(expected)) {
                return;
            }
        }
        throw new IOException("the child ended before it printed " + expected);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Lets it work on for a time. */
    static void sleepMicros(long micros) {
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(micros));
    }

    /** Waits for its end; gives its exit code. */
    int await() throws InterruptedException {
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the child did not end");
        }
        return process.exitValue();
    }

    /** Kills it and waits until it is dead. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
