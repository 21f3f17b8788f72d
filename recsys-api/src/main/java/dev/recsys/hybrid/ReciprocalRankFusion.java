package dev.recsys.hybrid;

import dev.recsys.internal.check.Checks;

/** {@link Blend#reciprocalRankFusion}. */
record ReciprocalRankFusion(int constant) implements Blend, Merging {
    ReciprocalRankFusion {
        Checks.atLeast(constant, 1, "the constant of reciprocal rank fusion");
    }

    @Override
    public void merge(BlendInput input, double[][] out) {
        for (int component = 0; component < input.componentCount(); component++) {
            for (int[] group : input.groups()) {
                int[] ranked = input.ranked(component, group);
                for (int place = 0; place < ranked.length; place++) {
                    out[component][ranked[place]] = 1.0 / (constant + (place + 1) / input.scale(group));
                }
            }
        }
    }
}
