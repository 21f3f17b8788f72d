package dev.recsys.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.internal.check.Thrown;
import dev.recsys.internal.options.JsonMappers;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was checked, and what was found. For one thread. */
final class Ledger {
    private static final ObjectMapper MAPPER = JsonMappers.plain();

    /** What a check found: all is well, something to look at, or a fault. */
    enum Outcome {
        OK,
        NOTE,
        FAILED
    }

    /** One line. */
    record Entry(String subject, String check, Outcome outcome, String found) {}

    /** What is checked; says what it found. */
    @FunctionalInterface
    interface Check {
        String run() throws IOException;
    }

    private final List<Entry> entries = new ArrayList<>();

    /** Runs a check; what it throws is a failure, and no reason to check no further. */
    boolean run(String subject, String check, Check body) {
        try {
            add(subject, check, Outcome.OK, body.run());
            return true;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            String message = e.getMessage();
            add(subject, check, Outcome.FAILED, message == null ? Thrown.classAndPlace(e) : message);
            return false;
        }
    }

    void add(String subject, String check, Outcome outcome, String found) {
        entries.add(new Entry(subject, check, outcome, found));
    }

    long count(Outcome outcome) {
        return entries.stream().filter(entry -> entry.outcome() == outcome).count();
    }

    void print(PrintWriter out) {
        for (Entry entry : entries) {
            out.printf(
                    Locale.ROOT,
                    "%-6s  %-20s  %-10s  %s%n",
                    word(entry.outcome()),
                    entry.subject(),
                    entry.check(),
                    entry.found());
        }
        out.printf(
                Locale.ROOT,
                "%d checks: %d ok, %d notes, %d failed%n",
                entries.size(),
                count(Outcome.OK),
                count(Outcome.NOTE),
                count(Outcome.FAILED));
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    String toJson() {
        ObjectNode root = MAPPER.createObjectNode()
                .put("ok", count(Outcome.OK))
                .put("notes", count(Outcome.NOTE))
                .put("failed", count(Outcome.FAILED));
        ArrayNode list = root.putArray("checks");
        entries.forEach(entry -> list.addObject()
                .put("subject", entry.subject())
                .put("check", entry.check())
                .put("outcome", word(entry.outcome()))
                .put("found", entry.found()));
        return JsonMappers.text(root);
    }
}
