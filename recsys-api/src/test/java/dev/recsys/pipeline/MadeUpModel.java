package dev.recsys.pipeline;

import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.Reason;
import dev.recsys.data.Period;
import dev.recsys.data.Vocabulary;
import dev.recsys.memory.KnownCustomer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scores by a formula over what a customer holds, so that two customers seldom get the same answer. */
class MadeUpModel extends ScoringModel {
    private final int blockSize;

    /** A model that ranks blocks of so many customers, or 0 for one that ranks them one by one. */
    MadeUpModel(Vocabulary vocabulary, @Nullable LocalDate lastDate, @Nullable Period period, int blockSize) {
        super(
                new ModelInfo(
                        "made-up", "a hash", "{}", "", lastDate, period, 1, 1, "1", "17", Instant.EPOCH, 1, Map.of()),
                vocabulary);
        this.blockSize = blockSize;
    }

    double score(KnownCustomer customer, int item) {
        double score = item;
        for (int held : customer.held()) {
            score += (7 * held + 3 * item) % 11;
        }
        return score;
    }

    @Override
    public Scoring score(KnownCustomer customer) {
        double[] scores = new double[catalogue().size()];
        for (int item = 0; item < scores.length; item++) {
            scores[item] = score(customer, item);
        }
        return Scoring.of(customer.levelByHoldings(), scores, item -> Reason.of(Reason.HOLDS, "item", "" + item));
    }

    @Override
    public @Nullable BlockRanker blockRanker() {
        return blockSize == 0 ? null : new Ranker();
    }

    private final class Ranker implements BlockRanker {
        @Override
        public int blockSize() {
            return blockSize;
        }

        @Override
        public void rank(KnownCustomer[] customers, int count, TopItems[] tops, FallbackLevel[] levels) {
            if (count < 1 || count > blockSize) {
                throw new IllegalArgumentException("a block of " + count);
            }
            for (int i = 0; i < count; i++) {
                Scoring scoring = score(customers[i]);
                scoring.rank(tops[i]);
                levels[i] = scoring.level();
            }
        }
    }
}
