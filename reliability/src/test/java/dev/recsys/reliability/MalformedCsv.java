package dev.recsys.reliability;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recsys.io.SantanderSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A file of rows with faults of every kind that was ever seen or thought of, made from a seed.
 *
 * @param bytes the file
 * @param text what a reader should see, before any damage to the bytes
 * @param sound the lines that have no fault
 * @param headerTouched whether the header has one
 * @param damaged whether packed bytes were damaged
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MalformedCsv(byte[] bytes, String text, Set<String> sound, boolean headerTouched, boolean damaged) {
    private static final List<String> EVENT_COLUMNS = List.of("user", "item", "weight", "timestamp");
    private static final String NOISE = ",,,\"\"\"'xé09-/. \t\u0000\u0001ÑNA;\u00a0€";
    private static final String[] CELLS = {
        "",
        " ",
        "NA",
        "nan",
        "Infinity",
        "-Infinity",
        "1e38",
        "1e400",
        "-1e400",
        "1e-400",
        "9".repeat(400),
        "0x10",
        "-0",
        "1.0",
        "+1",
        "--1",
        "1e",
        ".",
        "2147483648",
        "9223372036854775808",
        "18446744073709551616",
        "٣",
        "1,5",
        "1_000",
        "0000-00-00",
        "2015-02-30",
        "2051-01-28",
        "9999-12-31",
        "-2015-01-28",
        "1/28/2015",
        "13/13/2015",
        "2015-1-2",
        "2015-01-28T25:00:00Z",
        "2015-01-28T10:00:00+99:99",
        "1e15",
        "-1e15",
        "true",
        "2",
        "\u0000",
        "\uFEFF",
        "\uD800",
        "'; drop table",
        "\"\"",
        "\"",
        "\"\"\"",
        "\"a\"b",
        "\"a\nb\"",
        "\"a\r\n\r\nb\"",
        "x\"",
        "\"\n".repeat(3),
        "\"" + "\"\"xyz".repeat(160) + "\"",
        "\"\"\"" + "x".repeat(700) + "\""
    };

    static MalformedCsv panel(long seed) throws IOException {
        return make(new Random(seed), SantanderSchema.columns());
    }

    static MalformedCsv events(long seed) throws IOException {
        return make(new Random(seed), EVENT_COLUMNS);
    }

    private static MalformedCsv make(Random random, List<String> columns) throws IOException {
        List<String> lines = new ArrayList<>();
        Set<String> sound = new HashSet<>();
        String header = String.join(",", columns);
        boolean headerTouched = random.nextInt(12) == 0;
        lines.add(headerTouched ? touchedHeader(columns, random) : header);
        int rows = random.nextInt(25);
        for (int i = 0; i < rows; i++) {
            String line = String.join(",", columns.size() == 4 ? event(random) : row(columns, random));
            if (random.nextInt(3) > 0) {
                sound.add(line);
            } else {
                line = faulty(line, columns.size(), random);
            }
            lines.add(line);
        }
        if (random.nextInt(20) == 0 && lines.size() > 2) {
            lines.add(lines.get(1 + random.nextInt(lines.size() - 1))); // a row twice
        }
        StringBuilder text = new StringBuilder(random.nextInt(10) == 0 ? "\uFEFF" : "");
        String usual = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
        boolean mixed = random.nextInt(6) == 0;
        for (String line : lines) {
            text.append(line).append(mixed ? List.of("\n", "\r\n", "\r", "\n\n").get(random.nextInt(4)) : usual);
        }
        if (random.nextInt(4) == 0) {
            text.setLength(text.length() - 1 - (random.nextInt(3) == 0 ? random.nextInt(text.length()) : 0));
        }
        return pack(text.toString(), sound, headerTouched, random);
    }

    private static MalformedCsv pack(String text, Set<String> sound, boolean headerTouched, Random random)
            throws IOException {
        Charset charset = switch (random.nextInt(12)) {
            case 0 -> ISO_8859_1;
            case 1 -> Charset.forName("windows-1252");
            case 2 -> random.nextInt(4) == 0 ? UTF_16 : UTF_8;
            case 3 -> random.nextInt(4) == 0 ? UTF_16LE : UTF_8;
            default -> UTF_8;
        };
        byte[] plain = text.getBytes(charset);
        boolean wide = charset.equals(UTF_16) || charset.equals(UTF_16LE);
        boolean lostMark = !charset.equals(UTF_8) && text.startsWith("\uFEFF");
        String seen = wide ? "" : lostMark ? "?" + text.substring(1) : text;
        return switch (random.nextInt(8)) {
            case 0 -> new MalformedCsv(gzip(plain, 2), seen, sound, headerTouched, false);
            case 1 -> new MalformedCsv(zip(plain, 1, random), seen, sound, headerTouched, false);
            case 2 ->
                // One member: a file cut off just behind a member is sound.
                new MalformedCsv(damage(gzip(plain, 1), random), seen, sound, headerTouched, true);
            case 3 -> new MalformedCsv(damage(zip(plain, 1, random), random), seen, sound, headerTouched, true);
            case 4 ->
                random.nextInt(5) > 0
                        ? new MalformedCsv(plain, seen, sound, headerTouched, false)
                        : new MalformedCsv(zip(plain, random.nextInt(3), random), seen, sound, headerTouched, true);
            default -> new MalformedCsv(plain, seen, sound, headerTouched, false);
        };
    }

    private static List<String> row(List<String> columns, Random random) {
        List<String> cells = new ArrayList<>();
        for (String column : columns) {
            cells.add(
                    switch (column) {
                        case "fecha_dato" -> "2015-0" + (1 + random.nextInt(3)) + "-28";
                        case "ncodpers" -> Integer.toString(random.nextInt(1_000_000));
                        case "age" -> " " + random.nextInt(100);
                        case "antiguedad" -> Integer.toString(random.nextInt(200));
                        case "renta" -> Double.toString(random.nextInt(1_000_000) / 10.0);
                        case "fecha_alta" -> "2011-03-05";
                        case "ult_fec_cli_1t" -> "";
                        case "nomprov" ->
                            List.of("MADRID", "\"CORUÑA, A\"", "", "\"\"").get(random.nextInt(4));
                        case "segmento" -> "02 - PARTICULARES";
                        default -> column.endsWith("_ult1") ? Integer.toString(random.nextInt(2)) : "N";
                    });
        }
        return cells;
    }

    private static List<String> event(Random random) {
        return List.of(
                "u" + random.nextInt(20),
                List.of("card", "loan", "\"card, gold\"", "\"a \"\"b\"\"\"").get(random.nextInt(4)),
                Integer.toString(1 + random.nextInt(9)),
                "2016-01-0" + (1 + random.nextInt(9)));
    }

    private static String faulty(String line, int columns, Random random) {
        StringBuilder text = new StringBuilder(line);
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(9)) {
                case 0 -> text.setLength(at);
                case 1, 2 -> text.insert(at, NOISE.charAt(random.nextInt(NOISE.length())));
                case 3 -> text.delete(at, Math.min(text.length(), at + random.nextInt(9)));
                case 4 -> text.insert(at, huge(random));
                case 5 -> text.insert(at, random.nextBoolean() ? "\n" : "\r");
                case 6 -> text.append(",".repeat(random.nextInt(columns)));
                default -> replaceCell(text, CELLS[random.nextInt(CELLS.length)], random);
            }
        }
        return text.toString();
    }

    private static String huge(Random random) {
        int length = List.of(900, 1_001, 60_000, 65_535, 65_536, 65_537, 131_073, 300_000)
                .get(random.nextInt(8));
        String unit = List.of("x", "9", "\"\"", "a,", "\"\n").get(random.nextInt(5));
        int most = unit.contains("\n") ? 3_000 : length; // lines take long to count
        return random.nextInt(8) > 0 ? "" : unit.repeat(Math.min(length / unit.length(), most));
    }

    private static void replaceCell(StringBuilder text, String cell, Random random) {
        int from = random.nextInt(text.length() + 1);
        while (from > 0 && text.charAt(from - 1) != ',') {
            from--;
        }
        int to = Math.max(from, text.indexOf(",", from));
        text.replace(from, to, cell);
    }

    private static String touchedHeader(List<String> columns, Random random) {
        List<String> changed = new ArrayList<>(columns);
        int at = random.nextInt(changed.size());
        switch (random.nextInt(7)) {
            case 0 -> changed.remove(at);
            case 1 -> changed.add(at, "extra");
            case 2 -> changed.add(at, changed.get(random.nextInt(changed.size())));
            case 3 -> changed.set(at, CELLS[random.nextInt(CELLS.length)]);
            case 4 -> changed.set(at, "\"" + changed.get(at));
            case 5 -> changed.set(at, changed.get(at) + "x".repeat(70_000 * random.nextInt(3)));
            default -> changed.replaceAll(name -> "");
        }
        return String.join(",", changed);
    }

    private static byte[] gzip(byte[] content, int members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int member = 0; member < members; member++) {
            int from = content.length * member / members;
            try (OutputStream out = new GZIPOutputStream(bytes)) {
                out.write(content, from, content.length * (member + 1) / members - from);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(byte[] content, int files, Random random) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setLevel(random.nextBoolean() ? 0 : 6);
            if (random.nextInt(3) == 0) {
                out.putNextEntry(new ZipEntry("folder/"));
            }
            for (int i = 0; i < files; i++) {
                out.putNextEntry(new ZipEntry("folder/rows" + i + ".csv"));
                out.write(content);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] damage(byte[] sound, Random random) {
        byte[] bytes = sound.clone();
        switch (random.nextInt(4)) {
            case 0 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            case 1 -> {
                byte[] longer = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(40));
                random.nextBytes(bytes);
                System.arraycopy(bytes, 0, longer, sound.length, Math.min(bytes.length, longer.length - sound.length));
                return longer;
            }
            default -> {
                for (int times = 1 + random.nextInt(3); times > 0; times--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
                return bytes;
            }
        }
    }
}
