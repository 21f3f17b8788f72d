package dev.recsys.reliability;

import dev.recsys.FallbackLevel;
import dev.recsys.Reason;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.memory.MemoryNeeds;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.ScoringModel;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A model that fails in a share of its calls, in one way; else as good as the one it wraps. */
final class FaultyModel extends ScoringModel {
    /** How long the stubborn hang. */
    private static final long STUBBORN_NANOS = 200_000_000;

    /** The ways to fail. */
    enum Fault {
        THROW,
        ERROR,
        HANG,
        NAN,
        LENGTH,
        REASON_THROW,
        REASON_HANG;

        boolean isInScores() {
            return compareTo(REASON_THROW) < 0;
        }

        boolean hangs() {
            return this == HANG || this == REASON_HANG;
        }
    }

    private final ScoringModel of;
    private final Fault fault;
    private final double rate;
    private final long seed;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();

    FaultyModel(ScoringModel of, Fault fault, double rate, long seed) {
        super(of.info(), of.vocabulary());
        this.of = of;
        this.fault = fault;
        this.rate = rate;
        this.seed = seed;
    }

    /** How many of its calls failed. */
    long faults() {
        return faults.get();
    }

    boolean failsInScores() {
        return fault.isInScores();
    }

    @Override
    public MemoryNeeds needs() {
        return of.needs();
    }

    @Override
    public Scoring score(KnownCustomer customer) {
        long call = calls.getAndIncrement();
        boolean fails = rate >= 1 || new SplittableRandom(seed + call).nextDouble() < rate;
        Scoring scoring = of.score(customer);
        if (!fails) {
            return scoring;
        }
        faults.incrementAndGet();
        double[] scores = fault.isInScores() ? wrong(call, scoring.scores()) : scoring.scores();
        return new Scoring() {
            @Override
            public FallbackLevel level() {
                return scoring.level();
            }

            @Override
            public FallbackLevel levelOfCredit() {
                return scoring.levelOfCredit();
            }

            @Override
            public double[] scores() {
                return scores;
            }

            @Override
            public Reason reason(int item) {
                if (fault == Fault.REASON_THROW) {
                    throw error(call);
                }
                if (fault == Fault.REASON_HANG) {
                    hang(call);
                }
                return scoring.reason(item);
            }
        };
    }

    private double[] wrong(long call, double[] scores) {
        switch (fault) {
            case THROW -> throw new IllegalStateException("planted");
            case ERROR -> throw error(call);
            case HANG -> hang(call);
            case NAN -> {
                double[] bad = scores.clone();
                bad[(int) (call % bad.length)] = call % 2 == 0 ? Double.NaN : Double.NEGATIVE_INFINITY;
                return bad;
            }
            default -> {
                return Arrays.copyOf(scores, (int) (call % 3) * scores.length / 2 + (call % 3 == 2 ? 1 : 0));
            }
        }
        return scores;
    }

    private static Error error(long call) {
        return switch ((int) (call % 4)) {
            case 0 -> new StackOverflowError("planted");
            case 1 -> new OutOfMemoryError("planted");
            case 2 -> new NoClassDefFoundError("planted");
            default -> new AssertionError("planted");
        };
    }

    /** Three of four end when they are interrupted, the others later. */
    private static void hang(long call) {
        boolean isStubborn = call % 4 == 3;
        for (long begin = System.nanoTime(); System.nanoTime() - begin < 10 * STUBBORN_NANOS; ) {
            LockSupport.parkNanos(STUBBORN_NANOS / 10);
            boolean isInterrupted = isStubborn
                    ? System.nanoTime() - begin > STUBBORN_NANOS
                    : Thread.currentThread().isInterrupted();
            if (isInterrupted) {
                return;
            }
        }
    }
}
