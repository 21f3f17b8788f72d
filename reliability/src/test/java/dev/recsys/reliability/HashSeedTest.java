package dev.recsys.reliability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.TrainingListener;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.cluster.ClusterTrainer;
import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import dev.recsys.synthetic.SyntheticBank;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ids are hashed by a key that each process draws; two processes make the same models, bit for bit. */
class HashSeedTest {
    /** Prints the hashes of some models. */
    public static void main(String[] args) {
        Random random = new Random(7);
        EventLog.Builder events = EventLog.builder();
        for (int i = 0; i < 3_000; i++) {
            events.add("user " + random.nextInt(200), "ítem " + random.nextInt(40), 1, Instant.ofEpochSecond(i));
        }
        EventLog log = events.build();
        Panel panel =
                SyntheticBank.builder().customers(300).months(4).seed(7).build().toPanel();
        System.out.println(log.contentHash());
        System.out.println(panel.contentHash());
        System.out.println(new AlsTrainer(AlsConfig.forEvents().withFactors(8).withIterations(2))
                .train(log, TrainingListener.none())
                .info()
                .modelHash());
        System.out.println(new ClusterTrainer()
                .train(panel, TrainingListener.none())
                .info()
                .modelHash());
    }

    @Test
    void models_ofTwoProcesses_areTheSame() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "-cp",
                            classes,
                            HashSeedTest.class.getName())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        }
        Set<String> printed = new HashSet<>();
        for (Process process : processes) {
            printed.add(new String(process.getInputStream().readAllBytes(), UTF_8));
            assertThat(process.waitFor()).isZero();
        }
        assertThat(printed).hasSize(1);
        assertThat(printed.iterator().next().lines()).hasSize(4).doesNotHaveDuplicates();
    }
}
