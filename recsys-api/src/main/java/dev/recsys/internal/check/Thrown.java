package dev.recsys.internal.check;

/** What code that is not ours has thrown: whether to go on, and what may be said of it. Thread-safe: no state. */
public final class Thrown {
    private Thrown() {}

    /**
     * Throws on what leaves no sound ground to go on from: errors of the virtual machine such as {@link OutOfMemoryError}, but
     * not {@link StackOverflowError}, whose frames are gone when it is caught; and the end of a thread. After an
     * {@link InterruptedException} the thread is marked as interrupted again.
     *
     * @param thrown what was caught
     */
    public static void passFatal(Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (thrown instanceof VirtualMachineError fatal && !(thrown instanceof StackOverflowError)) {
            throw fatal;
        }
        // By its name, since newer versions of Java are to lose it.
        if (thrown instanceof Error end && thrown.getClass().getName().equals("java.lang.ThreadDeath")) {
            throw end;
        }
    }

    /**
     * The class and the place of a failure, for logs: its message may hold ids or other personal data.
     *
     * @param thrown what was caught
     * @return such as {@code java.lang.IllegalStateException at bank.Model.score(Model.java:12)}
     */
    public static String classAndPlace(Throwable thrown) {
        StackTraceElement[] frames = thrown.getStackTrace();
        return thrown.getClass().getName() + (frames.length == 0 ? "" : " at " + frames[0]);
    }
}
