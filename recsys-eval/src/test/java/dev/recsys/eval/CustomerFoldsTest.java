package dev.recsys.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.data.Dataset;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.data.Snapshot;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CustomerFoldsTest {
    private static Panel panel(int users) {
        PanelBuilder rows = Fixtures.panel();
        for (int user = 0; user < users; user++) {
            Fixtures.row(rows, Fixtures.JANUARY, "user" + user, "a");
            Fixtures.row(rows, Fixtures.FEBRUARY, "user" + user, "a", Fixtures.ITEMS.get(1 + user % 3));
        }
        return rows.build();
    }

    private static Set<String> usersOf(Panel panel) {
        Set<String> users = new HashSet<>();
        for (Snapshot snapshot : panel.snapshots()) {
            for (int row = 0; row < snapshot.rowCount(); row++) {
                users.add(panel.users().id(snapshot.user(row)));
            }
        }
        return users;
    }

    @Test
    void folds_trainAndTest_partitionTheCustomers() {
        CustomerFolds folds = CustomerFolds.of(panel(300), 4, 7);
        List<String> tested = new ArrayList<>();
        for (int fold = 0; fold < folds.count(); fold++) {
            TimeSplit split = folds.split(fold);
            List<String> test = split.testCases().map(TestCase::userId).toList();
            Panel train = (Panel) split.train();
            assertThat(test).hasSizeBetween(50, 100);
            assertThat(usersOf(train)).doesNotContainAnyElementsOf(test).hasSize(300 - test.size());
            assertThat(train.last().date()).isEqualTo(Fixtures.FEBRUARY);
            assertThat(split.testCase(0).request().build().customer().now().holdings())
                    .contains(Map.of("a", 1.0));
            assertThat(split.testCase(0).truth()).hasSize(1);
            tested.addAll(test);
        }
        assertThat(tested).hasSize(300).doesNotHaveDuplicates();
    }

    @Test
    void foldOf_sameIdAndSeed_doesNotDependOnTheData() {
        CustomerFolds few = CustomerFolds.of(panel(20), 5, 1);
        CustomerFolds many = CustomerFolds.of(panel(200), 5, 1);
        CustomerFolds otherSeed = CustomerFolds.of(panel(20), 5, 2);
        List<Integer> folds = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        for (int user = 0; user < 20; user++) {
            assertThat(few.foldOf("user" + user)).isEqualTo(many.foldOf("user" + user));
            folds.add(few.foldOf("user" + user));
            others.add(otherSeed.foldOf("user" + user));
        }
        assertThat(folds).isNotEqualTo(others);
    }

    @Test
    void evaluate_trainers_givesMeanAndStandardErrorOverFolds() {
        List<Dataset> trained = new ArrayList<>();
        Trainer<Dataset> popularity = new PopularityTrainer(PopularityConfig.defaults());
        Trainer<Panel> fixed = (data, listener) -> {
            trained.add(data);
            return Fixtures.ranking("fixed", "b");
        };
        FoldsReport report = CustomerFolds.of(panel(300), 3, 7)
                .evaluate(
                        Map.of("popularity", popularity, "fixed", fixed),
                        Evaluator.of(MapAtK.of(7)),
                        TrainingListener.none());
        assertThat(trained).hasSize(3);
        double sum = 0;
        for (EvaluationReport fold : report.folds()) {
            sum += fold.model("fixed").metric("map@7");
        }
        double squares = 0;
        for (EvaluationReport fold : report.folds()) {
            squares += Math.pow(fold.model("fixed").metric("map@7") - sum / 3, 2);
        }
        Estimate estimate = report.model("fixed").get("map@7");
        assertThat(estimate.folds()).isEqualTo(3);
        assertThat(estimate.mean()).isEqualTo(sum / 3, within(1e-15)).isEqualTo(1.0 / 3, within(0.1));
        assertThat(estimate.standardError())
                .isEqualTo(Math.sqrt(squares / 2 / 3), within(1e-15))
                .isPositive();
        assertThat(report.toTable()).contains("mean of 3 folds").contains("±");
        assertThat(report.toTable().lines().skip(1).map(line -> line.split(" ", 2)[0]))
                .containsExactly("popularity", "fixed");
    }

    @Test
    void estimate_threeValues_isHandComputed() {
        Estimate estimate = Estimate.of(List.of(1.0, 2.0, 6.0));
        assertThat(estimate.mean()).isEqualTo(3);
        assertThat(estimate.standardError()).isEqualTo(Math.sqrt((4 + 1 + 9) / 2.0 / 3), within(1e-15));
    }

    @Test
    void folds_badArguments_areRefused() {
        Panel panel = panel(3);
        assertThatThrownBy(() -> CustomerFolds.of(panel, 1, 0)).hasMessage("folds must be at least 2, but was 1");
        assertThatThrownBy(() -> CustomerFolds.of(panel.before(Fixtures.FEBRUARY), 2, 0))
                .hasMessage("the number of the panel's snapshots must be at least 2, but was 1");
        PanelBuilder gap = Fixtures.panel();
        Fixtures.row(gap, Fixtures.JANUARY, "u1");
        Fixtures.row(gap, Fixtures.MARCH, "u1");
        Panel withGap = gap.build();
        assertThatThrownBy(() -> CustomerFolds.of(withGap, 2, 0))
                .hasMessageEndingWith("has no snapshot between 2020-01-28 and 2020-03-28");
        assertThatThrownBy(() -> CustomerFolds.of(panel, 2, 0).split(2)).hasMessage("fold must be in 0..1, but was 2");
    }
}
