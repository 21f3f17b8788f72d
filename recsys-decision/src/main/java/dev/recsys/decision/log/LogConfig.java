package dev.recsys.decision.log;

import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;

/**
 * Options of {@link DecisionLog}.
 *
 * @param maxFileBytes bytes after which a new file begins; a new UTC day begins one too
 * @param force when records are forced to the disk
 * @param forceMillis milliseconds between two forcings under {@link Force#INTERVAL}
 * @param queueBytes bytes that may wait to be written before {@code append} waits
 */
public record LogConfig(
        @Option(
                value = "268435456",
                min = 4096,
                max = 1073741824,
                what = "Bytes after which a new file begins; a new UTC day begins one too.")
        int maxFileBytes,

        @Option(value = "INTERVAL", what = "When records are forced to the disk.")
        Force force,

        @Option(
                value = "100",
                min = 1,
                max = 60000,
                what = "Milliseconds between two forcings to the disk, where force is INTERVAL.")
        int forceMillis,

        @Option(
                value = "16777216",
                min = 1024,
                max = 1073741824,
                what = "Bytes that may wait to be written before a thread that appends waits.")
        int queueBytes) {
    /** When records are forced to the disk. Until then the failure of the machine, though not of the process, may lose them. */
    public enum Force {
        /** Before {@code append} returns. Threads that append at once share a forcing. */
        EVERY_RECORD,
        /** Within {@link #forceMillis()} after they are written. */
        INTERVAL,
        /** When a file is full, by {@code flush} and by {@code close}. */
        NEVER
    }

    /**
     * Checks the options.
     *
     * @param maxFileBytes in 4096..1073741824
     * @param force not null
     * @param forceMillis in 1..60000
     * @param queueBytes in 1024..1073741824
     * @throws IllegalArgumentException if an option is out of its range
     */
    public LogConfig {
        Options.check(LogConfig.class, maxFileBytes, force, forceMillis, queueBytes);
    }

    /**
     * The defaults.
     *
     * @return the options
     */
    public static LogConfig defaults() {
        return Options.defaults(LogConfig.class);
    }

    /**
     * The same with another {@link #maxFileBytes}.
     *
     * @param maxFileBytes in 4096..1073741824
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public LogConfig withMaxFileBytes(int maxFileBytes) {
        return new LogConfig(maxFileBytes, force, forceMillis, queueBytes);
    }

    /**
     * The same with another {@link #force}.
     *
     * @param force not null
     * @return the options
     * @throws IllegalArgumentException if it is null
     */
    public LogConfig withForce(Force force) {
        return new LogConfig(maxFileBytes, force, forceMillis, queueBytes);
    }

    /**
     * The same with another {@link #forceMillis}.
     *
     * @param forceMillis in 1..60000
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public LogConfig withForceMillis(int forceMillis) {
        return new LogConfig(maxFileBytes, force, forceMillis, queueBytes);
    }

    /**
     * The same with another {@link #queueBytes}.
     *
     * @param queueBytes in 1024..1073741824
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public LogConfig withQueueBytes(int queueBytes) {
        return new LogConfig(maxFileBytes, force, forceMillis, queueBytes);
    }
}
