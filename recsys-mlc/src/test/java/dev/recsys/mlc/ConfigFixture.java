package dev.recsys.mlc;

import dev.recsys.mlc.internal.score.ScorerTrainer;
import dev.recsys.mlc.options.CategorySplits;
import dev.recsys.mlc.options.CrossFitting;
import dev.recsys.mlc.options.Objective;
import dev.recsys.mlc.options.Stopping;
import dev.recsys.mlc.options.Trees;
import java.util.List;

/** Options set one by one, wherever they are nested. */
public final class ConfigFixture {
    private MlcConfig config;

    private ConfigFixture(MlcConfig config) {
        this.config = config;
    }

    public static ConfigFixture defaults() {
        return of(MlcConfig.defaults());
    }

    public static ConfigFixture of(MlcConfig config) {
        return new ConfigFixture(config);
    }

    public MlcConfig build() {
        return config;
    }

    public ConfigFixture objective(Objective value) {
        config = config.withObjective(value);
        return this;
    }

    public ConfigFixture structure(Trees.Structure value) {
        config = config.withTrees(config.trees().withStructure(value));
        return this;
    }

    public ConfigFixture rounds(int value) {
        config = config.withTrees(config.trees().withRounds(value));
        return this;
    }

    public ConfigFixture maxLeaves(int value) {
        config = config.withTrees(config.trees().withMaxLeaves(value));
        return this;
    }

    public ConfigFixture maxDepth(int value) {
        config = config.withTrees(config.trees().withMaxDepth(value));
        return this;
    }

    public ConfigFixture learningRate(double value) {
        config = config.withTrees(config.trees().withLearningRate(value));
        return this;
    }

    public ConfigFixture l2(double value) {
        config = config.withTrees(config.trees().withL2(value));
        return this;
    }

    public ConfigFixture minRowsPerLeaf(int value) {
        config = config.withTrees(config.trees().withMinRowsPerLeaf(value));
        return this;
    }

    public ConfigFixture minHessianPerLeaf(double value) {
        config = config.withTrees(config.trees().withMinHessianPerLeaf(value));
        return this;
    }

    public ConfigFixture periods(int value) {
        config = config.withSampling(config.sampling().withPeriods(value));
        return this;
    }

    public ConfigFixture maxRows(int value) {
        config = config.withSampling(config.sampling().withMaxRows(value));
        return this;
    }

    public ConfigFixture minAdditions(int value) {
        config = config.withSampling(config.sampling().withMinAdditions(value));
        return this;
    }

    public ConfigFixture subsample(double value) {
        config = config.withSampling(config.sampling().withSubsample(value));
        return this;
    }

    public ConfigFixture columnSample(double value) {
        config = config.withSampling(config.sampling().withColumnSample(value));
        return this;
    }

    public ConfigFixture historyPeriods(int value) {
        config = config.withColumns(config.columns().withHistoryPeriods(value));
        return this;
    }

    public ConfigFixture changingFeatures(List<String> value) {
        config = config.withColumns(config.columns().withChangingFeatures(value));
        return this;
    }

    public ConfigFixture stopping(Stopping.By value) {
        config = config.withStopping(config.stopping().withBy(value));
        return this;
    }

    public ConfigFixture earlyStoppingRounds(int value) {
        config = config.withStopping(config.stopping().withEarlyStoppingRounds(value));
        return this;
    }

    public ConfigFixture models(int value) {
        config = config.withCrossFitting(config.crossFitting().withModels(value));
        return this;
    }

    public ConfigFixture calibration(CrossFitting.Calibration value) {
        config = config.withCrossFitting(config.crossFitting().withCalibration(value));
        return this;
    }

    public ConfigFixture fallbackModels(boolean value) {
        config = config.withCrossFitting(config.crossFitting().withFallbackModels(value));
        return this;
    }

    public ConfigFixture threads(int value) {
        config = config.withThreads(value);
        return this;
    }

    public ConfigFixture seed(long value) {
        config = config.withSeed(value);
        return this;
    }

    public ConfigFixture categories(CategorySplits value) {
        config = config.withTrees(config.trees().withCategories(value));
        return this;
    }

    public ConfigFixture negativesPerPositive(int value) {
        config = config.withSampling(config.sampling().withNegativesPerPositive(value));
        return this;
    }

    public ScorerTrainer.Plan plan() {
        return config.plan();
    }
}
