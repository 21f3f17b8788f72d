package dev.recsys;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs progress, at most one line a second and task besides the last. Thread-safe. */
final class ProgressLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.recsys.TrainingListener");

    private final Map<String, Double> lastLogged = new ConcurrentHashMap<>();

    void write(TrainingProgress progress) {
        double last = lastLogged.getOrDefault(progress.task(), Double.NEGATIVE_INFINITY);
        if (progress.step() == progress.totalSteps() || progress.seconds() - last >= 1 || progress.seconds() < last) {
            lastLogged.put(progress.task(), progress.seconds());
            LOG.info(
                    "{}: step {} of {}, {} s{}",
                    progress.task(),
                    progress.step(),
                    progress.totalSteps(),
                    Math.round(progress.seconds() * 10) / 10.0,
                    Double.isNaN(progress.objective()) ? "" : ", objective " + progress.objective());
        }
    }
}
