package dev.recsys.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.FallbackLevel;
import dev.recsys.RecommendationRequest;
import dev.recsys.TrainingCancelledException;
import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.data.EventLog;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.testkit.CancellingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import smile.clustering.KMeans;

class ClusterTrainerTest {
    private static ClusterConfig.Builder three() {
        return ClusterConfig.builder().clusters(3).smoothing(1);
    }

    private static ClusterModel train(Panel panel) {
        return new ClusterTrainer(three().build()).train(panel, TrainingListener.none());
    }

    private static int clusterOf(ClusterModel model, String user) {
        return model.clusterOf(RecommendationRequest.forUser(user).build()).orElseThrow();
    }

    @Test
    void separatedGroups_areFound() {
        ClusterModel model = train(Panels.groups(600));

        assertThat(model.clusterCount()).isEqualTo(3);
        for (int user = 3; user < 600; user++) {
            assertThat(clusterOf(model, Panels.id(user))).isEqualTo(clusterOf(model, Panels.id(user % 3)));
        }
        assertThat(IntStream.range(0, 3).map(u -> clusterOf(model, Panels.id(u))))
                .containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void rates_areCountedBySegment() {
        Panel panel = Panels.groups(600);
        ClusterModel model = new ClusterTrainer(three().smoothing(0).build()).train(panel, TrainingListener.none());
        int student = clusterOf(model, Panels.id(0));
        int card = panel.items().indexOf("card");
        long owners = IntStream.range(0, 200)
                .filter(i -> panel.last().holdings().holds(row(panel, 3 * i), card))
                .count();

        assertThat(model.profile(student).size()).isEqualTo(200);
        assertThat(owners).isBetween(40L, 80L);
        assertThat(model.additionRate(student, "card")).isEqualTo(owners / 200.0);
        assertThat(model.meanHoldings(student, "card")).isEqualTo(owners / 200.0);
        assertThat(model.meanHoldings(student, "account")).isEqualTo(1);
        assertThat(model.additionRate(student, "account")).isZero();
        assertThat(model.additionRate(student, "loan")).isZero();
    }

    private static int row(Panel panel, int user) {
        return panel.last().rowOf(panel.users().indexOf(Panels.id(user)));
    }

    @Test
    void smoothing_drawsRatesToTheOverallOne() {
        Panel panel = Panels.groups(600);
        int card = panel.items().indexOf("card");
        int additions = panel.transition(1).additionCount(card);
        ClusterModel model = new ClusterTrainer(
                        ClusterConfig.builder().clusters(3).smoothing(100).build())
                .train(panel, TrainingListener.none());

        assertThat(model.additionRate(clusterOf(model, Panels.id(0)), "card"))
                .isCloseTo((additions + 100 * additions / 600.0) / 300, within(1e-12));
        assertThat(model.additionRate(clusterOf(model, Panels.id(1)), "card"))
                .isCloseTo(100 * additions / 600.0 / 300, within(1e-12));
    }

    @Test
    void profile_tellsWhoIsInTheSegment() {
        ClusterModel model = train(Panels.groups(600));
        ClusterProfile earners = model.profile(clusterOf(model, Panels.id(1)));

        assertThat(earners.size()).isEqualTo(200);
        assertThat(earners.means().get("age")).isCloseTo(45, within(1.0));
        assertThat(earners.means().get("income")).isCloseTo(60_000, within(2_000.0));
        assertThat(earners.categories().get("segment"))
                .containsExactly(new ClusterProfile.CategoryShare("employee", 1));
        assertThat(model.profiles()).hasSize(3).contains(earners);
    }

    @Test
    void segments_areNumberedFromTheLargest() {
        PanelBuilder panel = Panel.builder(Panels.ITEMS, Panels.SCHEMA);
        for (int user = 0; user < 60; user++) {
            panel.row(Panels.JANUARY, Panels.id(user)).number("age", user < 10 ? 20 : user < 30 ? 40 : 60);
        }

        assertThat(train(panel.build()).profiles().stream().map(ClusterProfile::size))
                .containsExactly(30, 20, 10);
    }

    @Test
    void model_isTheSameAtAnyThreadCountAndAfterOtherUseOfSmile() {
        Panel panel = Panels.groups(7_000);
        List<String> hashes = new ArrayList<>();
        for (int threads : new int[] {1, 2, 3, 7, 16}) {
            smile.math.Math.setSeed(threads);
            KMeans.lloyd(new double[][] {{1}, {2}, {3}, {4}}, 2);
            ClusterConfig config =
                    ClusterConfig.builder().clusters(12).threads(threads).build();
            hashes.add(new ClusterTrainer(config)
                    .train(panel, TrainingListener.none())
                    .info()
                    .modelHash());
        }

        assertThat(hashes).containsOnly(hashes.get(0));
    }

    @Test
    void model_isTheSameForShuffledRows() {
        assertThat(train(Panels.groups(900, 5)).info().modelHash())
                .isEqualTo(train(Panels.groups(900)).info().modelHash());
    }

    @Test
    void seed_changesTheSample() {
        Panel panel = Panels.groups(900);
        Stream<String> hashes = Stream.of(1L, 2L, -2L)
                .map(seed -> ClusterConfig.builder()
                        .clusters(9)
                        .sampleSize(300)
                        .seed(seed)
                        .build())
                .map(config -> new ClusterTrainer(config)
                        .train(panel, TrainingListener.none())
                        .info()
                        .modelHash());

        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void sample_smallerThanThePanel_stillAssignsAllUsers() {
        ClusterConfig config = three().sampleSize(50).build();
        ClusterModel model = new ClusterTrainer(config).train(Panels.groups(600), TrainingListener.none());

        assertThat(model.profiles().stream().mapToInt(ClusterProfile::size).sum())
                .isEqualTo(600);
    }

    @Test
    void clusters_beyondTheDistinctUsers_areFewer() {
        PanelBuilder panel = Panel.builder(Panels.ITEMS, Panels.SCHEMA);
        for (int user = 0; user < 30; user++) {
            panel.row(Panels.JANUARY, Panels.id(user)).number("age", 20 + user % 4);
        }
        ClusterModel model = new ClusterTrainer(
                        ClusterConfig.builder().clusters(10).build())
                .train(panel.build(), TrainingListener.none());

        assertThat(model.clusterCount()).isEqualTo(4);
        assertThat(model.profiles().stream().mapToInt(ClusterProfile::size)).containsExactly(8, 8, 7, 7);
    }

    @Test
    void oneCluster_holdsAllUsers() {
        ClusterModel model = new ClusterTrainer(
                        ClusterConfig.builder().clusters(1).build())
                .train(Panels.groups(300), TrainingListener.none());

        assertThat(model.clusterCount()).isEqualTo(1);
        assertThat(model.profile(0).size()).isEqualTo(300);
    }

    @Test
    void oneUser_getsTheOverallRates() {
        ClusterModel model = train(Panels.groups(1));

        assertThat(model.clusterCount()).isEqualTo(1);
        assertThat(model.features()).isEmpty();
        assertThat(model.recommend(RecommendationRequest.forUser(Panels.id(0)).build())
                        .level())
                .isEqualTo(FallbackLevel.POPULARITY);
    }

    @Test
    void columns_thatTellNoUsersApart_areLeftOut() {
        FeatureSchema schema = FeatureSchema.builder()
                .numeric("missing")
                .numeric("constant")
                .categorical("single")
                .categorical("unknown")
                .categorical("date")
                .categorical("id")
                .numeric("age")
                .categorical("sex")
                .build();
        PanelBuilder panel = Panel.builder(Panels.ITEMS, schema);
        for (int user = 0; user < 500; user++) {
            panel.row(Panels.JANUARY, Panels.id(user))
                    .number("constant", 1e6)
                    .category("single", "x")
                    .category("date", "2024-01-0" + (1 + user % 9))
                    .category("id", "id" + user)
                    .number("age", 20 + user % 50)
                    .category("sex", user % 2 == 0 ? "f" : "m");
        }

        assertThat(train(panel.build()).features()).containsExactly("age", "sex");
    }

    @Test
    void features_namedInTheConfig_areTheOnlyOnes() {
        ClusterConfig config =
                ClusterConfig.builder().features(List.of("segment", "age")).build();
        ClusterModel model = new ClusterTrainer(config).train(Panels.groups(90), TrainingListener.none());

        assertThat(model.features()).containsExactly("segment", "age");
    }

    @Test
    void features_thePanelLacks_areRefused() {
        ClusterTrainer trainer = new ClusterTrainer(
                ClusterConfig.builder().features(List.of("shoe")).build());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.train(Panels.groups(9)))
                .withMessage("there is no feature \"shoe\"; there are [age, income, segment]");
    }

    @Test
    void data_withoutFeatures_isRefused() {
        ClusterTrainer trainer = new ClusterTrainer(ClusterConfig.defaults());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.train(EventLog.builder().build()))
                .withMessage("segments need a panel with features, but the data is EventLog");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        trainer.train(Panel.builder(Panels.ITEMS, Panels.SCHEMA).build()))
                .withMessage("segments need a panel with at least one snapshot");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.train(Panel.builder(Panels.ITEMS, FeatureSchema.empty())
                        .row(Panels.JANUARY, "a")
                        .build()))
                .withMessage("segments need a panel with features, but its schema is empty");
    }

    @Test
    void panel_ofOneSnapshot_ratesByHoldings() {
        ClusterModel model = train(Panels.groups(300).before(Panels.FEBRUARY));

        assertThat(model.additionRate(0, "account")).isEqualTo(1);
        assertThat(model.additionRate(0, "card")).isZero();
    }

    @Test
    void inertia_neverRises() {
        List<TrainingProgress> steps = new ArrayList<>();
        ClusterConfig config = ClusterConfig.builder().clusters(9).build();
        new ClusterTrainer(config).train(Panels.groups(6_000), steps::add);

        assertThat(steps).hasSizeGreaterThan(2);
        for (int i = 2; i < steps.size(); i++) { // the first is of the start's sample
            assertThat(steps.get(i).objective())
                    .isLessThanOrEqualTo(steps.get(i - 1).objective() * (1 + 1e-9));
        }
        assertThat(steps.get(steps.size() - 1).step()).isEqualTo(105);
    }

    @Test
    void training_whenCancelled_ends() {
        TrainingListener cancelling = new CancellingListener();
        assertThatThrownBy(() -> new ClusterTrainer(three().build()).train(Panels.groups(90), cancelling))
                .isInstanceOf(TrainingCancelledException.class);
    }
}
