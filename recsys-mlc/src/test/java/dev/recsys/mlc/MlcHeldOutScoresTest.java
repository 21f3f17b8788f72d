package dev.recsys.mlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.TrainingListener;
import dev.recsys.data.Panel;
import dev.recsys.data.Transition;
import dev.recsys.internal.run.CustomerParts;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.mlc.options.Objective;
import dev.recsys.pipeline.HeldOutScores;
import dev.recsys.pipeline.HeldOutTrainer.Fitted;
import dev.recsys.testkit.SmallBank;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MlcHeldOutScoresTest {
    private static final MlcConfig CONFIG =
            MlcConfig.defaults().withObjective(Objective.LOGISTIC).withThreads(1);

    private static KnownCustomer customer(Transition step, int pair) {
        int[] held = step.before().holdings().itemsOf(step.rowBefore(pair));
        return KnownCustomer.of(
                held,
                new float[held.length],
                step.history(pair, 2),
                step.before().features().row(step.rowBefore(pair)),
                step.featuresBefore(pair));
    }

    /** The served model's log-odds are the mean of those of its models; each customer is scored by the one that left it out. */
    @Test
    void score_customersOfAllParts_averageToTheServedModel() {
        Panel panel = SmallBank.panel(400);
        Fitted fitted = new MlcTrainer(CONFIG).trainHeldOut(panel, TrainingListener.none());
        HeldOutScores honest = Objects.requireNonNull(fitted.heldOut());
        int models = CONFIG.crossFitting().models();
        Map<Integer, Integer> userOfPart = new HashMap<>();
        for (int user = 0; user < 100; user++) {
            userOfPart.put(CustomerParts.partOf(user, models, CONFIG.seed()), user);
        }
        assertThat(userOfPart).hasSize(models);
        Transition step = panel.lastTransitions(1).get(0);
        boolean differs = false;
        for (int pair = 0; pair < 20; pair++) {
            KnownCustomer customer = customer(step, pair);
            double[] served = fitted.model().score(customer).scores();
            double[] mean = new double[served.length];
            for (int user : userOfPart.values()) {
                double[] scores = honest.score(user, customer).scores();
                for (int item = 0; item < mean.length; item++) {
                    mean[item] += logit(scores[item]) / models;
                    differs |= Math.abs(scores[item] - served[item]) > 1e-4;
                }
            }
            for (int item = 0; item < mean.length; item++) {
                assertThat(mean[item]).isCloseTo(logit(served[item]), within(1e-5));
            }
        }
        assertThat(differs).isTrue();
        assertThat(honest.areCalibrated()).isTrue();
    }

    private static double logit(double p) {
        return Math.log(p / (1 - p));
    }

    @Test
    void trainHeldOut_singleModel_givesNone() {
        MlcConfig single = CONFIG.withCrossFitting(CONFIG.crossFitting().withModels(1));
        assertThat(new MlcTrainer(single)
                        .trainHeldOut(SmallBank.panel(100), TrainingListener.none())
                        .heldOut())
                .isNull();
    }
}
