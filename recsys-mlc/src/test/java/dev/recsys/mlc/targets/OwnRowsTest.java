package dev.recsys.mlc.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.TrainingCancelledException;
import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import dev.recsys.mlc.options.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Targets that are known in different rows of a table. */
class OwnRowsTest {
    private static final int ROWS = 4000;
    private static final FeatureTable TABLE = table();
    private static final Target ALL = Target.binary("all");
    private static final Target NEARLY = some("nearly");
    private static final Target FEW = some("few");
    private static final Target OTHERS = some("others");
    private static final Target SPENT =
            Target.number("spent", Target.Loss.SQUARED).withMissing(Target.Missing.LEFT_OUT);
    private static final List<Target> TARGETS = List.of(FEW, ALL, SPENT, OTHERS, NEARLY);

    private static Target some(String column) {
        return Target.binary(column).withMissing(Target.Missing.LEFT_OUT);
    }

    /** Columns of few values, each of which every fifth row has somewhere: so bins are the same for all rows and for those. */
    private static FeatureTable table() {
        SplittableRandom random = new SplittableRandom(11);
        float[] age = new float[ROWS];
        float[] time = new float[ROWS];
        int[] city = new int[ROWS];
        float[][] targets = new float[5][ROWS];
        for (int row = 0; row < ROWS; row++) {
            age[row] = random.nextInt(20, 70);
            time[row] = Math.floorDiv(row, 500);
            int place = random.nextInt(10);
            city[row] = place < 6 ? 0 : place < 9 ? 1 : 2; // so that their ranks are alike too
            double chance = 1 / (1 + Math.exp((45 - age[row]) / 10 + city[row]));
            targets[0][row] = random.nextDouble() < chance ? 1 : 0;
            targets[1][row] = row % 10 == 9 ? Float.NaN : random.nextDouble() < chance ? 1 : 0;
            targets[2][row] = row % 5 != 0 ? Float.NaN : random.nextDouble() < chance ? 0 : 1;
            targets[3][row] = row % 5 != 1 ? Float.NaN : random.nextDouble() < chance ? 1 : 0;
            targets[4][row] = row % 5 != 0 ? Float.NaN : (float) (100 * chance * random.nextDouble());
        }
        return FeatureTable.builder(ROWS)
                .numeric("age", age)
                .numeric("time", time)
                .categorical("city", IdIndex.of(List.of("north", "south", "west")), city)
                .numeric("all", targets[0])
                .numeric("nearly", targets[1])
                .numeric("few", targets[2])
                .numeric("others", targets[3])
                .numeric("spent", targets[4])
                .build();
    }

    private static FeatureTable known(Target target) {
        int column = TABLE.schema().indexOf(target.column());
        return TABLE.pickRows(IntStream.range(0, ROWS)
                .filter(row -> !Float.isNaN(TABLE.number(row, column)))
                .toArray());
    }

    private static List<TargetConfig> configs() {
        TargetConfig config = TargetConfig.defaults();
        TargetConfig plain = config.withTrees(
                        config.trees().withRounds(40).withMaxLeaves(6).withLearningRate(0.1))
                .withColumns(config.columns().withExcluded(List.of("all", "nearly", "few", "others", "spent", "time")))
                .withThreads(1);
        TargetStopping stopping = plain.stopping();
        return List.of(
                plain.withStopping(stopping.withBy(TargetStopping.By.NONE)),
                plain.withStopping(stopping.withCalibration(TargetStopping.Calibration.PLATT)),
                plain.withStopping(stopping.withBy(TargetStopping.By.LAST).withOrder(List.of("time"))),
                plain.withRows(plain.rows().withNegativesPerPositive(1)));
    }

