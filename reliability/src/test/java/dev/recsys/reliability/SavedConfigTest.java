package dev.recsys.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.RecommendationRequest;
import dev.recsys.Trainer;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.baselines.BprConfig;
import dev.recsys.baselines.BprTrainer;
import dev.recsys.baselines.EaseConfig;
import dev.recsys.baselines.EaseTrainer;
import dev.recsys.baselines.FeatureFactorConfig;
import dev.recsys.baselines.FeatureFactorTrainer;
import dev.recsys.baselines.MarkovConfig;
import dev.recsys.baselines.MarkovTrainer;
import dev.recsys.baselines.NeighbourConfig;
import dev.recsys.baselines.NeighbourTrainer;
import dev.recsys.baselines.RandomConfig;
import dev.recsys.baselines.RandomTrainer;
import dev.recsys.baselines.ShareConfig;
import dev.recsys.baselines.ShareTrainer;
import dev.recsys.baselines.SlimConfig;
import dev.recsys.baselines.SlimTrainer;
import dev.recsys.baselines.UserNeighbourConfig;
import dev.recsys.baselines.UserNeighbourTrainer;
import dev.recsys.bundle.Bundle;
import dev.recsys.cluster.ClusterConfig;
import dev.recsys.cluster.ClusterTrainer;
import dev.recsys.data.Dataset;
import dev.recsys.hybrid.Blend;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.hybrid.HybridTrainer;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.testkit.SmallBank;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every configuration that trains gives a model that is saved, loaded and saved again to the same bytes, and answers alike bit
 * by bit. A grid of the options that change what is stored or how, on a bank and a shop, with the borders of the others; a
 * training may only be refused by a typed error.
 */
