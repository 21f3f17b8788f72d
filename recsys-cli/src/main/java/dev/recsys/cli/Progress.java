package dev.recsys.cli;

import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Shows how long work goes, on standard error: a bar that moves on a terminal, one line a finished task elsewhere. Safe
 * for many threads.
 */
final class Progress implements TrainingListener {
    private static final int WIDTH = 30;
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintWriter err;
    private final boolean terminal;
    private final TrainingListener also;
    private long lastDrawn;

    Progress(PrintWriter err) {
        this(err, isTerminal(), TrainingListener.none());
    }

    Progress(PrintWriter err, boolean terminal, TrainingListener also) {
        this.err = err;
        this.terminal = terminal;
        this.also = also;
    }

    /** Java can't tell since version 22 whether standard error is a terminal; the start script can. */
    private static boolean isTerminal() {
        return Boolean.getBoolean("recsys.terminal");
    }

    /** The same display with another listener that hears each step too. */
    Progress with(TrainingListener listener) {
        return new Progress(err, terminal, listener);
    }

    @Override
    public synchronized void onProgress(TrainingProgress progress) {
        also.onProgress(progress);
        String detail = Double.isNaN(progress.objective())
                ? ""
                : String.format(Locale.ROOT, ", objective %.6g", progress.objective());
        double share = (double) progress.step() / progress.totalSteps();
        show(progress.task(), share, progress.seconds(), progress.step() + "/" + progress.totalSteps() + detail);
    }

    /** Shows that a task is done to a share of 0..1. */
    synchronized void show(String task, double share, double seconds, String detail) {
        boolean done = share >= 1;
        if (!terminal) {
            if (done) {
                err.printf(Locale.ROOT, "%-24s %8.1f s  %s%n", task, seconds, detail);
                err.flush();
            }
            return;
        }
        long now = System.nanoTime();
        if (!done && now - lastDrawn < REDRAW_NANOS) {
            return;
        }
        lastDrawn = now;
        int filled = (int) Math.round(WIDTH * Math.max(0, Math.min(1, share)));
        String bar = "#".repeat(filled) + "-".repeat(WIDTH - filled);
        err.printf(Locale.ROOT, "\r\u001b[K%-24s [%s] %3.0f %% %6.1f s  %s", task, bar, 100 * share, seconds, detail);
        if (done) {
            err.println();
        }
        err.flush();
    }
}
