package dev.recsys.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.BatchRequest;
import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.IdIndex;
import dev.recsys.internal.file.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files of every algorithm, damaged: as they are, each must be refused by a typed error; sealed again with right checksums and
 * hashes, each must be refused or answer by the rules. In CI a sample, evenly spread, in the long form every bit, every length
 * and every element.
 */
@Tag("slow")
class MutatedModelTest {
    private static final Map<String, Bundle> BUNDLES = SmallBundles.all();
    private static final Tally TALLY = new Tally("mutated-models");
    private static final int FLIPS = Scale.of(1500, Integer.MAX_VALUE);
    private static final int CUTS = Scale.of(200, Integer.MAX_VALUE);
    private static final int RESEALED_FLIPS = Scale.of(600, Integer.MAX_VALUE);
    private static final int ELEMENTS = Scale.of(3, Integer.MAX_VALUE); // a section
    private static final int SAVED_OF = Scale.of(40, 10); // accepted models, of which one is saved and loaded again
    private static final int GREATEST = 64 << 10;

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
        Path file = folder.resolve(name + ".recsys");
        BUNDLES.get(name).save(file);
        byte[] whole = Files.readAllBytes(file);
        assertThat(whole.length).as(name).isLessThanOrEqualTo(GREATEST);
        return whole;
    }

    private Path written(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("mutant.recsys"), bytes);
    }

    private void assertRefused(String name, byte[] bytes, String damage) throws IOException {
        Path file = written(bytes);
        try {
            Bundle.load(file);
        } catch (IOException e) {
            TALLY.count(name + " damaged, refused");
            return;
        } catch (Throwable e) {
            throw new AssertionError(name + " with " + damage + " threw something else", e);
        }
        throw new AssertionError(name + " with " + damage + " was accepted");
    }

    @ParameterizedTest
    @MethodSource("names")
    void load_bitFlippedOrCut_isRefused(String name) throws IOException {
        byte[] whole = whole(name);
        int bits = 8 * whole.length;
        int step = Math.max(1, bits / FLIPS);
        step += step % 2 == 0 ? 1 : 0; // odd, so that all eight bits of bytes take turns
        for (int bit = 0; bit < bits; bit += step) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(name, flipped, "bit " + bit + " flipped");
        }
        for (int length = 0; length < whole.length; length += Math.max(1, whole.length / CUTS)) {
            assertRefused(name, Arrays.copyOf(whole, length), "only " + length + " bytes");
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
        int step = Math.max(1, 8 * manifest.length / Math.min(FLIPS / 5, 8 * manifest.length)) | 1;
        for (int bit = 0; bit < 8 * manifest.length; bit += step) {
            byte[] flipped = manifest.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertTypedOrSound(name, file.withManifest(flipped), "manifest, bit " + bit);
        }
    }
}
