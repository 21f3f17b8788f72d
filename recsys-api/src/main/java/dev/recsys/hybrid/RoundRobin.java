package dev.recsys.hybrid;

/** {@link Blend#roundRobin}: the item at place p scores 1 ÷ p, scaled by its group's share of the items, all of it from the component that put it there. */
record RoundRobin() implements Blend, Merging {
    @Override
    public void merge(BlendInput input, double[][] out) {
        for (int[] group : input.groups()) {
            int[][] ranked = new int[input.componentCount()][];
            for (int component = 0; component < ranked.length; component++) {
                ranked[component] = input.ranked(component, group);
            }
            double scale = input.scale(group);
            Turns.take(ranked, (component, item, place) -> out[component][item] = scale / place);
        }
    }
}
