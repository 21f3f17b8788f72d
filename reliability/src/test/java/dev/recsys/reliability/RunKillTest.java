package dev.recsys.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.bundle.Bundle;
import dev.recsys.bundle.ModelFolder;
import dev.recsys.cli.Main;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code run} into one folder is killed at random times, half of them near its end: what the folder shows is always one run,
 * whole. Runs differ by their seeds; each seed's results are known from a run that nothing disturbed. Two folders are written
 * at once. In CI as many kills as there is time for, up to the number asked for.
 */
@Tag("slow")
class RunKillTest {
    private static final int KILLS = Scale.of(200, 1_000); // in all folders together
    private static final int LEAST_KILLS = 20;
    private static final long MAX_SECONDS = Scale.of(30, 24 * 3600);
    private static final int FOLDERS = 2;
    private static final int LEFT_TO_END = 5; // one of so many runs is not killed
    private static final int SEEDS = 2;
    private static final long SEED = 20_261_122;
    private static final long MAX_MICROS = 40_000; // of a run in place, once it writes
    private static final String CONFIG = """
        {"als":{"iterations":1},"cluster":{"clusters":3},
         "mlc":{"trees":{"rounds":4},"crossFitting":{"models":1,"fallbackModels":false}}}\
        """;

    @TempDir
    private static Path folder;

    private static final List<Published> KNOWN = new ArrayList<>();
    private static long longest;

    /** What a run published; two are equal if they are of the same run. */
    private record Published(String recommendations, String metrics, List<String> models) {
        static final Published BROKEN = new Published("", "", List.of());

        /** Null if nothing is published yet. */
        static @Nullable Published find(Path out) {
            if (!Files.exists(out.resolve("metrics.json"))) {
                return null;
            }
            try {
                return of(out);
            } catch (IOException e) {
                return BROKEN;
            }
        }

        static Published of(Path run) throws IOException {
            List<String> hashes = new ArrayList<>();
            Path models = run.resolve("models");
            for (String name : ModelFolder.at(models).names()) {
                hashes.add(name + " "
                        + Bundle.load(models.resolve(name + ModelFolder.SUFFIX))
                                .info()
                                .modelHash());
            }
            // How many answers a second differs from run to run.
            String metrics = Files.readString(run.resolve("metrics.json"))
                    .replaceAll("\"[A-Za-z]*[sS]econd[A-Za-z]*\":[0-9.eE+-]+", "");
            return new Published(Files.readString(run.resolve("recommendations.csv")), metrics, hashes);
        }
    }

    /** What a kill left. */
    private enum Left {
        NONE_YET("none yet"),
        BEFORE("the run before"),
        OWN("the killed run's own"),
        LOST("lost"),
        BROKEN("broken");

        private final String words;

        Left(String words) {
            this.words = words;
        }

        static Left of(@Nullable Published found, @Nullable Published last, Published own) {
            if (found == null) {
                return last == null ? NONE_YET : LOST;
            }
            if (found.equals(last) && !own.equals(last)) {
                return BEFORE;
            }
            return found.equals(own) ? OWN : BROKEN;
        }

        boolean isWhole() {
            return this != LOST && this != BROKEN;
        }
    }

    @BeforeAll
    static void undisturbedRuns() throws Exception {
        Files.writeString(folder.resolve("config.json"), CONFIG);
        for (int seed = 0; seed < SEEDS; seed++) {
            long start = System.nanoTime();
            try (Child child = run(undisturbed(seed), seed)) {
                assertThat(child.await()).isZero();
            }
            longest = Math.max(longest, System.nanoTime() - start);
            KNOWN.add(Published.of(undisturbed(seed)));
        }
        assertThat(KNOWN.get(0)).isNotEqualTo(KNOWN.get(1));
    }

    private static Path undisturbed(int seed) {
        return folder.resolve("undisturbed-" + seed);
    }

    private static Child run(Path out, int seed) throws IOException {
        return Child.start(
                folder.resolve("child.log"),
                Main.class.getName(),
                "run",
                "--synthetic",
                "200",
                "--months",
                "3",
                "--allow-outlying-periods",
                "--seed",
                Integer.toString(seed),
                "--config",
                folder.resolve("config.json").toString(),
                "--out",
                out.toString());
    }

    private static boolean isNearItsEnd(Path out) throws IOException {
        Path own = out.resolve(".recsys");
        if (!Files.isDirectory(own)) {
            return false;
        }
        Path last = Files.exists(out.resolve("current"))
                ? out.resolve("current").toRealPath().getFileName()
                : out.getFileName();
        try (Stream<Path> runs = Files.list(own)) {
            return runs.filter(run -> !run.getFileName().equals(last))
                    .anyMatch(run -> Files.exists(run.resolve("recommendations.csv")));
        }
    }

