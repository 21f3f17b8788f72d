package dev.recsys.hybrid;

import java.util.BitSet;

/** {@link Blend#roundRobin}: the item at place p scores 1 ÷ p, scaled by its group's share of the items, all of it from the component that put it there. */
record RoundRobin() implements Blend, Merging {
    @Override
    public void merge(BlendInput input, double[][] out) {
        for (int[] group : input.groups()) {
            int[][] ranked = new int[input.componentCount()][];
            for (int component = 0; component < ranked.length; component++) {
                ranked[component] = input.ranked(component, group);
            }
            int[] next = new int[ranked.length];
            BitSet placed = new BitSet();
            int place = 0;
            boolean more = true;
            while (more) {
                more = false;
                for (int component = 0; component < ranked.length; component++) {
                    while (next[component] < ranked[component].length
                            && placed.get(ranked[component][next[component]])) {
                        next[component]++;
                    }
                    if (next[component] < ranked[component].length) {
                        int item = ranked[component][next[component]++];
                        placed.set(item);
                        out[component][item] = input.scale(group) / ++place;
                        more = true;
                    }
                }
            }
        }
    }
}
