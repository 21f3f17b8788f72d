package dev.recsys.hybrid;

import dev.recsys.Explanation;
import dev.recsys.Reason;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.check.Thrown;
import dev.recsys.internal.resolve.VocabularyMap;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.ScoringModel;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One component of a hybrid, asked in the hybrid's indexes. What it throws is survived, see {@link Thrown#passFatal}, and the
 * first of it logged. Thread-safe.
 */
final class Component {
    private static final Logger LOG = LoggerFactory.getLogger(Component.class);

    private final String name;
    private final ScoringModel model;
    private final AtomicBoolean hasWarned = new AtomicBoolean();
    private final @Nullable VocabularyMap map; // from the hybrid's indexes; null if they are the same

    Component(String name, ScoringModel model, Vocabulary vocabulary) {
        this.name = name;
        this.model = model;
        this.map = model.vocabulary().equals(vocabulary) ? null : VocabularyMap.between(vocabulary, model.vocabulary());
    }

    String name() {
        return name;
    }

    ScoringModel model() {
        return model;
    }

    /** The customer in the component's indexes. */
    KnownCustomer known(KnownCustomer customer) {
        return map == null ? customer : map.customer(customer);
    }

    ComponentScores score(KnownCustomer customer) {
        Scoring scoring = model.score(known(customer));
        return new ComponentScores(scoring, model.catalogue().size(), place -> reason(scoring, place), map);
    }

    /** Scores a customer, or tells what failed. */
    Outcome ask(KnownCustomer customer) {
        try {
            ComponentScores answer = score(customer);
            Fault fault = answer.fault();
            if (fault == null) {
                return Outcome.of(answer);
            }
            warnOnce(fault.cause());
            return Outcome.of(fault);
        } catch (Throwable e) { // a component is not ours: whatever it throws must not end the request
            Thrown.passFatal(e);
            warnOnce("failed with " + Thrown.classAndPlace(e));
            return Outcome.of(Fault.threw(e));
        }
    }

    /** Why an item, in the component's indexes, is offered; where the component fails to say, that it is the component's. */
    private Reason reason(Scoring scoring, int place) {
        try {
            return Checks.notNull(scoring.reason(place), "reason");
        } catch (Throwable e) {
            Thrown.passFatal(e);
            warnOnce("failed to give a reason with " + Thrown.classAndPlace(e));
            return Reason.of(Reason.COMPONENT, "component", name);
        }
    }

    /** The component's explanation of its own score of an item, in its indexes; null where it fails to give one. */
    @Nullable
    Explanation explanation(KnownCustomer customer, int place) {
        try {
            return Checks.notNull(model.explain(known(customer), place), "explanation");
        } catch (Throwable e) {
            Thrown.passFatal(e);
            warnOnce("failed to explain with " + Thrown.classAndPlace(e));
            return null;
        }
    }

    private void warnOnce(String what) {
        if (hasWarned.compareAndSet(false, true)) {
            LOG.warn("component {} of the hybrid {}; later failures are not logged", name, what);
        }
    }

    /** The component's index of an item, or -1 if it does not know it. */
    int place(int item) {
        return map == null ? item : map.item(item);
    }
}
