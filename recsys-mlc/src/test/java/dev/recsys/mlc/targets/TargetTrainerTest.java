package dev.recsys.mlc.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import dev.recsys.mlc.options.Trees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TargetTrainerTest {
    private static final FeatureTable TABLE = TargetFixture.table(4000, 1);
    private static final FeatureTable OTHERS = TargetFixture.table(2000, 2);
    private static final TargetConfig CONFIG = TargetFixture.config();

    private static TargetModel train(TargetConfig config, Target... targets) {
        return new TargetTrainer(config).train(TABLE, List.of(targets));
    }

    private static Map<String, Double> figures(TargetModel model) {
        return model.evaluate(OTHERS, 1).get(0).figures();
    }

    @Test
    void train_binary_ranksAndCalibrates() {
        Map<String, Double> figures = figures(train(CONFIG, Target.binary("left")));
        assertThat(figures.get("auc")).isGreaterThan(0.78);
        assertThat(figures.get("logLoss")).isLessThan(0.57);
        assertThat(figures.get("meanPrediction")).isCloseTo(figures.get("rate"), within(0.03));
    }

    @Test
    void train_numbers_areNearerThanTheirConstant() {
        double plain = 0;
        for (int row = 0; row < OTHERS.rowCount(); row++) {
            plain += Math.abs(OTHERS.number(row, OTHERS.schema().indexOf("spend"))) / OTHERS.rowCount();
        }
        for (Target target : List.of(
                Target.number("spend", Target.Loss.SQUARED),
                Target.number("spend", Target.Loss.POISSON),
                Target.number("visits", Target.Loss.POISSON),
                Target.tweedie("spend", 1.5))) {
            Map<String, Double> figures = figures(train(CONFIG, target));
            assertThat(figures.get("meanPrediction"))
                    .as(target.toString())
                    .isCloseTo(figures.get("mean"), within(0.08 * figures.get("mean")));
        }
        double median = figures(train(CONFIG, Target.number("spend", Target.Loss.ABSOLUTE)))
                .get("meanAbsoluteError");
        double mean = figures(train(CONFIG, Target.number("spend", Target.Loss.SQUARED)))
                .get("meanAbsoluteError");
        assertThat(median).isLessThan(mean).isLessThan(plain);
    }

    @Test
    void train_absolute_comesToTheMedianOfEachPart() {
        int rows = 900;
        float[] part = new float[rows];
        float[] y = new float[rows];
        SplittableRandom random = new SplittableRandom(4);
        for (int row = 0; row < rows; row++) {
            part[row] = row % 3;
            double u = (random.nextLong() >>> 11) * 0x1p-53;
            y[row] = (float) (100 * part[row] + (u < 0.3 ? 1000 * u : u)); // medians near 0.64 + 100 · part
        }
        FeatureTable table =
                FeatureTable.builder(rows).numeric("part", part).numeric("y", y).build();
        TargetConfig config = CONFIG.withColumns(TargetColumns.defaults())
                .withTrees(CONFIG.trees().withRounds(400))
                .withStopping(TargetStopping.defaults().withBy(TargetStopping.By.NONE));
        TargetModel model = new TargetTrainer(config).train(table, List.of(Target.number("y", Target.Loss.ABSOLUTE)));
        for (int p = 0; p < 3; p++) {
            List<Float> values = new ArrayList<>();
            for (int row = p; row < rows; row += 3) {
                values.add(y[row]);
            }
            values.sort(null);
            double median = values.get(values.size() / 2);
            assertThat(model.predict("y", Map.of("part", p)).value()).isCloseTo(median, within(3.0));
        }
    }

    @Test
    void train_anyThreads_givesTheSameBits() {
        Target[] targets = {Target.binary("left"), Target.binary("good"), Target.tweedie("spend", 1.5)};
        TargetModel one = train(CONFIG, targets);
        TargetModel four = train(CONFIG.withThreads(4), targets);
        assertThat(four.info().modelHash()).isEqualTo(one.info().modelHash());
        TargetModel otherSeed = train(CONFIG.withSeed(7), targets);
        assertThat(otherSeed.info().modelHash()).isNotEqualTo(one.info().modelHash());
    }

    @Test
    void train_severalTargets_sharedOrApart_predictEach() {
        for (Trees.Structure structure : Trees.Structure.values()) {
            TargetModel model = train(
                    CONFIG.withTrees(CONFIG.trees().withStructure(structure)),
                    Target.tweedie("spend", 1.3),
                    Target.binary("left"),
                    Target.binary("good", "0"));
            List<TargetFigures> figures = model.evaluate(OTHERS, 2);
            assertThat(figures).extracting(TargetFigures::target).containsExactly("spend", "left", "good");
            assertThat(figures.get(1).figures().get("auc")).isGreaterThan(0.78);
            assertThat(figures.get(2).figures().get("auc")).isGreaterThan(0.78);
        }
    }

    @Test
    void train_monotone_holdsOnTenThousandPairs() {
        SplittableRandom random = new SplittableRandom(5);
        TargetColumns columns =
                CONFIG.columns().withIncreasing(List.of("balance")).withDecreasing(List.of("age"));
        for (Target target : List.of(Target.binary("left"), Target.tweedie("spend", 1.5))) {
            // Against what the table says: trees that may not follow it must be constant there, never the other way
            // round.
            TargetModel model = train(CONFIG.withColumns(columns), target);
            TargetModel free = train(CONFIG, target);
            int broken = 0;
            for (int pair = 0; pair < 10_000; pair++) {
                Map<String, Object> row = new HashMap<>();
                row.put("city", TargetFixture.CITIES.id((int) Long.remainderUnsigned(random.nextLong(), 3)));
                boolean byBalance = pair % 2 == 0;
                String moved = byBalance ? "balance" : "age";
                row.put(byBalance ? "age" : "balance", byBalance ? 20 + unit(random) * 50 : 1000 * unit(random));
                double low = byBalance ? 1000 * unit(random) : 20 + 50 * unit(random);
                double high = low + unit(random) * (byBalance ? 500 : 30);
                double[] scores = new double[2];
                double[] others = new double[2];
                for (int side = 0; side < 2; side++) {
                    row.put(moved, side == 0 ? low : high);
                    scores[side] = model.predict(target.column(), row).rawScore();
                    others[side] = free.predict(target.column(), row).rawScore();
                }
                double rise = byBalance ? scores[1] - scores[0] : scores[0] - scores[1];
                assertThat(rise)
                        .as("%s of %s from %s to %s", moved, row, low, high)
                        .isGreaterThanOrEqualTo(0);
                broken += (byBalance ? others[1] - others[0] : others[0] - others[1]) < 0 ? 1 : 0;
            }
            assertThat(broken).isGreaterThan(5000); // without the constraint
        }
    }

    private static double unit(SplittableRandom random) {
        return (random.nextLong() >>> 11) * 0x1p-53;
    }

    @Test
    void train_monotoneAsTheTableSays_stillLearns() {
        TargetColumns columns = CONFIG.columns().withIncreasing(List.of("age")).withDecreasing(List.of("balance"));
        Map<String, Double> figures = figures(train(CONFIG.withColumns(columns), Target.binary("left")));
        assertThat(figures.get("auc")).isGreaterThan(0.78);
    }

    @Test
    void train_weightsAndSampledNegatives_keepProbabilities() {
        double plain = figures(train(CONFIG, Target.binary("left"))).get("logLoss");
        for (TargetRows rows : List.of(
                TargetRows.defaults().withPositiveWeight(8),
                TargetRows.defaults().withNegativesPerPositive(1))) {
            Map<String, Double> figures = figures(train(CONFIG.withRows(rows), Target.binary("left")));
            assertThat(figures.get("meanPrediction")).isCloseTo(figures.get("rate"), within(0.04));
            assertThat(figures.get("logLoss")).isCloseTo(plain, within(0.02));
        }
    }

    @Test
    void train_calibrated_keepsTheOrder() {
        TargetConfig platt = CONFIG.withStopping(CONFIG.stopping().withCalibration(TargetStopping.Calibration.PLATT));
        Map<String, Double> figures = figures(train(platt, Target.binary("left")));
        assertThat(figures.get("auc"))
                .isCloseTo(figures(train(CONFIG, Target.binary("left"))).get("auc"), within(1e-9));
        assertThat(figures.get("logLoss")).isLessThan(0.58);
    }

    @Test
    void train_protectedOrExcluded_isNeverSeen() {
        TargetConfig config = CONFIG.withColumns(CONFIG.columns().withProtectedColumns(List.of("age")));
        TargetModel model = train(config, Target.binary("left"));
        assertThat(model.columns().names()).containsExactly("balance", "city");
        TargetPrediction with = model.predict("left", Map.of("balance", 10, "age", 70));
        assertThat(with.ignored()).containsExactly("age");
        assertThat(with.rawScore())
                .isEqualTo(model.predict("left", Map.of("balance", 10)).rawScore());
        assertThat(model.info().notes()).containsEntry("protected", "age");
    }

    @Test
    void heldRows_byOrder_areTheLatestAndNotParted() {
        TargetStopping last =
                TargetStopping.defaults().withBy(TargetStopping.By.LAST).withShare(0.13);
        int[] all = IntStream.range(0, TABLE.rowCount()).toArray();
        boolean[] standing = HeldRows.of(TABLE, all, last, 1);
        boolean[] ordered = HeldRows.of(TABLE, all, last.withOrder(List.of("time")), 1);
        assertThat(standing[3479]).isFalse();
        assertThat(standing[3480]).isTrue();
        for (int row = 0; row < standing.length; row++) {
            assertThat(ordered[row]).isEqualTo(row >= 3480);
        }
        boolean[] odd = HeldRows.of(TABLE, all, last.withShare(0.1309).withOrder(List.of("time")), 1);
        assertThat(odd[3469]).isFalse();
        assertThat(odd[3470]).isTrue(); // 3,476 would part the rows of one time
        assertThat(train(CONFIG.withStopping(last.withOrder(List.of("time"))), Target.binary("left"))
                        .columns()
                        .names())
                .doesNotContain("time");
    }

    @Test
    void heldRows_ofSomeRows_areAShareOfThose() {
        TargetStopping last = TargetStopping.defaults()
                .withBy(TargetStopping.By.LAST)
                .withOrder(List.of("time"))
                .withShare(0.5);
        // Rows 0 to 9 are of one time, 10 to 19 of the next.
        assertThat(HeldRows.of(TABLE, new int[] {3, 5, 12, 17}, last, 1)).containsExactly(false, false, true, true);
        assertThat(HeldRows.of(TABLE, new int[] {3, 5, 8, 17}, last, 1)).containsExactly(false, false, false, true);
        assertThat(HeldRows.of(TABLE, new int[] {3, 5, 8, 9}, last, 1)).containsOnly(false);
        assertThat(HeldRows.of(TABLE, new int[] {3, 5}, TargetStopping.defaults(), 1))
                .containsExactly(false, true);
    }

    @Test
    void train_missingTargets_areRefusedOrLeftOut() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> train(CONFIG, Target.binary("known")))
                .withMessageContaining(
                        "target \"known\" must have a value in every row, but has none in 1000 of 4000 rows")
                .withMessageContaining("first in row 3");
        Target some = Target.binary("known").withMissing(Target.Missing.LEFT_OUT);
        TargetModel model = train(CONFIG, some, Target.binary("left"));
        TargetFigures figures = model.evaluate(OTHERS, 1).get(0);
        assertThat(figures.rows()).isEqualTo(1500);
        assertThat(figures.figures().get("auc")).isGreaterThan(0.77);
    }

    @Test
    void train_badTargets_areRefused() {
        refused("target \"nothing\" must be a column of the table", Target.binary("nothing"));
        refused("must have two values for loss LOGISTIC, but has more", Target.binary("spend"));
        refused("has the values [north, south, west]", 3, Target.binary("city"));
        refused(
                "positive of target \"left\" must be one of its values [no, yes], but was \"si\"",
                Target.binary("left", "si"));
        refused("must be a column of numbers for loss SQUARED", Target.number("left", Target.Loss.SQUARED));
        refused("targets must have a column once", Target.binary("left"), Target.binary("left", "no"));
        refused("targets must have at least one");
        FeatureTable odd = FeatureTable.builder(3)
                .numeric("x", new float[] {1, 2, 3})
                .numeric("negative", new float[] {1, -2, 3})
                .numeric("same", new float[] {5, 5, 5})
                .categorical("kind", IdIndex.of(List.of("bad", "good")), new int[] {0, 1, 1})
                .build();
        for (Target target : List.of(Target.number("negative", Target.Loss.POISSON), Target.tweedie("negative", 1.5))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new TargetTrainer().train(odd, List.of(target)))
                    .withMessageContaining("must have no value below 0")
                    .withMessageContaining("row 1 has -2.0");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TargetTrainer().train(odd, List.of(Target.number("same", Target.Loss.SQUARED))))
                .withMessageContaining("must have more than one value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TargetTrainer().train(odd, List.of(Target.binary("kind"))))
                .withMessageContaining("which of them is positive must be named");
    }

    private static void refused(String message, Target... targets) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> train(CONFIG, targets))
                .withMessageContaining(message);
    }

    private static void refused(String message, int values, Target target) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> train(CONFIG, target))
                .withMessageContaining(values > 2 ? "must have two values" : message);
    }

    @Test
    void train_unknownColumns_areRefused() {
        TargetColumns columns = TargetColumns.defaults();
        List<String> odd = List.of("odd");
        for (TargetColumns wrong : List.of(
                columns.withExcluded(odd),
                columns.withProtectedColumns(odd),
                columns.withIncreasing(odd),
                columns.withDecreasing(odd),
                columns.withIncreasing(List.of("city")),
                columns.withIncreasing(List.of("left")))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> train(CONFIG.withColumns(wrong), Target.binary("left")))
                    .withMessageContaining("must name columns");
        }
        TargetStopping stopping = TargetStopping.defaults().withBy(TargetStopping.By.LAST);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> train(CONFIG.withStopping(stopping.withOrder(odd)), Target.binary("left")))
                .withMessageContaining("order must name columns of the table");
    }

    @Test
    void train_newCategory_countsAsARareOne() {
        int rows = 3000;
        int[] month = new int[rows];
        int[] answer = new int[rows];
        SplittableRandom random = new SplittableRandom(6);
        for (int row = 0; row < rows; row++) {
            month[row] = row % 10 == 0 ? 2 : row % 2; // two frequent months, and a rare one with many answers
            answer[row] = unit(random) < (month[row] == 2 ? 0.6 : 0.05) ? 1 : 0;
        }
        FeatureTable table = FeatureTable.builder(rows)
                .categorical("month", IdIndex.of(List.of("may", "june", "october")), month)
                .categorical("y", IdIndex.of(List.of("no", "yes")), answer)
                .build();
        TargetModel model = new TargetTrainer(CONFIG.withColumns(TargetColumns.defaults()))
                .train(table, List.of(Target.binary("y")));
        double rare = model.predict("y", Map.of("month", "october")).value();
        assertThat(rare).isCloseTo(0.6, within(0.1));
        assertThat(model.predict("y", Map.of("month", "march")).value()).isEqualTo(rare);
    }
}