@Tag("slow")
class SavedConfigTest {
    private static final Tally TALLY = new Tally("saved-configurations");
    private static final List<Dataset> DATA = List.of(SmallBundles.BANK, SmallBundles.SHOP);

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        TALLY.close();
    }

    private interface Training {
        ScoringModel train();
    }

    private void assertLoadsAlike(String algorithm, Object config, Dataset data, Training training) throws Exception {
        ScoringModel model;
        try {
            model = training.train();
        } catch (IllegalStateException | IllegalArgumentException e) {
            assertThat(e.getMessage()).as("%s by %s", algorithm, config).isNotBlank();
            TALLY.count(algorithm + " refused");
            return;
        }
        try {
            Bundle bundle = Bundle.of(model).remembering(data);
            Path file = folder.resolve("model.recsys");
            Path again = folder.resolve("again.recsys");
            bundle.save(file);
            Bundle loaded = Bundle.load(file);
            for (RecommendationRequest request : SmallBundles.requests(bundle)) {
                assertThat(loaded.recommend(request)).isEqualTo(bundle.recommend(request));
            }
            loaded.save(again);
            assertThat(Files.mismatch(file, again)).isEqualTo(-1);
            TALLY.count(algorithm + " alike");
        } catch (Exception | AssertionError e) {
            throw new AssertionError(algorithm + " by " + config, e);
        }
    }

    private void als(AlsConfig config) throws Exception {
        for (Dataset data : DATA) {
            assertLoadsAlike("als", config, data, () -> new AlsTrainer(config).train(data));
        }
    }

    @Test
    void als_everyConfiguration_loadsAlike() throws Exception {
        AlsConfig base = AlsConfig.defaults().withIterations(2).withThreads(1);
        for (AlsConfig.Solver solver : AlsConfig.Solver.values()) {
            for (int factors : new int[] {0, 1, 5, 45}) {
                for (AlsConfig.Weighting.Kind kind : AlsConfig.Weighting.Kind.values()) {
                    AlsConfig config = base.withSolver(solver)
                            .withFactors(factors)
                            .withWeighting(base.weighting().withKind(kind));
                    als(config);
                    als(config.withLoss(config.loss()
                                    .withConfidence(AlsConfig.Confidence.ADDED)
                                    .withFrequencyExponent(0))
                            .withScores(config.scores().withTrendHalfLifeDays(0))
                            .withTolerance(0.5));
                }
            }
        }
    }

    private void baseline(Record config, Trainer<Dataset> trainer) throws Exception {
        for (Dataset data : DATA) {
            assertLoadsAlike("baselines", config, data, () -> (ScoringModel) trainer.train(data));
        }
    }

    @Test
    void baselines_bordersOfOptions_loadAlikeOrAreRefused() throws Exception {
        for (double exponent : new double[] {0, 0.5, 2}) {
            for (int corner = 0; corner < 4; corner++) {
                double ends = corner % 2 == 0 ? 1e-6 : 1e6;
                for (NeighbourConfig.Similarity similarity : NeighbourConfig.Similarity.values()) {
                    NeighbourConfig config = NeighbourConfig.defaults()
                            .withSimilarity(similarity)
                            .withWeightExponent(exponent)
                            .withBm25K1(ends)
                            .withBm25B(corner / 2 == 0 ? 0 : 1)
                            .withShrinkage(corner / 2 == 0 ? 0 : ends)
                            .withNeighbours(corner % 2 == 0 ? 1 : 10_000);
                    baseline(config, new NeighbourTrainer(config));
                }
                for (SlimConfig.Sign sign : SlimConfig.Sign.values()) {
                    SlimConfig config = SlimConfig.defaults()
                            .withWeightExponent(exponent)
                            .withSign(sign)
                            .withL1(corner % 2 == 0 ? 0 : 1e9)
                            .withL2(corner / 2 == 0 ? 0 : 1e9);
                    baseline(config, new SlimTrainer(config));
                }
                EaseConfig ease = EaseConfig.defaults()
                        .withWeightExponent(exponent)
                        .withRegularization(corner % 2 == 0 ? 1e-3 : 1e9);
                baseline(ease, new EaseTrainer(ease));
                UserNeighbourConfig users = UserNeighbourConfig.defaults()
                        .withWeightExponent(exponent)
                        .withNeighbours(corner % 2 == 0 ? 1 : 100_000)
                        .withSample(corner / 2 == 0 ? 1 : 1_000_000_000);
                baseline(users, new UserNeighbourTrainer(users));
                MarkovConfig markov = MarkovConfig.defaults()
                        .withSmoothing(corner % 2 == 0 ? 0 : 1e6)
                        .withHalfLifeDays(corner / 2 == 0 ? 1e-3 : 36_500);
                baseline(markov, new MarkovTrainer(markov));
            }
        }
    }

    @Test
    void learnedAndCountedBaselines_bordersOfOptions_loadAlikeOrAreRefused() throws Exception {
        for (int corner = 0; corner < 8; corner++) {
            BprConfig bpr = BprConfig.defaults()
                    .withFactors(corner % 2 == 0 ? 1 : 65)
                    .withEpochs(3)
                    .withLearningRate(corner / 2 % 2 == 0 ? 1e-6 : 10)
                    .withRegularization(corner / 4 == 0 ? 0 : 1)
                    .withNegatives(corner % 2 == 0 ? BprConfig.Negatives.UNIFORM : BprConfig.Negatives.POPULAR);
            baseline(bpr, new BprTrainer(bpr));
            FeatureFactorConfig features = FeatureFactorConfig.defaults()
                    .withFactors(corner % 2 == 0 ? 1 : 65)
                    .withIterations(2)
                    .withRegularization(corner % 2 == 0 ? 1e-6 : 1e6)
                    .withFrequencyExponent(corner / 2 % 2 == 0 ? 0 : 2)
                    .withAlpha(corner / 4 == 0 ? 1e-6 : 1e6)
                    .withUnobservedWeight(corner / 4 == 0 ? 1e6 : 1e-6)
                    .withSmoothing(corner / 2 % 2 == 0 ? 1e6 : 1e-6)
                    .withThreads(1);
            baseline(features, new FeatureFactorTrainer(features));
            for (ShareConfig.By by : ShareConfig.By.values()) {
                ShareConfig share = ShareConfig.defaults()
                        .withBy(by)
                        .withPeriods(corner % 2 == 0 ? 1 : 1000)
                        .withHalfLifeDays(corner / 2 % 2 == 0 ? 1e-3 : 36_500)
                        .withSmoothing(corner / 4 == 0 ? 0 : 1e9);
                baseline(share, new ShareTrainer(share));
            }
        }
        for (long seed : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            RandomConfig random = RandomConfig.defaults().withSeed(seed);
            baseline(random, new RandomTrainer(random));
        }
    }

    @Test
    void als_bordersOfTheLoss_loadAlikeOrAreRefused() throws Exception {
        AlsConfig base = AlsConfig.defaults().withIterations(3).withThreads(1).withFactors(4);
        double[] ends = {1e-6, 1e6};
        for (AlsConfig.Solver solver : AlsConfig.Solver.values()) {
            for (int corner = 0; corner < 16; corner++) {
                AlsConfig.Loss loss = base.loss()
                        .withRegularization(ends[corner & 1])
                        .withAlpha(ends[corner >> 1 & 1])
                        .withUnobservedWeight(ends[corner >> 2 & 1])
                        .withFrequencyExponent(corner >> 3 & 1);
                als(base.withSolver(solver).withLoss(loss));
                als(base.withSolver(solver)
                        .withLoss(loss.withFrequencyExponent(2))
                        .withWeighting(base.weighting()
                                .withKind(AlsConfig.Weighting.Kind.BM25)
                                .withBm25K1(ends[corner & 1])
                                .withHalfLifeDays(corner % 2 == 0 ? 1e-300 : 36_500))
                        .withScores(base.scores()
                                .withTrendHalfLifeDays(corner % 2 == 0 ? 1e-300 : 36_500)
                                .withTrendExponent(2)));
            }
        }
    }

    @Test
    void cluster_everyConfiguration_loadsAlike() throws Exception {
        ClusterConfig base = ClusterConfig.defaults().withThreads(1);
        List<ClusterConfig> configs = new ArrayList<>();
        for (int clusters : new int[] {1, 2, 7, 200, 10_000}) {
            for (double weight : new double[] {1e-3, 1, 1e3}) {
                for (double smoothing : new double[] {0, 200, 1e9}) {
                    for (List<String> names : List.of(List.<String>of(), List.of("age"), List.of("city", "income"))) {
                        configs.add(base.withClusters(clusters)
                                .withFeatures(base.features()
                                        .withCategoryWeight(weight)
                                        .withNames(names))
                                .withRates(base.rates().withSmoothing(smoothing)));
                    }
                }
            }
        }
        for (ClusterConfig.Fit fit : List.of(
                base.fit().withSampleSize(1),
                base.fit().withSampleSize(100_000_000),
                base.fit().withIterations(1).withRestarts(1),
                base.fit().withRestarts(20))) {
            configs.add(base.withFit(fit).withRates(base.rates().withPeriods(1000)));
        }
        for (ClusterConfig config : configs) {
            assertLoadsAlike(
                    "cluster", config, SmallBundles.BANK, () -> new ClusterTrainer(config).train(SmallBundles.BANK));
        }
    }

    @Test
    void mlc_everyConfiguration_loadsAlike() throws Exception {
        List<String> parts = List.of(
                "\"objective\":\"SOFTMAX\"",
                "\"columns\":{\"historyPeriods\":0,\"maxBins\":2}",
                "\"columns\":{\"historyPeriods\":24,\"maxBins\":255,\"changingFeatures\":[\"income\"]}",
                "\"crossFitting\":{\"models\":1,\"fallbackModels\":true}",
                "\"crossFitting\":{\"models\":3,\"calibration\":\"NONE\"}",
                "\"stopping\":{\"by\":\"CUSTOMERS\",\"earlyStoppingRounds\":1}",
                "\"sampling\":{\"minAdditions\":1000000000}",
                "\"sampling\":{\"minAdditions\":1,\"subsample\":0.001,\"columnSample\":0.001}",
                "\"sampling\":{\"minAdditions\":1,\"maxRows\":100,\"negativesPerPositive\":1000000,\"periods\":1000}");
        List<String> trees = List.of(
                "\"structure\":\"SHARED\"",
                "\"structure\":\"PER_PRODUCT\"",
                "\"learningRate\":1,\"l2\":0,\"minHessianPerLeaf\":0,\"minRowsPerLeaf\":1",
                "\"learningRate\":0.000001,\"l2\":1000000000",
                "\"minRowsPerLeaf\":16000000,\"minSplitGain\":1000000000",
                "\"maxLeaves\":256,\"maxDepth\":64,\"categories\":{\"minRows\":1,\"l2\":0,\"smoothing\":0}");
        for (String tree : trees) {
            for (String part : parts) {
                String json = "{\"threads\":1,\"trees\":{\"rounds\":" + (tree.contains(":1,") ? 40 : 3) + "," + tree
                        + "}," + part + "}";
                MlcConfig config = ConfigJson.read(json, MlcConfig.defaults());
                assertLoadsAlike("mlc", json, SmallBundles.BANK, () -> new MlcTrainer(config).train(SmallBundles.BANK));
            }
        }
    }

    @Test
    void popularity_everyConfiguration_loadsAlike() throws Exception {
        for (int periods : new int[] {1, 3, 1000}) {
            for (Dataset data : DATA) {
                PopularityConfig config = new PopularityConfig(periods);
                assertLoadsAlike("popularity", config, data, () -> new PopularityTrainer(config).train(data));
            }
        }
    }

    @Test
    void hybrid_everyBlend_loadsAlike() throws Exception {
        List<Blend> blends = new ArrayList<>(List.of(
                Blend.equalShares(),
                Blend.roundRobin(),
                Blend.cascade(),
                Blend.reciprocalRankFusion(1),
                Blend.reciprocalRankFusion(Integer.MAX_VALUE)));
        for (Blend.Normalization normalization : Blend.Normalization.values()) {
            blends.add(Blend.weightedSum(Map.of("als", 0.25, "mlc", 1e308), normalization));
            blends.add(Blend.weightedSum(Map.of("als", 0.0, "cluster", 0.0, "mlc", 0.0), normalization));
        }
        ScoringModel als = SmallBundles.als(4).train(SmallBundles.BANK);
        ScoringModel cluster = SmallBundles.cluster().train(SmallBundles.BANK);
        ScoringModel mlc = SmallBundles.mlc().train(SmallBundles.BANK);
        ScoringModel other = SmallBundles.als(3).train(SmallBundles.SHOP);
        ScoringModel popularity = new PopularityTrainer().train(SmallBundles.BANK);
        for (Blend blend : blends) {
            Map<String, HybridRecommender.Builder> builders = Map.of(
                    "three", HybridRecommender.builder().add("als", als).add("cluster", cluster),
                    "with a fallback",
                            HybridRecommender.builder().add("als", als).fallback(popularity),
                    "of other items",
                            HybridRecommender.builder().add("als", als).add("shop", other));
            builders.forEach((name, builder) -> builder.add("mlc", mlc).blend(blend));
            for (Map.Entry<String, HybridRecommender.Builder> entry : builders.entrySet()) {
                String what = entry.getKey() + " by " + blend;
                assertLoadsAlike("hybrid", what, SmallBundles.BANK, entry.getValue()::build);
            }
        }
        assertLoadsAlike(
                "hybrid",
                "learned",
                SmallBundles.BANK,
                () -> SmallBundles.hybrid().train(SmallBundles.BANK));
        ScoringModel learned = SmallBundles.hybrid().train(SmallBundles.BANK);
        assertLoadsAlike(
                "hybrid",
                "nested",
                SmallBundles.BANK,
                () -> HybridRecommender.builder()
                        .add("inner", learned)
                        .add("als", als)
                        .build());
        assertLoadsAlike(
                "hybrid",
                "of a new bank",
                SmallBank.checkerboard(20),
                () -> HybridTrainer.forPanels()
                        .add("als", SmallBundles.als(2))
                        .build()
                        .train(SmallBank.checkerboard(20)));
    }
}
