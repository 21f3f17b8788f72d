package dev.recsys.hybrid;

import dev.recsys.hybrid.CalibratedStack.Numbers;
import dev.recsys.internal.run.ExpLog;
import org.jspecify.annotations.Nullable;

/**
 * Another blend over the components' calibrated probabilities. A weighted sum of scores as they are becomes their weighted
 * mean, and a cascade the probability by the first component that knows the item, so that both give probabilities. Which
 * components take part is decided for credit items and the others apart, as in {@link CalibratedStack}. Immutable and
 * thread-safe.
 *
 * @param lines how components are calibrated, without sets of components
 * @param over the other blend
 */
record CalibratedBlend(CalibratedStack lines, Blend over) implements Blend, Merging {
    private static final String BASE = CalibratedStack.BASE;

    /** Whether the result is a probability. */
    boolean isProbability() {
        return over instanceof Cascade
                || over instanceof Mixture
                || (over instanceof WeightedSum sum && sum.normalization() == Normalization.NONE);
    }

    @Override
    public String base() {
        return BASE;
    }

    @Override
    public void merge(BlendInput input, double[][] out) {
        for (int group = 0; group < lines.numbers().groups().length; group++) {
            int present = input.present(group);
            if (present == 0) {
                fallBack(input, group, out[input.componentCount()]);
                continue;
            }
            @Nullable ComponentScores[] scores = new ComponentScores[input.componentCount()];
            for (int component = 0; component < scores.length; component++) {
                ComponentScores of = input.scores(component);
                scores[component] =
                        of == null || (present >> component & 1) == 0 ? null : calibrated(of, component, group);
            }
            merge(input.of(group, scores), group, present, out);
        }
    }

    private void merge(BlendInput input, int group, int present, double[][] out) {
        if (!isProbability()) {
            ((Merging) over).merge(input, out);
            return;
        }
        double[] weights = weights(input, group, present);
        for (int item : lines.numbers().groups()[group]) {
            double total = 0;
            int first = -1;
            for (int component = 0; component < input.componentCount(); component++) {
                ComponentScores of = input.scores(component);
                if (of != null && of.knows(item)) {
                    first = first < 0 ? component : first;
                    total += weights[component];
                }
            }
            if (first < 0) {
                out[input.componentCount()][item] = rate(item);
            }
            for (int component = 0; component < input.componentCount(); component++) {
                ComponentScores of = input.scores(component);
                if (of != null && of.knows(item)) {
                    double share = total > 0 ? weights[component] / total : component == first ? 1 : 0;
                    out[component][item] = share * of.score(item);
                }
            }
        }
    }

    /** The components' weights in the mean; 0 in a cascade, whose first component has all. */
    private double[] weights(BlendInput input, int group, int present) {
        double[] weights = new double[input.componentCount()];
        int place = over instanceof Mixture ? lines.placeOf(present) : -1;
        for (int component = 0; component < weights.length; component++) {
            if (over instanceof WeightedSum sum) {
                weights[component] = sum.weights().getOrDefault(input.name(component), 1.0);
            } else if (place >= 0) {
                weights[component] = lines.numbers().weight(place, group, component);
            }
        }
        return weights;
    }

    private double rate(int item) {
        return ExpLog.sigmoid(lines.numbers().rates()[item]);
    }

    /** The component's answer with probabilities for a group's items. */
    private ComponentScores calibrated(ComponentScores of, int component, int group) {
        Numbers numbers = lines.numbers();
        if (!numbers.lined()[component]) {
            return of;
        }
        double slope = numbers.slope(component, group);
        return of.changed(numbers.groups()[group], (item, score) -> {
            double rate = numbers.rates()[item];
            double shift = numbers.shifts()[component * numbers.itemCount() + item];
            return ExpLog.sigmoid(rate + slope * (CalibratedStack.logOdds(true, score) - rate) + shift);
        });
    }

    /** Takes a group's scores from the fallback, as for a customer of whom nothing is known. */
    private void fallBack(BlendInput input, int group, double[] base) {
        ComponentScores fallback = input.fallback();
        int[] items = lines.numbers().groups()[group];
        if (fallback != null && !isProbability()) {
            ((Merging) over).merge(input.ofFallback(group, BASE, fallback), new double[][] {base});
            return;
        }
        for (int item : items) {
            base[item] = fallback == null ? rate(item) : fallback.score(item);
        }
    }
}
