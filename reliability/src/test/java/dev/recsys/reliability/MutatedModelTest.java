package dev.recsys.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.BatchRequest;
import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.IdIndex;
import dev.recsys.internal.file.ModelFile;
import dev.recsys.model.ModelFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of every algorithm, damaged: as they are, each must be refused by a typed error; sealed again with right checksums and
 * hashes, each must be refused or answer by the rules. CI takes a sample, evenly spread, and the long form every bit, every length
 * and every element.
 */
@Tag("slow")
class MutatedModelTest {
    private static final Map<String, Bundle> BUNDLES = SmallBundles.all();
    private static final Tally TALLY = new Tally("mutated-models");
    private static final int MANIFEST_FLIPS = Scale.of(40, Integer.MAX_VALUE);
    private static final int RESEALED_FLIPS = Scale.of(80, Integer.MAX_VALUE);
    private static final int ELEMENTS = Scale.of(3, Integer.MAX_VALUE); // a section
    private static final int SAVED_OF = Scale.of(40, 10); // accepted models, of which one is saved and loaded again
    private static final int GREATEST = 64 << 10;
    private static final int LEAST = 60 << 10; // of the files of which every bit is flipped
    private static final int STRETCH = 256; // bytes that a thread takes at a time
    private static final int STEP = Scale.of(29, 1); // of bytes that are tried; no divisor of how numbers lie

    @TempDir
    private Path folder;

    static Stream<String> names() {
        return BUNDLES.keySet().stream();
    }

    @AfterAll
    static void close() {
        TALLY.close();
    }

    private byte[] whole(String name) throws IOException {
        byte[] whole = saved(BUNDLES.get(name));
        assertThat(whole.length).as(name).isLessThanOrEqualTo(GREATEST);
        return whole;
    }

    private byte[] saved(Bundle bundle) throws IOException {
        Path file = folder.resolve("whole.recsys");
        bundle.save(file);
        return Files.readAllBytes(file);
    }

