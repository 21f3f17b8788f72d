package dev.recsys.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.Explanation;
import dev.recsys.RecommendationRequest;
import dev.recsys.baselines.BprConfig.Negatives;
import dev.recsys.data.EventLog;
import dev.recsys.internal.run.Workers;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BprTrainerTest {
    private static final Workers ONE = Workers.of("bpr", 1);

    private static final BprConfig SMALL = BprConfig.defaults().withFactors(6);

    @Test
    void scores_threeItems_areBiasesAndProducts() {
        BprFactors factors = new BprFactors(
                3, 2, new float[] {1, 2, 3, 4, 5, 6}, new float[] {1, 0, 0, 1, 2, 2}, new float[] {0.5f, -1, 0});
        double root = Math.sqrt(2);
        // Items 0 and 2 are held: (1, 2) + (5, 6) = (6, 8).
        assertThat(factors.scores(new int[] {0, 2}))
                .containsExactly(new double[] {0.5 + 6 / root, -1 + 8 / root, 28 / root}, within(1e-12));
        assertThat(factors.share(0, 2, 2)).isCloseTo(6 / root, within(1e-12));
        assertThat(factors.share(2, 2, 2)).isCloseTo(22 / root, within(1e-12));
    }

    /** Two users of one item each: the other item is always compared with. */
    @Test
    void pass_oneUser_movesAsTheGradientSays() {
        EventLog log = EventLog.builder()
                .add("u", "a", 1, Instant.EPOCH)
                .add("v", "b", 1, Instant.EPOCH)
                .build();
        // Of one item the user's vector is 0 without it, so that biases alone are learned, from 0 by σ(−margin) each
        // time.
        BprSgd descent =
                new BprSgd(log.interactions(), SMALL.withLearningRate(0.5).withRegularization(0.1), ONE);
        float[] held = descent.factors().held().clone();
        descent.pass();
        float[] biases = descent.factors().biases();
        // First +0.25 and −0.25, then the other way with a margin of −0.5, each shortened by 0.05 before.
        double second = 0.5 / (1 + Math.exp(-0.5));
        double one = 0.25 * 0.95 - second;
        assertThat(Math.min(biases[0], biases[1])).isCloseTo((float) one, within(1e-6f));
        assertThat(Math.max(biases[0], biases[1])).isCloseTo((float) -one, within(1e-6f));
        assertThat(descent.factors().held()).isEqualTo(held);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 13, 65})
    void pass_anyFactors_agreesWithAPlainReference(int factors) {
        EventLog log = TinyShop.random(60, 50, 9);
        int[][] users = new int[log.users().size()][];
        for (int user = 0; user < users.length; user++) {
            users[user] = log.interactions().columnsOf(user);
        }
        BprConfig config = SMALL.withFactors(factors).withLearningRate(0.2).withRegularization(0.05);
        BprSgd tuned = new BprSgd(log.interactions(), config, ONE);
        PlainBpr plain = new PlainBpr(users, log.items().size(), config);
        for (int pass = 0; pass < 3; pass++) {
            tuned.pass();
            plain.pass();
        }
        try (Workers two = Workers.of("bpr", 2)) {
            BprSgd again = new BprSgd(log.interactions(), config, two);
            for (int pass = 0; pass < 3; pass++) {
                again.pass();
            }
            assertThat(again.factors().held()).isEqualTo(tuned.factors().held());
            assertThat(again.factors().offered()).isEqualTo(tuned.factors().offered());
        }
        for (int item = 0; item < log.items().size(); item++) {
            assertThat((double) tuned.factors().biases()[item]).isCloseTo(plain.biases[item], within(1e-4));
            for (int f = 0; f < factors; f++) {
                int cell = item * factors + f;
                assertThat((double) tuned.factors().held()[cell]).isCloseTo(plain.held[item][f], within(1e-4));
                assertThat((double) tuned.factors().offered()[cell]).isCloseTo(plain.offered[item][f], within(1e-4));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Negatives.class)
    void train_moreEpochs_rankMoreRight(Negatives negatives) {
        EventLog log = TinyShop.random(90, 70, 3);
        List<Double> wrong = new ArrayList<>();
        new BprTrainer(SMALL.withNegatives(negatives).withLearningRate(0.1).withEpochs(60))
                .train(log, progress -> wrong.add(progress.objective()));
        assertThat(wrong).hasSize(60);
        assertThat(wrong.get(59)).isLessThan(wrong.get(0) - 0.1);
    }

    @Test
    void train_userOfAllItems_isLeftOut() {
        EventLog log = EventLog.builder()
                .add("u", "a", 1, Instant.EPOCH)
                .add("u", "b", 1, Instant.EPOCH)
                .build();
        assertThat(new BprTrainer(SMALL).train(log).info().notes()).containsEntry("rankedRight", "0.0");
    }

    @Test
    void explain_heldItems_sumToTheScore() {
        BprModel model = new BprTrainer(SMALL).train(TinyShop.random(90, 70, 3));
        RecommendationRequest request = RecommendationRequest.anonymous()
                .holdings(List.of("i1", "i2", "i3"))
                .build();
        Explanation explanation = model.explain(request, "i9");
        assertThat(explanation.contributions()).hasSize(3);
        assertThat(explanation.rawScore()).isCloseTo(explanation.score(), within(1e-12));
    }

    @Test
    void train_tooFastSteps_areRefused() {
        BprConfig wild = SMALL.withLearningRate(10).withRegularization(1).withEpochs(200);
        assertThatIllegalStateException()
                .isThrownBy(() -> new BprTrainer(wild).train(TinyShop.random(90, 70, 3)))
                .withMessageContaining("learningRate");
    }

    @Test
    void read_damagedVectors_areRefused() {
        BprCodec codec = new BprCodec();
        BprModel model = new BprTrainer(SMALL).train(TinyShop.three());
        for (String name : List.of("held", "offered", "biases")) {
            for (float[] other : List.of(new float[] {1, 2}, new float[18], new float[] {Float.NaN})) {
                if (name.equals("biases") || other.length != 18) {
                    Sections.Builder damaged =
                            Sections.builder().putAll("", codec.write(model).without(name));
                    assertThatThrownBy(() -> codec.read(
                                    model.info(), damaged.put(name, other).build()))
                            .isInstanceOf(ModelFormatException.class)
                            .hasMessageContaining(name);
                }
            }
        }
    }
}
