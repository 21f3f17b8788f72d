package dev.recsys.hybrid;

import dev.recsys.FallbackLevel;
import dev.recsys.PanelRequests;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommender;
import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Panel;
import dev.recsys.data.Transition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Learns how much to trust each component, from customers none of them saw. Each component's shares are a distribution of
 * what a customer adds next; the weights are the mixture of these under which the additions are likeliest, a concave
 * problem, solved by expectation maximisation. One customer counts as much as another, however many products were added.
 */
final class BlendLearner {
    private static final String TASK = "blend";
    private static final int PARTS = 5;
    private static final int ITERATIONS = 1_000;

    /** As many additions as each component is thought to have foretold beforehand: keeps weights of small data apart from 0. */
    private static final double PRIOR = 1;

    private BlendLearner() {}

    /** One addition: how much it counts, and the share each component gave it. */
    private record Lesson(double weight, List<Double> shares) {}

    /** Those the components are trained on while the blend is learned. */
    static Panel taught(Panel panel) {
        return panel.keepUsers(user -> !isLeftOut(panel.users().id(user)));
    }

    /** Those the blend is learned from. */
    static Panel leftOut(Panel panel) {
        return panel.keepUsers(user -> isLeftOut(panel.users().id(user)));
    }

    /** A fifth of all ids, by FNV-1a and the finaliser of SplitMix64. */
    private static boolean isLeftOut(String userId) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < userId.length(); i++) {
            hash = (hash ^ userId.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return Long.remainderUnsigned(hash ^ hash >>> 31, PARTS) == 0;
    }

    static Blend learn(Map<String, Recommender> components, Panel leftOut, TrainingListener listener) {
        long start = System.nanoTime();
        List<Lesson> lessons = lessons(components, leftOut, listener);
        double[] weights = mixture(lessons, components.size(), listener);
        double seconds = (System.nanoTime() - start) / 1e9;
        listener.report(new TrainingProgress(TASK, 1, 1, meanLogLoss(lessons, weights), seconds));
        Map<String, Double> named = new LinkedHashMap<>();
        int place = 0;
        for (String name : components.keySet()) {
            named.put(name, weights[place++]);
        }
        return Blend.weightedSum(named, Blend.Normalization.SHARE);
    }

    private static List<Lesson> lessons(Map<String, Recommender> components, Panel leftOut, TrainingListener listener) {
        List<Lesson> lessons = new ArrayList<>();
        IdIndex items = leftOut.items();
        Transition last = leftOut.transition(leftOut.snapshots().size() - 1);
        PanelRequests requests = PanelRequests.at(leftOut, last.before().date());
        for (int pair = 0; pair < last.pairCount(); pair++) {
            int[] added = last.added(pair);
            if (added.length == 0) {
                continue;
            }
            listener.checkCancelled(TASK);
            RecommendationRequest request =
                    requests.request(last.rowBefore(pair)).limit(items.size()).build();
            List<Map<String, Double>> shares = shares(components, request);
            for (int item : added) {
                List<Double> given = shares.stream()
                        .map(of -> of.getOrDefault(items.id(item), 0.0))
                        .toList();
                if (given.stream().anyMatch(share -> share > 0)) {
                    lessons.add(new Lesson(1.0 / added.length, given));
                }
            }
        }
        return lessons;
    }

    /** Each component's shares by item; none at all if a component has no opinion of this user. */
    private static List<Map<String, Double>> shares(
            Map<String, Recommender> components, RecommendationRequest request) {
        List<Map<String, Double>> all = new ArrayList<>();
        for (Recommender component : components.values()) {
            Recommendations answer = answer(component, request);
            if (answer == null
                    || answer.level() == FallbackLevel.POPULARITY
                    || answer.items().isEmpty()) {
                return List.of();
            }
            double[] shares = WeightedSum.shares(answer.items());
            Map<String, Double> byItem = new LinkedHashMap<>();
            for (int i = 0; i < shares.length; i++) {
                byItem.put(answer.items().get(i).itemId(), shares[i]);
            }
            all.add(byItem);
        }
        return all;
    }

    /** A component that fails in training is skipped as it would be in service. */
    private static @Nullable Recommendations answer(Recommender component, RecommendationRequest request) {
        try {
            return component.recommend(request);
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static double[] mixture(List<Lesson> lessons, int components, TrainingListener listener) {
        double[] weights = new double[components];
        Arrays.fill(weights, 1.0 / components);
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            listener.checkCancelled(TASK);
            double[] foretold = new double[components];
            Arrays.fill(foretold, PRIOR);
            for (Lesson lesson : lessons) {
                double likelihood = likelihood(lesson, weights);
                for (int c = 0; c < components; c++) {
                    foretold[c] +=
                            lesson.weight() * (weights[c] * lesson.shares().get(c) / likelihood);
                }
            }
            double sum = 0;
            for (double count : foretold) {
                sum += count;
            }
            for (int c = 0; c < components; c++) {
                weights[c] = foretold[c] / sum;
            }
        }
        return weights;
    }

    private static double likelihood(Lesson lesson, double[] weights) {
        double likelihood = 0;
        for (int c = 0; c < weights.length; c++) {
            likelihood += weights[c] * lesson.shares().get(c);
        }
        return likelihood;
    }

    /** NaN where there is no lesson. */
    private static double meanLogLoss(List<Lesson> lessons, double[] weights) {
        double loss = 0;
        double count = 0;
        for (Lesson lesson : lessons) {
            loss -= lesson.weight() * StrictMath.log(likelihood(lesson, weights));
            count += lesson.weight();
        }
        return loss / count;
    }
}
