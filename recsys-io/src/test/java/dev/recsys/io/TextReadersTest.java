package dev.recsys.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextReadersTest {
    private static String readAll(Reader reader, Random random) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] buf = new char[5000];
        while (true) {
            int got = reader.read(buf, 3, 2 + random.nextInt(4000));
            if (got < 0) {
                return text.toString();
            }
            text.append(buf, 3, got);
        }
    }

    /** Gives at most a few bytes at a time, as a network does. */
    private static InputStream trickle(byte[] bytes, Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] buf, int off, int len) {
                return super.read(buf, off, Math.min(len, 1 + random.nextInt(7)));
            }
        };
    }

    @Test
    void utf8_wellFormed_isDecodedAsTheJdkDoes() throws IOException {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 3000; i++) {
                int codePoint = random.nextInt(1 << (1 + random.nextInt(20)));
                text.appendCodePoint(codePoint >= 0xd800 && codePoint < 0xe000 ? 'x' : codePoint);
            }
            byte[] bytes = text.toString().getBytes(UTF_8);
            LenientUtf8Reader reader = new LenientUtf8Reader(trickle(bytes, random));
            assertThat(readAll(reader, random)).as("seed %d", seed).isEqualTo(text.toString());
            assertThat(reader.strayBytes()).isZero();
        }
    }

    @Test
    void bytes_thatAreNotUtf8_areReadAsWindows1252() throws IOException {
        Map<String, String> cases = new HashMap<>();
        cases.put("C1 41", "ÁA");
        cases.put("80 92 D1", "€’Ñ");
        cases.put("C3 91", "Ñ");
        cases.put("C3", "Ã"); // cut at the end
        cases.put("E2 82", "â‚");
        cases.put("C0 80", "À€"); // overlong
        cases.put("E0 80 80", "à€€");
        cases.put("ED A0 80", "í €"); // surrogate
        cases.put("F5 80 80 80", "õ€€€"); // beyond Unicode
        cases.put("F0 9F 98 80", "😀");
        for (Map.Entry<String, String> entry : cases.entrySet()) {
            String[] hex = entry.getKey().split(" ", -1);
            byte[] bytes = new byte[hex.length];
            for (int i = 0; i < hex.length; i++) {
                bytes[i] = (byte) Integer.parseInt(hex[i], 16);
            }
            String decoded = readAll(new LenientUtf8Reader(new ByteArrayInputStream(bytes)), new Random(1));
            assertThat(decoded.replace('\u00a0', ' ')).as(entry.getKey()).isEqualTo(entry.getValue());
        }
    }

    @Test
    void maps_ofManyKeys_agreeWithHashMap() {
        Random random = new Random(3);
        Map<Long, Integer> numbers = new HashMap<>();
        LongIntMap map = new LongIntMap();
        Map<String, Integer> texts = new HashMap<>();
        SliceCodes codes = new SliceCodes();
        for (int i = 0; i < 50_000; i++) {
            long key = random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(9000);
            map.put(key, i);
            numbers.put(key, i);
            String text = Integer.toString(random.nextInt(9000), 36);
            codes.put(text.toCharArray(), i);
            texts.put(text, i);
        }
        numbers.forEach((key, value) -> assertThat(map.get(key)).isEqualTo(value));
        assertThat(map.get(-1)).isEqualTo(-1);
        texts.forEach((key, value) -> {
            char[] padded = ("<" + key + ">").toCharArray();
            assertThat(codes.get(padded, 1, padded.length - 1)).isEqualTo(value);
        });
        assertThat(codes.get("none such".toCharArray(), 0, 9)).isEqualTo(SliceCodes.UNKNOWN);
    }

    @Test
    void maps_ofCraftedKeys_lookAtFewSlots() {
        // What the map once multiplied by: the products of these keys have one and the same upper half.
        long inverse = inverse(0x9E3779B97F4A7C15L);
        LongIntMap map = new LongIntMap();
        List<Long> keys = new ArrayList<>();
        for (long i = 1; keys.size() < 60_000; i++) {
            keys.add(inverse * i);
            map.put(inverse * i, keys.size());
        }
        double mean = keys.stream().mapToInt(map::probes).average().orElseThrow();
        assertThat(mean).isLessThan(3);
        SliceCodes codes = new SliceCodes();
        List<String> texts = collisions(60_000);
        for (int i = 0; i < texts.size(); i++) {
            codes.put(texts.get(i).toCharArray(), i);
            int found = codes.get(texts.get(i).toCharArray(), 0, texts.get(i).length());
            assertThat(found).isIn(i, SliceCodes.UNKNOWN);
        }
        codes.put("segment".toCharArray(), 7);
        assertThat(codes.get("segment".toCharArray(), 0, 7)).isEqualTo(7);
    }

    private static long inverse(long odd) {
        long x = odd;
        for (int i = 0; i < 6; i++) {
            x *= 2 - odd * x;
        }
        return x;
    }

    /** Texts with one and the same polynomial hash, whatever it starts from. */
    private static List<String> collisions(int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            for (int bit = 0; bit < 16; bit++) {
                text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            texts.add(text.toString());
        }
        return texts;
    }
}
