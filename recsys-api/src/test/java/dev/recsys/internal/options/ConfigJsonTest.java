package dev.recsys.internal.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.internal.check.Checks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigJsonTest {
    /** A configuration of all kinds of options. */
    public enum Shade {
        LIGHT,
        DARK
    }

    /** A configuration of all kinds of options. */
    public record PaintConfig(int coats, double share, long seed, boolean dry, Shade shade) {
        public PaintConfig {
            Checks.atLeast(coats, 0, "coats");
            Checks.inRange(share, 0, 1, "share");
        }
    }

    private static final PaintConfig DEFAULTS = new PaintConfig(2, 0.1, Long.MAX_VALUE, true, Shade.DARK);

    @Test
    void writeAndRead_anyConfig_roundTrips() {
        for (PaintConfig config : new PaintConfig[] {
            DEFAULTS,
            new PaintConfig(0, 0, Long.MIN_VALUE, false, Shade.LIGHT),
            new PaintConfig(Integer.MAX_VALUE, Math.nextDown(1.0), 0, true, Shade.DARK),
            new PaintConfig(1, Double.MIN_VALUE, -1, true, Shade.DARK)
        }) {
            assertThat(ConfigJson.read(ConfigJson.write(config), DEFAULTS)).isEqualTo(config);
        }
    }

    @Test
    void read_someFields_takesTheRestFromTheDefaults() {
        assertThat(ConfigJson.read("{}", DEFAULTS)).isEqualTo(DEFAULTS);
        assertThat(ConfigJson.read(" {\"share\": 1, \"shade\": \"LIGHT\"} ", DEFAULTS))
                .isEqualTo(new PaintConfig(2, 1, Long.MAX_VALUE, true, Shade.LIGHT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "5",
                "\"coats\"",
                "{",
                "{}}",
                "{} {}",
                "{\"coats\":2}x",
                "{\"coats\":}",
                "{coats:2}",
                "{\"coat\":2}",
                "{\"Coats\":2}",
                "{\"coats\":\"many\"}",
                "{\"coats\":2147483648}",
                "{\"coats\":1.5}",
                "{\"coats\":null}",
                "{\"coats\":[1]}",
                "{\"share\":null}",
                "{\"shade\":\"GREY\"}",
                "{\"share\":1.5}",
                "{\"share\":\"NaN\"}",
                "{\"share\":1e999}",
                "{\"coats\":-1}",
                "{\"dry\":null}"
            })
    void read_notAnObjectUnknownFieldOrBadValue_isRefused(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> ConfigJson.read(json, DEFAULTS));
    }

    @Test
    void read_valueTheConstructorRefuses_tellsItsReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigJson.read("{\"coats\":-1}", DEFAULTS))
                .withMessage("the configuration can't be read: coats must be at least 0, but was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigJson.read("{\"coat\":1}", DEFAULTS))
                .withMessage("there is no option \"coat\"");
    }

    /** A configuration inside of a configuration; what is null is left to others. */
    public record HouseConfig(
            PaintConfig paint, int floors, @Nullable Double height) {
        public HouseConfig {
            Checks.notNull(paint, "paint");
        }
    }

    private static final HouseConfig HOUSE = new HouseConfig(DEFAULTS, 2, null);

    @Test
    void writeAndRead_nestedConfig_roundTrips() {
        assertThat(ConfigJson.write(HOUSE)).doesNotContain("height");
        for (HouseConfig config :
                new HouseConfig[] {HOUSE, new HouseConfig(new PaintConfig(7, 1, 3, false, Shade.LIGHT), 3, 2.5)}) {
            assertThat(ConfigJson.read(ConfigJson.write(config), HOUSE)).isEqualTo(config);
        }
    }

    @Test
    void read_someFieldsOfANestedConfig_takesTheRestFromTheDefaults() {
        HouseConfig house = ConfigJson.read("{\"paint\":{\"coats\":5},\"height\":3}", HOUSE);

        assertThat(house).isEqualTo(new HouseConfig(new PaintConfig(5, 0.1, Long.MAX_VALUE, true, Shade.DARK), 2, 3.0));
        assertThat(ConfigJson.read("{\"height\":null}", house).height()).isNull();
        assertThat(ConfigJson.read("{\"paint\":{}}", house)).isEqualTo(house);
    }

    @Test
    void read_unknownFieldOrBadValueInANestedConfig_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigJson.read("{\"paint\":{\"coat\":1}}", HOUSE))
                .withMessage("there is no option \"paint.coat\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigJson.read("{\"paint\":{\"coats\":-1}}", HOUSE))
                .withMessage("the configuration can't be read: coats must be at least 0, but was -1");
        for (String json : new String[] {"{\"paint\":null}", "{\"paint\":5}", "{\"paint\":[]}", "{\"floors\":{}}"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> ConfigJson.read(json, HOUSE));
        }
    }
}