    @Test
    void train_targetOfFewRows_isLearnedAsFromATableOfThose() {
        for (TargetConfig config : configs()) {
            for (Target target : List.of(FEW, OTHERS, SPENT)) {
                FeatureTable own = known(target);
                assertThat(own.rowCount()).isEqualTo(ROWS / 5);
                TargetModel alone = new TargetTrainer(config).train(own, List.of(target));
                TargetModel ofAllRows = new TargetTrainer(config).train(TABLE, List.of(target));
                assertThat(ofAllRows.info().modelHash()).isEqualTo(alone.info().modelHash());
                TargetModel besideOthers = new TargetTrainer(apart(config)).train(TABLE, TARGETS);
                TargetScores expected = alone.predictAll(TABLE, 1);
                TargetScores scores = besideOthers.predictAll(TABLE, 1);
                for (int row = 0; row < ROWS; row++) {
                    assertThat(scores.rawScore(row, TARGETS.indexOf(target))).isEqualTo(expected.rawScore(row, 0));
                }
                assertThat(besideOthers.info().notes().get("target " + target.column()))
                        .isEqualTo(alone.info().notes().get("target " + target.column()))
                        .contains("rounds of 800 rows");
            }
        }
    }

    @Test
    void train_anyThreads_givesTheSameBits() {
        for (TargetConfig config : configs()) {
            for (Trees.Structure structure : Trees.Structure.values()) {
                TargetConfig grown = config.withTrees(config.trees().withStructure(structure));
                String one =
                        new TargetTrainer(grown).train(TABLE, TARGETS).info().modelHash();
                for (int threads : new int[] {2, 3, 8}) {
                    TargetModel model = new TargetTrainer(grown.withThreads(threads)).train(TABLE, TARGETS);
                    assertThat(model.info().modelHash()).isEqualTo(one);
                }
            }
        }
    }

    @Test
    void groups_haveTheRowsInWhichOneIsKnown() {
        double unknown = Double.NaN;
        List<double[]> values = List.of(
                new double[] {unknown, unknown, 1, 0, unknown},
                new double[] {1, 2, 3, 4, unknown},
                new double[] {0, unknown, 1, unknown, unknown});
        List<Target> targets = List.of(some("a"), Target.number("n", Target.Loss.SQUARED), some("b"));
        TargetConfig config = TargetConfig.defaults();
        List<TargetGroups.Together> groups = TargetGroups.of(targets, values, config);
        assertThat(groups.get(0).places()).containsExactly(0, 2);
        assertThat(groups.get(0).rows()).containsExactly(0, 2, 3);
        assertThat(groups.get(1).places()).containsExactly(1);
        assertThat(groups.get(1).rows()).containsExactly(0, 1, 2, 3);
        for (TargetConfig apart :
                List.of(apart(config), config.withRows(config.rows().withPositiveWeight(2)))) {
            assertThat(TargetGroups.of(targets, values, apart).stream().map(group -> group.places()[0]))
                    .containsExactly(0, 1, 2);
        }
    }

    private static TargetConfig apart(TargetConfig config) {
        return config.withTrees(config.trees().withStructure(Trees.Structure.PER_PRODUCT));
    }

    @Test
    void train_reports_eachGroupOnceAndCanBeCancelled() {
        TargetConfig config = apart(configs().get(0)).withThreads(3);
        List<TrainingProgress> steps = new ArrayList<>(); // one call at a time
        new TargetTrainer(config).train(TABLE, TARGETS, steps::add);
        assertThat(steps).extracting(TrainingProgress::step).containsExactly(1, 2, 3, 4, 5);
        assertThat(steps).extracting(TrainingProgress::totalSteps).containsOnly(5);
        List<TrainingProgress> few = new ArrayList<>();
        TrainingListener impatient = new TrainingListener() {
            @Override
            public void onProgress(TrainingProgress progress) {
                few.add(progress);
            }

            @Override
            public boolean isCancelled() {
                return !few.isEmpty();
            }
        };
        assertThatThrownBy(() -> new TargetTrainer(config.withThreads(1)).train(TABLE, TARGETS, impatient))
                .isInstanceOf(TrainingCancelledException.class);
        assertThat(few).hasSize(1);
    }
}
