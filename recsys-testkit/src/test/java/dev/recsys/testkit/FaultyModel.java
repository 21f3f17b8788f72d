package dev.recsys.testkit;

import dev.recsys.Explanation;
import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.Reason;
import dev.recsys.Recommender;
import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.data.Dataset;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.memory.MemoryNeeds;
import dev.recsys.model.ModelCodec;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Provenance;
import dev.recsys.model.Sections;
import dev.recsys.pipeline.BlockRanker;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.pipeline.TopItems;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The neighbour model with a fault that the kit must catch, or the pipeline must make harmless. */
final class FaultyModel extends ScoringModel {
    /** What is wrong. */
    enum Fault {
        OFFERS_NOTHING,
        OFFERS_ONE_ITEM,
        SAME_FOR_ALL,
        BATCH_ONE_BIT_OFF,
        KEEPS_CUSTOMERS,
        USES_PROTECTED_FEATURE,
        EXPLAINS_ANOTHER_SCORE,
        HASH_OF_THE_CLOCK,
        OTHER_ONCE_LOADED,
        NEVER_CANCELLED,
        /** Made harmless by the pipeline. */
        OWNED_ITEMS_FIRST
    }

    private final NeighbourModel inner;
    private final Sections sections;
    private final Fault fault;

    private FaultyModel(ModelInfo info, NeighbourModel inner, Sections sections, Fault fault) {
        super(info, inner.vocabulary());
        this.inner = inner;
        this.sections = sections;
        this.fault = fault;
    }

    @Override
    public MemoryNeeds needs() {
        boolean needsAge = fault == Fault.USES_PROTECTED_FEATURE;
        return needsAge ? new MemoryNeeds(Set.of("age"), 0, Set.of(), 0) : MemoryNeeds.holdings();
    }

    private double[] scores(KnownCustomer customer) {
        double[] scores = inner.score(customer).scores();
        for (int item = 0; item < scores.length; item++) {
            if (fault == Fault.SAME_FOR_ALL) {
                scores[item] = scores.length - item;
            } else if (fault == Fault.USES_PROTECTED_FEATURE && catalogue().isCredit(item)) {
                int age = vocabulary().schema().indexOf("age");
                scores[item] += customer.features().number(age) < 35 ? 1 : 0;
            } else if (fault == Fault.OWNED_ITEMS_FIRST && Arrays.binarySearch(customer.held(), item) >= 0) {
                scores[item] += 1e9;
            }
        }
        return scores;
    }

    @Override
    public Scoring score(KnownCustomer customer) {
        double[] scores = scores(customer);
        return new Scoring() {
            @Override
            public FallbackLevel level() {
                return customer.levelByHoldings();
            }

            @Override
            public double[] scores() {
                return scores;
            }

            @Override
            public void rank(TopItems top) {
                if (fault == Fault.OFFERS_ONE_ITEM) {
                    top.offer(0, scores[0]);
                } else if (fault != Fault.OFFERS_NOTHING) {
                    super.rank(top);
                }
            }

            @Override
            public Reason reason(int item) {
                return Reason.of(Reason.SIMILAR_CUSTOMERS);
            }
        };
    }

    @Override
    public @Nullable BlockRanker blockRanker() {
        return fault == Fault.BATCH_ONE_BIT_OFF ? new OneBitOff() : null;
    }

    private final class OneBitOff implements BlockRanker {
        @Override
        public int blockSize() {
            return 4;
        }

        @Override
        public void rank(KnownCustomer[] customers, int count, TopItems[] tops, FallbackLevel[] levels) {
            for (int i = 0; i < count; i++) {
                double[] scores = scores(customers[i]);
                for (int item = 0; item < scores.length; item++) {
                    tops[i].offer(item, Math.nextUp(scores[item]));
                }
                levels[i] = customers[i].levelByHoldings();
            }
        }
    }

    @Override
    public Explanation explain(KnownCustomer customer, int item) {
        double score = scores(customer)[item];
        double base = fault == Fault.EXPLAINS_ANOTHER_SCORE ? score + 1 : score;
        return new Explanation(catalogue().id(item), score, Explanation.Unit.SCORE, base, List.of(), Map.of());
    }

    /** Trains it. */
    record FaultyTrainer(Fault fault) implements Trainer<Dataset> {
        /** What the model's file says of the training. */
        record Config(String fault) {}

        @Override
        public FaultyModel train(Dataset data, TrainingListener listener) {
            Provenance provenance = Provenance.start("faulty", new Config(fault.name()), data);
            NeighbourModel inner = new NeighbourModel.NeighbourTrainer(1).train(data, TrainingListener.none());
            TrainingProgress end = new TrainingProgress("faulty", 1, 1, Double.NaN, provenance.seconds());
            if (fault == Fault.NEVER_CANCELLED) {
                listener.onProgress(end);
            } else {
                listener.report(end);
            }
            String more = switch (fault) {
                case KEEPS_CUSTOMERS -> String.join(" ", data.users().ids());
                case HASH_OF_THE_CLOCK -> Long.toString(System.nanoTime());
                default -> "";
            };
            Sections sections = Sections.builder()
                    .putAll("", new NeighbourModel.Codec().write(inner))
                    .put("fault", fault.name())
                    .put("more", more)
                    .build();
            return new FaultyModel(provenance.finish(sections, Map.of()), inner, sections, fault);
        }
    }

    /** Found by the service loader. */
    public static final class Codec implements ModelCodec {
        @Override
        public String algorithm() {
            return "faulty";
        }

        @Override
        public Sections write(Recommender model) {
            return ((FaultyModel) model).sections;
        }

        @Override
        public Recommender read(ModelInfo info, Sections sections) throws ModelFormatException {
            NeighbourModel inner = (NeighbourModel) new NeighbourModel.Codec().read(info, sections);
            Fault fault = Fault.valueOf(sections.text("fault"));
            sections.text("more");
            Fault once = fault == Fault.OTHER_ONCE_LOADED ? Fault.SAME_FOR_ALL : fault;
            return new FaultyModel(info, inner, sections, once);
        }
    }
}
