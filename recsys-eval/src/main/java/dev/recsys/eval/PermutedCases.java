package dev.recsys.eval;

import dev.recsys.UserFeatures;
import org.jspecify.annotations.Nullable;

/** Cases in which each user has another one's value of a feature. */
final class PermutedCases implements Cases {
    private final Cases cases;
    private final String feature;
    private final int[] order;

    /**
     * Wraps.
     *
     * @param cases the cases
     * @param feature its name
     * @param order for each case whose value it gets. Not modified, kept.
     */
    PermutedCases(Cases cases, String feature, int[] order) {
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
        TestCase own = cases.get(index);
        UserFeatures ownFeatures = own.request().build().features();
        UserFeatures other = cases.get(order[index]).request().build().features();
        return new TestCase(
                own.userId(),
                () -> own.request().features(new Exchanged(ownFeatures, feature, other)),
                own.truth(),
                own.reactivations(),
                own.laterHoldings().orElse(null));
    }

    private record Exchanged(UserFeatures own, String feature, UserFeatures other) implements UserFeatures {
        private UserFeatures of(String name) {
            return name.equals(feature) ? other : own;
        }

        @Override
        public boolean has(String name) {
            return of(name).has(name);
        }

        @Override
        public double number(String name) {
            return of(name).number(name);
        }

        @Override
        public @Nullable String category(String name) {
            return of(name).category(name);
        }
    }
}
