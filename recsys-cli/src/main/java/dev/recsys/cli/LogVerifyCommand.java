package dev.recsys.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.decision.log.LogCheck;
import dev.recsys.decision.log.LogHead;
import dev.recsys.decision.log.LogReader;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.JsonMappers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Verifies a decision log. */
@Command(
        name = "verify",
        description = {
            "Verifies a decision log and says where it ends.",
            "",
            "Exit codes: 0 sound, 1 broken (the first broken place is named), 2 bad usage or no log.",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class LogVerifyCommand implements Callable<Integer> {
    private static final ObjectMapper MAPPER = JsonMappers.plain();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--log", required = true, paramLabel = "DIR", description = "Folder of the log.")
    private @Nullable Path log;

    @Option(
            names = "--head",
            paramLabel = "N:HASH",
            description = "A record that must be in the log: its number and hash, kept in another place.")
    private @Nullable String head;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Path folder = Folders.requireFolder("--log", Checks.notNull(log, "--log"));
        LogCheck check = head == null ? LogReader.verify(folder) : LogReader.verify(folder, head(head));
        Checks.that(check.files() > 0 || !check.isSound(), "there is no decision log in %s", folder);
        PrintWriter out = Checks.notNull(spec, "spec").commandLine().getOut();
        if (json) {
            out.println(JsonMappers.text(asJson(check)));
        } else {
            print(out, check);
        }
        return check.isSound() ? 0 : 1;
    }

    private static LogHead head(String text) {
        int colon = text.indexOf(':');
        Checks.that(colon > 0, "--head must be a number, a colon and a hash");
        try {
            return new LogHead(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--head must begin with a record's number", e);
        }
    }

    private static void print(PrintWriter out, LogCheck check) {
        out.printf(Locale.ROOT, "%,d records in %,d files verified%n", check.records(), check.files());
        if (check.records() > 0) {
            out.printf(
                    Locale.ROOT,
                    "last: record %d, %s, line %d%nhead: %d:%s%n",
                    check.end().number(),
                    check.endFile(),
                    check.endLine(),
                    check.end().number(),
                    check.end().hash());
        }
        if (check.tornBytes() > 0) {
            out.printf(
                    Locale.ROOT,
                    "then %,d bytes of a record that a killed process did not finish, or that is being written%n",
                    check.tornBytes());
        }
        out.println(check.isSound() ? "sound" : "broken: " + check.fault());
    }

    private static ObjectNode asJson(LogCheck check) {
        ObjectNode node = MAPPER.createObjectNode()
                .put("sound", check.isSound())
                .put("files", check.files())
                .put("records", check.records())
                .put("number", check.end().number())
                .put("hash", check.end().hash())
                .put("file", check.endFile())
                .put("line", check.endLine())
                .put("tornBytes", check.tornBytes());
        return check.fault() == null ? node : node.put("fault", check.fault());
    }
}
