package dev.recsys.studies;

import dev.recsys.io.EventReader;
import dev.recsys.io.PanelRead;
import dev.recsys.io.SantanderReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What do faults cost a reader? The panel as it is, with a broken quote in every 20th row and in every row, read in turn; the
 * medians and their ratios to the sound panel's. Then three million events of which every quote is broken, such that each seems
 * to go on for a hundred lines.
 *
 * <p>Run: {@code java -cp studies/target/studies.jar dev.recsys.studies.ReadStudy PANEL.csv.gz ROUNDS}
 */
public final class ReadStudy {
    private static final int FIELD = 19; // nomprov, the 20th of 48

    private ReadStudy() {}

    /**
     * Prints a line for each kind of file.
     *
     * @param args the panel's file, packed by gzip, and how often to read each kind. Not modified.
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        Path panel = Path.of(args[0]);
        int rounds = Integer.parseInt(args[1]);
        Path folder = Files.createTempDirectory("read-study");
        Map<String, Path> files = new LinkedHashMap<>();
        files.put("sound", broken(panel, folder.resolve("sound.csv.gz"), 0));
        files.put("5 % broken quotes", broken(panel, folder.resolve("some.csv.gz"), 20));
        files.put("all broken quotes", broken(panel, folder.resolve("all.csv.gz"), 1));
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int round = -2; round < rounds; round++) { // two to warm up
            for (Map.Entry<String, Path> file : files.entrySet()) {
                double taken = read(file.getValue());
                if (round >= 0) {
                    seconds.computeIfAbsent(file.getKey(), key -> new ArrayList<>())
                            .add(taken);
                }
            }
        }
        double sound = median(seconds.getOrDefault("sound", List.of()));
        seconds.forEach((kind, all) -> System.out.printf(
                Locale.ROOT,
                "%-18s median %.3f s, %.2f of the sound panel's; %d reads of %.3f to %.3f s%n",
                kind,
                median(all),
                median(all) / sound,
                all.size(),
                Collections.min(all),
                Collections.max(all)));
        crafted(folder.resolve("crafted.csv.gz"));
    }

    private static double read(Path file) {
        long start = System.nanoTime();
        PanelRead read = SantanderReader.builder().maxRejected(1).read(file);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (read.report().rowsRead() == 0) {
            throw new IllegalStateException("nothing was read");
        }
        return seconds;
    }

    private static void crafted(Path file) throws IOException {
        int lines = 3_000_000;
        try (PrintWriter out = writer(file)) {
            // As many columns as lines that a record may have: each line is looked at that often.
            out.println("user,item" + ",more".repeat(198));
            for (int i = 0; i < lines; i++) {
                out.print("x\",y,\"\n");
            }
        }
        long start = System.nanoTime();
        long rejected = EventReader.builder().maxRejected(1).read(file).report().quarantined();
        System.out.printf(
                Locale.ROOT,
                "%,d crafted events in %,d bytes: %,d rejected in %.2f s%n",
                lines,
                Files.size(file),
                rejected,
                (System.nanoTime() - start) / 1e9);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    /** Copies a panel with a quote before a field of every so-manieth row, or of none. */
    private static Path broken(Path panel, Path copy, int every) throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(panel)), StandardCharsets.UTF_8));
                PrintWriter out = writer(copy)) {
            long row = 0;
            for (String line = in.readLine(); line != null; line = in.readLine(), row++) {
                boolean isBroken = row > 0 && every > 0 && row % every == 0;
                out.print(isBroken ? withQuote(line) : line);
                out.print('\n');
            }
        }
        return copy;
    }

    private static String withQuote(String line) {
        int at = 0;
        for (int field = 0; field < FIELD; field++) {
            at = line.indexOf(',', at) + 1;
        }
        return line.substring(0, at) + '"' + line.substring(at);
    }

    private static PrintWriter writer(Path file) throws IOException {
        return new PrintWriter(new GZIPOutputStream(Files.newOutputStream(file)), false, StandardCharsets.UTF_8);
    }
}
