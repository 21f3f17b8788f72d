package dev.recsys.cli.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of runs: a folder each, by the run's id. A run is there when its {@code run.json} is, which is copied last; a folder
 * without one was cut short and is none.
 */
public final class RunArchive {
    private RunArchive() {}

    /**
     * Adds a run.
     *
     * @param run the folder of the run
     * @param archive the folder of runs, created if need be
     * @param id the run's id
     * @return the new folder
     * @throws IOException if it can't be written
     * @throws IllegalArgumentException if there is one of that id
     */
    public static Path add(Path run, Path archive, String id) throws IOException {
        Path target = archive.resolve(id);
        Checks.that(!Files.exists(target.resolve(RunRecord.FILE)), "there is a run %s already in %s", id, archive);
        List<Path> files;
        try (Stream<Path> walk = Files.walk(run)) {
            files = walk.sorted().toList();
        }
        Files.createDirectories(target);
        Path last = run.resolve(RunRecord.FILE);
        for (Path file : files) {
            Path copy = target.resolve(run.relativize(file).toString().replace('\\', '/'));
            if (Files.isDirectory(file)) {
                Files.createDirectories(copy);
            } else if (!file.equals(last)) {
                Files.copy(file, copy);
            }
        }
        Files.copy(last, target.resolve(RunRecord.FILE));
        return target;
    }

    /** The runs of a folder, or the one that it is itself, in the order of their ids. */
    static List<StoredRun> list(Path archive) throws IOException {
        Checks.that(Files.isDirectory(archive), "there is no folder %s", archive);
        if (Files.exists(archive.resolve(RunRecord.FILE))) {
            return List.of(StoredRun.read(archive));
        }
        List<Path> folders;
        try (Stream<Path> all = Files.list(archive)) {
            folders = all.filter(folder -> Files.exists(folder.resolve(RunRecord.FILE)))
                    .toList();
        }
        List<StoredRun> runs = new ArrayList<>();
        for (Path folder : folders) {
            runs.add(StoredRun.read(folder));
        }
        runs.sort(Comparator.comparing(StoredRun::id));
        return runs;
    }

    /** A run as it stands in its folder. */
    record StoredRun(Path folder, JsonNode record, JsonNode metrics) {
        static StoredRun read(Path folder) throws IOException {
            Path file = folder.resolve(RunRecord.FILE);
            Checks.that(Files.exists(file), "there is no run in %s: it has no %s", folder, RunRecord.FILE);
            return new StoredRun(folder, RunRecord.read(file), TextFile.readJson(folder.resolve(RunRecord.METRICS)));
        }

        String id() {
            return record.path("id").asText();
        }
    }
}
