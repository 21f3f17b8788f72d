package dev.recsys.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.decision.log.LogCheck;
import dev.recsys.decision.log.LogReader;
import dev.recsys.decision.log.LogRecord;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.JsonMappers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints records of a decision log. */
@Command(
        name = "show",
        description = {
            "Prints records of a decision log, verified up to the last one printed.",
            "",
            "Exit codes: 0 sound so far, 1 broken (the first broken place is named), 2 bad usage or no log.",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class LogShowCommand implements Callable<Integer> {
    private static final ObjectMapper MAPPER = JsonMappers.plain();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--log", required = true, paramLabel = "DIR", description = "Folder of the log.")
    private @Nullable Path log;

    @Option(names = "--from", paramLabel = "N", description = "Begin with this record. Default: 1.")
    private long from = 1;

    @Option(names = "--limit", paramLabel = "N", description = "Print at most so many records. Default: 20.")
    private long limit = 20;

    @Option(
            names = "--user",
            paramLabel = "ID",
            description = "Only records of this customer: with it in a field \"user\", or in \"id\" of a \"customer\".")
    private @Nullable String user;

    @Option(names = "--json", description = "Print a JSON object a line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Checks.that(from >= 1, "--from must be at least 1, but was %d", from);
        Checks.that(limit >= 1, "--limit must be at least 1, but was %d", limit);
        Path folder = Folders.requireFolder("--log", Checks.notNull(log, "--log"));
        PrintWriter out = Checks.notNull(spec, "spec").commandLine().getOut();
        try (LogReader reader = LogReader.open(folder)) {
            long shown = 0;
            while (shown < limit) {
                Optional<LogRecord> record = reader.next();
                if (record.isEmpty()) {
                    return atTheEnd(reader.check(), folder);
                }
                if (record.get().number() >= from && isWanted(record.get())) {
                    print(out, record.get());
                    shown++;
                }
            }
        }
        return 0;
    }

    private int atTheEnd(LogCheck check, Path folder) {
        Checks.that(check.files() > 0 || !check.isSound(), "there is no decision log in %s", folder);
        if (check.isSound()) {
            return 0;
        }
        Checks.notNull(spec, "spec").commandLine().getErr().println("recsys: the log is broken: " + check.fault());
        return 1;
    }

    private boolean isWanted(LogRecord record) {
        if (user == null) {
            return true;
        }
        try {
            return names(MAPPER.readTree(record.body()), user);
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static boolean names(JsonNode node, String id) {
        if (isText(node.get("user"), id) || isText(node.path("customer").get("id"), id)) {
            return true;
        }
        for (JsonNode child : node) {
            if (names(child, id)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isText(@Nullable JsonNode node, String text) {
        return node != null && node.isTextual() && node.textValue().equals(text);
    }

    private void print(PrintWriter out, LogRecord record) throws JsonProcessingException {
        if (!json) {
            out.printf("%d  %s  %s%n", record.number(), record.time(), record.body());
            return;
        }
        ObjectNode line = MAPPER.createObjectNode()
                .put("number", record.number())
                .put("time", record.time().toString())
                .put("hash", record.hash())
                .put("file", String.valueOf(record.file().getFileName()))
                .put("line", record.line());
        line.set("body", MAPPER.readTree(record.body()));
        out.println(JsonMappers.text(line));
    }
}
