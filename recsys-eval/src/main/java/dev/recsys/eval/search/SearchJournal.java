package dev.recsys.eval.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.eval.Interval;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.FileTree;
import dev.recsys.internal.file.WriteFailure;
import dev.recsys.internal.options.JsonMappers;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The trials of a search in a file: what it is of, then a trial a line, each on the disk before the next trial begins. A last line
 * without its end was cut by a kill and is dropped. For one thread.
 */
final class SearchJournal implements Closeable {
    private static final ObjectMapper MAPPER = JsonMappers.plain();

    private final @Nullable Path file;
    private final @Nullable FileChannel channel;
    private final Map<String, SearchTrial> trials = new HashMap<>();

    private SearchJournal(@Nullable Path file, @Nullable FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Keeps trials nowhere. */
    static SearchJournal none() {
        return new SearchJournal(null, null);
    }

    /** Opens a file, which may not be there yet; what stands in it must be of the same search. */
    static SearchJournal open(Path file, ObjectNode heading) throws IOException {
        byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        String[] lines = new String(bytes, 0, end, UTF_8).split("\n", -1);
        if (end > 0) {
            requireSame(file, tree(file, lines[0], 1), heading);
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        SearchJournal journal = new SearchJournal(file, channel);
        try {
            channel.truncate(end);
            channel.position(end);
            if (end == 0) {
                journal.write(heading);
                Path folder = file.toAbsolutePath().getParent();
                FileTree.forceFolder(folder == null ? file : folder);
            }
            for (int i = 1; i < lines.length - 1; i++) {
                journal.take(tree(file, lines[i], i + 1), i + 1);
            }
            return journal;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static JsonNode tree(Path file, String line, int number) {
        try {
            JsonNode tree = MAPPER.readTree(line);
            Checks.that(tree instanceof ObjectNode, "%s, line %s is no trial", file, number);
            return tree;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + ", line " + number + " is not JSON", e);
        }
    }

    private static void requireSame(Path file, JsonNode found, ObjectNode heading) {
        for (Iterator<String> names = heading.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            JsonNode was = found.path(name);
            JsonNode is = heading.path(name);
            boolean same = JsonMappers.text(was).equals(JsonMappers.text(is));
            boolean shown = was.isValueNode() && is.isValueNode();
            Checks.that(
                    same,
                    "%s is of a search with another %s%s; name another folder, or delete it",
                    file,
                    name,
                    shown ? ", " + was.asText() + " and not " + is.asText() : "");
        }
    }

    private void take(JsonNode line, int number) {
        try {
            SearchTrial trial = trial(line);
            SearchTrial before = trials.put(key(trial.rung(), trial.number()), trial);
            Checks.that(before == null, "trial %s stands there twice", trial.number());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ", line " + number + " is no trial: " + e.getMessage(), e);
        }
    }

    private static SearchTrial trial(JsonNode line) {
        Map<String, String> options = new LinkedHashMap<>();
        line.path("options")
                .properties()
                .forEach(each -> options.put(each.getKey(), JsonMappers.text(each.getValue())));
        Map<String, Integer> effort = new LinkedHashMap<>();
        line.path("effort")
                .properties()
                .forEach(each -> effort.put(each.getKey(), each.getValue().asInt()));
        boolean sure = line.has("low");
        return new SearchTrial(
                line.path("trial").asInt(),
                line.path("rung").asInt(),
                line.path("share").asDouble(),
                effort,
                options,
                line.path("value").asDouble(Double.NaN),
                sure
                        ? new Interval(
                                line.path("low").asDouble(), line.path("high").asDouble())
                        : null,
                line.path("failure").asText(""),
                line.path("seconds").asDouble());
    }

    private static String key(int rung, int number) {
        return rung + " " + number;
    }

    /** A trial that was made before, or null. */
    @Nullable
    SearchTrial find(int rung, int number, Map<String, String> options) {
        SearchTrial found = trials.get(key(rung, number));
        Checks.that(
                found == null || found.options().equals(options),
                "%s has another configuration as trial %s than the seed gives; name another folder, or delete it",
                file,
                number);
        return found;
    }

    void add(SearchTrial trial, Map<String, JsonNode> options) throws IOException {
        ObjectNode line = MAPPER.createObjectNode()
                .put("trial", trial.number())
                .put("rung", trial.rung())
                .put("share", trial.share());
        if (!trial.effort().isEmpty()) {
            ObjectNode effort = line.putObject("effort");
            trial.effort().forEach(effort::put);
        }
        line.putObject("options").setAll(options);
        Interval interval = trial.interval();
        if (trial.isFailed()) {
            line.put("failure", trial.failure());
        } else {
            line.put("value", trial.value());
        }
        if (interval != null) {
            line.put("low", interval.low()).put("high", interval.high());
        }
        write(line.put("seconds", trial.seconds()));
    }

    private void write(ObjectNode line) throws IOException {
        if (file == null || channel == null) {
            return;
        }
        byte[] text = JsonMappers.text(line).getBytes(UTF_8);
        byte[] whole = Arrays.copyOf(text, text.length + 1);
        whole[text.length] = '\n';
        try {
            ByteBuffer buffer = ByteBuffer.wrap(whole);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        } catch (IOException e) {
            throw WriteFailure.of(file, e);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
