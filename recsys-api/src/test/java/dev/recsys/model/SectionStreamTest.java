package dev.recsys.model;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sections as bytes and back. */
class SectionStreamTest {
    private interface Writing {
        void write(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writing.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static Map<String, Section> read(byte[] bytes, long byteLimit) throws IOException {
        return SectionStream.read(new DataInputStream(new ByteArrayInputStream(bytes)), byteLimit);
    }

    private static void refuses(byte[] bytes, long byteLimit, String message) {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> read(bytes, byteLimit))
                .withMessage(message);
    }

    /** Values are moved a chunk at a time, so each size stands at another place of a chunk. */
    @Test
    void sections_ofEverySizeAroundAChunk_readBackEqual() throws IOException {
        for (int size : new int[] {
            0, 1, SectionDigest.CHUNK - 1, SectionDigest.CHUNK, SectionDigest.CHUNK + 1, 2 * SectionDigest.CHUNK + 13
        }) {
            int[] ints = new int[size];
            float[] floats = new float[size];
            double[] doubles = new double[size];
            byte[] text = new byte[size];
            for (int i = 0; i < size; i++) {
                ints[i] = i * 31;
                floats[i] = i / 7f;
                doubles[i] = i / 7.0;
                text[i] = (byte) ('a' + i % 26);
            }
            Sections written = Sections.builder()
                    .put("ints", ints)
                    .put("floats", floats)
                    .put("doubles", doubles)
                    .put("text", new String(text, US_ASCII))
                    .build();
            byte[] bytes = bytes(written::writeTo);
            Sections read = Sections.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)), bytes.length);
            assertThat(read.ints("ints")).isEqualTo(ints);
            assertThat(read.floats("floats")).isEqualTo(floats);
            assertThat(read.finiteDoubles("doubles", size)).isEqualTo(doubles);
            assertThat(read.text("text")).isEqualTo(written.text("text"));
            assertThat(read.hash()).isEqualTo(written.hash());
        }
    }

    @Test
    void hash_ofAValueBehindTheFirstChunk_counts() {
        double[] values = new double[2 * SectionDigest.CHUNK + 1];
        String hash = Sections.builder().put("x", values).build().hash();
        for (int place : new int[] {SectionDigest.CHUNK - 1, SectionDigest.CHUNK, values.length - 1}) {
            double[] changed = values.clone();
            changed[place] = 1;
            assertThat(Sections.builder().put("x", changed).build().hash())
                    .as("value %d", place)
                    .isNotEqualTo(hash);
        }
    }

    /** A length is believed up to the size of the file, and not a byte beyond. */
    @Test
    void read_sectionLongerThanItsLimit_isRefusedBeforeItIsAllocated() throws IOException {
        byte[] bytes = bytes(Sections.builder().put("x", new double[5]).build()::writeTo);
        assertThat(read(bytes, 40)).hasSize(1);
        refuses(bytes, 39, "section \"x\" claims type 4 and length 5");
        byte[] huge = bytes(out -> {
            out.writeInt(1);
            out.writeUTF("x");
            out.writeByte(Section.Type.DOUBLES.code);
            out.writeInt(Integer.MAX_VALUE);
        });
        refuses(huge, Integer.MAX_VALUE, "section \"x\" claims type 4 and length 2147483647");
        refuses(
                ByteBuffer.wrap(huge.clone()).putInt(huge.length - 4, -1).array(),
                Integer.MAX_VALUE,
                "section \"x\" claims type 4 and length -1");
    }

    @Test
    void read_countOutOfRange_isRefused() throws IOException {
        assertThat(read(bytes(out -> out.writeInt(0)), 100)).isEmpty();
        refuses(bytes(out -> out.writeInt(-1)), 100, "it claims -1 sections");
        refuses(bytes(out -> out.writeInt((1 << 16) + 1)), 100, "it claims 65537 sections");
        // As many as are allowed are read for, and here are not there.
        assertThatExceptionOfType(EOFException.class).isThrownBy(() -> read(bytes(out -> out.writeInt(1 << 16)), 100));
    }

    @Test
    void read_unknownTypeOrBrokenName_isRefused() throws IOException {
        byte[] unknown = bytes(out -> {
            out.writeInt(1);
            out.writeUTF("x");
            out.writeByte(9);
            out.writeInt(0);
        });
        refuses(unknown, 100, "section \"x\" claims type 9 and length 0");
        byte[] broken = bytes(out -> {
            out.writeInt(1);
            out.writeShort(1);
            out.writeByte(0xff);
        });
        refuses(broken, 100, "a section's name can't be read");
    }

    @Test
    void read_wrongChecksumOrOneNameTwice_isRefused() throws IOException {
        byte[] one = bytes(Sections.builder().put("x", "a").build()::writeTo);
        byte[] damaged = one.clone();
        damaged[one.length - 5] ^= 1; // the last byte of the content
        refuses(damaged, 100, "section \"x\" has a wrong checksum");
        byte[] twice = bytes(out -> {
            out.writeInt(2);
            out.write(one, 4, one.length - 4);
            out.write(one, 4, one.length - 4);
        });
        refuses(twice, 100, "two sections are called \"x\"");
    }
}
