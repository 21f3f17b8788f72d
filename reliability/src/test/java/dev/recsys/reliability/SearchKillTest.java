package dev.recsys.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.recsys.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code tune} is killed three times in the midst of its trials and started again: it ends with the bytes of a search that nothing
 * disturbed. On a synthetic bank in every build; in the long form with 100 configurations on the real panel too.
 */
@Tag("slow")
class SearchKillTest {
    private static final int KILLS = 3;
    private static final long SEED = 20_261_122;
    private static final long MAX_MICROS = 50_000; // of a trial under way
    private static final String SPACE = """
        {"als": {"factors": {"from": 2, "to": 16}, "iterations": {"from": 1, "to": 6},
                 "loss": {"regularization": {"from": 0.001, "to": 1, "scale": "log"}}}}\
        """;

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
                "400",
                "--months",
                "4",
                "--seed",
                "5",
                "--out",
                panel.toString())) {
            assertThat(child.await()).isZero();
        }
        for (String method : List.of("random", "halving")) {
            check(panel, method, 24, 256);
        }
    }

    @Test
    void tune_realPanelKilledThreeTimes_endsAsIfUndisturbed() throws Exception {
        assumeTrue(Scale.CURRENT == Scale.LONG, "SKIPPED: the real panel is searched by -Dreliability.scale=long");
        Path panel = realPanel();
        assumeTrue(Files.exists(panel), () -> "SKIPPED: there is no real data at " + panel);
        check(panel, "random", 100, 2048);
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

    private void check(Path panel, String method, int trials, int heap) throws Exception {
        Files.writeString(folder.resolve("space.json"), SPACE);
        Path undisturbed = folder.resolve("undisturbed-" + method);
        try (Child child = tune(panel, method, trials, heap, undisturbed)) {
            assertThat(child.await()).isZero();
        }
        Path killed = folder.resolve("killed-" + method);
        Path journal = killed.resolve("trials.jsonl");
        Random random = new Random(SEED);
        Tally tally = new Tally("kills-while-searching-" + method);
        long before = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            long enough = Math.max(before, (long) kill * trials / (KILLS + 1));
            try (Child child = tune(panel, method, trials, heap, killed)) {
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
        try (Child child = tune(panel, method, trials, heap, killed)) {
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

    private Child tune(Path panel, String method, int trials, int heap, Path out) throws IOException {
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
                "--method",
                method,
                "--trials",
                Integer.toString(trials),
                "--threads",
                "2",
                "--out"));
        args.add(out.toString());
        return Child.start(
                heap,
                folder.resolve("child.log"),
                out.resolve("table.txt"),
                Main.class.getName(),
                args.toArray(String[]::new));
    }
}