    private Path written(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("mutant.recsys"), bytes);
    }

    @FunctionalInterface
    private interface Loader {
        void load(Path file) throws IOException;
    }

    /** Empty where a damaged file is refused by a typed error, else what it does. */
    private static String fault(Loader loader, Path file) {
        try {
            loader.load(file);
            return "was accepted";
        } catch (ModelFormatException e) {
            return "";
        } catch (Throwable e) {
            return "threw " + e;
        }
    }

    /** Each bit of every so many bytes of a stretch flipped, and the file cut before them; gives the first not refused. */
    private static String firstFault(Loader loader, byte[] whole, int from, int to, int step) {
        BytesInMemory file = new BytesInMemory(whole.clone());
        byte[] content = file.content();
        for (int at = from; at < to; at += step) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                content[at] ^= (byte) (1 << bit);
                String fault = fault(loader, file.path());
                if (!fault.isEmpty()) {
                    return "with bit " + bit + " of byte " + at + " flipped " + fault;
                }
                content[at] ^= (byte) (1 << bit);
            }
            file.cut(at);
            String fault = fault(loader, file.path());
            if (!fault.isEmpty()) {
                return "with only " + at + " bytes " + fault;
            }
            file.cut(content.length);
        }
        return "";
    }

    /** By all processors, each taking the next stretch: damage near the end of a file is found last and costs most. */
    private static String firstFault(Loader loader, byte[] whole, int step) throws Exception {
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Callable<String>> stretches = new ArrayList<>();
            for (int from = 0; from < whole.length; from += STRETCH) {
                int first = from;
                stretches.add(() -> firstFault(loader, whole, first, Math.min(first + STRETCH, whole.length), step));
            }
            for (Future<String> stretch : workers.invokeAll(stretches)) {
                if (!stretch.get().isEmpty()) {
                    return stretch.get();
                }
            }
            return "";
        } finally {
            workers.shutdownNow();
        }
    }

    /** Every bit and every length of a file near 64 KiB; CI has time for those of every 29th byte. */
    @ParameterizedTest
    @ValueSource(strings = {"popularity", "als", "cluster", "mlc", "als-large", "hybrid"})
    void load_anyBitFlippedOrCutAnywhere_isRefused(String name) throws Exception {
        byte[] whole = saved(
                SmallBundles.ofSize(name, BUNDLES.get(name), (LEAST + GREATEST) / 2, bundle -> saved(bundle).length));
        assertThat(whole.length).as(name).isBetween(LEAST, GREATEST);
        assertThat(fault(Bundle::load, new BytesInMemory(whole).path()))
                .as("undamaged")
                .isEqualTo("was accepted");
        assertThat(firstFault(Bundle::load, whole, STEP)).as(name).isEmpty();
        int bytes = (whole.length + STEP - 1) / STEP;
        TALLY.count(name + " bits flipped, refused", (long) Byte.SIZE * bytes);
        TALLY.count(name + " cuts, refused", bytes);
        TALLY.count(name + " bytes", whole.length);
    }

    /** A check that can't fail is none: readers that overlook one byte, or the length, must be seen. */
    @Test
    void load_readersThatOverlookDamage_areSeen() throws Exception {
        byte[] whole = Arrays.copyOf(saved(BUNDLES.get("popularity")), 3 * STRETCH);
        Loader blindToAByte = file -> {
            byte[] read = read(file);
            if (read.length < whole.length || Arrays.mismatch(read, whole) != whole.length - 1) {
                throw new ModelFormatException("damaged");
            }
        };
        assertThat(firstFault(blindToAByte, whole, 1)).isEqualTo("with bit 0 of byte 767 flipped was accepted");
        Loader blindToTheLength = file -> {
            byte[] read = read(file);
            if (Arrays.mismatch(read, whole) < read.length) {
                throw new ModelFormatException("damaged");
            }
        };
        assertThat(firstFault(blindToTheLength, whole, 1)).isEqualTo("with only 0 bytes was accepted");
        TALLY.count("planted faults seen", 2);
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readAllBytes();
        }
    }

    /** Refused by a typed error, or a model that keeps every rule. */
    private void assertTypedOrSound(String name, byte[] resealed, String damage) throws IOException {
        Bundle bundle;
        Path file = written(resealed);
        try {
            bundle = Bundle.load(file);
        } catch (IOException e) {
            TALLY.count(name + " resealed, refused");
            return;
        } catch (Throwable e) {
            throw new AssertionError(name + " with " + damage + " threw when loaded", e);
        }
        try {
            assertSound(bundle);
            if (!bundle.info().algorithm().equals("hybrid")) { // whose hash is made of those of its components
                assertThat(ModelFile.sectionsOf(bundle.model()).hash())
                        .isEqualTo(bundle.info().modelHash());
            }
            TALLY.count(name + " resealed, sound");
            if (TALLY.of(name + " resealed, sound") % SAVED_OF == 0) {
                Path again = folder.resolve("again.recsys");
                bundle.save(again);
                Bundle loaded = Bundle.load(again);
                for (RecommendationRequest request : SmallBundles.requests(bundle)) {
                    assertThat(loaded.recommend(request)).isEqualTo(bundle.recommend(request));
                }
                TALLY.count(name + " resealed, saved again");
            }
        } catch (Throwable e) {
            throw new AssertionError(name + " with " + damage + " was loaded, but breaks a rule", e);
        }
    }

    private static void assertSound(Bundle bundle) {
        IdIndex items = bundle.catalogue().ids();
        for (RecommendationRequest request : SmallBundles.requests(bundle)) {
            Recommendations answer = bundle.recommend(request);
            assertThat(answer.items().size()).isLessThanOrEqualTo(request.limit());
            for (RecommendedItem item : answer.items()) {
                assertThat(items.indexOf(item.itemId())).isNotNegative();
                assertThat(item.score()).isFinite();
            }
            if (!answer.items().isEmpty()) {
                bundle.explain(request, answer.items().get(0).itemId());
            }
        }
        bundle.recommendAll(BatchRequest.of(SmallBundles.requests(bundle)).threads(1), answer -> {
            for (int place = 0; place < answer.size(); place++) {
                assertThat(answer.score(place)).isFinite();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void load_resealed_isRefusedOrSound(String name) throws IOException {
        FlatFile file = new FlatFile(whole(name));
        List<FlatFile.Part> parts = file.parts();
        long bits = 8L * parts.stream().mapToInt(part -> part.content().length).sum();
        long step = Math.max(1, bits / RESEALED_FLIPS) | 1;
        long next = 0;
        long before = 0;
        for (int place = 0; place < parts.size(); place++) {
            FlatFile.Part part = parts.get(place);
            byte[] content = part.content();
            String section = "section " + part.name();
            for (; next < before + 8L * content.length; next += step) {
                int bit = (int) (next - before);
                byte[] flipped = content.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                assertTypedOrSound(name, file.resealed(place, flipped), section + ", bit " + bit);
            }
            before += 8L * content.length;
            int count = content.length / part.width();
            for (int element = 0; element < count; element += Math.max(1, (count - 1) / Math.max(1, ELEMENTS - 1))) {
                for (byte[] value : FlatFile.strange(part.type())) {
                    byte[] changed = content.clone();
                    System.arraycopy(value, 0, changed, element * part.width(), value.length);
                    String what = section + ", element " + element + " as " + Arrays.toString(value);
                    assertTypedOrSound(name, file.resealed(place, changed), what);
                }
            }
            assertTypedOrSound(name, file.resealed(place, null), section + " missing");
            assertTypedOrSound(name, file.resealed(place, new byte[0]), section + " empty");
            int longer = content.length + part.width();
            assertTypedOrSound(name, file.resealed(place, Arrays.copyOf(content, longer)), section + " longer");
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void load_sectionAddedAndResealed_isRefused(String name) throws IOException {
        FlatFile file = new FlatFile(whole(name));
        for (String added : List.of("x", "vocabulary.x", "memory/x", "component0/x", "component0/model/x", "stack/x")) {
            for (boolean isNote : new boolean[] {true, false}) {
                Path more = written(file.withSection(added, "any text", isNote));
                assertThatThrownBy(() -> Bundle.load(more))
                        .as("%s with a section %s", name, added)
                        .isInstanceOf(ModelFormatException.class);
                TALLY.count(name + " section added, refused");
            }
        }
        // The harness seals well: without the section the file is taken.
        Bundle.load(written(file.resealed(0, file.parts().get(0).content())));
    }

    /** A check that can't fail is none: values that a careless codec lets pass must be seen. */
    @Test
    void load_resealedFileOfACodecThatChecksNothing_isSeen() throws IOException {
        float[] scores = {1, 2, 3, 4, 5, 6, 7};
        ModelInfo like = BUNDLES.get("popularity").info();
        ModelInfo info = FlatFile.with(
                like,
                CarelessCodec.ALGORITHM,
                CarelessCodec.CarelessModel.sections(BUNDLES.get("popularity").vocabulary(), scores)
                        .hash());
        Path saved = folder.resolve("careless.recsys");
        Bundle.of(new CarelessCodec.CarelessModel(
                        info, BUNDLES.get("popularity").vocabulary(), scores))
                .save(saved);
        FlatFile file = new FlatFile(Files.readAllBytes(saved));
        int place = file.parts().size() - 1;
        byte[] content = file.parts().get(place).content();
        assertTypedOrSound("careless", file.resealed(place, content), "nothing changed");
        int caught = 0;
        for (byte[] value : FlatFile.strange(3)) {
            byte[] changed = content.clone();
            System.arraycopy(value, 0, changed, 0, value.length);
            try {
                assertTypedOrSound("careless", file.resealed(place, changed), Arrays.toString(value));
            } catch (AssertionError e) {
                caught++;
            }
        }
        assertThat(caught).as("NaN and infinity").isEqualTo(2);
        TALLY.count("planted faults seen");
    }

    @ParameterizedTest
    @MethodSource("names")
    void load_manifestChangedAndResealed_isRefusedOrSound(String name) throws IOException {
        FlatFile file = new FlatFile(whole(name));
        byte[] manifest = file.manifest();
        int step = Math.max(1, 8 * manifest.length / Math.min(MANIFEST_FLIPS, 8 * manifest.length)) | 1;
        for (int bit = 0; bit < 8 * manifest.length; bit += step) {
            byte[] flipped = manifest.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertTypedOrSound(name, file.withManifest(flipped), "manifest, bit " + bit);
        }
    }
}
