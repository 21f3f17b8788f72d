package dev.recsys.als;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.internal.options.Options;
import dev.recsys.testkit.SmallBank;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlsConfigTest {
    private static final AlsConfig DEFAULTS = AlsConfig.defaults();

    private static EventLog purchases(int items) {
        SplittableRandom random = new SplittableRandom(7);
        EventLog.Builder log = EventLog.builder();
        for (int user = 0; user < 150; user++) {
            for (int i = 0; i < 1 + user % 9; i++) {
                int item = (user * 5 + random.nextInt(items / 4)) % items;
                log.add("u" + user, "i" + item, 1 + random.nextInt(4), Instant.EPOCH.plus(Duration.ofDays(9L * i)));
            }
        }
        return log.build();
    }

    private static String hash(AlsConfig config, EventLog log) {
        return new AlsTrainer(config).train(log).info().modelHash();
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 60})
    void defaults_onAShopsEvents_giveTheModelOfTheEventsPreset(int items) {
        EventLog log = purchases(items);

        assertThat(hash(DEFAULTS, log))
                .isEqualTo(hash(AlsConfig.forEvents(), log))
                .isNotEqualTo(hash(AlsConfig.forPanel(), log));
    }

    @Test
    void defaults_onABanksPanel_giveTheModelOfThePanelPreset() {
        Panel panel = SmallBank.panel(200);
        AlsModel model = new AlsTrainer(DEFAULTS).train(panel);

        assertThat(model.info().modelHash())
                .isEqualTo(
                        new AlsTrainer(AlsConfig.forPanel()).train(panel).info().modelHash())
                .isNotEqualTo(new AlsTrainer(AlsConfig.forEvents())
                        .train(panel)
                        .info()
                        .modelHash());
        assertThat(ConfigJson.read(model.info().config(), DEFAULTS)).isEqualTo(AlsConfig.forPanel());
    }

    @Test
    void presets_dependingOptions_areTheChosenValues() {
        assertThat(AlsConfig.forPanel().loss())
                .isEqualTo(new AlsConfig.Loss(0.03, 1, 1, 1.0, AlsConfig.Confidence.SCALED, 0.0));
        assertThat(AlsConfig.forPanel().weighting().halfLifeDays()).isZero();
        assertThat(AlsConfig.forPanel().scores().trendHalfLifeDays()).isZero();
        assertThat(AlsConfig.forEvents().loss())
                .isEqualTo(new AlsConfig.Loss(0.0, 1, 1, 0.0, AlsConfig.Confidence.SCALED, 0.3));
        assertThat(AlsConfig.forEvents().weighting().halfLifeDays()).isEqualTo(730);
        assertThat(AlsConfig.forEvents().scores()).isEqualTo(new AlsConfig.Scores(0.01, 3, 10.0, 0.5));
    }

    @Test
    void resolvedFor_oneOptionChanged_keepsItAndChoosesTheOthers() {
        AlsConfig changed = DEFAULTS.withLoss(DEFAULTS.loss().withAlpha(2));

        AlsConfig events = AlsConfig.forEvents();
        assertThat(changed.resolvedFor(purchases(24)))
                .isEqualTo(events.withLoss(events.loss().withAlpha(2)));
        AlsConfig panel = AlsConfig.forPanel();
        assertThat(changed.resolvedFor(SmallBank.panel(20)))
                .isEqualTo(panel.withLoss(panel.loss().withAlpha(2)));
    }

    @Test
    void withers_eachOption_changesOnlyThat() {
        AlsConfig config = DEFAULTS.withFactors(5)
                .withIterations(6)
                .withTolerance(0.1)
                .withLoss(DEFAULTS.loss()
                        .withRegularization(0.2)
                        .withFrequencyExponent(0.3)
                        .withAlpha(0.4)
                        .withUnobservedWeight(0.5)
                        .withConfidence(AlsConfig.Confidence.ADDED)
                        .withPopularityExponent(0.6))
                .withWeighting(DEFAULTS.weighting()
                        .withKind(AlsConfig.Weighting.Kind.BM25)
                        .withBm25K1(2)
                        .withBm25B(0.25)
                        .withHalfLifeDays(7))
                .withScores(DEFAULTS.scores()
                        .withFloor(0.02)
                        .withPopularityPeriods(4)
                        .withTrendHalfLifeDays(8)
                        .withTrendExponent(1.5))
                .withSolver(AlsConfig.Solver.EXACT)
                .withSeed(9)
                .withThreads(3);

        assertThat(config)
                .isEqualTo(new AlsConfig(
                        5,
                        6,
                        0.1,
                        new AlsConfig.Loss(0.2, 0.3, 0.4, 0.5, AlsConfig.Confidence.ADDED, 0.6),
                        new AlsConfig.Weighting(AlsConfig.Weighting.Kind.BM25, 2, 0.25, 7.0),
                        new AlsConfig.Scores(0.02, 4, 8.0, 1.5),
                        AlsConfig.Solver.EXACT,
                        9,
                        3));
        assertThat(ConfigJson.read(ConfigJson.write(config), DEFAULTS)).isEqualTo(config);
    }

    @Test
    void json_someOptions_keepsTheOthersAtEveryLevel() {
        AlsConfig config = ConfigJson.read("{\"factors\":12,\"loss\":{\"regularization\":0.5}}", DEFAULTS);

        assertThat(config)
                .isEqualTo(DEFAULTS.withFactors(12).withLoss(DEFAULTS.loss().withRegularization(0.5)));
        assertThat(ConfigJson.read(ConfigJson.write(config), DEFAULTS)).isEqualTo(config);
        assertThat(ConfigJson.write(DEFAULTS)).doesNotContain("unobservedWeight", "null");
        assertThat(ConfigJson.read("{\"loss\":{\"regularization\":null}}", config)
                        .loss())
                .isEqualTo(DEFAULTS.loss());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"rank\":0} | there is no option \"rank\"",
                "{\"loss\":{\"lambda\":1}} | there is no option \"loss.lambda\"",
                "{\"factors\":4097} | factors must be in 0..4096, but was 4097",
                "{\"iterations\":0} | iterations must be in 1..10000, but was 0",
                "{\"tolerance\":\"NaN\"} | tolerance must be finite and in 0..1, but was NaN",
                "{\"loss\":{\"regularization\":1e-7}} | regularization must be 0 or in 0.000001..1000000, but was 1.0E-7",
                "{\"loss\":{\"frequencyExponent\":2.5}} | frequencyExponent must be finite and in 0..2, but was 2.5",
                "{\"loss\":{\"unobservedWeight\":1e-7}} | unobservedWeight must be 0 or in 0.000001..1000000, but was 1.0E-7",
                "{\"weighting\":{\"bm25K1\":0}} | bm25K1 must be finite and in 0.000001..1000000, but was 0.0",
                "{\"weighting\":{\"bm25B\":1.1}} | bm25B must be finite and in 0..1, but was 1.1",
                "{\"weighting\":{\"halfLifeDays\":-1}} | halfLifeDays must be finite and in 0..36500, but was -1.0",
                "{\"scores\":{\"popularityPeriods\":0}} | popularityPeriods must be in 1..1000, but was 0",
                "{\"solver\":null} | solver must not be null",
                "{\"threads\":0} | threads must be in 1..4096, but was 0"
            })
    void json_unknownOptionOrValueOutOfRange_isRefused(String json, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigJson.read(json, DEFAULTS))
                .withMessageEndingWith(message);
    }

    @Test
    void describe_options_haveDefaultsAndRanges() {
        List<Options.Line> lines = Options.describe(AlsConfig.class);

        assertThat(lines).hasSize(20).allMatch(line -> line.what().endsWith("."));
        assertThat(lines.get(3))
                .isEqualTo(new Options.Line(
                        "loss.regularization",
                        "0.03 for a panel, 0 for events",
                        "in 0..1000000",
                        "Regularisation (lambda); 0 chooses by how much users and items have."));
    }
}
