package dev.recsys.hybrid;

import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.internal.run.Workers;
import dev.recsys.pipeline.ScoringModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Learns how to blend components of an event log: all are trained without its end, and the blend that ranks best what users took there is chosen. */
final class EventBlend {
    private static final String TASK = "blend";
    private static final int FEWEST_USERS = 50;
    private static final double LEAST_WEIGHT = 1e-3; // so that an answer is left where the others fail

    private EventBlend() {}

    static <D extends Dataset> Blend learn(
            Map<String, Trainer<? super D>> trainers, EventLog log, TrainingListener listener) {
        long start = System.nanoTime();
        LastEvents last = LastEvents.of(log);
        if (trainers.size() < 2 || last.size() < FEWEST_USERS) {
            return Blend.equalShares();
        }
        @SuppressWarnings("unchecked") // the data is an event log, and so is a part of it
        D earlier = (D) last.earlier();
        List<Component> components = new ArrayList<>();
        for (Map.Entry<String, Trainer<? super D>> entry : trainers.entrySet()) {
            ScoringModel model =
                    LearnedBlend.model(entry.getKey(), entry.getValue().train(earlier, listener));
            components.add(new Component(entry.getKey(), model, log.vocabulary()));
        }
        listener.checkCancelled(TASK);
        double[] weights;
        try (Workers workers = Workers.of(TASK, Runtime.getRuntime().availableProcessors())) {
            weights = ShareWeights.of(JudgedRankings.of(last, components, workers), components.size());
        }
        Map<String, Double> named = new LinkedHashMap<>();
        for (String name : trainers.keySet()) {
            named.put(name, Math.max(LEAST_WEIGHT, weights[named.size()]));
        }
        listener.report(new TrainingProgress(TASK, 1, 1, Double.NaN, (System.nanoTime() - start) / 1e9));
        return Blend.weightedSum(named, Blend.Normalization.SHARE);
    }
}
