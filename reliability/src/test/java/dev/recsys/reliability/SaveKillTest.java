package dev.recsys.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.TrainingListener;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Panel;
import dev.recsys.model.ModelFormatException;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.synthetic.SyntheticBank;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that saves two models over one file in turn is killed at random times: the file is always one of them, whole. */
@Tag("slow")
class SaveKillTest {
    private static final int KILLS = Scale.of(200, 10_000);
    private static final long SEED = 20_261_121;
    private static final long MAX_MICROS = 40_000;

    @TempDir
    private static Path folder;

    private static Path first;
    private static Path second;
    private static Set<String> hashes;

    @BeforeAll
    static void twoModels() throws Exception {
        first = folder.resolve("first.recsys");
        second = folder.resolve("second.recsys");
        hashes = Set.of(save(first, 1), save(second, 2));
        assertThat(hashes).hasSize(2);
        String[] args = {
            "atomic",
            first.toString(),
            second.toString(),
            folder.resolve("rehearsed").toString()
        };
        Child.rehearse(folder.resolve("child.log"), "saving", Saver.class.getName(), args);
    }

    private static String save(Path file, int seed) throws IOException {
        Panel panel = SyntheticBank.builder()
                .customers(1_500)
                .months(3)
                .seed(seed)
                .build()
                .toPanel();
        Bundle bundle = Bundle.of(
                        new PopularityTrainer(PopularityConfig.defaults()).train(panel, TrainingListener.none()))
                .remembering(panel);
        bundle.save(file);
        return bundle.info().modelHash();
    }

    /** What a kill left. */
    private enum Found {
        NONE,
        WHOLE,
        BROKEN
    }

    private static Found find(Path target) throws IOException {
        if (!Files.exists(target)) {
            return Found.NONE;
        }
        try {
            return hashes.contains(Bundle.load(target).info().modelHash()) ? Found.WHOLE : Found.BROKEN;
        } catch (ModelFormatException e) {
            return Found.BROKEN;
        }
    }

    private static List<String> litter(Path room) throws IOException {
        try (Stream<Path> files = Files.list(room)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".tmp"))
                    .toList();
        }
    }

    private static void kill(Path target, Random random, String way) throws Exception {
        try (Child child = Child.start(
                folder.resolve("child.log"),
                Saver.class.getName(),
                way,
                first.toString(),
                second.toString(),
                target.toString())) {
            child.awaitLine("saving");
            Child.sleepMicros(random.nextLong(MAX_MICROS));
            assertThat(child.isAlive()).isTrue();
        }
    }

    @Test
    void save_killedAtAnyTime_leavesAWholeModelAndTheNextClearsUp() throws Exception {
        Path room = Files.createDirectory(folder.resolve("room"));
        Path target = room.resolve("model.recsys");
        Random random = new Random(SEED);
        Tally tally = new Tally("kills-while-saving");
        for (int kill = 0; kill < KILLS; kill++) {
            kill(target, random, "atomic");
            Found found = find(target);
            assertThat(found).as("kill %d of seed %d", kill, SEED).isEqualTo(Found.WHOLE);
            tally.count("whole");
            // What stays is of this child: it has cleared up after the one before.
            List<String> left = litter(room);
            assertThat(left).as("kill %d of seed %d", kill, SEED).hasSizeLessThanOrEqualTo(1);
            tally.count(left.isEmpty() ? "between two saves" : "in the middle of a save");
        }
        Bundle.load(first).save(target);
        assertThat(litter(room)).isEmpty();
        tally.close();
        assertThat(tally.of("in the middle of a save")).isGreaterThan(KILLS / 10);
    }

    /** The harness sees what it is there to see. */
    @Test
    void plantedFault_aSaveInPlace_isCaught() throws Exception {
        Path target = Files.createDirectory(folder.resolve("planted")).resolve("model.recsys");
        Random random = new Random(SEED);
        Tally tally = new Tally("kills-while-saving-in-place");
        for (int kill = 0; kill < 30 && tally.of("broken") == 0; kill++) {
            kill(target, random, "in-place");
            tally.count(find(target) == Found.BROKEN ? "broken" : "whole");
        }
        tally.close();
        assertThat(tally.of("broken")).isEqualTo(1);
    }

    /** Saves two models over one file in turn until it is killed. */
    static final class Saver {
        private Saver() {}

        public static void main(String[] args) throws IOException {
            List<Bundle> bundles = List.of(Bundle.load(Path.of(args[1])), Bundle.load(Path.of(args[2])));
            List<byte[]> contents = List.of(Files.readAllBytes(Path.of(args[1])), Files.readAllBytes(Path.of(args[2])));
            Path target = Path.of(args[3]);
            for (int turn = 0; ; turn++) {
                if (args[0].equals("atomic")) {
                    bundles.get(turn % 2).save(target);
                } else {
                    saveInPlace(contents.get(turn % 2), target);
                }
                if (turn == 0) {
                    System.out.println("saving");
                }
            }
        }

        /** How a model must not be saved. */
        private static void saveInPlace(byte[] content, Path target) throws IOException {
            try (OutputStream out = Files.newOutputStream(target)) {
                for (int from = 0; from < content.length; from += 1024) {
                    out.write(content, from, Math.min(1024, content.length - from));
                }
            }
        }
    }
}
