package dev.recsys.hybrid;

import java.util.BitSet;

/** {@link Blend#cascade}: the item at place p scores 1 ÷ p, scaled by its group's share of the items, all of it from the first component that knows it. */
record Cascade() implements Blend, Merging {
    @Override
    public void merge(BlendInput input, double[][] out) {
        for (int[] group : input.groups()) {
            BitSet placed = new BitSet();
            int place = 0;
            for (int component = 0; component < input.componentCount(); component++) {
                for (int item : input.ranked(component, group)) {
                    if (!placed.get(item)) {
                        placed.set(item);
                        out[component][item] = input.scale(group) / ++place;
                    }
                }
            }
        }
    }
}
