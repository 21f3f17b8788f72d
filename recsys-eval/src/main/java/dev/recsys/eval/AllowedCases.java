package dev.recsys.eval;

import dev.recsys.RecommendationRequest;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.memory.MemoryNeeds;
import java.util.Set;
import java.util.function.Function;

/** The same users and truth, asked among some items only. */
final class AllowedCases implements Cases {
    private final Cases cases;
    private final Set<String> allowed;
    private final Function<String, Set<String>> denied; // by user

    /**
     * Cases that ask among some items.
     *
     * @param allowed items that may be offered, or none where all may
     * @param denied items that must not be offered to a user
     */
    AllowedCases(Cases cases, Set<String> allowed, Function<String, Set<String>> denied) {
        this.cases = cases;
        this.allowed = allowed;
        this.denied = denied;
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
        TestCase user = cases.get(index);
        return user.saying(request -> restricted(request, denied.apply(user.userId())));
    }

    private RecommendationRequest.Builder restricted(RecommendationRequest.Builder request, Set<String> without) {
        if (!allowed.isEmpty()) {
            request.allow(allowed);
        }
        return without.isEmpty() ? request : request.deny(without);
    }

    @Override
    public CustomerMemory memory(MemoryNeeds needs) {
        return cases.memory(needs);
    }
}
