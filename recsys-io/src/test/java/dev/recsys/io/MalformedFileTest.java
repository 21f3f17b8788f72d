package dev.recsys.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No damage stops a reader, and every row is counted once. */
class MalformedFileTest {
    private static final String NOISE = ",,\"\"'xé09-/. \t\u0000ÑNA";

    @TempDir
    Path folder;

    @Test
    @Tag("slow")
    void rows_ofDamagedFiles_areEachAcceptedOrQuarantined() throws Exception {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<String> lines = new ArrayList<>();
            int rows = 1 + random.nextInt(40);
            for (int i = 0; i < rows; i++) {
                String line = SantanderLines.row(Integer.toString(i));
                lines.add(random.nextInt(3) > 0 ? line : damaged(line, random));
            }
            String end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
            String text = SantanderLines.header() + end + String.join(end, lines) + (random.nextBoolean() ? end : "");
            ReadReport report = read(text);

            long notEmpty = lines.stream().filter(line -> !line.isEmpty()).count();
            assertThat(report.rowsRead()).as("seed %d%n%s", seed, report).isEqualTo(notEmpty);
            assertThat(report.accepted() + report.quarantined()).isEqualTo(report.rowsRead());
            assertThat(report.rejects()).hasSize((int) report.quarantined());
            assertThat(report.rejects()).extracting(Reject::number).isSorted().doesNotHaveDuplicates();
            assertThat(report.rejects()).allMatch(reject -> reject.number() >= 2 && reject.number() <= rows + 1);
        }
    }

    @Test
    @Tag("slow")
    void soundRows_amongDamagedOnes_areAllAccepted() throws Exception {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<String> lines = new ArrayList<>(List.of(SantanderLines.header()));
            List<Long> damagedLines = new ArrayList<>();
            int rows = 1 + random.nextInt(40);
            for (int i = 0; i < rows; i++) {
                boolean sound = random.nextInt(3) > 0;
                lines.add(SantanderLines.row(Integer.toString(i), "nomprov", sound ? "MADRID" : "\"MADRID"));
                if (!sound) {
                    damagedLines.add((long) i + 2);
                }
            }
            ReadReport report = read(String.join("\n", lines));
            assertThat(report.rejects())
                    .as("seed %d", seed)
                    .extracting(Reject::number)
                    .isEqualTo(damagedLines);
        }
    }

    @Test
    @Tag("slow")
    void bytes_atRandom_neverStopTheReader() throws Exception {
        for (int seed = 0; seed < 50; seed++) {
            byte[] noise = new byte[100_000];
            new Random(seed).nextBytes(noise);
            ReadReport report = read(SantanderLines.header() + "\n" + new String(noise, ISO_8859_1));
            assertThat(report.accepted() + report.quarantined())
                    .as("seed %d", seed)
                    .isEqualTo(report.rowsRead());
            assertThat(report.accepted()).isZero();
        }
    }

    private ReadReport read(String text) throws Exception {
        Path file = Files.write(folder.resolve("damaged.csv"), text.getBytes(ISO_8859_1));
        return SantanderReader.builder().maxRejected(1).read(file).report();
    }

    private static String damaged(String line, Random random) {
        StringBuilder text = new StringBuilder(line);
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.setLength(at);
                case 1 -> text.insert(at, NOISE.charAt(random.nextInt(NOISE.length())));
                case 2 -> text.delete(at, Math.min(text.length(), at + random.nextInt(5)));
                default ->
                    text.replace(Math.max(0, at - 1), at, String.valueOf(NOISE.charAt(random.nextInt(NOISE.length()))));
            }
        }
        return text.toString();
    }
}
