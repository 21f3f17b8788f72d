package dev.recsys.als;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.BatchRequest;
import dev.recsys.Explanation;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.als.AlsConfig.Weighting.Kind;
import dev.recsys.als.AlsParts.Multiplier;
import dev.recsys.als.internal.solve.AlsLoss;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.internal.resolve.Resolver;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A single snapshot's scores against the regressions they are to be, as plainly as can be: customer by customer. */
class LeaveOneOutTest {
    private static final LocalDate DATE = LocalDate.of(2024, 1, 31);
    private static final AlsConfig DEFAULTS = AlsConfig.defaults().withIterations(4);

    /** Customers of two kinds, by what they hold. */
    private static List<List<Integer>> holdings(int customers, int items, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<Integer>> all = new ArrayList<>();
        for (int customer = 0; customer < customers; customer++) {
            int kind = random.nextInt(2);
            all.add(IntStream.range(0, items)
                    .filter(item -> random.nextDouble() < (item % 2 == kind ? 0.6 : 0.15) * 6 / (6 + item))
                    .boxed()
                    .toList());
        }
        return all;
    }

    private static Panel panel(List<List<Integer>> holdings, int items) {
        PanelBuilder builder = Panel.builder(
                IntStream.range(0, items).mapToObj(item -> "p" + item).toList(),
                FeatureSchema.builder().build());
        for (int customer = 0; customer < holdings.size(); customer++) {
            builder.row(DATE, "c" + customer);
            holdings.get(customer).forEach(item -> builder.holds("p" + item));
        }
        return builder.build();
    }

    private static AlsModel train(AlsConfig config, List<List<Integer>> holdings, int items) {
        return new AlsTrainer(config).train(panel(holdings, items));
    }

    private static KnownCustomer holding(AlsModel model, List<Integer> items) {
        return new Resolver(model.vocabulary(), null)
                .resolve(RecommendationRequest.anonymous()
                        .holdings(items.stream().map(model.catalogue()::id).toList())
                        .build())
                .customer();
    }

    private static Multiplier ruleOf(AlsModel model) {
        return model.parts().multiplier();
    }

    /** b and w of an item, by a row (1, x) for each customer; the ridge leaves b alone. */
    private static double[] regression(AlsModel model, List<List<Integer>> holdings, int item) {
        int length = model.factorCount() + 1;
        DMatrixRMaj system = new DMatrixRMaj(length, length);
        DMatrixRMaj right = new DMatrixRMaj(length, 1);
        int having = 0;
        int users = 0;
        for (List<Integer> held : holdings) {
            boolean has = held.contains(item);
            having += has ? 1 : 0;
            users += held.isEmpty() ? 0 : 1;
            List<Integer> rest = held.stream().filter(other -> other != item).toList();
            if (!rest.isEmpty()) {
                DMatrixRMaj row = new DMatrixRMaj(row(model, rest));
                CommonOps_DDRM.multAddTransB(row, row, system);
                if (has) {
                    CommonOps_DDRM.addEquals(right, row);
                }
            }
        }
        AlsLoss loss = model.parts().loss();
        double frequency = Math.pow(having + loss.unobservedWeight() * users, loss.frequencyExponent());
        for (int f = 1; f < length; f++) {
            system.add(f, f, loss.regularization() * frequency / 100 + 3);
        }
        DMatrixRMaj solution = new DMatrixRMaj(length, 1);
        assertThat(CommonOps_DDRM.solve(system, right, solution)).isTrue();
        return solution.data;
    }

