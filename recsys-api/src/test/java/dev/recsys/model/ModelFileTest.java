package dev.recsys.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.recsys.ModelInfo;
import dev.recsys.Recommender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
    private static final Recommender MODEL = SmallModels.popularity();

    @TempDir
    private Path folder;

    private Path file;
    private byte[] whole;

    @BeforeEach
    void writeModel() throws IOException {
        file = folder.resolve("model.recsys");
        ModelFile.write(file, MODEL);
        whole = Files.readAllBytes(file);
    }

    private interface Reading {
        Object read(Path path) throws IOException;
    }

    /** Anything but an IOException (an error of the JVM too) fails the test. */
    private void assertRefused(byte[] bytes, String damage) throws IOException {
        Files.write(file, bytes);
        try {
            ModelFile.read(file);
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
        Recommender read = ModelFile.read(file);
        assertThat(read.info()).isEqualTo(MODEL.info());
        assertThat(read.items()).isEqualTo(MODEL.items());
        SmallModels.REQUESTS.forEach(
                request -> assertThat(read.recommend(request)).isEqualTo(MODEL.recommend(request)));
        assertThat(ModelFile.inspect(file)).isEqualTo(MODEL.info());
        assertThat(filesInFolder()).isEqualTo(1);
    }

    @Test
    void read_everySingleBitFlip_isRefused() throws IOException {
        assertThat(whole.length).isBetween(500, 8_000);
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            assertRefused(with(bit / 8, whole[bit / 8] ^ (1 << bit % 8)), "bit " + bit + " flipped");
        }
    }

    @Test
    void read_everyTruncation_isRefused() throws IOException {
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length), "only " + length + " bytes");
        }
        assertRefused(Arrays.copyOf(whole, whole.length + 1), "a byte too many");
    }

    @Test
    void inspect_everyBitFlipAndTruncation_isAnsweredOrRefused() throws IOException {
        for (int bit = 0; bit < 8 * whole.length; bit += 3) {
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
        for (Reading reading : new Reading[] {ModelFile::read, ModelFile::inspect}) {
            assertRefused(new byte[0], reading, "ends too early");
            assertRefused(with(0, 'P', 'K'), reading, "does not begin with the mark of a model file");
            assertRefused(with(8, 0, 0, 0, 2), reading, "has format 2, but this library reads format 1");
            assertRefused(with(12, 0x7f, 0xff, 0xff, 0xff), reading, "its manifest claims 2147483647 bytes");
            assertRefused(with(12, 0xff, 0xff, 0xff, 0xff), reading, "its manifest claims -1 bytes");
            assertRefused(with(16, '['), reading, "its manifest can't be read");
        }
        assertThatThrownBy(() -> ModelFile.read(folder)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ModelFile.inspect(folder.resolve("none"))).isInstanceOf(IOException.class);
    }

    @Test
    void write_overAnOldModel_replacesIt() throws IOException {
        Files.writeString(file, "old");
        ModelFile.write(file, MODEL);
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        assertThat(filesInFolder()).isEqualTo(1);
    }

    @Test
    void write_newFile_hasThePermissionsOfAnyNewFile() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        Path plain = Files.createFile(folder.resolve("plain"));
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(plain));
    }

    private Path sibling(String name, Duration age) throws IOException {
        Path sibling = Files.writeString(folder.resolve(name), "part");
        return Files.setLastModifiedTime(sibling, FileTime.from(Instant.now().minus(age)));
    }

    @Test
    void write_orphansOfAKilledProcess_areDeletedIfOldAndOfTheSameTarget() throws IOException {
        String random = ".recsys0123456789abcdef.tmp";
        Path orphan = sibling(".model.recsys" + random, Duration.ofHours(2));
        Path underWay = sibling(".model.recsys.recsysfedcba9876543210.tmp", Duration.ofMinutes(50));
        Path otherTarget = sibling(".model.recsys.recsys" + random, Duration.ofHours(2));
        Path notOurs = sibling(".model.recsys.recsys-notes.tmp", Duration.ofHours(2));
        ModelFile.write(file, MODEL);
        assertThat(orphan).doesNotExist();
        assertThat(underWay).exists();
        assertThat(otherTarget).exists();
        assertThat(notOurs).exists();
        assertThat(filesInFolder()).isEqualTo(4);
    }

    @Test
    void write_underWay_goesToASiblingOfThePatternThatIsCleanedUp() throws IOException {
        Set<String> seen = new TreeSet<>();
        ModelFile.write(file, new Recommender() {
            @Override
            public dev.recsys.Recommendations recommend(dev.recsys.RecommendationRequest request) {
                return MODEL.recommend(request);
            }

            @Override
            public dev.recsys.data.IdIndex items() {
                return MODEL.items();
            }

            @Override
            public ModelInfo info() {
                for (String name : folder.toFile().list()) {
                    seen.add(name);
                }
                return EchoModel.INFO;
            }
        });
        seen.remove("model.recsys");
        assertThat(seen).singleElement().asString().matches("\\.model\\.recsys\\.recsys[0-9a-f]{16}\\.tmp");
        assertThat(filesInFolder()).isEqualTo(1);
    }

    /** Answers like another model but says something else of itself. */
    private static Recommender saying(ModelInfo info) {
        return new Recommender() {
            @Override
            public dev.recsys.Recommendations recommend(dev.recsys.RecommendationRequest request) {
                return MODEL.recommend(request);
            }

            @Override
            public dev.recsys.data.IdIndex items() {
                return MODEL.items();
            }

            @Override
            public ModelInfo info() {
                return info;
            }
        };
    }

    @Test
    void write_thatFails_leavesTheOldFileAndNoOther() throws IOException {
        String hugeConfig = "x".repeat(1 << 20);
        Recommender huge = new EchoModel(SmallModels.withConfig(EchoModel.INFO, hugeConfig));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelFile.write(file, huge))
                .withMessageContaining("manifest");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelFile.write(file, saying(MODEL.info())))
                .withMessageContaining("not a popularity model");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ModelFile.write(file, saying(SmallModels.withAlgorithm(MODEL.info(), "no-such-algorithm"))))
                .withMessageContaining("no codec for algorithm \"no-such-algorithm\"");
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        Path occupied =
                Files.createDirectories(folder.resolve("occupied/inside")).getParent();
        assertThatThrownBy(() -> ModelFile.write(occupied, MODEL)).isInstanceOf(IOException.class);
        assertThat(filesInFolder()).isEqualTo(2);
        assertThatThrownBy(() -> ModelFile.write(folder.resolve("missing/model"), MODEL))
                .isInstanceOf(IOException.class);
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
                changed.putRead(name, resealed);
            } else {
                changed.putRead(other, section);
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
