package dev.recsys.eval;

import dev.recsys.RecommendationRequest;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.memory.MemoryNeeds;

/** The same users and truth, whose requests say something more. */
final class SayingCases implements Cases {
    private final Cases cases;
    private final More more;

    /** What a request says beside what it says already. Thread-safe. */
    @FunctionalInterface
    interface More {
        /**
         * Adds to a request.
         *
         * @param request the request. Modified.
         * @param user whose it is
         * @param index the place of the user's case
         * @return the request
         */
        RecommendationRequest.Builder say(RecommendationRequest.Builder request, TestCase user, int index);
    }

    SayingCases(Cases cases, More more) {
        this.cases = cases;
        this.more = more;
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
        return user.saying(request -> more.say(request, user, index));
    }

    @Override
    public CustomerMemory memory(MemoryNeeds needs) {
        return cases.memory(needs);
    }
}
