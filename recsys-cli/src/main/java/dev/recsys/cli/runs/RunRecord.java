package dev.recsys.cli.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.ModelInfo;
import dev.recsys.data.Panel;
import dev.recsys.eval.TimeSplit;
import dev.recsys.internal.check.LibraryVersion;
import dev.recsys.internal.check.Sha256;
import dev.recsys.internal.file.TextFile;
import dev.recsys.internal.file.WriteFailure;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.internal.options.JsonMappers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a run was, gathered as it goes and written to {@code run.json} beside its results. For one thread. */
public final class RunRecord {
    /** The name of the file. */
    public static final String FILE = "run.json";

    /** The name of the file of scores by customer. */
    public static final String SCORES = "scores.csv.gz";

    /** The name of the file of metrics. */
    public static final String METRICS = "metrics.json";

    /** The name of the file of training steps. */
    public static final String TRACE = "trace.jsonl";

    private static final int FORMAT = 1;

    private final ObjectNode root = JsonNodeFactory.instance.objectNode();
    private final Instant started = Instant.now();

    /**
     * A run that begins now.
     *
     * @param id its name, which sorts by time
     * @param command the arguments of the command line
     */
    public RunRecord(String id, List<String> command) {
        root.put("format", FORMAT).put("id", id);
        command.forEach(root.putArray("command")::add);
        root.put("started", started.toString()).put("seconds", 0.0);
        Runtime runtime = Runtime.getRuntime();
        root.putObject("versions")
                .put("recsys", LibraryVersion.current())
                .put("java", System.getProperty("java.version"))
                .put("vm", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"))
                .put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"))
                .put("arch", System.getProperty("os.arch"))
                .put("processors", runtime.availableProcessors())
                .put("heapBytes", runtime.maxMemory());
    }

    /**
     * Says with which options it trains.
     *
     * @param config all options
     * @param seed what {@code --seed} said, or null; the seeds of the models are among the options
     */
    public void trains(Record config, @Nullable Long seed) {
        if (seed != null) {
            root.put("seed", seed);
        }
        try {
            root.set("config", JsonMappers.plain().readTree(ConfigJson.write(config)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a configuration that was written cannot be read", e);
        }
    }

    /**
     * Says which policy the offers were held against.
     *
     * @param name what the policy is called
     * @param version of its author
     * @param hash of its text
     */
    public void decides(String name, String version, String hash) {
        root.putObject("policy").put("name", name).put("version", version).put("hash", hash);
    }

    /**
     * Says what it read.
     *
     * @param source a file, or what was generated
     * @param rejected rows that could not be read
     * @param panel all data
     * @param split what was trained on and predicted
     */
    public void reads(String source, long rejected, Panel panel, TimeSplit split) {
        root.putObject("data")
                .put("source", source)
                .put("hash", panel.contentHash())
                .put("rows", panel.rowCount())
                .put("rejectedRows", rejected)
                .put("customers", panel.users().size())
                .put("products", panel.catalogue().size())
                .put("features", panel.schema().size())
                .put("snapshots", panel.snapshots().size())
                .put("first", panel.snapshots().get(0).date().toString())
                .put("last", panel.last().date().toString());
        root.putObject("split")
                .put("date", split.name())
                .put("trainHash", split.train().contentHash())
                .put("trainRows", split.trainPanel().rowCount())
                .put("customers", split.userCount())
                .put("adders", split.adderCount());
    }

    /**
     * Says which models it made.
     *
     * @param infos of the models, by name
     */
    public void makes(Map<String, ModelInfo> infos) {
        ObjectNode models = root.putObject("models");
        infos.forEach((name, info) -> models.putObject(name)
                .put("algorithm", info.algorithm())
                .put("modelHash", info.modelHash())
                .put("trainMillis", info.trainMillis()));
    }

    /**
     * Writes {@code run.json}, with the sizes and hashes of all other files of the folder.
     *
     * @param folder the folder of the run, whole but for this file
     * @throws IOException if a file can't be read or written
     */
    public void write(Path folder) throws IOException {
        root.put("seconds", java.time.Duration.between(started, Instant.now()).toMillis() / 1e3);
        ObjectNode files = root.putObject("files");
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : all) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            if (!name.equals(FILE)) {
                files.putObject(name).put("bytes", Files.size(file)).put("sha256", sha256(file));
            }
        }
        Path file = folder.resolve(FILE);
        try {
            Files.writeString(
                    file, JsonMappers.plain().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
        } catch (IOException e) {
            throw WriteFailure.of(file, e);
        }
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A run's record, as it was written. */
    static JsonNode read(Path file) throws IOException {
        JsonNode read = TextFile.readJson(file);
        int format = read.path("format").asInt();
        if (format != FORMAT) {
            throw new IllegalArgumentException(file + ": format must be " + FORMAT + ", but was " + format);
        }
        return read;
    }
}
