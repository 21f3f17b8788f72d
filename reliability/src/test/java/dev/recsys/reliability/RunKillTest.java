package dev.recsys.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.bundle.Bundle;
import dev.recsys.bundle.ModelStore;
import dev.recsys.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code run} into one folder is killed at random times, half of them near its end: what the folder shows is always one run,
 * whole. Runs differ by their seeds; each seed's results are known from a run that nothing disturbed.
 */
@Tag("slow")
class RunKillTest {
    private static final int KILLS = Scale.of(20, 1_000);
    private static final int SEEDS = 2;
    private static final long SEED = 20_261_122;
    private static final String CONFIG = """
            {"als":{"iterations":1},"cluster":{"clusters":3},
             "mlc":{"trees":{"rounds":4},"crossFitting":{"models":1,"fallbackModels":false}}}""";

    @TempDir
    private Path folder;

    /** What a run published; two are equal if they are of the same run. */
    private record Published(String recommendations, String metrics, List<String> models) {
        static Published of(Path run) throws IOException {
            List<String> hashes = new ArrayList<>();
            Path models = run.resolve("models");
            for (String name : ModelStore.at(models).names()) {
                hashes.add(name + " "
                        + Bundle.load(models.resolve(name + ModelStore.SUFFIX))
                                .info()
                                .modelHash());
            }
            // How many answers a second differs from run to run.
            String metrics = Files.readString(run.resolve("metrics.json"))
                    .replaceAll("\"[A-Za-z]*[sS]econd[A-Za-z]*\":[0-9.eE+-]+", "");
            return new Published(Files.readString(run.resolve("recommendations.csv")), metrics, hashes);
        }
    }

    private Child run(Path out, int seed) throws IOException {
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

    @Test
    void run_killedAtAnyTime_leavesOneRunWhole() throws Exception {
        Files.writeString(folder.resolve("config.json"), CONFIG);
        List<Published> known = new ArrayList<>();
        long longest = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Path undisturbed = folder.resolve("undisturbed-" + seed);
            long start = System.nanoTime();
            try (Child child = run(undisturbed, seed)) {
                assertThat(child.await()).isZero();
            }
            longest = Math.max(longest, System.nanoTime() - start);
            known.add(Published.of(undisturbed));
        }
        assertThat(known.get(0)).isNotEqualTo(known.get(1));

        Path out = folder.resolve("out");
        Random random = new Random(SEED);
        Tally tally = new Tally("kills-while-running");
        Published last = null;
        for (int kill = 0; kill < KILLS; kill++) {
            int seed = kill % SEEDS;
            try (Child child = run(out, seed)) {
                if (kill % 2 == 0) {
                    Child.sleepMicros(random.nextLong(longest / 1_000));
                } else {
                    while (child.isAlive() && !isNearItsEnd(out)) {
                        Child.sleepMicros(200);
                    }
                    Child.sleepMicros(random.nextLong(100_000));
                }
            }
            Published found = Files.exists(out.resolve("metrics.json")) ? Published.of(out) : null;
            if (found == null) {
                assertThat(last).as("kill %d of seed %d lost a run", kill, SEED).isNull();
                tally.count("none yet");
            } else if (found.equals(last) && !known.get(seed).equals(last)) {
                tally.count("the run before");
            } else {
                assertThat(found).as("kill %d of seed %d", kill, SEED).isEqualTo(known.get(seed));
                tally.count("the killed run's own");
            }
            last = found;
        }
        try (Child child = run(out, 1)) {
            assertThat(child.await()).isZero();
        }
        assertThat(Published.of(out)).isEqualTo(known.get(1));
        try (Stream<Path> left = Files.list(out.resolve(".recsys"))) {
            // The lock, this run and the one before.
            assertThat(left.count()).isLessThanOrEqualTo(3);
        }
        assertThat(Files.isSymbolicLink(out.resolve("current"))).isTrue();
        assertThat(Files.exists(out.resolve("quarantine.csv"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
        tally.close();
        assertThat(tally.of("the run before") + tally.of("none yet")).isPositive();
    }
}
