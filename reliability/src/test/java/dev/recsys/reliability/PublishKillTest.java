package dev.recsys.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.bundle.Bundle;
import dev.recsys.bundle.Generation;
import dev.recsys.bundle.GenerationInfo;
import dev.recsys.bundle.ModelStore;
import dev.recsys.bundle.Release;
import dev.recsys.data.Panel;
import dev.recsys.model.ModelFormatException;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.synthetic.SyntheticBank;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that save generations into one store are killed at random times: the current generation is always one of them, whole,
 * and the next save leaves nothing of the killed one. Two that save at once spoil nothing.
 */
@Tag("slow")
class PublishKillTest {
    private static final int KILLS = Scale.of(30, 5_000);
    private static final int SAVES = Scale.of(15, 300);
    private static final int KEPT = 3;
    private static final long SEED = 20_261_122;
    private static final long MAX_MICROS = 60_000;

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
        Child.rehearse(
                folder.resolve("child.log"),
                "saving",
                Publisher.class.getName(),
                args(folder.resolve("rehearsed"), "store", Integer.MAX_VALUE));
    }

    private static String save(Path file, int seed) throws IOException {
        Panel panel = SyntheticBank.builder()
                .customers(1_000)
                .months(3)
                .seed(seed)
                .build()
                .toPanel();
        Bundle bundle = Bundle.of(new PopularityTrainer().train(panel)).remembering(panel);
        bundle.save(file);
        return bundle.info().modelHash();
    }

    private static Child start(Path store, String way, int saves) throws IOException {
        return Child.start(folder.resolve("child.log"), Publisher.class.getName(), args(store, way, saves));
    }

    private static String[] args(Path store, String way, int saves) {
        return new String[] {way, first.toString(), second.toString(), store.toString(), String.valueOf(saves)};
    }

    private static void kill(Path store, Random random, String way) throws Exception {
        try (Child child = start(store, way, Integer.MAX_VALUE)) {
            child.awaitLine("saving");
            Child.sleepMicros(random.nextLong(MAX_MICROS));
            assertThat(child.isAlive()).isTrue();
        }
    }

    private static boolean isWhole(ModelStore store) throws IOException {
        try {
            Generation latest = store.latest();
            return hashes.contains(latest.bundle().info().modelHash())
                    && latest.policy().orElseThrow().equals("policy: x");
        } catch (ModelFormatException e) {
            return false;
        }
    }

    private static List<String> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** The files that generations are made of, and no others. */
    private static List<String> expected(ModelStore store) throws IOException {
        List<String> files = new ArrayList<>(List.of(".lock", "current"));
        for (GenerationInfo info : store.generations()) {
            files.add(info.id() + "/manifest.json");
            info.files().keySet().forEach(file -> files.add(info.id() + "/" + file));
        }
        return files.stream().sorted().toList();
    }

    @Test
    void save_killedAtAnyTime_leavesAWholeGenerationAndTheNextClearsUp() throws Exception {
        Path room = folder.resolve("store");
        ModelStore store = ModelStore.at(room).keeping(KEPT);
        Random random = new Random(SEED);
        Tally tally = new Tally("kills-while-publishing");
        long last = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            kill(room, random, "store");
            assertThat(isWhole(store)).as("kill %d of seed %d", kill, SEED).isTrue();
            tally.count("whole");
            long number = store.current().orElseThrow().number();
            assertThat(number).isGreaterThan(last);
            last = number;
            tally.count(all(room).equals(expected(store)) ? "between two saves" : "in the middle of a save");
        }
        store.save(Release.of("m", Bundle.load(first)));
        assertThat(all(room)).isEqualTo(expected(store));
        assertThat(store.generations()).hasSize(KEPT);
        tally.close();
        assertThat(tally.of("in the middle of a save")).isGreaterThan(KILLS / 10);
    }

    @Test
    void save_twoProcessesAtOnce_eachGetsItsOwnNumbers() throws Exception {
        Path room = folder.resolve("shared");
        try (Child one = start(room, "store", SAVES);
                Child other = start(room, "store", SAVES)) {
            assertThat(one.await()).isZero();
            assertThat(other.await()).isZero();
        }
        ModelStore store = ModelStore.at(room);
        assertThat(isWhole(store)).isTrue();
        List<GenerationInfo> kept = store.generations();
        assertThat(kept).extracting(GenerationInfo::number).doesNotHaveDuplicates();
        assertThat(store.current().orElseThrow().number())
                .isEqualTo(kept.get(0).number())
                .isGreaterThanOrEqualTo(2L * SAVES);
        for (GenerationInfo info : kept) {
            assertThat(store.load(info.number()).info()).isEqualTo(info);
        }
        store.save(Release.of("m", Bundle.load(first)));
        assertThat(all(room)).isEqualTo(expected(store));
    }

    /** The harness sees what it is there to see. */
    @Test
    void plantedFault_aPointerWrittenInPlace_isCaught() throws Exception {
        Path room = folder.resolve("planted");
        Random random = new Random(SEED);
        Tally tally = new Tally("kills-while-publishing-in-place");
        for (int kill = 0; kill < 30 && tally.of("broken") == 0; kill++) {
            kill(room, random, "in-place");
            tally.count(isWhole(ModelStore.at(room)) ? "whole" : "broken");
        }
        tally.close();
        assertThat(tally.of("broken")).isEqualTo(1);
    }

    /** Saves two models into a store in turn, until it is killed or has saved enough. */
    static final class Publisher {
        private Publisher() {}

        public static void main(String[] args) throws IOException {
            List<Release> releases = List.of(release(args[1]), release(args[2]));
            Path room = Path.of(args[3]);
            ModelStore store = ModelStore.at(room).keeping(KEPT);
            int saves = Integer.parseInt(args[4]);
            for (int turn = 0; turn < saves; turn++) {
                if (turn == 0 || args[0].equals("store")) {
                    store.save(releases.get(turn % 2));
                } else {
                    pointInPlace(room.resolve("current"));
                }
                if (turn == 0) {
                    System.out.println("saving");
                }
            }
        }

        private static Release release(String file) throws IOException {
            return Release.of("m", Bundle.load(Path.of(file))).withPolicy("policy.yaml", "policy: x");
        }

        /** How a pointer must not be moved. */
        private static void pointInPlace(Path pointer) throws IOException {
            byte[] content = Files.readAllBytes(pointer);
            try (OutputStream out = Files.newOutputStream(pointer)) {
                for (byte letter : content) {
                    out.write(letter);
                }
            }
        }
    }
}
