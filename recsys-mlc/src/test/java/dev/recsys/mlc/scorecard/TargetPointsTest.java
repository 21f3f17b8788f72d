package dev.recsys.mlc.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.data.FeatureTable;
import dev.recsys.mlc.targets.Target;
import dev.recsys.mlc.targets.TargetConfig;
import dev.recsys.mlc.targets.TargetModel;
import dev.recsys.mlc.targets.TargetTrainer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetPointsTest {
    private static final FeatureTable TABLE = CreditFixture.table(2000, 3);
    private static final TargetModel MODEL = model();

    private final TargetPoints points = TargetPoints.of(MODEL, "defaulted", PointsScale.defaults());

    private static TargetModel model() {
        TargetConfig config = TargetConfig.defaults();
        config = config.withTrees(config.trees().withRounds(40).withMaxLeaves(6).withLearningRate(0.1))
                .withColumns(config.columns().withProtectedColumns(List.of("gender")))
                .withThreads(1);
        return new TargetTrainer(config)
                .train(TABLE, List.of(CreditFixture.DEFAULTED, Target.number("noise", Target.Loss.SQUARED)));
    }

    @Test
    void score_anyRow_addsUpAndFollowsTheProbability() {
        PointsTable all = points.scoreAll(TABLE, 1);
        for (int row = 0; row < 300; row++) {
            PointsScore score = points.score(TABLE, row);
            double sum = score.base()
                    + score.parts().stream()
                            .mapToDouble(PointsScore.Part::points)
                            .sum();
            assertThat(sum).as("row %d", row).isCloseTo(score.exactPoints(), within(1e-6));
            double odds = (1 - score.probability()) / score.probability();
            double byHand = 600 + 20 * Math.log(odds / 50) / Math.log(2);
            assertThat(score.exactPoints()).isCloseTo(byHand, within(1e-6));
            assertThat(score.points())
                    .isEqualTo((int) Math.max(300, Math.min(850, Math.round(byHand))))
                    .isEqualTo(all.points(row));
            assertThat(all.probability(row)).isEqualTo(score.probability());
            assertThat(score.parts()).extracting(PointsScore.Part::column).doesNotContain("gender", "defaulted");
            assertThat(score.reasons(2)).hasSizeLessThanOrEqualTo(2).allMatch(part -> part.points() < 0);
        }
    }

    @Test
    void score_aNewcomerOfLowIncome_losesPointsForBoth() {
        TargetPoints own = points.withReasonCodes(List.of(new ReasonCode("tenure", "R1", "Too short a time with us")));
        PointsScore score = own.score(Map.of("tenure", 0.5, "income", 1100, "job", "student", "gender", "f"));
        assertThat(score.ignored()).containsExactly("gender");
        assertThat(score.reasons(2)).extracting(PointsScore.Part::column).containsExactlyInAnyOrder("tenure", "income");
        assertThat(score.reasons(4))
                .anySatisfy(
                        part -> assertThat(part.code() + " " + part.text()).isEqualTo("R1 Too short a time with us"))
                .anySatisfy(part -> assertThat(part.code()).isEqualTo("income"));
        PointsScore good = own.score(Map.of("tenure", 29, "income", 4900, "job", "nurse"));
        assertThat(good.points()).isGreaterThan(score.points());
        // Where paying back is what is asked, the same log-odds are safe.
        PointsScore other = TargetPoints.of(
                        MODEL, "defaulted", PointsScale.defaults().withBad(PointsScale.Bad.NEGATIVE))
                .score(Map.of("tenure", 29, "income", 4900, "job", "nurse"));
        assertThat(other.points()).isLessThan(good.points());
    }

    @Test
    void evaluate_ofItsOwnRows_separates() {
        ScoreFigures figures = points.evaluate(TABLE, 1);
        assertThat(figures.rows()).isEqualTo(2000);
        assertThat(figures.gini()).isGreaterThan(0.3);
        assertThat(figures.deciles().get(0).lift()).isGreaterThan(1.5);
        assertThat(figures.auc())
                .isCloseTo(MODEL.evaluate(TABLE, 1).get(0).figures().get("auc"), within(0.01)); // points are rounded
    }

    @Test
    void of_wrongArguments_areRefused() {
        PointsScale scale = PointsScale.defaults();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TargetPoints.of(MODEL, "noise", scale))
                .withMessageContaining("target must be one of the binary targets [defaulted], but was \"noise\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> points.withReasonCodes(List.of(new ReasonCode("gender", "R9", "Gender"))))
                .withMessageContaining("one is of \"gender\"");
        ReasonCode twice = new ReasonCode("income", "R1", "Income");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> points.withReasonCodes(List.of(twice, twice)))
                .withMessageContaining("\"income\" twice");
    }
}
