package dev.recsys.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.util.HashMap;
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
    void replay_fromAnyRecentLine_continuesThere() throws IOException {
        for (String end : new String[] {"\n", "\r\n", "\r"}) {
            StringBuilder text = new StringBuilder();
            int lines = 200_000;
            for (int i = 1; i <= lines; i++) {
                text.append("line ")
                        .append(i)
                        .append(i % 7 == 0 ? " with some more text" : "")
                        .append(end);
            }
            ReplayReader reader = new ReplayReader(new StringReader(text.toString()));
            Random random = new Random(2);
            char[] buf = new char[8192];
            long delivered = 0;
            for (int i = 0; i < 200; i++) {
                for (int n = random.nextInt(20); n > 0; n--) {
                    delivered += Math.max(0, reader.read(buf, 0, buf.length));
                }
                long line = Math.max(1, lines * delivered / text.length() - random.nextInt(2_000));
                reader.seekLine(line);
                delivered = text.indexOf("line " + line + (line % 7 == 0 ? " " : end));
                char[] start = new char[5 + Long.toString(line).length()];
                assertThat(reader.read(start, 0, start.length)).isEqualTo(start.length);
                assertThat(new String(start)).isEqualTo("line " + line);
                delivered += start.length;
                if (delivered > text.length() - 500_000) {
                    break;
                }
            }
            assertThat(delivered).isGreaterThan(2 * ReplayReader.MEMORY);
        }
    }

    @Test
    void replay_afterForgettingHalfALineEnd_countsItOnce() throws IOException {
        int lines = 1_000_000;
        ReplayReader reader = new ReplayReader(new StringReader("x" + "\r\n".repeat(lines)));
        char[] buf = new char[1_800_000];
        for (int got = 0; got < buf.length; ) {
            got += reader.read(buf, got, buf.length - got);
        }
        reader.seekLine(800_000);
        assertThat(readAll(reader, new Random(4))).hasSize(2 * (lines - 799_999));
    }

    @Test
    void replay_ofALineBeyondTheEnd_isAtTheEnd() throws IOException {
        ReplayReader reader = new ReplayReader(new StringReader("a\nb\n"));
        reader.seekLine(3);
        assertThat(reader.read(new char[5], 0, 5)).isEqualTo(-1);
    }

    @Test
    void counting_ofAStreamThatHidesItsRest_tellsOfEveryByteLeft() throws IOException {
        InputStream hiding = new ByteArrayInputStream(new byte[10]) {
            @Override
            public synchronized int available() {
                return 0;
            }
        };
        try (CountingStream counting = new CountingStream(hiding, 10)) {
            assertThat(counting.available()).isEqualTo(10);
            assertThat(counting.readNBytes(4)).hasSize(4);
            assertThat(counting.available()).isEqualTo(6);
            assertThat(counting.fraction()).isEqualTo(0.4);
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
}
