package dev.recsys.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.FallbackLevel;
import dev.recsys.RecommendationRequest;
import dev.recsys.RecommendedItem;
import dev.recsys.TrainingCancelledException;
import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import smile.clustering.KMeans;

class ClusterTrainerTest {
    private static final ClusterConfig DEFAULTS = ClusterConfig.defaults();

    private static ClusterModel train(Panel panel) {
        return train(panel, Panels.THREE);
    }

    private static ClusterModel train(Panel panel, ClusterConfig config) {
        return new ClusterTrainer(config).train(panel);
    }

    private static ToIntFunction<String> clusters(ClusterModel model, Panel panel) {
        Bundle bundle = Bundle.of(model).remembering(panel);
        return user -> Panels.clusterOf(
                        bundle, RecommendationRequest.forUser(user).build())
                .orElseThrow();
    }

    @Test
    void separatedGroups_areFound() {
        Panel panel = Panels.groups(600);
        ClusterModel model = train(panel);
        ToIntFunction<String> clusterOf = clusters(model, panel);

        assertThat(model.clusterCount()).isEqualTo(3);
        for (int user = 3; user < 600; user++) {
            assertThat(clusterOf.applyAsInt(Panels.id(user))).isEqualTo(clusterOf.applyAsInt(Panels.id(user % 3)));
        }
        assertThat(IntStream.range(0, 3).map(u -> clusterOf.applyAsInt(Panels.id(u))))
                .containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void rates_areCountedBySegment() {
        Panel panel = Panels.groups(600);
        ClusterModel model = train(panel, Panels.smoothed(Panels.THREE, 0));
        int student = clusters(model, panel).applyAsInt(Panels.id(0));
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
        ClusterModel model = train(panel, Panels.smoothed(Panels.THREE, 100));
        ToIntFunction<String> clusterOf = clusters(model, panel);

        assertThat(model.additionRate(clusterOf.applyAsInt(Panels.id(0)), "card"))
                .isCloseTo((additions + 100 * additions / 600.0) / 300, within(1e-12));
        assertThat(model.additionRate(clusterOf.applyAsInt(Panels.id(1)), "card"))
                .isCloseTo(100 * additions / 600.0 / 300, within(1e-12));
    }

    @Test
    void profile_describesTheSegment() {
        Panel panel = Panels.groups(600);
        ClusterModel model = train(panel);
        ClusterProfile earners = model.profile(clusters(model, panel).applyAsInt(Panels.id(1)));

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
            hashes.add(train(panel, DEFAULTS.withClusters(12).withThreads(threads))
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
                .map(seed -> DEFAULTS.withClusters(9)
                        .withFit(DEFAULTS.fit().withSampleSize(300))
                        .withSeed(seed))
                .map(config -> train(panel, config).info().modelHash());

        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void sample_smallerThanThePanel_stillAssignsAllUsers() {
        ClusterConfig config = Panels.THREE.withFit(DEFAULTS.fit().withSampleSize(50));
        ClusterModel model = train(Panels.groups(600), config);

        assertThat(model.profiles().stream().mapToInt(ClusterProfile::size).sum())
                .isEqualTo(600);
    }

    @Test
    void clusters_beyondTheDistinctUsers_areFewer() {
        PanelBuilder panel = Panel.builder(Panels.ITEMS, Panels.SCHEMA);
        for (int user = 0; user < 30; user++) {
            panel.row(Panels.JANUARY, Panels.id(user)).number("age", 20 + user % 4);
        }
        ClusterModel model = train(panel.build(), DEFAULTS.withClusters(10));

        assertThat(model.clusterCount()).isEqualTo(4);
        assertThat(model.profiles().stream().mapToInt(ClusterProfile::size)).containsExactly(8, 8, 7, 7);
    }

    @Test
    void oneCluster_holdsAllUsers() {
        ClusterModel model = train(Panels.groups(300), DEFAULTS.withClusters(1));

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
    void columns_ofOneValueForNearlyAll_areLeftOut() {
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
        ClusterConfig config = DEFAULTS.withFeatures(DEFAULTS.features().withNames(List.of("segment", "age")));
        ClusterModel model = train(Panels.groups(90), config);

        assertThat(model.features()).containsExactly("segment", "age");
    }

    @Test
    void features_thePanelLacks_areRefused() {
        ClusterTrainer trainer =
                new ClusterTrainer(DEFAULTS.withFeatures(DEFAULTS.features().withNames(List.of("shoe"))));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.train(Panels.groups(9)))
                .withMessage(
                        "each of the names chosen must be one of [age, income, segment], but there is no feature \"shoe\"");
    }

    @Test
    void data_withoutFeatures_isRefused() {
        ClusterTrainer trainer = new ClusterTrainer(DEFAULTS);

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        trainer.train(Panel.builder(Panels.ITEMS, Panels.SCHEMA).build()))
                .withMessage("segments need as data a panel with at least one snapshot");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.train(Panel.builder(Panels.ITEMS, FeatureSchema.empty())
                        .row(Panels.JANUARY, "a")
                        .build()))
                .withMessage("segments need as data a panel with features, but its schema is empty");
    }

    @Test
    void panel_ofOneSnapshot_ratesByHoldings() {
        ClusterModel model = train(Panels.groups(300).before(Panels.FEBRUARY));

        assertThat(model.additionRate(0, "account")).isEqualTo(1);
        assertThat(model.additionRate(0, "card")).isZero();
    }

    @Test
    void panel_ofGapsAlone_ratesByHoldings() {
        PanelBuilder panel = Panel.builder(Panels.ITEMS, Panels.SCHEMA);
        for (int user = 0; user < 60; user++) {
            LocalDate date = user < 50 ? Panels.JANUARY : Panels.FEBRUARY.plusMonths(3);
            panel.row(date, Panels.id(user)).number("age", 20 + user % 4).holds("account");
            if (user % 4 == 0) {
                panel.holds("card");
            }
        }
        Panel gaps = panel.build();
        ClusterModel model = train(gaps, Panels.smoothed(DEFAULTS.withClusters(4), 0));
        ToIntFunction<String> clusterOf = clusters(model, gaps);

        assertThat(model.additionRate(clusterOf.applyAsInt(Panels.id(0)), "card"))
                .isEqualTo(1);
        assertThat(model.additionRate(clusterOf.applyAsInt(Panels.id(1)), "card"))
                .isZero();
        assertThat(model.recommend(RecommendationRequest.anonymous().build()).items())
                .extracting(RecommendedItem::score)
                .startsWith(1.0, 0.25, 0.0);
    }

    @Test
    void periods_beyondTheConfigured_doNotCount() {
        PanelBuilder panel = Panel.builder(Panels.ITEMS, Panels.SCHEMA);
        for (int user = 0; user < 40; user++) {
            for (int month = 0; month < 4; month++) {
                panel.row(Panels.JANUARY.plusMonths(month), Panels.id(user)).number("age", 20 + user % 2);
                if (month > 0 && user < 10) {
                    panel.holds("card");
                }
                if (month == 3 && user < 20) {
                    panel.holds("fund");
                }
            }
        }
        Panel built = panel.build();
        ClusterConfig one = DEFAULTS.withRates(new ClusterConfig.Rates(0, 1));
        ClusterModel last = train(built, one);
        ClusterModel all = train(built, one.withRates(one.rates().withPeriods(3)));

        assertThat(last.additionRate(0, "card")).isZero();
        assertThat(last.additionRate(0, "fund")).isEqualTo(0.5);
        assertThat(all.additionRate(0, "card")).isEqualTo(5.0 / (20 + 15 + 15));
        assertThat(all.additionRate(0, "fund")).isEqualTo(10.0 / 60);
    }

    @Test
    void users_withoutARow_doNotCount() {
        Panel panel = Panels.groups(600);
        ClusterModel model = train(panel.keepUsers(user -> user % 2 == 0));

        assertThat(model.profiles().stream().mapToInt(ClusterProfile::size).sum())
                .isEqualTo(300);
    }

    @Test
    void inertia_neverRises() {
        List<TrainingProgress> steps = new ArrayList<>();
        new ClusterTrainer(DEFAULTS.withClusters(25)).train(Panels.groups(30_000), steps::add);

        assertThat(steps).hasSizeGreaterThan(2);
        for (int i = 2; i < steps.size(); i++) { // the first is of the start's sample
            assertThat(steps.get(i).objective())
                    .isLessThanOrEqualTo(steps.get(i - 1).objective() * (1 + 1e-9));
        }
        assertThat(steps.get(steps.size() - 1).step()).isEqualTo(105);
    }

    @Test
    void training_whenCancelled_ends() {
        TrainingListener cancelling = new TrainingListener() {
            @Override
            public void onProgress(TrainingProgress progress) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> new ClusterTrainer(Panels.THREE).train(Panels.groups(90), cancelling))
                .isInstanceOf(TrainingCancelledException.class);
    }
}
