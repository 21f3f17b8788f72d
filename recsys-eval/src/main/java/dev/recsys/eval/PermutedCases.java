package dev.recsys.eval;

import dev.recsys.memory.CustomerMemory;
import dev.recsys.memory.MemoryNeeds;

/** Cases in which each user has another one's value of a feature. */
final class PermutedCases implements Cases {
    private final PanelCases cases;
    private final String feature;
    private final int[] order;

    /**
     * Wraps cases.
     *
     * @param cases the cases
     * @param feature the feature's name
     * @param order the case from which each case gets its value. Not modified, kept.
     */
    PermutedCases(PanelCases cases, String feature, int[] order) {
        this.cases = cases;
        this.feature = feature;
        this.order = order;
    }

    @Override
    public int count() {
        return cases.count();
    }

    @Override
    public int adderCount() {
        return cases.adderCount();
    }

    @Override
    public int unknownUserCount() {
        return cases.unknownUserCount();
    }

    @Override
    public boolean ofPanel() {
        return cases.ofPanel();
    }

    @Override
    public TestCase get(int index) {
        return cases.get(index).saying(request -> cases.sayFeature(request, feature, order[index]));
    }

    @Override
    public CustomerMemory memory(MemoryNeeds needs) {
        return cases.memory(needs);
    }
}
