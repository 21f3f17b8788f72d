package dev.recsys.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.recsys.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code tune} is killed three times in the midst of its trials and started again: it ends with the bytes of a search that nothing
 * disturbed. On a synthetic bank in every build; in the long form with 100 configurations on the real panel too; the month that its April adds is never looked at.
 */
@Tag("slow")
class SearchKillTest {
    private static final int KILLS = 3;
    private static final long SEED = 20_261_122;
    private static final long MAX_MICROS = 50_000; // of a trial under way

    /** What is searched, and how. */
    enum Form {
        RANDOM(", \"iterations\": {\"from\": 1, \"to\": 6}", "random"),
        HALVING(", \"iterations\": {\"from\": 1, \"to\": 6}", "halving", "--resource", "customers"),
        HALVING_BY_EFFORT("", "halving", "--resource", "effort");

        private final String space;

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<String> method;

        Form(String more, String... method) {
            this.space = """
                {"als": {"factors": {"from": 2, "to": 16}%s,
                         "loss": {"regularization": {"from": 0.001, "to": 1, "scale": "log"}}}}\
                """.formatted(more);
            this.method = List.of(method);
        }

        String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @TempDir
    private Path folder;

    @Test
    void tune_syntheticBankKilledThreeTimes_endsAsIfUndisturbed() throws Exception {
        Path panel = folder.resolve("bank.csv");
        try (Child child = Child.start(
                folder.resolve("child.log"),
                Main.class.getName(),
                "generate",
                "--customers",
                "300",
                "--months",
                "4",
                "--seed",
                "5",
                "--out",
                panel.toString())) {
            assertThat(child.await()).isZero();
        }
        for (Form form : Form.values()) {
            check(panel, form, 16, 256);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tune_realPanelKilledThreeTimes_endsAsIfUndisturbed(Form form) throws Exception {
        assumeTrue(Scale.CURRENT == Scale.LONG, "SKIPPED: the real panel is searched by -Dreliability.scale=long");
        Path panel = realPanel();
        assumeTrue(Files.exists(panel), () -> "SKIPPED: there is no real data at " + panel);
        check(panel, form, 100, 2048);
    }

    private static Path realPanel() {
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.exists(root.resolve("mvnw"))) {
            root = root.getParent();
        }
        String named = System.getProperty("RECSYS_DATA", System.getenv("RECSYS_DATA"));
        Path data = named == null ? root.resolve("../shared/data").normalize() : Path.of(named);
        return data.resolve("santander/santander_panel_2016-02_04.csv.gz");
    }

    private void check(Path panel, Form form, int trials, int heap) throws Exception {
        Files.writeString(folder.resolve("space.json"), form.space);
        Path undisturbed = folder.resolve("undisturbed-" + form.title());
        try (Child child = tune(panel, form, trials, heap, undisturbed)) {
            assertThat(child.await()).isZero();
        }
        Path killed = folder.resolve("killed-" + form.title());
        Path journal = killed.resolve("trials.jsonl");
        Random random = new Random(SEED);
        Tally tally = new Tally("kills-while-searching-" + form.title());
        long before = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            long enough = Math.max(before, (long) kill * trials / (KILLS + 1));
            try (Child child = tune(panel, form, trials, heap, killed)) {
                while (child.isAlive() && lines(journal) <= enough) {
                    Child.sleepMicros(2_000);
                }
                Child.sleepMicros(random.nextLong(MAX_MICROS));
                assertThat(child.isAlive())
                        .as("the search goes on when it is killed")
                        .isTrue();
            }
            long after = lines(journal);
            assertThat(after).isGreaterThan(before);
            before = after;
            tally.count("killed");
            assertThat(killed.resolve("tune.json")).doesNotExist();
        }
        try (Child child = tune(panel, form, trials, heap, killed)) {
            assertThat(child.await()).isZero();
        }
        tally.close();
        for (String result : List.of("tune.json", "best.json")) {
            assertThat(killed.resolve(result)).hasSameBinaryContentAs(undisturbed.resolve(result));
        }
        assertThat(table(killed))
                .isEqualTo(table(undisturbed))
                .contains("map@7")
                .contains("als.factors");
        assertThat(results(killed)).isEqualTo(results(undisturbed)).doesNotHaveDuplicates();
        assertThat(Files.readString(folder.resolve("child.log"))).contains(" trials were made before");
    }

    /** The lines of a file, a last one without its end left out. */
    private static long lines(Path file) throws IOException {
        return Files.exists(file)
                ? Files.readString(file).chars().filter(c -> c == '\n').count()
                : 0;
    }

    /** The trials in their order, without how long each took. */
    private static List<String> results(Path out) throws IOException {
        try (Stream<String> lines = Files.lines(out.resolve("trials.jsonl"))) {
            return lines.map(line -> line.replaceAll(",\"seconds\":[0-9.E-]+", ""))
                    .toList();
        }
    }

    private static String table(Path out) throws IOException {
        return Files.readString(out.resolve("table.txt")).replace(out.toString(), "OUT");
    }

    private Child tune(Path panel, Form form, int trials, int heap, Path out) throws IOException {
        Files.createDirectories(out);
        List<String> args = new ArrayList<>(List.of(
                "tune",
                "--panel",
                panel.toString(),
                "--allow-outlying-periods",
                "--model",
                "als",
                "--space",
                folder.resolve("space.json").toString(),
                "--folds",
                "2",
                "--trials",
                Integer.toString(trials),
                "--threads",
                "2",
                "--out"));
        args.add(out.toString());
        args.add("--method");
        args.addAll(form.method);
        return Child.start(
                heap,
                folder.resolve("child.log"),
                out.resolve("table.txt"),
                Main.class.getName(),
                args.toArray(String[]::new));
    }
}
