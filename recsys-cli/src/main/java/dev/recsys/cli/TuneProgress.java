package dev.recsys.cli;

import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.eval.search.SearchConfig;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Says on standard error, a line a trial, how far a search is and how long the rest will take: a trial with a share of the resource
 * is taken to cost that share of one in full. For one thread.
 */
final class TuneProgress implements TrainingListener {
    private final PrintWriter err;
    private final String metric;
    private final List<Double> shares = new ArrayList<>(); // by step
    private int found;
    private double seconds;
    private double work;

    TuneProgress(PrintWriter err, String metric, SearchConfig config) {
        this.err = err;
        this.metric = metric;
        for (SearchConfig.Rung rung : config.rungs()) {
            for (int i = 0; i < rung.trials(); i++) {
                shares.add(rung.share());
            }
        }
    }

    @Override
    public void onProgress(TrainingProgress progress) {
        if (Double.isNaN(progress.stepSeconds())) {
            found++;
            return;
        }
        if (found > 0) {
            err.println(found + " trials were made before");
            found = 0;
        }
        seconds += progress.stepSeconds();
        work += shares.get(progress.step() - 1);
        double left = shares.subList(progress.step(), Math.max(progress.step(), progress.totalSteps())).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        String best = Double.isNaN(progress.objective())
                ? "no value yet"
                : String.format(Locale.ROOT, "best %s %.5f", metric, progress.objective());
        err.printf(
                Locale.ROOT,
                "trial %d/%d  %6.1f s  %s, about %s left%n",
                progress.step(),
                progress.totalSteps(),
                progress.stepSeconds(),
                best,
                time(seconds / work * left));
        err.flush();
    }

    private static String time(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 120) {
            return whole + " s";
        }
        return whole < 2 * 3600
                ? Math.round(whole / 60.0) + " min"
                : String.format(Locale.ROOT, "%.1f h", whole / 3600.0);
    }
}
