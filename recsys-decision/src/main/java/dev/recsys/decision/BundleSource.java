package dev.recsys.decision;

import dev.recsys.Ignored;
import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations.Freshness;
import dev.recsys.Recommender;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Vocabulary;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.internal.check.Checks;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.model.Sections;
import dev.recsys.pipeline.ResolvedRequest;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.ScoringModel;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A model of this library: decisions enter its pipeline between the resolved customer and the scores. */
final class BundleSource implements CandidateSource {
    private final Bundle bundle;
    private final Bundle forgetful; // for records that have what was remembered
    private volatile @Nullable String memory; // computed when first needed: it reads all that is remembered

    BundleSource(Bundle bundle) {
        this.bundle = bundle;
        this.forgetful = bundle.withoutMemory();
    }

    @Override
    public Recommender recommender() {
        return bundle;
    }

    @Override
    public Vocabulary vocabulary() {
        return bundle.vocabulary();
    }

    @Override
    public ModelInfo info() {
        return bundle.info();
    }

    @Override
    public String memoryGeneration() {
        String known = memory;
        if (known == null) {
            known = bundle.memory().map(BundleSource::hash).orElse("none");
            memory = known;
        }
        return known;
    }

    private static String hash(CustomerMemory memory) {
        Sections.Builder sections = Sections.builder();
        memory.writeTo(sections);
        return sections.build().hash();
    }

    @Override
    public Asked ask(RecommendationRequest request, @Nullable Remade remade) {
        KnownCustomer logged = remade == null ? null : remade.customer();
        ResolvedRequest resolved = (logged == null ? bundle : forgetful).resolve(request);
        return new Resolved(
                bundle.model(),
                remade == null ? Set.of() : remade.skipped(),
                resolved,
                logged == null ? resolved.customer() : logged);
    }

    /**
     * A resolved customer.
     *
     * @param model what scores
     * @param skipped the components of a hybrid that a record says did not take part
     * @param request the request
     * @param customer what is known of the customer, or what the record says of it
     */
    private record Resolved(ScoringModel model, Set<String> skipped, ResolvedRequest request, KnownCustomer customer)
            implements Asked {
        @Override
        public List<Ignored> ignored() {
            return request.ignored();
        }

        @Override
        public Freshness freshness() {
            return request.freshness();
        }

        @Override
        public String generation() {
            return model.info().modelHash();
        }

        @Override
        public Scoring score() {
            ScoringModel scores =
                    !skipped.isEmpty() && model instanceof HybridRecommender hybrid ? hybrid.without(skipped) : model;
            return Checks.notNull(scores.score(customer), "scoring");
        }

        @Override
        public String codeOfUnscored() {
            return Exclusion.NOT_SCORED;
        }
    }
}
