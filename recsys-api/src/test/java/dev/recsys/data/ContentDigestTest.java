package dev.recsys.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.internal.check.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContentDigestTest {
    /** The same by the plainest means. */
    private static final class Reference {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private ByteBuffer buffer(int length) {
            return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        }

        void add(int value) {
            bytes.writeBytes(buffer(4).putInt(value).array());
        }

        void add(long value) {
            bytes.writeBytes(buffer(8).putLong(value).array());
        }

        void add(float value) {
            bytes.writeBytes(buffer(4).putFloat(value).array());
        }

        void add(String value) {
            byte[] utf8 = value.getBytes(UTF_8);
            add(utf8.length);
            bytes.writeBytes(utf8);
        }

        String hex() {
            return HexFormat.of().formatHex(Sha256.digest().digest(bytes.toByteArray()));
        }
    }

    @Test
    void hex_ofAnythingInAnyOrder_isThatOfItsBytes() {
        Random random = new Random(7);
        for (int trial = 0; trial < 40; trial++) {
            ContentDigest digest = new ContentDigest();
            Reference reference = new Reference();
            int parts = trial % 4 == 0 ? 9_000 : random.nextInt(60); // more than the buffer holds, and little
            for (int part = 0; part < parts; part++) {
                switch (random.nextInt(5)) {
                    case 0 -> {
                        int value = random.nextInt();
                        assertThat(digest.add(value)).isSameAs(digest);
                        reference.add(value);
                    }
                    case 1 -> {
                        long value = random.nextLong();
                        assertThat(digest.add(value)).isSameAs(digest);
                        reference.add(value);
                    }
                    case 2 -> {
                        float value = random.nextFloat() - 0.5f;
                        assertThat(digest.add(value)).isSameAs(digest);
                        reference.add(value);
                    }
                    case 3 -> {
                        String value = "ключ €".repeat(random.nextInt(6));
                        assertThat(digest.add(value)).isSameAs(digest);
                        reference.add(value);
                    }
                    default -> {
                        float[] values = new float[random.nextInt(4)];
                        assertThat(digest.add(values)).isSameAs(digest);
                        for (float value : values) {
                            reference.add(value);
                        }
                    }
                }
            }
            assertThat(digest.hex()).as("trial %d", trial).isEqualTo(reference.hex());
        }
    }

    @Test
    void hex_ofWhatIsLongerThanTheBuffer_isThatOfItsBytes() {
        for (int length : new int[] {(1 << 15) - 4, (1 << 15) - 3, 1 << 15, (1 << 15) + 1, 100_000}) {
            String text = "x".repeat(length);
            float[] numbers = new float[length];
            for (int i = 0; i < length; i++) {
                numbers[i] = i % 100;
            }
            ContentDigest digest =
                    new ContentDigest().add(1).add(text).add(numbers).add(2);
            Reference reference = new Reference();
            reference.add(1);
            reference.add(text);
            for (float number : numbers) {
                reference.add(number);
            }
            reference.add(2);
            assertThat(digest.hex()).as("length %d", length).isEqualTo(reference.hex());
        }
    }

    @Test
    void contentHash_ofEvents_isThatOfIdsAndEvents() {
        EventLog.Builder log = EventLog.builder();
        log.add("ann", "tea", 2, Instant.ofEpochSecond(1L << 33));
        log.add("bob", "milk", 0.5, Instant.ofEpochSecond(-7));
        EventLog events = log.build();
        Reference reference = new Reference();
        reference.add("events");
        for (IdIndex ids : List.of(events.users(), events.items())) {
            reference.add(ids.size());
            ids.ids().forEach(reference::add);
        }
        reference.add(events.size());
        for (int event = 0; event < events.size(); event++) {
            reference.add(events.user(event));
            reference.add(events.item(event));
            reference.add(events.weight(event));
            reference.add(events.time(event).getEpochSecond());
        }
        assertThat(events.contentHash()).isEqualTo(reference.hex());
    }

    @Test
    void contentHash_ofATable_changesWithEachPart() {
        FeatureTable table = table("age", 30, "job", "clerk");
        assertThat(List.of(
                        table("age", 30, "job", "clerk").contentHash(),
                        table("years", 30, "job", "clerk").contentHash(),
                        table("age", 31, "job", "clerk").contentHash(),
                        table("age", 30, "work", "clerk").contentHash(),
                        table("age", 30, "job", "nurse").contentHash()))
                .doesNotHaveDuplicates()
                .contains(table.contentHash())
                .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
    }

    private static FeatureTable table(String number, float value, String category, String code) {
        return FeatureTable.builder(1)
                .numeric(number, new float[] {value})
                .categorical(category, IdIndex.of(List.of(code)), new int[] {0})
                .build();
    }
}