    /** Kills runs into one folder, and lets a last one end. */
    private static void killRuns(Path out, int kills, long until, Random random, Tally tally) throws Exception {
        Published last = null;
        for (int kill = 0; kill < kills && (kill < LEAST_KILLS / FOLDERS || System.nanoTime() < until); kill++) {
            int seed = kill % SEEDS;
            boolean isLeftToEnd = kill % LEFT_TO_END == LEFT_TO_END - 1; // so that there is a run to lose
            try (Child child = run(out, seed)) {
                if (isLeftToEnd) {
                    assertThat(child.await()).isZero();
                } else if (kill % 2 == 0) {
                    Child.sleepMicros(random.nextLong(longest / 1_000));
                } else {
                    while (child.isAlive() && !isNearItsEnd(out)) {
                        Child.sleepMicros(2_000);
                    }
                    Child.sleepMicros(random.nextLong(longest / 20_000)); // a twentieth of a run
                }
            }
            Published found = Published.find(out);
            Left left = Left.of(found, last, KNOWN.get(seed));
            tally.count(isLeftToEnd ? "left to end" : left.words);
            assertThat(left.isWhole())
                    .as("kill %d into %s of seed %d: %s", kill, out.getFileName(), SEED, left.words)
                    .isTrue();
            assertThat(left == Left.OWN || !isLeftToEnd).isTrue();
            last = found;
        }
        try (Child child = run(out, 1)) {
            assertThat(child.await()).isZero();
        }
        assertThat(Published.of(out)).isEqualTo(KNOWN.get(1));
        try (Stream<Path> left = Files.list(out.resolve(".recsys"))) {
            // The lock, this run and the one before.
            assertThat(left.count()).isLessThanOrEqualTo(3);
        }
        assertThat(Files.isSymbolicLink(out.resolve("current"))).isTrue();
        assertThat(Files.exists(out.resolve("quarantine.csv"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }

    @Test
    void run_killedAtAnyTime_leavesOneRunWhole() throws Exception {
        Tally tally = new Tally("kills-while-running");
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(MAX_SECONDS);
        ExecutorService killers = Executors.newFixedThreadPool(FOLDERS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < FOLDERS; i++) {
                Path out = folder.resolve("out-" + i);
                Random random = new Random(SEED + i);
                all.add(killers.submit(() -> {
                    killRuns(out, KILLS / FOLDERS, until, random, tally);
                    return null;
                }));
            }
            for (Future<?> killed : all) {
                killed.get();
            }
        } finally {
            killers.shutdownNow();
            tally.close();
        }
        assertThat(tally.of(Left.BEFORE.words)).isPositive();
    }

    /** The harness sees what it is there to see. */
    @Test
    void plantedFault_aRunInPlace_isCaught() throws Exception {
        Path out = folder.resolve("in-place");
        Random random = new Random(SEED);
        Tally tally = new Tally("kills-while-running-in-place");
        for (int kill = 0; kill < 30 && tally.of(Left.BROKEN.words) == 0; kill++) {
            try (Child child = Child.start(
                    folder.resolve("child.log"),
                    InPlace.class.getName(),
                    out.toString(),
                    undisturbed(0).toString(),
                    undisturbed(1).toString())) {
                child.awaitLine("writing");
                Child.sleepMicros(random.nextLong(MAX_MICROS));
                assertThat(child.isAlive()).isTrue();
            }
            tally.count(Left.of(Published.find(out), KNOWN.get(0), KNOWN.get(1)).words);
        }
        tally.close();
        assertThat(tally.of(Left.BROKEN.words)).isEqualTo(1);
    }

    /** Writes the results of two runs over each other in turn, how a run must not, until it is killed. */
    static final class InPlace {
        private InPlace() {}

        public static void main(String[] args) throws IOException {
            Path out = Path.of(args[0]);
            Files.createDirectories(out.resolve("models"));
            for (int turn = 0; ; turn++) {
                Path run = Path.of(args[1 + turn % 2]);
                try (Stream<Path> models = Files.list(run.resolve("models"))) {
                    for (Path model : models.sorted().toList()) {
                        copy(model, out.resolve("models").resolve(model.getFileName()));
                    }
                }
                copy(run.resolve("recommendations.csv"), out.resolve("recommendations.csv"));
                copy(run.resolve("metrics.json"), out.resolve("metrics.json"));
                if (turn == 0) {
                    System.out.println("writing");
                }
            }
        }

        private static void copy(Path from, Path to) throws IOException {
            byte[] content = Files.readAllBytes(from);
            try (OutputStream out = Files.newOutputStream(to)) {
                for (int at = 0; at < content.length; at += 1024) {
                    out.write(content, at, Math.min(1024, content.length - at));
                }
            }
        }
    }
}
