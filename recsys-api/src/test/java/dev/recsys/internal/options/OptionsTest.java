package dev.recsys.internal.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OptionsTest {
    /** Whether a bird sings. */
    public enum Song {
        LOUD,
        NONE
    }

    /** Options inside of options. */
    public record Wings(
            @Option(value = "2", min = 0, max = 4, what = "How many.")
            int count,

            @Option(panel = "0.5", events = "1.5", above = 0, what = "How long.") @Nullable
            Double span) {
        public Wings {
            Options.check(Wings.class, count, span);
        }
    }

    /** Options of all types. */
    public record Bird(
            @Option(what = "What it flies with.") Wings wings,
            @Option(value = "LOUD", what = "How it sings.") Song song,

            @Option(value = "robin", what = "What it is called.")
            String name,

            @Option(value = "[\"seed\"]", what = "What it eats.")
            List<String> food,

            @Option(value = "true", what = "Whether it is awake.")
            boolean awake,

            @Option(value = "-9007199254740993", what = "Where randomness starts.")
            long seed,

            @Option(value = "0.1", what = "Any finite number.")
            double drift,

            @Option(value = "0.9", above = 0, max = 1, what = "What it keeps.")
            double share,

            @Option(value = Option.PROCESSORS, min = 1, what = "How many birds.")
            int threads) {
        public Bird {
            Options.check(Bird.class, wings, song, name, food, awake, seed, drift, share, threads);
        }
    }

    /** A component without an annotation. */
    public record Stone(int weight) {
        public Stone {
            Options.check(Stone.class, weight);
        }
    }

    private static final Bird DEFAULTS = Options.defaults(Bird.class);

    private static Bird read(String json) {
        return ConfigJson.read(json, DEFAULTS);
    }

    @Test
    void defaults_everyType_areThoseAnnotated() {
        assertThat(DEFAULTS)
                .isEqualTo(new Bird(
                        new Wings(2, null),
                        Song.LOUD,
                        "robin",
                        List.of("seed"),
                        true,
                        -9007199254740993L,
                        0.1,
                        0.9,
                        Runtime.getRuntime().availableProcessors()));
    }

    @Test
    void write_plainOrAnyValues_isAsTheJsonLibraryWrites() {
        for (String name : new String[] {"r", "a \"b\" \\ c", "d\te", "\u00e9", "a\u2028b", "\ud83d\udc26"}) {
            for (List<String> food : List.of(List.<String>of(), List.of("seed", "fly"), List.of("a\nb"))) {
                for (double drift : new double[] {0.1, -1e-300, 1e21, 3, Double.MIN_VALUE}) {
                    Bird bird = new Bird(
                            new Wings(2, drift < 1 ? null : drift), Song.NONE, name, food, true, 7, drift, 1, 2);

                    assertThat(ConfigJson.write(bird)).isEqualTo(ConfigJson.writeAny(bird));
                    assertThat(read(ConfigJson.write(bird))).isEqualTo(bird);
                }
            }
        }
        assertThat(ConfigJson.write(DEFAULTS)).startsWith("{\"wings\":{\"count\":2},\"song\":\"LOUD\",");
    }

    @Test
    void resolved_whatDependsOnData_isFilledInAndTheRestKept() {
        Bird given = read("{\"drift\":0.30000000000000004,\"wings\":{\"count\":3}}");

        assertThat(Options.resolved(given, Options.Kind.PANEL).wings()).isEqualTo(new Wings(3, 0.5));
        Bird events = Options.resolved(given, Options.Kind.EVENTS);
        assertThat(events.wings()).isEqualTo(new Wings(3, 1.5));
        assertThat(events.drift()).isEqualTo(0.1 + 0.2);
        assertThat(events.seed()).isEqualTo(DEFAULTS.seed());
        Bird chosen = read("{\"wings\":{\"span\":7}}");
        assertThat(Options.resolved(chosen, Options.Kind.EVENTS)).isEqualTo(chosen);
    }

    @Test
    void check_valueOutOfRange_namesOptionRangeAndValue() {
        refuses("{\"wings\":{\"count\":5}}", "count must be in 0..4, but was 5");
        refuses("{\"wings\":{\"count\":-1}}", "count must be in 0..4, but was -1");
        refuses("{\"wings\":{\"span\":0}}", "span must be finite and above 0, but was 0.0");
        refuses("{\"wings\":null}", "wings must not be null");
        refuses("{\"song\":null}", "song must not be null");
        refuses("{\"name\":\" \"}", "name must not be blank");
        refuses("{\"drift\":\"NaN\"}", "drift must be finite, but was NaN");
        refuses("{\"drift\":1e999}", "drift must be finite, but was Infinity");
        refuses("{\"share\":0}", "share must be finite and above 0 and at most 1, but was 0.0");
        refuses("{\"share\":1.5}", "share must be finite and above 0 and at most 1, but was 1.5");
        refuses("{\"threads\":0}", "threads must be at least 1, but was 0");
        assertThat(read("{\"wings\":{\"count\":0},\"share\":1,\"drift\":-1e300}")
                        .drift())
                .isEqualTo(-1e300);
    }

    private static void refuses(String json, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(json)).withMessageEndingWith(message);
    }

    @Test
    void check_recordOfMissingAnnotationsOrOtherSize_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Stone(1))
                .withMessage("component \"weight\" of Stone has no @Option");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.check(Wings.class, 1))
                .withMessage("Wings has 2 options, but 1 values were given");
    }

    @Test
    void describe_nestedRecords_areInTheirPlace() {
        List<Options.Line> lines = Options.describe(Bird.class);

        assertThat(lines.subList(0, 3))
                .containsExactly(
                        new Options.Line("wings.count", "2", "in 0..4", "How many."),
                        new Options.Line("wings.span", "0.5 for a panel, 1.5 for events", "above 0", "How long."),
                        new Options.Line("song", "LOUD", "LOUD or NONE", "How it sings."));
        assertThat(lines).hasSize(10);
        assertThat(lines.get(9))
                .isEqualTo(new Options.Line("threads", "all processors", "at least 1", "How many birds."));
    }
}
