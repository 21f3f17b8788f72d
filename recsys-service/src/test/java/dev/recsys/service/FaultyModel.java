package dev.recsys.service;

import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.Reason;
import dev.recsys.data.Vocabulary;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.ScoringModel;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A component of others: one in a hundred calls throws, hangs, or gives what is not a score. It is sound while a generation is
 * tested, by a thread that is not the guard's: a model that answers in two ways does not go live.
 */
final class FaultyModel extends ScoringModel {
    static final AtomicLong CALLS = new AtomicLong();

    private static final int EVERY = 100;
    private static final long HANG_MILLIS = 2_000;

    FaultyModel(ModelInfo info, Vocabulary vocabulary) {
        super(info, vocabulary);
    }

    @Override
    public Scoring score(KnownCustomer customer) {
        double[] scores = new double[catalogue().size()];
        Arrays.setAll(scores, item -> 1.0 / (1 + item));
        boolean isServing = Thread.currentThread().getName().startsWith("recsys-guard-");
        long call = isServing ? CALLS.incrementAndGet() : 1;
        if (call % EVERY == 0) {
            switch ((int) (call / EVERY % 4)) {
                case 0 -> throw new IllegalStateException("planted");
                case 1 -> hang();
                case 2 -> scores[0] = Double.NaN;
                default -> scores = new double[0];
            }
        }
        return Scoring.of(FallbackLevel.HOLDINGS, scores, item -> Reason.of(Reason.POPULAR));
    }

    private static void hang() {
        try {
            Thread.sleep(HANG_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("given up", e);
        }
    }
}
