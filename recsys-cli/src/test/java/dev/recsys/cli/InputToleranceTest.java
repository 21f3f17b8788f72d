package dev.recsys.cli;

import static dev.recsys.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What input the command line refuses, and how a user takes it all the same. */
class InputToleranceTest {
    @TempDir
    private static Path folder;

    private static byte[] packed = {};
    private static List<String> panel = List.of();

    @BeforeAll
    static void generate() throws IOException {
        Path file = folder.resolve("bank.csv.gz");
        assertThat(run("generate", "--customers", 300, "--months", 4, "--seed", 3, "--out", file))
                .returns(0, Result::code);
        packed = Files.readAllBytes(file);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            panel = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static Path write(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines);
    }

    private static Result train(Path file, Object... more) {
        List<Object> args = new ArrayList<>(List.of("train", "--panel", file, "--model", "cluster", "--out"));
        args.add(folder.resolve("models of " + file.getFileName()));
        args.addAll(List.of(more));
        return run(args.toArray());
    }

    private static void assertRefused(Result result, String... parts) {
        assertThat(result).returns(2, Result::code);
        String last = result.err().strip().substring(result.err().strip().lastIndexOf('\n') + 1);
        assertThat(last).startsWith("recsys: ").contains(parts);
    }

    @Test
    void zip_withFlippedFlags_isRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setLevel(0);
            out.putNextEntry(new ZipEntry("bank.csv"));
            out.write((String.join("\n", panel) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        byte[] damaged = bytes.toByteArray();
        String text = new String(damaged, StandardCharsets.ISO_8859_1);
        int flags = text.indexOf("0,0,0,0", text.indexOf('\n'));
        damaged[flags] = '1';
        damaged[flags + 2] = '1';
        Path file = Files.write(folder.resolve("flipped.zip"), damaged);
        assertRefused(train(file), file.toString(), "the zip is damaged at byte ");
        damaged[flags] = '0';
        damaged[flags + 2] = '0';
        assertThat(train(Files.write(file, damaged))).returns(0, Result::code);
    }

    @Test
    void gzip_cutShort_isRefusedWithItsFileAndByte() throws IOException {
        Path file = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(packed, packed.length / 2));
        String place = String.format("byte %,d of %<,d", packed.length / 2);
        assertRefused(train(file), file.toString(), "the gzip is damaged at " + place);
    }

    @Test
    void rejects_moreThanAllowed_areListedAndRefused() throws IOException {
        List<String> lines = new ArrayList<>(panel);
        for (int row = 1; row < lines.size(); row += 10) {
            lines.set(row, lines.get(row) + ",more");
        }
        Path file = write("rejects.csv", lines);
        Result refused = train(file);
        assertRefused(refused, "(10.", "wrong number of fields", "--max-rejected 1");
        assertThat(folder.resolve("models of rejects.csv").resolve("quarantine.csv"))
                .isNotEmptyFile();
        assertThat(train(file, "--max-rejected", 0.2)).returns(0, Result::code);
        assertRefused(train(file, "--max-rejected", 2), "--max-rejected must be in 0.0..1.0, but was 2.0");
    }

    @Test
    void period_farAway_isRefusedUnlessAllowed() throws IOException {
        List<String> lines = new ArrayList<>(panel);
        lines.add("2051-01-28" + lines.get(1).substring(10));
        Path file = write("stray.csv", lines);
        assertRefused(train(file), "the month of 2051-01-28 (1 row) lies far after", "--allow-outlying-periods");
        assertThat(train(file, "--allow-outlying-periods")).returns(0, Result::code);
    }

    @Test
    void period_ofFewCustomers_isRefusedBeforeTraining() throws IOException {
        List<String> lines = new ArrayList<>(panel);
        String last = lines.get(lines.size() - 1).substring(0, 10);
        List<String> ofLast =
                lines.stream().filter(line -> line.startsWith(last)).toList();
        lines.removeAll(ofLast.subList(1, ofLast.size()));
        Path file = write("thin.csv", lines);
        assertRefused(
                run("run", "--panel", file, "--out", folder.resolve("thin")),
                "the month of " + last + " (1 row) has fewer than 5 % of the customers of");
        assertThat(folder.resolve("thin").resolve("models")).doesNotExist();
    }
}
