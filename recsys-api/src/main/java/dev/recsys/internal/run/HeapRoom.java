package dev.recsys.internal.run;

import dev.recsys.internal.check.Checks;
import java.util.Locale;

/**
 * Refuses a training that will not fit into the heap before it allocates: a refusal that names figures in the place of an
 * {@link OutOfMemoryError} that takes the application with it. Other threads of the JVM may take or give back room at any time,
 * so that what is not refused may still fail. Thread-safe.
 */
public final class HeapRoom {
    private HeapRoom() {}

    /**
     * Asks for room.
     *
     * @param bytes what is going to be held at once, beyond what is held now
     * @param algorithm who asks, such as {@code "als"}
     * @param remedy what option makes it less, in words such as {@code "a lower rank"}
     * @param task what for, in words that go after "for", as {@link String#format} wants them
     * @param figures the figures in these words, which the bytes come from; put into words only for a refusal. Not modified.
     * @throws IllegalStateException if the heap, at its greatest, has less room even after garbage is collected
     */
    public static void require(long bytes, String algorithm, String remedy, String task, Object... figures) {
        Checks.notBlank(algorithm, "algorithm");
        Checks.notBlank(remedy, "remedy");
        Checks.notBlank(task, "task");
        if (bytes <= free()) {
            return;
        }
        // What seems taken may be garbage. Only a training about to be refused asks.
        System.gc();
        long free = free();
        if (bytes > free) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "%s needs about %d MB of heap for %s, but %d MB of %d MB are free; %s or a greater -Xmx helps",
                    algorithm,
                    bytes >> 20,
                    String.format(Locale.ROOT, task, figures),
                    free >> 20,
                    Runtime.getRuntime().maxMemory() >> 20,
                    remedy));
        }
    }

    private static long free() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }
}
