package dev.recsys.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.als.AlsConfig;
import dev.recsys.baselines.BprConfig;
import dev.recsys.baselines.EaseConfig;
import dev.recsys.baselines.FeatureFactorConfig;
import dev.recsys.baselines.MarkovConfig;
import dev.recsys.baselines.NeighbourConfig;
import dev.recsys.baselines.ShareConfig;
import dev.recsys.baselines.SlimConfig;
import dev.recsys.baselines.UserNeighbourConfig;
import dev.recsys.cluster.ClusterConfig;
import dev.recsys.cluster.table.StudyConfig;
import dev.recsys.cluster.table.TableConfig;
import dev.recsys.decision.drift.DriftConfig;
import dev.recsys.decision.log.LogConfig;
import dev.recsys.eval.search.SearchConfig;
import dev.recsys.graph.GraphFilterConfig;
import dev.recsys.hybrid.GuardConfig;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.internal.options.JsonMappers;
import dev.recsys.internal.options.Option;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.scorecard.PointsScale;
import dev.recsys.mlc.scorecard.ScorecardConfig;
import dev.recsys.mlc.targets.TargetConfig;
import dev.recsys.mlc.uplift.UpliftConfig;
import dev.recsys.popularity.PopularityConfig;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every number among the options has a least and a greatest value, takes both, and refuses what lies beyond. */
class OptionRangesTest {
    private static final List<Record> CONFIGS = List.of(
            AlsConfig.defaults(),
            BprConfig.defaults(),
            UserNeighbourConfig.defaults(),
            EaseConfig.defaults(),
            FeatureFactorConfig.defaults(),
            MarkovConfig.defaults(),
            NeighbourConfig.defaults(),
            ShareConfig.defaults(),
            SlimConfig.defaults(),
            GraphFilterConfig.defaults(),
            ClusterConfig.defaults(),
            MlcConfig.defaults(),
            PopularityConfig.defaults(),
            SearchConfig.defaults(),
            GuardConfig.defaults(),
            LogConfig.defaults(),
            DriftConfig.defaults(),
            TableConfig.defaults(),
            TargetConfig.defaults(),
            ScorecardConfig.defaults().withScale(PointsScale.defaults().withRange(-1_000_000, 1_000_000)),
            UpliftConfig.defaults(),
            StudyConfig.defaults().withClusters(2, 10_000));

    @Test
    void options_atTheirBorders_areTakenAndOneBeyondIsRefused() {
        Tally tally = new Tally("option-ranges");
        CONFIGS.forEach(config -> check(config, config.getClass(), "", "", tally));
        assertThat(tally.of("numbers")).isGreaterThan(55);
        tally.close();
    }

    @Test
    void config_writtenAndRead_isTheSameAndWrittenAlike() throws Exception {
        for (Record config : CONFIGS) {
            String json = ConfigJson.write(config);
            JsonNode tree = JsonMappers.plain().valueToTree(config);

            dropNulls(tree);
            assertThat(json).isEqualTo(JsonMappers.text(tree));
            assertThat(ConfigJson.read(json, config)).isEqualTo(config);
        }
    }

    private static void dropNulls(JsonNode tree) {
        tree.forEach(OptionRangesTest::dropNulls);
        if (tree instanceof ObjectNode object) {
            object.properties().removeIf(each -> each.getValue().isNull());
        }
    }

    private static void check(Record config, Class<?> type, String open, String close, Tally tally) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            String before = open + "{\"" + name + "\":";
            Class<?> of = component.getType();
            if (of.isRecord()) {
                check(config, of, before, "}" + close, tally);
            } else if (!name.equals("seed") && (Number.class.isAssignableFrom(of) || isNumber(of))) {
                Option option = component.getAnnotation(Option.class);
                boolean isWhole = of == int.class || of == Integer.class;
                for (double border : new double[] {option.min(), option.max()}) {
                    assertThat(border).as("%s of %s", name, type).isFinite();
                    String json = before + text(border, isWhole) + "}" + close;
                    assertThatCode(() -> ConfigJson.read(json, config)).as(json).doesNotThrowAnyException();
                }
                for (double beyond : new double[] {
                    isWhole ? option.min() - 1 : Math.nextDown(option.min()),
                    isWhole ? option.max() + 1 : Math.nextUp(option.max())
                }) {
                    String json = before + text(beyond, isWhole) + "}" + close;
                    assertThatIllegalArgumentException()
                            .as(json)
                            .isThrownBy(() -> ConfigJson.read(json, config))
                            .withMessageContaining(name + " must be ");
                }
                tally.count("numbers");
            }
        }
    }

    private static boolean isNumber(Class<?> type) {
        return type == int.class || type == double.class || type == long.class;
    }

    private static String text(double value, boolean isWhole) {
        return isWhole ? Long.toString((long) value) : Double.toString(value);
    }
}
