package dev.recsys.spring;

import dev.recsys.CustomerPredictor;
import dev.recsys.RecommendationRequest;
import dev.recsys.bundle.Bundle;
import dev.recsys.bundle.Generation;
import dev.recsys.decision.DecisionEngine;
import dev.recsys.decision.DecisionListener;
import dev.recsys.decision.Policy;
import dev.recsys.decision.PolicyFile;
import dev.recsys.decision.contact.ContactMemory;
import dev.recsys.decision.log.DecisionLog;
import dev.recsys.hybrid.GuardConfig;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.live.Live;
import dev.recsys.live.SmokeRequests;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes what serves out of a generation: tests the model, guards its components, reads the policy, and builds the engine. */
final class ServingLoader implements Live.Loader<Serving> {
    private final RecsysProperties properties;
    private final @Nullable ContactMemory contacts;
    private final @Nullable DecisionLog log;
    private final List<DecisionListener> listeners;
    private final InstantSource clock;
    private final @Nullable DecisionObserver observer;

    ServingLoader(
            RecsysProperties properties,
            @Nullable ContactMemory contacts,
            @Nullable DecisionLog log,
            List<DecisionListener> listeners,
            InstantSource clock,
            @Nullable DecisionObserver observer) {
        this.properties = properties;
        this.contacts = contacts;
        this.log = log;
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
        this.observer = observer;
    }

    @Override
    public Serving load(Generation generation) throws IOException {
        Bundle model = chosen(generation);
        // Before it is guarded: a component that is slow in a cold JVM must not fail the test.
        smoke().check(model);
        Bundle bundle = guarded(model);
        DecisionEngine.Builder engine = DecisionEngine.around(bundle).clock(clock);
        Policy policy = policy(generation);
        if (policy != null) {
            engine.policy(policy);
            engine.models(models(generation, policy));
        }
        if (contacts != null) {
            engine.contacts(contacts);
        }
        if (log != null) {
            engine.log(log, properties.decision().log().detail());
        }
        listeners.forEach(engine::listener);
        return serving(generation, bundle, engine.build());
    }

    private Serving serving(Generation generation, Bundle bundle, DecisionEngine engine) {
        DecisionObserver watching = observer;
        if (watching == null) {
            return new Serving(generation, bundle, engine, engine::decide);
        }
        String id = generation.info().id();
        return new Serving(generation, bundle, engine, request -> watching.observe(request, id, engine::decide));
    }

    private SmokeRequests smoke() {
        return SmokeRequests.defaults()
                .with(properties.smokeCustomers().stream()
                        .map(id -> RecommendationRequest.forUser(id).build())
                        .toList());
    }

    private Bundle chosen(Generation generation) throws IOException {
        String model = properties.model();
        return model == null ? generation.bundle() : generation.bundle(model);
    }

    /** A policy set for this application goes before that of the generation. */
    private @Nullable Policy policy(Generation generation) throws IOException {
        Path file = properties.decision().policy();
        if (file != null) {
            return PolicyFile.read(file);
        }
        String name = generation.info().policy().orElse("policy");
        return generation.policy().map(text -> PolicyFile.parse(name, text)).orElse(null);
    }

    /** Of a policy of this application beside its file, else those of the generation. */
    private Map<String, CustomerPredictor> models(Generation generation, Policy policy) throws IOException {
        Path file = properties.decision().policy();
        return file == null
                ? PolicyFile.models(policy, generation.predictors())
                : PolicyFile.models(policy, file.toAbsolutePath().resolveSibling(""));
    }

    private Bundle guarded(Bundle bundle) {
        RecsysProperties.Guard guard = properties.guard();
        if (!guard.enabled() || !(bundle.model() instanceof HybridRecommender hybrid)) {
            return bundle;
        }
        GuardConfig config = new GuardConfig(
                Math.toIntExact(guard.budget().toMillis()),
                guard.failures(),
                Math.toIntExact(guard.rest().toMillis()),
                guard.threads());
        Bundle safe = Bundle.of(hybrid.guarded(config));
        return bundle.memory().map(safe::with).orElse(safe);
    }
}
