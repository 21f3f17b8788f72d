package dev.recsys.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.recsys.Explanation;
import dev.recsys.ModelInfo;
import dev.recsys.Recommender;
import dev.recsys.bundle.Bundle;
import dev.recsys.internal.file.ModelFile;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.ScoringModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
    private static final Bundle BUNDLE = SmallModels.bundle();
    private static final ScoringModel MODEL = BUNDLE.model();

    private static final int STEP = 13; // of bits that are tried; the module reliability tries every one

    @TempDir
    private Path folder;

    private Path file;
    private byte[] whole;

    @BeforeEach
    void writeModel() throws IOException {
        file = folder.resolve("model.recsys");
        BUNDLE.save(file);
        whole = Files.readAllBytes(file);
    }

    private interface Reading {
        Object read(Path path) throws IOException;
    }

    /** Anything but an IOException (an error of the JVM too) fails the test. */
    private void assertRefused(byte[] bytes, String damage) throws IOException {
        Files.write(file, bytes);
        try {
            Bundle.load(file);
        } catch (IOException e) {
            return;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("reading a file with " + damage + " threw something else", e);
        }
        fail("a file with " + damage + " was accepted");
    }

    private void assertRefused(byte[] bytes, Reading reading, String message) throws IOException {
        Files.write(file, bytes);
        assertThatThrownBy(() -> reading.read(file))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(message);
    }

    private byte[] with(int place, int... values) {
        byte[] changed = whole.clone();
        for (int i = 0; i < values.length; i++) {
            changed[place + i] = (byte) values[i];
        }
        return changed;
    }

    private long filesInFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void read_writtenModel_answersAlike() throws IOException {
        Bundle read = Bundle.load(file);
        assertThat(read.info()).isEqualTo(MODEL.info());
        assertThat(read.vocabulary()).isEqualTo(MODEL.vocabulary());
        SmallModels.REQUESTS.forEach(
                request -> assertThat(read.recommend(request)).isEqualTo(BUNDLE.recommend(request)));
        assertThat(ModelFile.inspect(file)).isEqualTo(MODEL.info());
        assertThat(filesInFolder()).isEqualTo(1);
    }

    @Test
    @Tag("slow")
    void read_bitFlipped_isRefused() throws IOException {
        assertThat(whole.length).isBetween(500, 8_000);
        for (int bit = 0; bit < 8 * whole.length; bit += STEP) {
            assertRefused(with(bit / 8, whole[bit / 8] ^ (1 << bit % 8)), "bit " + bit + " flipped");
        }
    }

    @Test
    @Tag("slow")
    void read_everyTruncation_isRefused() throws IOException {
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length), "only " + length + " bytes");
        }
        assertRefused(Arrays.copyOf(whole, whole.length + 1), "a byte too many");
    }

    @Test
    @Tag("slow")
    void inspect_bitFlippedOrTruncated_isAnsweredOrRefused() throws IOException {
        for (int bit = 0; bit < 8 * whole.length; bit += STEP) {
            byte[] bytes = with(bit / 8, whole[bit / 8] ^ (1 << bit % 8));
            Files.write(file, bit % 2 == 0 ? bytes : Arrays.copyOf(whole, bit / 8));
            try {
                assertThat(ModelFile.inspect(file)).isNotNull();
            } catch (ModelFormatException e) {
                assertThat(e).hasMessageContaining("is not a usable model");
            }
        }
    }

    @Test
    void readAndInspect_foreignFiles_tellWhatIsWrong() throws IOException {
        for (Reading reading : new Reading[] {Bundle::load, ModelFile::inspect}) {
            assertRefused(new byte[0], reading, "ends too early");
            assertRefused(with(0, 'P', 'K'), reading, "does not begin with the mark of a model file");
            assertRefused(with(8, 0, 0, 0, 1), reading, "has format 1, but this library reads format 2");
            assertRefused(with(12, 0x7f, 0xff, 0xff, 0xff), reading, "its manifest claims 2147483647 bytes");
            assertRefused(with(12, 0xff, 0xff, 0xff, 0xff), reading, "its manifest claims -1 bytes");
            assertRefused(with(16, '['), reading, "its manifest can't be read");
        }
        assertThatThrownBy(() -> Bundle.load(folder)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ModelFile.inspect(folder.resolve("none"))).isInstanceOf(IOException.class);
    }

    @Test
    void write_overAnOldModel_replacesIt() throws IOException {
        Files.writeString(file, "old");
        BUNDLE.save(file);
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        assertThat(filesInFolder()).isEqualTo(1);
    }

    @Test
    void write_newFile_hasThePermissionsOfAnyNewFile() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        Path plain = Files.createFile(folder.resolve("plain"));
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(plain));
    }

    @Test
    void write_orphansOfAKilledProcess_areDeletedAtOnceIfOfTheSameTarget() throws IOException {
        String random = ".recsys0123456789abcdef.tmp";
        Path orphan = Files.writeString(folder.resolve(".model.recsys" + random), "part");
        Path otherTarget = Files.writeString(folder.resolve(".model.recsys.recsys" + random), "part");
        Path notOurs = Files.writeString(folder.resolve(".model.recsys.recsys-notes.tmp"), "part");
        BUNDLE.save(file);
        assertThat(orphan).doesNotExist();
        assertThat(otherTarget).exists();
        assertThat(notOurs).exists();
        assertThat(filesInFolder()).isEqualTo(3);
    }

    @Test
    void write_whileAnotherIsUnderWay_leavesItsTemporaryFile() throws IOException {
        ModelFile.write(file, EchoModel.INFO, EchoModel.Codec.NOTHING, (info, sections) -> {
            Set<String> before = Set.of(folder.toFile().list());
            try {
                BUNDLE.save(file);
            } catch (IOException e) {
                throw new ModelFormatException("the inner save failed", e);
            }
            assertThat(folder.toFile().list()).containsExactlyInAnyOrderElementsOf(before);
        });
        assertThat(filesInFolder()).isEqualTo(1);
    }

    @Test
    void write_overWhatIsNoRegularFile_isRefusedAndLeavesIt() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nowhere"));
        Path inner = Files.createDirectory(folder.resolve("inner"));
        for (Path node : List.of(link, dangling, inner)) {
            assertThatThrownBy(() -> BUNDLE.save(node))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(node.toString())
                    .hasMessageContaining("only a regular file is replaced");
        }
        assertThat(link).isSymbolicLink();
        assertThat(dangling).isSymbolicLink();
        assertThat(inner).isEmptyDirectory();
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        assertThat(filesInFolder()).isEqualTo(4);
    }

    /** Never tried on a real device: a save that fails to refuse would replace it. */
    @Test
    void write_overAPipe_isRefusedAndLeavesIt() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")));
        assertThat(new ProcessBuilder("/usr/bin/mkfifo", pipe.toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThatThrownBy(() -> BUNDLE.save(pipe)).hasMessageContaining("is a device or pipe");
        assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther())
                .isTrue();
    }

    @Test
    void write_intoAFolderThatIsNotThere_namesTheFile() {
        Path lost = folder.resolve("no/such/model.recsys");
        assertThatThrownBy(() -> BUNDLE.save(lost))
                .isInstanceOf(IOException.class)
                .hasMessageMatching(
                        "cannot write .*model.recsys: its folder does not exist; its disk has [0-9,]+ MB left");
    }

    @Test
    void write_underWay_goesToASiblingOfThePatternThatIsCleanedUp() throws IOException {
        Set<String> seen = new TreeSet<>();
        ModelFile.write(
                file,
                EchoModel.INFO,
                EchoModel.Codec.NOTHING,
                (info, sections) -> seen.addAll(List.of(folder.toFile().list())));
        seen.remove("model.recsys");
        assertThat(seen).singleElement().asString().matches("\\.model\\.recsys\\.recsys[0-9a-f]{16}\\.tmp");
        assertThat(filesInFolder()).isEqualTo(1);
    }

    /** Scores like another model but says something else of itself. */
    private static Bundle saying(ModelInfo info) {
        return Bundle.of(new ScoringModel(info, MODEL.vocabulary()) {
            @Override
            public Scoring score(KnownCustomer customer) {
                return MODEL.score(customer);
            }

            @Override
            public Explanation explain(KnownCustomer customer, int item) {
                return MODEL.explain(customer, item);
            }
        });
    }

    /** A codec of one's own with a wrong hash once replaced a good model by a file that can't be loaded. */
    @Test
    void save_modelWhoseHashIsWrong_leavesTheGoodFile() throws IOException {
        Bundle wrong = Bundle.of(new EchoModel(SmallModels.withHash(EchoModel.INFO, "0")));
        assertThatThrownBy(() -> wrong.save(file))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("does not have the hash its manifest says");
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        assertThat(filesInFolder()).isEqualTo(1);
    }

    @Test
    void write_thatFails_leavesTheOldFileAndNoOther() throws IOException {
        String hugeConfig = "x".repeat(1 << 20);
        Bundle huge = Bundle.of(new EchoModel(SmallModels.withConfig(EchoModel.INFO, hugeConfig)));
        assertThatIllegalArgumentException().isThrownBy(() -> huge.save(file)).withMessageContaining("manifest");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> saying(MODEL.info()).save(file))
                .withMessageContaining("model must be a popularity model");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> saying(SmallModels.withAlgorithm(MODEL.info(), "no-such-algorithm"))
                        .save(file))
                .withMessageContaining("no codec for algorithm \"no-such-algorithm\"");
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        Path occupied =
                Files.createDirectories(folder.resolve("occupied/inside")).getParent();
        assertThatThrownBy(() -> BUNDLE.save(occupied)).isInstanceOf(IOException.class);
        assertThat(filesInFolder()).isEqualTo(2);
        assertThatThrownBy(() -> BUNDLE.save(folder.resolve("missing/model"))).isInstanceOf(IOException.class);
    }

    @Test
    void modelOf_unknownAlgorithmOrOtherHash_isRefused() {
        Sections sections = ModelFile.sectionsOf(MODEL);
        assertThatThrownBy(() -> ModelFile.modelOf(SmallModels.withAlgorithm(MODEL.info(), "none"), sections))
                .isInstanceOf(ModelFormatException.class);
        assertThatThrownBy(() -> ModelFile.modelOf(SmallModels.withHash(MODEL.info(), "0"), sections))
                .isInstanceOf(ModelFormatException.class);
    }

    /** Every bit of every section flipped and all checksums made right again. */
    @Test
    @Tag("slow")
    void modelOf_everyBitFlipResealed_isRefusedOrAnswersByTheRules() {
        for (Map.Entry<String, Section> entry :
                ModelFile.sectionsOf(MODEL).all().entrySet()) {
            byte[] bytes = entry.getValue().encode(0, entry.getValue().count());
            for (int bit = 0; bit < 8 * bytes.length; bit++) {
                byte[] flipped = bytes.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                assertTypedOrSound(entry.getKey(), flipped);
            }
            assertTypedOrSound(entry.getKey(), new byte[0]);
            assertTypedOrSound(entry.getKey(), Arrays.copyOf(bytes, bytes.length + 8));
        }
    }

    private static void assertTypedOrSound(String name, byte[] content) {
        Sections.Builder changed = Sections.builder();
        ModelFile.sectionsOf(MODEL).all().forEach((other, section) -> {
            if (other.equals(name)) {
                Section resealed = Section.allocate(section.type(), content.length / section.type().width);
                resealed.decode(0, java.nio.ByteBuffer.wrap(content));
                changed.put(name, resealed);
            } else {
                changed.put(other, section);
            }
        });
        Sections sections = changed.build();
        try {
            Recommender model = ModelFile.modelOf(SmallModels.withHash(MODEL.info(), sections.hash()), sections);
            SmallModels.REQUESTS.forEach(
                    request -> assertThat(model.recommend(request).items())
                            .hasSizeLessThanOrEqualTo(request.limit())
                            .allSatisfy(item -> assertThat(item.score()).isFinite()));
        } catch (ModelFormatException e) {
            assertThat(e.getMessage()).isNotBlank();
        } catch (RuntimeException e) {
            throw new AssertionError("section " + name + " as " + Arrays.toString(content) + " threw", e);
        }
    }
}