    /** (1, x) of who holds some items. */
    private static double[] row(AlsModel model, List<Integer> held) {
        double[] factors = model.userFactors(holding(model, held));
        double[] row = new double[factors.length + 1];
        row[0] = 1;
        System.arraycopy(factors, 0, row, 1, factors.length);
        return row;
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    static Stream<AlsConfig> configs() {
        AlsConfig.Loss loss = DEFAULTS.loss();
        return Stream.of(
                DEFAULTS,
                DEFAULTS.withFactors(3),
                DEFAULTS.withSolver(AlsConfig.Solver.REFERENCE),
                DEFAULTS.withLoss(loss.withAlpha(2).withUnobservedWeight(0.3).withFrequencyExponent(0.5)),
                DEFAULTS.withLoss(loss.withConfidence(AlsConfig.Confidence.ADDED)
                        .withPopularityExponent(0.4)
                        .withRegularization(0.3)),
                DEFAULTS.withWeighting(DEFAULTS.weighting().withKind(Kind.TF_IDF)),
                DEFAULTS.withWeighting(DEFAULTS.weighting().withKind(Kind.BM25)));
    }

    @ParameterizedTest
    @MethodSource("configs")
    void score_oneSnapshot_isTheRegressionWithoutTheItem(AlsConfig config) {
        int items = 9;
        List<List<Integer>> holdings = holdings(1_300, items, 3);
        AlsModel model = train(config, holdings, items);
        List<List<Integer>> asked = holdings.subList(0, 60);
        for (int item = 0; item < items; item++) {
            double[] solution = regression(model, holdings, item);
            for (List<Integer> held : asked) {
                if (!held.isEmpty()) {
                    assertThat(model.score(holding(model, held)).scores()[item])
                            .as("%s of %s", item, held)
                            .isCloseTo(dot(row(model, held), solution), within(1e-9));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void explain_oneSnapshot_addsUpToTheScore(AlsConfig config) {
        int items = 9;
        List<List<Integer>> holdings = holdings(1_300, items, 4);
        AlsModel model = train(config, holdings, items);
        boolean hasBase = false;
        for (List<Integer> held : holdings.subList(0, 40)) {
            if (held.isEmpty()) {
                continue;
            }
            KnownCustomer customer = holding(model, held);
            double[] scores = model.score(customer).scores();
            for (int item = 0; item < items; item++) {
                Explanation explanation = model.explain(customer, item);
                double sum = explanation.base();
                for (Explanation.Contribution contribution : explanation.contributions()) {
                    sum += contribution.value();
                }
                assertThat(explanation.score()).isEqualTo(scores[item]);
                assertThat(sum).isCloseTo(scores[item], within(1e-9));
                assertThat(explanation.contributions()).hasSize(held.size());
                hasBase |= Math.abs(explanation.base()) > 0.01;
            }
        }
        assertThat(hasBase).isTrue();
    }

    @Test
    void train_anyThreadsAndOrder_givesTheSameScores() {
        int items = 24;
        List<List<Integer>> holdings = holdings(30_000, items, 5); // more than one range of distinct rows
        AlsConfig config = AlsConfig.defaults().withIterations(2);
        assertThat(holdings.stream().distinct().count()).isGreaterThan(4_096);
        AlsModel one = train(config.withThreads(1), holdings, items);
        AlsModel three = train(config.withThreads(3), holdings, items);
        assertThat(three.info().modelHash()).isEqualTo(one.info().modelHash());

        List<List<Integer>> turned = new ArrayList<>(holdings);
        Collections.reverse(turned);
        AlsModel other = train(config, turned, items);
        for (List<Integer> held : holdings.subList(0, 50)) {
            if (!held.isEmpty()) {
                double[] expected = one.score(holding(one, held)).scores();
                double[] found = other.score(holding(other, held)).scores();
                assertThat(found).containsExactly(expected, within(1e-9));
            }
        }
    }

    @Test
    void train_fewCustomersOrManyItems_takesTheShare() {
        assertThat(ruleOf(train(DEFAULTS, holdings(1_300, 32, 6), 32))).isEqualTo(Multiplier.LEAVE_ONE_OUT);
        assertThat(ruleOf(train(DEFAULTS, holdings(1_300, 33, 6), 33))).isEqualTo(Multiplier.SHARE);
        List<List<Integer>> few = new ArrayList<>(Collections.nCopies(999, List.of(0, 1)));
        few.add(List.of());
        assertThat(ruleOf(train(DEFAULTS, few, 3))).isEqualTo(Multiplier.SHARE);
        few.set(999, List.of(1));
        assertThat(ruleOf(train(DEFAULTS, few, 3))).isEqualTo(Multiplier.LEAVE_ONE_OUT);
    }

    @Test
    void score_itemThatNobodyHasBesideAnother_comesLast() {
        List<List<Integer>> holdings = new ArrayList<>(holdings(1_300, 9, 7));
        holdings.add(List.of(9));
        AlsModel model = train(DEFAULTS, holdings, 11);
        double[] scores = model.score(holding(model, List.of(0, 3))).scores();
        assertThat(scores[9]).isEqualTo(-1);
        assertThat(scores[10]).isEqualTo(-1);
        assertThat(Arrays.stream(scores, 0, 9).min().orElseThrow()).isGreaterThan(-1);
    }

    @Test
    void codec_writtenAndRead_answersTheSame() throws Exception {
        AlsModel model = train(DEFAULTS, holdings(1_300, 9, 8), 9);
        AlsModel share = new AlsModel(model.info(), model.vocabulary(), asBefore(model));
        AlsCodec codec = new AlsCodec();
        for (AlsModel written : List.of(model, share)) {
            AlsModel read = (AlsModel) codec.read(written.info(), codec.write(written));
            assertThat(ruleOf(read)).isEqualTo(ruleOf(written));
            assertThat(codec.write(read).hash()).isEqualTo(codec.write(written).hash());
            double[] scores = written.score(holding(written, List.of(1, 4))).scores();
            assertThat(read.score(holding(read, List.of(1, 4))).scores()).containsExactly(scores);
        }
    }

    /** The parts of a file of rule 3, written before there were regressions. */
    private static AlsParts asBefore(AlsModel model) throws ModelFormatException {
        return AlsParts.readFrom(
                withRule(model, Multiplier.SHARE), model.catalogue().size());
    }

    private static Sections withRule(AlsModel model, Multiplier rule) {
        AlsParts parts = model.parts();
        return new AlsParts(
                        parts.weighting(),
                        parts.unobserved(),
                        parts.factors(),
                        parts.loss(),
                        parts.floor(),
                        parts.rates(),
                        parts.trends(),
                        rule,
                        parts.halfLifeDays())
                .sections(model.vocabulary());
    }

    @Test
    void score_fileOfRule3_isTheFitTimesTheShare() throws Exception {
        AlsModel model = train(DEFAULTS, holdings(1_300, 9, 9), 9);
        AlsModel before = new AlsModel(model.info(), model.vocabulary(), asBefore(model));
        KnownCustomer customer = holding(before, List.of(1, 4));
        double[] scores = before.score(customer).scores();
        double[] x = before.userFactors(customer);
        for (int item = 0; item < 9; item++) {
            double fit = 0;
            for (int f = 0; f < x.length; f++) {
                fit += x[f] * before.parts().factors().itemFactors(9).get(item, f);
            }
            double expected = Math.max(fit, 0.01) * before.parts().rates()[item];
            assertThat(scores[item]).isCloseTo(expected, within(1e-6)); // the copy is in floats
        }
    }

    @Test
    void codec_readoutThatIsNone_isRefused() {
        AlsModel large = train(DEFAULTS, holdings(1_300, 33, 10), 33);
        assertThatThrownBy(() -> AlsParts.readFrom(withRule(large, Multiplier.LEAVE_ONE_OUT), 33))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("33 items can't have a readout");
        AlsModel few = train(DEFAULTS, holdings(300, 9, 10), 9);
        assertThatThrownBy(() -> AlsParts.readFrom(withRule(few, Multiplier.LEAVE_ONE_OUT), 9))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("readout");
    }

    @Test
    void recommendAll_oneSnapshot_answersAsSingleRequests() {
        List<List<Integer>> holdings = holdings(1_300, 12, 11);
        Panel panel = panel(holdings, 12);
        Bundle bundle = Bundle.of(new AlsTrainer(DEFAULTS).train(panel)).remembering(panel);
        List<String> users =
                IntStream.range(0, 200).mapToObj(user -> "c" + user).toList();
        List<Integer> answers = new ArrayList<>();
        bundle.recommendAll(BatchRequest.forUsers(users).limit(5), answer -> {
            Recommendations single = bundle.recommend(
                    RecommendationRequest.forUser(answer.userId().orElseThrow())
                            .limit(5)
                            .build());
            assertThat(answer.size()).isEqualTo(single.items().size());
            for (int place = 0; place < answer.size(); place++) {
                assertThat(answer.itemId(place))
                        .isEqualTo(single.items().get(place).itemId());
                assertThat(answer.score(place))
                        .isEqualTo(single.items().get(place).score());
            }
            answers.add(answer.size());
        });
        assertThat(answers).hasSize(200);
    }

    @Test
    void update_newItem_regressesOnAllWhoAreRemembered() {
        List<List<Integer>> before = holdings(1_300, 9, 12);
        Panel old = panel(before, 9);
        AlsTrainer trainer = new AlsTrainer(DEFAULTS);
        Bundle bundle = Bundle.of(trainer.train(old)).remembering(old);
        List<List<Integer>> after = new ArrayList<>();
        for (int customer = 0; customer < before.size(); customer++) {
            List<Integer> held = new ArrayList<>(before.get(customer));
            if (customer % 3 == 0) {
                held.add(9);
            }
            after.add(held);
        }
        AlsModel updated =
                (AlsModel) trainer.update(bundle, panel(after, 10), List.of()).model();
        for (int item : new int[] {2, 9}) {
            double[] solution = regression(updated, after, item);
            for (List<Integer> held : after.subList(0, 20)) {
                assertThat(held.isEmpty()
                                || Math.abs(updated.score(holding(updated, held))
                                                        .scores()[item]
                                                - dot(row(updated, held), solution))
                                        < 1e-9)
                        .isTrue();
            }
        }
        Bundle nothingNew = trainer.update(bundle, old, List.of());
        KnownCustomer customer = holding((AlsModel) bundle.model(), List.of(1, 4));
        double[] scores = ((AlsModel) bundle.model()).score(customer).scores();
        assertThat(((AlsModel) nothingNew.model()).score(customer).scores()).containsExactly(scores, within(1e-12));
    }

    @Test
    void update_catalogueThatOutgrowsRegressions_takesTheShare() {
        List<List<Integer>> before = holdings(1_300, 32, 13);
        Panel old = panel(before, 32);
        AlsTrainer trainer = new AlsTrainer(DEFAULTS);
        Bundle bundle = Bundle.of(trainer.train(old)).remembering(old);
        Bundle grown = trainer.update(bundle, panel(before, 33), List.of());
        assertThat(ruleOf((AlsModel) bundle.model())).isEqualTo(Multiplier.LEAVE_ONE_OUT);
        assertThat(ruleOf((AlsModel) grown.model())).isEqualTo(Multiplier.SHARE);
        assertThat(grown.recommend(RecommendationRequest.forUser("c1").build()).items())
                .isNotEmpty();
        assertThat(Map.copyOf(grown.info().notes())).containsKey("updatedFrom");
    }
}
